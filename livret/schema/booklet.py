"""`booklet.yaml`, and the front matter of a chapter and of the pages beside it."""

from __future__ import annotations

import datetime

from livret.schema.fields import Ident, Model, Source, Tag, Translated


class BookletMeta(Model):
    """`language` is the one it is written in; the site's own when left out."""

    title: Translated
    summary: Translated
    pictogram: Ident = "booklet"
    language: Tag | None = None
    authors: tuple[Ident, ...] = ()
    verified_on: datetime.date | None = None
    review_before: datetime.date | None = None
    was: tuple[str, ...] = ()


class PageMeta(Model):
    """What every page says of its text."""

    summary: Translated | None = None
    sources: tuple[Source, ...] = ()
    verified_on: datetime.date | None = None
    review_before: datetime.date | None = None
    authors: tuple[Ident, ...] = ()


class ChapterMeta(PageMeta):
    """`sensitive` marks a page that a reader may need to leave at once; `was` holds former slugs."""

    sensitive: bool = False
    was: tuple[str, ...] = ()


class NativeMeta(PageMeta):
    """`source` is the fingerprint of the page that this one was written after (`livret.source.variants`)."""

    source: str | None = None
