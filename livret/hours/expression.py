"""An expression as rules: what can be said in words in every language, each part with its position.

opening-hours-py reads the whole syntax and decides what is valid and when a place is open. It gives no parts, so they are
read here – and what no sentence can tell, or is easily misread, is refused at its position.
The syntax: https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

from opening_hours import OpeningHours, ParserError  # type: ignore[attr-defined]  # its stubs lack it

from livret import limits
from livret.hours.rules import DAY, DAYS, LONGEST, MONTHS, SUN, Date, Days, Rule, Span, Weeks

_LEAP = 2024
_APPOINTMENT = frozenset({"by appointment", "on appointment", "appointment", "sur rendez-vous", "sur rdv"})


class Unclear(Exception):
    """What is wrong, `code`, and where: `at` counts characters from 0."""

    def __init__(self, code: str, at: int, **values: str) -> None:
        super().__init__(code, at)
        self.code, self.at, self.values = code, at, values


@lru_cache(maxsize=limits.EXPRESSIONS)
def parse(text: str) -> tuple[Rule, ...]:
    """The rules of an expression. Raises Unclear for one that is invalid or that no sentence can tell."""
    try:
        OpeningHours(text)
    except ParserError as error:
        found = re.search(r"--> 1:(\d+)", str(error))
        raise Unclear("hours-invalid", int(found[1]) - 1 if found else 0) from None
    return tuple(part for rule in _Parser(text).rules() for part in _parts(rule))


def whole_year(text: str) -> str:
    """The expression with “every other week” for the whole of every year: a year of 53 weeks has one odd week more, which `1-52/2` forgets."""
    return _EVERY_OTHER.sub(lambda weeks: f"{weeks[1]}{'1-53' if int(weeks[2]) % 2 else '2-52'}/2", text)


_EVERY_OTHER = re.compile(r"(\bweek\s?)0?([12])-5[123]/2(?!\d)")


def _parts(rule: Rule) -> tuple[Rule, ...]:
    """Days of the week and holidays that have the same hours (`Su,PH 10:00-12:00`) are two rules: one is usual, one is not."""
    if rule.narrowed or not (rule.days and rule.holidays):
        return (rule,)
    return replace(rule, holidays=()), replace(rule, joint=rule.joint or ";", days=())


def _token(pattern: str) -> re.Pattern[str]:
    """What may stand somewhere, and the space after it."""
    return re.compile(rf"(?:{pattern})\s*")


_DAYS, _MONTHS, _SUN = "|".join(DAYS), f"{'|'.join(MONTHS)}|easter", "|".join(SUN)
_ALWAYS, _JOINT, _COLON, _DASH, _PLUS = _token("24/7"), _token(r"(;|,|\|\|)"), _token(":"), _token("-"), _token(r"\+")
_STATE, _COMMENT = _token(r"(open|closed|off|unknown)\b"), _token(r'"([^"]*)"')
_YEARS, _MORE_YEARS = _token(rf"(\d{{4}})(?:-(\d{{4}}))?(?!\d|:\d)(?!\s*(?:{_MONTHS}))"), _token(r",(?=\s*\d{4})")
_DATE = _token(rf"(?:(\d{{4}})\s*)?({_MONTHS})(?:\s?(\d{{1,2}})(?!\d|:\d))?")
_MORE_DATES = _token(rf",(?=\s*(?:\d{{4}}\s*)?(?:{_MONTHS}))")
_DAY_OF_MONTH = _token(r"(\d{1,2})(?!\d|:\d)")
_WEEK = _token(r"week(?=\s?\d)")
_WEEKS, _MORE_WEEKS = _token(r"(\d{1,2})(?:-(\d{1,2}))?(?:/(\d+))?(?!\d|:\d)"), _token(r",(?=\s*\d{1,2}(?!\d|:\d))")
_HOLIDAY, _MORE_DAYS = _token(r"(PH|SH)\b"), _token(rf",(?=\s*(?:PH|SH|{_DAYS})\b)")
_WEEKDAYS, _NTH = _token(rf"({_DAYS})\b(?:\s*-\s*({_DAYS})\b)?"), _token(r"\[([-0-9, ]+)\]")
_ANY_CASE = re.compile(rf"({_DAYS})\b", re.IGNORECASE)
_CLOCK, _EVENT, _MORE_SPANS = _token(r"(\d{1,2}):(\d{2})"), _token(rf"({_SUN})\b"), _token(rf",(?=\s*(?:\d{{1,2}}:\d|\(|{_SUN}))")


@dataclass(slots=True)
class _Parser:
    text: str
    at: int = 0
    taken: re.Match[str] | None = field(default=None)

    def take(self, token: re.Pattern[str]) -> bool:
        """Goes past what matches here, and the space after it."""
        self.taken = token.match(self.text, self.at)
        if self.taken:
            self.at = self.taken.end()
        return bool(self.taken)

    def group(self, number: int) -> str:
        return (self.taken and self.taken[number]) or ""

    def refuse(self, at: int | None = None, code: str = "hours-unsayable", **values: str) -> Unclear:
        at = self.at if at is None else at
        return Unclear(code, at, text=re.split(r"[;,]", self.text[at:] + ";")[0].strip(), **values)

    def rules(self) -> list[Rule]:
        rules = [self.rule("")]
        while self.at < len(self.text):
            if not self.take(_JOINT):
                raise self.refuse()
            joint: Literal[";", ",", "||"] = self.group(1)  # type: ignore[assignment]
            rules.append(self.rule(joint))
        return rules

    def rule(self, joint: Literal["", ";", ",", "||"]) -> Rule:
        at = self.at
        if self.take(_ALWAYS):
            when, state, appointment = self.said("00:00-24:00")
            return Rule(at, joint, when=when, spans=(Span(0, DAY),), state=state, appointment=appointment)
        years, dates, weeks = tuple(self.years()), tuple(self.dates()), tuple(self.weeks())
        wide = self.text[at : self.at].strip()
        self.take(_COLON)
        days, holidays, narrowed = self.narrow(wide)
        begin = self.at
        spans = tuple(self.spans())
        if joint == "||" and (wide or days or holidays or spans):
            raise self.refuse(at)
        if joint and spans and not (wide or days or holidays):
            raise self.refuse(at, "hours-days")
        when, state, appointment = self.said(self.text[begin : self.at])
        if not spans and state == "open" and not appointment:
            raise self.refuse(at, "hours-times")
        return Rule(at, joint, begin, wide, when, years, dates, weeks, days, holidays, narrowed, spans, state, appointment)

    def said(self, times: str) -> tuple[str, Literal["open", "closed", "unknown"], bool]:
        """The times and what comes after them – open, closed, a comment –, the state that it tells, whether by appointment."""
        begin = self.at
        state: Literal["open", "closed", "unknown"] = "open"
        if self.take(_STATE):
            state = {"off": "closed"}.get(self.group(1), self.group(1))  # type: ignore[assignment]
        appointment = self.comment()
        when = " ".join(f"{times} {self.text[begin : self.at]}".split())  # opening-hours-py takes one space
        return when, state, appointment

    def comment(self) -> bool:
        """Whether it says “by appointment”; nothing else that is written here could be translated."""
        begin = self.at
        if not self.take(_COMMENT):
            return False
        if self.group(1).casefold().strip() not in _APPOINTMENT:
            raise self.refuse(begin, "hours-comment")
        return True

    # --- years, dates, weeks --------------------------------------------------------------------------

    def years(self) -> list[tuple[int, int]]:
        found = []
        while self.take(_YEARS):
            found.append((int(self.group(1)), int(self.group(2) or self.group(1))))
            if self.text[self.at : self.at + 1] in ("+", "/"):
                raise self.refuse(self.taken.start() if self.taken else None)
            if not self.take(_MORE_YEARS):
                break
        return found

    def dates(self) -> list[tuple[Date, Date]]:
        found = []
        while (first := self.date(0)) is not None:
            last = first
            if self.take(_DASH):
                last = self.end(first)
            found.append((first, last))
            if not self.take(_MORE_DATES):
                break
        return found

    def date(self, month: int) -> Date | None:
        """A date; with a month, also one of its days alone, as in `Jul 10-20`."""
        begin = self.at
        if self.take(_DATE):
            if self.text[self.at : self.at + 1] in "+-[" and re.match(r"[+-]\s?\d+ day|\[", self.text[self.at :]):
                raise self.refuse(begin)
            name = self.group(2)
            date = Date(MONTHS.index(name) + 1 if name in MONTHS else 0, int(self.group(3) or 0), int(self.group(1) or 0))
        elif month and self.take(_DAY_OF_MONTH):
            date = Date(month, int(self.group(1)))
        else:
            return None
        if date.month and date.day > calendar.monthrange(_LEAP, date.month)[1]:
            raise self.refuse(begin)
        return date

    def end(self, first: Date) -> Date:
        begin = self.at
        last = self.date(first.month if first.day else 0)
        if last is None or bool(last.day) != bool(first.day) or not (first.month and last.month):
            raise self.refuse(begin)
        if first.year and not last.year:
            last = replace(last, year=first.year + ((last.month, last.day) < (first.month, first.day)))
        return last

    def weeks(self) -> list[Weeks]:
        found: list[Weeks] = []
        if not self.take(_WEEK):
            return found
        while self.take(_WEEKS):
            weeks = Weeks(int(self.group(1)), int(self.group(2) or self.group(1)), int(self.group(3) or 1))
            if weeks.step > 1 and (weeks.step, weeks.first // 3, weeks.last // 51) != (2, 0, 1):  # every other week of a whole year
                raise self.refuse(self.taken.start() if self.taken else None)
            found.append(weeks)
            if not self.take(_MORE_WEEKS):
                break
        return found

    # --- days and times -------------------------------------------------------------------------------

    def narrow(self, wide: str) -> tuple[tuple[Days, ...], tuple[str, ...], bool]:
        """Days of the week and holidays between commas; or holidays, a space, and the days that narrow them: whether they do."""
        days: list[Days] = []
        holidays: list[str] = []
        narrowed = False
        comma = True
        while True:
            begin = self.at
            if self.take(_HOLIDAY):
                if wide or narrowed or not comma or self.text[self.at : self.at + 1] in ("+", "-"):
                    raise self.refuse(begin)
                holidays.append(self.group(1))
            elif self.day():
                if not comma and (days or not holidays):
                    raise self.refuse(begin)
                narrowed = narrowed or not comma
                days.append(self.week_days(begin))
            else:
                break
            comma = self.take(_MORE_DAYS)
        return tuple(days), tuple(holidays), narrowed

    def day(self) -> bool:
        if self.take(_WEEKDAYS):
            return True
        if _ANY_CASE.match(self.text, self.at):
            raise self.refuse(code="hours-capital")
        return False

    def week_days(self, begin: int) -> Days:
        first, last = DAYS.index(self.group(1)), DAYS.index(self.group(2) or self.group(1))
        nth: list[int] = []
        if self.take(_NTH):
            for part in self.group(1).split(","):
                one, _, other = part.strip().partition("-") if not part.strip().startswith("-") else (part.strip(), "", "")
                nth += range(int(one), int(other or one) + 1)
            if first != last or any(number < -1 for number in nth):
                raise self.refuse(begin)
        if self.text[self.at : self.at + 1] in ("+", "-"):
            self.take(_DASH) and self.day()
            raise self.refuse(begin)
        return Days(first, last, tuple(nth))

    def spans(self) -> list[Span]:
        found: list[Span] = []
        while (span := self.span()) is not None:
            found.append(span)
            if not self.take(_MORE_SPANS):
                break
        return found

    def span(self) -> Span | None:
        at = self.at
        if (begin := self.time()) is None:
            return None
        if isinstance(begin, int) and self.take(_PLUS):
            return Span(begin, None)
        if not self.take(_DASH):
            raise self.refuse(at)
        end = self.time()
        if end is None or self.text[self.at : self.at + 1] in ("+", "/"):
            raise self.refuse(at)
        if isinstance(begin, int) and isinstance(end, int):
            end += DAY if end <= begin else 0
            if end > DAY and end - begin > LONGEST:
                raise self.refuse(at, "hours-long", near=f"{_clock(begin)}-24:00,00:00-{_clock(end - DAY)}")
        return Span(begin, end)

    def time(self) -> int | str | None:
        if self.take(_CLOCK):
            return int(self.group(1)) * 60 + int(self.group(2))
        if self.take(_EVENT):
            return self.group(1)
        if self.text[self.at : self.at + 1] == "(":
            raise self.refuse()
        return None


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
