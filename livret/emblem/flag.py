"""The emblem of the European Union, drawn as Annex IX of Regulation (EU) 2021/1060 describes it (point 1.9), its statement beside it: one SVG.

The rectangle is half as long again as high. Twelve stars stand as the hours do, on a circle whose radius is a third of the height; each has its points
on a circle whose radius is an eighteenth of it, one of them upwards. Nothing else may be in the picture, so the space that is kept clear is part of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape
from math import cos, pi, sin

HEIGHT = 1800  # what all else is a part of; in units of the drawing
WIDTH = HEIGHT * 3 // 2
CIRCLE, STAR = HEIGHT // 3, HEIGHT // 18
EDGE = HEIGHT // 25  # of white around the rectangle on a coloured ground
CLEAR = HEIGHT // 3  # on each side: the rules ask that nothing interferes and name no length; it is that of the circle's radius
GAP = HEIGHT // 6  # before the statement
PIXELS = 42  # of CSS, the height of the rectangle on a screen: with what is kept clear 70, a whole number
LETTERS, LEADING = 700, 840  # an em of the statement, and from line to line: two lines are not quite as high as the rectangle
_INNER = sin(pi / 10) / sin(3 * pi / 10)  # the inner corners of a star whose sides are straight from point to point
LEAST = 10.0  # mm, the height of the rectangle on paper
_LINE = HEIGHT // 50  # of the outline in black

BLUE, YELLOW, BLACK, WHITE = "#003399", "#ffcc00", "#000000", "#ffffff"  # RGB 0/51/153 and 255/204/0
INKS = {BLUE: (1.0, 0.8, 0.0, 0.0), YELLOW: (0.0, 0.0, 1.0, 0.0)}  # cyan, magenta, yellow, black


@dataclass(frozen=True, slots=True)
class Form:
    """A way in which it may be reproduced: the colours of its parts, "" for what is not there."""

    field: str
    stars: str
    words: str
    ground: str = WHITE
    edge: str = ""
    outline: str = ""


COLOUR = Form(BLUE, YELLOW, BLUE)
FORMS = {
    "colour": COLOUR,
    "on-colour": Form(BLUE, YELLOW, WHITE, ground="", edge=WHITE),
    "blue": Form(BLUE, WHITE, BLUE),
    "black": Form(WHITE, BLACK, BLACK, outline=BLACK),
}


@dataclass(frozen=True, slots=True)
class Outlines:
    """A statement as a path, its first baseline at 0, `width` wide; `capital` is the height of its capitals, `lines` how many there are."""

    path: str
    width: float
    capital: float
    lines: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG; its sides, the clear space included, as multiples of the height of the rectangle."""

    svg: str
    width: float
    height: float

    @property
    def pixels(self) -> tuple[int, int]:
        """Its sides on a screen, where a centimetre has 37.8 pixels."""
        return round(PIXELS * self.width), round(PIXELS * self.height)


def draw(statement: Outlines, form: Form, title: str) -> Drawing:
    """The emblem with its statement. The picture is called `title`."""
    width, height = WIDTH + GAP + statement.width + 2 * CLEAR, HEIGHT + 2 * CLEAR
    block = statement.capital + LEADING * (statement.lines - 1)
    baseline = (HEIGHT - block) / 2 + statement.capital
    parts = [
        _rectangle(-CLEAR, -CLEAR, width, height, form.ground),
        _rectangle(-EDGE, -EDGE, WIDTH + 2 * EDGE, HEIGHT + 2 * EDGE, form.edge),
        _rectangle(0, 0, WIDTH, HEIGHT, form.outline),
        _rectangle(*((_LINE, _LINE, WIDTH - 2 * _LINE, HEIGHT - 2 * _LINE) if form.outline else (0, 0, WIDTH, HEIGHT)), form.field),
        f'<path fill="{form.stars}" d="{"".join(map(_star, centres()))}"/>',
        f'<path fill="{form.words}" transform="translate({WIDTH + GAP} {baseline:.0f})" d="{statement.path}"/>',
    ]
    drawn = Drawing("", round(width) / HEIGHT, height / HEIGHT)
    box, (wide, high) = f"{-CLEAR} {-CLEAR} {width:.0f} {height}", drawn.pixels
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" width="{wide}" height="{high}" role="img">'
    return replace(drawn, svg=f"{head}<title>{escape(title)}</title>{''.join(parts)}</svg>")


def centres() -> Iterator[tuple[float, float]]:
    """Where the stars are, from the corner of the rectangle: in the place of the hours, from twelve."""
    for hour in range(12):
        angle = hour * pi / 6
        yield WIDTH / 2 + CIRCLE * sin(angle), HEIGHT / 2 - CIRCLE * cos(angle)


def _star(centre: tuple[float, float]) -> str:
    corners = []
    for number in range(10):
        radius, angle = STAR * (_INNER if number % 2 else 1), number * pi / 5
        corners.append(f"{centre[0] + radius * sin(angle):.1f} {centre[1] - radius * cos(angle):.1f}")
    return f"M{'L'.join(corners)}Z"


def _rectangle(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f'<path fill="{colour}" d="M{x:.0f} {y:.0f}h{width:.0f}v{height:.0f}h{-width:.0f}z"/>' if colour else ""
