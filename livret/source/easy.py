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
from livret.schema.facts import LinkFact
from livret.schema.terms import Term
from livret.site import EASY, Chapter, Site
from livret.source.door import Door
from livret.source.read import Reading
from livret.text.tree import messages

_NAMED = re.compile(r"\{(link|term)\.([a-z0-9_]+)\}")
_MARKUP = re.compile(r"\]\([^)]*\)|\[\^[^\]]*\]|!\[|[\[\]*_`\\]")
_END = re.compile(r"[.!?…؟।።፧][\"'’»”)]*$")
_WORD = re.compile(r"\b[^\W\d_]{2,}\b")
_AFTER, _INSIDE = r"[»”\"’\s]*\(", r"\(\s*{}\s*\)"  # an explanation after a word; a word that is itself the short form of one
_EXPLAINED = re.compile(rf"({_WORD.pattern})(?={_AFTER})|{_INSIDE.format(f'({_WORD.pattern})')}")

Finding = tuple[str, Place, dict[str, object]]


def check(reading: Reading, door: Door, report: Report) -> None:
    """Warns of every easy-to-read page's long sentences and of its hard words."""
    site = reading.site
    for chapter in (*site.chapters.values(), *site.natives.values()):
        if chapter.head.slug.endswith(EASY):
            page = _Page(chapter, site, door.text(chapter.path).split("\n"))
            for code, place, values in islice(page.findings(), limits.EASY_FINDINGS):
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
    def __init__(self, chapter: Chapter, site: Site, lines: list[str]) -> None:
        self.site, self.lines = site, lines
        self.texts = [self.text(message) for message in _messages(chapter)]
        forms = [{form.casefold() for form in term.written} for term in site.termbase.terms]
        self.written = {form: every for every in forms for form in every}
        self.annotated = [self.shown(text.message.text, note="(") for text in self.texts]

    def findings(self) -> Iterator[Finding]:
        for text in self.texts:
            for first, count in text.sentences():
                if count > limits.EASY_WORDS:
                    yield "easy-sentence", self.place(text, first), {"count": count, "limit": limits.EASY_WORDS}
        known = self.explained()
        for text, start, word in self.hard_words():
            if not known & self.ways(word):
                known |= self.ways(word)
                yield "easy-word", self.place(text, text.token_at(start), word), {"word": word}

    def text(self, message: Message) -> _Text:
        tokens = message.text.split(" ")
        return _Text(message, tokens, [self.shown(token) for token in tokens])

    def shown(self, text: str, note: str = "") -> str:
        """A text without its markup; `note` stands for the mark of a footnote."""
        return _MARKUP.sub(lambda found: note if found[0].startswith("[^") else "", _NAMED.sub(self.name, text))

    def name(self, found: re.Match[str]) -> str:
        """What a reader sees of a link or a term: a name, often an abbreviation."""
        match self.site.fact(found[1], found[2]):
            case LinkFact(label=name) | Term(term=name):
                return name
            case _:
                return found[0]

    def hard_words(self) -> Iterator[tuple[_Text, int, str]]:
        """Abbreviations, and terms in every way they are written, each with its text and its position there."""
        forms = sorted((form for term in self.site.termbase.terms for form in term.written), key=len, reverse=True)
        terms = re.compile(rf"\b(?:{'|'.join(map(re.escape, forms))})\b" if forms else "(?!)", re.IGNORECASE)
        for text in self.texts:
            shown = " ".join(text.shown)
            yield from ((text, found.start(), found[0]) for found in _WORD.finditer(shown) if found[0].isupper())
            yield from ((text, found.start(), found[0]) for found in terms.finditer(shown))

    def ways(self, word: str) -> set[str]:
        """A word and every other way to write the same term: who knows one of them is told of all."""
        own = word.casefold()
        return self.written.get(own, {own})

    def explained(self) -> set[str]:
        """What the page says the meaning of."""
        page = "\n".join(self.annotated)
        defined = "\n".join(shown for shown, text in zip(self.annotated, self.texts, strict=True) if text.message.kind == "term")
        words = {word.casefold() for found in _EXPLAINED.findall(page) for word in found if word} | set(
            _WORD.findall(defined.casefold())
        )
        forms = (form for term in self.site.termbase.terms for form in term.written)
        return words | {
            form.casefold() for form in forms if _explains(form, page) or re.search(_as_word(form), defined, re.IGNORECASE)
        }

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


def _explains(term: str, text: str) -> bool:
    name = _as_word(term)
    return re.search(f"{name}{_AFTER}|{_INSIDE.format(name)}", text, re.IGNORECASE) is not None


def _as_word(term: str) -> str:
    return rf"\b{re.escape(term)}\b"
