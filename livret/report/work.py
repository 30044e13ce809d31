"""Work: what there is to translate or to look at in a language, the most urgent first."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import IntEnum

from livret import wording
from livret.catalogs import interface
from livret.catalogs.catalog import Entry
from livret.catalogs.interface import SOURCE
from livret.editions import coverage
from livret.editions.coverage import Coverage
from livret.editions.edition import Edition
from livret.editions.inputs import Inputs
from livret.model import Message, Provenance, State
from livret.problems import Place, Report, Severity
from livret.source.read import Reading
from livret.text.dialect import REFERENCE
from livret.text.inline import has_words
from livret.text.tree import messages, messages_outside_danger
from livret.tongue import marked, told

_STATES = (State.DAMAGED, State.STALE, State.MISSING, State.TO_CHECK, State.CURRENT)


class Urgency(IntEnum):
    """Why a text comes before another; the lower, the sooner."""

    DANGER = 0
    PHONE = 1
    FACT = 2
    HOME = 3
    TEXT = 4

    @property
    def words(self) -> str:
        return told(_URGENCIES[self]) if self in _URGENCIES else ""


_URGENCIES = {
    Urgency.DANGER: marked("in a danger box"),
    Urgency.PHONE: marked("with a phone number"),
    Urgency.FACT: marked("with a fact"),
    Urgency.HOME: marked("on the home page"),
}


@dataclass(frozen=True, slots=True)
class Task:
    """A message in a language: where its translation stands, or would stand, and for a damaged one what is wrong, in words."""

    message: Message
    state: State
    by: Provenance
    urgency: Urgency
    place: Place
    entry: Entry | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hands:
    """Who made the translations that readers see: how many are people's, a machine's that a native reader checked, a machine's alone; how many somebody
    confirmed, and when the last one."""

    people: int
    reviewed: int
    machine: int
    confirmed: int
    last: datetime.date | None


@dataclass(frozen=True, slots=True)
class Work:
    """`everything` that is to be in the language, in reading order."""

    everything: tuple[Task, ...]

    @property
    def first(self) -> list[Task]:
        """What is to be translated or checked, the most urgent first."""
        return sorted((task for task in self.everything if task.state is not State.CURRENT), key=_order)

    @property
    def unreviewed(self) -> list[Task]:
        """What a machine made and readers see where there is danger or a phone number."""
        made = (task for task in self.everything if task.by is Provenance.MACHINE and task.state.translated)
        return sorted((task for task in made if task.urgency <= Urgency.PHONE), key=_order)

    @property
    def hands(self) -> Hands:
        """Of the site's own texts, the interface left out."""
        seen = [task for task in self.everything if task.state.translated and task.message.kind != "interface"]
        by = Counter(task.by for task in seen)
        days = [task.entry.confirmed for task in seen if task.entry and task.entry.confirmed]
        return Hands(
            by[Provenance.PEOPLE], by[Provenance.MACHINE_REVIEWED], by[Provenance.MACHINE], len(days), max(days, default=None)
        )

    def coverage(self) -> dict[str, Coverage]:
        """By domain."""
        found: dict[str, list[tuple[State, Provenance]]] = {}
        for task in self.everything:
            found.setdefault(task.message.domain, []).append((task.state, task.by))
        return {domain: coverage.count(its) for domain, its in found.items()}


def of(inputs: Inputs, edition: Edition) -> Work:
    """The work in the language of an edition."""
    tag = edition.language.tag
    everything = [*_of_site(inputs, edition), *(_of_interface(inputs, tag) if tag != SOURCE else ())]
    reasons: dict[Place, list[str]] = {}
    for problem in edition.resolver.problems():
        if wording.severity(problem) is Severity.DAMAGE:
            reasons.setdefault(problem.place, []).append(wording.words(problem))
    return Work(tuple(_told(task, reasons) for task in everything))


def urgencies(reading: Reading) -> dict[Message, Urgency]:
    """How urgent each message is; one that stands in several places, as in the most urgent."""
    dangerous = set(_dangerous(reading))
    booklets = {booklet.slug for booklet in reading.site.booklets}
    found: dict[Message, Urgency] = {}
    for message in (message for domain in reading.messages.values() for message in domain):
        own = Urgency.DANGER if message.address in dangerous else _urgency(message, booklets)
        found[message] = min(own, found.get(message, own))
    return found


def _dangerous(reading: Reading) -> Iterator[str]:
    """The addresses of what stands in a danger box."""
    for chapter in reading.site.chapters.values():
        for block in chapter.blocks:
            safe = {message.address for message in messages_outside_danger(block)}
            yield from (message.address for message in messages(block) if message.address not in safe)


def _urgency(message: Message, booklets: Iterable[str]) -> Urgency:
    kinds = {kind for kind, _ in REFERENCE.findall(message.text)} - {"term"}
    page, _, name = message.address.partition("#")
    if "phone" in kinds or name.startswith(("phone.", "phones.")):
        return Urgency.PHONE
    if kinds or page == "facts":
        return Urgency.FACT
    if page in booklets or (page == "site" and name.startswith(("name", "tagline", "first_steps.", "categories."))):
        return Urgency.HOME
    return Urgency.TEXT


def _of_site(inputs: Inputs, edition: Edition) -> Iterator[Task]:
    """Every message that its own files have; what a native page stands for is not among them."""
    tag, urgent = edition.language.tag, urgencies(inputs.reading)
    for domain in (domain for domain in inputs.reading.asked(tag) if inputs.sources[domain] != tag):
        known = inputs.catalogs[tag][domain]
        for message, state, by in coverage.stands(edition, domain):
            if has_words(message.text):
                key = message.key
                yield Task(message, state, by, urgent[message], known.place(key), known.get(key))


def _of_interface(inputs: Inputs, tag: str) -> Iterator[Task]:
    """The messages of the interface, as they are written: an edition knows nothing of those that are damaged."""
    written = inputs.catalogs[tag]["interface"]
    sound = interface.sound(written, tag, inputs.wanted, strict=False, report=Report())
    for key in inputs.wanted:
        entry = written.said.get(key)
        state = interface.state(entry, key[1]) if key in sound.entries or not entry else State.DAMAGED
        message = Message("interface", key[1], key[0], address="interface", kind="interface")
        by = (entry and entry.provenance) or written.provenance
        yield Task(message, state, by, Urgency.HOME, written.place(key), entry)


def _told(task: Task, reasons: dict[Place, list[str]]) -> Task:
    return replace(task, reasons=tuple(reasons.get(task.place, ()))) if task.state is State.DAMAGED else task


def _order(task: Task) -> tuple[int, ...]:
    """What readers see already, to be checked, comes last; of what has no urgency of its own, the longest comes first."""
    shown = int(task.state is State.TO_CHECK)
    return (
        (shown, task.urgency, -len(task.message.text))
        if task.urgency is Urgency.TEXT
        else (shown, task.urgency, _STATES.index(task.state))
    )
