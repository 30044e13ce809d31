"""The A5 booklet to read on a screen: what stands on its cover, in its chapters and on its last page."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping

import segno

from livret.artifact import Artifact
from livret.languages import language
from livret.model import Message
from livret.paper.blocks import Json, PaperVisitor
from livret.paper.compile import pdf
from livret.site import Booklet, ChapterHead, Site
from livret.text.tree import messages
from livret.translation.edition import Edition
from livret.translation.runs import runs
from livret.translation.terms import origin_notice
from livret.web import paths
from livret.web.assets import icon_body
from livret.web.head import absolute

KIND = "booklet-pdf"
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="{colour}" stroke-width="{width}" stroke-linecap="round" stroke-linejoin="round">'


def plan(site: Site, editions: Mapping[str, Edition]) -> Iterator[Artifact]:
    """A PDF of each booklet in each language."""
    for tag in editions:
        for booklet in site.booklets:
            yield Artifact(paths.pdf(tag, booklet.slug), KIND, tag, booklet.slug)


def _booklet(edition: Edition, artifact: Artifact) -> bytes:
    pictures: dict[str, bytes] = {}
    return pdf(edition, "booklet.typ", document(edition, artifact.subject, pictures), pictures)


MAKERS: dict[str, Callable[[Edition, Artifact], bytes]] = {KIND: _booklet}


def document(edition: Edition, slug: str, pictures: dict[str, bytes]) -> Json:
    """Everything the template `booklet.typ` sets, as JSON values; no text of it is ever evaluated.

    `pictures` receives those of its chapters, by the path that the values give.
    """
    booklet = edition.booklet(slug)
    visitor = PaperVisitor(edition, slug)
    own, config = edition.language, edition.config
    colour = edition.token(f"category.{booklet.meta.pictogram}")
    address = absolute(edition, paths.booklet(own.tag, slug))
    return {
        **visitor.language(own),
        "fonts": list(fonts(edition)),
        "colours": {name: edition.token(f"colour.{name}") for name in _COLOURS} | {"category": colour},
        "icons": {name: icon(edition, name, edition.token(f"colour.{tone}")) for name, tone in _ICONS.items()},
        "pictogram": icon(edition, booklet.meta.pictogram, "#ffffff", width="1.4"),
        "plain_title": edition.plain(booklet.meta.title),
        "author": config.publisher.name,
        "title": visitor.said(booklet.meta.title),
        "summary": visitor.said(booklet.meta.summary),
        "site": visitor.said(config.name),
        "contents": edition.say("Contents"),
        "demo": _demo(edition),
        "funding": visitor.said(config.funding.statement) if config.funding else None,
        "origin": origin_notice(edition, _everything(edition, booklet)) or None,
        "chapters": [_chapter(edition, booklet, head, pictures) for head in booklet.chapters],
        "colophon": _colophon(edition, booklet),
        "online": {
            "label": edition.say("Read it online"),
            "url": address,
            "qr": qr(address),
            "alt": edition.say("QR code: {address}", address=address),
        },
    }


_COLOURS = ("ink", "soft", "line", "ground", "accent", "wash", "danger", "dangerwash", "free", "freewash",
            "deadline", "deadlinewash", "documents", "documentswash")  # fmt: skip
_ICONS = {"note": "accent", "free": "free", "deadline": "deadline", "danger": "danger", "documents": "documents", "europe": "accent"}


def fonts(edition: Edition) -> tuple[str, ...]:
    """The families, the one for the language's script first: digits and signs then match its letters."""
    families = {script: edition.token(f"font.{name}") for script, name in _SCRIPTS.items()}
    first = families.get(edition.language.script, families["Latn"])
    return (first, *(family for family in families.values() if family != first))


_SCRIPTS = {"Latn": "latin", "Arab": "arabic", "Ethi": "ethiopic", "Geor": "georgian"}


def icon(edition: Edition, name: str, colour: str, width: str = "2") -> str:
    """An icon of the web, as an SVG file of its own."""
    body = icon_body(edition, name)
    inner = body[body.index(">") + 1 :] if body.startswith("<svg") else f"{body}</svg>"
    return _SVG.format(colour=colour, width=width) + inner.replace("currentColor", colour)


def qr(address: str) -> str:
    """A QR code as SVG; error correction M survives a fold and a cheap printer."""
    buffer = io.BytesIO()
    segno.make_qr(address, error="m").save(buffer, kind="svg", border=2, scale=4, xmldecl=False)
    return buffer.getvalue().decode()


def _demo(edition: Edition) -> Json | None:
    if edition.config.mode != "demo":
        return None
    return {"title": edition.say("Demonstration."), "text": edition.say("Some places on this site are examples. Check before you go.")}


def _chapter(edition: Edition, booklet: Booklet, head: ChapterHead, pictures: dict[str, bytes]) -> Json:
    visitor = PaperVisitor(edition, booklet.slug, head.slug)
    chapter = edition.chapter(booklet.slug, head.slug)
    groups = [{"notice": notice, "blocks": visitor.blocks(blocks)} for notice, blocks in runs(edition, chapter.blocks)]
    pictures.update(visitor.pictures)
    meta = head.meta
    checked = edition.say("Checked on {date}.", date=edition.date(meta.verified_on)) if meta.verified_on else ""
    sources = [
        {
            "title": source.title,
            "url": source.url,
            "read": edition.say("read on {date}", date=edition.date(source.read_on)),
            **visitor.language(language(source.language or chapter.language)),
        }
        for source in meta.sources
    ]
    return {
        "label": head.slug,
        "title": visitor.said(head.title),
        "summary": visitor.said(meta.summary) if meta.summary else None,
        "changed": _changed(edition, booklet, head.slug) if chapter.changed else None,
        "groups": groups,
        "checked": checked,
        "sources": {"title": edition.say("Sources"), "items": sources},
    }


def _changed(edition: Edition, booklet: Booklet, slug: str) -> Json:
    """What stands above a native page whose original has changed."""
    return {
        "text": edition.say("The original has changed since this page was written."),
        "link": edition.say("Read the original"),
        "url": absolute(edition, paths.chapter(booklet.language, booklet.slug, slug)),
    }


def _everything(edition: Edition, booklet: Booklet) -> Iterator[Message]:
    """All that a booklet says."""
    yield from (booklet.meta.title, booklet.meta.summary)
    for head in booklet.chapters:
        yield head.title
        yield from (message for block in edition.chapter(booklet.slug, head.slug).blocks for message in messages(block))


def _colophon(edition: Edition, booklet: Booklet) -> Json:
    """Who made it, when, and who answers for it."""
    publisher = edition.config.publisher
    names = {author.id: author.name for author in edition.agora.authors}
    authors = edition.join(names[ident] for ident in booklet.meta.authors if ident in names)
    lines = [edition.say("Edition of {date}", date=edition.date(edition.today))]
    if authors:
        lines.append(edition.say("Written by {names}.", names=authors))
    facts = [
        {"term": edition.say("Publisher"), "value": publisher.name},
        *([{"term": edition.say("Address"), "value": publisher.address}] if publisher.address else []),
        *([{"term": edition.say("E-mail"), "value": publisher.email}] if publisher.email else []),
    ]
    spoken = edition.source.html.partition("-")[0]  # the publisher's name is the site's own
    return {"title": edition.say("About this booklet"), "lines": lines, "facts": facts, "lang": spoken, "dir": edition.source.direction}
