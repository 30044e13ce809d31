"""The editions of a site: one for each language, begun when somebody asks for it, and the steps that each of them can take."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from livret.engine.memo import Made, Nothing, Shelf, Step
from livret.translation import filling
from livret.translation.answers import Answers
from livret.translation.edition import Edition
from livret.translation.language_view import LanguageView
from livret.translation.stock import Stock
from livret.translation.words import words


def _form(view: LanguageView, domain: str) -> Made:
    """What is wrong with the form of a catalog."""
    return Made(None, problems=view.look("form", domain))


STEPS: Mapping[str, Step] = {
    "text": Step(filling.texts),
    "covered": Step(filling.covered),
    "interface": Step(words),
    "readable": Step(_form),
}


@dataclass
class Editions:
    """`steps` are those of what is made of editions; `shelf` gives what is known of a language from earlier runs."""

    stock: Stock
    steps: Mapping[str, Step] = field(default_factory=dict)
    shelf: Callable[[str], Shelf] = lambda _: Nothing()
    _known: dict[str, Edition] = field(default_factory=dict)

    def __getitem__(self, tag: str) -> Edition:
        if tag not in self._known:
            answers = Answers({**STEPS, **self.steps}, self.shelf(tag), stock=self.stock, tag=tag, others=self.answers)
            self._known[tag] = Edition(answers)
        return self._known[tag]

    def __iter__(self) -> Iterator[Edition]:
        return iter(tuple(self._known.values()))

    def put_away(self, tag: str) -> None:
        """A language that is not looked at any more, as far as one can know: whoever does begins it anew."""
        if edition := self._known.pop(tag, None):
            edition.put_away()

    def answers(self, tag: str) -> Answers:
        """What is known in a language."""
        return self[tag].answers

    def learn(self, stock: Stock) -> None:
        """The same site, of which more is known now."""
        self.stock = stock
        for edition in self:
            edition.answers.learn(stock)
