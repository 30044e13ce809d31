"""What is read aloud of a chapter, and whether a recording still reads it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from livret import limits
from livret.editions.edition import Edition
from livret.model import Block, Heading
from livret.phrases.fact_text import plain
from livret.problems import Place, Report
from livret.site import Chapter, Recording
from livret.text.tree import messages

_SECTION = 2  # the level of a section's heading


def texts(edition: Edition, chapter: Chapter, section: int = 0) -> list[str]:
    """The messages of a chapter with its title, or of one of its sections, as they are shown: facts in words and digits."""
    title = [] if section else [chapter.head.title]
    blocks = part(chapter, section) if section else chapter.blocks
    return [
        text for message in (*title, *(m for block in blocks for m in messages(block))) if (text := plain(edition, message).strip())
    ]


def part(chapter: Chapter, section: int) -> tuple[Block, ...]:
    """The blocks of the section with that number, counted from 1 at the second-level headings; none where there are fewer."""
    starts = [number for number, block in enumerate(chapter.blocks) if isinstance(block, Heading) and block.level == _SECTION]
    if not 1 <= section <= len(starts):
        return ()
    return chapter.blocks[starts[section - 1] : [*starts, len(chapter.blocks)][section]]


def fingerprint(spoken: Iterable[str]) -> str:
    """Twelve hexadecimal digits that change with any word or number of the text."""
    return hashlib.blake2b("\n".join(spoken).encode(), digest_size=6).hexdigest()


def fresh(edition: Edition, chapter: Chapter, recording: Recording) -> bool:
    """Whether what was read is what is shown. An outdated number in a friendly voice is worse than none."""
    spoken = texts(edition, chapter, recording.section)
    return bool(spoken) and fingerprint(spoken) == recording.reads


def check(edition: Edition, chapters: Iterable[tuple[str, str]], report: Report) -> None:
    """Warn of recordings that are not played any more, and of those whose length is not that of their text."""
    for booklet, slug in chapters:
        for recording in edition.recordings(booklet, slug):
            chapter = edition.chapter(booklet, slug)
            spoken = texts(edition, chapter, recording.section)
            if not fresh(edition, chapter, recording):
                report.add(
                    "audio-stale",
                    Place(f"{recording.path}.yaml"),
                    found=recording.reads,
                    expected=fingerprint(spoken) if spoken else "-",
                )
                continue
            slow, fast = limits.AUDIO_CHARACTERS
            pace = sum(map(len, spoken)) / max(recording.seconds, 1)
            if not slow <= pace <= fast:
                report.add(
                    "audio-length", Place(recording.path), seconds=round(recording.seconds), characters=sum(map(len, spoken))
                )
