"""The usual week: what an expression says without its holidays, seasons and dates."""

from __future__ import annotations

import datetime
from functools import lru_cache

from opening_hours import OpeningHours

from livret import limits
from livret.hours.calendar import days_text
from livret.hours.expression import parse
from livret.hours.opening import Day, Open, cut, join_night

_MONDAY = datetime.datetime(2026, 3, 9)  # noqa: DTZ001 – hours are local; what is usual is so in any week
_WEEK = datetime.timedelta(days=7)


@lru_cache(maxsize=limits.EXPRESSIONS)
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
        join_night(days[number], days[(number + 1) % 7])
    return tuple(map(tuple, days))


def certain(expression: str) -> tuple[Day, ...]:
    """The usual week without what nobody may rely on: “not sure”, and what is by appointment alone. What other programs are told is this."""
    return tuple(tuple(span for span in day if span.state == "open" and not span.appointment) for day in week(expression))
