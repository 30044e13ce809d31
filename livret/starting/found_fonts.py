"""Fonts as they lie in a file, a folder, or an installed package of PyPI or npm; none is ever downloaded. A variable font is cut to the weights that paper has."""

from __future__ import annotations

import datetime
import io
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError
from importlib.metadata import files as installed
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError
from fontTools.varLib.instancer import instantiateVariableFont

from livret.source.door import Door, Refused

REGULAR, BOLD = 400, 700
WEIGHTS = {"Regular": REGULAR, "Bold": BOLD}
_ENDINGS = (".ttf", ".otf", ".woff", ".woff2")
_LICENCES = ("ofl", "license", "licence", "copying")
OPEN = "open font license"
_COPYRIGHT, _LICENCE, _LICENCE_URL = 0, 13, 14  # ids of the table `name`
_NEAR = 100  # units of weight


logging.getLogger("fontTools").setLevel(logging.ERROR)  # what it puts right in the fonts of others is nothing to mend here


@dataclass(frozen=True, slots=True)
class FontFamily:
    """Fonts of one family by the names of their weights, as TrueType, and the text of their licence."""

    name: str
    fonts: dict[str, bytes]
    licence: str

    @property
    def stem(self) -> str:
        """How its files are named."""
        return "".join(self.name.split())


def files(source: str, beside: Iterable[Path]) -> list[Path]:
    """The files of a font by what a person calls it: a file, a folder, or an installed package, which for npm stands in the node_modules of a folder
    `beside`."""
    npm = (folder / "node_modules" / source for folder in beside)
    for path in (Path(source), *npm):
        if path.is_file():
            return [path]
        if path.is_dir():
            return [each for each in sorted(path.rglob("*")) if each.is_file()]
    try:
        return [Path(str(each.locate())) for each in installed(source) or ()]
    except (PackageNotFoundError, ValueError):
        return []


def family(paths: Iterable[Path], letters: str) -> FontFamily | None:
    """The upright fonts that have all of some letters: of the first family that has a regular one; None where there is none."""
    found: dict[str, dict[int, TTFont]] = {}
    paths = list(paths)
    for font in _opened(paths):
        if set(map(ord, letters)) <= font.getBestCmap().keys():
            name = str(font["name"].getBestFamilyName())
            for weight in _weights(font):
                found.setdefault(name, {}).setdefault(weight, font)
    for name, fonts in found.items():
        chosen = {called: font for called, weight in WEIGHTS.items() if (font := _nearest(fonts, weight))}
        if "Regular" in chosen:
            return FontFamily(
                name, {each: _cut(chosen[each], WEIGHTS[each]) for each in chosen}, _licence(paths, chosen["Regular"])
            )
    return None


def _opened(paths: Iterable[Path]) -> Iterator[TTFont]:
    """The upright TrueType fonts among files."""
    for path in paths:
        if path.suffix.lower() not in _ENDINGS:
            continue
        try:
            font = TTFont(io.BytesIO(_door(path).read(path.name)))
            if "glyf" in font and not font["head"].macStyle & 2:
                yield font
        except (Refused, TTLibError, ImportError):  # no font, or compressed in a way that needs a library which is not there
            continue


def _weights(font: TTFont) -> Iterator[int]:
    """The weights that a font has or can be cut to."""
    axes = {axis.axisTag: axis for axis in font["fvar"].axes} if "fvar" in font else {}
    if "wght" not in axes:
        yield font["OS/2"].usWeightClass
    else:
        yield from (weight for weight in WEIGHTS.values() if axes["wght"].minValue <= weight <= axes["wght"].maxValue)


def _nearest(fonts: dict[int, TTFont], weight: int) -> TTFont | None:
    near = sorted((weight_of for weight_of in fonts if abs(weight_of - weight) <= _NEAR), key=lambda each: abs(each - weight))
    return fonts[near[0]] if near else None


def _cut(font: TTFont, weight: int) -> bytes:
    """A font as TrueType, of one weight."""
    if "fvar" in font:
        whole = io.BytesIO()
        font.save(whole)
        font = TTFont(io.BytesIO(whole.getvalue()))
        places = {axis.axisTag: weight if axis.axisTag == "wght" else axis.defaultValue for axis in font["fvar"].axes}
        font = instantiateVariableFont(font, places, updateFontNames="STAT" in font)
    font.flavor = None
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def _licence(paths: Iterable[Path], font: TTFont) -> str:
    """The text of the font's licence that lies beside it – a package may have another one –, or what the font itself says."""
    for path in paths:
        if path.stem.lower().startswith(_LICENCES) and path.suffix.lower() in ("", ".txt", ".md"):
            text = _door(path).text(path.name)
            if OPEN in text.lower():
                return text
    said = (font["name"].getDebugName(ident) for ident in (_COPYRIGHT, _LICENCE, _LICENCE_URL))
    return "\n\n".join(filter(None, said)) + "\n"


def _door(path: Path) -> Door:
    return Door(path.parent, datetime.date.min)
