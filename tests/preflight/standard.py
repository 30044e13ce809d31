"""Mutations of a sound press file, by the subjects of ISO 15930-7 (PDF/X-4) as they are publicly known: each breaks what the standard asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from defects import GREY, Defect, root, scripted
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

Do = Callable[[Pdf], None]


def info(name: str, value: Any) -> Do:
    return lambda pdf: pdf.trailer.Info.__setitem__(name, value)


def xmp(old: bytes, new: bytes) -> Do:
    def do(pdf: Pdf) -> None:
        said = pdf.Root.Metadata.read_bytes()
        assert old in said
        pdf.Root.Metadata.write(said.replace(old, new))

    return do


def intent(name: str, value: Any) -> Do:
    def do(pdf: Pdf) -> None:
        if value is None:
            del pdf.Root.OutputIntents[0][name]
        else:
            pdf.Root.OutputIntents[0][name] = value

    return do


def profile(change: Callable[[bytearray], object], components: int = 4) -> Do:
    def do(pdf: Pdf) -> None:
        data = bytearray(pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes())
        change(data)
        pdf.Root.OutputIntents[0].DestOutputProfile = pdf.make_stream(bytes(data), N=components)

    return do


def second_intent(pdf: Pdf) -> None:
    own = pdf.Root.OutputIntents[0]
    other = Dictionary({key: value for key, value in own.items() if key != "/DestOutputProfile"})
    other.DestOutputProfile = pdf.make_stream(own.DestOutputProfile.read_bytes(), N=4)
    pdf.Root.OutputIntents.append(pdf.make_indirect(other))


def of_another_standard(pdf: Pdf) -> None:
    second_intent(pdf)
    pdf.Root.OutputIntents[1].S = Name.GTS_PDFA1


def state(**values: Any) -> Do:
    return lambda pdf: pdf.pages[0].resources.ExtGState.__setitem__("/Bad", pdf.make_indirect(Dictionary(**values)))


def form(content: bytes = b"", **values: Any) -> Do:
    def do(pdf: Pdf) -> None:
        made = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]), **values)
        pdf.pages[0].resources.XObject = Dictionary(Bad=made)

    return do


def image(**values: Any) -> Do:
    def do(pdf: Pdf) -> None:
        made = pdf.make_stream(
            GREY,
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=100,
            Height=100,
            BitsPerComponent=8,
            ColorSpace=Name.DeviceGray,
            **values,
        )
        pdf.pages[0].resources.XObject = Dictionary(Bad=made)
        pdf.pages[0].contents_add(pdf.make_stream(b"q 20 0 0 20 100 100 cm /Bad Do Q"))

    return do


def space(made: Callable[[Pdf], Array]) -> Do:
    return lambda pdf: pdf.pages[0].resources.ColorSpace.__setitem__("/Bad", made(pdf))


def icc(change: Callable[[bytearray], object] | None, components: int = 4) -> Do:
    def made(pdf: Pdf) -> Array:
        data = bytearray(pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes())
        if change:
            change(data)
        return Array([Name.ICCBased, pdf.make_stream(bytes(data), N=components)])

    return space(made)


def two_greens(pdf: Pdf) -> None:
    def green(yellow: float) -> Array:
        function = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0, 0]), C1=Array([1, 0, yellow, 0]), N=1)
        return Array([Name.Separation, Name("/Green"), Name.DeviceCMYK, function])

    pdf.pages[0].resources.ColorSpace = Dictionary(
        {**dict(pdf.pages[0].resources.ColorSpace.items()), "/A": green(1), "/B": green(0.5)}
    )


def descendant(pdf: Pdf) -> Any:
    font = next(iter(pdf.pages[0].resources.Font.values()))
    return font.DescendantFonts[0]


def packed(pdf: Pdf) -> None:
    made = pdf.make_stream(b"x", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    made.write(b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01", filter=Name.LZWDecode)
    pdf.pages[0].resources.XObject = Dictionary(Bad=made)


def no_map(pdf: Pdf) -> None:
    del descendant(pdf)["/CIDToGIDMap"]


def wrong_widths(pdf: Pdf) -> None:
    descendant(pdf).W = Array([0, Array([100] * 60)])


def cut_font(pdf: Pdf) -> None:
    file = descendant(pdf).FontDescriptor.FontFile2
    file.write(file.read_bytes()[:200])


def other_file(pdf: Pdf) -> None:
    made = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    made["/F"] = String("x.bin")
    pdf.pages[0].resources.XObject = Dictionary(Bad=made)


def box(name: str, *points: float) -> Do:
    return lambda pdf: pdf.pages[0].obj.__setitem__(name, Array(points))


def page(name: str, value: Callable[[], Any]) -> Do:
    return lambda pdf: pdf.pages[0].obj.__setitem__(name, value())


def group(space: Any) -> Do:
    return page("/Group", lambda: Dictionary(S=Name.Transparency, CS=space))


def outline(pdf: Pdf) -> None:
    item = pdf.make_indirect(Dictionary(Title=String("x"), A=Dictionary(Type=Name.Action, S=Name.Launch, F=String("x"))))
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines, First=item, Last=item, Count=1))


def shorter(data: bytearray) -> None:
    del data[2000:]


def byte(at: int, value: bytes) -> Callable[[bytearray], None]:
    def change(data: bytearray) -> None:
        data[at : at + len(value)] = value

    return change


def halftone(**values: Any) -> Do:
    def do(pdf: Pdf) -> None:
        state(HT=pdf.make_indirect(Dictionary(Type=Name.Halftone, Frequency=60, Angle=45, SpotFunction=Name.Round, **values)))(pdf)

    return do


def curve(pdf: Pdf) -> Stream:
    return pdf.make_stream(b"{ 1 exch sub }", FunctionType=4, Domain=Array([0, 1]), Range=Array([0, 1]))


def listed(name: str, key: str, *mutations: tuple[str, Do]) -> list[Defect]:
    return [Defect(f"{name}: {what}", key, 0, do) for what, do in mutations]


CLAUSES: dict[str, list[Defect]] = {
    "identification": [
        *listed("identification", "print-standard",
            ("another standard", xmp(b">PDF/X-4<", b">PDF/X-3:2003<")),
            ("another namespace", xmp(b"http://www.npes.org/pdfx/ns/id/", b"http://www.npes.org/pdfx/")),
            ("no packet", lambda pdf: pdf.Root.__delitem__("/Metadata")),
            ("a packet that is no XML", xmp(b"</rdf:RDF>", b""))),
        *listed("version", "print-version", ("in the catalog", root("/Version", lambda _: Name("/1.7")))),
    ],
    "metadata": [
        *listed("metadata", "print-metadata",
            ("no title", xmp(b"dc:title", b"dc:subject")),
            ("no document ID", xmp(b"xmpMM:DocumentID", b"xmpMM:OriginalDocumentID")),
            ("no version ID", xmp(b"xmpMM:VersionID", b"xmpMM:Version")),
            ("no rendition class", xmp(b"xmpMM:RenditionClass", b"xmpMM:Rendition")),
            ("no metadata date", xmp(b"xmp:MetadataDate", b"xmp:Date"))),
        *listed("metadata", "print-date", ("no ModDate", lambda pdf: pdf.trailer.Info.__delitem__("/ModDate"))),
        *listed("metadata", "print-differs",
            ("another title", info("/Title", String("y"))),
            ("another producer", info("/Producer", String("y"))),
            ("made on another day", info("/CreationDate", String("D:20200101000000Z"))),
            ("trapped here, not there", info("/Trapped", Name("/True")))),
    ],
    "trapping": listed("trapping", "print-trapped",
        ("a name with a line", info("/Trapped", Name("/False_"))),
        ("unknown", info("/Trapped", Name("/Unknown"))),
        ("unknown in XMP", xmp(b">False<", b">Unknown<")),
        ("a boolean", info("/Trapped", False))),
    "output intent": [
        *listed("output intent", "print-intent",
            ("of PDF/A alone", intent("/S", Name.GTS_PDFA1)),
            ("none", lambda pdf: pdf.Root.__setitem__("/OutputIntents", Array([])))),
        *listed("output intent", "print-intents", ("two", second_intent), ("another profile for PDF/A", of_another_standard)),
        *listed("output intent", "print-condition",
            ("no condition", intent("/OutputConditionIdentifier", None)),
            ("an empty condition", intent("/OutputConditionIdentifier", String(" ")))),
        *listed("output intent", "print-profile",
            ("no profile", intent("/DestOutputProfile", None)),
            ("a profile of a screen", profile(byte(12, b"mntr"))),
            ("a profile of three inks", profile(byte(16, b"RGB "))),
            ("a profile that is cut", profile(shorter)),
            ("a profile without its signature", profile(byte(36, b"????"))),
            ("a profile of a newer ICC", profile(byte(8, b"\x05")))),
    ],
    "colour": [
        *listed("colour", "print-same-profile", ("the output's profile", icc(None))),
        *listed("colour", "print-icc",
            ("a profile that is cut", icc(shorter)),
            ("other components than it says", icc(None, 3)),
            ("no profile at all", icc(lambda data: data.clear()))),
        *listed("colour", "print-ink-twice", ("one ink made in two ways", two_greens)),
        *listed("colour", "print-blending",
            ("blending in CalRGB", group(Array([Name.CalRGB, Dictionary(WhitePoint=Array([1, 1, 1]))]))),
            ("blending of a form in RGB", form(Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)))),
    ],
    "graphics state": [
        *listed("graphics state", "print-transfer",
            ("TR", state(TR=Name.Identity)),
            ("TR2", lambda pdf: state(TR2=curve(pdf))(pdf)),
            ("HTP", state(HTP=Array([0, 0]))),
            ("a halftone by name", halftone(HalftoneType=1, HalftoneName=String("x"))),
            ("a halftone of type 6", halftone(HalftoneType=6)),
            ("a halftone with a curve", halftone(HalftoneType=1, TransferFunction=Name.Identity))),
        *listed("graphics state", "print-rendering",
            ("an intent that is none", state(RI=Name.Vivid)),
            ("a picture's", image(Intent=Name.Vivid))),
        *listed("graphics state", "print-blend", ("a mode that is none", state(BM=Name.Glow)), ("one in a list", state(BM=Array([Name.Glow])))),
    ],
    "parts of other files": [
        *listed("parts", "print-external",
            ("a stream elsewhere", other_file),
            ("a form of another file", form(Ref=Dictionary(F=String("x.pdf"), Page=0))),
            ("OPI", image(OPI=Dictionary({"/2.0": Dictionary(F=String("x.tif"))})))),
        *listed("parts", "print-alternate", ("another picture", image(Alternates=Array([Dictionary(DefaultForPrinting=True)])))),
        *listed("parts", "print-postscript", ("PostScript in a form", form(Subtype2=Name.PS)), ("PS", form(PS=String("showpage")))),
        *listed("parts", "print-filter", ("LZW", packed)),
        *listed("parts", "print-attachment", ("a file", lambda pdf: pdf.attachments.__setitem__("x.txt", b"x"))),
    ],
    "what it does": [
        *listed("actions", "print-javascript", ("when it is opened", root("/OpenAction", scripted))),
        *listed("actions", "print-action",
            ("of a page", page("/AA", lambda: Dictionary(O=Dictionary(S=Name.Named, N=Name.NextPage)))),
            ("of a bookmark", outline),
            ("steps of a page", page("/PresSteps", lambda: Dictionary(Type=Name.NavNode))),
            ("another presentation", root("/Names", lambda _: Dictionary(AlternatePresentations=Dictionary(Names=Array([])))))),
        *listed("forms", "print-form", ("XFA", root("/AcroForm", lambda pdf: Dictionary(Fields=Array([]), XFA=pdf.make_stream(b"<x/>"))))),
        *listed("layers", "print-layers", ("layers", root("/OCProperties", lambda _: Dictionary(OCGs=Array([]), D=Dictionary())))),
    ],
    "boxes and annotations": [
        Defect("boxes: trim and art", "print-art", 1, box("/ArtBox", 40, 40, 400, 600)),
        Defect("boxes: trim outside of the crop", "print-nesting", 1, box("/CropBox", 60, 60, 400, 600)),
        Defect("boxes: no trim", "print-trim", 1, lambda pdf: pdf.pages[0].obj.__delitem__("/TrimBox")),
    ],
    "fonts": [
        Defect("fonts: no map of its glyphs", "print-font-broken", 1, no_map),
        Defect("fonts: a program that is cut", "print-font-broken", 1, cut_font),
        Defect("fonts: other widths", "print-widths", 1, wrong_widths),
    ],
}  # fmt: skip
MUTATIONS = [defect for defects in CLAUSES.values() for defect in defects]
