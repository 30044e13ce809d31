"""Imposition: single pages laid on sheets so that, folded and stitched or cut, they stand in order.

For an office printer (A4, both sides, flipped on the short edge) and for shops that ask for it. What is imposed goes to a
folder of its own: nobody imposes twice.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from livret.press.finish import MM, SLUG, crop_marks, registration

Pair = tuple[int | None, int | None]  # the pages on the left and on the right half of a side, from 1; None is blank
A4 = (210.0, 297.0)  # mm
_LANDSCAPES = ((297.0, 210.0), (420.0, 297.0), (594.0, 420.0))  # mm, A4 to A2


def filled_up(count: int, multiple: int = 4) -> list[int | None]:
    """The pages of a booklet with blanks before its last page, which is its back."""
    blanks: list[int | None] = [None] * (-count % multiple)
    return [*range(1, count), *blanks, count] if count else []


def saddle(pages: Sequence[int | None], right_bound: bool = False, signature: int = 0) -> list[tuple[Pair, int]]:
    """The sides of the sheets in the order of printing, each with how deep its sheet lies in its signature, 0 outside.

    `signature` is a number of sheets; 0 stitches all of them into one. Eight pages bound on the right
    are (1,8) (7,2) (3,6) (5,4).
    """
    size = 4 * signature or len(pages)
    sides: list[tuple[Pair, int]] = []
    for start in range(0, len(pages), size):
        part = list(pages[start : start + size])
        for depth in range(len(part) // 4):
            front = (part[-1 - 2 * depth], part[2 * depth])
            back = (part[2 * depth + 1], part[-2 - 2 * depth])
            sides += [(side[::-1] if right_bound else side, depth) for side in (front, back)]
    return sides


@dataclass(frozen=True, slots=True)
class Paper:
    """`thickness` in mm: each sheet pushes the ones inside it out by as much (creep). A shop's sheet has bleed and marks."""

    thickness: float = 0.1
    signature: int = 0
    shop: bool = False


def split(pages: list[int | None]) -> tuple[list[int | None], list[int | None]]:
    """The cover, which is printed on other paper, and what is stitched into it."""
    return [*pages[:2], *pages[-2:]], pages[2:-2]


def booklet(data: bytes, right_bound: bool, paper: Paper, pages: list[int | None] | None = None) -> bytes:
    """The press file of a booklet as spreads, of all its pages or of some. An office's sheet is A4 (or A3) on its side."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        single = list(pdf.pages)
        trim = [float(side) for side in single[0].trimbox]
        width, height = trim[2] - trim[0], trim[3] - trim[1]
        bleed = trim[0] - float(single[0].obj.BleedBox[0])
        around = bleed + SLUG * MM
        whole = (2 * width + 2 * around, height + 2 * around) if paper.shop else _office(2 * width, height)
        x0, y0 = (whole[0] - 2 * width) / 2, (whole[1] - height) / 2
        for (left, right), depth in saddle(pages or filled_up(len(single)), right_bound, paper.signature):
            creep = depth * paper.thickness * MM
            sheet = _Side(*whole)
            for number, x, half in ((left, x0 + creep, 0), (right, x0 + width - creep, 1)):
                if number is not None:
                    sheet.add(pdf, single[number - 1], x, y0, _clip(trim, bleed if paper.shop else 0, half))
            sheet.marks = crop_marks(around, bleed, (2 * width, height), (width,)) if paper.shop else ""
            _append(pdf, sheet, (x0, y0, x0 + 2 * width, y0 + height), bleed if paper.shop else 0.0)
        return _saved(pdf, len(single))


def n_up(data: bytes, sheet: tuple[float, float] = A4) -> bytes:
    """As many copies of each page as a sheet holds, in the middle of it, so that both sides meet; with marks to cut along."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        single = list(pdf.pages)
        for page in single:
            trim = [float(side) for side in page.trimbox]
            width, height = trim[2] - trim[0], trim[3] - trim[1]
            wide, high = sheet[0] * MM, sheet[1] * MM
            columns, rows = int(wide // width), int(high // height)
            if not columns or not rows:
                raise ValueError(f"{width / MM:.0f} × {height / MM:.0f} mm do not fit on {sheet[0]:.0f} × {sheet[1]:.0f} mm")
            left, low = (wide - columns * width) / 2, (high - rows * height) / 2
            side = _Side(wide, high)
            for column in range(columns):
                for row in range(rows):
                    side.add(pdf, page, left + column * width, low + row * height, tuple(trim))
            side.marks = _grid(left, low, columns, rows, width, height, wide, high)
            _append(pdf, side, (0.0, 0.0, wide, high), 0.0)
        return _saved(pdf, len(single))


class _Side:
    """One side of a sheet in the making; lengths in points."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.forms = Dictionary()
        self.content: list[str] = []
        self.marks = ""

    def add(self, pdf: Pdf, page: pikepdf.Page, x: float, y: float, clip: Sequence[float]) -> None:
        """A page whose trim begins at x, y; of it, what lies in `clip`."""
        form = page.as_form_xobject()
        form.BBox = Array([round(side, 4) for side in clip])
        name = f"/P{len(self.content)}"
        self.forms[name] = pdf.make_indirect(form)
        trim = [float(side) for side in page.trimbox]
        self.content.append(f"q 1 0 0 1 {x - trim[0]:.4f} {y - trim[1]:.4f} cm {name} Do Q\n")


def _clip(trim: Sequence[float], bleed: float, half: int) -> tuple[float, ...]:
    """The trim, with bleed where no other page lies: never over the spine."""
    left, right = (bleed, 0.0) if half == 0 else (0.0, bleed)
    return trim[0] - left, trim[1] - bleed, trim[2] + right, trim[3] + bleed


def _office(width: float, height: float) -> tuple[float, float]:
    """The smallest sheet of an office printer that holds two pages side by side."""
    fitting = ((wide * MM, high * MM) for wide, high in _LANDSCAPES)
    return next((wide, high) for wide, high in fitting if wide >= width - 1 and high >= height - 1)


def _append(pdf: Pdf, side: _Side, trim: tuple[float, float, float, float], bleed: float) -> None:
    left, bottom, right, top = trim
    page = Dictionary(
        Type=Name.Page,
        MediaBox=_box(0, 0, side.width, side.height),
        BleedBox=_box(left - bleed, bottom - bleed, right + bleed, top + bleed),
        TrimBox=_box(*trim),
        Resources=Dictionary(XObject=side.forms, ColorSpace=Dictionary(LvAll=registration())),
        Contents=pdf.make_stream(("".join(side.content) + side.marks).encode()),
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))


def _box(*sides: float) -> Array:
    return Array([round(side, 4) for side in sides])


def _grid(left: float, low: float, columns: int, rows: int, width: float, height: float, wide: float, high: float) -> str:
    """Short lines in the margins of the sheet, at every cut."""
    lines = []
    for column in range(columns + 1):
        x = left + column * width
        lines += [(x, 0, x, max(low - 3, 0)), (x, min(low + rows * height + 3, high), x, high)]
    for row in range(rows + 1):
        y = low + row * height
        lines += [(0, y, max(left - 3, 0), y), (min(left + columns * width + 3, wide), y, wide, y)]
    return (
        "q /LvAll CS 1 SCN 0.25 w "
        + " ".join(f"{a:.3f} {b:.3f} m {c:.3f} {d:.3f} l S" for a, b, c, d in lines if (a, b) != (c, d))
        + " Q\n"
    )


def _saved(pdf: Pdf, single: int) -> bytes:
    """Without the single pages, which live on as forms."""
    for _ in range(single):
        del pdf.pages[0]
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True, force_version="1.6", object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()
