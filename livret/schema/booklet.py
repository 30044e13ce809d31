"""`booklet.yaml`, and the front matter of a chapter and of the pages beside it."""

from __future__ import annotations

from typing import Literal

from livret.schema.days_out import Dated
from livret.schema.fields import Day, Model, Name, Slug, Source, Tag, Translated

# How many panels of each leaflet an author fills; covers and backs are Livret's.
PANELS = {"trifold": 4, "sheet": 2, "poster": 1, "card": 2}


class Takes(Model):
    """What each leaflet takes, panel by panel: chapters, sections, `phone.…`, `service.…`."""

    trifold: tuple[tuple[Name, ...], ...] = ()
    sheet: tuple[tuple[Name, ...], ...] = ()
    poster: tuple[tuple[Name, ...], ...] = ()
    card: tuple[tuple[Name, ...], ...] = ()


class BookletMeta(Dated):
    """`language` is the one it is written in; the site's own when left out. `large` are formats also made in large print, `beside` those also made with the
    other language of a pair under each text, `facing` with it on the page opposite."""

    title: Translated
    summary: Translated
    pictogram: Name = "booklet"
    language: Tag | None = None
    authors: tuple[Name, ...] = ()
    verified_on: Day | None = None
    review_before: Day | None = None
    was: tuple[Slug, ...] = ()
    formats: tuple[Literal["a5", "trifold", "sheet", "poster", "card"], ...] = ("a5",)
    takes: Takes = Takes()
    large: tuple[Literal["a5", "sheet", "poster"], ...] = ()
    beside: tuple[Literal["a5", "trifold", "sheet", "poster"], ...] = ()
    facing: tuple[Literal["a5"], ...] = ()
    one_ink: bool = False
    approval: tuple[Tag, ...] = ()
    """Languages in which somebody has to approve each page, as it is, before it is published in production."""

    def panels(self, name: str) -> tuple[tuple[str, ...], ...]:
        """What a format takes; nothing for a booklet, which takes all."""
        found: tuple[tuple[str, ...], ...] = getattr(self.takes, name, ())
        return found


class PageMeta(Dated):
    """What every page says of its text."""

    summary: Translated | None = None
    sources: tuple[Source, ...] = ()
    verified_on: Day | None = None
    review_before: Day | None = None
    authors: tuple[Name, ...] = ()


class ChapterMeta(PageMeta):
    """`sensitive` marks a page that a reader may need to leave at once; `was` holds former slugs."""

    sensitive: bool = False
    was: tuple[Slug, ...] = ()


class NativeMeta(PageMeta):
    """`source` is the fingerprint of the page that this one was written after (`livret.source.variants`)."""

    source: str | None = None
