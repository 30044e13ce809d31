"""The checks of one page: its boxes, then everything it paints."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from livret.preflight.code import Code, coloured
from livret.preflight.finding import Finding
from livret.preflight.overlaps import overlaps
from livret.preflight.painting import Box, Colour, Fonts, Painted, Path, Picture, Text, painted
from livret.problems import detail
from livret.tongue import marked

MM = 72 / 25.4
_TOLERANCE = 0.2 * MM
_CROPPED = 0.5  # mm of a picture: less is rounding


@dataclass(frozen=True, slots=True)
class Limits:
    """What offset printing asks for: mm, points, dots per inch and hundredths of ink."""

    bleed: float = 3.0
    safe: float = 3.0
    text: float = 6.0
    one_ink: float = 12.0  # text smaller than this is printed in one ink
    hairline: float = 0.25
    dpi: float = 220
    line_dpi: float = 550
    ink: float = 300
    module: float = 0.33  # of a QR code: less is for a laboratory, not for an old phone
    quiet: int = 4  # modules around it
    fold: float = 1.0  # mm between text and a fold
    contrast: float = 0.55  # of its dark and light modules (ISO/IEC 15415: grade 3 of 4)


def boxes(page: pikepdf.Page) -> dict[str, Box]:
    """Media, crop, bleed, trim: those left out are what ISO 32000-1 (14.11.2) says they are."""
    media = _box(page.mediabox)
    crop = _box(page.obj.get("/CropBox", page.mediabox))
    return {
        "MediaBox": media,
        "CropBox": crop,
        "BleedBox": _box(page.obj.get("/BleedBox"), crop),
        "TrimBox": _box(page.obj.get("/TrimBox"), crop),
    }


def _box(array: Any, default: Box = (0, 0, 0, 0)) -> Box:
    if array is None:
        return default
    a, b, c, d = (float(side) for side in array)
    return min(a, c), min(b, d), max(a, c), max(b, d)


def millimetres(box: Box) -> tuple[float, float]:
    return (box[2] - box[0]) / MM, (box[3] - box[1]) / MM


@dataclass(frozen=True, slots=True)
class Known:
    """What the maker knows of a page: where it is folded, in mm from the left of the trim; the addresses that its codes may lead to, any
    when left out; and whether it is `own`: nothing but marks lies outside the trim then, and no picture is cut on purpose."""

    folds: Sequence[float] = ()
    addresses: Container[str] | None = None
    own: bool = False


def check_page(page: pikepdf.Page, number: int, limits: Limits, codes: Sequence[Code], known: Known, fonts: Fonts) -> list[Finding]:
    """Each kind of finding once, at the first place of it, and all that is wrong with each QR code."""
    found: dict[tuple[str, tuple[tuple[str, str], ...]], Finding] = {}
    sheet, things = _Sheet(number, boxes(page), limits, known), list(painted(page, fonts))
    over = (sheet.finding("print-overlap", box) for box in overlaps(things))
    for finding in (*sheet.structure(page), *(each for thing in things for each in sheet.thing(thing)), *over):
        found.setdefault((finding.code, finding.values), finding)
    return [*found.values(), *(finding for code in codes for finding in sheet.code(code, things))]


@dataclass(frozen=True, slots=True)
class _Sheet:
    number: int
    boxes: dict[str, Box]
    limits: Limits
    known: Known

    def finding(self, code: str, box: Box | None = None, **values: object) -> Finding:
        texts = tuple((name, str(value)) for name, value in values.items())
        if box is None:
            return Finding(self.number, code, values=texts)
        trim = self.boxes["TrimBox"]
        return Finding(self.number, code, round((box[0] - trim[0]) / MM, 1), round((trim[3] - box[3]) / MM, 1), texts)

    # --- structure ---------------------------------------------------------------------------------

    def structure(self, page: pikepdf.Page) -> Iterator[Finding]:
        if "/TrimBox" not in page.obj and "/ArtBox" not in page.obj:
            yield self.finding("print-trim")
        if "/TrimBox" in page.obj and "/ArtBox" in page.obj:
            yield self.finding("print-art")
        for inner, outer in (("TrimBox", "BleedBox"), ("BleedBox", "MediaBox"), ("TrimBox", "CropBox")):
            if _outside(self.boxes[inner], self.boxes[outer]):
                yield self.finding("print-nesting", inner=inner, outer=outer)
        trim, bleed = self.boxes["TrimBox"], self.boxes["BleedBox"]
        width = min(trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3]) / MM
        if width < self.limits.bleed - 0.05:
            yield self.finding("print-bleed", found=f"{max(width, 0):.1f}", expected=f"{self.limits.bleed:g}")
        if int(page.obj.get("/Rotate", 0)) or float(page.obj.get("/UserUnit", 1)) != 1:
            yield self.finding("print-rotated")
        if page.obj.get("/Group", Dictionary()).get("/CS") == Name.DeviceRGB:
            yield self.finding("print-blending")
        for annotation in page.obj.get("/Annots", Array()):
            kind = str(annotation.get("/Subtype", "/?"))[1:]
            box = _box(annotation.get("/Rect"), self.boxes["TrimBox"])
            yield self.finding(
                "print-attachment" if kind == "FileAttachment" else "print-annotation",
                box,
                **({} if kind == "FileAttachment" else {"kind": kind}),
            )

        if any(found.get("/Subtype") == Name.PS for found in page.resources.get("/XObject", Dictionary()).values()):
            yield self.finding("print-postscript")

    # --- what is painted ---------------------------------------------------------------------------

    def thing(self, thing: Painted) -> Iterator[Finding]:
        match thing:
            case Text():
                yield from self.text(thing)
            case Path():
                yield from self.path(thing)
            case Picture():
                yield from self.picture(thing)

    def text(self, text: Text) -> Iterator[Finding]:
        font, size = text.font, f"{text.size:.1f}"
        if not font.embedded:
            yield self.finding("print-font", text.box, name=font.name)
        elif not font.subset:
            yield self.finding("print-subset", text.box, name=font.name)
        if not font.unicode:
            yield self.finding("print-unicode", text.box, name=font.name)
        if font.fault:
            yield self.finding("print-font-broken", text.box, name=font.name, reason=font.fault)
        if text.astray:
            yield self.finding("print-widths", text.box, count=text.astray, name=font.name)
        if text.tofu:
            yield self.finding("print-tofu", text.box, count=text.tofu, name=font.name)
        if not text.shown:
            return
        if self.known.own and _apart(text.box, self.boxes["TrimBox"]):
            yield self.finding("print-cut", text.box)
        if _apart(text.box, self.boxes["BleedBox"]):
            if _apart(text.box, self.boxes["MediaBox"]) and not self.known.own:
                yield self.finding("print-cut", text.box)
            return
        yield from self.colour(detail("text"), text.colour, text.box)
        if text.size < self.limits.text - 0.05:
            yield self.finding("print-small", text.box, size=size, limit=f"{self.limits.text:g}")
        used = [ink for ink in text.colour.inks if ink > 0]
        if len(used) > 1 and text.size < self.limits.one_ink:
            yield self.finding("print-text-inks", text.box, size=size, count=len(used))
        black = text.colour.space == "DeviceCMYK" and text.colour.inks[:3] == (0, 0, 0) and text.colour.inks[3] > 0
        if black and not text.overprint and text.size < self.limits.one_ink:
            yield self.finding("print-knockout", text.box, size=size)
        if text.overprint and text.colour.space == "DeviceCMYK" and not used:
            yield self.finding("print-white", text.box)
        trim, box = self.boxes["TrimBox"], text.reach
        near = min(box[0] - trim[0], box[1] - trim[1], trim[2] - box[2], trim[3] - box[3]) / MM
        if near < self.limits.safe - 0.1:
            yield self.finding("print-safe", box, found=f"{near:.1f}", limit=f"{self.limits.safe:g}")
        for fold in self.known.folds:
            at, room = trim[0] + fold * MM, self.limits.fold * MM
            if box[0] - room < at < box[2] + room:
                yield self.finding("print-fold", box, fold=f"{fold:g}", limit=f"{self.limits.fold:g}")

    def path(self, path: Path) -> Iterator[Finding]:
        if path.stroke and path.width < self.limits.hairline - 0.01:
            yield self.finding("print-hairline", path.box, width=f"{path.width:.2f}", limit=f"{self.limits.hairline:g}")
        if _apart(path.box, self.boxes["BleedBox"]):
            return
        for colour in (path.fill, path.stroke):
            if colour:
                yield from self.colour(detail("a shape"), colour, path.box)
        if path.fill and any(ink > 0 for ink in path.fill.inks or (1,)):
            yield from self.edge(path.box)

    def picture(self, picture: Picture) -> Iterator[Finding]:
        for space in picture.spaces:
            if Colour(space).rgb:
                yield self.finding("print-rgb", picture.box, what=detail("a picture"), space=space)
        limit = self.limits.line_dpi if picture.mask else self.limits.dpi
        if picture.dpi < limit - 0.5:
            yield self.finding("print-resolution", picture.box, dpi=f"{picture.dpi:.0f}", limit=f"{limit:g}")
        most = _most_ink(picture)
        if most > self.limits.ink:
            yield self.finding("print-ink", picture.box, found=f"{most:.0f}", limit=f"{self.limits.ink:g}")
        yield from self.edge(picture.box)
        if (lost := self.lost(picture)) > _CROPPED:
            yield self.finding("print-clipped" if self.known.own else "print-cropped", picture.box, lost=f"{lost:.1f}")

    def lost(self, picture: Picture) -> float:
        """How many mm of a picture a frame hides at most on one side; what is cut off outside the trim is meant to be."""
        trim = self.boxes["TrimBox"]
        low = [frame - whole for frame, whole, edge in zip(picture.clip[:2], picture.whole, trim, strict=False) if frame > edge]
        high = [
            whole - frame for frame, whole, edge in zip(picture.clip[2:], picture.whole[2:], trim[2:], strict=True) if frame < edge
        ]
        return max(low + high, default=0) / MM

    def code(self, code: Code, things: Sequence[Painted]) -> Iterator[Finding]:
        if code.text is None:
            yield self.finding("print-code-unreadable", code.box)
        elif self.known.addresses is not None and code.text not in self.known.addresses:
            yield self.finding("print-code-address", code.box, address=code.text)
        if code.module < self.limits.module - 0.005:
            yield self.finding("print-code-small", code.box, found=f"{code.module:.2f}", limit=f"{self.limits.module:g}")
        if code.quiet < self.limits.quiet:
            yield self.finding("print-code-quiet", code.box, found=code.quiet, limit=self.limits.quiet)
        if code.contrast < self.limits.contrast:
            yield self.finding(
                "print-code-contrast", code.box, found=round(100 * code.contrast), limit=round(100 * self.limits.contrast)
            )
        elif inks := coloured(code, things):
            yield self.finding("print-code-inks", code.box, inks=inks)

    def colour(self, what: str, colour: Colour, box: Box) -> Iterator[Finding]:
        if colour.rgb:
            yield self.finding("print-rgb", box, what=what, space=colour.space)
        if colour.registration:
            yield self.finding("print-registration", box)
        total = 100 * sum(colour.inks)
        if total > self.limits.ink + 0.5:
            yield self.finding("print-ink", box, found=f"{total:.0f}", limit=f"{self.limits.ink:g}")

    def edge(self, box: Box) -> Iterator[Finding]:
        """A colour at the trim has to reach through the bleed: a sheet that slips shows white otherwise."""
        trim, bleed = self.boxes["TrimBox"], self.boxes["BleedBox"]
        if _apart(box, trim):
            return
        gaps = {
            marked("left"): (box[0] - trim[0], box[0] - bleed[0]),
            marked("right"): (trim[2] - box[2], bleed[2] - box[2]),
            marked("bottom"): (box[1] - trim[1], box[1] - bleed[1]),
            marked("upper"): (trim[3] - box[3], bleed[3] - box[3]),
        }
        for side, (to_trim, to_bleed) in gaps.items():
            if to_trim < _TOLERANCE and to_bleed > _TOLERANCE:
                yield self.finding("print-uncovered", box, side=detail(side), expected=f"{self.limits.bleed:g}")


def _outside(inner: Box, outer: Box) -> bool:
    return inner[0] < outer[0] - 0.1 or inner[1] < outer[1] - 0.1 or inner[2] > outer[2] + 0.1 or inner[3] > outer[3] + 0.1


def _apart(box: Box, other: Box) -> bool:
    """Whether a box lies wholly outside another."""
    return box[2] <= other[0] or box[0] >= other[2] or box[3] <= other[1] or box[1] >= other[3]


def _most_ink(picture: Picture) -> float:
    """The most ink that a pixel of a picture takes, in hundredths."""
    if picture.image is None or picture.image.get("/ColorSpace") != Name.DeviceCMYK:
        return 0.0
    image: Any = pikepdf.PdfImage(picture.image).as_pil_image(apply_mask=False)
    return float(max((sum(colour) for _, colour in image.getcolors(1 << 26) or []), default=0) / 2.55)
