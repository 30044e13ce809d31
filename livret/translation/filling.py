"""Filling: a message in one language, or in its source's where the translation is not to be trusted."""

from __future__ import annotations

from collections.abc import Iterator

from livret.languages import PSEUDO, language
from livret.model import FactRef, Filled, Former, Inline, Language, Message, Provenance, State
from livret.problems import Place, Report
from livret.text.inline import Parsed, has_words, walk
from livret.text.isolates import isolate
from livret.translation import damage, pseudo, state
from livret.translation.catalog import Catalog, Entry
from livret.translation.damage import SPOKEN, Pair
from livret.translation.side import Side, side
from livret.translation.stock import Stock, footnoted


class Filler:
    """Fills each message once. What is damaged is reported, and shown in its source language."""

    def __init__(self, stock: Stock, shown_in: Language, report: Report) -> None:
        self._stock, self._language, self._report = stock, shown_in, report
        self._catalogs = stock.catalogs.get(shown_in.tag, {})
        self._filled: dict[tuple[Message, str], Filled] = {}

    def fill(self, message: Message) -> Filled:
        key = message, footnoted(message)
        if (found := self._filled.get(key)) is None:
            found = self._filled[key] = self._fill(message)
        return found

    def filled(self) -> Iterator[tuple[Message, Filled]]:
        """What was filled so far."""
        return ((message, each) for (message, _), each in self._filled.items())

    def entry(self, domain: str, context: str, text: str) -> Entry | None:
        return self._catalog(domain).entries.get((context, text))

    def provenance(self, domain: str, entry: Entry | None) -> Provenance:
        """Who made a translation: what its own comment says, else its catalog's header."""
        return (entry.provenance if entry else None) or self._catalog(domain).provenance

    def place(self, message: Message) -> Place:
        """Where the text that `fill` gives is written: in a catalog, or in the source."""
        entry = self.entry(message.domain, message.context, message.text)
        if entry and self.fill(message).state in (State.CURRENT, State.TO_CHECK):
            return self._written(message, entry)
        return message.place

    def _catalog(self, domain: str) -> Catalog:
        return self._catalogs.get(domain) or Catalog("")

    def _fill(self, message: Message) -> Filled:
        source, written_in = self._stock.source(message), self._written_in(message)
        if written_in.tag == self._language.tag or not has_words(message.text):
            return Filled(State.SOURCE, self._language, self._isolated(source.parsed, self._language))
        if self._language.tag in PSEUDO:
            return Filled(
                State.CURRENT, self._language, pseudo.nodes(self._isolated(source.parsed, self._language), self._language.tag)
            )
        entry = self.entry(message.domain, message.context, message.text)
        found = state.of(entry, message.text)
        if entry and found.translated:
            translation = self._stock.parse(message, entry.text)
            if not self._damaged(message, entry, source, translation):
                self._compare_terms(message, entry, source, translation)
                by = self.provenance(message.domain, entry)
                return Filled(found, self._language, self._isolated(translation, self._language), by)
            found = State.DAMAGED
        former = self._former(message, entry) if entry and found is State.STALE else None
        return Filled(found, written_in, self._isolated(source.parsed, written_in), former=former)

    def _former(self, message: Message, entry: Entry) -> Former | None:
        """The translation of an earlier source, if it was sound then and all it refers to is still there."""
        if not entry.previous:
            return None
        before = side(entry.previous, self._stock.parse(message, entry.previous))
        translation = self._stock.parse(message, entry.text)
        found = damage.findings(self._pair(message, entry, before, translation))
        if any(code.startswith("damage") for code, _ in found) or not self._known(translation.nodes):
            return None
        day = entry.confirmed or self._catalog(message.domain).revised
        return Former(self._language, self._isolated(translation, self._language), day)

    def _known(self, nodes: tuple[Inline, ...]) -> bool:
        return all(self._stock.knows(node.kind, node.name) for node in walk(nodes) if isinstance(node, FactRef))

    def _damaged(self, message: Message, entry: Entry, source: Side, translation: Parsed) -> bool:
        damaged = False
        for code, values in damage.findings(self._pair(message, entry, source, translation)):
            self._report.add(code, self._written(message, entry), **values)
            damaged |= code.startswith("damage")
        return damaged

    def _compare_terms(self, message: Message, entry: Entry, source: Side, translation: Parsed) -> None:
        """Warns of a word of the administration that is called otherwise here than elsewhere."""
        if self._stock.sources[message.domain] != self._stock.reading.site.config.language or message.kind == SPOKEN:
            return
        for term in self._stock.terms.missing(source.shown, translation.nodes, self._language):
            gloss = term.glosses[self._language.tag]
            self._report.add("term-missing", self._written(message, entry), term=term.term, gloss=gloss, id=term.id)

    def _pair(self, message: Message, entry: Entry, source: Side, translation: Parsed) -> Pair:
        return Pair(source, entry.text, translation, self._written_in(message), self._language, message.kind)

    def _written_in(self, message: Message) -> Language:
        return language(self._stock.sources[message.domain])

    def _written(self, message: Message, entry: Entry) -> Place:
        return Place(self._catalog(message.domain).path, entry.line)

    def _isolated(self, parsed: Parsed, shown_in: Language) -> tuple[Inline, ...]:
        return isolate(parsed.nodes, shown_in, self._stock.reading.site.config.language)
