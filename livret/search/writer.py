"""Reads a page, place by place, as readers of an edition are to find it.

A page is found by its own words, by those of the text it was translated from – a reader types « préfecture » – and by the
other names of what that text speaks of. What is named in a title, a heading or a summary weighs more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from livret.editions.edition import Edition
from livret.editions.filling import key
from livret.editions.groups import group
from livret.engine.memo import Made
from livret.model import FactRef, Filled, Message
from livret.phrases.fact_text import plain, plain_text, show
from livret.search.aliases import aliases, other_names
from livret.search.entry import Draft
from livret.search.language_rules import Rules, rules
from livret.text.inline import walk


class Writer:
    """Fills the draft of one page; its texts were written in the language `written`."""

    def __init__(self, edition: Edition, written: str, path: str, title: str, summary: str) -> None:
        self.edition, self.draft, self.place = edition, Draft(path.partition("/")[2], title, summary), 0
        self.written = edition if written == edition.language.tag else edition.beside(written)
        self._aliases = aliases(edition, written)
        self._rules: dict[str, Rules] = {}

    def go(self, heading: str) -> None:
        """A new place begins."""
        self.draft.places.append(heading)
        self.place = len(self.draft.places)

    def message(self, message: Message | None, *, strong: bool = False) -> None:
        if message:
            self.read(message, strong=strong)
            self.original(message, strong=strong)

    def read(self, message: Message, *, strong: bool = False) -> None:
        """A message as it is read."""
        filled = self.edition.fill(message)
        self.tell(plain_text(self.edition, filled), filled.language.tag, strong=strong)
        for node in walk(filled.nodes):
            if isinstance(node, FactRef):
                self.fact(node)

    def fact(self, ref: FactRef) -> None:
        """What a sentence means, and what a number is for: « pompiers », where the text says 18."""
        if ref.kind == "sentence" and (meaning := show(self.edition, ref).meaning):
            self.tell(plain_text(self.edition, meaning), meaning.language.tag)
        elif ref.kind == "phone":
            self.message(getattr(self.edition.fact(ref), "label", None))

    def original(self, message: Message, *, strong: bool = False) -> None:
        """A message as it was written, and what else its things are called."""
        text, spoken = self.written.look("written-terms", group(message.address))[key(message)]
        if strong:
            self.put(spoken, strong=True)
        else:
            self.draft.source.update(spoken)
        self.put(other_names(self._aliases, text, spoken), strong=strong)

    def name(self, name: str, *, strong: bool = False) -> None:
        """A name, which is never translated, and what else it is called."""
        spoken = self.terms(name, self.written.language.tag)
        self.put(spoken, strong=strong)
        self.put(other_names(self._aliases, name, spoken), strong=strong)

    def tell(self, text: str, tag: str, *, strong: bool = False) -> None:
        """Words of a language that stand at this place."""
        self.put(self.terms(text, tag), strong=strong)

    def put(self, terms: Iterable[str], *, strong: bool) -> None:
        self.draft.put(terms, self.place, strong=strong)

    def terms(self, text: str, tag: str) -> Sequence[str]:
        if tag not in self._rules:
            self._rules[tag] = rules(self.edition, tag)
        return self._rules[tag].terms(text)


def written_terms(edition: Edition, name: str) -> Made:
    """A step: each message of a group as a text, with its terms. What is written in French is read once, and found in every language."""
    own, found = rules(edition, edition.language.tag), {}
    for message in edition.look("messages", name):
        text = plain(edition, message)
        found[key(message)] = text, tuple(own.terms(text))
    return Made(found)


def shown(edition: Edition, filled: Filled) -> str:
    """As plain text; inside a text that runs right to left, what runs left to right stays isolated."""
    text = plain_text(edition, filled, isolated=filled.language.direction == "rtl")
    return marked(edition, text, filled.language.tag)


def marked(edition: Edition, text: str, tag: str) -> str:
    """A text in another language than the edition's says in which, between two tabs."""
    return f"\t{tag}\t{text}" if text and tag != edition.language.tag else text
