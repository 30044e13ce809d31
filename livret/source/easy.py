"""Easy-to-read pages: short sentences, and no hard word without what it means on the same page.

A page is checked in the language it is written in. Words are counted between spaces, and a sentence ends with a point, as in every
script of the site. Hard words are abbreviations and those of the termbase; one is explained by a definition under it, by
brackets or a footnote right after it, or in brackets of its own: « le médecin des urgences (SAMU) ».
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from livret import limits
from livret.model import Message
from livret.problems import Place, Report
from livret.schema.facts import Facts
from livret.site import EASY, Chapter
from livret.source.door import Door
from livret.source.read import Reading
from livret.text.tree import messages

_LINK_FACT = re.compile(r"\{link\.([a-z0-9_]+)\}")
_MARKUP = re.compile(r"\]\([^)]*\)|\[\^[^\]]*\]|!\[|[\[\]*_`\\]")
_END = re.compile(r"[.!?…؟।።፧][\"'’»”)]*$")
_ABBREVIATION = re.compile(r"\b[^\W\d_]{2,}\b")


def check(reading: Reading, door: Door, report: Report, terms: tuple[str, ...] = ()) -> None:
    """Warns of every easy-to-read page's long sentences and of its hard words; `terms` are those of the termbase, as they are written."""
    for chapter in (*reading.site.chapters.values(), *reading.site.natives.values()):
        if chapter.head.slug.endswith(EASY):
            _Page(chapter, reading.site.facts, door.text(chapter.path).split("\n"), terms, report).check()


@dataclass(slots=True)
class _Text:
    """A message as it is read: `tokens` are what stands between its spaces, `shown` the same without markup."""

    message: Message
    tokens: list[str]
    shown: list[str]

    def token_at(self, position: int) -> int:
        """Which token holds a position of the shown text."""
        starts = [0, *accumulate(len(token) + 1 for token in self.shown)]
        return bisect_right(starts, position) - 1

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Each sentence's first token, and how many words it has."""
        first, count = 0, 0
        for number, token in enumerate(self.shown):
            if any(character.isalnum() for character in token):
                first, count = first if count else number, count + 1
            if _END.search(token):
                yield first, count
                count = 0
        yield first, count


@dataclass(slots=True)
class _Page:
    chapter: Chapter
    facts: Facts
    lines: list[str]
    terms: tuple[str, ...]
    report: Report
    texts: list[_Text] = field(default_factory=list)

    def check(self) -> None:
        self.texts = [self.text(message) for message in _messages(self.chapter)]
        for text in self.texts:
            for first, count in text.sentences():
                if count > limits.EASY_WORDS:
                    self.report.add("easy-sentence", self.place(text, first), count=count, limit=limits.EASY_WORDS)
        for word, place in self.hard_words().items():
            if not self.explained(word):
                self.report.add("easy-word", place, word=word)

    def text(self, message: Message) -> _Text:
        tokens = [_LINK_FACT.sub(self.label, token) for token in message.text.split(" ")]
        return _Text(message, message.text.split(" "), [_MARKUP.sub("", token) for token in tokens])

    def label(self, found: re.Match[str]) -> str:
        """What a reader sees of a link: a name, often an abbreviation."""
        fact = self.facts.link.get(found[1])
        return fact.label if fact else found[0]

    def hard_words(self) -> dict[str, Place]:
        """Every hard word with the place where it first stands."""
        found: dict[str, Place] = {}
        for text in self.texts:
            shown = " ".join(text.shown)
            for start, word in (*_abbreviations(shown), *_known(self.terms, shown)):
                if word not in found:
                    found[word] = self.place(text, text.token_at(start), word)
        return found

    def explained(self, word: str) -> bool:
        name = _as_word(word)
        after = re.compile(rf"{name}[*_»”\"’\s]*(?:\(|\[\^)|\(\s*{name}\s*\)", re.IGNORECASE)
        return any(
            after.search(_LINK_FACT.sub(self.label, text.message.text))
            or (text.message.kind == "term" and re.search(name, " ".join(text.shown), re.IGNORECASE))
            for text in self.texts
        )

    def place(self, text: _Text, index: int, word: str = "") -> Place:
        """Where a token stands in the file, or a word in it: a message may run over several lines."""
        start = text.message.place
        line, column, at = start.line - 1, start.column - 1, start.column - 1
        for token in text.tokens[: index + 1]:
            while (at := self.lines[line].find(token, column)) < 0:
                line, column = line + 1, 0
                if line == len(self.lines):
                    return start
            column = at + len(token)
        return Place(start.path, line + 1, at + 1 + max(text.tokens[index].find(word), 0))


def _messages(chapter: Chapter) -> Iterator[Message]:
    yield chapter.head.title
    yield from (message for block in chapter.blocks for message in messages(block))


def _abbreviations(text: str) -> Iterator[tuple[int, str]]:
    return ((found.start(), found[0]) for found in _ABBREVIATION.finditer(text) if found[0].isupper())


def _known(terms: tuple[str, ...], text: str) -> Iterator[tuple[int, str]]:
    return ((found.start(), term) for term in terms if (found := re.search(_as_word(term), text, re.IGNORECASE)))


def _as_word(term: str) -> str:
    return rf"\b{re.escape(term)}\b"
