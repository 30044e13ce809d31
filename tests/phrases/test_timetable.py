"""Hours in words: what French says, every language says, with the same times, each isolated."""

from __future__ import annotations

import re

import pytest
from expressions import ENTRIES, edition, plain

from livret.model import Isolate
from livret.phrases.timetable import Timetable, Words, clock, timetable

SAID = [text for text, lines in ENTRIES.items() if not lines[0].startswith("hours-")]
TAGS = ["fr", "en", "ar", "prs", "ps", "ti", "uk", "ru", "sq", "ka", "pt", "es"]
TIME = re.compile(r"\d\d:\d\d")


def lines(table: Timetable) -> list[Words]:
    return [*table.short, *table.others]


@pytest.mark.parametrize("tag", TAGS)
def test_every_language_says_the_same_times(tag: str) -> None:
    for text in SAID:
        own, french = lines(timetable(edition(tag), text)), lines(timetable(edition("fr"), text))
        assert [TIME.findall(plain(line)) for line in own] == [TIME.findall(plain(line)) for line in french], text


@pytest.mark.parametrize("tag", TAGS)
def test_every_time_is_isolated_and_every_place_filled(tag: str) -> None:
    for text in SAID:
        for line in lines(timetable(edition(tag), text)):
            outside = "".join(node.text for node in line if not isinstance(node, Isolate))
            assert not TIME.search(outside), text
            assert not re.search(r"[{}]|\d–\d", outside), text


def test_the_table_has_seven_days() -> None:
    table = timetable(edition("fr"), "Mo-Fr 08:30-12:30,14:00-17:00; Sa off")
    assert [(day, [plain(span) for span in spans]) for day, spans in table.week[4:]] == [
        ("vendredi", ["08:30–12:30", "14:00–17:00"]),
        ("samedi", []),
        ("dimanche", []),
    ]
    assert not table.always


def test_day_and_night_needs_no_table() -> None:
    table = timetable(edition("fr"), "24/7; PH off")
    assert table.always
    assert table.week == ()


def test_what_has_no_usual_week_has_no_table() -> None:
    assert timetable(edition("fr"), "week 1-53/2 Tu 10:00-12:00").week == ()


def test_midnight_is_the_end_of_a_day() -> None:
    assert [clock(minutes) for minutes in (0, 510, 1440, 1441, 1560)] == ["00:00", "08:30", "24:00", "00:01", "02:00"]
