"""Pseudo-locales: languages that nobody speaks, to see a theme with long words, with accents and mirrored before it is translated.

`en-XA` is accented and a third longer, `ar-XB` right to left: the tags that Android and Chrome use. What shows without
brackets is no message; what is cut off has no closing bracket.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from livret.languages import PSEUDO
from livret.model import Code, CrossLink, Emphasis, Inline, Isolated, Link, Strong, Text

LONG, MIRRORED = PSEUDO
_ACCENTS = str.maketrans("AaCcDdEeGgIiKkLlNnOoRrSsTtUuYyZz", "ÂâÇçĎďÉéĞğÎîĶķĻļÑñÔôŔŕŠšŤťÛûÝýŽž")
_FIELD = re.compile(r"(\{[^}]*\})")
_LONGER = 3  # one sign is added for so many
_OVERRIDE, _POP = "\u202e", "\u202c"  # RLO … PDF: Latin letters in Arabic's order


def words(text: str, tag: str) -> str:
    """An interface message, its {fields} as they are."""
    parts = (part if _FIELD.fullmatch(part) else _changed(part, tag) for part in _FIELD.split(text))
    return _framed("".join(parts), len(text), tag)


def nodes(source: tuple[Inline, ...], tag: str) -> tuple[Inline, ...]:
    """The nodes of a message: its texts are changed, its facts, links and code are as they are."""
    opening, closing = _framed("\0", sum(_lengths(source)), tag).split("\0")
    return (Text(opening), *_all(source, tag), Text(closing))


def _all(source: tuple[Inline, ...], tag: str) -> Iterator[Inline]:
    for node in source:
        match node:
            case Text(text):
                yield Text(_changed(text, tag))
            case Strong() | Emphasis() | Link() | CrossLink() | Isolated():
                yield replace(node, children=tuple(_all(node.children, tag)))
            case _:
                yield node


def _lengths(source: tuple[Inline, ...]) -> Iterator[int]:
    for node in source:
        match node:
            case Text(text) | Code(text):
                yield len(text)
            case Strong(children) | Emphasis(children) | Isolated(children) | Link(_, children) | CrossLink(_, _, _, children):
                yield from _lengths(children)
            case _:
                pass


def _changed(text: str, tag: str) -> str:
    if not text.strip():
        return text
    return text.translate(_ACCENTS) if tag == LONG else f"{_OVERRIDE}{text}{_POP}"


def _framed(text: str, length: int, tag: str) -> str:
    return f"[{text}{' ~' * (length // _LONGER // 2)}]" if tag == LONG else f"[{text}]"
