"""Damage: what in a translation would mislead its reader, found by parsing both texts with the one parser.

A damaged block is published in its source language, so that a false alarm costs a translation: each rule lets through what a careful
translator does – another order, digits of another script, a number in words, the French word after its gloss.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from livret import limits
from livret.catalogs import numbers
from livret.catalogs.inventory import MARKS, Inventory, inventory
from livret.model import Language
from livret.problems import detail
from livret.text import characters
from livret.text.characters import WORD, Finding
from livret.text.dialect import REFERENCE
from livret.text.inline import Parsed
from livret.text.targets import Fault
from livret.wording import RULES

_BLOCK = re.compile(r"#{1,6}\s|[-*+]\s|>|(\d{1,3})[.)]\s|!!!|:\s{2}|\||`{3}|~{3}|\[\^[^\]]+\]:|(?:[-*_] ?){3,}$")
_HTML = re.compile(
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});|</?[A-Za-z]{1,20}\b(?![^<>]*>)"
)  # a tag that ends is told where it is read
_MARKED = re.compile(rf"{REFERENCE.pattern}|\]\(|\[\^[^\]]+\]")
_FULL_WIDTH = str.maketrans("［］（）｛｝．", "[](){}.")
_WIDE = re.compile("[［］（）｛｝．]")
NAME = "name"  # of a service, an organisation, a place
SPOKEN = "pronunciation"  # of a sentence: its numbers are words
# Where a text stands alone on its line: signs more than its source, at the most, beside two and a half times as many.
_NARROW = frozenset({"heading", "cell", "term", "callout title", "title", "name", "label"})
_ROOM, _NARROW_ROOM, _WIDER = 60, 40, 2.5
_LONG, _SHORTER = 80, 6  # from so many signs on, a sixth is no translation
_FEW = 2  # words of three letters: below, a number or a reference may say it all
_SAME = 3  # words that are no names: from then on the same words in two languages are no accident
_POINTS = 8  # signs by which the same words may differ: points, quotation marks


@dataclass(frozen=True, slots=True)
class Pair:
    """A source and its translation as it is written and parsed; `kind` is the sort of block they are."""

    source: Inventory
    translation: str
    parsed: Parsed
    written_in: Language
    language: Language
    kind: str = "text"


def findings(pair: Pair) -> Iterator[Finding]:
    """What is wrong with a translation: codes of `livret.wording` with their values, damage before warnings."""
    source = pair.source
    if len(pair.translation) > limits.MESSAGE_CHARACTERS:
        yield "damage-length", {"found": str(len(pair.translation)), "expected": str(len(source.text))}
        return
    translation = inventory(pair.translation, pair.parsed)
    yield from (("damage-markup", {"reason": _fault_in_words(fault)}) for fault in translation.parsed.faults)
    if (html := _HTML.search(translation.shown)) and not _HTML.search(source.shown):
        yield "damage-markup", {"reason": detail("{text} is HTML", text=html[0])}
    kept = pair.kind == NAME and source.shown == translation.shown  # as it stands on the door
    for code, values in characters.findings(translation.text, translation.shown, pair.language):
        if not (kept and code == "damage-script"):
            yield code, values
    yield from _broken(source, translation)
    yield from _lost(source, translation)
    numbered = source.numbered or translation.numbered
    if numbered and pair.kind != SPOKEN and numbers.differ(source.shown, translation.shown, pair.written_in.tag, pair.language.tag):
        yield "damage-digits", {"found": numbers.listed(translation.shown), "expected": numbers.listed(source.shown)}
    yield from length(source.shown, translation.shown, pair.kind)
    if _speechless(source, translation):
        yield "damage-words", {}
    if source.emphases != translation.emphases:
        yield "emphasis-lost", {}
    repeated = same(source.shown, translation.shown) and not characters.is_wordless(translation.shown)
    if repeated and pair.kind != NAME and not characters.foreign(translation.shown, pair.language):
        yield "same-as-source", {}


def _broken(source: Inventory, translation: Inventory) -> Iterator[Finding]:
    """Markup that is none, or that is another one."""
    block = _BLOCK.match(translation.text)
    if block and not (_BLOCK.match(source.text) or (block[1] and re.search(rf"(?<!\d)0*{int(block[1])}(?!\d)", source.text))):
        yield "damage-block", {}
    ascii_brackets = translation.text.translate(_FULL_WIDTH) if _WIDE.search(translation.text) else translation.text
    if ascii_brackets != translation.text and len(_MARKED.findall(ascii_brackets)) > len(_MARKED.findall(translation.text)):
        yield "damage-brackets", {}
    if source.unclosed != translation.unclosed and _more_open(source, translation):
        yield "damage-open", {}


def _more_open(source: Inventory, translation: Inventory) -> bool:
    counts = zip(MARKS, source.unclosed, translation.unclosed, strict=True)
    return any(mark in translation.text and now > then for mark, then, now in counts)


def _lost(source: Inventory, translation: Inventory) -> Iterator[Finding]:
    """References, links, code, pictures and footnotes that are not the same, in any order."""
    if source.facts != translation.facts:
        yield "damage-facts", {"found": _all_found(translation.facts), "expected": _all_found(source.facts)}
    if source.links != translation.links:
        yield "damage-links", {"found": _all_found(translation.links), "expected": _all_found(source.links)}
    if source.others != translation.others:
        yield "damage-code", {}


def length(source: str, translation: str, kind: str) -> Iterator[Finding]:
    """A text that is far too long for its place, or that can only be the beginning of one."""
    room = _NARROW_ROOM if kind in _NARROW else _ROOM
    if len(translation) <= room + len(source) and (len(source) < _LONG or len(translation) * _SHORTER > 2 * len(source)):
        return
    before, after = _signs(source), _signs(translation)
    if after > room + _WIDER * before or (before >= _LONG and after * _SHORTER < before):
        yield "damage-length", {"found": str(after), "expected": str(before)}


def same(source: str, translation: str) -> bool:
    """Whether a translation is its source over again: the same words, and more of them than a name has."""
    if abs(len(source) - len(translation)) > _POINTS or _first(source) != _first(translation):
        return False
    words = WORD.findall(source)
    plain = [word for number, word in enumerate(words) if word.islower() or (number == 0 and word.istitle())]
    return len(plain) >= _SAME and [w.casefold() for w in words] == [w.casefold() for w in WORD.findall(translation)]


def _first(text: str) -> str:
    found = WORD.search(text)
    return found[0].casefold() if found else ""


def _speechless(source: Inventory, translation: Inventory) -> bool:
    """Whether the words of the source have become points and strokes. What stands beside a number or a reference may need none."""
    if any(sign.isalpha() for sign in translation.shown):
        return False
    words = WORD.findall(source.shown)
    says = any(sign.isdigit() for sign in translation.shown) or translation.facts
    return bool(words) and (not says or sum(len(word) > _FEW for word in words) >= _FEW)


def _signs(text: str) -> int:
    """How many signs a text has; those above and below letters count for nothing."""
    return sum(unicodedata.category(sign) != "Mn" for sign in text)


def _fault_in_words(fault: Fault) -> str:
    """What the parser found, in the words that an author of the source would read."""
    return detail(RULES[fault.code].words, at=fault.at, **dict(fault.values))


def _all_found(found: list[str]) -> str:
    return ", ".join(found) or "–"
