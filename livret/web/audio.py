"""Recordings on a page: those that still read what the page shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from livret.editions.edition import Edition
from livret.model import Heading, Message
from livret.phrases import read_aloud
from livret.site import Chapter, Recording
from livret.web.assets import recording as address


@dataclass(frozen=True, slots=True)
class Heard:
    """A recording where it is published; `heading` names the section it reads, None for a whole chapter."""

    recording: Recording
    path: str
    heading: Message | None


def of(edition: Edition, booklet: str, chapter: Chapter) -> list[Heard]:
    """The recordings of a chapter that are played, the whole one first."""
    found = edition.recordings(booklet, chapter.head.slug)
    return [
        _heard(edition, chapter, one)
        for one in sorted(found, key=lambda one: one.section)
        if read_aloud.fresh(edition, chapter, one)
    ]


def _heard(edition: Edition, chapter: Chapter, recording: Recording) -> Heard:
    blocks = read_aloud.part(chapter, recording.section)
    heading = blocks[0].message if blocks and isinstance(blocks[0], Heading) else None
    return Heard(recording, address(edition, recording.path), heading)


def every(edition: Edition) -> Iterator[Heard]:
    """All that is played in an edition, to be saved together."""
    for booklet in edition.booklets():
        for slug in booklet.pages:
            if edition.recordings(booklet.slug, slug):  # who asks depends on no chapter without any
                yield from of(edition, booklet.slug, edition.chapter(booklet.slug, slug))
