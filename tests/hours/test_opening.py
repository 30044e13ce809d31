"""What is open on given days: notices override hours, and what nobody can know is not told."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import pytest

from livret.hours.calendar import Calendar
from livret.hours.expression import whole_year
from livret.hours.opening import Open, Where, days, evenings
from livret.hours.week import week

DAY = datetime.date
WHERE = Where(Calendar("FR"), ZoneInfo("Europe/Paris"))
MONDAY = DAY(2026, 12, 21)
USUAL = (Open(510, 750),)


@dataclass(frozen=True)
class Notice:
    from_: DAY
    until: DAY
    closed: bool = False
    opening_hours: str | None = None


def of(expression: str, *notices: Notice, where: Where = WHERE, count: int = 7) -> list[tuple[Open, ...]]:
    return list(days(expression, notices, where, MONDAY, MONDAY + datetime.timedelta(days=count)))


def test_a_week_with_a_public_holiday() -> None:
    assert of("Mo-Fr 08:30-12:30; PH off") == [USUAL, USUAL, USUAL, USUAL, (), (), ()]


def test_a_part_of_france_has_more_of_them() -> None:
    here = Where(Calendar("FR-68"), WHERE.zone)
    assert of("Mo-Su 08:30-12:30; PH off", where=here) == [USUAL, USUAL, USUAL, USUAL, (), (), USUAL]


def test_a_notice_overrides_and_the_last_one_holds() -> None:
    closed = Notice(DAY(2026, 12, 22), DAY(2026, 12, 24), closed=True)
    other = Notice(DAY(2026, 12, 24), DAY(2026, 12, 24), opening_hours="10:00-11:00")
    assert of("Mo-Fr 08:30-12:30", closed, other)[:4] == [USUAL, (), (), (Open(600, 660),)]
    assert of("Mo-Fr 08:30-12:30", other, closed)[:4] == [USUAL, (), (), ()]


def test_a_message_alone_changes_no_hours() -> None:
    assert of("Mo-Fr 08:30-12:30", Notice(MONDAY, DAY(2026, 12, 31)))[0] == USUAL


def test_a_notice_that_began_before_and_ends_after() -> None:
    assert of("Mo-Su 08:30-12:30", Notice(DAY(2026, 12, 1), DAY(2027, 3, 1), closed=True)) == [()] * 7


def test_a_night_is_cut_at_midnight() -> None:
    assert of("Mo 22:00-02:00")[:2] == [(Open(1320, 1440),), (Open(0, 120),)]


def test_the_night_before_the_first_day_is_there() -> None:
    assert of("Su 22:00-02:00")[0] == (Open(0, 120),)


def test_school_holidays_are_known_as_far_as_they_were_told() -> None:
    told = Where(Calendar("FR", ((DAY(2026, 12, 19), DAY(2026, 12, 23)),)), WHERE.zone)
    assert of("Mo-Fr 08:30-12:30; SH off", where=told) == [(), (), ()]
    assert of("Mo-Fr 08:30-12:30; SH off") == []


def test_a_notice_of_days_that_nobody_knows_makes_none_known() -> None:
    assert of("SH off", Notice(MONDAY, MONDAY, closed=True)) == []


def test_an_open_end_is_not_known() -> None:
    assert of("Mo-Fr 18:00+") == []
    assert of("Mo-Su 10:00-12:00", Notice(DAY(2026, 12, 23), DAY(2026, 12, 24), opening_hours="18:00+")) == [(Open(600, 720),)] * 2


def test_the_sun_is_known_where_the_place_is() -> None:
    assert of("sunrise-sunset") == []
    grenoble = Where(Calendar(), WHERE.zone, (45.19, 5.72))
    (span,) = of("sunrise-sunset", where=grenoble)[0]
    assert (8 * 60 + 10, 16 * 60 + 45) < (span.begin, span.end) < (8 * 60 + 25, 17 * 60)


def test_not_sure_and_by_appointment_are_kept() -> None:
    assert of('Mo 08:00-09:00 unknown, Mo 10:00-11:00 "by appointment"')[0] == (
        Open(480, 540, "unknown"),
        Open(600, 660, appointment=True),
    )


@pytest.mark.parametrize(
    ("expression", "day", "spans"),
    [
        ("Mo-Fr 08:30-12:30; PH off; Dec 24 off", 0, USUAL),
        ("Fr 22:00-02:00", 4, (Open(1320, 1560),)),
        ("Fr 22:00-02:00", 5, ()),
        ("Su 22:00-02:00", 6, (Open(1320, 1560),)),
        ("Su 22:00-02:00", 0, ()),
        ("Mo-Su 18:00-24:00,00:00-02:00", 0, (Open(1080, 1560),)),
        ("Sa 12:00-24:00; Su 00:00-12:00", 6, (Open(0, 720),)),
        ("Mo-Fr 10:00-18:00; We 10:00-20:00", 2, (Open(600, 1200),)),
    ],
)
def test_the_usual_week(expression: str, day: int, spans: tuple[Open, ...]) -> None:
    assert week(expression)[day] == spans


def test_what_is_not_of_every_week_has_none() -> None:
    assert week("week 1-53/2 Tu 10:00-12:00; PH off") == ()


EVE = Notice(DAY(2026, 12, 24), DAY(2026, 12, 24), opening_hours="18:00-04:00")
NIGHT, MORNING = Open(1260, 1440), Open(0, 120)


def test_a_notice_over_midnight_ends_in_the_morning_after_and_leaves_the_night_before_whole() -> None:
    found = of("Mo-Su 21:00-02:00", EVE)
    assert found[2:5] == [(MORNING, NIGHT), (MORNING, Open(1080, 1440)), (Open(0, 240), NIGHT)]


@pytest.mark.parametrize(
    ("usual", "notice", "expected"),
    [
        ("Mo-Fr 09:00-12:00", EVE, [(Open(540, 720),), (Open(1080, 1440),), (Open(0, 240), Open(540, 720))]),
        ("Mo-Su 21:00-02:00", Notice(DAY(2026, 12, 24), DAY(2026, 12, 24), closed=True), [(MORNING, NIGHT), (MORNING,), (NIGHT,)]),
        (
            "Mo-Su 21:00-02:00",
            Notice(DAY(2026, 12, 24), DAY(2026, 12, 24), opening_hours="09:00-12:00"),
            [(MORNING, NIGHT), (MORNING, Open(540, 720)), (NIGHT,)],
        ),
        (
            "Mo-Su 09:00-12:00",
            Notice(DAY(2026, 12, 23), DAY(2026, 12, 24), opening_hours="20:00-11:00"),
            [(Open(1200, 1440),), (Open(0, 660), Open(1200, 1440)), (Open(0, 720),)],
        ),
        ("24/7", Notice(DAY(2026, 12, 24), DAY(2026, 12, 24), closed=True), [(Open(0, 1440),), (), (Open(0, 1440),)]),
    ],
)
def test_what_begins_on_the_days_of_a_notice_is_the_notice_s(usual: str, notice: Notice, expected: list[tuple[Open, ...]]) -> None:
    assert of(usual, notice)[2:5] == expected


def test_the_last_night_of_a_notice_that_ended_yesterday_is_there() -> None:
    sunday = DAY(2026, 12, 20)
    assert of("Mo-Fr 09:00-12:00", Notice(sunday, sunday, opening_hours="22:00-03:00"))[0] == (Open(0, 180), Open(540, 720))
    assert of("Mo-Su 22:00-02:00", Notice(sunday, sunday, closed=True))[0] == (Open(1320, 1440),)


def test_a_night_is_one_span_of_its_evening() -> None:
    assert evenings("Mo-Su 21:00-02:00", (EVE,), WHERE, DAY(2026, 12, 23), DAY(2026, 12, 26)) == (
        (Open(1260, 1560),),
        (Open(1080, 1680),),
        (Open(1260, 1560),),
    )


@pytest.mark.parametrize("text", ["week 1-52/2 Tu", "week 1-51/2 Tu", "week 01-53/2 Tu", "week 1-53/2 Tu"])
def test_odd_weeks_are_those_of_a_long_year_too(text: str) -> None:
    found = days(whole_year(f"{text} 10:00-12:00"), (), WHERE, DAY(2026, 12, 14), DAY(2027, 1, 13))
    assert [number for number, day in enumerate(found) if day] == [1, 15, 22]  # weeks 51, 53 and 1


@pytest.mark.parametrize("text", ["week 2-52/2 Tu", "week 2-53/2 Tu", "week 02-51/2 Tu"])
def test_even_weeks_are_all_of_them(text: str) -> None:
    found = days(whole_year(f"{text} 10:00-12:00"), (), WHERE, DAY(2026, 12, 14), DAY(2027, 1, 13))
    assert [number for number, day in enumerate(found) if day] == [8, 29]  # weeks 52 and 2


def test_what_is_no_every_other_week_is_as_it_was() -> None:
    for text in ("week 1-52 Tu 10:00-12:00", "week 10-20 Mo 10:00-12:00", "week 1,2-5 Mo 10:00-12:00", "Mo-Fr 08:30-12:30; PH off"):
        assert whole_year(text) == text
    assert whole_year("Mo 10:00-11:00, week 1-52/2 Tu 10:00-12:00") == "Mo 10:00-11:00, week 1-53/2 Tu 10:00-12:00"
