"""Finishing: Typst's PDF 1.6 becomes PDF/X-4 (ISO 15930-7), with single pages in the order of reading.

Boxes; marks outside the bleed, in registration colour; colours as inks; pictures by ICC; output intent; XMP; links
stripped; pages to write on before the last to a multiple of four. The same input gives the same bytes.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from livret.press.inks import KNOCKOUT, OVERPRINT, Inks

MM = 72 / 25.4  # points
SLUG = 8.0  # mm outside the bleed, for the marks
_MARK = 4.0  # mm long
_GAP = 1.0  # mm between the bleed and a mark
_HAIR = 0.25  # points
_MARGIN, _RULE = 16.0, 9.0  # mm: around a page to write on, and from line to line
PRODUCER = "Livret"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What finishing has to know of a document. `folds` holds, for each page, the folds in mm from its left edge."""

    title: str
    date: datetime.date
    bleed: float  # mm
    multiple: int = 1
    condition: str = "FOGRA39"  # the name of the printing condition in the registry of the ICC
    right_to_left: bool = False
    folds: Sequence[Sequence[float]] = ()


def finish(data: bytes, sheet: Sheet, inks: Inks) -> bytes:
    """The press file of what Typst made."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages):
            _finish_page(pdf, page, sheet, inks, sheet.folds[number] if number < len(sheet.folds) else ())
        _pictures(pdf, inks)
        _fill_up(pdf, sheet.multiple)
        _catalog(pdf, sheet, inks.profile)
        out = io.BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            force_version="1.6",
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            fix_metadata_version=False,
        )
    return out.getvalue()


def _finish_page(pdf: Pdf, page: pikepdf.Page, sheet: Sheet, inks: Inks, folds: Sequence[float]) -> None:
    width, height = (float(side) for side in page.mediabox[2:])  # with the bleed
    slug, bleed = SLUG * MM, sheet.bleed * MM
    page.MediaBox = _box(0, 0, width + 2 * slug, height + 2 * slug)
    page.BleedBox = _box(slug, slug, slug + width, slug + height)
    page.TrimBox = _box(slug + bleed, slug + bleed, slug + width - bleed, slug + height - bleed)
    for name in ("/CropBox", "/ArtBox", "/Annots", "/StructParents", "/Tabs"):
        if name in page:
            del page[name]
    body = b"".join(stream.read_bytes() + b"\n" for stream in _streams(page))
    moved = b"q/%s gs 1 0 0 1 %.4f %.4f cm\n" % (KNOCKOUT.encode(), slug, slug) + inks.content(body) + b"\nQ\n"
    marks = crop_marks(slug + bleed, bleed, (width - 2 * bleed, height - 2 * bleed), [fold * MM for fold in folds])
    page.Contents = pdf.make_stream(moved + marks.encode())
    _resources(pdf, page)


def _streams(page: pikepdf.Page) -> list[pikepdf.Object]:
    contents = page.obj.get("/Contents")
    if contents is None:
        return []
    return list(contents) if isinstance(contents, Array) else [contents]


def _box(*sides: float) -> Array:
    return Array([round(side, 4) for side in sides])


def _resources(pdf: Pdf, page: pikepdf.Page) -> None:
    resources = page.resources
    resources.ColorSpace = Dictionary(LvAll=registration())
    states = resources.get("/ExtGState", Dictionary())
    states[f"/{OVERPRINT}"] = Dictionary(Type=Name.ExtGState, OP=False, op=True, OPM=1)
    states[f"/{KNOCKOUT}"] = Dictionary(Type=Name.ExtGState, OP=False, op=False, OPM=1)
    resources.ExtGState = states
    if any("/SMask" in image for image in resources.get("/XObject", Dictionary()).values()):
        page.Group = pdf.make_indirect(Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK))


def registration() -> Array:
    """The colour that prints on every plate."""
    every = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1)
    return Array([Name.Separation, Name.All, Name.DeviceCMYK, every])


def crop_marks(around: float, bleed: float, trim: tuple[float, float], folds: Sequence[float]) -> str:
    """Marks at the corners of the trim and, dashed, at the folds: all outside the bleed. Lengths in points.

    `around` is from the edge of the sheet to the trim; folds count from the left of the trim.
    """
    gap, mark = _GAP * MM, _MARK * MM
    left, right, bottom, top = around, around + trim[0], around, around + trim[1]
    low, high, near, far = bottom - bleed - gap, top + bleed + gap, left - bleed - gap, right + bleed + gap
    upright = [(x, low - mark, x, low) for x in (left, right)] + [(x, high, x, high + mark) for x in (left, right)]
    level = [(near - mark, y, near, y) for y in (bottom, top)] + [(far, y, far + mark, y) for y in (bottom, top)]
    folded = [(left + fold, *ends) for fold in folds for ends in ((low - mark, low), (high, high + mark))]
    lines = "".join(f"{a:.3f} {b:.3f} m {c:.3f} {d:.3f} l S\n" for a, b, c, d in upright + level)
    dashed = "".join(f"{x:.3f} {start:.3f} m {x:.3f} {end:.3f} l S\n" for x, start, end in folded)
    return f"q /LvAll CS 1 SCN {_HAIR} w {lines}[2 1] 0 d {dashed}Q\n"


def _pictures(pdf: Pdf, inks: Inks) -> None:
    """Each raster image once: converted, its transparency kept."""
    for number in range(1, len(pdf.objects)):
        image = pdf.objects[number]
        if not isinstance(image, pikepdf.Stream) or image.get("/Subtype") != Name.Image:
            continue
        if "/ImageMask" in image or image.get("/ColorSpace") in (Name.DeviceCMYK, Name.DeviceGray):
            continue
        picture = inks.picture(pikepdf.PdfImage(image).as_pil_image(apply_mask=False))
        mask = image.get("/SMask")
        image.write(picture.tobytes())
        image.ColorSpace = Name.DeviceGray if picture.mode == "L" else Name.DeviceCMYK
        image.BitsPerComponent = 8
        for name in ("/Decode", "/DecodeParms", "/Intent"):
            if name in image:
                del image[name]
        if mask is not None:
            image.SMask = mask


def _fill_up(pdf: Pdf, multiple: int) -> None:
    """Pages with lines to write on before the last one, which is the back of the booklet."""
    last = pdf.pages[-1]
    marks = last.Contents.read_bytes()
    marks = marks[marks.rindex(b"q /LvAll CS") :]
    while len(pdf.pages) % multiple:
        ruled = Dictionary(
            Type=Name.Page, MediaBox=last.MediaBox, BleedBox=last.BleedBox, TrimBox=last.TrimBox, Resources=last.Resources
        )
        ruled.Contents = pdf.make_stream(_ruled([float(side) for side in last.TrimBox]) + marks)
        pdf.pages.insert(len(pdf.pages) - 1, pikepdf.Page(pdf.make_indirect(ruled)))


def _ruled(trim: Sequence[float]) -> bytes:
    """Lines in grey, as far from each other as a hand writes."""
    left, bottom, right, top = (side + inwards * _MARGIN * MM for side, inwards in zip(trim, (1, 1, -1, -1), strict=True))
    lines = (f"{left:.4f} {y:.4f} m {right:.4f} {y:.4f} l S" for y in _steps(bottom, top, _RULE * MM))
    return " ".join(("q 0 0 0 0.3 K 0.5 w", *lines, "Q\n")).encode()


def _steps(first: float, last: float, step: float) -> Iterator[float]:
    return (first + number * step for number in range(int((last - first) / step) + 1))


def _catalog(pdf: Pdf, sheet: Sheet, profile: bytes) -> None:
    root = pdf.Root
    for name in (
        "/StructTreeRoot",
        "/MarkInfo",
        "/Outlines",
        "/PageMode",
        "/Names",
        "/Dests",
        "/OpenAction",
        "/AA",
        "/AcroForm",
        "/Lang",
    ):
        if name in root:
            del root[name]
    root.ViewerPreferences = Dictionary(Direction=Name.R2L if sheet.right_to_left else Name.L2R)
    icc = pdf.make_stream(profile, N=4, Alternate=Name.DeviceCMYK)
    root.OutputIntents = Array([pdf.make_indirect(Dictionary(
        Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier=pikepdf.String(sheet.condition), RegistryName=pikepdf.String("http://www.color.org"), Info=pikepdf.String(sheet.condition),
        DestOutputProfile=icc))])  # fmt: skip
    stamp = f"{sheet.date:%Y%m%d}120000"
    pdf.trailer.Info = pdf.make_indirect(Dictionary(
        Title=pikepdf.String(sheet.title), Creator=pikepdf.String(PRODUCER), Producer=pikepdf.String(PRODUCER),
        CreationDate=pikepdf.String(f"D:{stamp}+00'00'"), ModDate=pikepdf.String(f"D:{stamp}+00'00'"), Trapped=Name("/False")))  # fmt: skip
    root.Metadata = pdf.make_stream(_xmp(sheet), Type=Name.Metadata, Subtype=Name.XML)


def _xmp(sheet: Sheet) -> bytes:
    """The XMP packet that says PDF/X-4; nothing in it changes from run to run."""
    when = f"{sheet.date.isoformat()}T12:00:00+00:00"
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(sheet.title)}</rdf:li></rdf:Alt></dc:title>
<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool><xmp:CreateDate>{when}</xmp:CreateDate><xmp:ModifyDate>{when}</xmp:ModifyDate><xmp:MetadataDate>{when}</xmp:MetadataDate>
<pdf:Producer>{PRODUCER}</pdf:Producer><pdf:Trapped>False</pdf:Trapped>
<xmpMM:DocumentID>{_document_id(sheet)}</xmpMM:DocumentID><xmpMM:VersionID>1</xmpMM:VersionID><xmpMM:RenditionClass>default</xmpMM:RenditionClass>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>""".encode()


def _document_id(sheet: Sheet) -> str:
    return f"uuid:{uuid5(NAMESPACE_URL, f'livret/{sheet.title}/{sheet.date}')}"
