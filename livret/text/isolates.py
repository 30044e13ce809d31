"""Isolates: what has a direction of its own inside a sentence.

A raw `+33 4 76` inside Arabic is shown as `33+ 4 76` by every engine that was tried. Wrapping phones,
times, web addresses and Latin names when the text becomes nodes mends the web and paper alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from livret.model import CrossLink, Emphasis, Inline, Isolate, Language, Link, Strong, Text

SITE = r"(?:https?://|www\.)[^\s<>()،؛]+[^\s<>().,;:!?،؛]"
MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
WEB = f"{SITE}|{MAIL}"
PHONE = r"\+\d[\d ().\u00a0\u202f-]{5,}\d|\b0\d(?:[ .\u00a0\u202f-]?\d\d){4}\b"
_TIME = r"\b\d{1,2}(?::\d\d|[hH]\d{0,2})(?: ?[–-] ?\d{1,2}(?::\d\d|[hH]\d{0,2}))?\b"
_RANGE = r"\b\d+(?:[.,]\d+)? ?[–/-] ?\d+(?:[.,]\d+)?\b"
_LETTER = r"A-Za-zÀ-ÖØ-öø-ɏ"
_NAME = rf"[{_LETTER}][{_LETTER}0-9]*(?:[ '’.&/+-]{{1,3}}[{_LETTER}0-9]+)*"
_FIGURES = f"{PHONE}|{_TIME}|{_RANGE}"
# By whether Latin words are set apart, and whether there is an @: looking for mail addresses takes longer than all else.
_APART = {
    (False, False): re.compile(f"(?P<plain>{SITE}|{_FIGURES})"),
    (False, True): re.compile(f"(?P<plain>{WEB}|{_FIGURES})"),
    (True, False): re.compile(f"(?P<plain>{SITE}|{_FIGURES})|(?P<name>{_NAME})"),
    (True, True): re.compile(f"(?P<plain>{WEB}|{_FIGURES})|(?P<name>{_NAME})"),
}
# Where there is none of these signs, there is nothing to set apart.
_SIGNS = {False: re.compile(r"[\d@]|://|www\."), True: re.compile(rf"[{_LETTER}@\d]")}


def isolate(nodes: tuple[Inline, ...], language: Language, foreign: str) -> tuple[Inline, ...]:
    """The nodes with isolates. In a script that is not Latin, Latin words are in the language `foreign` (a tag)."""
    names = language.script != "Latn"
    signs = _SIGNS[names]
    found: list[Inline] = []
    for node in nodes:
        match node:
            case Text(text):
                if signs.search(text):
                    found += _split(text, _APART[names, "@" in text], foreign)
                elif text:
                    found.append(node)
            case Strong(children):
                found.append(Strong(isolate(children, language, foreign)))
            case Emphasis(children):
                found.append(Emphasis(isolate(children, language, foreign)))
            case Link(url, children):
                found.append(Link(url, isolate(children, language, foreign)))
            case CrossLink(booklet, chapter, anchor, children):
                found.append(CrossLink(booklet, chapter, anchor, isolate(children, language, foreign)))
            case _:
                found.append(node)
    return tuple(found)


def _split(text: str, apart: re.Pattern[str], foreign: str) -> Iterator[Inline]:
    end = 0
    for found in apart.finditer(text):
        if found.start() > end:
            yield Text(text[end : found.start()])
        yield Isolate(found[0], foreign if found.lastgroup == "name" else "")
        end = found.end()
    if end < len(text):
        yield Text(text[end:])
