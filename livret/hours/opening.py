"""When a place is open on given days, notices and holidays counted in; or that nobody can know it.

Times are minutes of the place's own clock. On the nights when the clock changes they are what the clock on the
wall shows, as in opening-hours-py.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours, State

from livret.hours.calendar import Calendar, expanded
from livret.hours.expression import parse
from livret.hours.rules import DAY, LONGEST, SUN

_DAY, _MINUTE = datetime.timedelta(days=1), datetime.timedelta(minutes=1)
_MORNING = 10 * 60  # minutes; a span that goes on until then belongs to the evening before, however early it began


@dataclass(frozen=True, slots=True, order=True)
class Open:
    """From a minute of a day until another; midnight is 1440, more is on the day after. When `state` is "unknown" it may be open."""

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
    found = evenings(expression, notices, where, begin - _DAY, until)  # the evening before may last until that morning
    cut_off = [_cut(evening, day) for evening, day in itertools.pairwise(found)]
    return tuple(cut_off)


def evenings(
    expression: str, notices: Sequence[Notice], where: Where, begin: datetime.date, until: datetime.date
) -> tuple[Day, ...]:
    """The same by the day on which it begins: a night that ends after midnight is one span, which ends above 1440.

    A notice speaks of what begins on its days. The usual night before them ends as it always does, and its own last night goes on.
    """
    found = _evenings(expression, where, begin, until)
    for notice in notices:
        first, last = max(notice.from_, begin), min(notice.until + _DAY, begin + _DAY * len(found))
        if first < last and (notice.closed or notice.opening_hours):
            none: list[Day] = [()] * (last - first).days
            other = none if notice.closed else _evenings(notice.opening_hours or "", where, first, last)
            start = (first - begin).days
            found = [*found[:start], *other, *(found[start + len(other) :] if len(other) == (last - first).days else [])]
    return tuple(found)


def _cut(evening: Day, day: Day) -> Day:
    """What is open between two midnights: the end of the night before, and what begins then; where they meet they are one."""
    spans = [replace(span, begin=0, end=span.end - DAY) for span in evening if span.end > DAY]
    spans += [replace(span, end=min(span.end, DAY)) for span in day]
    joined: list[Open] = []
    for span in sorted(spans):
        last = joined[-1] if joined else None
        if last and span.begin <= last.end and (last.state, last.appointment) == (span.state, span.appointment):
            joined[-1] = replace(last, end=max(last.end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def _evenings(expression: str, where: Where, begin: datetime.date, until: datetime.date) -> list[Day]:
    until = min(until, _first_unknown_day(expression, where, begin, until))
    if until <= begin:
        return []
    text = expanded(expression, where.calendar, begin - _DAY * 2, until + _DAY * 2)
    sunny = where.position and any(name in text for name in SUN)
    hours = OpeningHours(text, timezone=where.zone, coords=where.position) if sunny else OpeningHours(text)
    midnight = datetime.time()
    span = datetime.datetime.combine(begin - _DAY, midnight), datetime.datetime.combine(until + _DAY, midnight)
    found: list[list[Open]] = [[] for _ in range((until - begin).days + 2)]
    for interval in hours.intervals(*span):
        for day, opened in cut(interval):
            found[(day - begin).days + 1].append(opened)
    for evening, day_after in itertools.pairwise(found):
        join_night(evening, day_after)
    return [tuple(day) for day in found[1:-1]]


def join_night(evening: list[Open], next_day: list[Open]) -> None:
    """22:00–24:00 and 00:00–02:00 is 22:00–02:00, of the evening."""
    if not evening or not next_day:
        return
    last, first = evening[-1], next_day[0]
    night = first.end <= _MORNING or DAY - last.begin + first.end <= LONGEST
    goes_on = last.begin and last.end == DAY and not first.begin and night
    if goes_on and replace(last, begin=0, end=0) == replace(first, begin=0, end=0):
        evening[-1] = replace(last, end=DAY + first.end)
        del next_day[0]


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
