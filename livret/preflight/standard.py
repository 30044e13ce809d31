"""What PDF/X-4 (ISO 15930-7) asks of the parts of a file, subject by subject, as far as it is publicly known.

Nothing here is taken from what Livret writes: each rule is the standard's, and what is not in this list is not looked for.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from pikepdf.models.metadata import PdfMetadata, decode_pdf_date

from livret.preflight.finding import Finding
from livret.problems import detail

_NEWEST = (1, 6)
_VERSION = "{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"
# What the XMP of a file has to say, by the name that people know.
_REQUIRED = {
    "dc:title": "title", "xmp:CreateDate": "creation date", "xmp:ModifyDate": "modification date", "xmp:MetadataDate": "metadata date",
    "xmpMM:DocumentID": "document ID", "xmpMM:VersionID": "version ID", "xmpMM:RenditionClass": "rendition class",
}  # fmt: skip
# What stands in both places has to be the same.
_TWICE = {
    "/Title": "dc:title", "/Creator": "xmp:CreatorTool", "/Producer": "pdf:Producer", "/CreationDate": "xmp:CreateDate",
    "/ModDate": "xmp:ModifyDate", "/Trapped": "pdf:Trapped",
}  # fmt: skip
_TRAPPED = {"True", "False"}  # and nothing else: not Unknown
_ACTIONS = frozenset(
    "/Launch /URI /Sound /Movie /Hide /Named /SubmitForm /ResetForm /ImportData /GoToR /GoToE /SetOCGState /Rendition /Trans /GoTo3DView /Thread".split()  # noqa: SIM905 – names as they stand in a file
)
_BLENDING = frozenset(
    "/Normal /Compatible /Multiply /Screen /Overlay /Darken /Lighten /ColorDodge /ColorBurn /HardLight /SoftLight /Difference /Exclusion /Hue /Saturation /Color /Luminosity".split()  # noqa: SIM905 – the same
)
INTENTS = {"/AbsoluteColorimetric", "/RelativeColorimetric", "/Saturation", "/Perceptual"}
_COMPONENTS = {b"GRAY": 1, b"RGB ": 3, b"Lab ": 3, b"CMYK": 4}


def check(pdf: Pdf) -> Iterator[Finding]:
    """What the standard forbids, or wants and does not find, anywhere in a file; a kind of finding may come more than once."""
    yield from _structure(pdf)
    yield from _intents(pdf)
    yield from _metadata(pdf)
    separations: dict[str, bytes] = {}
    profile = _output_profile(pdf)
    for each in _dictionaries(pdf):
        yield from _outside(each)
        yield from _state(each)
        yield from _active(each)
        yield from _spaces(each, separations, profile)


def _found(code: str, **values: object) -> Finding:
    return Finding(0, code, values=tuple((name, str(value)) for name, value in values.items()))


# --- file structure ----------------------------------------------------------------------------------


def _structure(pdf: Pdf) -> Iterator[Finding]:
    root, versions = pdf.Root, [pdf.pdf_version]
    if "/Version" in root:
        versions.append(str(root.Version)[1:])
    for version in versions:
        if tuple(int(part) for part in version.split(".")) > _NEWEST:
            yield _found("print-version", version=version)
            break
    ids = pdf.trailer.get("/ID")
    if not isinstance(ids, Array) or len(ids) != 2 or not all(bytes(each) for each in ids):  # noqa: PLR2004 – of the file, of this version of it
        yield _found("print-id")


# --- output intent -----------------------------------------------------------------------------------


def _intents(pdf: Pdf) -> Iterator[Finding]:
    every = list(pdf.Root.get("/OutputIntents", Array()))
    ours = [intent for intent in every if intent.get("/S") == Name.GTS_PDFX]
    if not ours:
        yield _found("print-intent")
        return
    if len(ours) > 1 or len({_key(intent.DestOutputProfile) for intent in every if "/DestOutputProfile" in intent}) > 1:
        yield _found("print-intents", count=len(every))
    if not str(ours[0].get("/OutputConditionIdentifier", "")).strip():
        yield _found("print-condition")
    profile = _output_profile(pdf)
    if profile is None or _profile_fault(profile, 4) or profile[12:16] != b"prtr" or profile[16:20] != b"CMYK":
        yield _found("print-profile")


def _key(thing: Any) -> Any:
    return thing.objgen if thing.is_indirect else id(thing)


def _output_profile(pdf: Pdf) -> bytes | None:
    for intent in pdf.Root.get("/OutputIntents", Array()):
        if intent.get("/S") == Name.GTS_PDFX and isinstance(intent.get("/DestOutputProfile"), Stream):
            with suppress(pikepdf.PdfError):
                return bytes(intent.DestOutputProfile.read_bytes())
    return None


def _profile_fault(profile: bytes, components: int) -> bool:
    """Whether an ICC profile is not what it says (ICC.1, 7.2): its length, signature, version and colour space."""
    header = 128
    return (
        len(profile) < header
        or int.from_bytes(profile[:4], "big") != len(profile)
        or profile[36:40] != b"acsp"
        or profile[8] > 4  # noqa: PLR2004 – PDF 1.6 knows no iccMAX
        or _COMPONENTS.get(profile[16:20]) != components
    )


# --- metadata ----------------------------------------------------------------------------------------


def _metadata(pdf: Pdf) -> Iterator[Finding]:
    info = pdf.trailer.get("/Info", Dictionary())
    said = _xmp(pdf)
    if said is None:
        yield _found("print-standard", found="–")
        said = {}
    elif not said.get(_VERSION, "").startswith("PDF/X-4"):
        yield _found("print-standard", found=said.get(_VERSION) or "–")
    if said and (missing := [name for key, name in _REQUIRED.items() if not said.get(key)]):
        yield _found("print-metadata", names=", ".join(missing))
    if not {"/CreationDate", "/ModDate"} <= set(info.keys()):
        yield _found("print-date")
    name = info.get("/Trapped")
    here = name if name is None or isinstance(name, Name) else "no name"  # a Boolean false is another thing
    trapped = {value for value in (_text(here), said.get("pdf:Trapped")) if value is not None}
    if not trapped or not trapped <= _TRAPPED:
        yield _found("print-trapped")
    for key, twin in _TWICE.items():
        one, other = _text(info.get(key)), said.get(twin)
        if one is not None and other is not None and _day(one) != _day(other):
            yield _found("print-differs", key=key[1:], info=one, xmp=other)


def _xmp(pdf: Pdf) -> dict[str, str] | None:
    """What the XMP packet says, by name; None where there is none, or it cannot be read."""
    if not isinstance(pdf.Root.get("/Metadata"), Stream):
        return None
    try:
        meta: PdfMetadata = pdf.open_metadata(strict=True)
        return {name: str(meta[name]) for name in (_VERSION, *_REQUIRED, *_TWICE.values()) if name in meta}
    except Exception:  # noqa: BLE001 – whatever an XML parser says of what is no XML
        return None


def _text(value: Any) -> str | None:
    if value is None:
        return None
    return str(value)[1:] if isinstance(value, Name) else str(value)


def _day(text: str) -> str | datetime.datetime:
    """A moment, however it is written; any other text as it is."""
    with suppress(ValueError):
        return decode_pdf_date(text) if text.startswith("D:") else datetime.datetime.fromisoformat(text)
    return text


# --- what may lie anywhere ---------------------------------------------------------------------------


def _dictionaries(pdf: Pdf) -> Iterator[Any]:
    """Every dictionary and stream of a file, those inside of others too."""
    waiting: list[Any] = [pdf.objects[number] for number in range(1, len(pdf.objects))]
    while waiting:
        each = waiting.pop()
        if isinstance(each, Dictionary | Stream):
            yield each
            waiting += [inner for inner in each.values() if isinstance(inner, Dictionary | Array) and not inner.is_indirect]
        elif isinstance(each, Array) and len(each) and isinstance(each[0], Dictionary | Array | Name):
            if isinstance(each[0], Name):
                yield each
            waiting += [inner for inner in each if isinstance(inner, Dictionary | Array) and not inner.is_indirect]


def _outside(each: Any) -> Iterator[Finding]:
    """Parts that lie in other files, or stand for others (streams, form XObjects, images)."""
    if isinstance(each, Array):
        return
    if isinstance(each, Stream):
        if "/F" in each:
            yield _found("print-external", what=detail("a stream"))
        filters = each.get("/Filter", Array())
        for name in (filters,) if isinstance(filters, Name) else filters:
            if name in (Name.LZWDecode, Name.Crypt):
                yield _found("print-filter", name=str(name)[1:])
        if each.get("/Subtype") == Name.PS or each.get("/Subtype2") == Name.PS or "/PS" in each:
            yield _found("print-postscript")
    if "/Ref" in each and each.get("/Subtype") == Name.Form:
        yield _found("print-external", what=detail("a form"))
    if "/OPI" in each:
        yield _found("print-external", what=detail("a picture (OPI)"))
    if "/Alternates" in each:
        yield _found("print-alternate")


def _state(each: Any) -> Iterator[Finding]:
    """Graphics states and halftones: no curves of their own; only intents and blendings that there are."""
    if isinstance(each, Array):
        return
    for state in _values(each.get("/ExtGState")):
        halftone = state.get("/HT")
        if "/TR" in state or state.get("/TR2", Name.Default) != Name.Default:
            yield _found("print-transfer", what=detail("a transfer curve"))
        if "/HTP" in state or (isinstance(halftone, Dictionary | Stream) and _odd_halftone(halftone)):
            yield _found("print-transfer", what=detail("a halftone"))
        modes = state.get("/BM", Array())
        for mode in (modes,) if isinstance(modes, Name) else modes:
            if str(mode) not in _BLENDING:
                yield _found("print-blend", name=str(mode)[1:])
        if "/RI" in state and str(state.RI) not in INTENTS:
            yield _found("print-rendering", name=str(state.RI)[1:])
    if each.get("/Subtype") == Name.Image and "/Intent" in each and str(each.Intent) not in INTENTS:
        yield _found("print-rendering", name=str(each.Intent)[1:])
    if each.get("/S") == Name.Transparency and _components(each.get("/CS")) == 3:  # noqa: PLR2004 – red, green and blue
        yield _found("print-blending")


def _values(dictionary: Any) -> Iterator[Any]:
    """The dictionaries that a dictionary names."""
    if isinstance(dictionary, Dictionary):
        yield from (value for value in dictionary.values() if isinstance(value, Dictionary | Stream))


def _odd_halftone(halftone: Any) -> bool:
    """One that is named, has a curve, or is of a type that a press does not know (ISO 32000-1, 10.5)."""
    return (
        "/HalftoneName" in halftone
        or "/TransferFunction" in halftone
        or halftone.get("/HalftoneType", 1) not in (1, 5)
        or any(_odd_halftone(inner) for inner in _values(halftone))
    )


def _active(each: Any) -> Iterator[Finding]:
    """What a file does, holds or shows besides its pages."""
    if isinstance(each, Array):
        return
    kind, subtype = each.get("/Type"), each.get("/S")
    if isinstance(subtype, Name) and (subtype == Name.JavaScript or "/JS" in each):
        yield _found("print-javascript")
    elif isinstance(subtype, Name) and str(subtype) in _ACTIONS and each.get("/Type", Name.Action) == Name.Action:
        yield _found("print-action")
    if kind in (Name.Catalog, Name.Page, Name.Annot) and ("/AA" in each or "/PresSteps" in each):
        yield _found("print-action")
    if "/EF" in each and ("/F" in each or "/UF" in each):
        yield _found("print-attachment")


# --- colour spaces -----------------------------------------------------------------------------------


def _components(space: Any) -> int:
    if isinstance(space, Array) and len(space) > 1 and space[0] == Name.ICCBased:
        return int(space[1].get("/N", 0))
    name = space[0] if isinstance(space, Array) and len(space) else space
    return 3 if name in (Name.DeviceRGB, Name.CalRGB, Name.Lab) else 0


def _spaces(each: Any, separations: dict[str, bytes], output: bytes | None) -> Iterator[Finding]:
    """ICC profiles are sound and not the output's own; an ink is made of the same inks wherever it stands."""
    if not isinstance(each, Array):
        return
    if each[0] == Name.ICCBased and len(each) > 1 and isinstance(each[1], Stream):
        try:
            profile, components = bytes(each[1].read_bytes()), int(each[1].get("/N", 0))
        except pikepdf.PdfError:
            profile, components = b"", 0
        if _profile_fault(profile, components):
            yield _found("print-icc")
        elif profile == output:
            yield _found("print-same-profile")
    if each[0] == Name.Separation and len(each) > 3:  # noqa: PLR2004 – its name, the space that stands for it, and how
        name, made = str(each[1])[1:], _made_of(each[2]) + _made_of(each[3])
        if separations.setdefault(name, made) != made:
            yield _found("print-ink-twice", name=name)


def _made_of(thing: Any) -> bytes:
    """A colour space or a function, by what it says."""
    if isinstance(thing, Stream):
        keys = b" ".join(f"{key}={value}".encode() for key, value in sorted(thing.items()) if key not in ("/Length", "/Filter"))
        return bytes(thing.read_bytes()) + keys
    return bytes(thing.unparse(resolved=True)) if isinstance(thing, Dictionary | Array) else str(thing).encode()
