"""A whole site, read: its configuration, facts, services, booklets and authors, all frozen."""

from __future__ import annotations

from dataclasses import dataclass, field

from livret.model import Block, Message
from livret.schema.booklet import BookletMeta, ChapterMeta
from livret.schema.facts import Fact, Facts
from livret.schema.service import Service
from livret.schema.site import Agora, SiteConfig
from livret.schema.terms import Term, Termbase


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
class Site:
    """Everything under content/, and the termbase. Chapters are keyed by (booklet slug, chapter slug)."""

    config: SiteConfig
    facts: Facts
    services: dict[str, Service]
    booklets: tuple[Booklet, ...]
    chapters: dict[tuple[str, str], Chapter]
    agora: Agora
    termbase: Termbase = field(default_factory=Termbase)

    def fact(self, kind: str, name: str) -> Fact | Term | None:
        """What `{kind.name}` refers to, where it is no service."""
        return self.termbase.get(name) if kind == "term" else self.facts.get(kind, name)
