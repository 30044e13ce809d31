"""Catalogs: gettext PO files, read and written by polib behind guards.

polib, not Babel, because a catalog must come through unharmed: Babel drops `#| previous`, which says what changed, headers
and flags that are not gettext's, stops at ISO dates, and accepts merge-conflict markers and a text without its last quote.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import polib

from livret import limits
from livret.model import Provenance
from livret.problems import Place, Report
from livret.source.door import Door, Refused

Key = tuple[str, str]  # context, text
PROVENANCES = (Provenance.PEOPLE, Provenance.MACHINE_REVIEWED, Provenance.MACHINE)
_PROVENANCE = "x-livret-provenance"
_CONFLICT = re.compile(r"^(<{7}|={7}|>{7})( |$)", re.MULTILINE)
# A quote that is missing would cost a text its last letter, without a word.
_LINE = re.compile(r'\s*(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)\s*)?"(?:[^"\\]|\\.)*"\s*)?$')
_SYNTAX = re.compile(r"line (\d+)")
_BY = re.compile(r"^livret: (people|machine-reviewed|machine)\b", re.MULTILINE)
_CONFIRMED = re.compile(r"^livret: confirmed (\d{4}-\d\d-\d\d)(?: by (\S+))?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Entry:
    """A translation: its plural forms (one for most), whether it is fuzzy, and the source it was made from.

    `provenance` is one of PROVENANCES, or None for that of its catalog; `confirmed` the day when it was last said to be right, and
    `confirmed_by` the pseudonym of who said so.
    """

    forms: tuple[str, ...]
    fuzzy: bool
    previous: str
    line: int
    provenance: Provenance | None = None
    confirmed: datetime.date | None = None
    confirmed_by: str = ""

    @property
    def text(self) -> str:
        return self.forms[0]


@dataclass(frozen=True, slots=True)
class Catalog:
    """One domain in one language: entries by (context, text). `provenance` is one of PROVENANCES, `revised` its revision date."""

    path: str
    entries: dict[Key, Entry] = field(default_factory=dict)
    provenance: Provenance = Provenance.PEOPLE
    revised: datetime.date | None = None


def read(door: Door, path: str, tag: str, report: Report) -> Catalog:
    """The catalog at a path; empty, with a problem, when it cannot be read, and empty when there is none."""
    found = load(door, path, tag, report)
    if found is None:
        return Catalog(path)
    entries = {key(entry): _entry(entry) for entry in found if not entry.obsolete and any(forms(entry))}
    headers = _headers(found)
    by = headers.get(_PROVENANCE, "")
    return Catalog(path, entries, Provenance(by) if by in PROVENANCES else Provenance.PEOPLE, _day(headers.get("po-revision-date", "")))


def load(door: Door, path: str, tag: str, report: Report) -> polib.POFile | None:
    """The whole file, comments and obsolete entries too; None with a problem, or when there is none."""
    if not door.has(path):
        return None
    try:
        return parse(door.text(path, limits.CATALOG_BYTES), path, tag)
    except Refused as refused:
        report.add(refused.problem.code, refused.problem.place, **dict(refused.problem.values))
        return None


def parse(text: str, path: str, tag: str = "") -> polib.POFile:
    """A PO file. Raises Refused: `catalog-conflict`, `catalog-broken`, `catalog-language` when it is not in `tag`."""
    if conflict := _CONFLICT.search(text):
        raise Refused("catalog-conflict", Place(path, _line(text, conflict.start()), 1))
    if broken := next((n for n, line in enumerate(text.split("\n"), 1) if not _LINE.match(line)), 0):
        raise Refused("catalog-broken", Place(path, broken, 1), reason="a line is neither a comment nor a text between quotes")
    try:
        # polib takes a text without a line end for the name of a file.
        found = polib.pofile(text + "\n", wrapwidth=0)
    except (OSError, ValueError, UnicodeError) as error:
        number = _SYNTAX.search(str(error))
        raise Refused("catalog-broken", Place(path, int(number[1]) if number else 1, 1), reason="it does not follow the form of a catalog") from None
    _number(found, text)
    language = _headers(found).get("language", "")
    if tag and language and language.replace("_", "-") != tag:
        line = _line(text, max(text.find('"Language:'), 0))
        raise Refused("catalog-language", Place(path, line, 1), found=language, expected=tag)
    return found


def _number(catalog: polib.POFile, text: str) -> None:
    """Gives each entry the line of its msgid; polib counts from somewhere above it."""
    lines = [number for number, line in enumerate(text.split("\n"), 1) if line.startswith("msgid ")]
    entries = [entry for entry in catalog if not entry.obsolete]
    for entry, line in zip(entries, lines[len(lines) - len(entries) :], strict=False):
        entry.linenum = line


def write(catalog: polib.POFile) -> bytes:
    """A catalog as bytes, unwrapped, so that a changed word is a changed line."""
    catalog.wrapwidth = 0
    return (str(catalog).rstrip("\n") + "\n").encode()


def ids(door: Door, path: str, report: Report) -> Iterator[Key]:
    """The (context, text) of every message of a template; for a plural, the singular's."""
    found = load(door, path, "", report)
    yield from (key(entry) for entry in found or ())


def key(entry: polib.POEntry) -> Key:
    return entry.msgctxt or "", entry.msgid


def forms(entry: polib.POEntry) -> tuple[str, ...]:
    """A message's forms: one, or several for a plural."""
    plural: dict[int, str] = entry.msgstr_plural
    return tuple(plural[index] for index in sorted(plural)) if plural else (entry.msgstr,)


def _entry(entry: polib.POEntry) -> Entry:
    by = _BY.search(entry.tcomment or "")
    confirmed = _CONFIRMED.search(entry.tcomment or "")
    return Entry(
        forms(entry), entry.fuzzy, entry.previous_msgid or "", entry.linenum or 0,
        Provenance(by[1]) if by else None, _day(confirmed[1]) if confirmed else None, (confirmed[2] or "") if confirmed else "",
    )  # fmt: skip


def _day(text: str) -> datetime.date | None:
    """The day of a gettext or ISO date; None for what is none, such as YEAR-MO-DA."""
    try:
        return datetime.date.fromisoformat(text[:10])
    except ValueError:
        return None


def _headers(catalog: polib.POFile) -> dict[str, str]:
    return {name.lower(): value for name, value in catalog.metadata.items()}


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1
