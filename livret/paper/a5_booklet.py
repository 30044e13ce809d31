"""The A5 booklet: what stands on its cover, in its chapters and on its last page."""

from __future__ import annotations

from collections.abc import Iterator

from livret import paths
from livret.editions.edition import Edition
from livret.languages import language
from livret.model import Language, Message
from livret.paper import facing as opposite
from livret.paper.document import Document, base, colophon, isolated, qr, ruled
from livret.paper.excerpts import calls
from livret.paper.paper_formats import A4_BOOKLET, A5
from livret.paper.typst_blocks import Json, Opposite, PaperVisitor
from livret.phrases.notices import origin_notice
from livret.phrases.quantities import date
from livret.phrases.runs import runs
from livret.site import Booklet, ChapterHead
from livret.text.tree import messages


def compose(
    edition: Edition,
    slug: str,
    *,
    press: bool = False,
    large: bool = False,
    beside: Language | None = None,
    facing: Language | None = None,
    address: str = "",
) -> Document:
    """Everything the template `booklet.typ` sets; `beside` is a language that stands under each text, `facing` one on the page opposite,
    `address` where its code leads."""
    booklet = edition.booklet(slug)
    visitor = PaperVisitor(edition, slug, beside=beside or facing)
    shape = A4_BOOKLET if large else A5
    pictures: dict[str, bytes] = {}
    address = edition.absolute(address or paths.booklet(edition.language.tag, slug))
    values = {
        **base(edition, visitor, booklet.meta.title, booklet.meta.pictogram, shape, press, booklet),
        "summary": visitor.said(booklet.meta.summary),
        "contents": edition.say("Contents"),
        "calls": calls(edition),
        "origin": origin_notice(edition, everything(edition, booklet)) or None,
        "facing": opposite.side(edition.beside(facing.tag), slug) if facing else None,
        "chapters": [_composed(edition, booklet, head, pictures, beside, facing) for head in booklet.chapters],
        "ruled": ruled(edition),
        "colophon": colophon(edition, booklet),
        "online": {"label": edition.say("Read it online"), **qr(edition, address)},
    }
    return Document(shape, values, pictures, booklet.meta.one_ink)


def _composed(
    edition: Edition,
    booklet: Booklet,
    head: ChapterHead,
    pictures: dict[str, bytes],
    beside: Language | None,
    facing: Language | None,
) -> Json:
    visitor = PaperVisitor(edition, booklet.slug, head.slug, beside)
    visitor.opposite = facing
    chapter = chapter_of(visitor, booklet, head)
    pictures.update(visitor.pictures)
    if facing is None:
        return chapter
    other = Opposite(edition.beside(facing.tag), booklet.slug, head.slug)
    original = other.edition.booklet(booklet.slug)  # a page of one language has a head of its own
    there = chapter_of(other, original, next(each for each in original.chapters if each.slug == head.slug))
    pictures.update(other.pictures)
    return {
        "label": head.slug,
        "titles": {"here": chapter["title"], "there": there["title"]},
        "rows": opposite.rows(chapter, there),
    }


def chapter_of(visitor: PaperVisitor, booklet: Booklet, head: ChapterHead) -> Json:
    """A chapter, with what stands above and below its text."""
    edition = visitor.edition
    chapter = edition.chapter(booklet.slug, head.slug)
    groups = [
        {"notice": notice, "blocks": visitor.blocks(blocks)} for notice, blocks in runs(edition, chapter.blocks, edition.fill)
    ]
    meta = head.meta
    checked = edition.say("Checked on {date}", date=date(edition, meta.verified_on)) if meta.verified_on else ""
    sources = [
        {
            "title": source.title,
            "url": source.url,
            "read": "" if source.read_on == meta.verified_on else edition.say("read on {date}", date=date(edition, source.read_on)),
            **visitor.language(language(source.language or chapter.language)),
        }
        for source in meta.sources
    ]
    return {
        "label": visitor.label,
        "title": visitor.said(head.title),
        "summary": visitor.said(meta.summary) if meta.summary else None,
        "changed": _changed(edition, booklet, head.slug) if chapter.changed else None,
        "groups": groups,
        "code": _said_code(edition, f"{booklet.slug}/{head.slug}"),
        "checked": checked,
        "sources": {"title": edition.say("Sources"), "items": sources},
    }


def _said_code(edition: Edition, page: str) -> str:
    """What a reader says of a chapter at a counter."""
    code = edition.code(page)
    return (
        f"{edition.say('Code of this page:')} {isolated(code)}. {edition.say('You can say it at a counter or at a meeting.')}"
        if code
        else ""
    )


def _changed(edition: Edition, booklet: Booklet, slug: str) -> Json:
    """What stands above a native page whose original has changed."""
    return {
        "text": edition.say("The original has changed since this page was written."),
        "link": edition.say("Read the original"),
        "url": edition.absolute(paths.chapter(booklet.language, booklet.slug, slug)),
    }


def everything(edition: Edition, booklet: Booklet) -> Iterator[Message]:
    """All that a booklet says."""
    yield from (booklet.meta.title, booklet.meta.summary)
    for head in booklet.chapters:
        yield head.title
        yield from (message for block in edition.chapter(booklet.slug, head.slug).blocks for message in messages(block))
