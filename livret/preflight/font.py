"""A font as preflight has to know it: whether it is embedded, how wide its glyphs are, which of them are empty boxes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pikepdf import Array, Dictionary, Name

_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


@dataclass(frozen=True, slots=True)
class Glyph:
    width: float  # in ems
    space: bool
    missing: bool


@dataclass(frozen=True, slots=True)
class Font:
    """`wide` fonts have two bytes for each glyph (Type 0 with Identity-H); only there is 0 surely .notdef."""

    name: str
    embedded: bool
    subset: bool
    unicode: bool
    wide: bool
    widths: dict[int, float] = field(repr=False, hash=False, compare=False)
    default: float = 1.0
    undefined: frozenset[int] = frozenset()

    def glyphs(self, data: bytes) -> Iterator[Glyph]:
        if not self.wide:
            yield from (Glyph(self.widths.get(code, self.default), code == 32, code in self.undefined) for code in data)  # noqa: PLR2004 – a space
            return
        for high, low in zip(data[::2], data[1::2], strict=False):
            code = high << 8 | low
            yield Glyph(self.widths.get(code, self.default), False, code == 0)


def font_of(found: Any) -> Font:
    name = str(found.get("/BaseFont", "/?"))[1:]
    subset = name[6:7] == "+" and name[:6].isupper()
    unicode = "/ToUnicode" in found
    if found.get("/Subtype") == Name.Type3:
        return Font(name, True, True, unicode, False, _simple(found), 1.0)
    if found.get("/Subtype") == Name.Type0:
        below = found.DescendantFonts[0]
        default = float(below.get("/DW", 1000)) / 1000
        return Font(name, _embedded(below), subset, unicode, True, _cid(below.get("/W", Array())), default)
    return Font(name, _embedded(found), subset, unicode, False, _simple(found), 0.5, _undefined(found))


def _embedded(font: Any) -> bool:
    descriptor = font.get("/FontDescriptor", Dictionary())
    return any(file in descriptor for file in _FILES)


def _simple(font: Any) -> dict[int, float]:
    first = int(font.get("/FirstChar", 0))
    return {first + offset: float(width) / 1000 for offset, width in enumerate(font.get("/Widths", Array()))}


def _cid(array: Any) -> dict[int, float]:
    """`[c [w1 w2 …] c1 c2 w …]` (ISO 32000-1, 9.7.4.3)."""
    widths: dict[int, float] = {}
    items, at = list(array), 0
    while at + 1 < len(items):
        first = int(items[at])
        if isinstance(items[at + 1], Array):
            widths |= {first + offset: float(width) / 1000 for offset, width in enumerate(items[at + 1])}
            at += 2
        else:
            widths |= dict.fromkeys(range(first, int(items[at + 1]) + 1), float(items[at + 2]) / 1000)
            at += 3
    return widths


def _undefined(font: Any) -> frozenset[int]:
    """The codes that the font's encoding names .notdef (`[code /name /name …]`)."""
    encoding = font.get("/Encoding")
    codes, code = set(), 0
    for item in encoding.get("/Differences", Array()) if isinstance(encoding, Dictionary) else ():
        if not isinstance(item, Name):
            code = int(item)
            continue
        if item == Name("/.notdef"):
            codes.add(code)
        code += 1
    return frozenset(codes)
