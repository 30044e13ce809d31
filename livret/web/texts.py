"""Texts that several files hold: each is written once for an edition, and bound in each of them."""

from __future__ import annotations

from livret.encode.html import Html
from livret.translation.edition import Edition
from livret.web.blocks import HtmlVisitor


def chapter(edition: Edition, booklet: str, slug: str) -> Html:
    """The text of a chapter, its title left out: the same on its page, in files to carry, in a book."""
    return Html(edition.remember(f"body {booklet}/{slug}", lambda own: body(own, f"{booklet}/{slug}")))


def body(edition: Edition, name: str) -> str:
    """The same, `booklet/chapter` by name. What is nowhere in the reader's language needs no notice on each part: its page has one."""
    booklet, slug = name.split("/")
    visitor, blocks = HtmlVisitor(edition), edition.chapter(booklet, slug).blocks
    there = edition.language.tag in edition.translations(booklet, slug)
    return visitor.chapter(blocks) if there else visitor.blocks(blocks)
