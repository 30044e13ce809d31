"""Filling: the messages of a group in one language, each in its source's where the translation is not to be trusted.

This is a step (`livret.engine`): all that a filled text depends on is looked at through its view, the catalog as a whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from livret.catalogs import damage, state
from livret.catalogs.catalog import Catalog, Entry
from livret.catalogs.damage import SPOKEN, Pair
from livret.catalogs.inventory import Inventory, inventory
from livret.catalogs.termbase import Terms
from livret.editions import pseudo
from livret.editions.language_view import LanguageView
from livret.engine.memo import Made
from livret.languages import PSEUDO
from livret.model import FactRef, Filled, Former, Inline, Language, Message, Provenance, State
from livret.problems import Report
from livret.text import loose
from livret.text.inline import InlineParser, Parsed, has_words, walk, with_pictures
from livret.text.isolates import isolate
from livret.text.typography import shaped

_STATES, _HANDS = tuple(State), tuple(Provenance)
Key = tuple[str, str, str, str]  # domain, context, text, and the page where the text names its footnotes


def key(message: Message) -> Key:
    """What tells the messages of a group apart."""
    page = message.address.partition("#")[0] if "[^" in message.text else ""
    return message.domain, message.context, message.text, page


@dataclass(frozen=True, slots=True)
class Texts:
    """The messages of a group as they are shown."""

    filled: Mapping[Key, Filled]


def texts(view: LanguageView, name: str) -> Made:
    """The group with that name. The note has for each message a mark of what is shown of it, so that a change can be named, and at its end three
    digits for how it stands."""
    written: tuple[tuple[Message, Inventory], ...] = view.look("written", name)
    report, filled, marks = Report(), {}, []
    fillers: dict[str, Filler] = {}
    for message, source in written:
        if key(message) not in filled:
            if message.domain not in fillers:
                fillers[message.domain] = Filler.of(view, message.domain, report)
            filled[key(message)], shown = fillers[message.domain].fill(message, source)
            its = filled[key(message)]
            marks.append(_mark(shown) + _stands(message, its))
    return Made(Texts(filled), _mark("".join(marks)), marks, tuple(report))


class Standing(NamedTuple):
    """How a message stands, by whose hand, and whether it names a term, which readers are shown a gloss of."""

    state: State
    provenance: Provenance
    names_term: bool


def _stands(message: Message, its: Filled) -> str:
    """The three digits. A sound translation refers to what its source refers to, so that most texts need not be looked through."""
    names_term = "{term." in message.text and any(map(_is_term, walk(its.nodes)))
    return f"{_STATES.index(its.state)}{_HANDS.index(its.provenance)}{int(names_term)}"


def standing(mark: str) -> Standing:
    """What a mark of a note says of its message."""
    return Standing(_STATES[int(mark[-3])], _HANDS[int(mark[-2])], mark[-1] == "1")


def _is_term(node: Inline) -> bool:
    return isinstance(node, FactRef) and node.kind == "term"


def _mark(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()


@dataclass(slots=True)
class Filler:
    """Fills the messages of a domain. What is damaged is reported, and shown in its source language."""

    language: Language
    written_in: Language
    site: str  # the tag of the site's own language, which foreign words in a text are in
    parser: InlineParser
    catalog: Catalog
    terms: Terms
    report: Report
    notes: Mapping[str, dict[str, int]]
    knows: Callable[[str, str], bool]
    turned: Mapping[str, str]  # pictures that have another one for languages written from the right, each with that

    @classmethod
    def of(cls, view: LanguageView, domain: str, report: Report) -> Filler:
        """The filler of a domain, with all that it looks at."""
        return cls(
            view.language,
            view.original(domain),
            view.look("own-language"),
            view.look("parser", domain),
            view.look("catalog", domain),
            view.look("terms"),
            report,
            view.look("notes", domain),
            view.knows,
            view.look("turned"),
        )

    def fill(self, message: Message, source: Inventory) -> tuple[Filled, str]:
        """The message, and in a text all that its reader is shown of it."""
        filled, raw = self._fill(message, source)
        former = f"{filled.former.day}{raw.former}" if filled.former else ""
        parts = (message.kind, message.text, filled.state, filled.language.tag, filled.provenance, raw.text, former)
        return filled, "\x04".join((*parts, *source.parsed.left_out))

    def _fill(self, message: Message, source: Inventory) -> tuple[Filled, _Raw]:
        parsed = source.parsed
        if self.written_in.tag == self.language.tag or not has_words(message.text):
            return Filled(State.SOURCE, self.language, self._isolated(parsed, self.language)), _Raw(message.text)
        if self.language.tag in PSEUDO:
            nodes = pseudo.nodes(self._isolated(parsed, self.language), self.language.tag)
            return Filled(State.CURRENT, self.language, nodes), _Raw(message.text)
        entry = self.catalog.get(message.key)
        found = state.of(entry, message.text)
        if entry and found.translated:
            translation = self.parse(message, entry.text)
            if not self._damaged(message, entry, source, translation):
                self._compare_terms(message, source, translation)
                by = entry.provenance or self.catalog.holder(message.key).provenance
                return Filled(found, self.language, self._isolated(translation, self.language), by), _Raw(entry.text)
            found = State.DAMAGED
        former = self._former(message, entry) if entry and found is State.STALE else None
        filled = Filled(found, self.written_in, self._isolated(parsed, self.written_in), former=former)
        return filled, _Raw(message.text, entry.text if entry and former else "")

    def parse(self, message: Message, text: str) -> Parsed:
        return self.parser.parse(text, self.notes.get(message.address.partition("#")[0]))

    def _former(self, message: Message, entry: Entry) -> Former | None:
        """The translation of an earlier source, if it was sound then and all it refers to is still there."""
        if not entry.previous:
            return None
        before, translation = inventory(entry.previous, self.parse(message, entry.previous)), self.parse(message, entry.text)
        found = damage.findings(self._pair(message, entry, before, translation))
        if any(code.startswith("damage") for code, _ in found) or not self._all_facts_known(translation.nodes):
            return None
        revised = self.catalog.holder(message.key).revised
        return Former(self.language, self._isolated(translation, self.language), entry.confirmed or revised)

    def _all_facts_known(self, nodes: tuple[Inline, ...]) -> bool:
        return all(self.knows(node.kind, node.name) for node in walk(nodes) if isinstance(node, FactRef))

    def _damaged(self, message: Message, entry: Entry, source: Inventory, translation: Parsed) -> bool:
        damaged = False
        for code, values in damage.findings(self._pair(message, entry, source, translation)):
            self.report.add(code, self.catalog.place(message.key), **values)
            damaged |= code.startswith("damage")
        return damaged

    def _compare_terms(self, message: Message, source: Inventory, translation: Parsed) -> None:
        """Warns of a word of the administration that is called otherwise here than elsewhere."""
        if self.written_in.tag != self.site or message.kind == SPOKEN:
            return
        for fault in loose.abbreviations(translation.nodes, self.terms.abbreviations):
            self.report.add(fault.code, self.catalog.place(message.key), **dict(fault.values))
        for term in self.terms.missing(source.shown, translation.nodes, self.language):
            gloss = term.glosses[self.language.tag]
            self.report.add("term-missing", self.catalog.place(message.key), term=term.term, gloss=gloss, id=term.id)

    def _pair(self, message: Message, entry: Entry, source: Inventory, translation: Parsed) -> Pair:
        return Pair(source, entry.text, translation, self.written_in, self.language, message.kind)

    def _isolated(self, parsed: Parsed, shown_in: Language) -> tuple[Inline, ...]:
        """Pictures are for the reader, whatever language the text is shown in."""
        nodes = with_pictures(parsed.nodes, self.turned) if self.turned and self.language.direction == "rtl" else parsed.nodes
        return isolate(shaped(nodes, shown_in), shown_in, self.site)


@dataclass(frozen=True, slots=True)
class _Raw:
    """What stands in the files for a filled message, and for its former translation."""

    text: str
    former: str = ""


def covered(view: LanguageView, name: str) -> Made:
    """Whether a chapter has a native page or any current message, as a note. Damage is not looked for: that would parse every language."""
    messages: Iterable[Message] = (*view.look("messages", f"{name}#head"), *view.look("messages", name))
    there = view.look("native", name) or any(_translated(view, message) for message in messages if "#p" in message.address)
    return Made(there, note=there)


def _translated(view: LanguageView, message: Message) -> bool:
    if view.original(message.domain).tag == view.language.tag or view.language.tag in PSEUDO:
        return True
    catalog: Catalog = view.look("catalog", message.domain)
    return state.of(catalog.get(message.key), message.text).translated
