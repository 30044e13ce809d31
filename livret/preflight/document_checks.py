"""The checks of a whole file: what PDF/X-4 (ISO 15930-7) and a print shop want of it.

They are structural: nobody has certified them, and the job ticket says so.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from livret.preflight.code import codes
from livret.preflight.finding import Finding
from livret.preflight.page_checks import Limits, boxes, check_page, millimetres

_NEWEST = (1, 6)


@dataclass(frozen=True, slots=True)
class Expected:
    """What the maker knows of a file: trim in mm, of how many pages a multiple, which QR codes it has, by their addresses, and which addresses
    there are; of another's file nothing."""

    width: float | None = None
    height: float | None = None
    multiple: int | None = None
    codes: frozenset[str] = frozenset()
    addresses: frozenset[str] | None = None


def check(data: bytes, expected: Expected = Expected(), limits: Limits = Limits()) -> list[Finding]:  # noqa: B008 – both are frozen
    """Every finding, by page; each kind of finding once for each page and its values."""
    try:
        pdf = Pdf.open(io.BytesIO(data))
    except pikepdf.PasswordError:
        return [Finding(0, "print-encrypted")]
    except pikepdf.PdfError as error:
        return [Finding(0, "print-broken", values=(("reason", str(error)),))]
    with pdf:
        found = [*_file(pdf), *_page_findings(pdf, expected)]
        seen = codes(data, [boxes(page)["TrimBox"] for page in pdf.pages])
        for number, page in enumerate(pdf.pages, 1):
            found += check_page(page, number, limits, seen[number - 1], expected.addresses)
        missing = expected.codes - {code.text for page in seen for code in page}
        found += [Finding(0, "print-code-missing", values=(("address", address),)) for address in sorted(missing)]
    return sorted(found, key=lambda finding: (finding.page, finding.code))


def count(data: bytes) -> int:
    """How many pages a file has."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        return len(pdf.pages)


def _file(pdf: Pdf) -> Iterator[Finding]:
    root = pdf.Root
    names = root.get("/Names", Dictionary())
    if pdf.is_encrypted:
        yield Finding(0, "print-encrypted")
    if "/JavaScript" in names or _script(root.get("/OpenAction")) or _scripts(root.get("/AA")):
        yield Finding(0, "print-javascript")
    elif "/AA" in root or isinstance(root.get("/OpenAction"), Dictionary):
        yield Finding(0, "print-action")
    if "/EmbeddedFiles" in names or "/AF" in root:
        yield Finding(0, "print-attachment")
    if len(root.get("/AcroForm", Dictionary()).get("/Fields", Array())):
        yield Finding(0, "print-form")
    if "/OCProperties" in root:
        yield Finding(0, "print-layers")
    if tuple(int(part) for part in pdf.pdf_version.split(".")) > _NEWEST:
        yield Finding(0, "print-version", values=(("version", pdf.pdf_version),))
    if "/ID" not in pdf.trailer:
        yield Finding(0, "print-id")
    yield from _intent(root)
    yield from _metadata(pdf)


def _script(action: Any) -> bool:
    return isinstance(action, Dictionary) and (action.get("/S") == Name.JavaScript or "/JS" in action)


def _scripts(actions: Any) -> bool:
    return isinstance(actions, Dictionary) and any(_script(action) for action in actions.values())


def _intent(root: Any) -> Iterator[Finding]:
    intents = [intent for intent in root.get("/OutputIntents", Array()) if intent.get("/S") == Name.GTS_PDFX]
    if not intents:
        yield Finding(0, "print-intent")
        return
    profile = intents[0].get("/DestOutputProfile")
    # An ICC file names its colour space at byte 16, its class at byte 12 (ICC.1, 7.2).
    if profile is None or profile.read_bytes()[16:20] != b"CMYK" or profile.read_bytes()[12:16] != b"prtr":
        yield Finding(0, "print-profile")


def _metadata(pdf: Pdf) -> Iterator[Finding]:
    """What the file says of itself, in its XMP and its Info."""
    xmp = pdf.Root.Metadata.read_bytes() if "/Metadata" in pdf.Root else b""
    info = pdf.trailer.get("/Info", Dictionary())
    if b"GTS_PDFXVersion" not in xmp:
        yield Finding(0, "print-standard")
    if info.get("/Trapped") not in (Name.True_, Name.False_) and b"Trapped>" not in xmp:
        yield Finding(0, "print-trapped")
    if not {"/CreationDate", "/ModDate"} <= set(info.keys()):
        yield Finding(0, "print-date")


def _page_findings(pdf: Pdf, expected: Expected) -> Iterator[Finding]:
    number_of = len(pdf.pages)
    multiple = expected.multiple or (4 if number_of > 4 else 2 if number_of > 1 else 1)  # noqa: PLR2004 – more than a folded sheet is stitched
    if number_of % multiple:
        yield Finding(0, "print-pages", values=(("count", str(number_of)), ("multiple", str(multiple))))
    sizes = [millimetres(boxes(page)["TrimBox"]) for page in pdf.pages]
    for number, size in enumerate(sizes, 1):
        if not _near(size, sizes[0]):
            yield Finding(
                number,
                "print-sizes",
                values=(("width", f"{size[0]:.1f}"), ("height", f"{size[1]:.1f}"), ("first", _said_size(sizes[0]))),
            )
        if expected.width and expected.height and not _near(size, (expected.width, expected.height)):
            wanted = _said_size((expected.width, expected.height))
            yield Finding(
                number, "print-size", values=(("width", f"{size[0]:.1f}"), ("height", f"{size[1]:.1f}"), ("expected", wanted))
            )


def _near(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return all(abs(a - b) < 0.2 for a, b in zip(one, other, strict=True))  # noqa: PLR2004 – mm


def _said_size(size: tuple[float, float]) -> str:
    return f"{size[0]:g} × {size[1]:g}" if size[0] == int(size[0]) else f"{size[0]:.1f} × {size[1]:.1f}"
