"""One of two texts that are compared, and what there is in it: for a source this is found out once for all languages."""

from __future__ import annotations

import re
from dataclasses import dataclass

from livret.catalogs import numbers
from livret.model import Code, CrossLink, Emphasis, FactRef, Image, Link, NoteRef, Strong, Text
from livret.text.inline import Parsed, walk
from livret.text.isolates import WEB

MARKS = ("*", "__", "`", "[")  # of emphasis, of code, of links
_WEB = re.compile(WEB)


@dataclass(frozen=True, slots=True)
class Inventory:
    """A text as it is written and parsed, and in any order what a translation must keep of it.

    `shown` are its words, descriptions of pictures among them; what references and code show is not its own. `unclosed` has, for each of MARKS,
    how many are left over and would be shown; those that an author escaped are meant.
    """

    text: str
    parsed: Parsed
    shown: str
    numbered: bool  # a digit of any script is shown
    unclosed: tuple[int, ...]
    facts: list[str]
    links: list[str]
    others: list[str]  # code, pictures and footnotes
    emphases: list[str]


def inventory(text: str, parsed: Parsed) -> Inventory:
    """What there is in a text."""
    said: list[str] = []
    shown: list[str] = []
    facts: list[str] = []
    links: list[str] = []
    others: list[str] = []
    emphases: list[str] = []
    for node in walk(parsed.nodes):
        match node:
            case Text(words):
                said.append(words)
                shown.append(words)
            case Strong() | Emphasis():
                emphases.append(type(node).__name__)
            case Link(url, children):
                links.append(url if children else f"[]({url})")
            case CrossLink(booklet, chapter, anchor, children):
                links.append(f"{booklet}/{chapter}#{anchor}" if children else "[]()")
            case FactRef(kind, name):
                facts.append(f"{{{kind}.{name}}}")
            case Image(path, words):
                others.append(path)
                shown.append(words)
            case Code(name) | NoteRef(name, _):
                others.append(name)
            case _:
                pass
    words = " ".join(shown)
    if "@" in words or "www." in words or "://" in words:
        links += (f"{address} (no link)" for each in said for address in _WEB.findall(each))
    return Inventory(
        text=text,
        parsed=parsed,
        shown=words,
        numbered=numbers.there(words),
        unclosed=_unclosed(text, " ".join(said)),
        facts=sorted(facts),
        links=sorted(links),
        others=sorted(others),
        emphases=sorted(emphases),
    )


def _unclosed(text: str, said: str) -> tuple[int, ...]:
    left = {sign: said.count(sign) - text.count(f"\\{sign}") for sign in (*MARKS, "]")}
    left["["] -= left.pop("]")  # words in brackets are sound
    return tuple(left.values())
