"""Dates, periods, prices and sizes in words: messages of the interface, so that a translator reads and mends them.

Where a catalog lacks one – a language of which Livret has none – CLDR says it, but for what CLDR has only in Latin letters or as a
formula (`livret.languages.sound`): that is said in English, as every message without a translation.
"""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from functools import lru_cache

import phonenumbers
from babel.dates import format_date, format_skeleton, format_timedelta
from babel.numbers import format_currency, format_decimal
from babel.units import format_unit

from livret import limits
from livret.catalogs.interface import N_
from livret.editions.edition import Edition
from livret.languages import currency_sign, day_number, locale, sound
from livret.model import Language
from livret.schema.facts import DeadlineFact, PriceFact

_DATES = (
    N_("January {day}, {year}"),
    N_("February {day}, {year}"),
    N_("March {day}, {year}"),
    N_("April {day}, {year}"),
    N_("May {day}, {year}"),
    N_("June {day}, {year}"),
    N_("July {day}, {year}"),
    N_("August {day}, {year}"),
    N_("September {day}, {year}"),
    N_("October {day}, {year}"),
    N_("November {day}, {year}"),
    N_("December {day}, {year}"),
)
_DAYS = (
    N_("January {day}"),
    N_("February {day}"),
    N_("March {day}"),
    N_("April {day}"),
    N_("May {day}"),
    N_("June {day}"),
    N_("July {day}"),
    N_("August {day}"),
    N_("September {day}"),
    N_("October {day}"),
    N_("November {day}"),
    N_("December {day}"),
)
_HOURS = {"hour": 1, "day": 24, "week": 7 * 24, "month": 30 * 24, "year": 365 * 24}
_KILO, _MEGA = 1000, 1_000_000
_HARMONISED = re.compile(
    r"\A(116)(\d{3})\Z"
)  # Europe's numbers of social value (Commission Decision 2007/116/EC), which are written so


def date(edition: Edition, day: datetime.date, reader: Language | None = None) -> str:
    """24 novembre 2026, in the edition's language or another."""
    reader = reader or edition.language
    otherwise = _date(reader.tag, day)
    return edition.say_in(reader, _DATES[day.month - 1], otherwise, day=day_number(reader.tag, day.day), year=day.year)


def day_of_year(edition: Edition, day: datetime.date) -> str:
    """24 novembre, of every year."""
    otherwise = _day(edition.language.tag, day)
    return edition.say_in(edition.language, _DAYS[day.month - 1], otherwise, day=day_number(edition.language.tag, day.day))


@lru_cache(maxsize=1 << 12)
def _date(tag: str, day: datetime.date) -> str:
    return sound(tag, format_date(day, "long", locale=locale(tag)))


@lru_cache(maxsize=1 << 12)
def _day(tag: str, day: datetime.date) -> str:
    return sound(tag, format_skeleton("MMMMd", day, locale=locale(tag)))


def period(edition: Edition, fact: DeadlineFact, reader: Language) -> str:
    """21 jours."""
    count, otherwise = fact.value, _period(reader.tag, fact.value, fact.unit)
    number = format_decimal(count, locale=locale(reader.tag))
    match fact.unit:
        case "hour":
            return edition.say_many_in(reader, "{number} hour", "{number} hours", count, otherwise, number=number)
        case "day":
            return edition.say_many_in(reader, "{number} day", "{number} days", count, otherwise, number=number)
        case "week":
            return edition.say_many_in(reader, "{number} week", "{number} weeks", count, otherwise, number=number)
        case "month":
            return edition.say_many_in(reader, "{number} month", "{number} months", count, otherwise, number=number)
        case "year":
            return edition.say_many_in(reader, "{number} year", "{number} years", count, otherwise, number=number)


@lru_cache(maxsize=1 << 10)
def _period(tag: str, count: int, unit: str) -> str:
    """Babel's `format_unit` knows the plurals of fewer languages than `format_timedelta`."""
    span = datetime.timedelta(hours=count * _HOURS[unit])
    return sound(tag, str(format_timedelta(span, granularity=unit, threshold=1000, locale=locale(tag))))  # type: ignore[arg-type]


def money(amount: Decimal, currency: str, reader: Language) -> str:
    """6,80 €: no cents where there are none. `currency` is an ISO 4217 code."""
    form = locale(reader.tag).currency_formats["standard"].pattern
    if amount == amount.to_integral_value():
        said = format_currency(amount, currency, form.replace(".00", ""), locale=locale(reader.tag), currency_digits=False)
    else:
        said = format_currency(amount, currency, locale=locale(reader.tag))
    return str(said).replace(currency, currency_sign(reader.tag, currency))


def price(edition: Edition, fact: PriceFact, reader: Language) -> str:
    """6,80 € par jour."""
    amount = money(fact.amount, fact.currency, reader)
    match fact.per:
        case "day":
            return edition.say_in(reader, "{price} per day", price=amount)
        case "month":
            return edition.say_in(reader, "{price} per month", price=amount)
        case "year":
            return edition.say_in(reader, "{price} per year", price=amount)
        case None:
            return amount


def size(edition: Edition, count: int) -> str:
    """Bytes as a phone shows them: whole kilobytes, or megabytes with one digit."""
    reader = edition.language
    if (kilo := max(1, round(count / _KILO))) < _KILO:
        return edition.say_in(reader, "{number} kB", _size(reader.tag, kilo, "kilobyte"), number=kilo)
    mega = round(count / _MEGA, 1)
    number = format_decimal(mega, format="0.#", locale=locale(reader.tag))
    return edition.say_in(reader, "{number} MB", _size(reader.tag, mega, "megabyte"), number=number)


def _size(tag: str, count: float, unit: str) -> str:
    return sound(tag, str(format_unit(count, f"digital-{unit}", "short", format="0.#", locale=locale(tag))))


def phone(edition: Edition, number: str, reader: Language | None = None) -> str:
    """+33 4 65 71 00 12 for +33465710012, with “poste 34” behind it for `;ext=34`; 116 006 for 116006; another short number as it is.

    It is read from left to right in every language. In a language that is not, U+200E behind its word keeps the extension there.
    """
    dialled, _, extension = number.partition(";ext=")
    if not extension:
        return _spaced(dialled)
    reader = reader or edition.language
    mark = "\u200e" if reader.direction == "rtl" else ""
    return edition.say_in(reader, "{number} ext. {extension}", number=_spaced(dialled), extension=f"{mark}{extension}")


@lru_cache(maxsize=limits.EXPRESSIONS)
def _spaced(number: str) -> str:
    if not number.startswith("+"):
        return _HARMONISED.sub(r"\1 \2", number)
    return phonenumbers.format_number(phonenumbers.parse(number), phonenumbers.PhoneNumberFormat.INTERNATIONAL)
