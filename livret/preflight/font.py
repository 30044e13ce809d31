"""A font as preflight has to know it: whether it is embedded, how wide its glyphs are, how far their ink reaches, which are empty boxes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pikepdf import Array, Dictionary, Name

from livret.preflight.program import Ink, Program, program

_SLACK = 0.002  # ems: a width is written in thousandths
_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


@dataclass(frozen=True, slots=True)
class Glyph:
    width: float  # in ems
    space: bool
    missing: bool
    ink: Ink | None = None
    astray: bool = False  # the file gives another width than the font program


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
    program: Program | None = field(default=None, repr=False, hash=False, compare=False)
    fault: str = ""  # why its program cannot be used

    def glyphs(self, data: bytes) -> Iterator[Glyph]:
        if not self.wide:
            yield from (Glyph(self.widths.get(code, self.default), code == 32, code in self.undefined) for code in data)  # noqa: PLR2004 – a space
            return
        for high, low in zip(data[::2], data[1::2], strict=False):
            yield self._numbered(high << 8 | low)

    def _numbered(self, code: int) -> Glyph:
        width = self.widths.get(code, self.default)
        if self.program is None:
            return Glyph(width, False, code == 0)
        real = self.program.width(code)
        astray = real is not None and abs(real - width) > _SLACK
        return Glyph(width, False, code == 0 or code >= self.program.number_of, self.program.ink(code), astray)


def font_of(found: Any) -> Font:
    name = str(found.get("/BaseFont", "/?"))[1:]
    subset = name[6:7] == "+" and name[:6].isupper()
    unicode = "/ToUnicode" in found
    if found.get("/Subtype") == Name.Type3:
        return Font(name, True, True, unicode, False, _simple(found), 1.0)
    if found.get("/Subtype") == Name.Type0:
        below = found.DescendantFonts[0]
        default = float(below.get("/DW", 1000)) / 1000
        found_program, fault = _program(below)
        widths = _cid(below.get("/W", Array()))
        return Font(name, _embedded(below), subset, unicode, True, widths, default, program=found_program, fault=fault)
    return Font(name, _embedded(found), subset, unicode, False, _simple(found), 0.5, _undefined(found))


def _program(font: Any) -> tuple[Program | None, str]:
    """The program of a font whose glyphs are named by their numbers in it, or what is wrong with it."""
    if font.get("/Subtype") == Name.CIDFontType2 and _embedded(font):
        if "/CIDToGIDMap" not in font:
            return None, "CIDToGIDMap"
        if font.CIDToGIDMap != Name.Identity:
            return None, ""
    try:
        return program(font), ""
    except ValueError as error:
        return None, str(error)


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
