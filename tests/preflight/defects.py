"""Defective PDFs: a sound press file of eight A5 pages, and what is done to it. Page 3 is the one that suffers, or the whole file (0)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

PAGE = 3
MM = 72 / 25.4
LEFT, BOTTOM = 11 * MM, 11 * MM  # of the trim: slug and bleed


@dataclass(frozen=True)
class Defect:
    name: str
    code: str
    page: int
    do: Callable[[Pdf], None]


def at(x: float, y: float) -> str:
    """A point in mm from the lower left of the trim, for a content stream."""
    return f"{LEFT + x * MM:.2f} {BOTTOM + y * MM:.2f}"


def suffering(pdf: Pdf) -> pikepdf.Page:
    return pdf.pages[min(PAGE, len(pdf.pages)) - 1]


def paint(content: str) -> Callable[[Pdf], None]:
    def do(pdf: Pdf) -> None:
        suffering(pdf).contents_add(pdf.make_stream(content.encode()))

    return do


def text(pdf: Pdf, content: str, font: Dictionary | None = None) -> None:
    page = suffering(pdf)
    fonts = page.resources.Font
    name = next(iter(fonts.keys()))
    if font is not None:
        page.resources.Font = Dictionary({**dict(fonts.items()), "/Bad": pdf.make_indirect(font)})
        name = "/Bad"
    page.contents_add(pdf.make_stream(content.replace("/F", name).encode()))


def words(colour: str, size: float = 9, place: str = at(60, 100), glyphs: str = "<00020003>") -> Callable[[Pdf], None]:
    return lambda pdf: text(pdf, f"q {colour} BT /F {size} Tf 1 0 0 1 {place} Tm {glyphs} Tj ET Q")


def picture(
    space: object, pixels: int, millimetres: float, data: bytes, place: str = at(50, 50), **more: object
) -> Callable[[Pdf], None]:
    def do(pdf: Pdf) -> None:
        image = pdf.make_stream(
            data, Type=Name.XObject, Subtype=Name.Image, Width=pixels, Height=pixels, BitsPerComponent=8, ColorSpace=space, **more
        )
        page = suffering(pdf)
        page.resources.XObject = Dictionary({**dict(page.resources.get("/XObject", Dictionary()).items()), "/Bad": image})
        side = millimetres * MM
        page.contents_add(pdf.make_stream(f"q {side:.3f} 0 0 {side:.3f} {place} cm /Bad Do Q".encode()))

    return do


def state(key: str, value: object, content: str) -> Callable[[Pdf], None]:
    def do(pdf: Pdf) -> None:
        page = suffering(pdf)
        page.resources.ExtGState = Dictionary(
            {**dict(page.resources.get("/ExtGState", Dictionary()).items()), "/Bad": Dictionary({key: value})}
        )
        text(pdf, f"q /Bad gs {content} Q")

    return do


def box(name: str, sides: tuple[float, ...] | None) -> Callable[[Pdf], None]:
    def do(pdf: Pdf) -> None:
        page = suffering(pdf).obj
        if sides is None:
            del page[name]
        else:
            page[name] = Array([side * MM for side in sides])

    return do


def root(name: str, value: Callable[[Pdf], object]) -> Callable[[Pdf], None]:
    def do(pdf: Pdf) -> None:
        pdf.Root[name] = value(pdf)

    return do


def without(*names: str) -> Callable[[Pdf], None]:
    def do(pdf: Pdf) -> None:
        for name in names:
            for holder in (pdf.Root, pdf.trailer):
                if name in holder:
                    del holder[name]

    return do


def attach(pdf: Pdf) -> None:
    pdf.attachments["x.txt"] = b"x"


def annotate(kind: str) -> Callable[[Pdf], None]:
    def do(pdf: Pdf) -> None:
        rect = Array([LEFT + 20 * MM, BOTTOM + 20 * MM, LEFT + 40 * MM, BOTTOM + 30 * MM])
        suffering(pdf).obj.Annots = Array([pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=rect))])

    return do


def font(**descriptor: object) -> Dictionary:
    return Dictionary(
        Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/Helvetica"), FirstChar=32, Widths=Array([500] * 96), **descriptor
    )


def no_trapped(pdf: Pdf) -> None:
    del pdf.trailer.Info.Trapped
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(b"<pdf:Trapped>False</pdf:Trapped>", b""))


def no_dates(pdf: Pdf) -> None:
    del pdf.trailer.Info.CreationDate


def no_unicode(pdf: Pdf) -> None:
    page = suffering(pdf)
    name = next(iter(page.resources.Font.keys()))
    bare = Dictionary({key: value for key, value in page.resources.Font[name].items() if key != "/ToUnicode"})
    text(pdf, f"q 0 0 0 1 k /LvOver gs BT /F 9 Tf 1 0 0 1 {at(60, 100)} Tm <00020003> Tj ET Q", bare)


def rgb_profile(pdf: Pdf) -> None:
    profile = bytearray(pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes())
    profile[16:20] = b"RGB "
    pdf.Root.OutputIntents[0].DestOutputProfile = pdf.make_stream(bytes(profile), N=3)


def form(pdf: Pdf) -> None:
    field = pdf.make_indirect(Dictionary(FT=Name.Tx, T=pikepdf.String("x")))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


def postscript(pdf: Pdf) -> None:
    suffering(pdf).resources.XObject = Dictionary({"/Ps": pdf.make_stream(b"showpage", Type=Name.XObject, Subtype=Name.PS)})


def rgb_space(pdf: Pdf) -> None:
    page = suffering(pdf)
    page.resources.ColorSpace = Dictionary(
        {**dict(page.resources.ColorSpace.items()), "/Rgb": Array([Name.ICCBased, pdf.make_stream(b"x", N=3)])}
    )
    page.contents_add(pdf.make_stream(f"q /Rgb cs 1 0 0 scn {at(50, 50)} 20 20 re f Q".encode()))


def scripted(pdf: Pdf) -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=pikepdf.String("app.alert(1)"))


def layers(pdf: Pdf) -> Dictionary:
    return Dictionary(OCGs=Array([]), D=Dictionary())


GREY = bytes([200]) * 100 * 100
DEFECTS = [
    Defect("rgb-vector", "print-rgb", PAGE, paint(f"q 1 0 0 rg {at(50, 50)} 20 20 re f Q")),
    Defect("rgb-line", "print-rgb", PAGE, paint(f"q 1 0 0 RG 2 w {at(50, 50)} m {at(70, 50)} l S Q")),
    Defect("rgb-by-profile", "print-rgb", PAGE, rgb_space),
    Defect("rgb-text", "print-rgb", PAGE, words("0 0 0 rg")),
    Defect("rgb-image", "print-rgb", PAGE, picture(Name.DeviceRGB, 100, 10, GREY * 3)),
    Defect("rgb-inline-image", "print-rgb", PAGE, paint(f"q 1 0 0 1 {at(50, 50)} cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI Q")),
    Defect(
        "rgb-blending",
        "print-blending",
        PAGE,
        lambda pdf: suffering(pdf).obj.__setitem__("/Group", Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)),
    ),
    Defect("150-dpi", "print-resolution", PAGE, picture(Name.DeviceGray, 100, 25.4 * 100 / 150, GREY)),
    Defect("bitmap-300-dpi", "print-resolution", PAGE, picture(Name.DeviceGray, 100, 25.4 * 100 / 300, GREY, ImageMask=True)),
    Defect("inked-image", "print-ink", PAGE, picture(Name.DeviceCMYK, 100, 10, bytes([230, 230, 230, 230]) * 100 * 100)),
    Defect("inked-shape", "print-ink", PAGE, paint(f"q 0.9 0.9 0.9 0.9 k {at(50, 50)} 20 20 re f Q")),
    Defect("four-ink-text", "print-text-inks", PAGE, words("0.5 0.4 0.4 0.9 k")),
    Defect("knocked-out-text", "print-knockout", PAGE, words("/LvKnock gs 0 0 0 1 k")),
    Defect("white-overprints", "print-white", PAGE, words("/LvOver gs 0 0 0 0 k")),
    Defect("registration-inside", "print-registration", PAGE, paint(f"q /LvAll CS 1 SCN 1 w {at(50, 50)} m {at(70, 50)} l S Q")),
    Defect("small-text", "print-small", PAGE, words("/LvOver gs 0 0 0 1 k", size=5)),
    Defect(
        "scaled-small-text",
        "print-small",
        PAGE,
        lambda pdf: text(pdf, f"q /LvOver gs 0 0 0 1 k 0.5 0 0 0.5 {at(60, 100)} cm BT /F 10 Tf <00020003> Tj ET Q"),
    ),
    Defect("text-at-trim", "print-safe", PAGE, words("/LvOver gs 0 0 0 1 k", place=at(1, 100))),
    Defect("text-over-trim", "print-safe", PAGE, words("/LvOver gs 0 0 0 1 k", place=at(146, 100))),
    Defect("tofu", "print-tofu", PAGE, words("/LvOver gs 0 0 0 1 k", glyphs="<00000002>")),
    Defect(
        "unembedded-font",
        "print-font",
        PAGE,
        lambda pdf: text(pdf, f"q /LvOver gs 0 0 0 1 k BT /F 9 Tf 1 0 0 1 {at(60, 100)} Tm (abc) Tj ET Q", font()),
    ),
    Defect("no-unicode", "print-unicode", PAGE, no_unicode),
    Defect("hairline", "print-hairline", PAGE, paint(f"q 0 0 0 1 K 0.1 w {at(50, 50)} m {at(70, 50)} l S Q")),
    Defect("line-of-no-width", "print-hairline", PAGE, paint(f"q 0 0 0 1 K 0 w {at(50, 50)} m {at(70, 50)} l S Q")),
    Defect("colour-at-trim", "print-uncovered", PAGE, paint(f"q 0 1 0 0 k {at(0, 50)} {20 * MM} {20 * MM} re f Q")),
    Defect("colour-in-half-the-bleed", "print-uncovered", PAGE, paint(f"q 0 1 0 0 k {at(-1.5, -1.5)} {151 * MM} {20 * MM} re f Q")),
    Defect(
        "clipped-at-trim",
        "print-uncovered",
        PAGE,
        paint(f"q {at(0, 0)} {148 * MM} {210 * MM} re W n 0 1 0 0 k {at(-3, -3)} {154 * MM} {30 * MM} re f Q"),
    ),
    Defect("image-at-trim", "print-uncovered", PAGE, picture(Name.DeviceGray, 100, 8, GREY, place=at(0, 50))),
    Defect("no-trim", "print-trim", PAGE, box("/TrimBox", None)),
    Defect("no-bleed", "print-bleed", PAGE, box("/BleedBox", (11, 11, 159, 221))),
    Defect("narrow-bleed", "print-bleed", PAGE, box("/BleedBox", (9, 9, 161, 223))),
    Defect("trim-out-of-bleed", "print-nesting", PAGE, box("/TrimBox", (7, 11, 155, 221))),
    Defect("bleed-out-of-media", "print-nesting", PAGE, box("/BleedBox", (-2, 8, 162, 224))),
    Defect("other-size", "print-sizes", PAGE, box("/TrimBox", (11, 11, 156, 221))),
    Defect("rotated", "print-rotated", PAGE, lambda pdf: suffering(pdf).obj.__setitem__("/Rotate", 90)),
    Defect("link", "print-annotation", PAGE, annotate("Link")),
    Defect("comment", "print-annotation", PAGE, annotate("Text")),
    Defect("attached-on-page", "print-attachment", PAGE, annotate("FileAttachment")),
    Defect("postscript", "print-postscript", PAGE, postscript),
    Defect("attachment", "print-attachment", 0, attach),
    Defect("javascript", "print-javascript", 0, root("/OpenAction", scripted)),
    Defect(
        "javascript-by-name", "print-javascript", 0, root("/Names", lambda pdf: Dictionary(JavaScript=Dictionary(Names=Array([]))))
    ),
    Defect("action", "print-action", 0, root("/OpenAction", lambda pdf: Dictionary(S=Name.Named, N=Name.Print))),
    Defect("form", "print-form", 0, form),
    Defect("layers", "print-layers", 0, root("/OCProperties", layers)),
    Defect("odd-pages", "print-pages", 0, lambda pdf: pdf.pages.__delitem__(6)),
    Defect("no-intent", "print-intent", 0, without("/OutputIntents")),
    Defect("rgb-intent", "print-profile", 0, rgb_profile),
    Defect("no-profile", "print-profile", 0, lambda pdf: pdf.Root.OutputIntents[0].__delitem__("/DestOutputProfile")),
    Defect("not-pdfx", "print-standard", 0, without("/Metadata")),
    Defect("no-trapped", "print-trapped", 0, no_trapped),
    Defect("no-dates", "print-date", 0, no_dates),
]
