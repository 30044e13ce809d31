"""What files to carry are made of: the text of a chapter, of a service, each written once and bound in each file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from livret.artifact import Artifact
from livret.encode.html import Html, element, escaped
from livret.model import FactRef
from livret.schema.service import Service
from livret.site import Booklet, ChapterHead
from livret.text.inline import walk
from livret.text.tree import messages
from livret.translation.edition import Edition
from livret.web import paths, texts
from livret.web.directory import service_values
from livret.web.frame import page as page_of
from livret.web.inline import InlineVisitor
from livret.web.slots import Binding, slot
from livret.web.templates import template


@dataclass(frozen=True, slots=True)
class Part:
    """A page inside a file: where it is on the site, what it is called, its text."""

    path: str
    title: Html
    text: Html


def chapter(binding: Binding, booklet: Booklet, head: ChapterHead) -> Part:
    """A chapter as a file holds it."""
    title, text = binding.edition.remember(f"carried {booklet.slug}/{head.slug}", lambda own: _chapter(own, booklet, head))
    return Part(binding.path, binding.bind(title), binding.bind(text))


def _chapter(edition: Edition, booklet: Booklet, head: ChapterHead) -> tuple[str, str]:
    """Its title and its text, with slots."""
    path, found = chapter_path(edition, booklet, head), edition.chapter(booklet.slug, head.slug)
    page = page_of(
        edition, Artifact(path, "chapter", edition.language.tag), edition.plain(head.title), "", lambda tag: paths.chapter(tag, booklet.slug, head.slug),
        edition.translations(booklet.slug, head.slug), booklet.language,
    )  # fmt: skip
    text = texts.chapter(edition, booklet.slug, head.slug)
    written = template(edition, "chapter-text.html").render(
        page=page, booklet=booklet, chapter=found, level=slot("level"), text=text.html, origin=text.origin
    )
    return InlineVisitor(edition).inline(head.title), written


def service(binding: Binding, listing: Service) -> Part:
    """A service as a file holds it."""
    title = element("bdi", escaped(listing.name), lang=binding.edition.source.tag, dir="ltr")
    text = binding.edition.remember(f"carried service {listing.id}", lambda own: _service(own, listing))
    return Part(binding.path, title, binding.bind(text))


def _service(edition: Edition, listing: Service) -> str:
    path = paths.service(edition.language.tag, listing.id)
    page = page_of(
        edition, Artifact(path, "service", edition.language.tag), listing.name, "", lambda tag: paths.service(tag, listing.id)
    )
    return template(edition, "service-text.html").render(page=page, level=slot("level"), **service_values(edition, listing))


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
