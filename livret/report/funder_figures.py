"""What is counted for a funder: editions that were printed, copies that were ordered, meetings and laboratories with their people, of a period."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from livret.problems import Report
from livret.schema.agora import AGES, SEXES, Counted
from livret.schema.order import Order
from livret.site import Site
from livret.source import orders
from livret.source.door import Door


@dataclass(frozen=True, slots=True)
class Edited:
    """A dated edition of a document in a language, from `content/releases/`."""

    release: str
    document: str
    language: str
    title: str
    date: datetime.date


@dataclass(frozen=True, slots=True)
class Copies:
    """How many of a document in a language a shop was asked for, on a day."""

    order: str
    ordered_on: datetime.date
    document: str
    language: str
    copies: int


@dataclass(frozen=True, slots=True)
class Gathering:
    """A meeting, or a laboratory. `people` counts who was there, `by` some of them by sex and by age: None where nobody counted."""

    name: str
    title: str
    first: datetime.date
    last: datetime.date
    people: int | None
    by: dict[str, int | None]
    example: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """Of the days `first` to `last`, as they are known on a day, `today`; `undated` are orders that say no day and are not counted."""

    first: datetime.date
    last: datetime.date
    today: datetime.date
    editions: tuple[Edited, ...]
    copies: tuple[Copies, ...]
    undated: tuple[str, ...]
    meetings: tuple[Gathering, ...]
    labs: tuple[Gathering, ...]


def figures(site: Site, door: Door, first: datetime.date, last: datetime.date, report: Report) -> Figures:
    """What was, until today at the latest. Reports what is wrong with an order."""
    end = min(last, door.today)
    asked = orders.read(door, report)
    copies = (each for name, order in asked.items() for each in _copies(name, order))
    return Figures(
        first,
        last,
        door.today,
        tuple(each for each in _editions(site) if first <= each.date <= end),
        tuple(each for each in copies if first <= each.ordered_on <= end),
        tuple(name for name, order in asked.items() if order.ordered_on is None),
        tuple(each for each in _meetings(site) if first <= each.first <= end),
        tuple(each for each in _labs(site) if each.last >= first and each.first <= end),
    )


def summed(gatherings: Iterable[Gathering]) -> dict[str, int | None]:
    """All of their people and those by sex and age. Whoever came twice is counted twice."""
    every = tuple(gatherings)
    return {name: _sum(each.by[name] for each in every) for name in (*SEXES, *AGES)} | {
        "people": _sum(each.people for each in every)
    }


def _sum(counts: Iterable[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def _editions(site: Site) -> Iterator[Edited]:
    for name, release in sorted(site.releases.items()):
        for each in release.documents:
            yield Edited(name, each.document, each.language, each.title, each.date)


def _copies(name: str, order: Order) -> Iterator[Copies]:
    for line in order.documents if order.ordered_on else ():
        for tag, copies in line.copies.items():
            yield Copies(name, order.ordered_on or datetime.date.min, line.document, tag, copies)


def _meetings(site: Site) -> Iterator[Gathering]:
    for meeting in site.room.meetings.values():
        meta, title = meeting.meta, meeting.page.head.title.text
        people = meta.present.people if meta.present else None
        yield Gathering(meeting.day.isoformat(), title, meeting.day, meeting.day, people, _by(meta.present), meta.example)


def _labs(site: Site) -> Iterator[Gathering]:
    for ident, lab in site.room.labs.items():
        yield Gathering(ident, lab.question.text, lab.from_, lab.until, lab.panels.people, _by(lab.panels), lab.example)


def _by(counted: Counted | None) -> dict[str, int | None]:
    return {name: getattr(counted, name, None) for name in (*SEXES, *AGES)}
