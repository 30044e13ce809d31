"""The font program inside a PDF: how wide its glyphs are, and how far their ink reaches. TrueType, OpenType and bare CFF; of others nothing is known."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from fontTools.cffLib import CFFFontSet
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

Ink = tuple[float, float, float, float]  # left, bottom, right, top; ems from the origin of a glyph


@dataclass(frozen=True, slots=True)
class Program:
    """`number_of` is how many glyphs there are; a glyph is named by its number, from 0."""

    number_of: int
    units: float
    advance: Callable[[int], float | None]
    draw: Callable[[int, Any], None]
    glyphs: Any
    _ink: dict[int, Ink | None] = field(default_factory=dict, repr=False)

    def width(self, glyph: int) -> float | None:
        """In ems; None where the program does not say."""
        found = self.advance(glyph) if glyph < self.number_of else None
        return None if found is None else found / self.units

    def ink(self, glyph: int) -> Ink | None:
        """The box around what is printed of a glyph; None where it is empty, as a space is."""
        if glyph not in self._ink:
            pen = BoundsPen(self.glyphs)
            if glyph < self.number_of:
                self.draw(glyph, pen)
            left, bottom, right, top = (side / self.units for side in pen.bounds or (0, 0, 0, 0))
            self._ink[glyph] = (left, bottom, right, top) if pen.bounds else None
        return self._ink[glyph]


def program(font: Any) -> Program | None:
    """That of an embedded font with its glyphs by number (Type 0); None where there is none of a kind that is known. Raises ValueError."""
    descriptor = font.get("/FontDescriptor", {})
    file = descriptor.get("/FontFile2") or descriptor.get("/FontFile3")
    if file is None:
        return None
    try:
        data = bytes(file.read_bytes())
        return _sfnt(data) if data[:4] in (b"\x00\x01\x00\x00", b"true", b"OTTO") else _cff(data)
    except Exception as error:  # fontTools raises whatever it stumbles over
        raise ValueError(type(error).__name__) from error


def _sfnt(data: bytes) -> Program:
    font = TTFont(io.BytesIO(data), lazy=True)
    order, glyphs, metrics = font.getGlyphOrder(), font.getGlyphSet(), font["hmtx"]
    units: int = font["head"].unitsPerEm
    return Program(
        len(order),
        units,
        lambda glyph: float(metrics[order[glyph]][0]),
        lambda glyph, pen: glyphs[order[glyph]].draw(pen),
        glyphs,
    )


def _cff(data: bytes) -> Program:
    """Of a bare one the widths stand in the outlines; those of its dictionary are not looked up."""
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(data), None)
    top = fonts[0]
    order, outlines = top.charset, top.CharStrings
    return Program(len(order), 1000, lambda _: None, lambda glyph, pen: outlines[order[glyph]].draw(pen), outlines)
