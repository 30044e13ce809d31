"""Joined: lines of a source that were meant as lines, and that a reader sees as one.

Markdown and YAML make one line of all. That is right where an editor wrapped a sentence, or a writer begins a line with each sentence. It is not
where a line could have held the next word and did not: an address, the hours of a week, columns. Nobody can be sure, so that it is a warning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

_NARROW = 40  # letters: nobody wraps a text before
_WIDE = 60  # and whoever wraps one by hand leaves a fifth of such a line empty
_HARD = re.compile(r"(?:\\| {2,})$")  # a line that ends where it is written to end
_MARKS = "(–—−-*_\"'“«‹ \u00a0\u202f"
_ENDS = re.compile(r"[.!?…,;:،؛؟。！？，；：።፣፤፥፦፡।–—-][*_\"'”»›)\]\u00a0\u202f ]*$")  # a sentence, or a part of one
_BLANK = re.compile(r"(?:[._]{4,}|…{2,})\s*\d*$")  # a line to fill in, the dots of a table of contents
_FRAME = re.compile(r"[\u2500-\u257f\s+=|-]+")  # a line of a table that is drawn
# What a line of several like it begins with: “lundi : ”, “Ali (14:03) : ”; a day or an hour, as messages of a phone and timetables have them.
_HEAD = re.compile(
    r"[*_]{0,2}(?:[^.!?:：፡]|(?<=\d)[.:](?=\d)){1,30}?[\s\u00a0]?[:：፡][*_]{0,2}(?=[\s\u00a0])"
    r"|[(\[]?(?:\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?[\s\u00a0]+)?(?:[àaAt]+[\s\u00a0])?\d{1,2}[\s\u00a0]?[:hH.][\s\u00a0]?\d{2}(?!\d)"
)
_ITEM = re.compile(r"[-*•·][\s\u00a0]")  # in a value, which has no lists
_ADDRESS = re.compile(r"\]\([^()\s]*\)")
_CUT = re.compile(r"([^\W\d_]{2,})-$")
_GOES_ON = re.compile(r"[^\W\d_]+")
_JOINING = frozenset({"et", "ou", "and", "or", "und", "y", "e", "o"})  # « pré- et post-natal »
_QUOTED = re.compile(r'"[^"\n]*"')
_ENTITY = re.compile(r"&#?\w+;")


@dataclass(frozen=True, slots=True)
class Joined:
    """What is wrong with a line of a text, which counts from 0; `values` fill the words of its problem."""

    code: str
    line: int
    values: tuple[tuple[str, str], ...]


def faults(raw: str, *, blocks: bool) -> Iterator[Joined]:
    """Words that are cut at the end of a line; and once in a text, columns or lines that would run together.

    `blocks` says whether a list or a table can stand there: in the text of a value none can.
    """
    lines = raw.split("\n")
    yield from _cut_words(lines)
    yield from (_columns(lines) if blocks else ()) or _ending_lines(lines, "- " if blocks else "")


def _cut_words(lines: list[str]) -> Iterator[Joined]:
    for number, (line, after) in enumerate(pairwise(lines)):
        cut, goes_on = _CUT.search(line.strip()), _GOES_ON.match(after.strip())
        if cut and goes_on and goes_on[0].islower() and goes_on[0] not in _JOINING:
            yield Joined("word-cut", number, (("text", cut[0]), ("word", cut[1] + goes_on[0]), ("near", cut[0] + goes_on[0])))


# --- columns ---------------------------------------------------------------------------------------------------------------------

_Split = Callable[[str], list[str]]


def _split(between: str) -> _Split:
    return re.compile(between).split


_EDGES = " \t│┃║"
# What stands between columns, in words, and how a line is cut there. A decimal comma is none, nor is the comma of a sentence.
_BETWEEN: dict[str, _Split] = {
    "semicolons": _split(r"(?<=[^\s\u00a0\u202f;]);(?=[^\s;])"),
    "commas": _split(r"(?<![\d\s])(?<=\S),(?=[^\s,])|(?<=\d),(?=[^\s\d,])"),
    "spaces": _split(r"(?<=\S) {3,}(?=\S)"),
    "lines": _split(r"(?<=\S)\s*[│┃║]\s*(?=\S)"),
}


def _columns(lines: list[str]) -> tuple[Joined, ...]:
    rows = [(number, _covered(line.strip(_EDGES))) for number, line in enumerate(lines) if not _FRAME.fullmatch(line)]
    for between, split in _BETWEEN.items():
        for (number, one), (_, other) in pairwise(rows):
            if len(cells := split(one)) == len(split(other)) > 1:
                return (Joined("columns-joined", number, (("sign", between), *_as_row(lines[number].strip(_EDGES), cells))),)
    return ()


def _covered(line: str) -> str:
    """A line without the signs inside its quotations and entities, which set nothing apart; as long as it was."""
    return _QUOTED.sub(_hidden, _ENTITY.sub(_hidden, line))


def _hidden(found: re.Match[str]) -> str:
    return "x" * len(found[0])


def _as_row(line: str, cells: list[str]) -> Iterator[tuple[str, str]]:
    """The line as a row of a table, and the rule under it; `cells` are those of the covered line."""
    covered, at, written = _covered(line), 0, []
    for cell in cells:
        at = covered.index(cell, at)
        written.append(line[at : at + len(cell)].strip(' "'))
        at += len(cell)
    yield "row", f"| {' | '.join(written)} |"
    yield "rule", f"|{' --- |' * len(cells)}"


# --- lines -----------------------------------------------------------------------------------------------------------------------


def _ending_lines(lines: list[str], near: str) -> tuple[Joined, ...]:
    """The first line whose end was meant, where there is one."""
    for number, (line, after) in enumerate(pairwise(lines)):
        if not _HARD.search(line) and _HEAD.match(line.strip()) and _HEAD.match(after.strip()):
            return (_run_together(number, line, after, near),)
    longest = max(_NARROW, *(len(_visible(line)) for line in lines))
    width = longest * 4 // 5 if longest > _WIDE else longest
    for number, (line, after) in enumerate(pairwise(lines)):
        if not _HARD.search(line) and _is_meant(_visible(line), _visible(after), width):
            return (_run_together(number, line, after, near),)
    return ()


def _run_together(number: int, line: str, after: str, near: str) -> Joined:
    return Joined("lines-joined", number, (("text", line.strip()), ("next", after.strip()), ("near", near)))


def _visible(line: str) -> str:
    """A line without the addresses of its links, which nobody sees."""
    return _ADDRESS.sub("]", line.strip())


def _is_meant(line: str, after: str, width: int) -> bool:
    """Whether a line was ended though the next word had room on it, with no sign that ends a sentence or a part of one, and the next line begins
    something: in capitals, a figure, a picture."""
    if not line or not after or line[0] == "<" or len(line) + 1 + len(after.split(maxsplit=1)[0]) > width:
        return False
    if _ITEM.match(after):
        return True
    if _ENDS.search(line) and not _BLANK.search(line):
        return False
    begun = after.lstrip(_MARKS)[:1]
    if begun in "{[`!":  # a fact or a link in the midst of a sentence, or the next of several
        return line.lstrip(_MARKS)[:1] == begun
    return not begun.islower()
