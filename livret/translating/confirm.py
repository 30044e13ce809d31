"""Confirming: a person says that a translation is still right. Its mark goes, who said so and when stays with it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from livret import limits, wording
from livret.model import Message, Provenance, State
from livret.problems import Place, Report, Severity
from livret.publish import atomic
from livret.text.inline import has_words
from livret.translation import addresses, marks, state, trial
from livret.translation.catalog import Entry
from livret.translation.stock import Stock


@dataclass(frozen=True, slots=True)
class Word:
    """Somebody's word for it: who – a pseudonym – and when; `reviewed` when they also checked what a machine made."""

    by: str
    day: datetime.date
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A translation that was confirmed, where it stands, and what it was before."""

    place: Place
    message: Message
    was: State


def confirm(stock: Stock, names: Iterable[str], tags: Iterable[str], word: Word, report: Report) -> Iterator[Confirmed]:
    """Confirms what some addresses name, in some languages. What cannot be confirmed is told in the report, and stays as it is."""
    chosen = _chosen(stock, names, report)
    for tag in tags:
        for domain, messages in chosen.items():
            if stock.sources[domain] != tag:
                yield from _in_catalog(stock, tag, domain, messages, word, report)


def _chosen(stock: Stock, names: Iterable[str], report: Report) -> dict[str, tuple[Message, ...]]:
    """What the addresses name, each text once, by domain."""
    everything = [message for messages in stock.reading.messages.values() for message in messages]
    chosen: dict[str, dict[Message, None]] = {}
    for name in names:
        found = addresses.select(everything, name)
        if not found:
            report.add("address-unknown", Place(name), value=name, near=addresses.suggestion(everything, name))
        for message in found:
            if has_words(message.text):
                chosen.setdefault(message.domain, {})[message] = None
    return {domain: tuple(messages) for domain, messages in chosen.items()}


def _in_catalog(
    stock: Stock, tag: str, domain: str, messages: tuple[Message, ...], word: Word, report: Report
) -> Iterator[Confirmed]:
    catalog = stock.catalogs[tag][domain]
    entries = {message: entry for message in messages if (entry := catalog.entries.get((message.context, message.text)))}
    if missing := [message.address for message in messages if message not in entries]:
        report.add("confirm-missing", Place(catalog.path), count=len(missing), address=missing[0])
    sound = {message: entries[message] for message in _sound(stock, tag, domain, entries, report)}
    if sound:
        text = stock.door.read(catalog.path, limits.CATALOG_BYTES).decode()
        notes = {entry.line: tuple(_notes(word, entry.provenance or catalog.provenance)) for entry in sound.values()}
        atomic.write(stock.door.root / catalog.path, marks.marked(text, notes).encode())
    for message, entry in sound.items():
        yield Confirmed(Place(catalog.path, entry.line), message, state.of(entry, message.text))


def _notes(word: Word, made_by: Provenance) -> Iterator[marks.Note]:
    if word.reviewed and made_by is Provenance.MACHINE:
        yield marks.provenance(Provenance.MACHINE_REVIEWED)
    yield marks.confirmed(word.day, word.by)


def _sound(stock: Stock, tag: str, domain: str, entries: Mapping[Message, Entry], report: Report) -> Iterator[Message]:
    """The messages whose translation would be shown if it were current; of the others it is told what is wrong."""
    certain = {(m.context, m.text): replace(entry, fuzzy=False, previous="") for m, entry in entries.items()}
    found = Report()
    states = trial.states(stock, tag, domain, replace(stock.catalogs[tag][domain], entries=certain), entries, found)
    for problem in found:
        if wording.severity(problem) is Severity.DAMAGE:
            report.take(problem)
    yield from (message for message, now in states.items() if now is State.CURRENT)
