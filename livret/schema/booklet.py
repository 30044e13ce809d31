"""`booklet.yaml`, and the front matter of a chapter."""

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


class ChapterMeta(Model):
    """`sensitive` marks a page that a reader may need to leave at once; `was` holds former slugs."""

    summary: Translated | None = None
    sources: tuple[Source, ...] = ()
    verified_on: datetime.date | None = None
    review_before: datetime.date | None = None
    authors: tuple[Ident, ...] = ()
    sensitive: bool = False
    was: tuple[str, ...] = ()
