"""Masking: what could tell who wrote, or of whom, gives place to a word in brackets before anything is stored.

Too much is masked rather than too little, and a person reads it all the same. What the site itself publishes stays: that a number of ours is
wrong is what readers are asked for.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from babel.dates import get_month_names

from livret.languages import locale

_EMAIL = re.compile(r"[\w.+%'-]+ ?(?:@|[(\[]at[)\]]|arobase) ?[\w-]+(?:\.[\w-]+)+|(?<!\w)@\w[\w.]{2,}")
_FIGURES = re.compile(r"[+(]{0,2}\d(?:[\s().+/–-]{0,3}\d){5,}")  # six and more: of a phone, a file, a card
_MIXED = re.compile(r"(?<!\w)(?=[a-z0-9/-]*[a-z])(?:[a-z/-]*\d){5,}[a-z0-9/-]*")  # AB123456
_DAY = re.compile(r"(?<!\d)(?:\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d{2})|\d{4}([/.-])\d{1,2}\2\d{1,2})(?!\d)")
_TIME = r"(?:[01]?\d|2[0-4])[h:.](?:[0-5]\d)?"
_HOURS = re.compile(rf"{_TIME}(?:[-–/]{_TIME})+")  # 8h30-12h30 has six figures too
_NATIONAL = 9  # digits in which a number is the same at home and from abroad
# Streets, as letters and pages of people who live in France name them; in Arabic, Persian and Pashto, Ukrainian, Russian, Albanian, Georgian, and more.
_WAYS = [
    "rue",
    "avenue",
    "av",
    "bd",
    "bld",
    "boulevard",
    "place",
    "pl",
    "chemin",
    "ch",
    "allee",
    "impasse",
    "imp",
    "cours",
    "quai",
    "route",
    "rte",
    "square",
    "passage",
    "montee",
    "residence",
    "lotissement",
    "street",
    "st",
    "road",
    "rd",
    "lane",
    "calle",
    "avenida",
    "plaza",
    "rua",
    "travessa",
    "rruga",
    "вул",
    "вулиця",
    "ул",
    "улица",
    "проспект",
    "просп",
    "ქუჩა",
    "ქ",
    "شارع",
    "نهج",
    "خیابان",
    "سړک",
]
_WAY = "|".join(sorted(map(re.escape, _WAYS), key=len, reverse=True))
_TOWN = r"(?:\s*,?\s*\d{5}\s+[^\W\d_][\w'-]*(?:[ -][^\W\d_][\w'-]*){0,2})?"
_ADDRESS = re.compile(
    rf"(?<!\w)\d{{1,4}}\s*(?:bis|ter|quater|[a-d](?!\w))?\s*,?\s*(?:{_WAY})(?!\w)\.?(?:[ ][^\s\d,.;:!?]+){{1,5}}{_TOWN}"
    rf"|(?<!\w)(?:{_WAY})(?!\w)\.?(?:[ ][^\s\d,.;:!?]+){{1,4}}\s*,?\s*\d{{1,4}}(?!\d)(?:\s*(?:bis|ter))?{_TOWN}"
)
_LONG = 6  # letters of a name from which on it may have another ending: many languages inflect names
_SHORTEST = 3


class Span(NamedTuple):
    start: int
    end: int
    what: str


@dataclass(frozen=True)
class Known:
    """What is known: the `names` of people, which are masked; `numbers` and `texts` that the site publishes – phones, addresses –, which stay.
    `languages` are those in which a month may be named."""

    names: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    texts: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    @cached_property
    def public(self) -> frozenset[str]:
        return frozenset(figures(number)[-_NATIONAL:] for number in self.numbers)

    @cached_property
    def streets(self) -> tuple[str, ...]:
        return tuple(map(seen, self.texts))

    @cached_property
    def name(self) -> re.Pattern[str] | None:
        """Every name and each of its parts, particles left out. Where letters are joined in front – in Arabic “and Farid” is one word – it is
        found inside words."""
        every = {part for name in self.names for part in re.split(r"[\s-]+", name) if len(part) >= _SHORTEST and not part.islower()}
        parts = {seen(name) for name in self.names | every if name.strip()}
        return re.compile("|".join(map(_as_word, sorted(parts, key=len, reverse=True)))) if parts else None

    @cached_property
    def date(self) -> re.Pattern[str]:
        """A day with its month in words, in any of the languages."""
        months = {
            seen(name).strip(".")
            for tag in self.languages
            for width in ("wide", "abbreviated")
            for context in ("format", "stand-alone")
            for name in get_month_names(width, context, locale(tag)).values()
        }
        month = "|".join(sorted((re.escape(each) for each in months if not each.isdecimal()), key=len, reverse=True)) or "(?!)"
        return re.compile(
            rf"(?<!\d)\d{{1,2}}(?:er|st|nd|rd|th|e)?\.?\s+(?:de\s+)?(?:{month})\.?\s+(?:de\s+)?\d{{4}}(?!\d)"
            rf"|(?<!\w)(?:{month})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\s*,?\s+\d{{4}}(?!\d)"
        )


_APOSTROPHES = "\u2019\u02bc\u2018"  # as phones and people write it


def seen(text: str) -> str:
    """A text as it is searched, sign for sign as long: small letters without accents, digits of every script as ours, any space a space,
    any apostrophe one."""
    return "".join(map(_plain, text))


def _plain(sign: str) -> str:
    if (digit := unicodedata.decimal(sign, None)) is not None:
        return str(digit)
    if unicodedata.category(sign) == "Cf":  # nobody sees it, and it must not hide a number
        return "-"
    if sign.isspace():
        return " " if sign != "\n" else sign
    if sign in _APOSTROPHES:
        return "'"
    base = unicodedata.normalize("NFKD", sign)[:1].lower()
    return base if len(base) == 1 else sign


def _as_word(name: str) -> str:
    before = r"(?<!\w)" if name[0] < "\u0590" or name[0] > "\u08ff" else ""
    stem, ending = (name[:-1], r"\w{1,4}") if len(name) >= _LONG else (name, "")
    return f"{before}{re.escape(stem)}{ending}(?!\\w)"


def figures(text: str) -> str:
    """The digits of a text."""
    return "".join(sign for sign in seen(text) if sign.isdecimal())


def mask(text: str, known: Known) -> tuple[str, Counter[str]]:
    """The text with what was found masked, and how often each kind was."""
    found, at = Counter[str](), 0
    pieces: list[str] = []
    for start, end, what in _joined(_spans(seen(text), known)):
        pieces += (text[at:start], f"[{what}]")
        found[what] += 1
        at = end
    return "".join((*pieces, text[at:])), found


def _spans(text: str, known: Known) -> Iterator[Span]:
    """Everything that is found in a text as it is searched; the first of those that overlap says what it is."""
    yield from (Span(*each.span(), "e-mail") for each in _EMAIL.finditer(text))
    yield from (Span(*each.span(), "address") for each in _ADDRESS.finditer(text) if not each[0].startswith(known.streets))
    for pattern in (_DAY, known.date):
        yield from (Span(*each.span(), "date") for each in pattern.finditer(text))
    for pattern in (_FIGURES, _MIXED):
        yield from (Span(*each.span(), "number") for each in pattern.finditer(text) if not _is_told(each[0], known))
    if known.name:
        yield from (Span(*each.span(), "name") for each in known.name.finditer(text))


def _is_told(written: str, known: Known) -> bool:
    """Whether figures are a number that the site publishes, or hours."""
    return figures(written)[-_NATIONAL:] in known.public or bool(_HOURS.fullmatch(written))


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Those that overlap as one."""
    last: Span | None = None
    for each in sorted(spans, key=lambda span: (span.start, -span.end)):
        if last and each.start < last.end:
            last = last._replace(end=max(last.end, each.end))
        else:
            if last:
                yield last
            last = each
    if last:
        yield last
