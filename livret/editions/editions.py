"""The editions of a site: one for each language, begun when somebody asks for it, and the steps that each of them can take."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from livret.catalogs.catalog import Catalog
from livret.editions import filling, left_behind
from livret.editions.edition import Edition
from livret.editions.inputs import Inputs
from livret.editions.interface_forms import words
from livret.editions.language_view import LanguageView
from livret.editions.resolver import Resolver
from livret.engine.memo import EmptyStore, Made, Step, Store
from livret.problems import Place, Problem


def _form(view: LanguageView, domain: str) -> Made:
    """What is wrong with the form of a catalog. The note is how many translations it has itself."""
    catalog: Catalog = view.look("catalog", domain)
    problems: tuple[Problem, ...] = view.look("form", domain)
    if catalog.named and view.look("production"):
        problems += (Problem("catalog-named", Place(catalog.path, 1), (("value", catalog.named),)),)
    return Made(None, note=len(catalog.entries), problems=problems)


STEPS: Mapping[str, Step] = {
    "text": Step(filling.texts),
    "covered": Step(filling.covered),
    "interface": Step(words),
    "readable": Step(_form),
    "left": Step(left_behind.left, kept=True),
    "all-left": Step(left_behind.all_left),
    "lacking": Step(left_behind.lacking, kept=True),
    "behind": Step(left_behind.behind),
}


@dataclass
class Editions:
    """`steps` are those of what is made of editions; `store` gives what is known of a language from earlier runs."""

    inputs: Inputs
    steps: Mapping[str, Step] = field(default_factory=dict)
    store: Callable[[str], Store] = lambda _: EmptyStore()
    _known: dict[str, Edition] = field(default_factory=dict)

    def __getitem__(self, tag: str) -> Edition:
        if tag not in self._known:
            resolver = Resolver({**STEPS, **self.steps}, self.store(tag), inputs=self.inputs, tag=tag, others=self.resolver)
            self._known[tag] = Edition(resolver)
        return self._known[tag]

    def __iter__(self) -> Iterator[Edition]:
        return iter(tuple(self._known.values()))

    def put_away(self, tag: str) -> None:
        """A language that is not looked at any more, as far as one can know: whoever does begins it anew."""
        if edition := self._known.pop(tag, None):
            edition.put_away()

    def resolver(self, tag: str) -> Resolver:
        """What is known in a language."""
        return self[tag].resolver

    def learn(self, inputs: Inputs) -> None:
        """The same site, of which more is known now."""
        self.inputs = inputs
        for edition in self:
            edition.resolver.learn(inputs)
