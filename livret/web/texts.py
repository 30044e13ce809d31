"""Texts that several files hold: each is written once for an edition, and bound in each of them."""

from __future__ import annotations

from dataclasses import dataclass

from livret.encode.html import Html
from livret.text.tree import messages
from livret.translation.edition import Edition
from livret.translation.terms import notice_of
from livret.web.blocks import HtmlVisitor


@dataclass(frozen=True, slots=True)
class Text:
    """A text with slots, and what the reader is told of who translated it."""

    html: Html
    origin: str


def chapter(edition: Edition, booklet: str, slug: str) -> Text:
    """The text of a chapter, its title left out: the same on its page, in files to carry, in a book."""
    html, origin = edition.remember(f"body {booklet}/{slug}", lambda own: body(own, f"{booklet}/{slug}"))
    return Text(Html(html), origin)


def body(edition: Edition, name: str) -> tuple[str, str]:
    """The same as plain values; `name` is `booklet/chapter`. A chapter of which nothing is in the reader's language needs no notice on each of
    its parts: its page has one."""
    booklet, slug = name.split("/")
    found = edition.chapter(booklet, slug)
    known = {message: edition.fill(message) for block in found.blocks for message in messages(block)}
    own = all(filled.state.translated for filled in known.values())
    visitor = HtmlVisitor(edition, known=known, own=own)
    alike = own or edition.language.tag not in edition.translations(booklet, slug)
    origins = edition.origins((edition.fill(found.head.title), *known.values()))
    return visitor.blocks(found.blocks) if alike else visitor.chapter(found.blocks), notice_of(edition, origins)
