"""The welcome poster: each language by its own name, and a code that leads to it."""

from __future__ import annotations

from livret import paths
from livret.editions.edition import Edition
from livret.model import Language
from livret.paper.document import Document, base, colophon, icon, qr
from livret.paper.paper_formats import WELCOME
from livret.paper.typst_blocks import Json, PaperVisitor


def compose(edition: Edition, *, press: bool = False) -> Document:
    """For a wall: everybody looks for the name of their own language."""
    visitor = PaperVisitor(edition, "")
    values = {
        **base(edition, visitor, edition.config.name, "booklet", WELCOME, press),
        "summary": visitor.said(edition.config.tagline),
        "pictogram": icon(edition, "globe", "#ffffff", width="1.4"),
        "languages": [_language(edition, visitor, language) for language in edition.languages],
        "colophon": colophon(edition),
    }
    return Document(WELCOME, values, {})


def _language(edition: Edition, visitor: PaperVisitor, language: Language) -> Json:
    code = qr(edition, edition.absolute(paths.home(language.tag)))
    said = edition.say_in(language, "Read it online") if language.tag != edition.language.tag else edition.say("Read it online")
    return {**visitor.language(language), "name": language.name, "said": said, **code}
