"""What files to carry are made of: the text of a chapter, of a service, and what both need."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from livret.artifact import Artifact
from livret.encode.html import Html, element, escaped
from livret.model import FactRef
from livret.schema.service import Service
from livret.site import Booklet, ChapterHead
from livret.text.inline import walk
from livret.text.tree import messages
from livret.translation.edition import Edition
from livret.translation.terms import origin_notice
from livret.web import paths
from livret.web.blocks import HtmlVisitor
from livret.web.directory import service_values
from livret.web.frame import page as page_of
from livret.web.frame import shared
from livret.web.templates import template


@dataclass(frozen=True, slots=True)
class Part:
    """A page inside a file: where it is on the site, what it is called, its text."""

    path: str
    title: Html
    text: Html


def chapter(visitor: HtmlVisitor, booklet: Booklet, head: ChapterHead, level: int) -> Part:
    """A chapter, its title a heading of `level`."""
    edition, tag = visitor.edition, visitor.edition.language.tag
    found = edition.chapter(booklet.slug, head.slug)
    page = page_of(
        edition, Artifact(visitor.path, "chapter", tag), edition.plain(head.title), "", lambda tag: paths.chapter(tag, booklet.slug, head.slug),
        edition.translations(booklet.slug, head.slug), booklet.language,
    )  # fmt: skip
    values = shared(edition, page, visitor.to, visitor) | {
        "booklet": booklet,
        "chapter": found,
        "level": level,
        "origin": origin_notice(edition, [head.title, *(message for block in found.blocks for message in messages(block))]),
    }
    return _part(visitor, visitor.inline(head.title), "chapter-text.html", values)


def service(visitor: HtmlVisitor, listing: Service, level: int) -> Part:
    edition, tag = visitor.edition, visitor.edition.language.tag
    page = page_of(edition, Artifact(visitor.path, "service", tag), listing.name, "", lambda tag: paths.service(tag, listing.id))
    values = shared(edition, page, visitor.to, visitor) | service_values(edition, listing) | {"level": level}
    return _part(visitor, element("bdi", escaped(listing.name), lang=edition.source.tag, dir="ltr"), "service-text.html", values)


def _part(visitor: HtmlVisitor, title: Html, name: str, values: dict[str, Any]) -> Part:
    return Part(visitor.path, title, Html(template(visitor.edition, name).render(values)))


def chapter_path(edition: Edition, booklet: Booklet, head: ChapterHead) -> str:
    return paths.chapter(edition.language.tag, booklet.slug, head.slug)


def mentioned(edition: Edition, booklet: Booklet) -> list[Service]:
    """The services that a booklet sends its reader to, each once, in its order."""
    return [edition.service(ident) for ident in dict.fromkeys(_mentions(edition, booklet))]


def _mentions(edition: Edition, booklet: Booklet) -> Iterator[str]:
    for head in booklet.chapters:
        for block in edition.chapter(booklet.slug, head.slug).blocks:
            for message in messages(block):
                nodes = walk(edition.fill(message).nodes)
                yield from (node.name for node in nodes if isinstance(node, FactRef) and node.kind == "service")
