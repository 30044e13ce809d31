"""Catalogs: gettext PO files, read and written by polib behind guards; to be looked up only, read without it where they are regular.

polib, not Babel, because a catalog must come through unharmed: Babel drops `#| previous`, which says what changed, headers
and flags that are not gettext's, stops at ISO dates, and accepts merge-conflict markers and a text without its last quote.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field

import polib

from livret import limits
from livret.catalogs import regular
from livret.catalogs.regular import Written
from livret.model import Provenance
from livret.problems import Place, Report
from livret.source.door import Door, Refused

Key = tuple[str, str]  # context, text
PROVENANCES = (Provenance.PEOPLE, Provenance.MACHINE_REVIEWED, Provenance.MACHINE)
_CONFLICT = re.compile(r"^(<{7}|={7}|>{7})( |$)", re.MULTILINE)
# A quote that is missing would cost a text its last letter, without a word.
_LINE = re.compile(r'\s*(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)\s*)?"(?:[^"\\]|\\.)*"\s*)?$')
_BREAK = re.compile(f"[{regular.BREAKS}]")
_MSGID = re.compile(r'^[ \t]*msgid[ \t]*((?:"(?:[^"\\]|\\.)*"\s*)+)', re.MULTILINE)
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
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
    """One domain in one language: entries by (context, text). `provenance` is one of PROVENANCES, `revised` its revision date, `lines`
    those of every text, translated or not."""

    path: str
    entries: dict[Key, Entry] = field(default_factory=dict)
    provenance: Provenance = Provenance.PEOPLE
    revised: datetime.date | None = None
    lines: dict[Key, int] = field(default_factory=dict)


def read(door: Door, path: str, tag: str, report: Report) -> Catalog:
    """The catalog at a path; empty, with a problem, when it cannot be read, and empty when there is none."""
    if not door.has(path):
        return Catalog(path)
    try:
        text = door.text(path, limits.CATALOG_BYTES)
        return _scanned(text, path, tag) or understood(parse(text, path, tag), path)
    except Refused as refused:
        report.take(refused.problem)
        return Catalog(path)


def _scanned(text: str, path: str, tag: str) -> Catalog | None:
    """The catalog that a regular text is; None for one that polib is to read, or `parse` to refuse."""
    found = regular.scan(text)
    if found is None:
        return None
    head = polib.pofile(found.head)
    lines = {each.key: each.line for each in found.entries}
    if len(lines) < len(found.entries) or _foreign(head, tag):
        return None
    return _catalog(path, head, {each.key: _entry_of_regular(each) for each in found.entries if any(each.forms)}, lines)


def understood(found: polib.POFile, path: str) -> Catalog:
    """What a PO file says: its translations that are in use, who made them and when."""
    entries = {key(each): entry(each) for each in found if not each.obsolete and any(forms(each))}
    lines = {key(each): each.linenum or 0 for each in found if not each.obsolete}
    return _catalog(path, found, entries, lines)


def _catalog(path: str, head: polib.POFile, entries: dict[Key, Entry], lines: dict[Key, int]) -> Catalog:
    by = header(head, "X-Livret-Provenance")
    provenance = Provenance(by) if by in PROVENANCES else Provenance.PEOPLE
    return Catalog(path, entries, provenance, _day(header(head, "PO-Revision-Date")), lines)


def load(door: Door, path: str, tag: str, report: Report) -> polib.POFile | None:
    """The whole file, comments and obsolete entries too; None with a problem, or when there is none."""
    if not door.has(path):
        return None
    try:
        return parse(door.text(path, limits.CATALOG_BYTES), path, tag)
    except Refused as refused:
        report.take(refused.problem)
        return None


def parse(text: str, path: str, tag: str = "") -> polib.POFile:
    """A PO file. Raises Refused: `catalog-conflict`, `catalog-broken`, `catalog-language` when it is not in `tag`."""
    if conflict := _CONFLICT.search(text):
        raise Refused("catalog-conflict", Place(path, _line(text, conflict.start()), 1))
    if unseen := _BREAK.search(text):
        raise _broken(path, _line(text, unseen.start()), f"an invisible line break (U+{ord(unseen[0]):04X}) stands in it")
    if broken := next((n for n, line in enumerate(text.split("\n"), 1) if not _LINE.match(line)), 0):
        raise _broken(path, broken, "a line is neither a comment nor a text between quotes")
    try:
        # polib takes a text without a line end for the name of a file.
        found = polib.pofile(text + "\n", wrapwidth=0)
    except (OSError, ValueError, UnicodeError) as error:
        number = _SYNTAX.search(str(error))
        raise _broken(path, int(number[1]) if number else 1, "it does not follow the form of a catalog") from None
    _number(found, text, path)
    if language := _foreign(found, tag):
        line = _line(text, max(text.find('"Language:'), 0))
        raise Refused("catalog-language", Place(path, line, 1), found=language, expected=tag)
    return found


def _foreign(head: polib.POFile, tag: str) -> str:
    """The language that a catalog says it is in, when that is not the one it is read for; else ""."""
    language = header(head, "Language")
    return language if tag and language.replace("_", "-") != tag else ""


def _number(catalog: polib.POFile, text: str, path: str) -> None:
    """Gives each entry the line of its msgid; polib counts from somewhere above it. Raises Refused for a text that is there twice, and for
    one without a msgstr, which polib leaves out without a word."""
    lines: list[tuple[int, str]] = []
    heads: list[int] = []
    line, at = 1, 0
    for found in _MSGID.finditer(text):
        line, at = line + text.count("\n", at, found.start()), found.start()
        if msgid := "".join(_QUOTED.findall(found[1])):
            lines.append((line, polib.unescape(msgid)))
        else:
            heads.append(line)
    if len(heads) > 1:
        raise _broken(path, heads[1], "a second head: these are two catalogs")
    entries = [each for each in catalog if each.msgid and not each.obsolete]
    if lost := next((line for n, (line, msgid) in enumerate(lines) if n >= len(entries) or entries[n].msgid != msgid), 0):
        raise _broken(path, lost, "this text, or the one above it, has no msgstr")
    if len(entries) > len(lines):
        raise _broken(path, entries[len(lines)].linenum or 1, "near this line stands a text whose lines do not begin as others do")
    first: dict[Key, int] = {}
    for each, (number, _) in zip(entries, lines, strict=True):
        each.linenum = number
        if (other := first.setdefault(key(each), number)) != number:
            raise _broken(path, number, f"this text has another translation on line {other}")


def _broken(path: str, line: int, reason: str) -> Refused:
    return Refused("catalog-broken", Place(path, line, 1), reason=reason)


def write(catalog: polib.POFile) -> bytes:
    """A catalog as bytes, unwrapped, so that a changed word is a changed line."""
    catalog.wrapwidth = 0
    return (str(catalog).rstrip("\n") + "\n").encode()


def key(found: polib.POEntry) -> Key:
    """What gettext tells the messages of a catalog apart by: (context, text)."""
    return found.msgctxt or "", found.msgid


def forms(found: polib.POEntry) -> tuple[str, ...]:
    """A message's forms: one, or several for a plural."""
    plural: dict[int, str] = found.msgstr_plural
    return tuple(plural[index] for index in sorted(plural)) if plural else (found.msgstr,)


def entry(found: polib.POEntry) -> Entry:
    """The translation, the line it stands on, and what Livret's own comments say of it: who made it, who confirmed it and when."""
    return Entry(forms(found), found.fuzzy, found.previous_msgid or "", found.linenum or 0, *_remarked(found.tcomment or ""))


def _entry_of_regular(found: Written) -> Entry:
    """The same of an entry that is regular."""
    remarks = found.remarks if "livret:" in found.comments else ""
    return Entry(found.forms, found.fuzzy, found.previous, found.line, *_remarked(remarks))


def _remarked(remarks: str) -> tuple[Provenance | None, datetime.date | None, str]:
    """Who made a translation, when it was confirmed and by whom, as far as the translator's comments say so."""
    if "livret:" not in remarks:
        return None, None, ""
    by, confirmed = _BY.search(remarks), _CONFIRMED.search(remarks)
    day, who = (_day(confirmed[1]), confirmed[2] or "") if confirmed else (None, "")
    return Provenance(by[1]) if by else None, day, who


def _day(text: str) -> datetime.date | None:
    """The day of a gettext or ISO date; None for what is none, such as YEAR-MO-DA."""
    try:
        return datetime.date.fromisoformat(text[:10])
    except ValueError:
        return None


def header(catalog: polib.POFile, name: str) -> str:
    """A header, whatever its capitals; "" when it is not there."""
    return next((value for key, value in catalog.metadata.items() if key.lower() == name.lower()), "")


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1
