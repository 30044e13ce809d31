"""A whole site, read: its configuration, facts, services, booklets and authors, all frozen."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

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
class Recording:
    """A chapter read aloud: the whole (`section` 0) or one section, counted from 1. `reads` is the fingerprint of what was read."""

    path: str
    language: str
    section: int
    reads: str
    recorded_on: datetime.date
    seconds: float


@dataclass(frozen=True, slots=True)
class Booklet:
    """A booklet and the heads of its chapters, in order. `language` is the tag of its source."""

    slug: str
    language: str
    meta: BookletMeta
    chapters: tuple[ChapterHead, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """Everything under content/. Chapters are keyed by (booklet slug, chapter slug)."""

    config: SiteConfig
    facts: Facts
    services: dict[str, Service]
    booklets: tuple[Booklet, ...]
    chapters: dict[tuple[str, str], Chapter]
    agora: Agora
    recordings: dict[tuple[str, str], tuple[Recording, ...]] = field(default_factory=dict)
