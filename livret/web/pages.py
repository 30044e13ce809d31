"""The pages: one maker for each kind of artifact, each a few values for its template."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from livret.artifact import Artifact
from livret.encode import json
from livret.model import FactRef, Message
from livret.schema.service import Service
from livret.site import Booklet
from livret.source.hours import week
from livret.translation.edition import Edition
from livret.translation.formats import phone
from livret.web import head, paths, recordings
from livret.web.assets import assets
from livret.web.blocks import HtmlVisitor
from livret.web.head import Page
from livret.web.qr import qr
from livret.web.templates import template

Maker = Callable[[Edition, Artifact], bytes]


def _home(edition: Edition, artifact: Artifact) -> bytes:
    config = edition.config
    title, description = edition.plain(config.name), edition.plain(config.tagline)
    page = _page(edition, artifact, title, description, paths.home)
    phones = [FactRef(*name.split(".", 1)) for name in config.emergency]
    return _render(
        edition,
        page,
        "home.html",
        emergency=[(ref, edition.show(ref), edition.fact(ref)) for ref in phones],
        steps=[(step.text, *_step(edition, step.link)) for step in config.first_steps],
        booklets=edition.booklets(),
        categories=_categories(edition),
    )


def _step(edition: Edition, link: str) -> tuple[Booklet, str]:
    """The booklet and chapter that a first step leads to."""
    return edition.step(link)


def _booklet(edition: Edition, artifact: Artifact) -> bytes:
    booklet = edition.booklet(artifact.subject)
    title, description = edition.plain(booklet.meta.title), edition.plain(booklet.meta.summary)
    page = _page(edition, artifact, title, description, lambda tag: paths.booklet(tag, booklet.slug))
    return _render(edition, page, "booklet.html", booklet=booklet, provenance=edition.provenance(booklet.slug), authors=_authors(edition, booklet.meta.authors))


def _chapter(edition: Edition, artifact: Artifact) -> bytes:
    slug, _, chapter_slug = artifact.subject.partition("/")
    chapter, booklet = edition.chapter(slug, chapter_slug), edition.booklet(slug)
    title = edition.plain(chapter.head.title)
    description = edition.plain(chapter.head.meta.summary or booklet.meta.summary)
    data = head.chapter_data(edition, artifact.path, title, chapter)
    tags = edition.translations(slug, chapter_slug)
    page = _page(edition, artifact, title, description, lambda tag: paths.chapter(tag, slug, chapter_slug), tags, booklet.language, data)
    heads = booklet.chapters
    index = [h.slug for h in heads].index(chapter_slug)
    return _render(
        edition,
        page,
        "chapter.html",
        booklet=booklet,
        chapter=chapter,
        number=index + 1,
        before=heads[index - 1] if index else None,
        after=heads[index + 1] if index + 1 < len(heads) else None,
        heard=recordings.of(edition, slug, chapter),
        provenance=edition.provenance(slug),
        authors=_authors(edition, chapter.head.meta.authors or booklet.meta.authors),
    )


def _services(edition: Edition, artifact: Artifact) -> bytes:
    title = edition.say("Who can help")
    page = _page(edition, artifact, title, edition.say("Places and phone numbers, by category."), paths.services)
    return _render(edition, page, "services.html", categories=_categories(edition), provenance=edition.provenance("services"))


def _service(edition: Edition, artifact: Artifact) -> bytes:
    service = edition.service(artifact.subject)
    data = head.service_data(edition, service)
    page = _page(edition, artifact, service.name, edition.plain(service.gloss), lambda tag: paths.service(tag, service.id), data=data)
    return _render(
        edition,
        page,
        "service.html",
        service=service,
        category=next(c for c in edition.config.categories if c.id == service.category),
        week=_week(edition, service),
        phone=phone,
        provenance=edition.provenance("services"),
    )


def _week(edition: Edition, service: Service) -> list[tuple[str, tuple[str, ...]]]:
    """Day names and spans, from Monday; empty when the hours are unknown."""
    if not service.opening_hours:
        return []
    return list(zip(edition.day_names(), week(service.opening_hours), strict=True))


def _about(edition: Edition, artifact: Artifact) -> bytes:
    title = edition.say("About us")
    page = _page(edition, artifact, title, edition.plain(edition.config.tagline), lambda tag: paths.page(tag, "about"))
    return _render(edition, page, "about.html", agora=edition.agora)


def _text(edition: Edition, artifact: Artifact) -> bytes:
    """A page of the law: its paragraphs come from site.yaml."""
    config = edition.config
    titles: dict[str, tuple[str, tuple[Message, ...]]] = {
        "legal": (edition.say("Legal notice"), config.legal),
        "privacy": (edition.say("Privacy"), config.privacy),
        "accessibility": (edition.say("Accessibility"), config.accessibility),
    }
    title, paragraphs = titles[artifact.subject]
    page = _page(edition, artifact, title, title, lambda tag: paths.page(tag, artifact.subject))
    return _render(edition, page, "text.html", paragraphs=paragraphs, subject=artifact.subject)


def _saved(edition: Edition, artifact: Artifact) -> bytes:
    """What can be saved on the phone, and what is: the language, then each booklet."""
    title, tag = edition.say("Save on this phone"), edition.language.tag
    page = _page(edition, artifact, title, edition.say("What you save opens without internet."), lambda tag: paths.page(tag, "saved"))
    packs = [(tag, edition.say("All pages in this language"), "booklet")] + [
        (f"{booklet.slug}.{tag}", edition.plain(booklet.meta.title), booklet.meta.pictogram) for booklet in edition.booklets()
    ]
    if any(edition.recordings(booklet.slug, head.slug) for booklet in edition.booklets() for head in booklet.chapters):
        packs.append((f"{tag}.audio", edition.say("Recordings"), "speak"))
    return _render(edition, page, "saved.html", packs=packs)


def _missing(edition: Edition, artifact: Artifact) -> bytes:
    """404: a server shows it at any address, so its links are whole."""
    title = edition.say("Page not found")
    page = _page(edition, artifact, title, title, lambda tag: paths.page(tag, "404"))
    return _render(edition, page, "404.html", whole=True)


def _chooser(edition: Edition, artifact: Artifact) -> bytes:
    return _render(edition, _page(edition, artifact, edition.plain(edition.config.name), edition.plain(edition.config.tagline), lambda _: "index.html"), "chooser.html")


def _stub(edition: Edition, artifact: Artifact) -> bytes:
    """An old address: a page that says where its text went and goes there."""
    page = _page(edition, artifact, edition.say("This page has moved"), "", lambda _: artifact.subject)
    return _render(edition, page, "stub.html", target=artifact.subject)


def _sitemap(edition: Edition, _: Artifact) -> bytes:
    tags = [language.tag for language in edition.languages]
    groups: list[tuple[Callable[[str], str], tuple[str, ...]]] = [(paths.home, tuple(tags)), (paths.services, tuple(tags))]
    groups += [(_of(paths.page, name), tuple(tags)) for name in paths.pages(edition.config.offline)]
    groups += [(_of(paths.service, ident), tuple(tags)) for ids in edition.directory().values() for ident in ids]
    for booklet in edition.booklets():
        groups.append((_of(paths.booklet, booklet.slug), tuple(tags)))
        for h in booklet.chapters:
            groups.append((_of(paths.chapter, booklet.slug, h.slug), edition.translations(booklet.slug, h.slug)))
    urls = [(tag, path_of, group) for path_of, group in groups for tag in group]
    text = template(edition, "sitemap.xml").render(
        urls=urls, absolute=lambda path: head.absolute(edition, path), html={each.tag: each.html for each in edition.languages}
    )
    return text.encode()


def _of(path: Callable[..., str], *names: str) -> Callable[[str], str]:
    return lambda tag: path(tag, *names)


def _robots(edition: Edition, _: Artifact) -> bytes:
    """Robots may read everything: a page of a demonstration says noindex itself, and must be read to say so."""
    return f"User-agent: *\nDisallow:\nSitemap: {head.absolute(edition, 'sitemap.xml')}\n".encode()


def _asset(edition: Edition, artifact: Artifact) -> bytes:
    return assets(edition)[artifact.subject].data


def _media(edition: Edition, artifact: Artifact) -> bytes:
    return edition.picture(artifact.subject)


MAKERS: dict[str, Maker] = {
    "home": _home,
    "booklet": _booklet,
    "chapter": _chapter,
    "services": _services,
    "service": _service,
    "about": _about,
    "text": _text,
    "saved": _saved,
    "404": _missing,
    "chooser": _chooser,
    "stub": _stub,
    "sitemap.xml": _sitemap,
    "robots.txt": _robots,
    "asset": _asset,
    "media": _media,
}


# --- what pages share --------------------------------------------------------------------------------


def _page(
    edition: Edition,
    artifact: Artifact,
    title: str,
    description: str,
    path_of: Callable[[str], str],
    tags: tuple[str, ...] | None = None,
    source: str = "",
    data: dict[str, Any] | None = None,
) -> Page:
    every = tuple(language.tag for language in edition.languages)
    return Page(
        artifact.kind, artifact.path, title, description, path_of,
        every if tags is None else tags, source or edition.source.tag, edition.language.tag, data,
    )  # fmt: skip


def _render(edition: Edition, page: Page, name: str, *, whole: bool = False, **values: Any) -> bytes:
    """The page as its template writes it. `whole` gives links with the site's address in front."""
    visitor = HtmlVisitor(edition, page.path)

    def url(target: str) -> str:
        return head.absolute(edition, target) if whole else paths.relative(target, page.path)

    text = template(edition, name).render(
        page=page,
        config=edition.config,
        url=url,
        paths=paths,
        tag=edition.language.tag,
        asset=lambda asset: url(assets(edition)[asset].path),
        absolute=lambda path: head.absolute(edition, path),
        html={each.tag: each.html for each in edition.languages},
        inline=visitor.inline,
        visitor=visitor,
        json=json.script,
        qr=qr(head.absolute(edition, page.path)),
        emergency_phone=edition.show(FactRef(*edition.config.emergency[0].split(".", 1))) if edition.config.emergency else None,
        **values,
    )
    return text.encode()


def _categories(edition: Edition) -> list[tuple[Any, list[Service]]]:
    """Categories with their services; a category without any is left out."""
    directory = edition.directory()
    pairs = [(category, [edition.service(ident) for ident in directory[category.id]]) for category in edition.config.categories]
    return [(category, services) for category, services in pairs if services]


def _authors(edition: Edition, idents: tuple[str, ...]) -> str:
    names = {author.id: author.name for author in edition.agora.authors}
    return edition.join(names[ident] for ident in idents if ident in names)
