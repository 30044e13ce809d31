"""Livret's marks on a message: translator comments, which gettext's tools and editors keep, and an entry that is fuzzy no more.

In a file they are changed as text, line by line: no other byte is touched, whoever wrote and wrapped it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from livret.model import Provenance

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|$)")
_BY = re.compile(r"\w[\w.-]{0,39}")
Line = tuple[str, str]  # what is on it, and how it ends


@dataclass(frozen=True, slots=True)
class Note:
    """A comment on a message, `livret: …`; it takes the place of those that `former` fits."""

    text: str
    former: re.Pattern[str]


def confirmed(day: datetime.date, by: str) -> Note:
    """Who said when that the translation is right."""
    return Note(f"livret: confirmed {day} by {by}", re.compile(r"livret: confirmed\b"))


def provenance(by: Provenance) -> Note:
    """Who made the translation, where it is not whoever made most of its catalog."""
    return Note(f"livret: {by}", re.compile(r"livret: (?:people|machine)"))


def until(day: datetime.date, text: str) -> Note:
    """What the translation was before that day."""
    return Note(f"livret: until {day}: {text}", _kept(text))


def besides(text: str) -> Note:
    """What somebody else translated."""
    return Note(f"livret: besides: {text}", _kept(text))


def beside(comments: str, text: str) -> str:
    """The comments of a message with another translation beside its own, where it does not stand there already."""
    note = besides(text)
    return comments if any(note.former.match(line) for line in comments.split("\n")) else noted(comments, note)


def _kept(text: str) -> re.Pattern[str]:
    return re.compile(rf"livret: (?:until \S+|besides): {re.escape(text)}$")


def pseudonym(name: str) -> bool:
    """Whether it can stand in a comment and be read back: one word."""
    return bool(_BY.fullmatch(name))


def noted(comments: str, note: Note) -> str:
    """The comments of a message with a note in the place of the former one, or last."""
    lines = comments.split("\n") if comments else []
    at = next((n for n, line in enumerate(lines) if note.former.match(line)), len(lines))
    return "\n".join([*lines[:at], note.text, *(line for line in lines[at:] if not note.former.match(line))])


def marked(text: str, notes: Mapping[int, tuple[Note, ...]]) -> str:
    """A catalog in which some entries have notes and are fuzzy no more; they are named by the line of their msgid, counted from 1."""
    pieces = [(found[1], found[2]) for found in _LINE.finditer(text) if found[0]]
    for line in sorted(notes, reverse=True):  # from the end, so that those above stay where they are
        first, last = _first(pieces, line - 1), line - 1
        block = list(_certain(pieces[first:last]))
        for note in notes[line]:
            block = _annotated(block, note, pieces[last][1])
        pieces[first:last] = block
    return "".join(content + ending for content, ending in pieces)


def _first(pieces: list[Line], at: int) -> int:
    """Where the entry begins whose msgid is at an index: its comments, and its context, which may be wrapped."""
    first = at
    for index in range(at - 1, -1, -1):
        content = pieces[index][0].lstrip()
        if content.startswith("msgctxt") or (content.startswith("#") and not content.startswith("#~")):
            first = index
        elif content.startswith('"') or not content.strip():
            continue
        else:
            break
    return first


def _certain(block: Iterable[Line]) -> Iterator[Line]:
    """The lines of an entry without its fuzzy flag and the source it was made from."""
    for content, ending in block:
        sign, rest = content.lstrip()[:2], content.lstrip()[2:]
        flags = [flag.strip() for flag in rest.split(",")] if sign == "#," else []
        if "fuzzy" in flags:
            others = ", ".join(flag for flag in flags if flag not in ("fuzzy", ""))
            yield from ((f"#, {others}", ending),) if others else ()
        elif sign != "#|":
            yield content, ending


def _annotated(block: list[Line], note: Note, ending: str) -> list[Line]:
    """The lines of an entry with a note: where a former one was, else below the translator's own comments."""
    comments = [n for n, (content, _) in enumerate(block) if content.startswith("# ") or content == "#"]
    former = [n for n in comments if note.former.match(block[n][0][2:])]
    written = f"# {note.text}", ending
    if former:
        return [written if n == former[0] else line for n, line in enumerate(block) if n not in former[1:]]
    at = comments[-1] + 1 if comments else 0
    return [*block[:at], written, *block[at:]]
