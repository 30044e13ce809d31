"""Damage: what in a translation would mislead its reader, found by parsing both texts with the one parser.

A damaged block is published in its source language, so that a false alarm costs a translation: each rule lets through what a careful
translator does – another order, digits of another script, a number in words, the French word after its gloss.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from livret import limits, wording
from livret.model import Code, CrossLink, Emphasis, FactRef, Image, Inline, Language, Link, NoteRef, Strong, Text
from livret.problems import Place, Problem
from livret.text import letters
from livret.text.dialect import REFERENCE
from livret.text.inline import Parsed, walk
from livret.text.isolates import WEB
from livret.text.letters import WORD, Finding
from livret.text.targets import Fault
from livret.translation import numbers

_BLOCK = re.compile(r"#{1,6}\s|[-*+]\s|>|(\d{1,3})[.)]\s|!!!|:\s{2}|\||`{3}|~{3}|\[\^[^\]]+\]:|(?:[-*_] ?){3,}$")
_WEB = re.compile(WEB)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_MARKED = re.compile(rf"{REFERENCE.pattern}|\]\(|\[\^[^\]]+\]")
_MARKS = re.compile(r"[*_]")
_FULL_WIDTH = str.maketrans("［］（）｛｝．", "[](){}.")
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
    """A source and its translation, as texts and parsed; `kind` is the sort of block they are."""

    source: str
    translation: str
    before: Parsed
    after: Parsed
    written_in: Language
    language: Language
    kind: str = "text"


def findings(pair: Pair) -> Iterator[Finding]:
    """What is wrong with a translation: codes of `livret.wording` with their values, damage before warnings."""
    if len(pair.translation) > limits.MESSAGE_CHARACTERS:
        yield "damage-length", {"found": str(len(pair.translation)), "expected": str(len(pair.source))}
        return
    source, translation = _shown(pair.before.nodes), _shown(pair.after.nodes)
    yield from (("damage-markup", {"reason": _words(fault)}) for fault in pair.after.faults)
    if (entity := _ENTITY.search(translation)) and not _ENTITY.search(source):
        yield "damage-markup", {"reason": f"{entity[0]} is HTML"}
    yield from letters.findings(pair.translation, translation, pair.language)
    yield from _broken(pair)
    yield from _lost(pair)
    if pair.kind != SPOKEN and numbers.differ(source, translation, pair.written_in.tag):
        yield "damage-digits", {"found": numbers.listed(translation), "expected": numbers.listed(source)}
    yield from length(source, translation, pair.kind)
    if _speechless(source, pair.after.nodes, translation):
        yield "damage-words", {}
    if _MARKS.search(pair.source + pair.translation) and _emphases(pair.before.nodes) != _emphases(pair.after.nodes):
        yield "emphasis-lost", {}
    if same(source, translation) and not letters.foreign(translation, pair.language):
        yield "same-as-source", {}


def _broken(pair: Pair) -> Iterator[Finding]:
    """Markup that is none, or that is another one."""
    block = _BLOCK.match(pair.translation)
    if block and not (_BLOCK.match(pair.source) or (block[1] and re.search(rf"(?<!\d)0*{int(block[1])}(?!\d)", pair.source))):
        yield "damage-block", {}
    ascii_brackets = pair.translation.translate(_FULL_WIDTH)
    if ascii_brackets != pair.translation and len(_MARKED.findall(ascii_brackets)) > len(_MARKED.findall(pair.translation)):
        yield "damage-brackets", {}
    for sign in ("*", "__", "`"):
        if sign in pair.translation and _open(pair.after.nodes, pair.translation, sign) > _open(
            pair.before.nodes, pair.source, sign
        ):
            yield "damage-open", {}
            return


def _lost(pair: Pair) -> Iterator[Finding]:
    """References, links, code, pictures and footnotes that are not the same, in any order."""
    before, after = _inventory(pair.before.nodes), _inventory(pair.after.nodes)
    if before == after:
        return
    for code, index in (("damage-facts", 0), ("damage-links", 1)):
        if before[index] != after[index]:
            yield code, {"found": _listed(after[index]), "expected": _listed(before[index])}
    if before[2] != after[2]:
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
    if abs(len(source) - len(translation)) > _POINTS:
        return False
    words = WORD.findall(source)
    plain = [word for number, word in enumerate(words) if word.islower() or (number == 0 and word.istitle())]
    return len(plain) >= _SAME and [w.casefold() for w in words] == [w.casefold() for w in WORD.findall(translation)]


def _inventory(nodes: tuple[Inline, ...]) -> tuple[list[str], list[str], list[str]]:
    """The facts, the link targets, and the code, pictures and footnotes of a text, sorted. A link without a text counts as another one."""
    facts: list[str] = []
    links: list[str] = []
    others: list[str] = []
    for node in walk(nodes):
        match node:
            case Text(text):
                if "@" in text or "www." in text or "://" in text:
                    links += [f"{address} (no link)" for address in _WEB.findall(text)]
            case FactRef(kind, name):
                facts.append(f"{{{kind}.{name}}}")
            case Link(url, children):
                links.append(url if children else f"[]({url})")
            case CrossLink(booklet, chapter, anchor, children):
                links.append(f"{booklet}/{chapter}#{anchor}" if children else "[]()")
            case Code(text):
                others.append(text)
            case Image(path, _):
                others.append(path)
            case NoteRef(name, _):
                others.append(name)
            case _:
                pass
    return sorted(facts), sorted(links), sorted(others)


def _speechless(source: str, nodes: tuple[Inline, ...], translation: str) -> bool:
    """Whether the words of the source have become points and strokes. What stands beside a number or a reference may need none."""
    if any(sign.isalpha() for sign in translation):
        return False
    words = WORD.findall(source)
    says = any(sign.isdigit() for sign in translation) or any(isinstance(node, FactRef) for node in walk(nodes))
    return bool(words) and (not says or sum(len(word) > _FEW for word in words) >= _FEW)


def _shown(nodes: tuple[Inline, ...]) -> str:
    """The words of a text, descriptions of pictures among them; what references and code show is not its own."""
    return " ".join(node.text if isinstance(node, Text) else node.alt for node in walk(nodes) if isinstance(node, Text | Image))


def _open(nodes: tuple[Inline, ...], raw: str, sign: str) -> int:
    """How many marks of emphasis or code are left over and would be shown; those that an author escaped are meant."""
    return sum(node.text.count(sign) for node in walk(nodes) if isinstance(node, Text)) - raw.count(f"\\{sign}")


def _emphases(nodes: tuple[Inline, ...]) -> list[str]:
    return sorted(type(node).__name__ for node in walk(nodes) if isinstance(node, Strong | Emphasis))


def _signs(text: str) -> int:
    """How many signs a text has; those above and below letters count for nothing."""
    return sum(unicodedata.category(sign) != "Mn" for sign in text)


def _words(fault: Fault) -> str:
    """What the parser found, in the words that an author of the source would read."""
    return wording.words(Problem(fault.code, Place(""), (("at", fault.at), *fault.values)))


def _listed(found: list[str]) -> str:
    return ", ".join(found) or "–"
