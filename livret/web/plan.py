"""Which files the web edition is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from livret import paths
from livret.artifact import Artifact
from livret.site import EASY, Booklet, Site
from livret.translation.edition import Edition
from livret.web.assets import assets


def plan(site: Site, edition: Edition) -> Iterator[Artifact]:
    """Every page of a language."""
    tag = edition.language.tag
    yield from pages(site, tag)
    yield from _directory(site, tag)
    if edition.professional:
        yield Artifact(paths.changes(tag), "changes", tag)
    yield from _pairs(site, edition)


def shared(site: Site, edition: Edition, pictures: Iterable[str]) -> Iterator[Artifact]:
    """What all languages share; `pictures` are those of every chapter, as paths from the site folder."""
    yield Artifact(paths.CHOOSER, "chooser")
    for name in (paths.SITEMAP, paths.ROBOTS, paths.WORKER):
        yield Artifact(name, name)
    if site.config.publisher.email:
        yield Artifact(paths.SECURITY, "security.txt")
    for name, asset in assets(edition).items():
        yield Artifact(asset.path, "asset", "", name)
    recordings = (one.path for found in site.recordings.values() for one in found)
    media = {medium(edition, path): path for path in sorted({*pictures, *recordings}, reverse=True)}
    yield from (Artifact(published, "media", "", path) for published, path in sorted(media.items()))


def pages(site: Site, tag: str) -> Iterator[Artifact]:
    """What a language has beside its directory."""
    yield Artifact(paths.home(tag), "home", tag)
    yield Artifact(paths.page(tag, "404"), "404", tag)
    for name in paths.pages(site.config.offline):
        yield Artifact(paths.page(tag, name), name if name in ("about", "saved") else "text", tag, name)
    if site.termbase.terms:
        yield Artifact(paths.words(tag), "words", tag)
    yield Artifact(paths.manifest(tag), "manifest", tag)
    if site.config.offline:
        heard = any(one.language == tag for found in site.recordings.values() for one in found)
        for ident in (tag, *(f"{booklet.slug}.{tag}" for booklet in site.booklets), *((f"{tag}.audio",) if heard else ())):
            yield Artifact(paths.pack(ident), "pack", tag, ident)
    for booklet in site.booklets:
        yield from _booklet(booklet, tag)


def _directory(site: Site, tag: str) -> Iterator[Artifact]:
    """The services: all, by language and by need, each, and the sheet that one chooses from."""
    listed = [service for service in site.services.values() if service.status != "closed"]
    yield Artifact(paths.services(tag), "services", tag)
    yield Artifact(paths.sheet(tag), "sheet", tag)
    for language in sorted({language for service in listed for language in service.languages}):
        yield Artifact(paths.spoken(tag, language), "spoken", tag, language)
    met = {need for service in listed for need in service.needs}
    for need in (need.id for need in site.config.needs if need.id in met):
        yield Artifact(paths.need(tag, need), "need", tag, need)
    for ident in site.services:
        yield Artifact(paths.service(tag, ident), "service", tag, ident)


def _booklet(booklet: Booklet, tag: str) -> Iterator[Artifact]:
    yield Artifact(paths.booklet(tag, booklet.slug), "booklet", tag, booklet.slug)
    for was in booklet.meta.was:
        yield Artifact(paths.booklet(tag, was), "stub", tag, paths.booklet(tag, booklet.slug))
    for head in booklet.chapters:
        for end in ("", EASY) if head.easy else ("",):
            path = paths.chapter(tag, booklet.slug, head.slug + end)
            yield Artifact(path, "chapter", tag, f"{booklet.slug}/{head.slug}{end}")
            for was in head.meta.was:
                yield Artifact(paths.chapter(tag, booklet.slug, was + end), "stub", tag, path)


def _pairs(site: Site, edition: Edition) -> Iterator[Artifact]:
    """Each chapter with another language beside, for the pairs of site.yaml; none where both would be the same."""
    tag = edition.language.tag
    for booklet, slug in site.chapters:
        for other in edition.beside_of(booklet, slug):
            yield Artifact(paths.pair(tag, booklet, slug, other.tag), "pair", tag, f"{other.tag}/{booklet}/{slug}")


def medium(edition: Edition, path: str) -> str:
    """Where a picture is published."""
    return paths.medium(path, edition.picture(path))
