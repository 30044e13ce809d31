"""What files to carry are made of: the text of a chapter, of a service, each written once and bound in each file."""

from __future__ import annotations

from dataclasses import dataclass

from livret import paths
from livret.artifact import Artifact
from livret.editions.edition import Edition
from livret.encode.html import Html, element, escaped
from livret.engine.memo import Made
from livret.phrases.fact_text import plain
from livret.phrases.notices import notice_of
from livret.schema.service import Service
from livret.site import Booklet, ChapterHead
from livret.web import agora_pages, sentences_page, texts
from livret.web.directory import service_values
from livret.web.frame import page as page_of
from livret.web.html_inline import InlineVisitor, only_in
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
    title, text = binding.edition.look("carried", f"chapter/{booklet.slug}/{head.slug}")
    return Part(binding.path, binding.bind(title), binding.bind(text))


def service(binding: Binding, listing: Service) -> Part:
    """A service as a file holds it."""
    title, text = binding.edition.look("carried", f"service/{listing.id}")
    return Part(binding.path, Html(title), binding.bind(text))


def booklet(binding: Binding, listed: Booklet) -> Part:
    """The title of a booklet, and its summary."""
    edition, named = binding.edition, texts.booklet(binding.edition, listed.slug)
    return Part(paths.booklet(edition.language.tag, listed.slug), binding.bind(named.title), binding.bind(named.summary))


def agora(binding: Binding, name: str) -> Part:
    """A page of the Agora's as a file holds it."""
    title, text = binding.edition.look("carried", f"agora/{name}")
    return Part(binding.path, Html(title), binding.bind(text))


def sentences(binding: Binding, booklet: str = "") -> Part:
    """The sentences of a booklet, or all of them, as a file holds them."""
    title, text = binding.edition.look("carried", f"sentences/{booklet}")
    return Part(binding.path, Html(title), binding.bind(text))


def carried(edition: Edition, name: str) -> Made:
    """A step: the title and the text, with slots, of `chapter/asile/ofpra`, `service/caf`, `agora/needs` or `sentences/asile`."""
    kind, _, rest = name.partition("/")
    return Made([str(part) for part in _TEXTS[kind](edition, rest)])


def _chapter(edition: Edition, name: str) -> tuple[str, str]:
    slug, _, chapter = name.partition("/")
    booklet, found, body = edition.booklet(slug), edition.chapter(slug, chapter), texts.chapter(edition, slug, chapter)
    page = page_of(
        edition,
        Artifact(paths.chapter(edition.language.tag, slug, chapter), "chapter", edition.language.tag),
        plain(edition, found.head.title),
        "",
        lambda tag: paths.chapter(tag, slug, chapter),
        edition.translations(slug, chapter),
        booklet.language,
    )
    text = template(edition, "chapter-text.html").render(
        page=page, booklet=booklet, chapter=found, text=body.text, level=slot("level"), origin=notice_of(edition, body.hands)
    )
    return f"{InlineVisitor(edition).inline(found.head.title)}{only_in(edition, slug, chapter)}", text


def _service(edition: Edition, ident: str) -> tuple[str, str]:
    listing, path = edition.service(ident), paths.service(edition.language.tag, ident)
    title = element("bdi", escaped(listing.name), lang=edition.source.tag, dir="ltr")
    page = page_of(
        edition, Artifact(path, "service", edition.language.tag), listing.name, "", lambda tag: paths.service(tag, ident)
    )
    return title, template(edition, "service-text.html").render(page=page, level=slot("level"), **service_values(edition, listing))


_TEXTS = {"chapter": _chapter, "service": _service, "agora": agora_pages.text, "sentences": sentences_page.text}


def chapter_path(edition: Edition, booklet: Booklet, head: ChapterHead) -> str:
    return paths.chapter(edition.language.tag, booklet.slug, head.slug)


def mentioned(edition: Edition, booklet: Booklet) -> list[Service]:
    """The services that a booklet sends its reader to, each once, in its order."""
    named = (ident for head in booklet.chapters for ident in texts.chapter(edition, booklet.slug, head.slug).services)
    return [edition.service(ident) for ident in dict.fromkeys(named)]
