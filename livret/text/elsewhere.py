"""Elsewhere: marks that mean something in Markdown of other programs and nothing here. Each is told with what to write instead.

They are looked for in the source, line by line, so that each is told at its own place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from livret.text.habits import NOTE, PICTURE

_BEGIN = r"^[ \t\u00a0>]*"
_ITEM = r"(?:[-*+•·–—]|\d{1,9}[.)])[ \t\u00a0]+"
_SIGN = rf"(?:[-*+•●‣➢➤○◦▪■·–—oO§Øü°:\uf0b7\uf0d8\uf0a7]|{PICTURE}\ufe0f?|\#{{1,6}}|\d{{1,9}}[.)]|\d{{1,9}}°\)|!!!|\[\^[^\]\n]*\]:)"
_KINDS = {
    "important": "danger", "warning": "danger", "caution": "danger", "danger": "danger", "attention": "danger", "error": "danger",
    "note": "note", "free": "free", "deadline": "deadline", "documents": "documents",
}  # fmt: skip


_NAMES = (*_KINDS, "info", "tip")


@dataclass(frozen=True, slots=True)
class Slip:
    """A mark at a line of the source, which counts from 0, and its column, which counts from 1; `values` fill the words of its problem."""

    code: str
    line: int
    column: int
    values: tuple[tuple[str, str], ...] = ()
    until: int = -1  # the last line that it makes another thing of


Values = Callable[[re.Match[str]], dict[str, str]]


@dataclass(frozen=True, slots=True)
class _Mark:
    """`sign` is what a source must have for the expression to be tried; its group `at` is where the mark stands."""

    code: str
    sign: str
    expression: re.Pattern[str]
    values: Values


def _mark(code: str, sign: str, expression: str, values: Values) -> _Mark:
    return _Mark(code, sign, re.compile(expression, re.MULTILINE), values)


def _callout(found: re.Match[str]) -> dict[str, str]:
    return {"text": found["at"], "kind": _KINDS.get((found["kind"] or "").lower(), "note")}


def _underlined(found: re.Match[str]) -> dict[str, str]:
    first = not found.string[: found.start()].strip()
    return {"text": found["text"].strip(), "sign": found["at"][0], "signs": "#" if first else "##"}


def _turned(found: re.Match[str]) -> dict[str, str]:
    href = f"https://{found['href']}" if found["href"].startswith("www.") else found["href"]
    return {"near": f"[{found['text']}]({href})"}


def _cells(found: re.Match[str]) -> dict[str, str]:
    cells = [cell.strip() for cell in found["row"].strip().split("\t")]
    return {"row": f"| {' | '.join(cells)} |", "rule": f"|{' --- |' * len(cells)}"}


def _whole(found: re.Match[str]) -> dict[str, str]:
    return {"text": found["at"]}


_MARKS = (
    _mark("mark-unknown", "TOC]", rf"{_BEGIN}(?P<at>\[TOC\])[ ]*$", _whole),
    _mark("mark-unknown", "]:", rf"{_BEGIN}(?P<at>\*\[[^\]\n]+\]:)", _whole),
    _mark("note-inline", "^[", r"(?P<at>\^\[(?P<text>[^\]\n]+)\])", lambda m: {"text": m["text"]}),
    _mark("mark-unknown", "==", rf"{_BEGIN}(?={_ITEM})\S[^\n]*\n[ >]*(?P<at>={{2,}})[ ]*$", _whole),
    _mark("heading-underlined", "==", rf"{_BEGIN}(?!{_ITEM})(?P<text>[^\s#|>=][^\n]*)\n[ >]*(?P<at>={{2,}})[ ]*$", _underlined),
    _mark("heading-underlined", "--", r"^(?P<in>[ >]*?)[ ]{0,3}(?P<text>(?![-*+•·–][ ])(?!\d+[.)])[^\s#|>:!][^\n|]*)\n(?P=in)[ ]{0,3}(?P<at>-{2,})[ ]*$", _underlined),
    _mark("checkbox", "[", rf"{_BEGIN}{_ITEM}(?P<at>\[[ xX\u00a0]?\])(?=\s)", lambda m: {"text": m["at"]}),
    _mark("callout-elsewhere", "[!", rf"{_BEGIN}(?P<at>\[!(?P<kind>\w+)\])", _callout),
    _mark("callout-elsewhere", "!", rf"{_BEGIN}(?P<at>!{{1,2}}(?!!)|!{{4,}})[ ]*(?P<kind>{'|'.join(_NAMES)})\b[^\n]*\n(?=[ ]{{2,}}\S)", _callout),
    _mark("link-turned", ")[", r"(?P<at>\((?P<text>[^()\n]+)\)\[(?P<href>(?:https?://|www\.|mailto:)[^\]\s]+|[^\]\s]+\.md(?:#[^\]\s]*)?)\])", _turned),
    _mark("callout-elsewhere", "???", rf"{_BEGIN}(?P<at>\?{{3}}\+?)[ ]*(?P<kind>[\w-]*)", _callout),
    _mark("callout-elsewhere", ":::", rf"{_BEGIN}(?P<at>:{{3,}}(?=[ ]*\{{?\w))[ ]*(?P<kind>[\w-]*)", _callout),
    _mark("columns-tabs", "\t", rf"{_BEGIN}(?=(?P<sign>(?:{_SIGN}[ \t\u00a0]+)?))(?P=sign)(?P<row>[^\s>|][^\n\t]*?[ ]*(?P<at>\t)(?=\s*\S)[^\n]*)$", _cells),
    _mark("list-year", ". ", r"(?:\A|\n[ \t]*\n)[ ]*(?P<at>(?P<number>\d{3,9})\.)[ ]", lambda m: {"number": m["number"]}),
)  # fmt: skip
_NOTE = re.compile(rf"^[ >\t]*{NOTE}", re.MULTILINE)
_NOTE_BEGUN = re.compile(r"^(?P<at>\[\^([^\]\n]+)\])[ \t\u00a0]+(?=\w)", re.MULTILINE)
_FENCE = re.compile(rf"{_BEGIN}(?P<at>(?P<sign>`|~)(?P=sign){{2,}})[^\n`]*$")


def slips(source: str) -> Iterator[Slip]:
    """The marks of a source that mean nothing here."""
    for mark in _MARKS:
        if mark.sign in source:
            for found in mark.expression.finditer(source):
                yield _slip(mark.code, source, found.start("at"), mark.values(found))
    if "[^" in source:
        yield from _notes(source)
    if "```" in source or "~~~" in source:
        yield from _code_lines(source)


def _code_lines(source: str) -> Iterator[Slip]:
    """Lines between two lines of back-ticks or waves: each such pair is told once."""
    begun: tuple[int, re.Match[str]] | None = None
    for number, line in enumerate(source.split("\n")):
        if begun is None:
            begun = (number, fence) if (fence := _FENCE.match(line)) else None
        elif line.strip(" >\t\u00a0").startswith(begun[1]["at"]) and not line.strip(" >\t\u00a0").strip(begun[1]["sign"]):
            yield _fenced(*begun, number)
            begun = None
    if begun:
        yield _fenced(*begun, begun[0])


def _fenced(number: int, fence: re.Match[str], until: int) -> Slip:
    return Slip("code-lines", number, fence.start("at") + 1, (("text", fence["at"]),), until)


def _notes(source: str) -> Iterator[Slip]:
    """Footnotes that are written twice, or begun without a colon."""
    seen: set[str] = set()
    for found in _NOTE.finditer(source):
        if found[1] in seen:
            yield _slip("note-twice", source, source.index("[", found.start()), {"name": found[1]})
        seen.add(found[1])
    for found in _NOTE_BEGUN.finditer(source):
        if found[2] not in seen and source.count(found["at"]) > 1:
            yield _slip("note-colon", source, found.start(), {"name": found[2]})


def _slip(code: str, source: str, at: int, values: dict[str, str]) -> Slip:
    return Slip(code, source.count("\n", 0, at), at - source.rfind("\n", 0, at), tuple(values.items()))
