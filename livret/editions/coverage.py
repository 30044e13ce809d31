"""Coverage: how much of a site its readers see in their own language. One way to count, for the report and for what is published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from livret.editions.edition import Edition
from livret.model import Message, Provenance, State, distinct

_COUNTED = {
    State.CURRENT: "current",
    State.TO_CHECK: "to_check",
    State.STALE: "stale",
    State.MISSING: "missing",
    State.DAMAGED: "damaged",
}


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many messages of a part are in each state in a language.

    A text that stands in two places is one message; what needs no translation – a number alone, the language it was written
    in – is none. `machine` counts those that the reader sees, and that a machine made and nobody has reviewed.
    """

    current: int = 0
    to_check: int = 0
    stale: int = 0
    missing: int = 0
    damaged: int = 0
    machine: int = 0

    @property
    def total(self) -> int:
        return self.seen + self.stale + self.missing + self.damaged

    @property
    def seen(self) -> int:
        """How many the reader sees in their own language."""
        return self.current + self.to_check

    @property
    def share(self) -> float:
        """Of all, how many the reader sees in their own language: from 0 to 1, and 1 where there is nothing to translate."""
        return self.seen / self.total if self.total else 1.0

    @property
    def percent(self) -> int:
        """The same, rounded down: 100 means every one."""
        return 100 * self.seen // self.total if self.total else 100

    def __add__(self, other: Coverage) -> Coverage:
        return Coverage(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))


def stands(edition: Edition, domain: str) -> Iterator[tuple[Message, State, Provenance]]:
    """Every message of a part once, in reading order, and how it stands; nothing is filled to know it where nothing has changed. What a native
    page stands for is not among them."""
    for message, its in edition.standings(distinct(filter(edition.translates, edition.look("domain", domain)))):
        yield message, its.state, its.provenance


def of(edition: Edition, messages: Iterable[Message]) -> Coverage:
    """How some messages stand in the language of an edition."""
    filled = (edition.fill(message) for message in distinct(messages))
    return count((each.state, each.provenance) for each in filled)


def count(found: Iterable[tuple[State, Provenance]]) -> Coverage:
    """The coverage of messages in these states, by these hands."""
    pairs = [(state, by) for state, by in found if state is not State.SOURCE]
    machine = sum(state.translated and by is Provenance.MACHINE for state, by in pairs)
    return Coverage(**Counter(_COUNTED[state] for state, _ in pairs), machine=machine)


def total(parts: Iterable[Coverage]) -> Coverage:
    """The counts of several parts together; what stands in two of them is counted twice."""
    return sum(parts, Coverage())
