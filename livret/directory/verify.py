"""Verifying: a person says that a listing is still true. Its date changes in the YAML file, and who said so; no other byte.

1. Find where the listing is written, and its two keys.
2. Write the new values in their places; a name that was not there comes right after the date.
3. Read the result again: if anything else changed, the file stays as it was.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from livret.problems import Place, Report, near
from livret.publish import atomic
from livret.source import yaml
from livret.source.door import Door, Refused
from livret.source.services import FOLDER

_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # what libyaml counts as one
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Verified:
    """A listing that was verified, where its date stands, and the date before."""

    ident: str
    place: Place
    was: str


@dataclass(frozen=True, slots=True)
class _Written:
    """A listing as it is written: `entry` knows the place of each key and value."""

    path: str
    entry: yaml.Mapping


@dataclass(frozen=True, slots=True)
class _Word:
    """Who says so, on which day, of the date that stands there."""

    by: str
    day: str
    date: yaml.Scalar


def is_name(name: str) -> bool:
    """Whether it can be a `verified_by`."""
    return bool(re.fullmatch("[a-z][a-z0-9_]*", name))


def verify(door: Door, idents: Iterable[str], by: str, day: datetime.date, report: Report) -> Iterator[Verified]:
    """Sets `verified_on` and `verified_by` of some listings. What cannot be done is told in the report."""
    for ident in idents:
        written = _listings(door, report)
        found = written.get(ident)
        if found is None:
            report.add("listing-unknown", Place(ident), value=ident, near=near(ident, written))
        elif not door.is_own(found.path):
            report.add("inherited", Place(ident), value=ident, where=found.entry.place)
        elif not isinstance(date := found.entry.get("verified_on"), yaml.Scalar):
            report.add("key-missing", found.entry.place, key="verified_on")
        else:
            yield from _verified(door, ident, found, _Word(by, day.isoformat(), date), report)


def _listings(door: Door, report: Report) -> dict[str, _Written]:
    """Every listing that has an id, by it; files that are no YAML are told."""
    found: dict[str, _Written] = {}
    files = [path for name in door.folder(FOLDER) if name.endswith(".yaml") for path in door.every(f"{FOLDER}/{name}")]
    for path in sorted(files, key=door.depth):
        try:
            tree = yaml.parse(_text_with_ends(door, path), path)
        except Refused as refused:
            report.take(refused.problem)
            continue
        for entry in _entries(tree):
            found.setdefault(str(entry["id"]), _Written(path, entry))
    return found


def _entries(tree: object) -> list[yaml.Mapping]:
    services = tree.get("services") if isinstance(tree, yaml.Mapping) else None
    return [entry for entry in services or () if isinstance(entry, yaml.Mapping) and isinstance(entry.get("id"), yaml.Scalar)]


def _text_with_ends(door: Door, path: str) -> str:
    """The text with its own line ends."""
    return door.written(path)


def _verified(door: Door, ident: str, found: _Written, word: _Word, report: Report) -> Iterator[Verified]:
    before = _text_with_ends(door, found.path)
    after = _edited(before, found.entry, word)
    if after is None or not _only_that(before, after, found.path, ident, word):
        report.add("verify-form", word.date.place, day=word.day)
        return
    atomic.write(door.on_disk(found.path), after.encode())
    yield Verified(ident, word.date.place, str(word.date))


def _edited(text: str, entry: yaml.Mapping, word: _Word) -> str | None:
    """The text with the two values; None when a value is not written on one line, as it is read."""
    bom, body = (_BOM, text[1:]) if text.startswith(_BOM) else ("", text)
    by = entry.get("verified_by")
    date_span = _span(body, word.date)
    by_span = _span(body, by) if isinstance(by, yaml.Scalar) else None
    if date_span is None or (isinstance(by, yaml.Scalar) and by_span is None):
        return None
    if by_span is not None:
        edits = [(date_span, word.day), (by_span, word.by)]
    elif "verified_by" in entry:
        return None  # a key without a value: where it would stand is not known
    else:
        edits = [(date_span, word.day), _inserted(body, entry, date_span, word)]
    for (start, end), new in sorted(edits, reverse=True):
        body = body[:start] + new + body[end:]
    return bom + body


def _inserted(body: str, entry: yaml.Mapping, date_span: tuple[int, int], word: _Word) -> tuple[tuple[int, int], str]:
    """`verified_by` after the date: on a line of its own, or inside the braces of a listing that is written in them."""
    if body[_offset(body, entry.place)] == "{":
        end_of_date = date_span[1] + (word.date.offset or 0)  # its closing quote is as long as its opening one
        return (end_of_date, end_of_date), f", verified_by: {word.by}"
    key = next(key for key in entry if key == "verified_on")
    indent = " " * (key.place.column - 1)  # type: ignore[attr-defined]  # keys are Scalars
    end = _LINE_END.search(body, date_span[1])
    if end is None:
        last = _LINE_END.search(body)
        own = last[0] if last else "\n"
        return (len(body), len(body)), f"{own}{indent}verified_by: {word.by}"
    return (end.end(), end.end()), f"{indent}verified_by: {word.by}{end[0]}"


def _span(body: str, scalar: yaml.Scalar) -> tuple[int, int] | None:
    """Where the scalar is written, inside its quotes; None when it is not written as it is read."""
    if scalar.offset is None:
        return None
    start = _offset(body, scalar.place) + scalar.offset
    return (start, start + len(scalar)) if body.startswith(str(scalar), start) else None


def _offset(body: str, place: Place) -> int:
    start = 0
    for _ in range(place.line - 1):
        found = _LINE_END.search(body, start)
        start = found.end() if found else len(body)
    return start + place.column - 1


def _only_that(before: str, after: str, path: str, ident: str, word: _Word) -> bool:
    """Whether the file says the same as before, but for this date and this name."""
    try:
        wanted, made = yaml.parse(before, path), yaml.parse(after, path)
    except Refused:
        return False
    entry = next(entry for entry in _entries(wanted) if entry["id"] == ident)
    entry |= {"verified_on": word.day, "verified_by": word.by}
    return bool(made == wanted)
