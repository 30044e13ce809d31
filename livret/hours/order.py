"""Rules in the wrong order. In OpenStreetMap's syntax a later rule overrides an earlier one on the same day, whatever the two say;
who writes `PH off; Mo-Fr 08:30-12:30` means something else. What a reader would take for the exception must come last."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

from opening_hours import OpeningHours

from livret.hours.calendar import FRANCE, dated, days_text
from livret.hours.expression import Unclear, parse
from livret.hours.rules import Rule

_FROM, _UNTIL = datetime.datetime(2026, 1, 1), datetime.datetime(2036, 1, 1)  # noqa: DTZ001 – hours are local, whatever the zone
_WEEK, _NTH, _SEASON, _HOLIDAY, _DATE = range(1, 6)


def check(text: str) -> None:
    """Raises Unclear: `hours-order` at a rule that a later one undoes, `hours-night`, and what `parse` raises."""
    rules = parse(text)
    for number, rule in enumerate(rules):
        days = left = _days(rule)
        for later in rules[number + 1 :]:
            both = days & _days(later) if later.joint != "||" else frozenset()
            left = left - both if later.joint == ";" else left
            if both and (not left or (later.content != rule.content and _misread(rule, later, both))):
                raise Unclear("hours-order", rule.at, later=re.split(r"[;,]", text[later.at :] + ";")[0].strip())
    for number, rule in enumerate(rules):
        if rule.nightly and any(_meets(rules, number, other) for other in range(len(rules)) if other != number):
            raise Unclear("hours-night", rule.times_at, text=re.split(r"[;,]", text[rule.times_at :] + ";")[0].strip())


def _meets(rules: tuple[Rule, ...], number: int, other: int) -> bool:
    """Whether the other rule has a say on a day into which the nights of a rule go on. opening-hours-py cuts such a night at midnight, or
    lets its second half stand without the first."""
    rule, its = rules[number], rules[other]
    days, others = _days(rule), _days(its)
    after = frozenset(day + 1 for day in days)
    if other > number:
        return its.joint == ";" and bool(others & (days | after))
    return rule.joint == ";" and its.state != "closed" and bool(others & after)


def _misread(rule: Rule, later: Rule, both: frozenset[int]) -> bool:
    """Whether a reader would think that the earlier rule is the exception, or that neither is."""
    if _level(later) != _level(rule):
        return _level(later) < _level(rule)
    return _level(rule) > _WEEK and later.joint == ";" and both != _days(later)


def _level(rule: Rule) -> int:
    """How special its days are."""
    if any(first.day or not first.month for first, _ in rule.dates) or rule.years or any(first.year for first, _ in rule.dates):
        return _DATE
    if rule.holidays:
        return _SEASON if rule.holidays == ("SH",) else _HOLIDAY
    if rule.dates:
        return _SEASON
    return _NTH if rule.weeks or any(days.nth for days in rule.days) else _WEEK


@lru_cache(maxsize=1024)
def _chosen(selectors: str) -> frozenset[int]:
    """The days of ten years, as ordinals, that a selector chooses."""
    spans = OpeningHours(f"{selectors} 00:00-24:00".strip()).intervals(_FROM, _UNTIL)
    days = [(begin.toordinal(), (until - begin).days) for begin, until, state, _ in spans if str(state) == "open"]
    return frozenset(day for first, count in days for day in range(first, first + count))


def _days(rule: Rule) -> frozenset[int]:
    if not rule.holidays:
        return _chosen(f"{rule.wide} {days_text(rule.days)}".strip())
    free = frozenset(day.toordinal() for name in rule.holidays for day in dated(FRANCE, name, _FROM.date(), _UNTIL.date()))
    return free & _chosen(days_text(rule.days)) if rule.days else free
