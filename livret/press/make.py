"""A press file of a document: composed for the press, set by Typst, finished."""

from __future__ import annotations

import io
from contextlib import suppress

from pikepdf import ObjectStreamMode, Pdf

from livret.editions.edition import Edition
from livret.emblem.flag import INKS
from livret.paper.compile import PRESS, PaperError
from livret.paper.document import Document
from livret.paper.paper_formats import BLEED
from livret.paper.paper_plan import compose, typeset
from livret.press.finish import Sheet, finish
from livret.press.inks import Cmyk, Inks, parse
from livret.problems import Place
from livret.schema.site_config import Printer


def press(edition: Edition, subject: str) -> tuple[Document, bytes]:
    """The document at an address (`urgences/trifold`) and its PDF/X-4 file. Raises PaperError."""
    document = compose(edition, subject, press=True)
    return document, finish(typeset(edition, document, PRESS), sheet(edition, document), inks(edition, document))


def to_read(edition: Edition, subject: str) -> bytes:
    """The document at an address as a PDF to read on a screen, as light as it can be: for a phone. Raises PaperError."""
    out = io.BytesIO()
    with Pdf.open(io.BytesIO(typeset(edition, compose(edition, subject)))) as pdf:
        pdf.save(out, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    return out.getvalue()


def sheet(edition: Edition, document: Document) -> Sheet:
    """What the press has to know of a document: its title and day, its bleed, where it is folded."""
    faces = document.values.get("faces", [])
    return Sheet(
        title=document.values["plain_title"],
        date=edition.today,
        condition=(edition.config.printer or _PAPER).condition,
        bleed=BLEED,
        multiple=document.format.multiple,
        right_to_left=edition.language.direction == "rtl",
        folds=[[panel["x"] for panel in face if panel["x"]] for face in faces],
    )


def inks(edition: Edition, document: Document) -> Inks:
    """The inks of the paper that is printed on. Raises PaperError: `print-profile`."""
    path = f"print/{(edition.config.printer or _PAPER).profile}"
    profile = edition.theme_bytes(path)
    if profile[16:20] != b"CMYK":  # where an ICC file names its colour space (ICC.1, 7.2)
        raise PaperError("print-profile", Place(f"theme/{path}"))
    return Inks(_table(edition, document.values["tokens"]), profile, document.one_ink)


_PAPER = Printer(name="–", address="–")  # its profile and condition, before there is a printer


def _table(edition: Edition, names: list[str]) -> dict[str, Cmyk]:
    """ "#rrggbb" to inks; a theme of a site's own may name none, then the profile says them."""
    found: dict[str, Cmyk] = dict(INKS)  # those of the emblem, which no theme changes
    for name in names:
        with suppress(LookupError):
            found[edition.token(name).lower()] = parse(edition.token(f"cmyk.{name}"))
    return found
