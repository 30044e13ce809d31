"""What is painted where, as MuPDF tells it of a page and fontTools of an SVG: neither knows of Livret. Lengths in mm of a page, in units of an SVG; y goes
down in both."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from math import atan2, cos, hypot, pi
from pathlib import Path

import pytest
from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path import parse_path
from lxml import etree

MM = 72 / 25.4
Point = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Shape:
    """A painted path, its subpaths as points; or a glyph, as the corners of its box."""

    colour: tuple[float, ...]
    parts: tuple[tuple[Point, ...], ...]

    @property
    def box(self) -> Box:
        xs, ys = zip(*(point for part in self.parts for point in part), strict=True)
        return min(xs), min(ys), max(xs), max(ys)


@dataclass(frozen=True)
class Painted:
    """The emblem among what is painted, and all else in order. `high` is the height of its rectangle."""

    field: Shape
    stars: Shape
    words: Shape
    others: tuple[Shape, ...]
    page: Box

    @property
    def high(self) -> float:
        return self.field.box[3] - self.field.box[1]


def pages(pdf: Path) -> Iterator[tuple[Box, list[Shape]]]:
    """Each page of a PDF: its box, what is painted on it."""
    told = subprocess.run(["mutool", "trace", pdf], capture_output=True, check=True).stdout
    for page in etree.fromstring(told).iter("page"):
        x0, y0, x1, y1 = (float(side) / MM for side in page.attrib["mediabox"].split())
        yield (x0, y0, x1, y1), [shape for element in page.iter() for shape in _shapes(element)]


def _shapes(element: etree._Element) -> Iterator[Shape]:
    if element.tag not in ("fill_path", "stroke_path", "fill_text"):
        return
    a, b, c, d, e, f = (float(number) for number in element.attrib["transform"].split())
    colour = tuple(float(ink) for ink in element.attrib["color"].split())

    def at(x: float, y: float) -> Point:
        return (a * x + c * y + e) / MM, (b * x + d * y + f) / MM

    if element.tag == "fill_text":
        for span in element.iter("span"):
            up = float(span.attrib["trm"].split()[3])  # an em, from the baseline
            for glyph in span.iter("g"):
                x, y, wide = (float(glyph.attrib[name]) for name in ("x", "y", "adv"))
                if glyph.attrib["unicode"].strip():
                    yield Shape(colour, ((at(x, y - 0.25 * up), at(x + wide * abs(up), y + 0.75 * up)),))
        return
    parts: list[list[Point]] = []
    for step in element:
        if step.tag == "moveto":
            parts.append([])
        for x, y in (("x", "y"), ("x1", "y1"), ("x2", "y2"), ("x3", "y3")):
            if x in step.attrib:
                parts[-1].append(at(float(step.attrib[x]), float(step.attrib[y])))
    yield Shape(colour, tuple(map(tuple, parts)))


def drawing(svg: str) -> tuple[Box, list[Shape]]:
    """An SVG of paths alone: its view, what is painted."""
    root = etree.fromstring(svg)
    x, y, wide, high = (float(side) for side in root.attrib["viewBox"].split())
    found = []
    for path in root.iter("{http://www.w3.org/2000/svg}path"):
        pen = RecordingPen()
        parse_path(path.attrib["d"], pen)
        right, down = map(float, path.attrib.get("transform", "translate(0 0)")[10:-1].split())
        parts: list[list[Point]] = []
        for step, points in pen.value:
            if step == "moveTo":
                parts.append([])
            parts[-1] += [(px + right, py + down) for px, py in points]
        red, green, blue = (int(path.attrib["fill"][at : at + 2], 16) / 255 for at in (1, 3, 5))
        found.append(Shape((red, green, blue), tuple(map(tuple, parts))))
    return (x, y, x + wide, y + high), found


def emblem(page: Box, shapes: list[Shape]) -> Painted | None:
    """The emblem: what has twelve parts of ten corners, the rectangle under it and the letters after it; None where there is none."""
    at = next(
        (number for number, each in enumerate(shapes) if len(each.parts) == 12 and {len(_corners(p)) for p in each.parts} == {10}),
        None,
    )
    if at is None:
        return None
    stars, words = shapes[at], shapes[at + 1]
    grounds = [each for each in shapes[:at] if len(each.parts) == 1 and _inside(stars.box, each.box)]
    field = next(
        each for each in grounds if (each.box[2] - each.box[0]) / (each.box[3] - each.box[1]) == pytest.approx(1.5, abs=0.002)
    )
    others = [each for each in shapes if each not in (stars, words) and not _inside(each.box, field.box)]
    return Painted(field, stars, words, tuple(others), page)


def is_drawn_by_the_rules(found: Painted) -> None:
    """Annex IX of Regulation (EU) 2021/1060, point 1.9 (C): asserts the rectangle, the circle of stars, and the stars."""
    x0, y0, x1, y1 = found.field.box
    assert (x1 - x0) / found.high == pytest.approx(1.5, abs=0.002)
    middle, hours = ((x0 + x1) / 2, (y0 + y1) / 2), []
    near = pytest.approx
    for part in found.stars.parts:
        corners = _corners(part)
        centre = sum(x for x, _ in corners) / 10, sum(y for _, y in corners) / 10
        assert hypot(centre[0] - middle[0], centre[1] - middle[1]) / found.high == near(1 / 3, abs=0.001)
        hours.append(atan2(centre[0] - middle[0], middle[1] - centre[1]) / (pi / 6) % 12)
        reach = [hypot(x - centre[0], y - centre[1]) / found.high for x, y in corners]
        points = [corner for corner, far in zip(corners, reach, strict=True) if far == near(1 / 18, abs=0.0005)]
        assert len(points) == 5
        top = min(points, key=lambda point: point[1])
        assert top[0] == near(centre[0], abs=0.0005 * found.high)  # upright
        arms = sorted(points, key=lambda point: point[1])[1:3]
        assert arms[0][1] == near(arms[1][1], abs=0.0005 * found.high)
        inner = min(reach)  # the sides of a star go straight on from point to point
        assert inner == near(cos(2 * pi / 5) / cos(pi / 5) / 18, abs=0.0005)
    assert sorted(round(hour, 1) % 12 for hour in hours) == list(range(12))


def is_alone(found: Painted, clear: float) -> None:
    """Nothing but white is within `clear` of the emblem and its statement, and the page ends no nearer."""
    boxes = (found.field.box, found.words.box)
    x0, y0, x1, y1 = min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)
    around = x0 - clear, y0 - clear, x1 + clear, y1 + clear
    assert _inside(around, found.page)
    near = [each.box for each in found.others if not _is_white(each) and not _apart(each.box, around)]
    assert near == []


def is_not_mirrored(found: Painted) -> None:
    """The statement follows the rectangle, its first line above the second."""
    assert found.words.box[0] > found.field.box[2]
    assert found.field.box[1] <= found.words.box[1]
    assert found.words.box[3] <= found.field.box[3]


def _corners(part: tuple[Point, ...]) -> tuple[Point, ...]:
    return part[:-1] if len(part) > 1 and part[0] == part[-1] else part


def _is_white(shape: Shape) -> bool:
    return shape.colour in ((1.0,), (1.0, 1.0, 1.0), (0.0, 0.0, 0.0, 0.0))


def _inside(one: Box, other: Box) -> bool:
    slack = 0.01
    return one[0] >= other[0] - slack and one[1] >= other[1] - slack and one[2] <= other[2] + slack and one[3] <= other[3] + slack


def _apart(one: Box, other: Box) -> bool:
    slack = 0.02
    return one[2] <= other[0] + slack or one[0] >= other[2] - slack or one[3] <= other[1] + slack or one[1] >= other[3] - slack
