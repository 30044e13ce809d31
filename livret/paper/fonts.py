"""What the vendored fonts can write: every character that none of them has is named, with its line, before Typst runs."""

from __future__ import annotations

import datetime
import io
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache, partial

from fontTools.ttLib import TTFont

from livret.editions.edition import Edition
from livret.engine.memo import Made
from livret.model import FactRef, Message
from livret.paper.compile import FONTS
from livret.phrases.fact_text import plain, ways
from livret.phrases.quantities import date
from livret.problems import Place, Report
from livret.text.inline import walk
from livret.text.tree import messages

SITE = "site"  # no booklet may have this name
_MONTHS = tuple(datetime.date(2000, month, 1) for month in range(1, 13))  # their names are CLDR's


def parts(edition: Edition) -> Iterator[str]:
    """What is checked by itself: what the site says on paper, each booklet's own words, each chapter."""
    yield SITE
    for booklet in edition.booklets():
        yield booklet.slug
        yield from (f"{booklet.slug}/{head.slug}" for head in booklet.chapters)


def glyphs(edition: Edition, name: str) -> Made:
    """A step that reports `glyph-missing` for each text of a part that holds characters no font has."""
    report, known = Report(), edition.remember("glyphs", characters)
    for place, text in _part_texts(edition, name):
        if missing := [sign for sign in dict.fromkeys(text) if sign not in known and unicodedata.category(sign) != "Cf"]:
            report.add("glyph-missing", place(), characters=", ".join(f"“{sign}” (U+{ord(sign):04X})" for sign in missing))
    return Made(None, problems=tuple(report))


def characters(edition: Edition) -> frozenset[str]:
    """The characters that at least one font of theme/fonts/ has."""
    names = edition.theme_list(FONTS, ".ttf")
    return frozenset().union(*(_cmap(edition.theme_bytes(f"{FONTS}/{name}")) for name in names))


@lru_cache(maxsize=32)
def _cmap(font: bytes) -> frozenset[str]:
    return frozenset(map(chr, TTFont(io.BytesIO(font), lazy=True).getBestCmap()))


def _part_texts(edition: Edition, name: str) -> Iterator[tuple[Callable[[], Place], str]]:
    """Every text that a part shows, and where it is written, for whoever has to know."""
    if name == SITE:
        yield partial(Place, f"theme/{FONTS}"), edition.join(date(edition, day) for day in _MONTHS)
    for message in _messages(edition, name):
        yield partial(edition.place, message), plain(edition, message)
        for node in walk(edition.fill(message).nodes):
            if isinstance(node, FactRef) and node.kind == "sentence":
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
