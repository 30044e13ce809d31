"""Isolates: what has a direction of its own inside a sentence.

A raw `+33 4 76` inside Arabic is shown as `33+ 4 76` by every engine that was tried. Wrapping numbers with their signs, web addresses and
Latin names when the text becomes nodes mends the web and paper alike.

What is set apart is set apart whole: of `05/03/2026` in two pieces, the second is shown before the first. Where a text runs from left to
right alone, only what was always marked is; where letters of the other direction stand in it, every run that holds digits, with all that
belongs to it, unless the Unicode Bidirectional Algorithm (UAX #9) keeps its order in any surroundings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from livret.model import CrossLink, Emphasis, Inline, Isolate, Language, Link, Strong, Text
from livret.text.edges import UNIT, over_edges

SITE = r"(?:https?://|www\.)[^\s<>()،؛؟۔»”]+[^\s<>().,;:!?،؛؟۔»”]"
MAIL = r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
WEB = f"{SITE}|{MAIL}"
PHONE = r"\+\d[\d ().\u00a0\u202f-]{5,}\d|\b0\d(?:[ .\u00a0\u202f-]?\d\d){4}\b"
_TIME = r"\b\d{1,2}(?::\d\d|[hH]\d{0,2})(?: ?[–-] ?\d{1,2}(?::\d\d|[hH]\d{0,2}))?\b"
_RANGE = r"\b\d+(?:[.,]\d+)? ?[–/-] ?\d+(?:[.,]\d+)?\b"

# Signs that stand over, under or around the one before them, and how a sign is to be drawn.
_MARK = r"\u0300-\u036f\u135d-\u135f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe0e\ufe0f\ufe20-\ufe2f"
_LATIN = r"A-Za-zÀ-ÖØ-öø-ɏ\u1e00-\u1eff"
_LETTER = rf"{_LATIN}\u0250-\u02af\u0370-\u0373\u0376-\u052f\u0531-\u0587\u10a0-\u10ff\u1200-\u135a\u1d00-\u1dbf\u1f00-\u1fff"
_SPACE = r"[ \u00a0\u2009\u202f]"
_NAME = rf"[{_LATIN}][{_LATIN}{_MARK}0-9]*(?:[ '’.&/+-]{{1,3}}[{_LATIN}0-9][{_LATIN}{_MARK}0-9]*)*"

# A run in a text of both directions: groups of letters and digits with the signs between, before and behind them, then more of them.
_GROUP = rf"(?:[\d{_LETTER}½¼¾²³¹ªº][\d{_LETTER}{_MARK}½¼¾²³¹ªº]*|[{UNIT}])"
_BETWEEN = r"[-+−±–—‐‑/\\.,:;'’·•_=&@~^*#×|<>≤≥!?٫٬]"
_PIECE = (
    rf"(?:(?<!\w)[-+−±~≈#*<>≤≥]{{1,2}})?{_GROUP}(?:{_BETWEEN}{{0,3}}{_GROUP}|\([\d{_LETTER}]{{1,4}}\))*(?:[+*#′″]{{1,2}}(?!\w))?"
)
_SPACED = rf"(?<=[\d{UNIT}hH]){_SPACE}?[-+−–—/×x=:]{_SPACE}?(?=\d)"
_NEXT = rf"{_SPACE}(?:\(0\){_SPACE}?)?(?=[+*#(]?[\d{UNIT}])"
_CODE = rf"{_SPACE}(?=[A-Z]{{1,4}}{_SPACE}?\d)"  # of an account, of a plate
_WORDS = rf"{_SPACE}|(?<=[{_LATIN}])[ '’.&/+-]{{1,3}}"
_NUMBERS = (
    rf"(?=\S*[\d½¼¾]|[{UNIT}]{_SPACE}\d){_PIECE}(?:(?:{_SPACED}|{_NEXT}|{_CODE}|{_SPACE}(?=(?:poste|ext|bis|ter)\b)){_PIECE})*"
)
_ALL = rf"(?=\S*[\d½¼¾]|[{UNIT}]{_SPACE}\d|[{_LATIN}]){_PIECE}(?:(?:{_SPACED}|{_NEXT}|{_WORDS}){_PIECE})*"

# What is said in Latin letters, between « and »: its own commas and its full stop stand in it.
_TURNS = r"\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_QUOTED = rf"(?:(?<=«)|(?<=«{_SPACE}))[{_LATIN}][^«»{_TURNS}]*(?<!\s)(?={_SPACE}?»)"

# By whether Latin words are set apart, and whether there is an @: looking for mail addresses takes longer than all else.
_FIGURES = f"{PHONE}|{_TIME}|{_RANGE}"
_APART = {
    (False, False): re.compile(f"(?P<site>{SITE})|(?P<plain>{_FIGURES})"),
    (False, True): re.compile(f"(?P<site>{WEB})|(?P<plain>{_FIGURES})"),
    (True, False): re.compile(f"(?P<site>{SITE})|(?P<plain>{_FIGURES})|(?P<name>{_NAME})"),
    (True, True): re.compile(f"(?P<site>{WEB})|(?P<plain>{_FIGURES})|(?P<name>{_NAME})"),
}
_BOTH_WAYS = {
    False: re.compile(f"(?P<site>{WEB})|(?P<run>{_NUMBERS})"),
    True: re.compile(f"(?P<site>{WEB})|(?P<run>{_QUOTED}|{_ALL})"),
}
# What belongs to a number in a text of one direction, whatever is written against it; to a name, numbers with their signs.
_BEFORE = {
    "plain": re.compile(rf"(?:[\w{_MARK}]+{_BETWEEN}{{1,2}})+\Z"),
    "name": re.compile(rf"(?<!\w)(?:\d[\d{_LATIN}{_MARK}]*[{UNIT}]?(?:{_BETWEEN}{{1,2}})?)+\Z"),
}
_BEHIND = {
    "plain": re.compile(rf"(?:{_BETWEEN}{{1,2}}[\w{_MARK}]+|[\w{_MARK}]+)+"),
    "name": re.compile(rf"(?=\S*\d)(?:{_BETWEEN}{{1,2}}[\d{_LATIN}{_MARK}]+)+(?!\w)"),
}
# Digits with single separators keep their order wherever they stand (W4), and a number alone is one.
_SAFE = re.compile(rf"(?!{PHONE})\d+(?:[.,\u00a0\u202f]\d+)*|\D*")
# In a text from left to right a number behind a word from right to left would go to that word's other side.
_NONE = re.compile(r"\D*")
# But for digits that are written from right to left (AN) with other signs between: these have to be forced.
_AGAINST = re.compile(r"[\u0660-\u0669](?![.,/:\u00a0٫٬]?[\u0660-\u0669]).+")
_HOUR = re.compile(r"(?<=\d)[hH](?![^\W\d_])")
_IS_LATIN = re.compile(f"[{_LATIN}]")
_TURNING = re.compile(rf"[{_TURNS}\U00010800-\U00010fff\U0001e800-\U0001efff]")
# Where there is none of these signs, there is nothing to set apart.
_SIGNS = {False: re.compile(r"[\d@]|://|www\."), True: re.compile(rf"[{_LATIN}@\d]")}

_Apart = tuple[int, int, str]  # where a run begins and ends, and the tag of its language


def isolate(nodes: tuple[Inline, ...], language: Language, foreign: str) -> tuple[Inline, ...]:
    """The nodes with isolates. In a script that is not Latin, Latin words are in the language `foreign` (a tag)."""
    names = language.script != "Latn"

    def apart(text: str) -> Iterator[_Apart]:
        if language.direction == "rtl":
            return _runs(text, names, foreign, _SAFE)
        return _runs(text, names, foreign, _NONE) if any(map(_turns, nodes)) else _figures(text, names, foreign)

    return _isolated(over_edges(nodes, apart) if len(nodes) > 1 else nodes, _SIGNS[names], apart)


def _turns(node: Inline) -> bool:
    """Whether a text holds letters or digits that are written from right to left."""
    match node:
        case Text(text):
            return not text.isascii() and _TURNING.search(text) is not None
        case Strong(children) | Emphasis(children) | Link(_, children) | CrossLink(_, _, _, children):
            return any(map(_turns, children))
        case _:
            return False


def _isolated(nodes: tuple[Inline, ...], signs: re.Pattern[str], apart: Callable[[str], Iterator[_Apart]]) -> tuple[Inline, ...]:
    found: list[Inline] = []
    for node in nodes:
        match node:
            case Text(text):
                if signs.search(text):
                    found += _split(text, apart(text))
                elif text:
                    found.append(node)
            case Strong(children):
                found.append(Strong(_isolated(children, signs, apart)))
            case Emphasis(children):
                found.append(Emphasis(_isolated(children, signs, apart)))
            case Link(url, children):
                found.append(Link(url, _isolated(children, signs, apart)))
            case CrossLink(booklet, chapter, anchor, children):
                found.append(CrossLink(booklet, chapter, anchor, _isolated(children, signs, apart)))
            case _:
                found.append(node)
    return tuple(found)


def _split(text: str, apart: Iterator[_Apart]) -> Iterator[Inline]:
    end = 0
    for start, stop, language in apart:
        if start > end:
            yield Text(text[end:start])
        yield Isolate(text[start:stop], language, forced=_AGAINST.search(text, start, stop) is not None)
        end = stop
    if end < len(text):
        yield Text(text[end:])


def _figures(text: str, names: bool, foreign: str) -> Iterator[_Apart]:
    """In a text of one direction: addresses, phone numbers, times and ranges, and names."""
    apart, at = _APART[names, "@" in text], 0
    while found := apart.search(text, at):
        start, end = found.span()
        kind = str(found.lastgroup)
        if kind != "site":
            start = before.start() if (before := _BEFORE[kind].search(text, at, start)) else start
            end = behind.end() if (behind := _BEHIND[kind].match(text, end)) else end
        yield start, end, foreign if kind == "name" else ""
        at = end


def _runs(text: str, names: bool, foreign: str, safe: re.Pattern[str]) -> Iterator[_Apart]:
    """In a text of both directions: addresses, every run that is not safe, and names."""
    for found in _BOTH_WAYS[names].finditer(text):
        run = found[0]
        if found.lastgroup == "site":
            yield *found.span(), ""
        elif names and _IS_LATIN.search(_HOUR.sub("", run)):
            yield *found.span(), foreign
        elif not safe.fullmatch(run):
            yield *found.span(), ""
