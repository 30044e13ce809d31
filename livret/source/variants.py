"""The pages beside a chapter: `03-health.ar.md`, written in Arabic instead of translated; `03-health.easy.md`, easy to read.

A native page has the headings of its original – the same number, levels and order – so that a link to one leads to the same
place in every language. It keeps the fingerprint of the text it was written after, so that readers learn when that has changed.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from typing import TypeVar

from livret import limits
from livret.languages import language
from livret.model import Heading, Message
from livret.problems import Place, Report, near
from livret.schema.booklet import ChapterMeta, NativeMeta, PageMeta
from livret.site import EASY
from livret.source.yaml import Mapping, place_of
from livret.text.blocks import Prose
from livret.text.dialect import REFERENCE

M = TypeVar("M", bound=PageMeta)
# What carries meaning in a text: references, link targets, words, numbers, signs such as % and €. A comma is none.
_KEPT = re.compile(rf"{REFERENCE.pattern}|\]\([^)]*\)|\w+|[^\w\s.,:;!?…«»“”\"'’()*_\\-]")
_LAST_LATIN = "\u024f"
_SAME_EVERYWHERE = re.compile(r"\{[^{}]*\}|\]\([^)]*\)|\d+")


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """The name of a page's file, taken apart: `stem` is that of its chapter, `language` "" for the booklet's own."""

    stem: str
    easy: bool = False
    language: str = ""

    def __str__(self) -> str:
        return f"{self.stem}{EASY if self.easy else ''}{'.' + self.language if self.language else ''}.md"

    @property
    def original(self) -> Name:
        """The page that this one is written after, or stands beside."""
        return Name(self.stem, self.easy and bool(self.language))


def name_of(file: str, folder: str, languages: tuple[str, ...], report: Report) -> Name | None:
    """A file's name by its parts: `[NN-]slug[.easy][.language].md`; None, with a problem, when they are not these."""
    stem, *rest = file.removesuffix(".md").split(".")
    easy = rest[:1] == [EASY[1:]]
    match rest[easy:]:
        case []:
            return Name(stem, easy)
        case [tag] if tag in languages:
            return Name(stem, easy, tag)
        case [_] if not languages:
            pass  # site.yaml cannot be read
        case [tag]:
            close = near(tag.lower(), (*languages, *(() if easy else (EASY[1:],))))
            report.add("language-absent", Place(f"{folder}/{file}"), value=tag, choices=", ".join(languages), near=close)
        case _:
            report.add("variant-name", Place(f"{folder}/{file}"), name=file)
    return None


def fingerprint(messages: Iterable[Message]) -> str:
    """Eight hexadecimal digits for the words of a page, to be typed by hand: a comma, a capital or bold type changes none of them."""
    text = "\n".join(_bare_words(message.text) for message in messages)
    return hashlib.blake2b(text.encode(), digest_size=4).hexdigest()


def _bare_words(text: str) -> str:
    return " ".join(found[0] for found in _KEPT.finditer(unicodedata.normalize("NFC", text).casefold()))


def changed(meta: NativeMeta, path: str, head: Mapping | None, original: str, now: str, report: Report) -> bool:
    """Whether the original of a native page has changed since it was written; `now` is the original's fingerprint."""
    if meta.source is None:
        report.add("native-unsigned", Place(path, 1, 1), original=original, fingerprint=now)
    elif meta.source != now:
        report.add("native-changed", place_of(head, "source"), original=original, fingerprint=now)
    return meta.source != now


def inherited(own: PageMeta, beside: ChapterMeta) -> ChapterMeta:
    """The head of a page beside a chapter: its summary and sources where it has none, its former addresses, the same danger
    for whoever is seen reading it. The day on which a text was checked is each text's own."""
    written = {name: getattr(own, name) for name in PageMeta.model_fields}
    return beside.model_copy(update=written | {"summary": own.summary or beside.summary, "sources": own.sources or beside.sources})


def titled(meta: M, page: str, site: str) -> M:
    """The head with the language of each source's title: the page's, or the site's for Latin letters on a page that has others."""

    def spoken(title: str) -> str:
        foreign = language(page).script != "Latn" == language(site).script
        return site if foreign and not any(c.isalpha() and c > _LAST_LATIN for c in title) else page

    sources = (source.model_copy(update={"language": source.language or spoken(source.title)}) for source in meta.sources)
    return meta.model_copy(update={"sources": tuple(sources)})


# --- headings ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Section:
    """A heading, and what of the text under it is the same in every language: references, link targets, numbers."""

    heading: Heading
    marks: frozenset[str]


def compare(prose: Prose, original: Prose, path: str, report: Report) -> None:
    """Reports where the headings of a native page are not those of its original, at a path."""
    if [h.level for h in prose.headings] == [h.level for h in original.headings]:
        return
    outline = ", ".join(f"{_signs(h)} {h.message.text}" for h in original.headings)
    last = prose.headings[0].message.place
    for theirs, ours in _pairs(_sections(original), _sections(prose)):
        if ours is None and theirs is not None:
            report.add("heading-absent", last, heading=theirs.heading.message.text, signs=_signs(theirs.heading), original=path)
        elif ours is not None:
            last = ours.heading.message.place
            if theirs is None:
                report.add("heading-extra", last, original=path, choices=outline)
            elif theirs.heading.level != ours.heading.level:
                report.add("heading-level", last, heading=theirs.heading.message.text, signs=_signs(theirs.heading), original=path)


def _signs(heading: Heading) -> str:
    return "#" * heading.level


def _sections(prose: Prose) -> tuple[_Section, ...]:
    texts: list[str] = []
    for message in prose.messages:
        if message.kind == "heading":
            texts.append("")
        if texts:
            texts[-1] += f"\n{message.text}"
    return tuple(_Section(heading, _marks(text)) for heading, text in zip(prose.headings, texts, strict=True))


def _marks(text: str) -> frozenset[str]:
    """Digits of any script as ASCII."""
    ascii_digits = "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in text)
    return frozenset(_SAME_EVERYWHERE.findall(ascii_digits))


_Pair = tuple[_Section | None, _Section | None]


def _pairs(theirs: tuple[_Section, ...], ours: tuple[_Section, ...]) -> Iterable[_Pair]:
    """Each section of the original with the one that stands for it: the cheapest alignment. Levels alone do not say which of
    five headings is missing; the phone numbers and links below them do."""
    if max(len(theirs), len(ours)) > limits.HEADINGS_ALIGNED:
        return zip_longest(theirs, ours)

    @cache
    def best(i: int, j: int) -> tuple[float, tuple[_Pair, ...]]:
        ways = []
        for di, dj in ((1, 1), (1, 0), (0, 1)):
            if i + di <= len(theirs) and j + dj <= len(ours):
                pair = theirs[i] if di else None, ours[j] if dj else None
                cost, rest = best(i + di, j + dj)
                ways.append((cost + _cost(*pair), (pair, *rest)))
        return min(ways, key=lambda way: way[0]) if ways else (0.0, ())

    return best(0, 0)[1]


def _cost(one: _Section | None, other: _Section | None) -> float:
    """1 for a section that stands alone; less for two that differ."""
    if one is None or other is None:
        return 1.0
    shared, all_marks = len(one.marks & other.marks), len(one.marks | other.marks)
    likeness = shared / all_marks if all_marks else 1.0
    return (0.9 if one.heading.level != other.heading.level else 0.0) + (1 - likeness) / 2
