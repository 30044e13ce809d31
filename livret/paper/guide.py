"""The whole guide of a language: every booklet, then the directory by category, as one A5 booklet that says its day."""

from __future__ import annotations

from collections.abc import Iterator

from livret import paths
from livret.editions.edition import Edition
from livret.model import Message
from livret.paper.a5_booklet import chapter_of, everything
from livret.paper.document import Document, base, colophon, icon, qr, ruled
from livret.paper.excerpts import Excerpts, calls
from livret.paper.paper_formats import A5
from livret.paper.typst_blocks import Json, PaperVisitor
from livret.phrases import listing_text
from livret.phrases.notices import origin_notice
from livret.phrases.quantities import date
from livret.phrases.timetable import in_a_line
from livret.schema.service import Service
from livret.site import Booklet

GUIDE = "guide"


def compose(edition: Edition, *, press: bool = False, address: str = "") -> Document:
    """The chapters of all booklets and the categories of the directory, each part with its colour and pictogram. A chapter leads to any other."""
    visitor, pictures = PaperVisitor(edition, ""), dict[str, bytes]()
    shared = base(edition, visitor, edition.config.name, "booklet", A5, press)
    pictograms = [*(each.meta.pictogram for each in edition.booklets()), "booklet"]
    values = {
        **shared,
        "tokens": [*shared["tokens"], *(f"category.{name}" for name in dict.fromkeys(pictograms))],
        "summary": visitor.said(edition.config.tagline),
        "contents": edition.say("Contents"),
        "calls": calls(edition),
        "origin": origin_notice(edition, _texts(edition)) or None,
        "facing": None,
        "chapters": [
            *(chapter for booklet in edition.booklets() for chapter in _booklet(edition, booklet, pictures)),
            *_directory(edition, visitor),
        ],
        "ruled": ruled(edition),
        "colophon": colophon(edition),
        "online": {
            "label": edition.say("Read it online"),
            **qr(edition, edition.absolute(address or paths.home(edition.language.tag))),
        },
    }
    return Document(A5, values, pictures)


def _texts(edition: Edition) -> Iterator[Message]:
    for booklet in edition.booklets():
        yield from everything(edition, booklet)


def _booklet(edition: Edition, booklet: Booklet, pictures: dict[str, bytes]) -> Iterator[Json]:
    inside = [each.slug for each in edition.booklets()]
    opening = _part(edition, PaperVisitor(edition, booklet.slug).said(booklet.meta.title), booklet.meta.pictogram)
    for head in booklet.chapters:
        visitor = PaperVisitor(edition, booklet.slug, head.slug, inside=inside)
        yield chapter_of(visitor, booklet, head) | opening
        pictures.update(visitor.pictures)
        opening = {}


def _directory(edition: Edition, visitor: PaperVisitor) -> Iterator[Json]:
    """Who can help, by category. What a protected place keeps secret no edition knows."""
    taker, opening = Excerpts(edition, ""), _part(edition, visitor.named(edition.say("Who can help")), "booklet")
    listed = edition.directory()
    for category in edition.config.categories:
        if services := listed[category.id]:
            blocks = [taker.service(ident) | {"more": list(_more(edition, edition.service(ident)))} for ident in services]
            yield {
                "label": f"services/{category.id}",
                "title": visitor.said(category.name),
                "drawing": icon(edition, category.pictogram, "#ffffff"),
                "summary": None,
                "changed": None,
                "groups": [{"notice": "", "blocks": blocks}],
                "code": "",
                "checked": "",
                "sources": {"title": "", "items": []},
            } | opening
            opening = {}


def _part(edition: Edition, title: Json, pictogram: str) -> Json:
    """What the first chapter of a part has besides."""
    return {
        "part": {
            "title": title,
            "colour": edition.token(f"category.{pictogram}"),
            "pictogram": icon(edition, pictogram, "#ffffff", width="1.4"),
        }
    }


def _more(edition: Edition, service: Service) -> Iterator[str]:
    """What one has to know before one goes there, on the day that the guide names."""
    if service.opening_hours:
        yield in_a_line(edition, service.opening_hours)
    if appointment := listing_text.appointment(edition, service):
        yield appointment
    if service.languages:
        yield f"{edition.say('Languages spoken')} – {edition.join(map(edition.language_name, service.languages))}"
    yield edition.say("Checked on {date}", date=date(edition, service.verified_on))
