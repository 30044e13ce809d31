"""What is at hand where a text is written: the page that shows it, its language, what is wrong in it, and what it can refer to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from posixpath import basename, dirname, relpath, splitext
from typing import Any

from livret import check as checking
from livret import paths
from livret.languages import known, language
from livret.model import Message
from livret.problems import Problem, Report
from livret.schema.facts import Fact, SentenceFact
from livret.serve.draft import Draft
from livret.site import EASY, Site
from livret.source.agora_room import MEETINGS
from livret.source.prose import FOLDER, PICTURES, slug_of
from livret.source.variants import name_of

_CATALOGS, _SERVICES = "translations/", "content/services/"


@dataclass(frozen=True, slots=True)
class Shown:
    """The page that shows a text, by its path in public/, and the tag of the language that it is written in; "" for a file of keys and values."""

    page: str
    language: str = ""


def shown(draft: Draft, path: str) -> Shown:
    """Where a text is shown, by its name alone: it is known of one with mistakes, too. That of a site which cannot be read is the first page."""
    if draft.shop is None:
        return Shown(paths.CHOOSER)
    site = draft.shop.site
    if path.startswith(_CATALOGS):
        return Shown(_translated(site, path))
    if path.startswith(_SERVICES):
        return Shown(paths.services(site.config.language))
    if path.startswith(f"{FOLDER}/"):
        return _in_booklet(site, path)
    if path.startswith(f"{MEETINGS}/"):
        return Shown(paths.agora(site.config.language, splitext(basename(path))[0]), site.config.language)
    return Shown(paths.home(site.config.language), site.config.language if path.endswith(".md") else "")


def _translated(site: Site, path: str) -> str:
    """The page of the booklet that a catalog translates, else the first one of its language."""
    tag, _, file = path.removeprefix(_CATALOGS).partition("/")
    slug = splitext(file)[0]
    if tag not in site.config.languages:
        return paths.home(site.config.language)
    return paths.booklet(tag, slug) if slug in (booklet.slug for booklet in site.booklets) else paths.home(tag)


def _in_booklet(site: Site, path: str) -> Shown:
    folder, file = dirname(path), basename(path)
    slug = slug_of(basename(folder)) or ""
    own = next((booklet.language for booklet in site.booklets if booklet.slug == slug), site.config.language)
    name = name_of(file, folder, site.config.languages, Report()) if file.endswith(".md") else None
    if name is None:
        return Shown(paths.booklet(own, slug))
    chapter = f"{slug_of(name.stem)}{EASY if name.easy else ''}"
    return Shown(paths.chapter(name.language or own, slug, chapter), name.language or own)


def told_of(draft: Draft, path: str, met: Iterable[Problem]) -> list[dict[str, Any]]:
    """What reading and making met in a text, in words."""
    report = Report()
    for problem in (*draft.problems(), *met):
        if problem.place.path == path:
            report.take(problem)
    return [checking.problem_as_json(problem) for problem in report]


def to_refer_to(draft: Draft, path: str) -> dict[str, list[tuple[str, str]]]:
    """What a text can name, each with what a person knows it by: facts, chapters, pictures that lie beside it."""
    if draft.shop is None:
        return {"facts": [], "links": [], "pictures": []}
    site, folder = draft.shop.site, dirname(path)
    return {
        "facts": sorted(_named_facts(site)),
        "links": [(relpath(each.path, folder), each.head.title.text) for each in site.chapters.values()],
        "pictures": [(name, name) for name in draft.door.folder(folder) if name.lower().endswith(PICTURES)],
    }


def _named_facts(site: Site) -> Iterator[tuple[str, str]]:
    for kind, facts in site.facts:
        for name, fact in facts.items():
            yield f"{kind}.{name}", _words(fact)
    yield from ((f"service.{ident}", service.name) for ident, service in site.services.items())
    yield from ((f"term.{term.id}", term.term) for term in site.termbase.terms)


def _words(fact: Fact) -> str:
    """What a person knows a fact by, where anything is written."""
    if isinstance(fact, SentenceFact):
        return fact.text
    return fact.label.text if isinstance(fact.label, Message) else fact.label or ""


def direction(tag: str) -> str:
    """The direction that a language is written in; that of keys and values is one for all."""
    return language(tag).direction if known(tag) else "ltr"
