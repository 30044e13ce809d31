"""What a browser needs to say “open now”: what is open on each day to come, in a few characters; `theme/web/open.js` reads it.

A week and the days that differ from it: `510-750.840-1020/…/;31:` – Monday to Sunday between slashes (once for all when they are alike),
spans in minutes, `?` before one that is not sure or by appointment – then each other day, counted from the first one. `<42` at the end: known for 42 days.
The clock is told once for a page: the first day, how many, and the place's distance from UTC in minutes, with each change to come.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from zoneinfo import ZoneInfo

from livret.hours.opening import Day, Open

DAYS = 70  # how far a page looks ahead: a phone may have kept it for weeks
_EPOCH = datetime.date(1970, 1, 1)
_DAY, _HOUR = datetime.timedelta(days=1), datetime.timedelta(hours=1)


def first_day(today: datetime.date) -> datetime.date:
    """The Monday of this week, so that pages change once a week and not every day."""
    return today - _DAY * today.weekday()


def hours(days: Sequence[Day], first: datetime.date, asked: int = DAYS) -> str:
    """The days from `first`, of which as many as `asked` were wanted; "" when nothing is known."""
    written = [".".join(map(_span, day)) for day in days]
    if not written:
        return ""
    shift = first.weekday()
    week = [Counter(written[(day - shift) % 7 :: 7] or [""]).most_common(1)[0][0] for day in range(7)]
    others = [f";{number}:{day}" for number, day in enumerate(written) if day != week[(number + shift) % 7]]
    usual = week[0] if len(set(week)) == 1 else "/".join(week)
    return usual + "".join(others) + (f"<{len(written)}" if len(written) < asked else "")


def _span(span: Open) -> str:
    return f"{'?' if span.state == 'unknown' or span.appointment else ''}{span.begin}-{span.end}"


@lru_cache(maxsize=16)
def clock(first: datetime.date, zone: ZoneInfo, days: int = DAYS) -> str:
    """`20780 70 60 29928060:120`: the first day since 1970, the number of days, UTC+1, and UTC+2 from a minute since 1970 on."""
    start = datetime.datetime.combine(first, datetime.time(), zone).astimezone(datetime.UTC)
    moments = [start + _HOUR * hour for hour in range((days + 1) * 24)]
    offsets = [_offset(moment, zone) for moment in moments]
    changes = [
        f"{int(moment.timestamp()) // 60}:{offset}"
        for moment, before, offset in zip(moments[1:], offsets, offsets[1:], strict=False)
        if offset != before
    ]
    return " ".join(map(str, ((first - _EPOCH).days, days, offsets[0], *changes)))


def _offset(moment: datetime.datetime, zone: ZoneInfo) -> int:
    """Minutes."""
    return int((moment.astimezone(zone).utcoffset() or datetime.timedelta()).total_seconds()) // 60
