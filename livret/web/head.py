"""What a page says of itself to search engines and to other sites: canonical, alternates, Open Graph, JSON-LD."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from livret import paths
from livret.data import schema_org
from livret.editions.edition import Edition
from livret.schema.service import Service
from livret.site import Chapter


@dataclass(frozen=True, slots=True)
class Page:
    """A page before it is written. `path_of` gives its path in each language, `tags` those that have it.

    A page with nothing in its reader's language is left to search engines in its source: `fallback`. One with two languages has the path of
    the page with one: search engines and other phones are led there. `code` is what readers say of it; a `sensitive` one is not written about.
    """

    kind: str
    path: str
    title: str
    description: str
    path_of: Callable[[str], str]
    tags: tuple[str, ...]
    source: str
    tag: str
    data: dict[str, Any] | None = None
    code: str = ""
    sensitive: bool = False

    @property
    def name(self) -> str:
        """Of its file, without what follows: `ofpra` of `fr/asile/ofpra.html` and of the page with Arabic beside, `ofpra.ar.html`."""
        return self.path.rpartition("/")[2].partition(".")[0]

    @property
    def fallback(self) -> bool:
        return self.tag not in self.tags

    @property
    def canonical(self) -> str:
        return self.path_of(self.source if self.fallback else self.tag)

    @property
    def handed_on(self) -> str:
        """The page that a reader hands on, in this language."""
        return self.path_of(self.tag)

    @property
    def alternates(self) -> tuple[tuple[str, str], ...]:
        """(language tag, path) of every edition of the page, this one included; none of a page that is all fallback."""
        return () if self.fallback or self.kind in ("pair", "sheet") else tuple((tag, self.path_of(tag)) for tag in self.tags)


def chapter_data(edition: Edition, page_path: str, title: str, chapter: Chapter) -> dict[str, Any]:
    """schema.org WebPage."""
    meta = chapter.head.meta
    return {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": title,
        "url": edition.absolute(page_path),
        "inLanguage": edition.language.html,
        **({"lastReviewed": meta.verified_on.isoformat()} if meta.verified_on else {}),
        "citation": [source.url for source in meta.sources],
    }


def service_data(edition: Edition, service: Service) -> dict[str, Any] | None:
    """schema.org Service with its ServiceChannel; None of one that is in no export. Never EmergencyService: a hotline is no place."""
    return (
        {
            "@context": "https://schema.org",
            **schema_org.service(edition, service, edition.absolute(paths.service(edition.language.tag, service.id))),
        }
        if service.open_data
        else None
    )
