"""Rules in the wrong order. In OpenStreetMap's syntax a later rule overrides an earlier one on the same day, whatever the two say;
who writes `PH off; Mo-Fr 08:30-12:30` means something else. What a reader would take for the exception must come last."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache, reduce
from itertools import groupby
from operator import or_

from opening_hours import OpeningHours

from livret.hours.calendar import FRANCE, dated, days_text
from livret.hours.expression import Unclear, parse
from livret.hours.rules import Days, Rule, Span

_FROM, _UNTIL = datetime.datetime(2026, 1, 1), datetime.datetime(2036, 1, 1)  # noqa: DTZ001 – hours are local, whatever the zone
_WEEK, _NTH, _SEASON, _HOLIDAY, _DATE = range(1, 6)


def check(text: str) -> None:
    """Raises Unclear: `hours-order` at a rule that a later one undoes, `hours-night`, and what `parse` raises."""
    rules = parse(text)
    days = [_days(rule) for rule in rules]
    for number, rule in enumerate(rules):
        left = days[number]
        for later, its in zip(rules[number + 1 :], days[number + 1 :], strict=True):
            both = days[number] & its if later.joint != "||" else 0
            left = left & ~both if later.joint == ";" else left
            if both and (not left or (later.content != rule.content and _misread(rule, later, both != its))):
                raise Unclear("hours-order", rule.at, later=re.split(r"[;,]", text[later.at :] + ";")[0].strip())
    for number, rule in enumerate(rules):
        if rule.nightly and any(_meets(rules, days, number, other) for other in range(len(rules)) if other != number):
            raise Unclear("hours-night", rule.times_at, text=re.split(r"[;,]", text[rule.times_at :] + ";")[0].strip())


@dataclass(frozen=True, slots=True)
class Overwritten:
    """A rule that takes hours away which its writer perhaps meant to keep. `at` is where it begins; `both` is the expression that keeps them,
    `instead` the one that leaves no doubt that they are gone, "" where no few words tell it."""

    at: int
    earlier: str
    later: str
    both: str
    instead: str


def overwritten(text: str) -> Iterator[Overwritten]:
    """Each rule of a sound expression that stands instead of an earlier one at other times of the same days: `Mo-Fr 08:30-12:00; Tu 14:00-17:00`.

    Seasons, dates and holidays are exceptions to whoever reads them; days of a week are not.
    """
    rules = parse(text)
    for number, later in enumerate(rules):
        earlier = next((rule for rule in rules[:number] if _takes_away(rule, later)), None)
        if earlier:
            semicolon = text.rindex(";", 0, later.at)
            both = f"{text[:semicolon].rstrip()}, {text[later.at :]}"
            yield Overwritten(later.at, _written(text, earlier), _written(text, later), both, _instead(text, earlier, later))


def _takes_away(rule: Rule, later: Rule) -> bool:
    """Whether the later one stands instead, both speak of a day, and never of the same time."""
    if later.joint != ";" or any(_level(each) > _NTH or each.state == "closed" for each in (rule, later)):
        return False
    return bool(_days(rule) & _days(later) and rule.spans and later.spans) and not any(
        _overlap(one, two) for one in rule.spans for two in later.spans
    )


def _overlap(one: Span, two: Span) -> bool:
    """Spans of the sun may."""
    times = one.begin, one.end, two.begin, two.end
    if not all(isinstance(time, int) for time in times):
        return True
    begin, end, other_begin, other_end = (time for time in times if isinstance(time, int))
    return begin < other_end and other_begin < end


def _instead(text: str, earlier: Rule, later: Rule) -> str:
    """The expression whose earlier rule leaves out the days of the later one."""
    if not (earlier.usual and later.usual):
        return ""
    wanted = [day for day in range(7) if _on(earlier, day) and not _on(later, day)]
    left = days_text(tuple(_as_days(wanted)))
    return f"{text[: earlier.at]}{left} {text[earlier.times_at :]}"


def _on(rule: Rule, day: int) -> bool:
    return not rule.days or any((day - each.first) % 7 <= (each.last - each.first) % 7 for each in rule.days)


def _as_days(numbers: list[int]) -> Iterator[Days]:
    """Mo, We-Fr: two days in a row are two."""
    for _, run in groupby(enumerate(numbers), key=lambda each: each[1] - each[0]):
        days = [number for _, number in run]
        if len(days) > 2:  # noqa: PLR2004
            yield Days(days[0], days[-1])
        else:
            yield from (Days(day, day) for day in days)


def _written(text: str, rule: Rule) -> str:
    return re.split(r"[;]|, *(?=[A-Za-z])", text[rule.at :] + ";")[0].strip()


def _meets(rules: tuple[Rule, ...], days: list[int], number: int, other: int) -> bool:
    """Whether the other rule has a say on a day into which the nights of a rule go on. opening-hours-py cuts such a night at midnight, or
    lets its second half stand without the first."""
    rule, its = rules[number], rules[other]
    after = days[number] << 1
    if other > number:
        return its.joint == ";" and bool(days[other] & (days[number] | after))
    return rule.joint == ";" and its.state != "closed" and bool(days[other] & after)


def _misread(rule: Rule, later: Rule, elsewhere: bool) -> bool:
    """Whether a reader would think that the earlier rule is the exception, or that neither is."""
    if _level(later) != _level(rule):
        return _level(later) < _level(rule)
    return _level(rule) > _WEEK and later.joint == ";" and elsewhere


def _level(rule: Rule) -> int:
    """How special its days are."""
    if any(first.day or not first.month for first, _ in rule.dates) or rule.years or any(first.year for first, _ in rule.dates):
        return _DATE
    if rule.holidays:
        return _SEASON if rule.holidays == ("SH",) else _HOLIDAY
    if rule.dates:
        return _SEASON
    return _NTH if rule.weeks or any(days.nth for days in rule.days) else _WEEK


# Days are the bits of a number, from the first of ten years on: a set of them is compared in one step.


def _days(rule: Rule) -> int:
    """The days that a rule speaks of."""
    if not rule.holidays:
        return _chosen(f"{rule.wide} {days_text(rule.days)}".strip())
    free = reduce(or_, map(_free, rule.holidays))
    return free & _chosen(days_text(rule.days)) if rule.days else free


@lru_cache(maxsize=1024)
def _chosen(selectors: str) -> int:
    """Those that a selector chooses."""
    spans = OpeningHours(f"{selectors} 00:00-24:00".strip()).intervals(_FROM, _UNTIL)
    opens = [((begin - _FROM).days, (until - begin).days) for begin, until, state, _ in spans if str(state) == "open"]
    return reduce(or_, (((1 << count) - 1) << first for first, count in opens), 0)


@cache
def _free(name: str) -> int:
    """The holidays of a name, in France."""
    return reduce(or_, (1 << (day - _FROM.date()).days for day in dated(FRANCE, name, _FROM.date(), _UNTIL.date())), 0)
