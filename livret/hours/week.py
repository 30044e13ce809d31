"""The usual week: what an expression says without its holidays, seasons and dates."""

from __future__ import annotations

import datetime
from dataclasses import replace
from functools import lru_cache

from opening_hours import OpeningHours

from livret.hours.calendar import days_text
from livret.hours.expression import parse
from livret.hours.opening import Day, Open, cut
from livret.hours.rules import DAY

_MONDAY = datetime.datetime(2026, 3, 9)  # noqa: DTZ001 – hours are local; what is usual is so in any week
_WEEK = datetime.timedelta(days=7)
_MORNING = 10 * 60  # minutes; a span that goes on until then belongs to the evening before


@lru_cache(maxsize=4096)
def week(expression: str) -> tuple[Day, ...]:
    """The spans of seven days from Monday; none at all when nothing is usual. An end above 1440 is on the day after."""
    usual = [rule for rule in parse(expression) if rule.usual]
    if not usual:
        return ()
    text = " ".join(" ".join(filter(None, (rule.joint or ";", days_text(rule.days), rule.when))) for rule in usual).lstrip("; ,")
    days: list[list[Open]] = [[] for _ in range(7)]
    for interval in OpeningHours(text).intervals(_MONDAY, _MONDAY + _WEEK):
        for day, span in cut(interval):
            days[day.weekday()].append(span)
    for number in range(7):
        _join(days[number], days[(number + 1) % 7])
    return tuple(map(tuple, days))


def _join(evening: list[Open], next_day: list[Open]) -> None:
    """22:00–24:00 and 00:00–02:00 is 22:00–02:00."""
    if not evening or not next_day:
        return
    last, first = evening[-1], next_day[0]
    if (
        last.begin
        and last.end == DAY
        and not first.begin
        and first.end <= _MORNING
        and replace(last, begin=0, end=0) == replace(first, begin=0, end=0)
    ):
        evening[-1] = replace(last, end=DAY + first.end)
        del next_day[0]
