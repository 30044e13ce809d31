"""Opening hours in words: a table of the usual week, the same in a line, and what else is to be said, for each reader.

Times are always on 24 hours. Words are nodes, as a message's are, so that the web, paper and plain text write them alike.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from babel import Locale
from babel.dates import get_day_names, get_month_names
from babel.lists import format_list

from livret.editions.edition import Edition
from livret.hours.expression import parse
from livret.hours.opening import Day, Open
from livret.hours.rules import DAY, Date, Days, Rule, Span, Weeks
from livret.hours.week import week
from livret.languages import locale
from livret.model import Inline, Isolate, Text
from livret.phrases import quantities

Words = tuple[Inline, ...]
_WHOLE = (Open(0, DAY),)


@dataclass(frozen=True, slots=True)
class Timetable:
    """`always`: day and night, and then there is no table. `week` holds seven days and their spans; a day without any is closed.

    `short` says the same with days taken together, `others` what no week tells: holidays, seasons, dates.
    """

    always: bool
    week: tuple[tuple[str, tuple[Words, ...]], ...]
    short: tuple[Words, ...]
    others: tuple[Words, ...]


def timetable(edition: Edition, expression: str) -> Timetable:
    """The words of an expression that `hours.order.check` let pass."""
    usual = week(expression)
    always = bool(usual) and all(day == _WHOLE for day in usual)
    spans = {day: _spans(edition, day) for day in dict.fromkeys(usual)}
    rows = () if always else tuple((name, spans[day]) for name, day in zip(day_names(edition, "wide"), usual, strict=False))
    short = ((Text(edition.say("Day and night, every day")),),) if always else tuple(_groups(edition, usual, spans))
    return Timetable(always, rows, short, tuple(_rule(edition, rule) for rule in parse(expression) if not rule.usual))


def in_a_line(edition: Edition, expression: str) -> str:
    """The same as a text: lun.–ven. 08:30–12:30; fermé les jours fériés."""
    words = timetable(edition, expression)
    return "; ".join("".join(_node_words(part)).rstrip(".") for part in (*words.short, *words.others))


def _node_words(words: Words) -> Iterator[str]:
    return (node.text for node in words if isinstance(node, Text | Isolate))


def _spans(edition: Edition, day: Day) -> tuple[Words, ...]:
    return tuple(_open(edition, span) for span in day)


def _groups(edition: Edition, usual: tuple[Day, ...], spans: Mapping[Day, tuple[Words, ...]]) -> Iterator[Words]:
    """lun.–ven. 08:30–12:30: the days that have the same hours, in the order of the first; closed days are left out."""
    for day in dict.fromkeys(day for day in usual if day):
        numbers = [number for number, other in enumerate(usual) if other == day]
        names = _joined_parts(edition, [_run(day_names(edition, "abbreviated"), run) for run in _runs(numbers)])
        yield Text(f"{names} "), *_listed_words(edition, spans[day])
    if usual and not any(usual):
        yield (Text(edition.say("closed")),)


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    """0 1 2 4 is from 0 to 2, and 4; two days in a row are two days."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = runs[-1][0], number
        else:
            runs.append((number, number))
    return [part for first, last in runs for part in ([(first, first), (last, last)] if last == first + 1 else [(first, last)])]


# --- one rule -----------------------------------------------------------------------------------------


def _rule(edition: Edition, rule: Rule) -> Words:
    """juillet–août, lundi: 09:00–11:00."""
    what = _what(edition, rule)
    if rule.joint == "||":
        return _filled(edition.say("At other times: {hours}"), hours=what)
    if rule.holidays == ("PH",) and not rule.days and rule.state == "closed":
        return (Text(edition.say("Closed on public holidays.")),)
    when = _when(edition, rule)
    if rule.joint == ",":
        return _filled(edition.say("{when}, also: {hours}"), when=when, hours=what)
    return _filled(edition.say("{when}: {hours}"), when=when, hours=what)


def _what(edition: Edition, rule: Rule) -> Words:
    if rule.state == "closed":
        return (Text(edition.say("closed")),)
    whole = rule.spans in ((), (Span(0, DAY),))
    words = () if whole else _listed_words(edition, [_between(edition, span) for span in rule.spans])
    return _marked(edition, words, rule.state, rule.appointment)


def _when(edition: Edition, rule: Rule) -> Words:
    """Years, dates, weeks, holidays, days: what of these is there."""
    parts: list[Words] = [(Isolate(_run((), year)),) for year in rule.years]
    if rule.dates:
        parts.append((Text(_joined_parts(edition, [_dates(edition, *dates) for dates in rule.dates])),))
    parts += [_weeks(edition, rule.weeks)] if rule.weeks else []
    holidays = [edition.say("public holidays") if name == "PH" else edition.say("school holidays") for name in rule.holidays]
    days = [_days(edition, days) for days in rule.days]
    parts += [(Text(_joined_parts(edition, names)),) for names in (holidays, days) if names]
    if not (holidays or days or _dated(rule) or (parts and rule.state == "closed")):
        parts.append((Text(edition.say("every day")),))
    return _separated(", ", parts)


def _dated(rule: Rule) -> bool:
    """Whether it names days of the year, not whole months."""
    return any(first.day or not first.month for first, _ in rule.dates)


def _days(edition: Edition, days: Days) -> str:
    names = _run(day_names(edition, "wide"), (days.first, days.last))
    if not days.nth:
        return names
    return edition.say(
        "{day} ({which} of the month)", day=names, which=_joined_parts(edition, [_nth(edition, number) for number in days.nth])
    )


def _nth(edition: Edition, number: int) -> str:
    words = (
        edition.say("last"),
        edition.say("first"),
        edition.say("second"),
        edition.say("third"),
        edition.say("fourth"),
        edition.say("fifth"),
    )
    return words[max(number, 0)]


def _weeks(edition: Edition, weeks: tuple[Weeks, ...]) -> Words:
    if weeks[0].step == 2:  # noqa: PLR2004 – every other week, of a whole year
        return (Text(edition.say("odd weeks") if weeks[0].first % 2 else edition.say("even weeks")),)
    numbers = (Isolate(", ".join(_run((), (each.first, each.last)) for each in weeks)),)
    if len(weeks) == 1 and weeks[0].first == weeks[0].last:
        return _filled(edition.say("week {number}"), number=numbers)
    return _filled(edition.say("weeks {numbers}"), numbers=numbers)


def _dates(edition: Edition, first: Date, last: Date) -> str:
    """One date, or two; a year that both have is said once."""
    if first == last:
        return _date(edition, first)
    begin = replace(first, year=0) if first.year == last.year else first
    return f"{_date(edition, begin)} – {_date(edition, last)}"


def _date(edition: Edition, date: Date) -> str:
    if date.day:
        day = datetime.date(date.year or _LEAP, date.month, date.day)
        return quantities.date(edition, day) if date.year else quantities.day_of_year(edition, day)
    name = get_month_names("wide", "stand-alone", _locale(edition))[date.month] if date.month else edition.say("Easter Sunday")
    return f"{name} {date.year}" if date.year else str(name)


# --- times --------------------------------------------------------------------------------------------


def _open(edition: Edition, span: Open) -> Words:
    whole = (span.begin, span.end) == (0, DAY)
    return _marked(edition, () if whole else _between(edition, Span(span.begin, span.end)), span.state, span.appointment)


def _between(edition: Edition, span: Span) -> Words:
    if span.end is None:
        return _filled(edition.say("from {time}"), time=_time(edition, span.begin))
    if isinstance(span.begin, int) and isinstance(span.end, int):
        return (Isolate(f"{clock(span.begin)}–{clock(span.end)}"),)
    return (*_time(edition, span.begin), Text("–"), *_time(edition, span.end))


def clock(minutes: int) -> str:
    """08:30 for 510; what is after midnight is as on any clock, and midnight at the end of a day is 24:00."""
    minutes = minutes if minutes <= DAY else minutes - DAY
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _time(edition: Edition, time: int | str) -> Words:
    if isinstance(time, int):
        return (Isolate(clock(time)),)
    return (
        Text(
            {
                "dawn": edition.say("dawn"),
                "sunrise": edition.say("sunrise"),
                "sunset": edition.say("sunset"),
                "dusk": edition.say("dusk"),
            }[time]
        ),
    )


def _marked(edition: Edition, words: Words, state: str, appointment: bool) -> Words:
    """Times and what is to be known of them; without times, they are all day."""
    marks = [edition.say("by appointment")] if appointment else []
    marks += [edition.say("not sure")] if state == "unknown" else []
    if not words:
        return (Text(_joined_parts(edition, marks or [edition.say("day and night")])),)
    return (*words, Text(f" ({_joined_parts(edition, marks)})")) if marks else words


# --- CLDR ---------------------------------------------------------------------------------------------

_LEAP = 2024


def _locale(edition: Edition) -> Locale:
    return locale(edition.language.tag)


def day_names(edition: Edition, width: Literal["wide", "abbreviated"]) -> tuple[str, ...]:
    """The seven days from Monday, as they stand alone."""
    return _day_names(edition.language.tag, width)


@lru_cache(maxsize=1 << 8)
def _day_names(tag: str, width: Literal["wide", "abbreviated"]) -> tuple[str, ...]:
    names = get_day_names(width, "stand-alone", locale(tag))
    return tuple(names[day] for day in range(7))


# --- putting together ---------------------------------------------------------------------------------


def _run(names: Sequence[str], run: tuple[int, int]) -> str:
    """From the first to the last; numbers when they have no names."""
    first, last = (names[number] if names else str(number) for number in run)
    return first if first == last else f"{first}–{last}"


def _joined_parts(edition: Edition, parts: Iterable[str]) -> str:
    return _list(edition.language.tag, tuple(parts))


@lru_cache(maxsize=1 << 12)
def _list(tag: str, parts: tuple[str, ...]) -> str:
    return str(format_list(parts, locale=locale(tag)))


def _listed_words(edition: Edition, parts: Sequence[Words]) -> Words:
    """Parts with what their language puts between those of a list."""
    marks = [f"\x00{number}\x00" for number in range(len(parts))]
    pieces = re.split("\x00([0-9]+)\x00", _joined_parts(edition, marks))
    return tuple(
        node for place, piece in enumerate(pieces) if piece for node in (parts[int(piece)] if place % 2 else (Text(piece),))
    )


def _separated(mark: str, parts: Sequence[Words]) -> Words:
    return tuple(node for number, part in enumerate(parts) for node in ((Text(mark), *part) if number else part))


def _filled(template: str, **values: Words) -> Words:
    """The nodes of a translated text, each {name} replaced by what it stands for."""
    pieces = re.split(r"\{(\w+)\}", template)
    return tuple(node for place, piece in enumerate(pieces) if piece for node in (values[piece] if place % 2 else (Text(piece),)))
