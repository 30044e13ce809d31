"""The statement beside the emblem, in the official wording of a language: drawn as outlines, so that no phone and no printer needs its typeface.

The typeface is Ubuntu, one of the eight that Annex IX of Regulation (EU) 2021/1060 names (point 1.3), upright. In a demonstration nobody funds anything:
a box of the same size says what stands there.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache

from fontTools.misc.transform import Transform
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from livret.catalogs.interface import N_
from livret.editions.edition import Edition
from livret.emblem.flag import COLOUR, LEADING, LETTERS, Drawing, Form, Outlines, draw
from livret.languages import language
from livret.model import Language
from livret.problems import Place, Report
from livret.schema.funding import Statement, Statements
from livret.source import yaml
from livret.source.door import Refused

_STATEMENTS, _FONT = "emblem/statements.yaml", "emblem/Ubuntu-derivative-Livret.ttf"
_BOX = N_("Here: the emblem of the European Union. A demonstration does not show it.")


@dataclass(frozen=True, slots=True)
class Emblem:
    """What is shown of the European Union: a drawing with its name in the language of the statement; or `box`, what stands in its place."""

    drawing: Drawing
    alt: str
    language: Language
    box: str = ""


def union(edition: Edition, booklet: str = "") -> Statement | None:
    """What the Union pays of a booklet, or of anything; None where it does not."""
    return next((funder.union for funder in edition.funders(booklet) if funder.union), None)


def emblem(edition: Edition, booklet: str = "", form: Form = COLOUR) -> Emblem | None:
    """The emblem with the statement, where the Union pays: for a booklet, or for anything of the site. Raises Refused."""
    said = union(edition, booklet)
    if said is None:
        return None
    tag, statements = edition.language.tag, edition.remember("statements", _statements)
    tag = tag if tag in statements.languages else statements.otherwise
    wording = statements.languages[tag]
    lines = wording.cofunded if said == "cofunded" else wording.funded
    alt = f"{wording.emblem} – {' '.join(lines)}"
    drawing = draw(outlines(edition.theme_bytes(_FONT), lines), form, alt)
    return Emblem(drawing, alt, language(tag), edition.say(_BOX) if edition.config.mode == "demo" else "")


def _statements(edition: Edition) -> Statements:
    """The official wording. Raises Refused, as every file of the theme that cannot be read."""
    report, file = Report(), f"theme/{_STATEMENTS}"
    found = yaml.validate(yaml.parse(edition.theme(_STATEMENTS), file), Statements, report, "site", Place(file, 1, 1))
    for problem in report:
        raise Refused(problem.code, problem.place, **dict(problem.values))
    if found is None:
        raise ValueError("no wording, and no problem")
    return found


@lru_cache(maxsize=64)
def outlines(font: bytes, lines: tuple[str, ...]) -> Outlines:
    """Lines of text as a path, from the left. Raises Refused: `emblem-letters`, where the font does not have all of them."""
    face = TTFont(io.BytesIO(font), lazy=True)
    letters, glyphs, scale = face.getBestCmap(), face.getGlyphSet(), LETTERS / face["head"].unitsPerEm
    if missing := "".join(sorted({sign for sign in "".join(lines) if ord(sign) not in letters})):
        raise Refused("emblem-letters", Place(f"theme/{_STATEMENTS}"), characters=missing)
    pen, widest = SVGPathPen(glyphs, ntos=lambda number: f"{number:.0f}"), 0.0
    for number, line in enumerate(lines):
        x = 0.0
        for sign in line:
            glyph = glyphs[letters[ord(sign)]]
            glyph.draw(TransformPen(pen, Transform(scale, 0, 0, -scale, x, number * LEADING)))
            x += glyph.width * scale
        widest = max(widest, x)
    return Outlines(pen.getCommands(), widest, face["OS/2"].sCapHeight * scale, len(lines))
