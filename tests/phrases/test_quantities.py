"""Dates, periods, prices, sizes and numbers in every language of the site: what a reader of another script can read."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import get_args

import guide
import pytest
import yaml
from conftest import ROOT

from livret.editions.edition import Edition
from livret.languages import language, sound
from livret.phrases import quantities
from livret.phrases.timetable import day_names, in_a_line
from livret.pipeline import Options, translate
from livret.problems import Report
from livret.schema.facts import DeadlineFact, PriceFact

TAGS = yaml.safe_load((ROOT / "content/site.yaml").read_text(encoding="utf-8"))["languages"]
OTHERS = [tag for tag in TAGS if language(tag).script != "Latn"]
UNITS = get_args(DeadlineFact.model_fields["unit"].annotation)
COUNTS = [*range(1, 32), 45, 48, 72, 90, 100, 111, 120, 1000, 10_000]
HOURS = ["Mo-Fr 08:30-12:30,14:00-17:00; PH off", "Jan-Apr Mo[1] 09:00-10:00", "May 01-Jun 30 Tu 09:00-10:00", "Jul-Dec 09:00-10:00", "2026 Aug 03 off",
         "Su[-1] 10:00-12:00", "week 1-53/2 Tu 09:00-10:00", "SH 09:00-12:00", "24/7", "easter off", "sunrise-sunset"]  # fmt: skip


def edition(tag: str) -> Edition:
    return guide.editions()[tag]


def period(edition: Edition, count: int, unit: str) -> str:
    return quantities.period(edition, DeadlineFact(value=count, unit=unit, example=True), edition.language)


def price(edition: Edition, amount: str, currency: str, per: str | None) -> str:
    return quantities.price(edition, PriceFact(amount=Decimal(amount), currency=currency, per=per, example=True), edition.language)


def said(edition: Edition) -> Iterator[str]:
    """Whatever a reader is told in figures, in every unit and width that Livret has."""
    yield from (period(edition, count, unit) for unit in UNITS for count in COUNTS)
    days = [datetime.date(2024, 1, 1) + datetime.timedelta(days=number) for number in range(366)]
    yield from (quantities.date(edition, day) for day in days)
    yield from (quantities.day_of_year(edition, day) for day in days)
    yield from (quantities.size(edition, count) for count in (1, 999, 5_000, 139_500, 999_600, 1_234_567, 25_000_000))
    yield from (price(edition, amount, "EUR", per) for amount in ("8", "6.80", "1200.5") for per in (None, "day", "month", "year"))
    yield from (name for width in ("wide", "abbreviated") for name in day_names(edition, width))
    yield from (in_a_line(edition, hours) for hours in HOURS)
    yield from (quantities.phone(edition, "+33465710012;ext=34"), edition.say("Fax"), edition.say("{number} km", number=3))


@pytest.mark.parametrize("tag", OTHERS)
def test_no_latin_letter_and_no_slash_reaches_a_reader_of_another_script(tag: str) -> None:
    assert [words for words in said(edition(tag)) if re.search("[A-Za-z/]", words)] == []


@pytest.mark.parametrize("tag", TAGS)
def test_each_number_is_there_or_is_a_word(tag: str) -> None:
    """Arabic says one and two as words, all others as figures; a date has its day and its year."""
    own = edition(tag)
    for count in COUNTS[:30]:
        for unit in UNITS:
            assert str(count) in period(own, count, unit) or (tag == "ar" and count < 3), (unit, count)
    for month in range(1, 13):
        words = quantities.date(own, datetime.date(2027, month, 24))
        assert "24" in words
        assert "2027" in words
    assert len({quantities.day_of_year(own, datetime.date(2024, month, 1)) for month in range(1, 13)}) == 12


@pytest.mark.parametrize("tag", [tag for tag in TAGS if tag != "en"])
def test_every_one_of_them_is_a_message_that_a_translator_has(tag: str) -> None:
    """English stands in the code; of all others nothing is left to CLDR or to English."""
    forms = edition(tag).look("interface")
    wanted = {*quantities._DATES, *quantities._DAYS, *(f"{{number}} {unit}" for unit in UNITS)}
    wanted |= {"{number} kB", "{number} MB", "{number} km", "{number} ext. {extension}", "Fax", "SMS", "TTY"}
    assert sorted(text for text in wanted if not all(forms.get(text, ("",)))) == []


@pytest.mark.parametrize(
    ("tag", "count", "unit", "words"),
    [
        ("ti", 1, "month", "1 ወርሒ"),
        ("ti", 2, "month", "2 ኣዋርሕ"),
        ("ps", 48, "hour", "48 ساعته"),
        ("ar", 2, "month", "شهران"),
        ("uk", 21, "day", "21 день"),
        ("uk", 5, "month", "5 місяців"),
        ("fr", 1000, "day", "1 000 jours"),
        ("en", 1, "week", "1 week"),
    ],
)
def test_periods(tag: str, count: int, unit: str, words: str) -> None:
    assert re.sub("[\u00a0\u202f]", " ", period(edition(tag), count, unit)) == words


def test_a_price_has_the_sign_of_its_currency() -> None:
    assert price(edition("uk"), "6.80", "EUR", None) == "6,80\u00a0€"
    assert price(edition("uk"), "10", "EUR", None) == "10\u00a0€"
    assert price(edition("uk"), "6.80", "CHF", None) == "6,80\u00a0CHF", "a currency without a sign has its code"
    assert price(edition("ar"), "6.80", "MAD", None) == "\u200f6.80\u00a0د.م.\u200f"


@pytest.mark.parametrize(
    ("tag", "words", "kept"),
    [
        ("ps", "2 h", False),
        ("ti", "1/ወርሒ", False),
        ("fr", "2 h", True),
        ("fr", "1/mois", False),
        ("ru", "5 кБ", True),
        ("sq", "M09 2027", False),
        ("am", "5 kB", False),
        ("am", "21 ቀናት", True),
    ],
)
def test_what_cldr_slips_in_is_not_said(tag: str, words: str, kept: bool) -> None:
    assert sound(tag, words) == (words if kept else "")


def without_catalog(tag: str, folder: Path) -> Edition:
    """The edition of a language that has no catalog of the interface."""
    site = folder / "content/site.yaml"
    site.write_text(
        site.read_text(encoding="utf-8").replace("languages: [fr, ar]", f"languages: [fr, ar, {tag}]"), encoding="utf-8"
    )
    return translate(Options(folder, folder / "public", pdf=False), Report())[1][tag]


def test_a_language_without_a_catalog_has_what_cldr_has_of_it(sound: Path) -> None:
    own = without_catalog("am", sound)
    assert period(own, 21, "day") == "21 ቀናት"
    assert quantities.date(own, datetime.date(2027, 9, 1)) == "1 ሴፕቴምበር 2027"
    assert quantities.size(own, 5000) == "5 ኪባ"


def test_what_cldr_has_in_latin_letters_is_said_in_english_as_all_that_has_no_translation(sound: Path) -> None:
    assert quantities.size(without_catalog("ur", sound), 5000) == "5 kB"


def test_a_translator_has_the_last_word(sound: Path) -> None:
    own = sound / "translations/ti/interface.po"
    own.parent.mkdir(parents=True)
    text = (ROOT / "translations/ti/interface.po").read_text(encoding="utf-8")
    own.write_text(text.replace("{number} ኣዋርሕ", "{number} ወርሕታት"), encoding="utf-8")
    assert period(without_catalog("ti", sound), 3, "month") == "3 ወርሕታት"


@pytest.mark.parametrize(
    ("tag", "words"),
    [("fr", "+33 4 65 71 00 12 poste 34"), ("ar", "+33 4 65 71 00 12 تحويلة \u200e34"), ("uk", "+33 4 65 71 00 12 дод. 34")],
)
def test_an_extension_is_said_in_the_language_of_the_reader(tag: str, words: str) -> None:
    """Between a number that is read from the left and its extension, an Arabic word would draw the extension to the wrong side."""
    assert quantities.phone(edition(tag), "+33465710012;ext=34") == words
    assert quantities.phone(edition(tag), "115") == "115"
    assert quantities.phone(edition(tag), "116006") == "116 006"
