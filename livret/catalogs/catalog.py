"""Catalogs: gettext PO files, read and written by polib behind guards; to be looked up only, read without it where they are regular.

polib, not Babel, because a catalog must come through unharmed: Babel drops `#| previous`, which says what changed, headers
and flags that are not gettext's, stops at ISO dates, and accepts merge-conflict markers and a text without its last quote.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import dataclass, field, replace

import polib

from livret import limits
from livret.catalogs import regular
from livret.catalogs.regular import Written
from livret.languages import among
from livret.model import Provenance, folded
from livret.problems import Place, Report, detail
from livret.source.door import Door, Refused, decoded, one_line_end

Key = tuple[str, str]  # context, text, as `model.folded` has it
PROVENANCES = (Provenance.PEOPLE, Provenance.MACHINE_REVIEWED, Provenance.MACHINE)
_CONFLICT = re.compile(r"^(<{7}|={7}|>{7})( |$)", re.MULTILINE)
# A quote that is missing would cost a text its last letter, without a word.
_LINE = re.compile(r'\s*(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)\s*)?"(?:[^"\\]|\\.)*"\s*)?$')
_BREAK = re.compile(f"[{regular.BREAKS}]")
_MSGID = re.compile(r'^[ \t]*msgid[ \t]*((?:"(?:[^"\\]|\\.)*"\s*)+)', re.MULTILINE)
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
# An obsolete entry: the source that its translation was made from, and its own.
_GONE = re.compile(
    r'^#~\|[ ]*msgid[ ]*((?:"(?:[^"\\]|\\.)*"\n(?:#~\|[ ]*(?="))?)+)(?:#(?!~[ ]*msgid).*\n)*#~[ ]*msgid[ ]*((?:"(?:[^"\\]|\\.)*"\n(?:#~[ ]*(?="))?)+)',
    re.MULTILINE,
)
_HEAD = 8192  # bytes in which a head says its encoding
_CHARSET = re.compile(rb"charset=([A-Za-z0-9._:-]+)")
_CHARSET_NAME = re.compile(_CHARSET.pattern.decode())
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
    those of every text, translated or not; `gone` are the keys of translations whose text is not in the site any more. `beneath` is the catalog of the
    layer below, where this one stands before it message by message."""

    path: str
    entries: dict[Key, Entry] = field(default_factory=dict)
    provenance: Provenance = Provenance.PEOPLE
    revised: datetime.date | None = None
    lines: dict[Key, int] = field(default_factory=dict)
    gone: frozenset[Key] = frozenset()
    beneath: Catalog | None = None
    named: str = ""  # who its head says translated it

    @property
    def said(self) -> dict[Key, Entry]:
        """The entries with those of the catalogs beneath."""
        return {**self.beneath.said, **self.entries} if self.beneath else self.entries

    def holder(self, key: Key) -> Catalog:
        """The catalog whose word on a message holds: this one, unless it is in doubt, and one beneath is not."""
        own = self.entries.get(key)
        if self.beneath is None or (own and not own.fuzzy):
            return self
        below = self.beneath.holder(key)
        found = below.entries.get(key)
        return below if found and (own is None or not found.fuzzy) else self

    def get(self, key: Key) -> Entry | None:
        """The translation of a message that holds."""
        return self.holder(key).entries.get(key)

    def place(self, key: Key) -> Place:
        """Where the translation that holds is written; of one that Livret carries the file alone."""
        holder = self.holder(key)
        found = holder.entries.get(key)
        return Place(holder.path, found.line if found else holder.lines.get(key, 0))


def read(door: Door, path: str, tag: str, report: Report, others: tuple[str, ...] = ()) -> Catalog:
    """The catalog at a path, of the language `tag` of a site that has `others` besides; empty, with a problem, when it cannot be read, and empty when
    there is none."""
    if not door.has(path):
        return Catalog(path)
    try:
        text = text_of(door.read(path, limits.CATALOG_BYTES), path)
        return _scanned(text, path, (tag, *others)) or understood(parse(text, path, tag, others), path)
    except Refused as refused:
        report.take(refused.problem)
        return Catalog(path)


def over(own: Catalog, below: Catalog) -> Catalog:
    """A catalog before that of the layer beneath, whose entries say themselves who made them."""
    entries = {key: replace(entry, provenance=entry.provenance or below.provenance) for key, entry in below.entries.items()}
    return replace(own, beneath=replace(below, entries=entries))


def carried(found: Catalog, path: str) -> Catalog:
    """A catalog that Livret carries, of which no line is in a file of the site; it is told at the path of the site's."""
    return replace(found, path=path, entries={key: replace(entry, line=0) for key, entry in found.entries.items()}, lines={})


def as_utf8(text: str) -> str:
    """The text of a catalog that was in another encoding, with a head that says so no more."""
    return _CHARSET_NAME.sub("charset=UTF-8", text, count=1)


def text_of(data: bytes, path: str) -> str:
    """The text of a catalog, which is UTF-8 whatever its head says; where it is not, what its head says. Raises Refused: `file-not-utf8`."""
    try:
        return one_line_end(decoded(data, path))
    except Refused:
        if not (charset := _CHARSET.search(data[:_HEAD])):
            raise
        try:
            return one_line_end(unicodedata.normalize("NFC", data.decode(charset[1].decode())))
        except (LookupError, UnicodeError):
            pass
        raise


def _scanned(text: str, path: str, tags: tuple[str, ...]) -> Catalog | None:
    """The catalog that a regular text is; None for one that polib is to read, or `parse` to refuse."""
    found = regular.scan(text)
    if found is None:
        return None
    head = polib.pofile(found.head)
    keyed = [((each.context, folded(each.text)), each) for each in found.entries]
    lines = {key: each.line for key, each in keyed}
    if len(lines) < len(found.entries) or _foreign(head, tags):
        return None
    entries = {key: _entry_of_regular(each) for key, each in keyed if any(each.forms)}
    return _catalog(path, head, entries, lines, found.gone)


def understood(found: polib.POFile, path: str) -> Catalog:
    """What a PO file says: its translations that are in use, who made them and when."""
    entries: dict[Key, Entry] = {}
    for each in found:
        if not each.obsolete and any(forms(each)):
            its = entry(each)
            if (other := entries.setdefault(key(each), its)).fuzzy and not its.fuzzy:  # two texts that differ in white space
                entries[key(each)] = replace(its, line=its.line or other.line)
    lines = {key(each): each.linenum or 0 for each in found if not each.obsolete}
    gone = frozenset(key(each) for each in found if each.obsolete and any(forms(each)))
    return _catalog(path, found, entries, lines, gone)


def _catalog(path: str, head: polib.POFile, entries: dict[Key, Entry], lines: dict[Key, int], gone: frozenset[Key]) -> Catalog:
    by = header(head, "X-Livret-Provenance")
    provenance = Provenance(by) if by in PROVENANCES else Provenance.PEOPLE
    named = next((found for name in _PEOPLE if (found := header(head, name).strip()) and not _NOBODY.fullmatch(found)), "")
    return Catalog(path, entries, provenance, _day(header(head, "PO-Revision-Date")), lines, gone, named=named)


_PEOPLE = ("Last-Translator", "Language-Team")  # the headers in which programs write who somebody is
# What they write where nobody said so, and pseudonyms: one word of small letters, digits and _.
_NOBODY = re.compile(r"FULL NAME <EMAIL@ADDRESS>|LANGUAGE <LL@li\.org>|Automatically generated|none|[a-z0-9_]+", re.IGNORECASE)


def load(door: Door, path: str, tag: str, report: Report, others: tuple[str, ...] = ()) -> polib.POFile | None:
    """The whole file, comments and obsolete entries too; None with a problem, or when there is none."""
    if not door.has(path):
        return None
    try:
        return parse(text_of(door.read(path, limits.CATALOG_BYTES), path), path, tag, others)
    except Refused as refused:
        report.take(refused.problem)
        return None


def parse(text: str, path: str, tag: str = "", others: tuple[str, ...] = ()) -> polib.POFile:
    """A PO file. Raises Refused: `catalog-empty`, `catalog-conflict`, `catalog-broken`, `catalog-language` when it is not in `tag`."""
    if not text.strip():
        raise Refused("catalog-empty", Place(path))
    if conflict := _CONFLICT.search(text):
        raise Refused("catalog-conflict", Place(path, _line(text, conflict.start()), 1))
    if unseen := _BREAK.search(text):
        raise _broken(
            path,
            _line(text, unseen.start()),
            detail("an invisible line break (U+{code}) stands in it", code=f"{ord(unseen[0]):04X}"),
        )
    if broken := next((n for n, line in enumerate(text.split("\n"), 1) if not _LINE.match(line)), 0):
        raise _broken(path, broken, detail("a line is neither a comment nor a text between quotes"))
    try:
        # polib takes a text without a line end for the name of a file.
        found = polib.pofile(text + "\n", wrapwidth=0)
    except (OSError, ValueError, UnicodeError) as error:
        number = _SYNTAX.search(str(error))
        raise _broken(path, int(number[1]) if number else 1, detail("it does not follow the form of a catalog")) from None
    _number(found, text, path)
    _remember(found, text)
    if language := _foreign(found, (tag, *others)):
        line = _line(text, max(text.find('"Language:'), 0))
        raise Refused("catalog-language", Place(path, line, 1), found=language, expected=tag)
    return found


def _foreign(head: polib.POFile, tags: tuple[str, ...]) -> str:
    """The language that a catalog says it is in, when that is not the first of `tags`; else "". The others are those of the site, which it may mean."""
    language = header(head, "Language")
    return language if tags[0] and language and among(language, tags) != tags[0] else ""


def _remember(catalog: polib.POFile, text: str) -> None:
    """Gives each obsolete entry the source that it was made from, which polib passes over."""
    if "#~|" in text:
        former = {_unquoted(found[2]): _unquoted(found[1]) for found in _GONE.finditer(text)}
        for each in catalog:
            if each.obsolete and each.msgid in former:
                each.previous_msgid = former[each.msgid]


def _unquoted(written: str) -> str:
    return str(polib.unescape("".join(_QUOTED.findall(written))))


_MSGSTR = re.compile("^msgstr", re.MULTILINE)


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
        raise _broken(path, heads[1], detail("a second head: these are two catalogs"))
    if lines and not _MSGSTR.search(text, at):  # polib takes the end of a file for it
        raise _broken(path, lines[-1][0], detail("this text has no msgstr: the file ends here"))
    entries = [each for each in catalog if each.msgid and not each.obsolete]
    if lost := next((line for n, (line, msgid) in enumerate(lines) if n >= len(entries) or entries[n].msgid != msgid), 0):
        raise _broken(path, lost, detail("this text, or the one above it, has no msgstr"))
    if len(entries) > len(lines):
        raise _broken(
            path, entries[len(lines)].linenum or 1, detail("near this line stands a text whose lines do not begin as others do")
        )
    for each, (number, _) in zip(entries, lines, strict=True):
        each.linenum = number
    _once(catalog, entries, path)


def _once(catalog: polib.POFile, entries: list[polib.POEntry], path: str) -> None:
    """Leaves each text once: of two with one translation, or of which one has none, nothing is lost. Raises Refused for two that differ."""
    first: dict[Key, polib.POEntry] = {}
    spare: set[int] = set()
    for each in entries:
        where = each.msgctxt or "", each.msgid
        other = first.setdefault(where, each)
        if other is each:
            continue
        if any(forms(each)) and any(forms(other)) and forms(each) != forms(other):
            reason = detail("this text has another translation on line {line}", line=other.linenum)
            raise _broken(path, each.linenum or 1, reason)
        worse, first[where] = sorted((each, other), key=lambda one: (any(forms(one)), not one.fuzzy))
        spare.add(id(worse))
    if spare:
        catalog[:] = [each for each in catalog if id(each) not in spare]


def _broken(path: str, line: int, reason: str) -> Refused:
    return Refused("catalog-broken", Place(path, line, 1), reason=reason)


def write(catalog: polib.POFile) -> bytes:
    """A catalog as bytes, unwrapped, so that a changed word is a changed line."""
    catalog.wrapwidth = 0
    return (str(catalog).rstrip("\n") + "\n").encode()


def key(found: polib.POEntry) -> Key:
    """What tells the messages of a catalog apart: (context, text), as `Message.key` has them."""
    return found.msgctxt or "", folded(found.msgid)


def forms(found: polib.POEntry) -> tuple[str, ...]:
    """A message's forms: one, or several for a plural. White space at their ends is an accident of editors: no source has any."""
    plural: dict[int, str] = found.msgstr_plural
    return tuple(plural[index].strip() for index in sorted(plural)) if plural else (found.msgstr.strip(),)


def trim(found: polib.POEntry) -> None:
    """Takes away white space at the ends of a translation: gettext refuses a line end that its source has not."""
    found.msgstr = found.msgstr.strip()
    found.msgstr_plural = {index: form.strip() for index, form in found.msgstr_plural.items()}


def entry(found: polib.POEntry) -> Entry:
    """The translation, the line it stands on, and what Livret's own comments say of it: who made it, who confirmed it and when."""
    return Entry(forms(found), found.fuzzy, found.previous_msgid or "", found.linenum or 0, *_remarked(found.tcomment or ""))


def _entry_of_regular(found: Written) -> Entry:
    """The same of an entry that is regular."""
    comments = found.comments
    if "#| " not in comments and "fuzzy" not in comments and "livret:" not in comments:  # most say nothing of their state
        return Entry(found.forms, False, "", found.line)
    return Entry(found.forms, found.fuzzy, found.previous, found.line, *_remarked(found.remarks))


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
