"""What the vendored fonts can write: every character that none of them has is named, with its line, before Typst runs."""

from __future__ import annotations

import datetime
import io
import re
import struct
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache, partial

from fontTools.ttLib import TTFont, TTLibError

from livret.editions.edition import Edition
from livret.engine.memo import Made
from livret.model import FactRef, Image, Message
from livret.paper.compile import FONTS
from livret.phrases.fact_text import plain, ways
from livret.phrases.quantities import date
from livret.problems import Place, Report
from livret.source.door import Refused
from livret.text.inline import walk
from livret.text.tree import messages

# Format characters, and variation selectors: ☎\ufe0e is a text, ☎\ufe0f a picture.
_UNDRAWN = re.compile(
    "[\u00ad\u0600-\u0605\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]"
)
SITE = "site"  # no booklet may have this name
_MONTHS = tuple(datetime.date(2000, month, 1) for month in range(1, 13))  # their names are CLDR's


def parts(edition: Edition) -> Iterator[str]:
    """What is checked by itself: what the site says on paper, each booklet's own words, each chapter."""
    yield SITE
    for booklet in edition.booklets():
        yield booklet.slug
        yield from (f"{booklet.slug}/{head.slug}" for head in booklet.chapters)


def glyphs(edition: Edition, name: str) -> Made:
    """A step that reports `glyph-missing` for each text of a part that holds characters no font has. Its value is these characters."""
    report, every = Report(), ""
    for place, text in _part_texts(edition, name):
        if missing := without_glyph(edition, text):
            report.add("glyph-missing", place(), characters=named(missing))
            every += missing
    return Made(every, problems=tuple(report))


def without_glyph(edition: Edition, text: str) -> str:
    """The characters of a text that no font has, each once. Those that only say how others are drawn need none."""
    known = edition.remember("glyphs", characters)
    return "".join(sign for sign in dict.fromkeys(text) if sign not in known and not _UNDRAWN.match(sign))


def named(signs: str) -> str:
    """Characters as a person can look them up: “字” (U+5B57)."""
    return ", ".join(f"“{sign}” (U+{ord(sign):04X})" for sign in signs)


def told(edition: Edition) -> frozenset[str]:
    """The characters of which it is told, where they are written, that no font has them."""
    return frozenset().union(*(edition.look("glyphs", name) for name in parts(edition)))


def characters(edition: Edition) -> frozenset[str]:
    """The characters that at least one font of theme/fonts/ has."""
    names = edition.theme_list(FONTS, ".ttf")
    return frozenset().union(*(_characters_of(edition, f"{FONTS}/{name}") for name in names))


def _characters_of(edition: Edition, path: str) -> frozenset[str]:
    with _readable(f"theme/{path}"):
        return _cmap(edition.theme_bytes(path))


def family(font: bytes, path: str) -> str:
    """The family of a font that is read at a path. Raises Refused for what is none, or has no letters."""
    with _readable(path):
        _cmap(font)
        return _shape(font)[0]


@contextmanager
def _readable(path: str) -> Iterator[None]:
    """Raises Refused for what is no font: fontTools trusts what it reads, and fails in many ways."""
    try:
        yield
    except (
        TTLibError,
        ArithmeticError,
        AssertionError,
        AttributeError,
        EOFError,
        LookupError,
        TypeError,
        ValueError,
        struct.error,
    ) as error:
        raise Refused("font-broken", Place(path)) from error


@lru_cache(maxsize=32)
def _cmap(font: bytes) -> frozenset[str]:
    return frozenset(map(chr, TTFont(io.BytesIO(font), lazy=True).getBestCmap()))


_DEEP = 0.4  # ems: Latin letters reach a fourth of one below the line


def depth(edition: Edition, families: Iterable[str]) -> float:
    """How far, in ems, the letters of some families reach below their line where that is far, as in Arabic; else 0. Of the fonts in theme/fonts/."""
    wanted = frozenset(families)
    found = [_shape(edition.theme_bytes(f"{FONTS}/{name}")) for name in edition.theme_list(FONTS, ".ttf")]
    return max((deep for family, deep in found if family in wanted and deep > _DEEP), default=0.0)


@lru_cache(maxsize=32)
def _shape(font: bytes) -> tuple[str, float]:
    """The family of a font, and how far it reaches below the line, in ems."""
    opened = TTFont(io.BytesIO(font), lazy=True)
    return opened["name"].getBestFamilyName() or "", round(-opened["hhea"].descent / opened["head"].unitsPerEm, 3)


def _part_texts(edition: Edition, name: str) -> Iterator[tuple[Callable[[], Place], str]]:
    """Every text that a part shows, and where it is written, for whoever has to know."""
    if name == SITE:
        yield partial(Place, f"theme/{FONTS}"), edition.join(date(edition, day) for day in _MONTHS)
    for message in _messages(edition, name):
        yield partial(edition.place, message), plain(edition, message)
        for node in walk(edition.fill(message).nodes):
            if isinstance(node, Image):
                yield partial(edition.place, message), edition.picture(node.path).letters
            elif isinstance(node, FactRef) and node.kind == "sentence":
                yield from ((partial(edition.place, way), plain(edition, way)) for way in ways(edition, node))


def _messages(edition: Edition, name: str) -> Iterator[Message]:
    slug, _, chapter = name.partition("/")
    if name == SITE:
        yield edition.config.name
    elif not chapter:
        meta = edition.booklet(slug).meta
        yield from (meta.title, meta.summary)
    else:
        found = edition.chapter(slug, chapter)
        yield from (found.head.title, *((found.head.meta.summary,) if found.head.meta.summary else ()))
        yield from (message for block in found.blocks for message in messages(block))
