"""A whole site, read: its configuration, facts, services, booklets and authors, all frozen."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from livret.model import Block, Message
from livret.schema.booklet import BookletMeta, ChapterMeta
from livret.schema.facts import Facts
from livret.schema.service import Service
from livret.schema.site import Agora, SiteConfig


@dataclass(frozen=True, slots=True)
class ChapterHead:
    """What other pages show of a chapter."""

    slug: str
    title: Message
    meta: ChapterMeta


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter, whole. `blocks` begin after the title; `path` is its source, from the site folder."""

    path: str
    head: ChapterHead
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Booklet:
    """A booklet and the heads of its chapters, in order. `language` is the tag of its source."""

    slug: str
    language: str
    meta: BookletMeta
    chapters: tuple[ChapterHead, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to a listing. `fields` holds (key, before, now) of one that changed, in plain texts."""

    ident: str
    name: str
    kind: Literal["new", "changed", "gone"]
    fields: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """What has changed in the directory `since` a day; None when no earlier state is known."""

    since: datetime.date | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """Everything under content/. Chapters are keyed by (booklet slug, chapter slug)."""

    config: SiteConfig
    facts: Facts
    services: dict[str, Service]
    booklets: tuple[Booklet, ...]
    chapters: dict[tuple[str, str], Chapter]
    agora: Agora
