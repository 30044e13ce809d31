"""Drawings: an SVG is written anew from elements and attributes that can only be seen.

It runs nothing, loads nothing, leads nowhere and tells nothing of who drew it, opened alone too. What nobody sees – notes of a program, a script, a name of
a layer – is left out; a part that would be missed – a photograph inside, a text in HTML – is refused, because nothing is lost in silence.
No document type is read, so that there are no entities.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import isfinite
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from livret import limits
from livret.media.encoding import Decoded, Encoding, UnfitError
from livret.problems import detail
from livret.tongue import marked


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_SHAPES = _words("path rect circle ellipse line polyline polygon text tspan textPath use")
_FRAMES = _words("svg g defs symbol clipPath mask marker pattern linearGradient radialGradient stop filter switch style a")
_FILTERS = _words(
    "feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood "
    "feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile "
    "feTurbulence"
)
_KEPT = _SHAPES | _FRAMES | _FILTERS
# What would be missed.
SEEN = {
    "image": marked("a photograph"), "foreignObject": marked("a text in HTML"), "feImage": marked("a photograph"), "iframe": marked("a page"), "video": marked("a film"),
    "audio": marked("a sound"), "canvas": marked("a canvas"), "object": marked("a page"), "embed": marked("a page"),
}  # fmt: skip
_ATTRIBUTES = _words(
    "id class style d x y x1 y1 x2 y2 cx cy r rx ry fx fy fr dx dy width height points transform viewBox preserveAspectRatio offset rotate pathLength "
    "textLength lengthAdjust startOffset method side spacing gradientUnits gradientTransform spreadMethod patternUnits patternContentUnits patternTransform "
    "clipPathUnits maskUnits maskContentUnits markerUnits markerWidth markerHeight refX refY orient filterUnits primitiveUnits in in2 result stdDeviation "
    "mode operator k1 k2 k3 k4 type values tableValues slope intercept amplitude exponent order kernelMatrix divisor bias targetX targetY edgeMode "
    "preserveAlpha surfaceScale diffuseConstant specularConstant specularExponent limitingConeAngle pointsAtX pointsAtY pointsAtZ azimuth elevation z "
    "scale xChannelSelector yChannelSelector radius baseFrequency numOctaves seed stitchTiles kernelUnitLength version "
    # how it looks: https://www.w3.org/TR/SVG2/styling.html#PresentationAttributes
    "alignment-baseline baseline-shift clip-path clip-rule color color-interpolation color-interpolation-filters direction display dominant-baseline fill "
    "fill-opacity fill-rule filter flood-color flood-opacity font-family font-size font-size-adjust font-stretch font-style font-variant font-weight "
    "letter-spacing lighting-color marker marker-end marker-mid marker-start mask mask-type opacity overflow paint-order shape-rendering stop-color "
    "stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor "
    "text-decoration text-rendering unicode-bidi vector-effect visibility white-space word-spacing writing-mode"
)
_WITHIN = re.compile(r"#[^\s'\"()<>]+")  # a part of the same drawing
_URL = re.compile(r"url\(\s*(['\"]?)([^)]*?)\1\s*\)", re.IGNORECASE)
_OUTSIDE = re.compile(r"@(?!media\b)|\\|expression\s*\(|image-set|src\s*\(|javascript:|behavior\s*:|-moz-binding", re.IGNORECASE)
_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
_UNITS = "px|pt|pc|mm|cm|in|q"
_LENGTH = re.compile(rf"\s*([0-9]*\.?[0-9]+(?:e[-+]?[0-9]+)?)\s*({_UNITS})?\s*", re.IGNORECASE)
_PX = {"": 1.0, **dict(zip(_UNITS.split("|"), (1.0, 4 / 3, 16.0, 96 / 25.4, 96 / 2.54, 96.0, 96 / 101.6), strict=True))}
_MOST = 10_000  # px of a side


def is_drawing(data: bytes) -> bool:
    """Whether a file begins as XML, or as SVG."""
    start = data[:1000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    return data[:2] in (b"\xff\xfe", b"\xfe\xff") or start.startswith((b"<?xml", b"<svg", b"<!--", b"<!doctype svg"))


def decoded(data: bytes) -> Decoded:
    """The one encoding of a drawing, for screens and paper. Raises UnfitError: `picture-drawing`, `picture-broken`."""
    if len(data) > limits.DRAWING_BYTES:
        raise UnfitError("picture-drawing", what=detail("more than {kilobytes} kB", kilobytes=limits.DRAWING_BYTES // 1000))
    writer = _Writer()
    writer.read(data)
    width, height = _size(writer.root)
    _check_uses(writer)
    text = "".join(writer.written)
    encoding = Encoding(".svg", width, height, text.encode())
    return Decoded((encoding,), encoding, letters="".join(sorted(writer.letters)))


@dataclass(slots=True)
class _Writer:
    """Reads one element after the other, and writes down those that are kept. By id, and by "" for the whole, `shapes` counts the elements inside, and
    `uses` has the ids of what they draw again."""

    written: list[str] = field(default_factory=list)
    root: Mapping[str, str] = field(default_factory=dict)
    depth: int = 0
    left_out: int = 0  # the depth of the element that is left out, with all that is in it
    named: list[str] = field(default_factory=list)  # the ids of the elements around, "" for one that has none
    shapes: dict[str, int] = field(default_factory=dict)
    uses: dict[str, list[str]] = field(default_factory=dict)
    letters: set[str] = field(default_factory=set)
    style: list[str] | None = None  # the text of a style sheet, while it is read

    def read(self, data: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = self.start, self.end, self.text
        parser.EntityDeclHandler = parser.SkippedEntityHandler = _refuse_entities
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        try:
            parser.Parse(data, True)
        except (expat.ExpatError, UnicodeDecodeError, LookupError):
            raise UnfitError("picture-broken", reason=detail("it is no XML, or ends too early")) from None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > limits.DRAWING_DEPTH:
            raise UnfitError("picture-drawing", what=detail("groups in groups, {depth} deep", depth=limits.DRAWING_DEPTH))
        if self.left_out:
            return
        space, _, own = name.rpartition(" ")
        if self.depth == 1 and (space, own) != (SVG, "svg"):
            raise UnfitError("picture-broken", reason=detail("it is XML, and no drawing in SVG"))
        if own in SEEN:
            raise UnfitError("picture-drawing", what=detail("{what} (<{name}>)", what=detail(SEEN[own]), name=own))
        if space != SVG or own not in _KEPT:
            self.left_out = self.depth
            return
        self.keep("g" if own == "a" else own, attributes)

    def keep(self, name: str, attributes: dict[str, str]) -> None:
        values = dict(_attributes(attributes))
        if self.depth == 1:
            self.root = values
            values = {"xmlns": SVG, **values} | _box(values)
        if name == "style":
            self.style = []
        self.named.append(values.get("id", ""))
        for ident in self.around():
            self.shapes[ident] = self.shapes.get(ident, 0) + 1
            self.uses.setdefault(ident, []).extend(_used(name, values))
        self.written.append(f"<{name}{''.join(f' {key}={quoteattr(value)}' for key, value in values.items())}>")

    def around(self) -> Iterable[str]:
        """Those whose size an element adds to."""
        return (_ALL, *filter(None, self.named))

    def end(self, name: str) -> None:
        self.depth -= 1
        if self.left_out:
            if self.left_out > self.depth:
                self.left_out = 0
            return
        if self.style is not None:
            self.written.append(escape(within("".join(self.style))))
            self.style = None
        own = name.rpartition(" ")[2]
        self.named.pop()
        self.written.append(f"</{'g' if own == 'a' else own}>")

    def text(self, text: str) -> None:
        if self.left_out:
            return
        if self.style is not None:
            self.style.append(text)
        else:
            self.written.append(escape(text))
            self.letters.update("".join(text.split()))


_ALL = ""  # the whole drawing, among the ids


def _refuse_entities(*_: object) -> None:
    raise UnfitError("picture-drawing", what=detail("words that stand for others (<!ENTITY>)"))


def _attributes(attributes: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    for name, value in attributes.items():
        space, _, own = name.rpartition(" ")
        if own == "href" and space in ("", XLINK):
            if _WITHIN.fullmatch(value.strip()):
                yield "href", value.strip()
        elif not space and own in _ATTRIBUTES:
            yield own, within(value) if own == "style" or "(" in value else value
        elif name == "http://www.w3.org/XML/1998/namespace space":
            yield "xml:space", value


def _used(name: str, values: Mapping[str, str]) -> Iterable[str]:
    """The parts that an element draws again: by `use`, as a pattern, mask or marker."""
    if name == "use" and "href" in values:
        yield values["href"][1:]
    for value in values.values():
        yield from (found[2].strip()[1:] for found in _URL.finditer(value))


def within(text: str) -> str:
    """A style that refers to nothing but parts of the drawing. Raises UnfitError."""
    text = _REMARK.sub("", text)
    if _OUTSIDE.search(text) or any(not _WITHIN.fullmatch(found[2].strip()) for found in _URL.finditer(text)):
        raise UnfitError("picture-drawing", what=detail("a style that loads something else"))
    return text


def _box(root: Mapping[str, str]) -> dict[str, str]:
    """Width and height as numbers, and what they are of."""
    width, height = _size(root)
    return {"width": str(width), "height": str(height), "viewBox": root.get("viewBox") or f"0 0 {width} {height}"}


def _size(root: Mapping[str, str]) -> tuple[int, int]:
    """In px: as it says, or as what it shows is large. Raises UnfitError where it says nothing."""
    width, height = _px(root.get("width", "")), _px(root.get("height", ""))
    if not (width and height):
        box = [_px(part) for part in re.split(r"[\s,]+", root.get("viewBox", "").strip())[2:]]
        if len(box) != 2 or not all(box):  # noqa: PLR2004 – width and height
            raise UnfitError("picture-drawing", what=detail("no width and no height"))
        wide, high = box
        width, height = (width, width * high / wide) if width else (height * wide / high, height) if height else (wide, high)
    part = min(1.0, _MOST / width, _MOST / height)
    return max(1, round(width * part)), max(1, round(height * part))


def _px(text: str) -> float:
    """0 where it is no length of its own, as in `100%`."""
    found = _LENGTH.fullmatch(text)
    length = float(found[1]) * _PX[(found[2] or "").lower()] if found else 0.0
    return length if isfinite(length) else 0.0


def _check_uses(writer: _Writer) -> None:
    """A drawing that uses itself, or a part ten times that uses another ten times, would never be done."""
    known: dict[str, int] = {}

    def drawn(ident: str, around: tuple[str, ...]) -> int:
        if ident in around or len(around) > limits.DRAWING_DEPTH:
            raise UnfitError("picture-drawing", what=detail("a part that uses itself"))
        if ident not in known:
            used = sum(drawn(target, (*around, ident)) for target in writer.uses.get(ident, ()))
            known[ident] = writer.shapes.get(ident, 0) + used
        return known[ident]

    if drawn(_ALL, ()) > limits.DRAWING_SHAPES:
        raise UnfitError("picture-drawing", what=detail("more than {count} shapes", count=limits.DRAWING_SHAPES))
