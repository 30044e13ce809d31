"""Holidays as dates. opening-hours-py knows the public holidays of a country; those that only a part of France has are added
here, and school holidays come from site.yaml: nobody but their region knows them.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import lru_cache

from opening_hours import OpeningHours, UnknownCountryError  # type: ignore[attr-defined]  # its stubs lack it

from livret import limits
from livret.hours.expression import parse
from livret.hours.rules import DAYS, MONTHS, Days, Rule

# Code du travail: L3134-13 for Alsace and Moselle, L3422-2 for the abolition of slavery, where it took place.
_EXTRA = {
    **dict.fromkeys(("FR-57", "FR-67", "FR-68"), "easter -2 days,Dec 26"),
    "FR-971": "May 27",
    "FR-972": "May 22",
    "FR-973": "Jun 10",
    "FR-974": "Dec 20",
    "FR-976": "Apr 27",
}
# About when the schools of France are closed: enough to see whether two rules meet.
_SCHOOL = "Feb 8-Mar 8,Apr 5-May 3,Jul 4-Aug 31,Oct 17-Nov 3,Dec 19-Jan 3"
_DAY = datetime.timedelta(days=1)
Period = tuple[datetime.date, datetime.date]


@dataclass(frozen=True, slots=True)
class Calendar:
    """`holidays` is a country or a part of it, `FR` or `FR-974`; `school` holds the school holidays, as far as they are known."""

    holidays: str = "FR"
    school: tuple[Period, ...] = ()

    @property
    def known_until(self) -> datetime.date | None:
        """The first day of which nobody said whether the schools are closed; None when no day was told."""
        return max(until for _, until in self.school) + _DAY if self.school else None


FRANCE = Calendar(school=())


def dated(calendar: Calendar, name: str, begin: datetime.date, until: datetime.date) -> frozenset[datetime.date]:
    """The days from `begin`, before `until`, that are public (`PH`) or school (`SH`) holidays."""
    if name == "PH":
        return _public(calendar.holidays, begin, until)
    if not calendar.school:
        return _chosen(_SCHOOL, "", begin, until) if calendar is FRANCE else frozenset()
    days = (first + _DAY * number for first, last in calendar.school for number in range((last - first).days + 1))
    return frozenset(day for day in days if begin <= day < until)


@lru_cache(maxsize=256)
def _public(holidays: str, begin: datetime.date, until: datetime.date) -> frozenset[datetime.date]:
    found = _chosen("PH", holidays.partition("-")[0], begin, until)
    return found | _chosen(_EXTRA[holidays], "", begin, until) if holidays in _EXTRA else found


def _chosen(selector: str, country: str, begin: datetime.date, until: datetime.date) -> frozenset[datetime.date]:
    try:
        hours = OpeningHours(f"{selector} 00:00-24:00", country=country or None)
    except UnknownCountryError:
        return frozenset()
    midnight = datetime.time()
    spans = hours.intervals(datetime.datetime.combine(begin, midnight), datetime.datetime.combine(until, midnight))
    return frozenset(
        first.date() + _DAY * number
        for first, last, state, _ in spans
        if str(state) == "open"
        for number in range((last - first).days)
    )


def days_text(days: tuple[Days, ...]) -> str:
    """The days of the week as they are written: `Mo-Fr,Su[1,-1]`."""
    return ",".join(_days_text(each) for each in days)


def _days_text(days: Days) -> str:
    nth = f"[{','.join(map(str, days.nth))}]" if days.nth else ""
    return DAYS[days.first] + (f"-{DAYS[days.last]}" if days.last != days.first else "") + nth


@lru_cache(maxsize=limits.EXPRESSIONS)
def expanded(text: str, calendar: Calendar, begin: datetime.date, until: datetime.date) -> str:
    """The expression with every holiday as a date, for the days from `begin`, before `until`. Raises what `parse` raises.

    What it says of other times (`|| "by appointment"`) is left out: nobody is let in by it, and opening-hours-py contradicts itself there.
    """
    parts = [part for rule in parse(text) if rule.joint != "||" for part in _expanded(rule, calendar, begin, until)]
    return " ".join(parts).lstrip(";,| ") or "off"


def _expanded(rule: Rule, calendar: Calendar, begin: datetime.date, until: datetime.date) -> list[str]:
    joint, days = rule.joint or ";", days_text(rule.days)
    if not rule.holidays:
        return [" ".join(filter(None, (joint, rule.wide, days, rule.when)))]
    free = {day for name in rule.holidays for day in dated(calendar, name, begin, until)}
    dates = ",".join(f"{day.year} {MONTHS[day.month - 1]} {day.day}" for day in sorted(free))
    return [" ".join(filter(None, (joint, dates, days, rule.when)))] if dates else []
