"""Easy-to-read pages: short sentences, and no hard word without what it means on the same page.

A page is checked in the language it is written in. Words are counted between spaces, and a sentence ends with a point, as in every
script of the site. Hard words are abbreviations and those of the termbase; one is explained by a definition under it, by
brackets or a footnote right after it, or in brackets of its own: « le médecin des urgences (SAMU) ».
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, islice

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
_WORD = re.compile(r"\b[^\W\d_]{2,}\b")
_AFTER, _INSIDE = r"[»”\"’\s]*\(", r"\(\s*{}\s*\)"  # an explanation after a word; a word that is itself the short form of one
_EXPLAINED = re.compile(rf"({_WORD.pattern})(?={_AFTER})|{_INSIDE.format(f'({_WORD.pattern})')}")

Finding = tuple[str, Place, dict[str, object]]


def check(reading: Reading, door: Door, report: Report, terms: tuple[str, ...] = ()) -> None:
    """Warns of every easy-to-read page's long sentences and of its hard words; `terms` are those of the termbase, as they are written."""
    for chapter in (*reading.site.chapters.values(), *reading.site.natives.values()):
        if chapter.head.slug.endswith(EASY):
            page = _Page(chapter, reading.site.facts, door.text(chapter.path).split("\n"))
            for code, place, values in islice(page.findings(terms), limits.EASY_FINDINGS):
                report.add(code, place, **values)


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


class _Page:
    def __init__(self, chapter: Chapter, facts: Facts, lines: list[str]) -> None:
        self.facts, self.lines = facts, lines
        self.texts = [self.text(message) for message in _messages(chapter)]
        self.annotated = [self.shown(text.message.text, note="(") for text in self.texts]

    def findings(self, terms: tuple[str, ...]) -> Iterator[Finding]:
        for text in self.texts:
            for first, count in text.sentences():
                if count > limits.EASY_WORDS:
                    yield "easy-sentence", self.place(text, first), {"count": count, "limit": limits.EASY_WORDS}
        seen = self.explained(terms)
        for text in self.texts:
            for start, word in _hard(" ".join(text.shown), terms):
                if word.casefold() not in seen:
                    seen.add(word.casefold())
                    yield "easy-word", self.place(text, text.token_at(start), word), {"word": word}

    def text(self, message: Message) -> _Text:
        tokens = message.text.split(" ")
        return _Text(message, tokens, [self.shown(token) for token in tokens])

    def shown(self, text: str, note: str = "") -> str:
        """A text without its markup; `note` stands for the mark of a footnote."""
        return _MARKUP.sub(lambda found: note if found[0].startswith("[^") else "", _LINK_FACT.sub(self.label, text))

    def label(self, found: re.Match[str]) -> str:
        """What a reader sees of a link: a name, often an abbreviation."""
        fact = self.facts.link.get(found[1])
        return fact.label if fact else found[0]

    def explained(self, terms: tuple[str, ...]) -> set[str]:
        """What the page says the meaning of."""
        defined = "\n".join(shown for shown, text in zip(self.annotated, self.texts, strict=True) if text.message.kind == "term")
        page = "\n".join(self.annotated)
        words = {word for found in _EXPLAINED.findall(page) for word in found} | set(_WORD.findall(defined))
        phrases = {term for term in terms if _explains(term, page) or re.search(_as_word(term), defined, re.IGNORECASE)}
        return {word.casefold() for word in words | phrases}

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


def _hard(text: str, terms: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Abbreviations and terms, each with its position."""
    yield from ((found.start(), found[0]) for found in _WORD.finditer(text) if found[0].isupper())
    yield from ((found.start(), term) for term in terms if (found := re.search(_as_word(term), text, re.IGNORECASE)))


def _explains(term: str, text: str) -> bool:
    name = _as_word(term)
    return re.search(f"{name}{_AFTER}|{_INSIDE.format(name)}", text, re.IGNORECASE) is not None


def _as_word(term: str) -> str:
    return rf"\b{re.escape(term)}\b"
