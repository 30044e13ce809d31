"""QR codes as a phone sees them: each page is drawn by PDFium, each code found by ZXing, then measured in modules, its dots.

ISO/IEC 18004 asks for a quiet zone of four modules and dark modules on a light ground; ISO/IEC 15415 measures the contrast.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
import zxingcpp
from PIL import Image

from livret.preflight.painting import Box, Colour, Painted, Path, Picture

_DPI = 300  # a module of 0.33 mm is then four pixels wide
_PIXELS = 60_000_000  # of one page: larger ones are drawn coarser
_QUIET = 4  # modules
_KINDS = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
_CELL = 4  # pixels of a module, once the code is upright
_FAINT = 0.1  # of contrast: no code is found that is drawn as faint as that
_FINDER = 7  # modules of a side of its three corner squares


@dataclass(frozen=True, slots=True)
class Code:
    """A code on a page. `box` is in points; `text` is None when nothing can be read in it; `module` is the width of one, in mm;
    `quiet` is the quiet zone in whole modules, four at most; `contrast` runs from 1, black on white, to -1, white on black."""

    box: Box
    text: str | None
    module: float
    quiet: int
    contrast: float


def codes(data: bytes, trims: Iterable[Box]) -> list[list[Code]]:
    """The codes of each page. `trims`, in points, are its trim boxes: what lies outside is cut off. No page that cannot be drawn has any."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return [[] for _ in trims]
    try:
        return [list(_page_codes(document, number, trim)) for number, trim in enumerate(trims)]
    finally:
        document.close()


def _page_codes(document: pypdfium2.PdfDocument, number: int, trim: Box) -> Iterator[Code]:
    page = document[number]
    media = page.get_mediabox()
    page.set_cropbox(*media)
    page.set_rotation(0)
    width, height = media[2] - media[0], media[3] - media[1]
    scale = min(_DPI / 72, math.sqrt(_PIXELS / max(width * height, 1)))
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
    image, pixels = bitmap.to_pil(), memoryview(bitmap.buffer).cast("B")  # the same memory: of a picture ZXing would read a copy
    to_points = (scale, media[0], media[3])
    cut = ((trim[0] - media[0]) * scale, (media[3] - trim[3]) * scale, (trim[2] - media[0]) * scale, (media[3] - trim[1]) * scale)
    # What cannot be decoded is told with its error; a place where a code was read as well is no second code.
    # Letters can look like the corners of one: what is found then has neither a version nor a place, or corners that are not darker than what is around them.
    read = zxingcpp.read_barcodes(pixels.cast("B", (bitmap.height, bitmap.stride)), formats=_KINDS, return_errors=True)
    found = [each for each in read if each.extra]
    boxes: list[Box] = []
    for each in sorted(found, key=lambda one: not one.valid):
        code = _code(image, cut, to_points, each)
        if code.text is None and abs(code.contrast) < _FAINT:
            continue
        if not any(_meet(code.box, box) for box in boxes):
            boxes.append(code.box)
            yield code


def _code(image: Image.Image, cut: Box, to_points: tuple[float, float, float], found: Any) -> Code:
    at = found.position
    corners = [(point.x, point.y) for point in (at.top_left, at.bottom_left, at.bottom_right, at.top_right)]
    side = sum(math.dist(one, other) for one, other in zip(corners, corners[1:] + corners[:1], strict=True)) / 4
    modules = 17 + 4 * int(found.extra.get("Version") or 1)
    outer = _grown(corners, modules, _QUIET)
    upright = image.transform(
        ((modules + 2 * _QUIET) * _CELL,) * 2,
        Image.Transform.QUAD,
        [value for point in outer for value in point],
        Image.Resampling.BILINEAR,
        fillcolor=255,
    )
    scale, left, top = to_points
    xs, ys = [x / scale + left for x, _ in corners], [top - y / scale for _, y in corners]
    inside = next((zone for zone in range(_QUIET, 0, -1) if _inside(_grown(corners, modules, zone), cut)), 0)
    dark, light = _finders(upright, modules)
    return Code(
        (min(xs), min(ys), max(xs), max(ys)),
        found.text if found.valid else None,
        side / modules / scale / 72 * 25.4,
        min(inside, _quiet(upright, modules, (dark + light) / 2, dark < light)),
        (light - dark) / 255,
    )


def _grown(corners: list[tuple[float, float]], modules: int, zone: int) -> list[tuple[float, float]]:
    """The corners of the code with a zone of some modules around it."""
    x, y = (sum(values) / 4 for values in zip(*corners, strict=True))
    factor = (modules + 2 * zone) / modules
    return [(x + (a - x) * factor, y + (b - y) * factor) for a, b in corners]


def _inside(corners: list[tuple[float, float]], cut: Box) -> bool:
    slack = 2  # pixels: the corners are whole ones
    return all(cut[0] - slack <= x <= cut[2] + slack and cut[1] - slack <= y <= cut[3] + slack for x, y in corners)


def _module(upright: Image.Image, column: float, row: float) -> int:
    """The lightest grey in the middle of a module, since a dark one beside it may blur into it; 0, 0 is the code's top left."""
    x, y = (int((at + _QUIET + 0.5) * _CELL) for at in (column, row))
    return max(upright.crop((x - 1, y - 1, x + 1, y + 1)).tobytes())


def _finders(upright: Image.Image, modules: int) -> tuple[float, float]:
    """How dark and how light the three corner squares are: their hearts, and the ring around these."""
    far = modules - _FINDER
    origins = ((0, 0), (far, 0), (0, far))
    dark = [_module(upright, x + 3, y + 3) for x, y in origins]
    light = [_module(upright, x + a, y + b) for x, y in origins for a, b in ((1, 3), (5, 3), (3, 1), (3, 5))]
    return sum(dark) / len(dark), sum(light) / len(light)


def _quiet(upright: Image.Image, modules: int, middle: float, dark_on_light: bool) -> int:
    """How many rings of modules around the code are empty: in the middle of each, since what lies beside it is blurred."""
    wide, band = modules + 2 * _QUIET, _CELL // 2
    for ring in range(1, _QUIET + 1):
        near, far = (_QUIET - ring) * _CELL + 1, (wide - _QUIET + ring) * _CELL - 1
        sides = (
            (near, near, far, near + band),
            (near, far - band, far, far),
            (near, near, near + band, far),
            (far - band, near, far, far),
        )
        for side in sides:
            greys = upright.crop(side).tobytes()
            if min(greys) < middle if dark_on_light else max(greys) > middle:
                return ring - 1
    return _QUIET


def coloured(code: Code, things: Iterable[Painted]) -> str:
    """What of a code, or of the ground that it stands on, is not in black alone; "" when nothing is."""
    left, bottom, right, top = code.box
    zone = _QUIET * code.module * 72 / 25.4
    around = (left - zone, bottom - zone, right + zone, top + zone)
    found = ""
    for thing in things:
        if _within(around, thing.box) and isinstance(thing, Path) and thing.fill and not any(thing.fill.inks or (1,)):
            found = ""  # white paper over all that was there
        elif isinstance(thing, Path) and (inks := _inks(thing, code.box, around)):
            found = found or inks
        elif (
            isinstance(thing, Picture)
            and _meet(thing.box, code.box)
            and any(_more(Colour(space, (1.0,) * 4)) for space in thing.spaces)
        ):
            found = found or f"a picture in {thing.spaces[0]}"
    return found


def _inks(path: Path, box: Box, around: Box) -> str:
    """The colour of a shape that is part of the code, or lies under it."""
    if path.fill and _more(path.fill) and _meet(path.box, box):
        return _colour_name(path.fill)
    return _colour_name(path.stroke) if path.stroke and _more(path.stroke) and _within(path.box, around) else ""


def _more(colour: Colour) -> bool:
    if colour.space == "DeviceCMYK":
        return any(colour.inks[:3])
    return colour.space not in ("DeviceGray", "CalGray", "ICC1", "Indexed", "Separation") or (
        colour.space == "Separation" and colour.name != "Black"
    )


def _colour_name(colour: Colour) -> str:
    if colour.space != "DeviceCMYK":
        return colour.name or colour.space
    return " + ".join(f"{name}{round(100 * ink)}" for name, ink in zip("CMYK", colour.inks, strict=True) if ink)


def _within(inner: Box, outer: Box) -> bool:
    return inner[0] >= outer[0] - 1 and inner[1] >= outer[1] - 1 and inner[2] <= outer[2] + 1 and inner[3] <= outer[3] + 1


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]
