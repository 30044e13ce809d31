"""Where a line of paper may end: a long address between its parts, a very long word anywhere; and what of a table no line divides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

BREAK = "\u200b"  # a line may end here; the template puts a space of no width in its place
_LONG = re.compile(r"\S{31,}")  # letters: no word of a language is so long, and the narrowest panel holds as many
_PARTS = re.compile(r"(?<=[/@_?=&#%+~])(?=[^/@_?=&#%+~])|(?<=\w)(?=[.@])|(?<=\w-)(?=\w)")
_PIECE = re.compile(r".{1,20}")
_JOINED = re.compile("[\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")  # letters that change their shape where a word is divided
_NUMBER = re.compile(r"[\d\s+()./:,;–-]{2,24}")
_MEASURED = 4  # pieces of a column: the longest in letters is not always the widest


def breakable(text: str) -> str:
    """The text with places to break in addresses and words that are too long for a line."""
    return _LONG.sub(lambda found: BREAK.join(_pieces(found[0])), text) if len(text) > 30 else text  # noqa: PLR2004 – those of _LONG


def _pieces(word: str) -> Iterator[str]:
    """The parts of a long word or address. Typst itself knows where an address of the web is divided."""
    if "://" in word or word.startswith("www."):
        yield word
        return
    for part in _PARTS.split(word):
        yield from (part,) if _JOINED.search(part) else _PIECE.findall(part)


def longest(column: Iterable[Any]) -> list[str]:
    """The longest pieces of the cells of a column that no line divides, as `typst_blocks` gives cells."""
    pieces = {piece for cell in column for piece in _of(cell)}
    return sorted(pieces, key=lambda piece: (-len(piece), piece))[:_MEASURED]


def _of(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for inner in value:
            yield from _of(inner)
    elif isinstance(value, dict) and "v" in value:
        text = str(value["v"])
        if value.get("t") == "isolate" and _NUMBER.fullmatch(text):
            yield text
            return
        for word in re.split(rf"[ \n{BREAK}]+", text):
            parts = re.split(r"(?<=[/.?=&#-])", word) if "://" in word else re.split(r"(?<=[^\W\d_]-)(?=[^\W\d_])", word)
            yield from (part for part in parts if part)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _of(inner) if isinstance(inner, dict | list) else ()
