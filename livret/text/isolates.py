"""Isolates: what has a direction of its own inside a sentence.

A raw `+33 4 76` inside Arabic is shown as `33+ 4 76` by every engine that was tried. Wrapping phones,
times, web addresses and Latin names when the text becomes nodes mends the web and paper alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from livret.model import CrossLink, Emphasis, Inline, Isolate, Language, Link, Strong, Text

WEB = r"(?:https?://|www\.)[^\s<>()،؛]+[^\s<>().,;:!?،؛]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_PHONE = r"\+\d[\d ().\u00a0\u202f-]{5,}\d|\b0\d(?:[ .\u00a0\u202f-]?\d\d){4}\b"
_TIME = r"\b\d{1,2}(?::\d\d|[hH]\d{0,2})(?: ?[–-] ?\d{1,2}(?::\d\d|[hH]\d{0,2}))?\b"
_RANGE = r"\b\d+(?:[.,]\d+)? ?[–/-] ?\d+(?:[.,]\d+)?\b"
_LETTER = r"A-Za-zÀ-ÖØ-öø-ɏ"
_NAME = rf"[{_LETTER}][{_LETTER}0-9]*(?:[ '’.&/+-]{{1,3}}[{_LETTER}0-9]+)*"
_NUMBERS = re.compile(f"(?P<plain>{WEB}|{_PHONE}|{_TIME}|{_RANGE})")
_NAMES = re.compile(f"(?P<plain>{WEB}|{_PHONE}|{_TIME}|{_RANGE})|(?P<name>{_NAME})")


def isolate(nodes: tuple[Inline, ...], language: Language, foreign: str) -> tuple[Inline, ...]:
    """The nodes with isolates. In a script that is not Latin, Latin words are in the language `foreign` (a tag)."""
    return tuple(part for node in nodes for part in _isolated(node, language, foreign))


def _isolated(node: Inline, language: Language, foreign: str) -> Iterator[Inline]:
    match node:
        case Text(text):
            yield from _split(text, language, foreign)
        case Strong() | Emphasis() | Link() | CrossLink():
            yield replace(node, children=isolate(node.children, language, foreign))
        case _:
            yield node


def _split(text: str, language: Language, foreign: str) -> Iterator[Inline]:
    pattern = _NUMBERS if language.script == "Latn" else _NAMES
    end = 0
    for found in pattern.finditer(text):
        if found.start() > end:
            yield Text(text[end : found.start()])
        yield Isolate(found[0], foreign if found.lastgroup == "name" else "")
        end = found.end()
    if end < len(text):
        yield Text(text[end:])
