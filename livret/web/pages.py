"""The pages: for each format its maker, a few values for its template, and where its files are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby

from livret import paths
from livret.artifact import Artifact
from livret.catalogs.termbase import bare, in_order
from livret.editions.edition import Edition
from livret.encode.html import Html, join
from livret.engine.memo import Step
from livret.format import File, Format, Scope, each, one
from livret.model import FactRef, Message
from livret.phrases import credit
from livret.phrases.danger import phones
from livret.phrases.fact_text import Shown, plain, show
from livret.phrases.notices import notice_of, origin_notice
from livret.schema.facts import Fact
from livret.schema.terms import Term
from livret.site import EASY, Booklet, Chapter, ChapterHead
from livret.web import agora_pages, audio, directory, head, templates, texts
from livret.web.alert_bar import everywhere
from livret.web.frame import categories as _categories
from livret.web.frame import frame
from livret.web.frame import page as _page
from livret.web.frame import render as _render
from livret.web.html_blocks import HtmlVisitor
from livret.web.html_inline import only_in
from livret.web.slots import Anywhere, OnPage, Turn, link, turn_of

_AGORA = "agora/"  # no booklet has that name


def _home(edition: Edition, artifact: Artifact) -> bytes:
    config = edition.config
    title, description = plain(edition, config.name), plain(edition, config.tagline)
    page, groups = _page(edition, artifact, title, description, paths.home), _categories(edition)
    return _render(
        edition,
        page,
        "home.html",
        emergency=emergency_calls(edition),
        steps=[(step, *_step(edition, step.link)) for step in config.first_steps],
        booklets=edition.booklets(),
        categories=groups,
        needs=directory.met_needs(edition, (service for _, services in groups for service in services)),
        words=edition.has_words,
        sentences=edition.sentences,
        meeting=agora_pages.next_meeting(edition),
        origin=origin_notice(edition, [config.tagline, *(step.text for step in config.first_steps)]),
    )


def emergency_calls(edition: Edition) -> list[tuple[FactRef, Shown, Fact | Term]]:
    """The numbers that `emergency.html` shows."""
    return _calls(edition, _emergency_refs(edition))


def _emergency_refs(edition: Edition) -> list[FactRef]:
    return [FactRef(*name.split(".", 1)) for name in edition.config.emergency]


def _calls(edition: Edition, refs: Iterable[FactRef]) -> list[tuple[FactRef, Shown, Fact | Term]]:
    return [(ref, show(edition, ref), edition.fact(ref)) for ref in refs]


def _first_calls(edition: Edition, chapter: Chapter) -> list[tuple[FactRef, Shown, Fact | Term]]:
    """Those of them that a sensitive chapter names: its first screen shows them, however long its text and notices are."""
    named = set(phones(edition, *chapter.blocks)) if chapter.head.meta.sensitive else set()
    return _calls(edition, (ref for ref in _emergency_refs(edition) if ref in named))


def _step(edition: Edition, link: str) -> tuple[str, Html]:
    """Where a first step leads – a chapter, or a heading of it –, and what is said where that is in another language."""
    booklet, chapter = edition.step(link)
    _, sign, anchor = link.partition("#")
    return f"{paths.chapter(edition.language.tag, booklet.slug, chapter)}{sign}{anchor}", only_in(edition, booklet.slug, chapter)


def _booklet(edition: Edition, artifact: Artifact) -> bytes:
    booklet = edition.booklet(artifact.subject)
    title, description = plain(edition, booklet.meta.title), plain(edition, booklet.meta.summary)
    page = _page(
        edition, artifact, title, description, lambda tag: paths.booklet(tag, booklet.slug), source=booklet.language,
        sensitive=bool(booklet.chapters) and all(its.meta.sensitive for its in booklet.chapters),
    )  # fmt: skip
    return _render(
        edition,
        page,
        "booklet.html",
        booklet=booklet,
        origin=origin_notice(edition, _outline(booklet)),
        authors=credit.names(edition, booklet.meta.authors, "site"),
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
    """A chapter, or a page of the Agora's, with another language beside; search engines are led to the page without."""
    beside, _, subject = artifact.subject.partition("/")
    if subject.startswith(_AGORA):
        return agora_pages.pair(edition, artifact, subject.removeprefix(_AGORA), beside)
    return _chapter_page(edition, artifact, subject, beside)


def _chapter_page(edition: Edition, artifact: Artifact, subject: str, beside: str = "") -> bytes:
    slug, _, chapter_slug = subject.partition("/")
    chapter, booklet = edition.chapter(slug, chapter_slug), edition.booklet(slug)
    plain_path = paths.chapter(edition.language.tag, slug, chapter_slug)
    title = _page_title(edition, chapter.head)
    description = plain(edition, chapter.head.meta.summary or booklet.meta.summary)
    data = None if beside else head.chapter_data(edition, plain_path, title, chapter)
    tags = edition.translations(slug, chapter_slug)
    page = _page(
        edition, artifact, title, description, lambda tag: paths.chapter(tag, slug, chapter_slug), tags, booklet.language, data,
        sensitive=chapter.head.meta.sensitive,
    )  # fmt: skip
    before, after = _neighbours(booklet, chapter_slug)
    turns = _turns(edition, slug, chapter_slug, beside)
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
        emergency=_first_calls(edition, chapter),
        text=visitor.both(chapter, other) if other else body.text,
        before=before,
        after=after,
        chapters=edition.remember(f"chapters of {slug}", partial(_chapter_links, booklet=booklet)),
        contents=body.outline,
        heard=audio.of(edition, slug, chapter),
        needs=edition.answered("chapter", subject),
        origin=notice_of(edition, body.hands),
        authors=credit.names(edition, chapter.head.meta.authors or booklet.meta.authors, "site"),
    )


def _page_title(edition: Edition, its: ChapterHead) -> str:
    title = plain(edition, its.title)
    return f"{title} – {edition.say('Easy to read')}" if its.slug.endswith(EASY) else title


def _turns(edition: Edition, slug: str, chapter: str, beside: str) -> list[Turn]:
    """The ways from this page of a chapter to the others of it: from two languages to one, or to those that it can be read beside."""
    tag = edition.language.tag
    if beside:
        return [turn_of(edition, paths.chapter(tag, slug, chapter), beside, on=True)]
    others = (each.tag for each in edition.beside_of(slug, chapter))
    return [turn_of(edition, paths.pair(tag, slug, chapter, other), other, on=False) for other in others]


def _chapter_links(edition: Edition, booklet: Booklet) -> list[tuple[str, Html, Html]]:
    """Slug, link and title of each chapter: what stands beside the text where a window has room for it."""
    visitor, slug = HtmlVisitor(edition, linked=True), booklet.slug
    titled = ((h.slug, join((visitor.inline(h.title), only_in(edition, slug, h.slug)))) for h in booklet.chapters)
    return [(each, link(paths.chapter(edition.language.tag, slug, each)), title) for each, title in titled]


def _twin(edition: Edition, booklet: Booklet, slug: str) -> tuple[str, str, str, str] | None:
    """The icon, the name, the path and the slug of the page that says the same in an easier way, or in full.

    No label is claimed for the easy one: it is for texts that were tried by their readers.
    """
    tag = edition.language.tag
    if slug.endswith(EASY):
        icon, name, other = "full", edition.say("Full text"), slug.removesuffix(EASY)
    elif any(h.easy for h in booklet.chapters if h.slug == slug):
        icon, name, other = "easy", edition.say("Easy to read"), slug + EASY
    else:
        return None
    return icon, name, paths.chapter(tag, booklet.slug, other), other


def _neighbours(booklet: Booklet, chapter_slug: str) -> tuple[ChapterHead | None, ChapterHead | None]:
    """The chapters before and after one; an easy-to-read page is none of them."""
    heads = (None, *booklet.chapters, None)
    found = ((before, after) for before, h, after in zip(heads, heads[1:], heads[2:], strict=False) if h and h.slug == chapter_slug)
    return next(found, (None, None))


def _words_page(edition: Edition, artifact: Artifact) -> bytes:
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
    page = _page(edition, artifact, title, plain(edition, edition.config.tagline), paths.about)
    agora = edition.agora
    named = [(edition.credit(author.id, "site"), author.languages) for author in agora.authors]
    authors = [(name, tags) for name, tags in named if name]
    return _render(edition, page, "about.html", agora=agora, authors=authors, funders=edition.funders())


def _law_page(edition: Edition, artifact: Artifact) -> bytes:
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


def _missing(edition: Edition, artifact: Artifact) -> bytes:
    """404: a server shows it at any address, so its links are whole."""
    title = edition.say("Page not found")
    page = _page(edition, artifact, title, title, paths.missing)
    return _render(edition, page, "404.html", Anywhere(edition, page.path))


def _lost(edition: Edition, artifact: Artifact) -> bytes:
    """404 where the address names no language, and on hosts that know one such page alone: each language says it, and leads home."""
    title = edition.say("Page not found")
    page = _page(edition, artifact, title, title, lambda _: paths.LOST)
    return _render(edition, page, "lost.html", Anywhere(edition, page.path), corrected=everywhere(edition))


def _chooser(edition: Edition, artifact: Artifact) -> bytes:
    return _render(
        edition,
        _page(
            edition, artifact, plain(edition, edition.config.name), plain(edition, edition.config.tagline), lambda _: paths.CHOOSER
        ),
        "chooser.html",
        corrected=everywhere(edition),
    )


def _stub(edition: Edition, artifact: Artifact) -> bytes:
    """An old address: a page that says where its text went and goes there."""
    rest = artifact.subject.partition("/")[2]
    page = _page(edition, artifact, edition.say("This page has moved"), "", lambda tag: f"{tag}/{rest}")
    return _render(edition, page, "stub.html", target=artifact.subject)


# --- which there are ---------------------------------------------------------------------------------


def _booklets(scope: Scope) -> Iterator[File]:
    for booklet in scope.site.booklets:
        yield paths.booklet(scope.tag, booklet.slug), booklet.slug


def _chapters(scope: Scope) -> Iterator[File]:
    for booklet in scope.site.booklets:
        for slug in booklet.pages:
            yield paths.chapter(scope.tag, booklet.slug, slug), f"{booklet.slug}/{slug}"


def _pairs(scope: Scope) -> Iterator[File]:
    """Each chapter and each page of the Agora's with another language beside, for the pairs of site.yaml; none where both would be the same."""
    for booklet, slug in scope.site.chapters:
        for other in scope.edition.beside_of(booklet, slug):
            yield paths.pair(scope.tag, booklet, slug, other.tag), f"{other.tag}/{booklet}/{slug}"
    for name, beside in agora_pages.pairs(scope.edition):
        yield paths.agora(scope.tag, f"{name}.{beside}"), f"{beside}/{_AGORA}{name}"


def _about_pair(subject: str) -> str:
    own = subject.partition("/")[2]
    return agora_pages.about(own.removeprefix(_AGORA)) if own.startswith(_AGORA) else own


def _stubs(scope: Scope) -> Iterator[File]:
    """Every old address, and where it leads; one that somebody went back to is old no more, nor is one of a base at which a town has a page of its own."""
    own = scope.site.booklets
    pages = {paths.booklet(scope.tag, booklet.slug) for booklet in own}
    pages |= {paths.chapter(scope.tag, booklet.slug, slug) for booklet in own for slug in booklet.pages}
    return ((old, new) for old, new in _moved(scope) if old not in pages)


def _moved(scope: Scope) -> Iterator[File]:
    if scope.site.config.offline:
        yield paths.offline(scope.tag), paths.without_internet(scope.tag, saving=True)
    for booklet in scope.site.booklets:
        for was in booklet.meta.was:
            yield paths.booklet(scope.tag, was), paths.booklet(scope.tag, booklet.slug)
        pages = ((its, end) for its in booklet.chapters for end in (("", EASY) if its.easy else ("",)))
        for its, end in pages:
            new, *olds = (
                paths.chapter(scope.tag, folder, slug + end)
                for folder in (booklet.slug, *booklet.meta.was)
                for slug in (its.slug, *its.meta.was)
            )
            yield from ((old, new) for old in dict.fromkeys(olds))


def _laws(scope: Scope) -> Iterator[File]:
    return ((paths.page(scope.tag, name), name) for name in paths.LAWS)


def _dictionary(scope: Scope) -> Iterator[File]:
    if scope.site.termbase.terms:
        yield paths.words(scope.tag), ""


# What every page is written with.
_STEPS = {"template": Step(templates.sources), "frame": Step(frame, kept=True)}
FORMATS = (
    Format("home", _home, each(paths.home), steps=_STEPS, ahead=True, about=lambda _: "site#"),
    Format("booklet", _booklet, _booklets, steps={"named": Step(texts.named, kept=True)}, ahead=True, about=str),
    Format(
        "chapter", _chapter, _chapters, steps={"body": Step(texts.body, kept=True), "said": Step(texts.said)}, ahead=True, about=str
    ),
    Format("pair", _pair, _pairs, ahead=True, about=_about_pair),
    Format("words", _words_page, _dictionary, ahead=True),
    Format("about", _about, each(paths.about), ahead=True),
    Format("text", _law_page, _laws, ahead=True),
    Format("404", _missing, each(paths.missing), ahead=True),
    Format("stub", _stub, _stubs, ahead=True),
    Format("chooser", _chooser, shared=one(paths.CHOOSER), ahead=True),
    Format("lost", _lost, shared=one(paths.LOST), ahead=True),
)
