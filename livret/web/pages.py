"""The pages: one maker for each kind of artifact, each a few values for its template."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from livret.artifact import Artifact
from livret.model import FactRef, Message
from livret.schema.facts import Fact
from livret.schema.terms import Term
from livret.site import EASY, Booklet, ChapterHead
from livret.translation.edition import Edition
from livret.translation.formats import Shown, plain, show
from livret.translation.termbase import bare, in_order
from livret.translation.terms import notice_of, origin_notice
from livret.web import directory, head, paths, recordings, texts
from livret.web.assets import assets
from livret.web.blocks import HtmlVisitor
from livret.web.frame import categories as _categories
from livret.web.frame import page as _page
from livret.web.frame import render as _render
from livret.web.slots import Anywhere, OnPage
from livret.web.templates import template

Maker = Callable[[Edition, Artifact], bytes]


def _home(edition: Edition, artifact: Artifact) -> bytes:
    config = edition.config
    title, description = plain(edition, config.name), plain(edition, config.tagline)
    page = _page(edition, artifact, title, description, paths.home)
    return _render(
        edition,
        page,
        "home.html",
        emergency=emergency_calls(edition),
        steps=[(step.text, *_step(edition, step.link)) for step in config.first_steps],
        booklets=edition.booklets(),
        categories=_categories(edition),
        words=edition.has_words,
        origin=origin_notice(edition, [config.tagline, *(step.text for step in config.first_steps)]),
    )


def emergency_calls(edition: Edition) -> list[tuple[FactRef, Shown, Fact | Term]]:
    """The numbers that `emergency.html` shows."""
    refs = [FactRef(*name.split(".", 1)) for name in edition.config.emergency]
    return [(ref, show(edition, ref), edition.fact(ref)) for ref in refs]


def _step(edition: Edition, link: str) -> tuple[Booklet, str]:
    """The booklet and chapter that a first step leads to."""
    return edition.step(link)


def _booklet(edition: Edition, artifact: Artifact) -> bytes:
    booklet = edition.booklet(artifact.subject)
    title, description = plain(edition, booklet.meta.title), plain(edition, booklet.meta.summary)
    page = _page(edition, artifact, title, description, lambda tag: paths.booklet(tag, booklet.slug), source=booklet.language)
    return _render(
        edition,
        page,
        "booklet.html",
        booklet=booklet,
        origin=origin_notice(edition, _outline(booklet)),
        authors=authors(edition, booklet.meta.authors),
    )


def _outline(booklet: Booklet) -> Iterator[Message]:
    """What a booklet's page says of it and of its chapters."""
    yield from (booklet.meta.title, booklet.meta.summary)
    for h in booklet.chapters:
        yield h.title
        yield from (h.meta.summary,) if h.meta.summary else ()


def _chapter(edition: Edition, artifact: Artifact) -> bytes:
    return _chapter_page(edition, artifact, artifact.subject)


def _pair(edition: Edition, artifact: Artifact) -> bytes:
    """A chapter with another language beside; search engines are led to the page without."""
    beside, _, subject = artifact.subject.partition("/")
    return _chapter_page(edition, artifact, subject, beside)


def _chapter_page(edition: Edition, artifact: Artifact, subject: str, beside: str = "") -> bytes:
    slug, _, chapter_slug = subject.partition("/")
    chapter, booklet = edition.chapter(slug, chapter_slug), edition.booklet(slug)
    plain_path = paths.chapter(edition.language.tag, slug, chapter_slug)
    title = plain(edition, chapter.head.title)
    if chapter_slug.endswith(EASY):
        title = f"{title} – {edition.say('Easy to read')}"
    description = plain(edition, chapter.head.meta.summary or booklet.meta.summary)
    data = None if beside else head.chapter_data(edition, plain_path, title, chapter)
    tags = edition.translations(slug, chapter_slug)
    page = _page(
        edition, artifact, title, description, lambda tag: paths.chapter(tag, slug, chapter_slug), tags, booklet.language, data
    )
    before, after = _neighbours(booklet, chapter_slug)
    turns = [(plain_path, edition.say("{language} only", language=edition.language.name))] if beside else [
        (paths.pair(edition.language.tag, slug, chapter_slug, other.tag), edition.say("With {language} beside", language=edition.language_name(other.tag)))
        for other in edition.beside_of(slug, chapter_slug)
    ]  # fmt: skip
    body = texts.chapter(edition, slug, chapter_slug)
    visitor, other = HtmlVisitor(edition, beside=beside), edition.beside(beside).chapter(slug, chapter_slug) if beside else None
    return _render(
        edition,
        page,
        "chapter.html",
        OnPage(edition, page.path, turn=turns[0] if turns else None),
        visitor=visitor,
        booklet=booklet,
        chapter=chapter,
        twin=_twin(edition, booklet, chapter_slug),
        turns=turns,
        other=other,
        text=visitor.both(chapter, other) if other else body.text,
        before=before,
        after=after,
        heard=recordings.of(edition, slug, chapter),
        origin=notice_of(edition, body.hands),
        authors=authors(edition, chapter.head.meta.authors or booklet.meta.authors),
    )


def _twin(edition: Edition, booklet: Booklet, slug: str) -> tuple[str, str, str] | None:
    """The icon, the name and the path of the page that says the same in an easier way, or in full.

    No label is claimed for the easy one: it is for texts that were tried by their readers.
    """
    tag = edition.language.tag
    if slug.endswith(EASY):
        return "full", edition.say("Full text"), paths.chapter(tag, booklet.slug, slug.removesuffix(EASY))
    if any(h.easy for h in booklet.chapters if h.slug == slug):
        return "easy", edition.say("Easy to read"), paths.chapter(tag, booklet.slug, slug + EASY)
    return None


def _neighbours(booklet: Booklet, chapter_slug: str) -> tuple[ChapterHead | None, ChapterHead | None]:
    """The chapters before and after one; an easy-to-read page is none of them."""
    heads = (None, *booklet.chapters, None)
    found = ((before, after) for before, h, after in zip(heads, heads[1:], heads[2:], strict=False) if h and h.slug == chapter_slug)
    return next(found, (None, None))


def _words(edition: Edition, artifact: Artifact) -> bytes:
    """The words on a reader's letters, in the order in which they are looked for."""
    termbase, tag = edition.termbase, edition.language.tag
    terms = in_order(termbase)
    title, description = (
        edition.say("Words on your letters"),
        edition.say("Look for the word that stands on your letter, and see what it means."),
    )
    page = _page(edition, artifact, title, description, paths.words)
    glosses = [termbase.made_by] if tag != edition.source.tag else []
    return _render(
        edition,
        page,
        "words.html",
        terms=[(term, term.glosses.get(tag, "")) for term in terms],
        initials=[(initial, next(run)) for initial, run in groupby(terms, lambda term: bare(term.term)[0].upper())],
        sources=termbase.sources,
        origin=origin_notice(edition, [term.explanation for term in terms], glosses),
    )


def _about(edition: Edition, artifact: Artifact) -> bytes:
    title = edition.say("About us")
    page = _page(edition, artifact, title, plain(edition, edition.config.tagline), lambda tag: paths.page(tag, "about"))
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
    page = _page(
        edition, artifact, title, edition.say("What you save opens without internet."), lambda tag: paths.page(tag, "saved")
    )
    packs = [(tag, edition.say("All pages in this language"), "booklet")] + [
        (f"{booklet.slug}.{tag}", plain(edition, booklet.meta.title), booklet.meta.pictogram) for booklet in edition.booklets()
    ]
    if any(edition.recordings(booklet.slug, slug) for booklet in edition.booklets() for slug in booklet.pages):
        packs.append((f"{tag}.audio", edition.say("Recordings"), "speak"))
    return _render(edition, page, "saved.html", packs=packs)


def _missing(edition: Edition, artifact: Artifact) -> bytes:
    """404: a server shows it at any address, so its links are whole."""
    title = edition.say("Page not found")
    page = _page(edition, artifact, title, title, lambda tag: paths.page(tag, "404"))
    return _render(edition, page, "404.html", Anywhere(edition, page.path))


def _chooser(edition: Edition, artifact: Artifact) -> bytes:
    return _render(
        edition,
        _page(
            edition, artifact, plain(edition, edition.config.name), plain(edition, edition.config.tagline), lambda _: "index.html"
        ),
        "chooser.html",
    )


def _stub(edition: Edition, artifact: Artifact) -> bytes:
    """An old address: a page that says where its text went and goes there."""
    page = _page(edition, artifact, edition.say("This page has moved"), "", lambda _: artifact.subject)
    return _render(edition, page, "stub.html", target=artifact.subject)


def _sitemap(edition: Edition, _: Artifact) -> bytes:
    tags = [language.tag for language in edition.languages]
    groups: list[tuple[Callable[[str], str], tuple[str, ...]]] = [(paths.home, tuple(tags)), (paths.services, tuple(tags))]
    groups += [(_of(paths.page, name), tuple(tags)) for name in paths.pages(edition.config.offline)]
    groups += [(paths.words, tuple(tags))] if edition.has_words else []
    groups += [(_of(paths.service, ident), tuple(tags)) for ids in edition.directory().values() for ident in ids]
    found = directory.ways(edition, _categories(edition))
    groups += [(_of(paths.spoken, voice), tuple(tags)) for voice in found["voices"]]
    groups += [(_of(paths.need, need.id), tuple(tags)) for need in found["needs"]]
    for booklet in edition.booklets():
        groups.append((_of(paths.booklet, booklet.slug), tuple(tags)))
        for slug in booklet.pages:
            groups.append((_of(paths.chapter, booklet.slug, slug), edition.translations(booklet.slug, slug)))
    return template(edition, "sitemap.xml").render(groups=groups).encode()


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
    "pair": _pair,
    "words": _words,
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


def authors(edition: Edition, idents: tuple[str, ...]) -> str:
    """Their names as one would say them; who is not in authors.yaml stays unnamed."""
    names = {author.id: author.name for author in edition.agora.authors}
    return edition.join(names[ident] for ident in idents if ident in names)
