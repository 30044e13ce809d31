"""What an expression is made of: rules, each with its days, its times, and what it says of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SUN = ("dawn", "sunrise", "sunset", "dusk")
DAY = 24 * 60  # minutes
LONGEST = 16 * 60  # minutes of a span that passes midnight: beyond, its two times were probably exchanged
_EVENING = 2  # of SUN; from there on they are events of the evening


@dataclass(frozen=True, slots=True)
class Date:
    """`month` counts from 1 and is 0 for Easter Sunday; `day` is 0 for the whole month, `year` for every year."""

    month: int
    day: int = 0
    year: int = 0


@dataclass(frozen=True, slots=True)
class Days:
    """From one day of the week to another, from Monday = 0; `nth` narrows it to some of the month: 1, 2 … or -1, the last."""

    first: int
    last: int
    nth: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Weeks:
    """ISO weeks; `step` 2 is every other one."""

    first: int
    last: int
    step: int = 1


@dataclass(frozen=True, slots=True)
class Span:
    """Minutes from midnight, or an event of the sun. An end after midnight is above 1440; None is open."""

    begin: int | str
    end: int | str | None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `wide` is the text of its years, dates and weeks, `when` that of its times and what follows.

    `narrowed`: the days of the week narrow the holidays (`SH Mo-Fr`).
    `joint` is what stands before it: "" or ";" overrides what was said of its days, "," adds to it, "||" holds where nothing was said.
    """

    at: int
    joint: Literal["", ";", ",", "||"] = ""
    times_at: int = 0
    wide: str = ""
    when: str = ""
    years: tuple[tuple[int, int], ...] = ()
    dates: tuple[tuple[Date, Date], ...] = ()
    weeks: tuple[Weeks, ...] = ()
    days: tuple[Days, ...] = ()
    holidays: tuple[str, ...] = ()
    narrowed: bool = False
    spans: tuple[Span, ...] = ()
    state: Literal["open", "closed", "unknown"] = "open"
    appointment: bool = False

    @property
    def content(self) -> tuple[object, ...]:
        """What it says of its days."""
        return self.state, self.appointment, self.spans

    @property
    def usual(self) -> bool:
        """Whether it tells of a week like any other."""
        return not (self.wide or self.holidays or any(days.nth for days in self.days) or self.joint == "||" or self.unclocked)

    @property
    def nightly(self) -> bool:
        """Whether a span goes on after midnight."""
        return any(_goes_on(span) for span in self.spans)

    @property
    def unclocked(self) -> bool:
        """Whether the clock alone does not tell its times."""
        return any(isinstance(time, str) or time is None for span in self.spans for time in (span.begin, span.end))


def _goes_on(span: Span) -> bool:
    if isinstance(span.end, str):
        return (
            SUN.index(span.end) < _EVENING <= SUN.index(span.begin) if isinstance(span.begin, str) else span.end in SUN[:_EVENING]
        )
    return isinstance(span.end, int) and (span.end > DAY or (isinstance(span.begin, str) and span.end <= DAY // 2))
