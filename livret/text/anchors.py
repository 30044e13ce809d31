"""Heading ids: made from the source text, kept in every language, so that no link breaks on translation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from livret.text.dialect import REFERENCE

_NO_WORDS = re.compile(rf"{REFERENCE.pattern}|\[\^[^\]\s]+\]")  # references, and the marks of footnotes


def slug(text: str) -> str:
    """The anchor of a heading's source: lower case, letters with their marks and digits of any script kept, the rest one hyphen."""
    text = unicodedata.normalize("NFC", _NO_WORDS.sub(" ", text)).lower()
    return "-".join(text.translate(_LETTERS).split()) or "section"


class _Letters(dict[int, int]):
    """What each character becomes, found once: itself, or a space."""

    def __missing__(self, code: int) -> int:
        """Vowel signs are marks (M) in Arabic and in India's scripts: without them a word falls into pieces."""
        kept = chr(code).isalnum() or unicodedata.category(chr(code))[0] == "M"
        return self.setdefault(code, code if kept else ord(" "))


_LETTERS = _Letters()


@dataclass(slots=True)
class Anchors:
    """Gives each heading of a chapter its own anchor: the second « Où aller » is `où-aller-2`.

    `original` holds the anchors of the page that this one is written after: its headings take them, in their order.
    """

    original: Iterator[str] = field(default_factory=lambda: iter(()))
    given: set[str] = field(default_factory=set)

    def give(self, text: str) -> str:
        base = anchor = next(self.original, "") or slug(text)
        number = 1
        while anchor in self.given:
            number += 1
            anchor = f"{base}-{number}"
        self.given.add(anchor)
        return anchor
