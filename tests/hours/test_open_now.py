"""“Open now”, as the script of the theme says it, against opening-hours-py: at twenty thousand moments of a year, the nights when the
clock changes among them, on phones of other time zones."""

from __future__ import annotations

import datetime
import gzip
import json
import os
import random
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from conftest import ROOT
from expressions import ENTRIES
from opening_hours import OpeningHours

from livret.hours import compact
from livret.hours.calendar import Calendar
from livret.hours.expression import parse
from livret.hours.opening import Where, days

SCRIPT = ROOT / "theme/web/open.js"
DAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
MINUTE, DAY = datetime.timedelta(minutes=1), datetime.timedelta(days=1)
WORDS = {"now": "until {time}", "still": "open", "today": "today {time}", "later": "{day} {time}", "days": "|".join(DAYS)}
PARIS = ZoneInfo("Europe/Paris")
ZONES = [PARIS, PARIS, ZoneInfo("Indian/Reunion"), ZoneInfo("America/Martinique")]
NIGHTS = [datetime.datetime(2026, 10, 24, 21, tzinfo=datetime.UTC), datetime.datetime(2027, 3, 27, 21, tzinfo=datetime.UTC)]


def told(text: str) -> bool:
    """Whether the clock alone decides, and opening-hours-py as we do: it widens holidays by days, and knows two answers for other times."""
    if ENTRIES[text][0].startswith("hours-"):
        return False
    return not any(
        rule.joint == "||" or "SH" in rule.holidays or (rule.holidays and rule.days) or rule.unclocked for rule in parse(text)
    )


EXPRESSIONS = [text for text in ENTRIES if told(text)]


@cache
def oracle(text: str, zone: ZoneInfo) -> OpeningHours:
    """A change that is more than a year away is none: else it looks for one until the year 9999."""
    return OpeningHours(text, timezone=zone, country="FR", max_interval_days=366)


@dataclass
class Page:
    """A page of one expression, built on some day, and the moments at which a phone shows it."""

    text: str
    today: datetime.date
    zone: ZoneInfo
    moments: list[datetime.datetime] = field(default_factory=list)

    @property
    def first(self) -> datetime.date:
        return compact.first_day(self.today)

    def data(self) -> dict[str, Any]:
        until = self.first + DAY * compact.DAYS
        hours = compact.hours(days(self.text, (), Where(Calendar("FR"), self.zone), self.first, until), self.first)
        clock = {"clock": compact.clock(self.first, self.zone), **WORDS}
        return {"clock": clock, "hours": hours, "moments": [round(moment.timestamp() * 1000) for moment in self.moments]}

    def expected(self, moment: datetime.datetime) -> tuple[str, str] | None:
        """What is to be said at a moment; None where the page does not know the moment, or its end."""
        hours = oracle(self.text, self.zone)
        here = moment.astimezone(self.zone)
        state, comment = hours.state(here)
        if str(state) == "unknown" or comment:
            return "", ""
        change = hours.next_change(here)
        if str(state) == "open":
            return ("now", "open") if change is None or self.beyond(here, change) else ("now", f"until \u2066{change:%H:%M}\u2069")
        if change is None or hours.state(change)[1] or str(hours.state(change)[0]) == "unknown":
            return "", ""
        ahead = (change.date() - here.date()).days
        if ahead >= 7 or change.date() >= self.first + DAY * compact.DAYS:
            return "", ""
        return (
            ("later", f"{DAYS[change.weekday()]} \u2066{change:%H:%M}\u2069")
            if ahead
            else ("today", f"today \u2066{change:%H:%M}\u2069")
        )

    def beyond(self, here: datetime.datetime, change: datetime.datetime) -> bool:
        """Whether the end is more than a day away by the clock on the wall, or after what the page knows."""
        last = datetime.datetime.combine(self.first + DAY * compact.DAYS, datetime.time())
        end = change.replace(tzinfo=None)
        return end - here.replace(tzinfo=None) > DAY or end >= last


def pages(chance: random.Random) -> Iterator[Page]:
    """Two hundred pages of a hundred moments; of each tenth page they lie in a night when the clock changes."""
    for number in range(200):
        zone = chance.choice(ZONES)
        page = Page(
            EXPRESSIONS[number % len(EXPRESSIONS)] if number < len(EXPRESSIONS) else chance.choice(EXPRESSIONS),
            datetime.date(2026, 8, 3),
            zone,
        )
        page.today = datetime.date(2026, 9, 1) + DAY * chance.randrange(365)
        start, minutes = (
            datetime.datetime.combine(page.first, datetime.time(), zone).astimezone(datetime.UTC),
            compact.DAYS * 24 * 60,
        )
        if number % 10 == 0:
            start, minutes, page.zone = chance.choice(NIGHTS), 8 * 60, PARIS
            page.today = start.date() - DAY * chance.randrange(50)
        page.moments = [
            start + MINUTE * chance.randrange(minutes) + datetime.timedelta(seconds=chance.choice([0, 0, 1, 59]))
            for _ in range(100)
        ]
        yield page


def run(given: list[Page], zone: str) -> list[list[tuple[str, str]]]:
    """What the script says, on a phone in some time zone."""
    program = ["node", str(ROOT / "tests/hours/open_in_node.js"), str(SCRIPT)]
    data = json.dumps([page.data() for page in given])
    done = subprocess.run(
        program, input=data, capture_output=True, text=True, check=True, encoding="utf-8", env={**os.environ, "TZ": zone}
    )
    return [[(state, text) for state, text in page] for page in json.loads(done.stdout)]


@pytest.mark.parametrize("phone", ["Pacific/Kiritimati", "America/Los_Angeles"])
def test_open_now_is_what_opening_hours_py_says(phone: str) -> None:
    given = list(pages(random.Random(f"{phone} 2026")))  # noqa: S311 – chance, not secrecy
    moments = 0
    for page, said in zip(given, run(given, phone), strict=True):
        for moment, answer in zip(page.moments, said, strict=True):
            assert answer == page.expected(moment), (page.text, page.today, page.zone, moment)
            moments += 1
    assert moments == 20_000


def at(text: str, moment: str, today: str = "2026-11-24") -> tuple[str, str]:
    page = Page(text, datetime.date.fromisoformat(today), PARIS, [datetime.datetime.fromisoformat(moment).replace(tzinfo=PARIS)])
    return run([page], "UTC")[0][0]


@pytest.mark.parametrize(
    ("text", "moment", "answer"),
    [
        ("Mo-Fr 08:30-12:30", "2026-11-24 09:00", ("now", "until \u206612:30\u2069")),
        ("Mo-Fr 08:30-12:30", "2026-11-24 12:30", ("later", "We \u206608:30\u2069")),
        ("Mo-Fr 08:30-12:30", "2026-11-24 08:29", ("today", "today \u206608:30\u2069")),
        ("Mo-Su 22:00-02:00", "2026-11-24 23:00", ("now", "until \u206602:00\u2069")),
        ("Mo-Su 22:00-02:00", "2026-11-25 01:59", ("now", "until \u206602:00\u2069")),
        ("24/7", "2026-11-24 09:00", ("now", "open")),
        ("Dec 24 10:00-12:00", "2026-11-24 09:00", ("", "")),
        ("Dec 24 10:00-12:00", "2026-12-18 09:00", ("later", "Th \u206610:00\u2069")),
        ("Mo-Fr 08:30-12:30", "2026-11-22 23:59", ("", "")),  # before the first day
        ("Mo-Fr 08:30-12:30", "2027-01-29 12:00", ("now", "until \u206612:30\u2069")),  # the last Friday that is known
        ("Mo-Fr 08:30-12:30", "2027-02-01 09:00", ("", "")),  # after the last day
        ("24/7", "2027-01-31 23:00", ("now", "open")),
        ("Mo-Fr 08:30-12:30 unknown", "2026-11-24 09:00", ("", "")),
        ('Mo-Fr 08:30-12:30 "by appointment"', "2026-11-24 09:00", ("", "")),
        ('Mo-Fr 08:30-12:30 || "by appointment"', "2026-11-24 14:00", ("later", "We \u206608:30\u2069")),
    ],
)
def test_what_is_said(text: str, moment: str, answer: tuple[str, str]) -> None:
    assert at(text, moment) == answer


def test_it_is_silent_after_what_was_told() -> None:
    """School holidays are known until a day: the page knows no more."""
    where = Where(Calendar("FR", ((datetime.date(2026, 12, 19), datetime.date(2026, 12, 31)),)), PARIS)
    first = compact.first_day(datetime.date(2026, 11, 24))
    hours = compact.hours(days("Mo-Fr 08:30-12:30; SH off", (), where, first, first + DAY * compact.DAYS), first)
    assert hours.endswith("<39")


def test_a_week_is_written_once() -> None:
    where = Where(Calendar("FR"), PARIS)
    first = datetime.date(2026, 11, 23)
    assert compact.hours(days("24/7", (), where, first, first + DAY * 70), first) == "0-1440"
    written = compact.hours(days("Mo-Fr 08:30-12:30,14:00-17:00; PH off", (), where, first, first + DAY * 70), first)
    assert written == "/".join(["510-750.840-1020"] * 5) + "//;32:;39:"


def test_the_clock_knows_its_changes() -> None:
    assert compact.clock(datetime.date(2026, 10, 19), PARIS) == "20745 70 120 29881500:60"
    assert compact.clock(datetime.date(2026, 11, 23), PARIS) == "20780 70 60"


def test_the_script_is_a_kilobyte() -> None:
    assert len(gzip.compress(SCRIPT.read_bytes(), 9, mtime=0)) <= 1024
