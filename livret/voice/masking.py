"""Masking: what could tell who wrote, or of whom, gives place to a word in brackets before anything is stored.

Too much is masked rather than too little, and a person reads it all the same. What the site itself publishes stays: that a number of ours is
wrong is what readers are asked for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from babel.dates import get_month_names

from livret.languages import locale
from livret.voice.known_names import Names
from livret.voice.searched import figures, folded
from livret.voice.spelled import FIGURES, spelled

_AT = r"(?:\s?@\s?|\s?[(\[{<]\s?(?:at|a|arobase)\s?[)\]}>]\s?|\s?arobas[ek]?\s?)"
_DOT = r"(?:\s?\.\s?|\s?[(\[{<]\s?(?:dot|point|\.)\s?[)\]}>]\s?|\s(?:dot|point|punto|ponto)\s)"
_DOMAIN = rf"[\w-]+(?:{_DOT}[\w-]+)*{_DOT}[^\W\d_]{{2,}}"
_NAMED = r"[\w-]+(?:(?:\.|\s(?:dot|point)\s)[\w-]+)*(?:\.|\s(?:dot|point)\s)[^\W\d_]{2,}"  # behind “at”, which is a word, too
_EMAIL = re.compile(
    rf"[\w+%'-]+(?:{_DOT}[\w+%'-]+)*(?:{_AT}{_DOMAIN}|\s?@\s?[\w-]{{2,}})|[\w.+%'-]+ at {_NAMED}|(?<!\w)@\w[\w.]{{2,}}"
)
# Where somebody is found on what others own.
_ACCOUNT = re.compile(
    r"(?<!\w)(?:https?://)?(?:[\w-]+\.)*(?:(?:t|wa|m)\.me|(?:facebook|fb|instagram|tiktok|twitter|x|linkedin|vk|snapchat|telegram)\.com?)/\S+"
)
_MIXED = re.compile(r"(?<!\w)(?=[a-z0-9/-]*[a-z])(?:[a-z/-]*\d){5,}[a-z0-9/-]*")  # AB123456
_IBAN = re.compile(r"(?<!\w)[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){2,7}(?: ?[a-z0-9]{1,3})?(?!\w)")
_SIGNED = re.compile(r"(?<!\w)[a-z]{2}-\d{3}-[a-z]{2}(?!\w)|[a-z0-9<]*<<[a-z0-9<]*")  # the plate of a car, the lines of a passport
# A word that says that a number of a person follows, and how many words may stand between; then three figures are enough.
_LABELS = "dossier|agdref|ofpra|cnda|ofii|etranger|allocataire|passeport|recepisse|anef|caf|securite sociale|file|case|passport|дело|справа|ملف|قضية|پرونده|دوسیه|expediente|processo|dosja|საქმე|ፋይል"
_LABELLED = re.compile(
    rf"(?<!\w)(?:{folded(_LABELS)})s?(?!\w)(?:[^\w\n]+(?:[^\W\d_]|°)+){{0,3}}[^\w\n]*(?P<number>(?=[a-z0-9/-]*\d{{3}})[a-z0-9/-]{{3,}})"
)
_DAY = re.compile(r"(?<!\d)(?:\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d{2})|\d{4}([/.-])\d{1,2}\2\d{1,2})(?!\d)")
_TIME = r"(?:[01]?\d|2[0-4])[h:.](?:[0-5]\d)?"
_HOURS = re.compile(rf"{_TIME}(?:[-–/]{_TIME})+")  # 8h30-12h30 has six figures too
_IN_IBAN = 8  # figures, at least
_NATIONAL = 9  # digits in which a number is the same at home and from abroad
# Streets, as letters and pages of people who live in France name them; in Arabic, Persian and Pashto, Ukrainian, Russian, Albanian, Georgian, and more.
_WAYS = [
    "rue",
    "grande rue",
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
    "lotissement",
    "galerie",
    "cite",
    "hameau",
    "esplanade",
    "faubourg",
    "quartier",
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
    "rr",
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
    "ጎደና",
]
# A residence permit is none.
_WAY = "|".join(sorted((re.escape(folded(way)) for way in _WAYS), key=len, reverse=True)) + "|residence(?! permit| card)"
_TOWN = r"(?:\s*,?\s*\d{5}\s+[^\W\d_][\w'-]*(?:[ -][^\W\d_][\w'-]*){0,2})?"
_LIVING = "habit\\w*|log\\w+|domicili\\w+|demeur\\w+|viv\\w+|vis|live|living|lives|اسكن|ساكن|زندگی|живу|живе\\w*|проживаю|мешкаю|jetoj|moro|vivo|ვცხოვრობ|እነብር"
_ROOMS = "chambre|appartement|appt|apt|batiment|bat|flat|room|bp|cs|boite postale|غرفة|شقة|اتاق|кв|квартир\\w*|комнат\\w*|кімнат\\w*|dhoma|banesa|quarto|habitacion|apartamento|piso|ოთახი|ክፍሊ"
_NUMBER = r"(?:(?:numero|n°|no|№)\s*)?"
_ADDRESS = re.compile(
    rf"(?<!\w)\d{{1,4}}\s*(?:bis|ter|quater|[a-d](?!\w))?(?:\s*,\s*|\s+)(?:{_WAY}|r)(?!\w)\.?(?:[ ][^\s\d,.;:!?]+){{1,5}}{_TOWN}"
    rf"|(?<!\w)(?:{_WAY})(?!\w)\.?(?:[ ][^\s\d,.;:!?]+){{0,4}}\s*,?\s*{_NUMBER}\d{{1,4}}(?!\d)(?:\s*(?:bis|ter))?{_TOWN}"
    rf"|(?<!\w)\d{{1,4}}[a-d]?,?(?:\s[^\W\d_]+){{1,3}}\s(?:street|st|road|rd|avenue|ave|lane)(?!\w)"
    rf"|(?<!\w)\d{{1,4}}\s*(?:bis|ter)?\s(?:{_WAY})(?!\w)"
    rf"|(?:(?<!\w)(?:{_ROOMS})(?:\.?\s*{_NUMBER}(?:\d{{1,4}}[a-z]?|[a-z]\d{{1,3}})|(?:\.\s*|\s+){_NUMBER}[a-z])(?!\w)[,\s]*)+(?<!\s)"
)
_STREET = re.compile(
    rf"(?<!\w)(?:{folded(_LIVING)})(?:\s[^\W\d_]+){{0,2}}?\s(?P<address>(?:{_WAY})(?!\w)\.?(?:\s[^\s\d,.;:!?]+){{1,4}})"
)


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
        return tuple(map(folded, self.texts))

    @cached_property
    def people(self) -> Names:
        return Names(self.names)

    @cached_property
    def short(self) -> frozenset[str]:
        """Numbers so short that they are told whole."""
        return frozenset(number for number in self.public if len(number) < _NATIONAL)

    @cached_property
    def months(self) -> frozenset[str]:
        """What months are called in any of the languages."""
        names = (
            folded(name).strip(".")
            for tag in self.languages
            for width in ("wide", "abbreviated")
            for context in ("format", "stand-alone")
            for name in get_month_names(width, context, locale(tag)).values()
        )
        return frozenset(name for name in names if not name.isdecimal())


def mask(text: str, known: Known) -> tuple[str, Counter[str]]:
    """The text with what was found masked, and how often each kind was."""
    found, at = Counter[str](), 0
    pieces: list[str] = []
    for start, end, what in _joined(_spans(folded(text), known)):
        pieces += (text[at:start], f"[{what}]")
        found[what] += 1
        at = end
    return "".join((*pieces, text[at:])), found


def _spans(text: str, known: Known) -> Iterator[Span]:
    """Everything that is found in a text as it is searched; the first of those that overlap says what it is."""
    yield from (Span(*each.span(), "e-mail") for each in _EMAIL.finditer(text))
    yield from (Span(*each.span(), "account") for each in _ACCOUNT.finditer(text))
    yield from (Span(*each.span(), "address") for each in _ADDRESS.finditer(text) if not each[0].startswith(known.streets))
    yield from (Span(*each.span("address"), "address") for each in _STREET.finditer(text))
    yield from (Span(*each.span(), "date") for each in _DAY.finditer(text))
    yield from (Span(*each) for each in spelled(text, known.months, known.short))
    for pattern in (FIGURES, _MIXED, _SIGNED):
        yield from (Span(*each.span(), "number") for each in pattern.finditer(text) if not _is_told(each[0], known))
    yield from (Span(*each.span(), "number") for each in _IBAN.finditer(text) if len(figures(each[0])) >= _IN_IBAN)
    yield from (Span(*each.span("number"), "number") for each in _LABELLED.finditer(text) if not _is_told(each["number"], known))
    yield from (Span(*each, "name") for each in known.people.found(text))


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
