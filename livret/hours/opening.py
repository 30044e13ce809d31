"""When a place is open on given days, notices and holidays counted in; or that nobody can know it.

Times are minutes of the place's own clock, cut at midnight. On the nights when the clock changes they are what the clock on the
wall shows, as in opening-hours-py.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours, State

from livret.hours.calendar import Calendar, expanded
from livret.hours.expression import parse
from livret.hours.rules import SUN

_DAY, _MINUTE = datetime.timedelta(days=1), datetime.timedelta(minutes=1)


@dataclass(frozen=True, slots=True, order=True)
class Open:
    """From a minute of a day until another, or until midnight, 1440. When `state` is "unknown" it may be open."""

    begin: int
    end: int
    state: Literal["open", "unknown"] = "open"
    appointment: bool = False


Day = tuple[Open, ...]


class Notice(Protocol):
    """What a notice of a service says of hours."""

    @property
    def from_(self) -> datetime.date: ...
    @property
    def until(self) -> datetime.date: ...
    @property
    def closed(self) -> bool: ...
    @property
    def opening_hours(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Where:
    """What hours depend on besides their words. Without a `position` – degrees north and east – nobody knows when the sun rises."""

    calendar: Calendar
    zone: ZoneInfo
    position: tuple[float, float] | None = None


def days(expression: str, notices: Sequence[Notice], where: Where, begin: datetime.date, until: datetime.date) -> tuple[Day, ...]:
    """What is open on each day from `begin`, before `until`; shorter where nobody knows it for all of them."""
    found = _days(expression, where, begin, until)
    for notice in notices:
        first, last = max(notice.from_, begin), min(notice.until + _DAY, begin + _DAY * len(found))
        if first < last and (notice.closed or notice.opening_hours):
            other = [()] * (last - first).days if notice.closed else _days(notice.opening_hours or "", where, first, last)
            start = (first - begin).days
            found = [*found[:start], *other, *(found[start + len(other) :] if len(other) == (last - first).days else [])]
    return tuple(found)


def _days(expression: str, where: Where, begin: datetime.date, until: datetime.date) -> list[Day]:
    until = min(until, _first_unknown_day(expression, where, begin, until))
    if until <= begin:
        return []
    text = expanded(expression, where.calendar, begin - _DAY, until + _DAY)
    sunny = where.position and any(name in text for name in SUN)
    hours = OpeningHours(text, timezone=where.zone, coords=where.position) if sunny else OpeningHours(text)
    found: list[list[Open]] = [[] for _ in range((until - begin).days)]
    midnight = datetime.time()
    for interval in hours.intervals(datetime.datetime.combine(begin, midnight), datetime.datetime.combine(until, midnight)):
        for day, span in cut(interval):
            found[(day - begin).days].append(span)
    return [tuple(day) for day in found]


def cut(interval: tuple[datetime.datetime, datetime.datetime, State, str]) -> Iterator[tuple[datetime.date, Open]]:
    """What an interval of opening-hours-py has of each day; nothing when it is closed."""
    first, last = (moment.replace(tzinfo=None) for moment in interval[:2])
    state, day = str(interval[2]), first.date()
    while state != "closed" and (midnight := datetime.datetime.combine(day, datetime.time())) < last:
        begin, end = (moment - midnight for moment in (max(first, midnight), min(last, midnight + _DAY)))
        yield day, Open(begin // _MINUTE, end // _MINUTE, "open" if state == "open" else "unknown", bool(interval[3]))
        day += _DAY


def _first_unknown_day(expression: str, where: Where, begin: datetime.date, until: datetime.date) -> datetime.date:
    """The first day for which the expression alone does not tell."""
    rules = parse(expression)
    times = [time for rule in rules for span in rule.spans for time in (span.begin, span.end)]
    if None in times or (where.position is None and any(isinstance(time, str) for time in times)):
        return begin
    if any("SH" in rule.holidays for rule in rules):
        return where.calendar.known_until or begin
    return until
