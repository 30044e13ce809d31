"""The checks of a whole file: what PDF/X-4 (ISO 15930-7) and a print shop want of it.

They are structural: nobody has certified them, and the job ticket says so.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from livret.preflight import standard
from livret.preflight.code import codes
from livret.preflight.finding import Finding
from livret.preflight.page_checks import Known, Limits, boxes, check_page, millimetres
from livret.preflight.painting import Fonts
from livret.problems import detail


@dataclass(frozen=True, slots=True)
class Expected:
    """What the maker knows of a file: trim in mm, of how many pages a multiple, which QR codes it has, by their addresses, and which addresses
    there are; where each page is folded, in mm from the left of its trim; whether it is Livret's `own`. Of another's file nothing."""

    width: float | None = None
    height: float | None = None
    multiple: int | None = None
    codes: frozenset[str] = frozenset()
    addresses: frozenset[str] | None = None
    folds: tuple[tuple[float, ...], ...] = ()
    own: bool = False

    def of(self, number: int) -> Known:
        """What is known of a page; its number counts from 1."""
        folds = self.folds[number - 1] if number <= len(self.folds) else ()
        return Known(folds, self.addresses, self.own)


def check(data: bytes, expected: Expected = Expected(), limits: Limits = Limits()) -> list[Finding]:  # noqa: B008 – both are frozen
    """Every finding, by page; each kind of finding once for each page and its values."""
    try:
        pdf = Pdf.open(io.BytesIO(data))
    except pikepdf.PasswordError:
        return [Finding(0, "print-encrypted")]
    except (pikepdf.PdfError, RuntimeError, ValueError):  # qpdf has exceptions of several families
        return [Finding(0, "print-broken", values=(("reason", detail("it is damaged, or ends too early")),))]
    with pdf:
        found = _understood(0, expected, lambda: [*dict.fromkeys(_file(pdf)), *_page_findings(pdf, expected)])
        found += _understood(0, expected, lambda: _on_pages(pdf, data, expected, limits))
    return sorted(found, key=lambda finding: (finding.page, finding.code))


def _understood(page: int, expected: Expected, look: Callable[[], Iterable[Finding]]) -> list[Finding]:
    """What a look finds; in a file of somebody else, also that something in it makes no sense, whatever that is. In our own it would be our mistake."""
    try:
        return list(look())
    except Exception:
        if expected.own:
            raise
        return [Finding(page, "print-broken", values=(("reason", detail("a part of it makes no sense")),))]


def _on_pages(pdf: Pdf, data: bytes, expected: Expected, limits: Limits) -> Iterator[Finding]:
    pages = list(pdf.pages)
    seen = codes(data, [boxes(page)["TrimBox"] for page in pages])
    fonts: Fonts = {}
    for number, page in enumerate(pages, 1):
        look = partial(check_page, page, number, limits, seen[number - 1], expected.of(number), fonts)
        yield from _understood(number, expected, look)
    missing = expected.codes - {code.text for page in seen for code in page}
    yield from (Finding(0, "print-code-missing", values=(("address", address),)) for address in sorted(missing))


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
    elif "/AA" in root or isinstance(root.get("/OpenAction"), Dictionary) or "/AlternatePresentations" in names:
        yield Finding(0, "print-action")
    if "/EmbeddedFiles" in names or "/AF" in root:
        yield Finding(0, "print-attachment")
    if len(root.get("/AcroForm", Dictionary()).get("/Fields", Array())) or "/XFA" in root.get("/AcroForm", Dictionary()):
        yield Finding(0, "print-form")
    if "/OCProperties" in root:
        yield Finding(0, "print-layers")
    yield from standard.check(pdf)


def _script(action: Any) -> bool:
    return isinstance(action, Dictionary) and (action.get("/S") == Name.JavaScript or "/JS" in action)


def _scripts(actions: Any) -> bool:
    return isinstance(actions, Dictionary) and any(_script(action) for action in actions.values())


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
