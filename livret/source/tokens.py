"""Design tokens: `theme/tokens.yaml`, flattened to dotted names, for the web's CSS and Typst alike.

What a site writes there is laid over Livret's own, key by key, and what is wrong in it is told at its line: names that nothing asks for, values that are
no colours, two colours that are shown together and that eyes cannot tell apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import product

from livret.problems import Place, Report, near, slipped
from livret.source import yaml
from livret.source.door import Door, Refused

PATH = "theme/tokens.yaml"
# What the web's CSS and Typst ask for. Of `category` there is one for each pictogram that has a colour, of `font` one for each script.
_COLOURS = (
    "ink", "soft", "line", "paper", "ground", "accent", "wash", "onaccent", "alarm", "danger", "dangerwash", "free", "freewash",
    "deadline", "deadlinewash", "documents", "documentswash", "shortcut",
)  # fmt: skip
_CATEGORIES = (
    "emergency", "health", "asylum", "housing", "food", "learning", "daily", "booklet", "letter", "child", "hurt", "permit",
    "school",
)  # fmt: skip
_FONTS = ("latin", "arabic", "ethiopic", "georgian", "symbols", "emoji")
_PALETTES = ("", "dark.", "strong.")  # by day; what the others leave out is as by day
_INKS = "cmyk."
_SCRIPT = re.compile(r"[A-Z][a-z]{3}")  # ISO 15924
_CATEGORY = re.compile(r"(dark\.|strong\.|cmyk\.)?category\.[a-z][a-z0-9-]*")
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_TEXT, _SHAPE = 4.5, 3.0  # WCAG 2.2, 1.4.3 and 1.4.11: the least contrast of text, and of what is not text
_WHITE = "#ffffff"
# What is read on what, and what is seen on what.
_READ = {
    "ink": ("paper", "ground", "wash", "freewash", "deadlinewash", "dangerwash", "documentswash"),
    "soft": ("paper", "ground"),
    "accent": ("paper", "ground", "wash"),
    "onaccent": ("accent",),
    "danger": ("paper", "dangerwash"),
    "free": ("paper", "freewash"),
    "deadline": ("paper", "deadlinewash"),
    "documents": ("paper", "documentswash"),
    _WHITE: ("alarm",),
}


def tokens(door: Door, report: Report) -> dict[str, str]:
    """`colour.ink` to its value: the site's own, or that of a layer beneath. Of a colour that is of one layer, no ink is of those beneath."""
    try:
        return door.once("tokens", PATH, tuple(map(door.digest, door.beneath(PATH))), partial(_merged, door), report)
    except Refused as refused:
        report.take(refused.problem)
        return {}


def places(door: Door) -> Mapping[str, Place]:
    """Where each token that is the site's own is written. Raises Refused."""
    return {name: key.place for name, key, _ in _flat("", yaml.parse(door.text(PATH), PATH))}


def _merged(door: Door, report: Report) -> dict[str, str]:
    merged: dict[str, str] = {}
    chosen: dict[str, Place] = {}  # by the site or its bases
    every = door.every(PATH)
    for path in reversed(every) if len(every) > 1 else (PATH,):
        own, carried = _tokens_at(door, path, report), path != PATH and door.is_carried(path)
        sound = {name: str(value) for name, key, value in own if carried or _is_sound(name, key, value, merged, report)}
        recoloured = {f"{_INKS}{name}" for name in sound}
        merged = {name: value for name, value in merged.items() if name not in recoloured} | sound
        chosen |= {} if carried else {name: key.place for name, key, _ in own}
    if any(problem.code != "token-unknown" for problem in report):
        return merged
    _check_whole(merged, report)
    if chosen:
        _check_contrast(merged, chosen, report)
    return merged


def _tokens_at(door: Door, path: str, report: Report) -> list[tuple[str, yaml.Scalar, object]]:
    tree = yaml.parse(door.text(path), path)
    if tree is not None and not isinstance(tree, yaml.Mapping):
        report.add("token-groups", Place(path, 1, 1))
    return list(_flat("", tree))


def _flat(prefix: str, tree: object) -> Iterator[tuple[str, yaml.Scalar, object]]:
    """The dotted name, the key and the value of each token; a group that is none is its own value."""
    if not isinstance(tree, yaml.Mapping):
        return
    for key, value in tree.items():
        name = f"{prefix}{key}"
        if isinstance(value, yaml.Mapping):
            yield from _flat(f"{name}.", value)
        else:
            yield name, _key(key), value


def _key(key: object) -> yaml.Scalar:
    if not isinstance(key, yaml.Scalar):
        raise TypeError("a key without a place")
    return key


# --- each token ----------------------------------------------------------------------------------------


def _is_sound(name: str, key: yaml.Scalar, value: object, beneath: Mapping[str, str], report: Report) -> bool:
    if not _is_known(name, beneath):
        report.add("token-unknown", key.place, name=name, near=near(name, (*beneath, *names())))
        return False
    place = value.place if isinstance(value, yaml.Scalar) else key.place
    code = _wrong(name, value)
    if code:
        report.add(code, place, name=name, value=value or "")
    return not code


def _is_known(name: str, beneath: Mapping[str, str]) -> bool:
    *_, group, own = ("", *name.split("."))
    return name in beneath or name in names() or (group == "font" and bool(_SCRIPT.fullmatch(own))) or _is_category(name)


def _is_category(name: str) -> bool:
    """A pictogram of a site's own has a colour of its own."""
    return bool(_CATEGORY.fullmatch(name)) and not slipped(name, names())


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """The tokens that the web's CSS and Typst ask for: `colour.ink`, `dark.category.health`, `cmyk.colour.ink`, `font.latin`."""
    colours = (*(f"colour.{name}" for name in _COLOURS), *(f"category.{name}" for name in _CATEGORIES))
    return (*(palette + name for palette, name in product((*_PALETTES, _INKS), colours)), *(f"font.{name}" for name in _FONTS))


def shape(name: str) -> str:
    """A regular expression for what a token may be: a colour, four inks in hundredths, the names of fonts."""
    return r"\S" if name.startswith("font.") else _FOUR_INKS if name.startswith(_INKS) else f"^{_HEX.pattern}$"


_FOUR_INKS = r"^\d{1,3} \d{1,3} \d{1,3} \d{1,3}$"


def _wrong(name: str, value: object) -> str:
    """The code of what is wrong with a value, or ""."""
    if name.startswith("font."):
        return "" if isinstance(value, str) and value.strip() else "token-font"
    if name.startswith(_INKS):
        return "" if isinstance(value, str) and _is_ink(value) else "token-ink"
    return "" if isinstance(value, str) and _HEX.fullmatch(value) else "token-colour"


def _is_ink(value: str) -> bool:
    parts = value.split()
    return len(parts) == 4 and all(part.isascii() and part.isdigit() and int(part) <= 100 for part in parts)  # noqa: PLR2004 – inks, hundredths


# --- all of them together ------------------------------------------------------------------------------


def _check_whole(merged: Mapping[str, str], report: Report) -> None:
    """The tokens that Livret's own CSS and Typst cannot do without."""
    needed = (*(f"colour.{name}" for name in _COLOURS), *(f"font.{name}" for name in _FONTS))
    for name in needed:
        if name not in merged:
            report.add("token-missing", Place(PATH), name=name)


def _check_contrast(merged: Mapping[str, str], own: Mapping[str, Place], report: Report) -> None:
    """Told of the colour that the site has chosen – where it has chosen both, of the one in front –, and of the worst that comes of it."""
    told: set[str] = set()
    for pair in sorted(_pairs(merged), key=lambda pair: pair.missing, reverse=True):
        chosen = next((colour for colour in (pair.front, pair.back) if colour.name in own), None)
        if chosen is None or pair.missing <= 0 or chosen.name in told:
            continue
        told.add(chosen.name)
        enough = _enough(chosen.value, (pair.back if chosen is pair.front else pair.front).value, pair.least)
        shown = {"front": pair.front.name, "back": pair.back.name, "ratio": f"{pair.contrast:.1f}", "least": f"{pair.least:g}"}
        report.add("token-contrast", own[chosen.name], **shown, name=chosen.name, near=enough)


@dataclass(frozen=True, slots=True)
class _Colour:
    """A colour of a palette, under the name that it is written by: its own there, or that of the day."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two colours that are shown together, and the least contrast that they need."""

    front: _Colour
    back: _Colour
    least: float

    @property
    def contrast(self) -> float:
        return contrast(self.front.value, self.back.value)

    @property
    def missing(self) -> float:
        return self.least - self.contrast


def _pairs(merged: Mapping[str, str]) -> Iterator[_Pair]:
    for palette, (front, back, least) in product(_PALETTES, _together(merged)):
        yield _Pair(_colour(merged, palette, front), _colour(merged, palette, back), least)


def _colour(merged: Mapping[str, str], palette: str, name: str) -> _Colour:
    written = palette + name if palette + name in merged else name
    return _Colour(written, merged.get(written, written))


def _together(merged: Mapping[str, str]) -> Iterator[tuple[str, str, float]]:
    yield from ((_full(front), _full(back), _TEXT) for front, backs in _READ.items() for back in backs)
    for name in merged:
        if name.startswith("category."):
            yield from ((name, "colour.paper", _TEXT), (name, "colour.ground", _SHAPE))


def _full(name: str) -> str:
    return name if name.startswith("#") else f"colour.{name}"


def contrast(one: str, other: str) -> float:
    """Of two colours, from 1 to 21: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 – as sRGB is defined


def _parts(colour: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(colour[1:])
    return red, green, blue


def _enough(colour: str, other: str, least: float) -> str:
    """The colour, so much darker or lighter that it can be told from the other."""
    ends: Iterable[tuple[int, int, int]] = ((0, 0, 0), (255, 255, 255))
    towards = max(ends, key=lambda end: contrast(_hex(end), other))
    steps = (_hex(round(a + (b - a) * step / 50) for a, b in zip(_parts(colour), towards, strict=True)) for step in range(51))
    return next((each for each in steps if contrast(each, other) >= least), "")


def _hex(parts: Iterable[int]) -> str:
    return f"#{bytes(parts).hex()}"
