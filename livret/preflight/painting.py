"""A page as a press sees it: its content stream followed operator by operator, each thing painted with its box and colour.

It knows what ISO 32000-1 says of graphics state (8.4), colour (8.6), text (9) and XObjects (8.10, 8.8). Patterns and shadings
are painted things whose colour space alone is read.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Matrix, Name

from livret.preflight.font import Font, font_of

Box = tuple[float, float, float, float]  # left, bottom, right, top; points
_DEPTH = 12  # nested forms


@dataclass(frozen=True, slots=True)
class Colour:
    """`space` is DeviceCMYK, DeviceGray, DeviceRGB, Separation, DeviceN, Pattern, Lab or Indexed; ICC profiles count as
    `ICC1`, `ICC3`, `ICC4`, after their components."""

    space: str = "DeviceGray"
    values: tuple[float, ...] = (0.0,)
    name: str = ""

    @property
    def rgb(self) -> bool:
        return self.space in ("DeviceRGB", "CalRGB", "ICC3", "Lab")

    @property
    def inks(self) -> tuple[float, ...]:
        """The share of each ink; none is known for what is not in inks."""
        if self.space in ("DeviceCMYK", "ICC4", "Separation", "DeviceN"):
            return self.values
        return (1 - self.values[0],) if self.space in ("DeviceGray", "ICC1", "CalGray") and self.values else ()

    @property
    def registration(self) -> bool:
        return self.space == "Separation" and self.name == "All"


@dataclass(frozen=True, slots=True)
class State:
    matrix: Matrix
    fill: Colour = field(default_factory=Colour)
    stroke: Colour = field(default_factory=Colour)
    width: float = 1.0
    overprint: bool = False
    font: Font | None = None
    size: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    scale: float = 1.0
    rise: float = 0.0
    leading: float = 0.0
    mode: int = 0
    clip: Box = (-1e9, -1e9, 1e9, 1e9)  # what is painted inside it, and nothing outside
    frame: Box = (-1e9, -1e9, 1e9, 1e9)  # the same, of paths alone: not of a form that holds a page


@dataclass(frozen=True, slots=True)
class Text:
    """A run of glyphs. `size` is in points on the page, `tofu` the number of glyphs without a shape, `astray` of those whose width is given
    wrongly. `ink` has the box of what is printed of each glyph, where its font tells it. Runs of one `block` were written as one."""

    box: Box
    colour: Colour
    size: float
    font: Font
    overprint: bool
    tofu: int
    shown: bool
    astray: int = 0
    ink: tuple[Box, ...] = ()
    base: tuple[float, float] = (0.0, 0.0)  # where it begins
    angle: float = 0.0  # of its line, in degrees
    block: int = 0

    @property
    def reach(self) -> Box:
        """The box of what is printed of it; where its font tells nothing, that of letters as they are mostly."""
        return _union(self.ink) if self.ink else self.box


@dataclass(frozen=True, slots=True)
class Path:
    box: Box
    fill: Colour | None
    stroke: Colour | None
    width: float  # of its line; points


@dataclass(frozen=True, slots=True)
class Picture:
    """`whole` is its box before anything was cut off; `clip` that of the path that cuts."""

    box: Box
    spaces: tuple[str, ...]
    dpi: float
    mask: bool
    image: Any
    whole: Box = (0, 0, 0, 0)
    clip: Box = (-1e9, -1e9, 1e9, 1e9)


Painted = Text | Path | Picture
Fonts = dict[tuple[int, int], Font]  # those of a document, by their numbers in it


def painted(page: pikepdf.Page, fonts: Fonts) -> Iterator[Painted]:
    """Everything a page paints, in order. Fonts that were met on other pages of its document are read no more."""
    walker = _Walker(fonts)
    walker.stream(page, page.obj.get("/Resources", Dictionary()), State(Matrix()), 0)
    yield from walker.found


@dataclass(slots=True)
class _Pen:
    """Where the next glyph goes, and where its line began: the text matrix and the text line matrix (9.4.1)."""

    at: Matrix = field(default_factory=Matrix)
    line: Matrix = field(default_factory=Matrix)

    def put(self, matrix: Matrix) -> None:
        self.at = self.line = matrix

    def move(self, right: float, up: float) -> None:
        self.put(_moved(right, up) @ self.line)


class _Walker:
    def __init__(self, fonts: Fonts) -> None:
        self.found: list[Painted] = []
        self.block = 0
        self.fonts = fonts
        self.unnumbered: dict[str, Font] = {}

    def stream(self, source: Any, resources: Any, state: State, depth: int) -> None:
        stack: list[State] = []
        points: list[tuple[float, float]] = []
        clips, pen = False, _Pen()
        for instruction in pikepdf.parse_content_stream(source):
            operands, name = instruction.operands, str(instruction.operator)
            if name == "q":
                stack.append(state)
            elif name == "Q":
                state = stack.pop() if stack else state
            elif name == "cm":
                state = replace(state, matrix=Matrix(*map(float, operands)) @ state.matrix)
            elif name in _POINTS:
                points += _points(name, [float(number) for number in operands], state.matrix)
            elif name in ("W", "W*"):
                clips = True
            elif name in _PAINTS or name == "n":
                self.path(name, points, state)
                state = _clipped(state, points) if clips and points else state
                points, clips = [], False
            elif name in _WRITES:
                state = self.write(name, operands, state, pen)
            elif name == "Do":
                self.object(operands[0], resources, state, depth)
            elif name == "sh":
                shading = resources.get("/Shading", Dictionary()).get(operands[0], Dictionary())
                self.found.append(Path(state.clip, _space(shading.get("/ColorSpace"), resources), None, 0))
            elif name == "INLINE IMAGE":
                self.inline(operands[0], state)
            else:
                state = self.changed(name, list(operands), resources, state)

    def write(self, name: str, operands: Any, state: State, pen: _Pen) -> State:
        """What an operator of text does: it moves the pen, and some show glyphs there."""
        if name == "BT":
            pen.put(Matrix())
            self.block += 1
        elif name == "Tm":
            pen.put(Matrix(*map(float, operands)))
        elif name in ("Td", "TD"):
            if name == "TD":
                state = replace(state, leading=-float(operands[1]))
            pen.move(float(operands[0]), float(operands[1]))
        else:
            if name in ("T*", "'", '"'):
                pen.move(0, -state.leading)
            if name != "T*":
                pen.at = self.show(operands[0] if name == "TJ" else [operands[-1]], state, pen.at)
        return state

    # --- state -------------------------------------------------------------------------------------

    def changed(self, name: str, operands: list[Any], resources: Any, state: State) -> State:
        if name in _COLOURS:
            where, space = _COLOURS[name]
            colour = Colour(space, tuple(float(value) for value in operands))
            return _with(state, where, colour)
        if name in ("cs", "CS"):
            return _with(state, "fill" if name == "cs" else "stroke", _space(operands[0], resources))
        if name in ("sc", "scn", "SC", "SCN"):
            where = "fill" if name[0] == "s" else "stroke"
            values = tuple(float(value) for value in operands if not isinstance(value, Name))
            return _with(state, where, replace(getattr(state, where), values=values))
        if name in _NUMBERS:
            key, factor = _NUMBERS[name]
            return _with(state, key, float(operands[0]) * factor)
        if name == "Tr":
            return replace(state, mode=int(operands[0]))
        if name == "Tf":
            return replace(state, font=self.font(operands[0], resources), size=float(operands[1]))
        if name == "gs":
            return self.graphics(resources.get("/ExtGState", Dictionary()).get(operands[0], Dictionary()), state)
        return state

    def graphics(self, values: Any, state: State) -> State:
        over = values.get("/op", values.get("/OP"))
        if over is not None:
            state = replace(state, overprint=bool(over))
        if "/LW" in values:
            state = replace(state, width=float(values.LW))
        return state

    def font(self, name: Any, resources: Any) -> Font:
        found = resources.get("/Font", Dictionary()).get(name, Dictionary())
        if not found.is_indirect:
            return self.unnumbered.get(str(name)) or self.unnumbered.setdefault(str(name), font_of(found))
        return self.fonts.get(found.objgen) or self.fonts.setdefault(found.objgen, font_of(found))

    # --- painting ----------------------------------------------------------------------------------

    def path(self, operator: str, points: list[tuple[float, float]], state: State) -> None:
        if not points or operator == "n":
            return
        fills, strokes = operator not in ("S", "s"), operator not in ("f", "F", "f*")
        width = state.width * _scale(state.matrix) if strokes else 0.0
        left, bottom, right, top = _around(points)
        box = (left - width / 2, bottom - width / 2, right + width / 2, top + width / 2)
        self.add(Path(box, state.fill if fills else None, state.stroke if strokes else None, width), state)

    def add(self, found: Painted, state: State) -> None:
        """What lies outside the clipping path is not painted."""
        box = _common(found.box, state.clip)
        if box[0] <= box[2] and box[1] <= box[3]:
            self.found.append(replace(found, box=box))

    def show(self, parts: Any, state: State, text: Matrix) -> Matrix:
        """A run of text; gives the text matrix after it."""
        font = state.font
        if font is None:
            return text
        advance, shown = 0.0, []
        for part in parts:
            if isinstance(part, pikepdf.String | bytes):
                for glyph in font.glyphs(bytes(part)):
                    shown.append((advance, glyph))
                    advance += (glyph.width * state.size + state.spacing + (state.word_spacing if glyph.space else 0)) * state.scale
            else:
                advance -= float(part) / 1000 * state.size * state.scale
        whole = Matrix(state.size * state.scale, 0, 0, state.size, 0, state.rise) @ text @ state.matrix
        if shown and state.size:
            em = state.size * state.scale
            box = _box_of([(0, -0.2), (advance / em, -0.2), (0, 0.8), (advance / em, 0.8)], whole)
            colour = state.stroke if state.mode in (1, 5) else state.fill
            tofu, astray = sum(glyph.missing for _, glyph in shown), sum(glyph.astray for _, glyph in shown)
            ink = tuple(_inked(glyph.ink, at / em, whole) for at, glyph in shown if glyph.ink)
            base, angle = whole.transform((0, 0)), math.degrees(math.atan2(whole.b, whole.a))
            visible = state.mode not in (3, 7)
            self.add(
                Text(box, colour, _scale(whole), font, state.overprint, tofu, visible, astray, ink, base, angle, self.block), state
            )
        return _moved(advance, 0) @ text

    def object(self, name: Any, resources: Any, state: State, depth: int) -> None:
        found = resources.get("/XObject", Dictionary()).get(name)
        if found is None or depth > _DEPTH:
            return
        if found.get("/Subtype") == Name.Form:
            matrix = Matrix(*map(float, found.Matrix)) @ state.matrix if "/Matrix" in found else state.matrix
            left, bottom, right, top = (float(side) for side in found.BBox)
            clip = _common(state.clip, _box_of([(left, bottom), (right, bottom), (left, top), (right, top)], matrix))
            self.stream(found, found.get("/Resources", resources), replace(state, matrix=matrix, clip=clip), depth + 1)
        elif found.get("/Subtype") == Name.Image:
            self.image(found, resources, state)

    def image(self, image: Any, resources: Any, state: State) -> None:
        mask = bool(image.get("/ImageMask", False))
        spaces = (state.fill.space,) if mask else _picture_spaces(image, resources)
        dpi, whole = _dpi(int(image.Width), int(image.Height), state.matrix), _unit(state.matrix)
        self.add(Picture(whole, spaces, dpi, mask, None if mask else image, whole, state.frame), state)

    def inline(self, image: Any, state: State) -> None:
        width, height = int(image.width), int(image.height)
        space = str(image.colorspace or "").lstrip("/") or "DeviceGray"
        whole = _unit(state.matrix)
        self.add(
            Picture(whole, (space,), _dpi(width, height, state.matrix), bool(image.image_mask), None, whole, state.frame), state
        )


_POINTS = ("m", "l", "c", "v", "y", "re")
_PAINTS = ("f", "F", "f*", "B", "B*", "b", "b*", "S", "s")
_WRITES = ("BT", "Tm", "Td", "TD", "T*", "Tj", "TJ", "'", '"')
_COLOURS = {
    "g": ("fill", "DeviceGray"), "G": ("stroke", "DeviceGray"), "rg": ("fill", "DeviceRGB"),
    "RG": ("stroke", "DeviceRGB"), "k": ("fill", "DeviceCMYK"), "K": ("stroke", "DeviceCMYK"),
}  # fmt: skip
_NUMBERS: dict[str, tuple[str, float]] = {
    "w": ("width", 1), "Tc": ("spacing", 1), "Tw": ("word_spacing", 1), "Tz": ("scale", 0.01), "TL": ("leading", 1), "Ts": ("rise", 1)
}  # fmt: skip


def _with(state: State, name: str, value: Any) -> State:
    changes: dict[str, Any] = {name: value}
    return replace(state, **changes)


def _points(name: str, numbers: list[float], matrix: Matrix) -> list[tuple[float, float]]:
    if name == "re":
        x, y, w, h = numbers
        flat = [(x, y), (x + w, y), (x, y + h), (x + w, y + h)]
    else:
        flat = list(zip(numbers[::2], numbers[1::2], strict=True))
    return [matrix.transform(point) for point in flat]


def _moved(x: float, y: float) -> Matrix:
    return Matrix(1, 0, 0, 1, x, y)


def _clipped(state: State, points: list[tuple[float, float]]) -> State:
    around = _around(points)
    return replace(state, clip=_common(state.clip, around), frame=_common(state.frame, around))


def _around(points: list[tuple[float, float]]) -> Box:
    return min(x for x, _ in points), min(y for _, y in points), max(x for x, _ in points), max(y for _, y in points)


def _union(boxes: Iterable[Box]) -> Box:
    left, bottom, right, top = zip(*boxes, strict=True)
    return min(left), min(bottom), max(right), max(top)


def _common(one: Box, other: Box) -> Box:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def _box_of(points: list[tuple[float, float]], matrix: Matrix) -> Box:
    return _around([matrix.transform(point) for point in points])


def _inked(ink: Box, at: float, matrix: Matrix) -> Box:
    """The box of a glyph on the page; `at` ems from the beginning of its run."""
    left, bottom, right, top = ink
    return _box_of([(at + left, bottom), (at + right, bottom), (at + left, top), (at + right, top)], matrix)


def _unit(matrix: Matrix) -> Box:
    return _box_of([(0, 0), (1, 0), (0, 1), (1, 1)], matrix)


def _scale(matrix: Matrix) -> float:
    """How much a matrix enlarges heights."""
    return float((matrix.c**2 + matrix.d**2) ** 0.5)


def _dpi(width: int, height: int, matrix: Matrix) -> float:
    """The lower of the two resolutions of a picture on the page."""
    wide, high = (matrix.a**2 + matrix.b**2) ** 0.5, (matrix.c**2 + matrix.d**2) ** 0.5
    return min(72 * width / wide if wide else 0, 72 * height / high if high else 0)


def _space(value: Any, resources: Any) -> Colour:
    """The colour space that a name or an array means, with its initial colour."""
    if isinstance(value, Name) and str(value)[1:] not in _DEVICE:
        value = resources.get("/ColorSpace", Dictionary()).get(value, value)
    if isinstance(value, Name):
        name = str(value)[1:]
        return Colour(name, (0.0, 0.0, 0.0, 1.0) if name == "DeviceCMYK" else (0.0,))
    if isinstance(value, Array) and len(value):
        kind = str(value[0])[1:]
        if kind == "ICCBased":
            return Colour(f"ICC{int(value[1].N)}", (0.0,))
        if kind == "Indexed":
            return replace(_space(value[1], resources), values=())
        if kind == "Separation":
            return Colour("Separation", (1.0,), str(value[1])[1:])
        return Colour(kind, (1.0,) * len(value[1]) if kind == "DeviceN" else (0.0,))
    return Colour("DeviceGray", (0.0,))


_DEVICE = ("DeviceGray", "DeviceRGB", "DeviceCMYK", "Pattern")


def _picture_spaces(image: Any, resources: Any) -> tuple[str, ...]:
    space = image.get("/ColorSpace")
    return (_space(space, resources).space,) if space is not None else ("JPX",)
