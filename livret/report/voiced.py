"""What the Agora waits for: needs that have no answer, answers that no need asked for, decisions whose day has passed, words of readers to be sorted."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from livret.site import Site
from livret.source import yaml
from livret.source.door import VOICE, Door, Refused
from livret.tongue import marked, told, told_many

# The states of a need that waits.
_HEARD = {"heard": marked("heard"), "taken-up": marked("taken up"), "heard-again": marked("heard again")}


@dataclass(frozen=True, slots=True)
class Open:
    """A need without an answer that holds: since when, and how often it was heard."""

    ident: str
    text: str
    state: str
    since: datetime.date
    times: int

    @property
    def words(self) -> str:
        return told_many(
            "{ident}: « {text} » – heard {count} time since {day}, {state}",
            "{ident}: « {text} » – heard {count} times since {day}, {state}",
            self.times,
            ident=self.ident,
            text=self.text,
            day=self.since,
            state=told(_HEARD[self.state]),
        )


@dataclass(frozen=True, slots=True)
class Late:
    """A decision that is not done, though its day has passed."""

    meeting: str
    who: str
    what: str
    until: datetime.date

    @property
    def words(self) -> str:
        return told("{meeting}: {who} – {what}, until {day}", meeting=self.meeting, who=self.who, what=self.what, day=self.until)


@dataclass(frozen=True, slots=True)
class Unsorted:
    """What readers said and nobody has sorted: where it lies, how many things, None where the file cannot be read, and for how many days."""

    path: str
    count: int | None
    days: int

    @property
    def words(self) -> str:
        said = told("cannot be read") if self.count is None else told_many("{count} thing said", "{count} things said", self.count)
        return f"{self.path}: {said}, {told_many('{count} day old', '{count} days old', self.days)}"


@dataclass(frozen=True, slots=True)
class Voiced:
    """`unasked` are laboratories that no need asked for, by id."""

    waiting: tuple[Open, ...]
    late: tuple[Late, ...]
    unasked: tuple[str, ...]
    unsorted: tuple[Unsorted, ...]


def voiced(site: Site, door: Door) -> Voiced:
    """The needs that were heard most often come first, of those the oldest; then what was to be done, and what is to be sorted, the oldest first."""
    today = door.today
    waiting = sorted(_open(site), key=lambda each: (-each.times, each.since))
    late = sorted(_late(site, today), key=lambda each: each.until)
    unasked = tuple(ident for ident in site.room.labs if not site.room.answered("lab", ident))
    return Voiced(tuple(waiting), tuple(late), unasked, tuple(sorted(_unsorted(door), key=lambda each: -each.days)))


def _open(site: Site) -> Iterator[Open]:
    for need in site.room.needs.values():
        if need.state in _HEARD:
            yield Open(need.id, need.text.text, need.state, need.first, need.times)


def _late(site: Site, today: datetime.date) -> Iterator[Late]:
    for day, meeting in site.room.meetings.items():
        for decision in meeting.meta.decisions:
            if decision.until < today and decision.done is None:
                yield Late(day, decision.who, decision.what.text, decision.until)


def _unsorted(door: Door) -> Iterator[Unsorted]:
    """The lists that `livret voice` wrote. Only how long they are leaves the private folder: whoever sorts one reads it there."""
    for name in door.folder(VOICE) if door.has(VOICE) else ():
        with suppress(ValueError):  # what a person laid beside them
            taken = datetime.date.fromisoformat(name[:_DAY])
            yield Unsorted(f"{VOICE}/{name}", _count(door, f"{VOICE}/{name}"), (door.today - taken).days)


def _count(door: Door, path: str) -> int | None:
    try:
        tree = yaml.parse(door.text(path), path)
    except Refused:
        return None
    said = tree.get("said") if isinstance(tree, yaml.Mapping) else None
    return len(said) if isinstance(said, yaml.Sequence) else 0


_DAY = len("2026-11-12")
