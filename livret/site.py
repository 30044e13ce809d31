"""A whole site, read: its configuration, facts, services, booklets and authors, all frozen."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field, replace
from typing import Literal

from livret.model import Block, Message
from livret.schema.booklet import BookletMeta, ChapterMeta
from livret.schema.facts import Fact, Facts
from livret.schema.release import Release
from livret.schema.service import Service
from livret.schema.site_config import Agora, SiteConfig
from livret.schema.terms import Term, Termbase

EASY = ".easy"  # the end of an easy-to-read page's slug: no chapter's has a dot


@dataclass(frozen=True, slots=True)
class ChapterHead:
    """What other pages show of a chapter. `easy` says whether an easy-to-read page stands beside it."""

    slug: str
    title: Message
    meta: ChapterMeta
    easy: bool = False


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter, whole. `blocks` begin after the title; `path` is its source, from the site folder.

    `language` is the tag of its source. A native page is a chapter in another language than its booklet; `changed`
    says that its original has changed since it was written.
    """

    path: str
    head: ChapterHead
    blocks: tuple[Block, ...]
    language: str
    changed: bool = False


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

    @property
    def pages(self) -> tuple[str, ...]:
        """The slugs of its chapters, that of an easy-to-read page behind its own."""
        return tuple(slug for head in self.chapters for slug in (head.slug, *((head.slug + EASY,) if head.easy else ())))


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
    """Everything under content/, and the termbase. Chapters are keyed by (booklet slug, chapter slug), native pages by their language too.

    An easy-to-read page is a chapter that no booklet lists: its slug ends with `EASY`.
    """

    config: SiteConfig
    facts: Facts
    services: dict[str, Service]
    booklets: tuple[Booklet, ...]
    chapters: dict[tuple[str, str], Chapter]
    natives: dict[tuple[str, str, str], Chapter]
    agora: Agora
    termbase: Termbase = field(default_factory=Termbase)
    recordings: dict[tuple[str, str], tuple[Recording, ...]] = field(default_factory=dict)
    releases: dict[str, Release] = field(default_factory=dict)

    def outline(self, tag: str) -> tuple[Booklet, ...]:
        """The booklets as a language has them: a chapter that has a native page there has its title and head."""
        return tuple(
            replace(booklet, chapters=tuple(self.chapter(booklet.slug, head.slug, tag).head for head in booklet.chapters))
            for booklet in self.booklets
        )

    def chapter(self, booklet: str, slug: str, tag: str) -> Chapter:
        """The page of a chapter in a language: the native one, or the one that is translated. Raises KeyError."""
        return self.natives.get((booklet, slug, tag)) or self.chapters[booklet, slug]

    def fact(self, kind: str, name: str) -> Fact | Term | None:
        """What `{kind.name}` refers to, where it is no service."""
        return self.termbase.get(name) if kind == "term" else self.facts.get(kind, name)
