"""What changed between two texts, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from livret.encode.html import Html, element, escaped, join
from livret.text.dialect import REFERENCE

# A reference, the target of a link or a word is one piece, with the space before it.
_PIECES = re.compile(rf"(\s*)({REFERENCE.pattern}|\]\([^)]*\)|\w+|[^\w\s])")
_MARKUP = re.compile(r"(\{[^{}]*\}|(?<=\])\([^)]*\)|</?\w[^<>]*>|`[^`]*`)")
Change = tuple[str, str]  # "", "del" or "ins", and the text


def changes(before: str, after: str) -> Iterator[Change]:
    """The runs of a text that stayed, went and came, in reading order."""
    old, new = _pieces(before), _pieces(after)
    matcher = SequenceMatcher(None, [word for _, word in old], [word for _, word in new], autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            yield "", _joined_pieces(new[new_start:new_end])
            continue
        yield from (("del", _joined_pieces(old[start:end])),) if end > start else ()
        yield from (("ins", _joined_pieces(new[new_start:new_end])),) if new_end > new_start else ()


def html(before: str, after: str) -> Html:
    """The same with `<del>` and `<ins>`."""
    return join(element(kind, raw(text)) if kind else raw(text) for kind, text in changes(before, after))


def raw(text: str) -> Html:
    """A text as it is written, its markup isolated: in an Arabic line a reference or an address would be torn apart."""
    parts = enumerate(map(escaped, _MARKUP.split(text)))
    return join(element("code", part, dir="ltr") if number % 2 else part for number, part in parts)


def _pieces(text: str) -> list[tuple[str, str]]:
    return [(found[1], found[2]) for found in _PIECES.finditer(text)]


def _joined_pieces(pieces: list[tuple[str, str]]) -> str:
    return "".join(space + word for space, word in pieces)
