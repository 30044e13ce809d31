"""What search engines read before any page: where the pages are, and that they may be read."""

from __future__ import annotations

from collections.abc import Callable

from livret import paths
from livret.artifact import Artifact
from livret.editions.edition import Edition
from livret.format import Format, one
from livret.web import agora_pages, directory
from livret.web.frame import categories
from livret.web.templates import template


def _sitemap(edition: Edition, _: Artifact) -> bytes:
    tags = [language.tag for language in edition.languages]
    groups: list[tuple[Callable[[str], str], tuple[str, ...]]] = [(paths.home, tuple(tags)), (paths.services, tuple(tags))]
    groups += [(_of(paths.page, name), tuple(tags)) for name in paths.pages(edition.config.offline)]
    groups += [(paths.words, tuple(tags))] if edition.has_words else []
    groups += [(paths.sentences, tuple(tags))] if edition.sentences else []
    groups += [(_of(paths.service, ident), tuple(tags)) for ids in edition.directory().values() for ident in ids]
    found = directory.ways(edition, categories(edition))
    groups += [(_of(paths.spoken, voice), tuple(tags)) for voice in found["voices"]]
    groups += [(_of(paths.need, need.id), tuple(tags)) for need in found["needs"]]
    groups += [(_of(paths.agora, name), languages) for name, languages in agora_pages.everywhere(edition)]
    for booklet in edition.booklets():
        groups.append((_of(paths.booklet, booklet.slug), tuple(tags)))
        for slug in booklet.pages:
            groups.append((_of(paths.chapter, booklet.slug, slug), edition.translations(booklet.slug, slug)))
    return template(edition, "sitemap.xml").render(groups=groups).encode()


def _of(path: Callable[..., str], *names: str) -> Callable[[str], str]:
    return lambda tag: path(tag, *names)


def _robots(edition: Edition, _: Artifact) -> bytes:
    """Robots may read everything: a page of a demonstration says noindex itself, and must be read to say so."""
    return f"User-agent: *\nDisallow:\nSitemap: {edition.absolute(paths.SITEMAP)}\n".encode()


FORMATS = (Format("sitemap.xml", _sitemap, shared=one(paths.SITEMAP)), Format("robots.txt", _robots, shared=one(paths.ROBOTS)))
