"""A whole site, read: its configuration, facts, services, booklets and authors, all frozen."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field, replace
from typing import Literal

from livret.model import Block, Message
from livret.schema.admin import Admin
from livret.schema.agora import Heard, Lab, MeetingMeta, Partners, Project
from livret.schema.alert import Alert
from livret.schema.approval import Approval
from livret.schema.booklet import BookletMeta, ChapterMeta
from livret.schema.facts import Fact, Facts
from livret.schema.members import Member
from livret.schema.release import Release
from livret.schema.service import Service
from livret.schema.site_config import Agora, SiteConfig
from livret.schema.terms import Term, Termbase

MINUTES, LABS = "minutes", "labs"  # what stands for the booklet of the minutes of a meeting, and of what is told of a laboratory
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
class Meeting:
    """A meeting of the Agora. `page` is its agenda and minutes: a chapter that no booklet lists, whose slug is the day."""

    day: datetime.date
    meta: MeetingMeta
    page: Chapter

    @property
    def languages(self) -> tuple[str, ...]:
        """The tags of its minutes' languages, that of their source first."""
        return tuple(dict.fromkeys((self.page.language, *self.meta.languages)))


@dataclass(frozen=True, slots=True)
class Room:
    """What the Agora heard, did and is: needs by id, meetings by day (2026-11-12) in their order, laboratories by id with their text, partners."""

    needs: dict[str, Heard] = field(default_factory=dict)
    meetings: dict[str, Meeting] = field(default_factory=dict)
    labs: dict[str, Lab] = field(default_factory=dict)
    reports: dict[str, Chapter] = field(
        default_factory=dict
    )  # what is told of a laboratory in prose: chapters that no booklet lists
    partners: Partners = field(default_factory=Partners)
    project: Project | None = None  # what is funded

    @property
    def is_open(self) -> bool:
        """Whether there is anything in it to show."""
        return bool(self.needs or self.meetings or self.labs or self.partners.partners or self.project)

    def answered(self, kind: str, name: str) -> tuple[str, ...]:
        """The ids of the needs that a chapter (`urgences/numeros`), a service or a laboratory answers."""
        return tuple(ident for ident, need in self.needs.items() if any(getattr(each, kind) == name for each in need.answers))


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
    room: Room = field(default_factory=Room)
    members: dict[str, Member] = field(default_factory=dict)
    approvals: tuple[Approval, ...] = ()  # in the order in which they were written
    alerts: tuple[Alert, ...] = ()  # the corrections, those that are over among them
    codes: dict[str, str] = field(
        default_factory=dict
    )  # what is said of a page at a counter, `S-14`, by its name (`paths.of_page`)

    def outline(self, tag: str) -> tuple[Booklet, ...]:
        """The booklets as a language has them: a chapter that has a native page there has its title and head."""
        return tuple(
            replace(booklet, chapters=tuple(self.chapter(booklet.slug, head.slug, tag).head for head in booklet.chapters))
            for booklet in self.booklets
        )

    def chapter(self, booklet: str, slug: str, tag: str) -> Chapter:
        """The page of a chapter in a language: the native one, or the one that is translated; what the Agora's room has of
        such. Raises KeyError."""
        if booklet == MINUTES:
            return self.room.meetings[slug].page
        if booklet == LABS:
            return self.room.reports[slug]
        return self.natives.get((booklet, slug, tag)) or self.chapters[booklet, slug]

    def credit(self, ident: str, scope: str) -> str:
        """What readers are told of an author there: what the member agreed to; the invented name of an example."""
        if ident in self.members:
            return self.members[ident].told(scope)
        return next((author.name or "" for author in self.agora.authors if author.id == ident), "")

    def fact(self, kind: str, name: str) -> Fact | Term | None:
        """What `{kind.name}` refers to, where it is no service."""
        return self.termbase.get(name) if kind == "term" else self.facts.get(kind, name)


# --- what the editor at /admin/ offers ---------------------------------------------------------------

SCRIPT = "sveltia-cms.js"


@dataclass(frozen=True, slots=True)
class OpenBooklet:
    """A booklet that has files in the site's own folder. Its own file is edited, too, where it is the site's."""

    slug: str
    title: str
    folder: str
    has_file: bool


@dataclass(frozen=True, slots=True)
class OpenListing:
    """A file of services: the keys of its entries whose value is a text, and those that hold others."""

    path: str
    category: str
    texts: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Editable:
    """The settings, the editor's files by their paths from /admin/, and what can be edited."""

    settings: Admin
    files: tuple[str, ...]
    booklets: tuple[OpenBooklet, ...] = ()
    listings: tuple[OpenListing, ...] = ()
    needs: str = ""  # the file of needs, and the folder of meetings; "" where there is none
    meetings: str = ""
    references: tuple[str, ...] = ()  # what a text can name: phone.samu, service.caf, term.ofpra
