"""Confirming: a person says that a translation is still right. Its mark goes, who said so and when stays with it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from livret import limits, wording
from livret.catalogs import catalog as catalogs
from livret.catalogs import state
from livret.catalogs.catalog import Entry
from livret.editions.inputs import Inputs
from livret.model import Message, Provenance, State
from livret.problems import Place, Report, Severity
from livret.publish import atomic
from livret.source.door import Door, Refused
from livret.text.inline import has_words
from livret.translating import marks, selection, trial


@dataclass(frozen=True, slots=True)
class Approval:
    """Somebody's approval: who – a pseudonym – and when; `reviewed` when they also checked what a machine made."""

    by: str
    day: datetime.date
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A translation that was confirmed, where it stands, and what it was before."""

    place: Place
    message: Message
    was: State


def confirm(inputs: Inputs, names: Iterable[str], tags: Iterable[str], approval: Approval, report: Report) -> Iterator[Confirmed]:
    """Confirms what some addresses name, in some languages. What cannot be confirmed is told in the report, and stays as it is."""
    chosen = _chosen(inputs, names, report)
    for tag in tags:
        for domain, messages in chosen.items():
            if inputs.sources[domain] != tag:
                yield from _in_catalog(inputs, tag, domain, messages, approval, report)


def _chosen(inputs: Inputs, names: Iterable[str], report: Report) -> dict[str, tuple[Message, ...]]:
    """What the addresses name, each text once, by domain."""
    everything = [message for messages in inputs.reading.messages.values() for message in messages]
    chosen: dict[str, dict[Message, None]] = {}
    for name in names:
        found = selection.select(everything, name)
        if not found:
            report.add("address-unknown", Place(name), value=name, near=selection.suggestion(everything, name))
        for message in found:
            if has_words(message.text):
                chosen.setdefault(message.domain, {})[message] = None
    return {domain: tuple(messages) for domain, messages in chosen.items()}


def _in_catalog(
    inputs: Inputs, tag: str, domain: str, messages: tuple[Message, ...], approval: Approval, report: Report
) -> Iterator[Confirmed]:
    catalog = inputs.catalogs[tag][domain]
    entries = {message: entry for message in messages if (entry := catalog.entries.get(message.key))}
    if inherited := [message for message in messages if message not in entries and catalog.get(message.key)]:
        report.add("inherited", Place(inherited[0].address), value=inherited[0].address, where=catalog.place(inherited[0].key))
    if missing := [message.address for message in messages if message not in entries and message not in inherited]:
        report.add("confirm-missing", Place(catalog.path), count=len(missing), address=missing[0])
    sound = {message: entries[message] for message in _sound(inputs, tag, domain, entries, report)}
    if sound:
        text = _as_source(inputs.door, catalog.path)
        notes = {entry.line: tuple(_notes(approval, entry.provenance or catalog.provenance)) for entry in sound.values()}
        atomic.write(inputs.door.on_disk(catalog.path), marks.marked(text, notes).encode())
    for message, entry in sound.items():
        yield Confirmed(Place(catalog.path, entry.line), message, state.of(entry, message.text))


def _as_source(door: Door, path: str) -> str:
    """The text of a catalog with all its signs as they are; one in an encoding of before becomes UTF-8."""
    try:
        return door.written(path, limits.CATALOG_BYTES)
    except Refused:
        return catalogs.as_utf8(catalogs.text_of(door.read(path, limits.CATALOG_BYTES), path))


def _notes(approval: Approval, made_by: Provenance) -> Iterator[marks.Note]:
    if approval.reviewed and made_by is Provenance.MACHINE:
        yield marks.provenance(Provenance.MACHINE_REVIEWED)
    yield marks.confirmed(approval.day, approval.by)


def _sound(inputs: Inputs, tag: str, domain: str, entries: Mapping[Message, Entry], report: Report) -> Iterator[Message]:
    """The messages whose translation would be shown if it were current; of the others it is told what is wrong."""
    certain = {m.key: replace(entry, fuzzy=False, previous="") for m, entry in entries.items()}
    found = Report()
    states = trial.states(inputs, tag, domain, replace(inputs.catalogs[tag][domain], entries=certain), entries, found)
    for problem in found:
        if wording.severity(problem) is Severity.DAMAGE:
            report.take(problem)
    yield from (message for message, now in states.items() if now is State.CURRENT)
