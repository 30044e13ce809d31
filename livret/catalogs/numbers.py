"""Numbers of a text: in digits of any script, and in the words that a translation may write in digits."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from math import prod
from typing import NamedTuple

from livret.catalogs import number_words

# What one word says in most languages: « 3 ans » is ሰለስተ ዓመት, « 2 enfants » is طفلان. From thirteen on, a number that is not there was lost.
_ONE_WORD = 12
_DIGITS = re.compile(r"\d+")
_THOUSANDS = re.compile(r"(?<!\d)\d{1,3}(?:[ .,'’\u00a0\u202f\u066c]\d{3})+(?!\d)|\d+")
_GROUPS = re.compile(r"\d(?:[ .,'’\u00a0\u202f\u066c/-]?\d)*")
_DATE = re.compile(r"(?<!\d)\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}(?!\d)")
_NUMERAL = re.compile("[\\d\u1369-\u137c]")
_ETHIOPIC = re.compile("[\u1369-\u137c]+")
_WORD = re.compile(r"[^\W\d_]+")
# Parts, which are written with two numbers: 1/2.
_PARTS = {
    "demi": (1, 2), "demie": (1, 2), "moitié": (1, 2), "tiers": (1, 3), "quart": (1, 4), "half": (1, 2), "third": (1, 3), "quarter": (1, 4),
}  # fmt: skip
_ROMAN = re.compile(r"\b[IVXLCM]{1,7}(?=(?:er?|re|ème|th|st|nd|rd)?\b)")
_ROMAN_SIGNS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "M": 1000}
_HAN = re.compile("[〇零一二三四五六七八九十百千万両两]+")
_HAN_SIGNS = dict(zip("〇零一二三四五六七八九两両", (0, 0, *range(1, 10), 2, 2), strict=True))
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10000}
# « jour et nuit » is 24/7 elsewhere, and the other way round.
_ALWAYS = re.compile(
    r"\b(?:jour et nuit|nuit et jour|day and night|24 ?h(?:eures)? ?(?:/|sur) ?24|24 ?/ ?7|7 ?j(?:ours)? ?(?:/|sur) ?7)\b",
    re.IGNORECASE,
)
_ROUND_THE_CLOCK = frozenset([24, 7])


def differ(source: str, translation: str, language: str, spoken: str = "") -> bool:
    """Whether the translation has a number that the source has not, or lacks one that no single word says.

    `language` is the tag of the source, `spoken` that of the translation. « 1 234 » is 1,234 in English and « 04 65 71 00 12 » may be written without spaces: what is the same
    in one of three ways to read it is the same.
    """
    before, after = _ascii(source), _ascii(translation)
    if _DIGITS.findall(before) == _DIGITS.findall(after):
        return False
    if _turned(before, after):
        return True
    said = {*_numbers_in_words(source, language), *_in_signs(source)} | (_ROUND_THE_CLOCK if _ALWAYS.search(source) else set())
    said_there = {*_numbers_in_words(translation, spoken), *_in_signs(translation)}
    return all(_differ(read(before), read(after), _Said(said, said_there, language)) for read in _READINGS)


def _turned(before: str, after: str) -> bool:
    """Whether a date has its day and month in each other's place: 03/05/2026 for 05/03/2026; 2026-03-05 is the same day."""
    dates = [_numbers_of(date) for date in _DATE.findall(before)]
    same = {each for date in dates for each in (date, date[::-1])}
    return any(
        date not in same and any(sorted(date) == sorted(each) for each in dates) for date in map(_numbers_of, _DATE.findall(after))
    )


def _numbers_of(date: str) -> tuple[int, ...]:
    return tuple(map(int, _DIGITS.findall(date)))


def there(text: str) -> bool:
    """Whether a text has a digit, of any script."""
    return bool(_NUMERAL.search(text))


def listed(text: str) -> str:
    """The numbers of a text for a problem's words: 3, 16."""
    return ", ".join(_DIGITS.findall(_ascii(text))) or "–"


class _Said(NamedTuple):
    """The numbers that a source and its translation say in words, and the language of the source."""

    source: set[int]
    translation: set[int]
    language: str


def _differ(before: Counter[int], after: Counter[int], said: _Said) -> bool:
    extra, lost = set(after) - set(before), set(before) - set(after) - said.translation
    if lost and after - before:  # one number has become another
        return True
    unsaid = (extra | lost) - said.source
    return any(number > _ONE_WORD for number in unsaid) or (bool(extra & unsaid) and said.language in number_words.COMPLETE)


def _read_as(pattern: re.Pattern[str]) -> Callable[[str], Counter[int]]:
    """The numbers of a text as `pattern` groups its digits. The noughts of a full hour – 8 h, 08:00 – are none."""

    def read(text: str) -> Counter[int]:
        return Counter(int(re.sub(r"\D", "", found)) for found in pattern.findall(text) if found != "00")

    return read


_READINGS = (_read_as(_DIGITS), _read_as(_THOUSANDS), _read_as(_GROUPS))


def _ascii(text: str) -> str:
    """The text with the digits of every script as 0 to 9."""
    if text.isascii():
        return text
    text = _ETHIOPIC.sub(lambda found: str(_ethiopic(found[0])), text)
    return _DIGITS.sub(lambda found: "".join(str(unicodedata.digit(c)) for c in found[0]), text)


def _ethiopic(signs: str) -> int:
    """፲፭ is 15, ፳፻፲፭ is 2015: tens and units are added, ፻ and ፼ multiply what is before them."""
    total = below = 0
    for sign in signs:
        value = int(unicodedata.numeric(sign))
        if value >= 100:  # noqa: PLR2004
            total, below = total + (below or 1) * value, 0
        else:
            below += value
    return total + below


def _in_signs(text: str) -> Iterator[int]:
    """Numbers in signs that are no digits: XXe, 十五."""
    yield from (_roman(found[0]) for found in _ROMAN.finditer(text))
    yield from (_han(found[0]) for found in _HAN.finditer(text))


def _roman(signs: str) -> int:
    values = [_ROMAN_SIGNS[sign] for sign in signs]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def _han(signs: str) -> int:
    """十五 is 15, 二百 is 200, 二〇二六 is 2026."""
    if not any(sign in _HAN_UNITS for sign in signs):
        return int("".join(str(_HAN_SIGNS[sign]) for sign in signs))
    total = digit = 0
    for sign in signs:
        if sign in _HAN_UNITS:
            total, digit = total + (digit or 1) * _HAN_UNITS[sign], 0
        else:
            digit = _HAN_SIGNS[sign]
    return total + digit


def _numbers_in_words(text: str, language: str) -> Iterator[int]:
    """The numbers that a text says in words; neighbours give their sum and product too: vingt-quatre, quatre-vingts."""
    if not number_words.known(language):
        return
    run: list[int] = []
    for word in _WORD.findall(number_words.spelt(text, language).casefold()):
        yield from _PARTS.get(word, ())
        if (value := number_words.number(word, language)) is not None:
            run.append(value)
            yield from (run[-1], sum(run), prod(run))
        elif word not in number_words.AND:
            run = []
