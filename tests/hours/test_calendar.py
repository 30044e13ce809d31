"""Holidays: those of the whole country, those of a part of it, those of schools."""

from __future__ import annotations

import datetime

import pytest

from livret.hours.calendar import Calendar, dated, expanded

DAY = datetime.date
YEAR = DAY(2027, 1, 1), DAY(2028, 1, 1)
NATIONAL = {
    DAY(2027, 1, 1), DAY(2027, 3, 29), DAY(2027, 5, 1), DAY(2027, 5, 6), DAY(2027, 5, 8), DAY(2027, 5, 17), DAY(2027, 7, 14), DAY(2027, 8, 15),
    DAY(2027, 11, 1), DAY(2027, 11, 11), DAY(2027, 12, 25),
}  # fmt: skip


@pytest.mark.parametrize(
    ("part", "extra"),
    [
        ("FR", set()),
        ("FR-57", {DAY(2027, 3, 26), DAY(2027, 12, 26)}),
        ("FR-67", {DAY(2027, 3, 26), DAY(2027, 12, 26)}),
        ("FR-68", {DAY(2027, 3, 26), DAY(2027, 12, 26)}),
        ("FR-971", {DAY(2027, 5, 27)}),
        ("FR-972", {DAY(2027, 5, 22)}),
        ("FR-973", {DAY(2027, 6, 10)}),
        ("FR-974", {DAY(2027, 12, 20)}),
        ("FR-976", {DAY(2027, 4, 27)}),
    ],
)
def test_each_part_of_france_has_its_own_days(part: str, extra: set[DAY]) -> None:
    assert dated(Calendar(part), "PH", *YEAR) == NATIONAL | extra


def test_another_country_has_other_days() -> None:
    assert DAY(2027, 10, 3) in dated(Calendar("DE"), "PH", *YEAR)
    assert DAY(2027, 7, 14) not in dated(Calendar("DE"), "PH", *YEAR)


def test_a_country_that_nobody_knows_has_none() -> None:
    assert dated(Calendar("XX"), "PH", *YEAR) == set()


def test_school_holidays_are_those_that_were_told() -> None:
    calendar = Calendar("FR", ((DAY(2026, 12, 30), DAY(2027, 1, 2)),))
    assert dated(calendar, "SH", *YEAR) == {DAY(2027, 1, 1), DAY(2027, 1, 2)}
    assert calendar.known_until == DAY(2027, 1, 3)
    assert Calendar().known_until is None


def test_an_expression_has_its_holidays_as_dates() -> None:
    begin, until = DAY(2026, 12, 20), DAY(2027, 1, 10)
    assert expanded("Mo-Fr 08:30-12:30; PH off", Calendar("FR-67"), begin, until) == (
        "Mo-Fr 08:30-12:30 ; 2026 Dec 25,2026 Dec 26,2027 Jan 1 off"
    )
    school = Calendar("FR", ((DAY(2026, 12, 30), DAY(2026, 12, 31)),))
    assert expanded("SH Mo-Fr 10:00-12:00", school, begin, until) == "2026 Dec 30,2026 Dec 31 Mo-Fr 10:00-12:00"
    assert expanded("Su,PH 10:00-12:00", Calendar(), begin, until) == "Su 10:00-12:00 ; 2026 Dec 25,2027 Jan 1 10:00-12:00"
    assert expanded("PH 10:00-12:00", Calendar(), DAY(2027, 2, 1), DAY(2027, 3, 1)) == "off"
