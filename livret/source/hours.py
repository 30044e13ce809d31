"""Opening hours in OpenStreetMap's syntax, as opening-hours-py reads them."""

from __future__ import annotations

import datetime
from functools import lru_cache

from opening_hours import OpeningHours

# A week without a public holiday, DST change or season's edge in France, to show what is usual.
_MONDAY = datetime.datetime(2026, 3, 9)  # noqa: DTZ001 – hours are local, whatever the zone


@lru_cache(maxsize=4096)
def week(expression: str, monday: datetime.datetime = _MONDAY) -> tuple[tuple[str, ...], ...]:
    """The usual spans of seven days from Monday, each `08:30-12:30`; an empty day is closed.

    A span that ends after midnight belongs to the day it begins on: `22:00-02:00`.
    """
    return tuple(_day(expression, monday + datetime.timedelta(days=day)) for day in range(7))


def _day(expression: str, start: datetime.datetime) -> tuple[str, ...]:
    day = datetime.timedelta(days=1)
    end = start + day
    spans = []
    for begin, until, state, *_ in OpeningHours(expression).intervals(start - day, end + day):
        if str(state) != "open":
            continue
        if begin < start and until >= end:
            spans.append("00:00-24:00")
        elif start <= begin < end:
            spans.append(f"{begin:%H:%M}-{'24:00' if until == end else f'{until:%H:%M}'}")
    return tuple(spans)
