"""Lines of text that print over each other, by the ink of their glyphs: the dots of one on the letters of the next."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from livret.preflight.painting import Box, Painted, Text

_LINE = 0.5  # ems between two lines: less is a raised sign, or a mark over its letter
_TOUCH = 0.04  # ems that boxes may reach into one another: where they do, ink need not


def overlaps(things: Iterable[Painted]) -> Iterator[Box]:
    """Where glyphs of two lines lie over each other, once for each two runs. What is turned against another, as a mark under a page, is meant."""
    runs = sorted(
        ((_around(thing.ink), thing) for thing in things if isinstance(thing, Text) and thing.shown and thing.ink), key=_low
    )
    for number, (box, run) in enumerate(runs):
        for other_box, other in runs[number + 1 :]:
            if other_box[1] >= box[3]:
                break
            if _meet(box, other_box, 0) and _other_line(run, other) and (found := _glyphs(run, other)):
                yield found


def _low(run: tuple[Box, Text]) -> float:
    return run[0][1]


def _around(boxes: Iterable[Box]) -> Box:
    left, bottom, right, top = zip(*boxes, strict=True)
    return min(left), min(bottom), max(right), max(top)


def _meet(one: Box, other: Box, slack: float) -> bool:
    return min(one[2], other[2]) - max(one[0], other[0]) > slack and min(one[3], other[3]) - max(one[1], other[1]) > slack


def _other_line(one: Text, other: Text) -> bool:
    """Whether two runs stand on lines of their own, in one direction."""
    if abs(one.angle - other.angle) > 1:
        return False
    turned = math.radians(one.angle)
    across = (other.base[1] - one.base[1]) * math.cos(turned) - (other.base[0] - one.base[0]) * math.sin(turned)
    return abs(across) > _LINE * max(one.size, other.size)


def _glyphs(one: Text, other: Text) -> Box | None:
    slack = _TOUCH * min(one.size, other.size)
    return next((mine for mine in one.ink for theirs in other.ink if _meet(mine, theirs, slack)), None)
