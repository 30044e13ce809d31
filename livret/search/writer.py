"""Reads a page, place by place, as readers of an edition are to find it.

A page is found by its own words, by those of the text it was translated from – a reader types « préfecture » – and by the
other names of what that text speaks of. What is named in a title, a heading or a summary weighs more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from livret.editions.edition import Edition
from livret.editions.filling import Key, key
from livret.editions.groups import group
from livret.engine.memo import Made
from livret.model import FactRef, Filled, Message
from livret.phrases.fact_text import plain, plain_text, show
from livret.search.aliases import aliases, other_names
from livret.search.entry import Draft, Passage
from livret.search.language_rules import Rules, rules
from livret.text.inline import walk


class Writer:
    """Fills the draft of one page; its texts were written in the language `written`."""

    def __init__(self, edition: Edition, written: str, path: str, title: str, summary: str) -> None:
        self.edition, self.draft, self.place = edition, Draft(path.partition("/")[2], title, summary), 0
        self.written = edition if written == edition.language.tag else edition.beside(written)
        self._aliases = aliases(edition, written)
        self._rules: dict[str, Rules] = {}
        self._passages: dict[Key, Passage] = {}

    def go(self, heading: str) -> None:
        """A new place begins."""
        self.place = self.draft.go(heading)

    def message(self, message: Message | None, *, strong: bool = False) -> None:
        if message:
            self.read(message, strong=strong)
            self.original(message, strong=strong)

    def read(self, message: Message, *, strong: bool = False, urgent: bool = False) -> None:
        """A message as it is read. What is strong – a title, a summary, a heading – is shown as such, all else as a passage; what is urgent weighs as
        much as these."""
        filled = self.edition.fill(message)
        if not strong:
            self.passage(shown(self.edition, filled), key(message))
        self._find(filled, strong=strong or urgent)

    def passage(self, text: str, name: Key | None = None) -> None:
        """A text that is shown, with the words that were looked for, where it is found at this place; `name` tells its message."""
        found = self.draft.passage(self.place, text)
        if name:
            self._passages[name] = found

    def number(self, number: str, label: Message | None) -> None:
        """What a number to call is for; that is looked for, and shown with the number."""
        number = f"\u2066{number}\u2069" if self.edition.language.direction == "rtl" else number
        if not label:
            self.passage(number)
            return
        filled = self.edition.fill(label)
        self.passage(marked(self.edition, f"{number} – {plain_text(self.edition, filled)}", filled.language.tag))
        self._find(filled)
        self.original(label)

    def _find(self, filled: Filled, *, strong: bool = False) -> None:
        """The words of a message, and of what it names."""
        self.tell(plain_text(self.edition, filled), filled.language.tag, strong=strong)
        for node in walk(filled.nodes):
            if isinstance(node, FactRef):
                self.fact(node, strong=strong)

    def fact(self, ref: FactRef, *, strong: bool = False) -> None:
        """What a sentence means, and what a number is for: « pompiers », where the text says 18."""
        if ref.kind == "sentence" and (meaning := show(self.edition, ref).meaning):
            self.tell(plain_text(self.edition, meaning), meaning.language.tag)
            self.passage(shown(self.edition, meaning))
        elif ref.kind == "phone" and (label := getattr(self.edition.fact(ref), "label", None)):
            self._find(self.edition.fill(label), strong=strong)
            self.original(label, strong=strong)

    def original(self, message: Message, *, strong: bool = False) -> None:
        """A message as it was written, and what else its things are called."""
        name = key(message)
        text, spoken = self.written.look("written-terms", group(message.address))[name]
        if strong:
            self.put(spoken, strong=True)
        else:
            self.draft.source.update(spoken)
        names = list(other_names(self._aliases, text, spoken))
        self.put(names, strong=strong)
        if name in self._passages:
            self._passages[name].names.update(dict.fromkeys(names))

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
