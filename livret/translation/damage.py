"""Damage: what in a translation would mislead its reader, found by parsing both texts with the one parser."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from livret.model import Code, CrossLink, Emphasis, FactRef, Image, Inline, Link, NoteRef, Strong, Text
from livret.text.inline import Parsed, walk

_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BLOCK = re.compile(r"^(?:#{1,6} |[-*+] |> ?|\d{1,3}\. |!!! |:   |\|)")
_NUMBER = re.compile(r"\d+")

Finding = tuple[str, dict[str, str]]


def findings(source: str, translation: str, parsed_source: Parsed, parsed: Parsed) -> Iterator[Finding]:
    """What is wrong with a translation: codes of `livret.wording` with their values, damage before warnings."""
    for fault in parsed.faults:
        yield "damage-markup", {"reason": f"{fault.code} {fault.at}".strip()}
    if bidi := _BIDI.search(translation):
        yield "damage-bidi", {"found": f"{ord(bidi[0]):04X}"}
    if _BLOCK.match(translation) and not _BLOCK.match(source):
        yield "damage-block", {}
    before, after = _inventory(parsed_source.nodes), _inventory(parsed.nodes)
    for code, index in (("damage-facts", 0), ("damage-links", 1)):
        if before[index] != after[index]:
            yield code, {"found": _listed(after[index]), "expected": _listed(before[index])}
    if before[2] != after[2]:
        yield "damage-code", {}
    if extra := _numbers(parsed.nodes) - _numbers(parsed_source.nodes):
        yield "damage-digits", {"found": _listed(Counter(extra))}
    if _emphases(parsed_source.nodes) != _emphases(parsed.nodes):
        yield "emphasis-lost", {}


def _inventory(nodes: tuple[Inline, ...]) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """The facts, the link targets, and the code, pictures and footnotes of a text."""
    facts: Counter[str] = Counter()
    links: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for node in walk(nodes):
        match node:
            case FactRef(kind, name):
                facts[f"{{{kind}.{name}}}"] += 1
            case Link(url, _):
                links[url] += 1
            case CrossLink(booklet, chapter, anchor, _):
                links[f"{booklet}/{chapter}#{anchor}"] += 1
            case Code(text):
                others[text] += 1
            case Image(path, _):
                others[path] += 1
            case NoteRef(name, _):
                others[name] += 1
            case _:
                pass
    return facts, links, others


def _numbers(nodes: tuple[Inline, ...]) -> set[str]:
    """The numbers of a text, in digits of any script, as ASCII."""
    text = " ".join(node.text for node in walk(nodes) if isinstance(node, Text))
    return {"".join(str(unicodedata.digit(c)) for c in found) for found in _NUMBER.findall(text)}


def _emphases(nodes: tuple[Inline, ...]) -> Counter[str]:
    return Counter(type(node).__name__ for node in walk(nodes) if isinstance(node, Strong | Emphasis))


def _listed(found: Counter[str]) -> str:
    return ", ".join(sorted(found.elements())) or "–"
