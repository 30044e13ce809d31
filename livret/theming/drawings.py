"""Drawings, pictures and fonts for pages of a theme: whether whoever loads them can read them."""

from __future__ import annotations

import re
import struct
from xml.parsers import expat

from livret.media import svg
from livret.media.encoding import UnfitError
from livret.problems import Place, Report, detail
from livret.tongue import marked

_PNG = b"\x89PNG\r\n\x1a\n"
_TOKEN = re.compile(rb"var\(--token-[a-z0-9-]+\)")
_INSIDE = re.compile(rb"^\s*<svg(?![^>]*xmlns=)")  # a drawing that stands in a page may leave out what it is
_SCRIPT = marked("a script")


def check_svg(data: bytes, path: str, report: Report, *, inside: bool) -> None:
    """A drawing is well-formed, and all that is in it can be seen: it is published as it is written. One that stands `inside` pages has a box."""
    whole = _TOKEN.sub(b"#000000", _INSIDE.sub(b'<svg xmlns="http://www.w3.org/2000/svg"', data))
    seen = _Seen(path)
    try:
        seen.read(whole)
        if inside and not re.search(rb"<svg[^>]*viewBox=", whole):
            raise UnfitError("picture-broken", reason=detail("viewBox, which says how large it is, is missing"))  # noqa: TRY301 – as all that is unfit
        svg.decoded(whole)
    except expat.ExpatError as error:
        reason = detail("an element that is not closed, or a sign that is none here")
        report.add("drawing-broken", Place(path, error.lineno, error.offset + 1), reason=reason)
    except UnfitError as error:
        report.add("drawing-broken", seen.place, reason=error.values.get("reason") or error.values["what"])


class _Seen:
    """Goes through a drawing until something is in it that no drawing of a theme may hold; `place` is where that is. Raises UnfitError and ExpatError."""

    def __init__(self, path: str) -> None:
        self.path, self.place, self.styled = path, Place(path, 1, 1), False
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler, self.parser.EndElementHandler = self.start, self.end
        self.parser.CharacterDataHandler, self.parser.EntityDeclHandler = self.text, self.entity

    def read(self, data: bytes) -> None:
        self.parser.Parse(data, True)
        self.place = Place(self.path, 1, 1)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.here()
        own = name.rpartition(":")[2]
        if own in svg.SEEN or own == "script":
            raise UnfitError("picture-drawing", what=detail("{what} (<{name}>)", what=detail(svg.SEEN.get(own, _SCRIPT)), name=own))
        self.styled = own == "style"
        for key, value in attributes.items():
            if key.lower().startswith("on"):
                raise UnfitError("picture-drawing", what=detail(_SCRIPT))
            if key.rpartition(":")[2] == "href" and not value.strip().startswith("#"):
                raise UnfitError("picture-drawing", what=detail("something from elsewhere ({target})", target=value))
            svg.within(value if key == "style" or "(" in value else "")

    def end(self, _: str) -> None:
        self.styled = False

    def text(self, text: str) -> None:
        if self.styled:
            self.here()
            svg.within(text)

    def entity(self, *_: object) -> None:
        self.here()
        raise UnfitError("picture-drawing", what=detail("words that stand for others (<!ENTITY>)"))

    def here(self) -> None:
        self.place = Place(self.path, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)


def check_png(data: bytes, path: str, sizes: str, report: Report) -> None:
    """A PNG of the size that the list of what pages load says."""
    if not data.startswith(_PNG) or len(data) < 24:  # noqa: PLR2004 – the signature and the head, which has the size
        report.add("picture-none", Place(path), kind="PNG")
        return
    width, height = struct.unpack(">II", data[16:24])
    if sizes and sizes != f"{width}x{height}":
        report.add("picture-size", Place(path), found=f"{width}x{height}", sizes=sizes)


def check_woff2(data: bytes, path: str, report: Report) -> None:
    """https://www.w3.org/TR/WOFF2/#woff20Header: what it is, and how long. What a page loads is a file that came whole."""
    if data[:4] != b"wOF2" or len(data) < 12 or struct.unpack(">I", data[8:12])[0] != len(data):  # noqa: PLR2004 – three numbers of four bytes
        report.add("font-broken", Place(path))
