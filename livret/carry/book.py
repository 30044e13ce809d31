"""A booklet as EPUB 3.3, for the reading apps: written by hand, for the library that does it is under the AGPL.

1. The texts are the web's: its elements are XML, and their slots are filled for a book.
2. Templates write the frame, the contents and the package document.
3. The container begins with `mimetype`, as OCF asks (https://www.w3.org/TR/epub-33/#sec-zip-container-mime).
"""

from __future__ import annotations

import re
import textwrap
import uuid
from dataclasses import dataclass, field, replace
from typing import Any

from livret import paths
from livret.artifact import Artifact
from livret.carry import parts
from livret.carry.container import LICENCES, container, deflated, stored
from livret.catalogs.interface import N_
from livret.editions.edition import Edition
from livret.encode.html import Html, escaped
from livret.format import Format, Offer, each_booklet
from livret.phrases import credit
from livret.phrases.fact_text import plain
from livret.schema.asset_list import EPUB
from livret.site import Booklet, ChapterHead
from livret.web import web_fonts
from livret.web.alert_bar import refuse_hidden
from livret.web.frame import page
from livret.web.slots import Binding
from livret.web.templates import template

_TYPES = {
    "xhtml": "application/xhtml+xml", "css": "text/css", "svg": "image/svg+xml", "woff2": "font/woff2",
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp",
}  # fmt: skip
_TOKEN = re.compile(r"var\(--token-([a-z]+)-([a-z]+)\)")
_SMS = re.compile(r' href="sms:[^"]*"')
_GEO = re.compile(r'<a [^>]*href="geo:[^"]*">.*?</a>\s*', re.DOTALL)
_LINE = 16  # letters of the title on the cover
_SERVICES = "services.xhtml"
_PAGE = "book-page.xml"


@dataclass(frozen=True, slots=True)
class InBook(Binding):
    """In a book: `files` are those inside, by their path on the site. `pictures` receives what they show."""

    files: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)

    def to(self, target: str) -> str:
        path, _, anchor = target.partition("#")
        if path not in self.files:
            return self.edition.absolute(target)
        return f"{self.files[path]}#{anchor}" if anchor else self.files[path]

    def picture(self, path: str) -> str:
        picture = self.edition.picture(path)
        name = picture.path("pictures/", picture.small)
        self.pictures[name] = self.edition.rendition(path)
        return name


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the book. Those of the spine are read one after the other; `title` stands in the contents."""

    name: str
    data: bytes
    title: Html | None = None
    spine: bool = False
    properties: str = ""

    @property
    def ident(self) -> str:
        """An XML name."""
        return "f-" + re.sub(r"[^A-Za-z0-9.-]", "_", self.name)

    @property
    def kind(self) -> str:
        return _TYPES[self.name.rsplit(".", 1)[-1].lower()]


def epub(edition: Edition, artifact: Artifact) -> bytes:
    booklet, tag = edition.booklet(artifact.subject), edition.language.tag
    services = parts.mentioned(edition, booklet)
    files = {paths.booklet(tag, booklet.slug): "nav.xhtml"}
    files |= {paths.chapter(tag, booklet.slug, head.slug): f"{head.slug}.xhtml" for head in booklet.chapters}
    files |= {paths.service(tag, service.id): f"{_SERVICES}#{service.id}" for service in services}
    binding = InBook(edition, artifact.path, files=files)
    frame = {
        "page": page(edition, artifact, plain(edition, booklet.meta.title), "", lambda tag: paths.booklet(tag, booklet.slug)),
        "booklet": booklet,
        "today": edition.today,
        "authors": credit.names(edition, booklet.meta.authors, "site"),
        "uuid": _uuid(edition, booklet),
    }
    items = [_title_page(binding, frame), *_chapters(binding, booklet, frame)]
    if services:
        listed = [(service.id, parts.service(replace(binding, level=2), service)) for service in services]
        items.append(_book_page(binding, frame, _SERVICES, escaped(edition.say("Who can help")), services=listed))
    items += [_nav(binding, frame, items), _cover(binding, frame), *_styles(edition)]
    items += [Item(name, data) for name, data in sorted(binding.pictures.items())]
    package = _rendered(binding, "book-package.xml", frame, items=items)
    return container(
        [
            ("mimetype", stored(b"application/epub+zip")),
            ("META-INF/container.xml", deflated(edition.theme_bytes("web/book-container.xml"))),
            (f"META-INF/{LICENCES}", deflated(edition.theme_bytes(f"web/{LICENCES}"))),
            ("EPUB/package.opf", deflated(package)),
            *((f"EPUB/{item.name}", deflated(item.data)) for item in items),
        ]
    )


def correction(binding: Binding) -> str:
    """What stands below `<body>` on a page of a book of the language; nothing where there is no alert."""
    return _rendered(binding, "book-alert.xml", {}).decode()


def _chapters(binding: InBook, booklet: Booklet, frame: dict[str, Any]) -> list[Item]:
    return [_book_chapter(binding, booklet, head, frame) for head in booklet.chapters]


def _book_chapter(binding: InBook, booklet: Booklet, head: ChapterHead, frame: dict[str, Any]) -> Item:
    part, at = parts.chapter(binding, booklet, head), parts.chapter_path(binding.edition, booklet, head)
    return _book_page(binding, frame, f"{head.slug}.xhtml", part.title, text=part.text, at=at)


def _title_page(binding: InBook, frame: dict[str, Any]) -> Item:
    return _book_page(binding, frame, "title.xhtml", escaped(frame["page"].title), first=True)


def _book_page(binding: InBook, frame: dict[str, Any], name: str, title: Html, **values: Any) -> Item:
    data = _rendered(binding, _PAGE, frame, **{"first": False, "services": (), "text": "", "title": title} | values)
    refuse_hidden(binding.edition, data, f"theme/web/{_PAGE}")
    return Item(name, data, title, spine=True, properties="svg" if b"<svg" in data else "")


def _nav(binding: InBook, frame: dict[str, Any], items: list[Item]) -> Item:
    return Item("nav.xhtml", _rendered(binding, "book-nav.xml", frame, items=items), properties="nav")


def _cover(binding: InBook, frame: dict[str, Any]) -> Item:
    """The pictogram and the title, in the booklet's colour."""
    edition, meta = binding.edition, frame["booklet"].meta
    body = edition.icon(meta.pictogram)
    values = {
        "drawing": Html(body[body.index(">") + 1 : body.rindex("</svg>")]),
        "colour": edition.token(f"category.{meta.pictogram}"),
        "lines": textwrap.wrap(frame["page"].title, _LINE),
    }
    return Item("cover.svg", _rendered(binding, "book-cover.xml", frame, **values), properties="cover-image")


def _styles(edition: Edition) -> list[Item]:
    """The style, and the fonts where readers may have none for the language."""
    written = "".join(edition.theme(f"web/{name}") for name, _ in edition.asset_list.styles_on(EPUB))
    style = _TOKEN.sub(lambda token: edition.token(f"{token[1]}.{token[2]}"), written)
    fonts, own = web_fonts.carried(edition), web_fonts.sheet(edition)
    faces = web_fonts.bound(edition.theme(f"{web_fonts.FOLDER}/{own}"), {name: name for name in fonts}) if own else ""
    return [
        Item("style.css", (faces + style).encode()),
        *(Item(name, edition.theme_bytes(f"{web_fonts.FOLDER}/{name}")) for name in fonts),
    ]


def _rendered(binding: Binding, name: str, frame: dict[str, Any], **values: Any) -> bytes:
    """A template's text; icons say which namespace they are of. `sms:` and `geo:` are no schemes that reading apps have to know:
    a number stays as a text, of the two maps the one that is a page."""
    text = binding.bind(template(binding.edition, name).render(frame | values))
    return (
        _GEO.sub("", _SMS.sub("", text))
        .replace('<svg class="icon"', '<svg xmlns="http://www.w3.org/2000/svg" class="icon"')
        .encode()
    )


def _uuid(edition: Edition, booklet: Booklet) -> str:
    """The same for every edition of a booklet in a language."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, edition.absolute(paths.booklet(edition.language.tag, booklet.slug))))


def _each_booklet(tag: str, slug: str) -> str:
    return paths.carried(f"{slug}.{tag}", "epub")


FORMATS = (Format("epub", epub, each_booklet(_each_booklet), offer=Offer(N_("For a reading app (EPUB)"), booklet=_each_booklet)),)
