"""Sheets with lines and boxes, A4: a chapter to review, and what people say at a meeting or a counter, to be written down by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from livret.editions.edition import Edition
from livret.model import CrossLink, Filled, Inline, Link, Message, NoteRef
from livret.paper.document import Document, base, colophon
from livret.paper.paper_formats import LISTED
from livret.paper.typst_blocks import Json, PaperVisitor
from livret.phrases import remarks
from livret.phrases.fact_text import plain

REMARKS = "remarks"
Row = list[str | Json | None]  # a word, a text as Typst has it, or a box to tick
_REVIEW = ("own", "fill", "box", "box")
_MEETING = ("code", "number", "box", "box", "box", "fill")
_LINES = 13  # as many as a page holds


def remarks_sheet(edition: Edition) -> Document:
    """A sheet to fill in: the code of the page, the number of a sentence, one of three things, and the words of whoever says it."""
    said = remarks.kinds(edition)
    columns = [edition.say("Code"), edition.say("Number"), *said.values(), edition.say("In their words")]
    lead = [edition.say("Wrong, missing or not clear? Tell us"), edition.say("Write no name and no phone number.")]
    rows: list[Row] = [["", "", None, None, None, ""] for _ in range(_LINES)]
    sheet = _compose(edition, PaperVisitor(edition, ""), edition.config.name, "", lead, columns, rows, widths=_MEETING)
    return replace(sheet, values=sheet.values | {"plain_title": edition.say("Remarks")})


def review_sheet(
    edition: Edition, title: Message, code: str, lead: list[str], sentences: Iterable[tuple[str, Filled, tuple[Inline, ...]]]
) -> Document:
    """A chapter to review: each sentence under its number, with two boxes to tick."""
    said, visitor = remarks.kinds(edition), _Still(edition, "")
    columns = ["", plain(edition, title), said["wrong"], said["unclear"]]
    rows: list[Row] = [
        [number, {**visitor.language(filled.language), "c": visitor.nodes(filled, nodes)}, None, None]
        for number, filled, nodes in sentences
    ]
    return _compose(edition, visitor, title, code, lead, columns, rows, widths=_REVIEW)


class _Still(PaperVisitor):
    """On a sheet nothing leads anywhere: a link is its words, the mark of a footnote its number."""

    def node(self, filled: Filled, node: Inline) -> Json:
        match node:
            case Link(_, children) | CrossLink(_, _, _, children):
                return {"t": "emphasis", "c": self.nodes(filled, children)}
            case NoteRef(_, number):
                return {"t": "text", "v": f"({number})"}
            case _:
                return super().node(filled, node)


def _compose(
    edition: Edition,
    visitor: PaperVisitor,
    title: Message,
    code: str,
    lead: list[str],
    columns: list[str],
    rows: list[Row],
    *,
    widths: tuple[str, ...],
) -> Document:
    """Everything the template `listed.typ` sets; `widths` names how wide each column is."""
    values = {
        **base(edition, visitor, title, "booklet", LISTED, press=False),
        "plain_title": " – ".join(filter(None, (code, plain(edition, title)))),
        "heading": visitor.said(title),
        "code": code,
        "lead": lead,
        "columns": columns,
        "rows": rows,
        "widths": list(widths),
        "colophon": colophon(edition),
    }
    return Document(LISTED, values, visitor.pictures)
