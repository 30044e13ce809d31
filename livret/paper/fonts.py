"""What the vendored fonts can write: every character that none of them has is named, with its line, before Typst runs."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from fontTools.ttLib import TTFont

from livret.model import FactRef, Message
from livret.paper.compile import FONTS
from livret.problems import Place, Report
from livret.site import Site
from livret.text.inline import walk
from livret.text.tree import messages
from livret.translation.edition import Edition


def check(site: Site, editions: Mapping[str, Edition], report: Report) -> None:
    """Reports `glyph-missing` for each text of a booklet that holds such characters."""
    for edition in editions.values():
        known = characters(edition)
        for place, text in _texts(site, edition):
            if missing := [sign for sign in dict.fromkeys(text) if sign not in known and unicodedata.category(sign) != "Cf"]:
                report.add("glyph-missing", place, characters=", ".join(f"“{sign}” (U+{ord(sign):04X})" for sign in missing))


def characters(edition: Edition) -> frozenset[str]:
    """The characters that at least one font of theme/fonts/ has."""
    names = edition.theme_list(FONTS, ".ttf")
    return frozenset().union(*(_cmap(edition.theme_bytes(f"{FONTS}/{name}")) for name in names))


@lru_cache(maxsize=32)
def _cmap(font: bytes) -> frozenset[str]:
    return frozenset(map(chr, TTFont(io.BytesIO(font), lazy=True).getBestCmap()))


def _texts(site: Site, edition: Edition) -> Iterator[tuple[Place, str]]:
    """Every text that a booklet shows in an edition, and where it is written."""
    for message in _messages(site, edition):
        yield edition.place(message), edition.plain(message)
        for node in walk(edition.fill(message).nodes):
            if isinstance(node, FactRef) and node.kind == "sentence":
                yield from ((edition.place(way), edition.plain(way)) for way in edition.ways(node))


def _messages(site: Site, edition: Edition) -> Iterator[Message]:
    yield site.config.name
    if site.config.funding:
        yield site.config.funding.statement
    for booklet in edition.booklets():
        yield from (booklet.meta.title, booklet.meta.summary)
        for head in booklet.chapters:
            yield from (head.title, *([head.meta.summary] if head.meta.summary else []))
            for block in edition.chapter(booklet.slug, head.slug).blocks:
                yield from messages(block)
