"""Merging: a template's messages with the translations that were there.

A message whose text is the same keeps its translation, wherever it moved. One that was edited finds its old translation among those that
*disappeared*, by an index of rare words and a comparison of the few best; it becomes fuzzy and remembers the source it was made from,
through any number of edits. What finds no place is kept as obsolete, so that a text that comes back is revived.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from copy import copy

import polib

from livret.catalogs import catalog
from livret.catalogs.state import likeness

_PLURALS = re.compile(r"nplurals\s*=\s*(\d)")
_CANDIDATES = 8
_ALIKE = 0.6
_RARE = 5  # words looked up for each message, the rarest first


def merge(template: polib.POFile, old: polib.POFile) -> polib.POFile:
    """A new catalog: the template's messages, comments and flags, the old one's translations, headers and translator comments."""
    merged = polib.POFile(wrapwidth=0)
    merged.metadata, merged.header, merged.metadata_is_fuzzy = dict(old.metadata), old.header, old.metadata_is_fuzzy
    known = {catalog.key(entry): entry for entry in sorted(old, key=lambda entry: not entry.obsolete)}
    wanted = {catalog.key(entry) for entry in template}
    gone = _Gone(entry for key, entry in known.items() if key not in wanted and any(catalog.forms(entry)))
    used: set[catalog.Key] = set()
    plurals = _PLURALS.search(old.metadata.get("Plural-Forms", ""))
    for entry in template:
        found = known.get(catalog.key(entry))
        if found is None or not any(catalog.forms(found)):
            found = gone.nearest(entry)
            if found:
                used.add(catalog.key(found))
        merged.append(_pluralled(_filled(entry, found), plurals))
    merged.extend(_obsolete(entry) for entry in gone.entries if catalog.key(entry) not in used)
    return merged


def same(one: polib.POFile, other: polib.POFile) -> bool:
    """Whether two catalogs say the same: then nothing is written, and no editor's line breaks are changed."""
    return one.metadata == other.metadata and [_content(entry) for entry in one] == [_content(entry) for entry in other]


class _Gone:
    """The translations whose source disappeared, by their words."""

    def __init__(self, entries: Iterable[polib.POEntry]) -> None:
        self.entries = list(entries)
        self.frequency: Counter[str] = Counter()
        self.by_word: dict[str, list[int]] = defaultdict(list)
        self.taken: set[int] = set()
        for number, entry in enumerate(self.entries):
            for word in set(_source(entry).casefold().split()):
                self.frequency[word] += 1
                self.by_word[word].append(number)

    def nearest(self, entry: polib.POEntry) -> polib.POEntry | None:
        """The one that the message was, if any is alike enough. Each is given once."""
        words = sorted(
            {word for word in entry.msgid.casefold().split() if word in self.frequency}, key=lambda w: (self.frequency[w], w)
        )
        votes = Counter(number for word in words[:_RARE] for number in self.by_word[word] if number not in self.taken)
        best = [(self.score(entry, number), -number) for number, _ in votes.most_common(_CANDIDATES)]
        score, number = max(best, default=(0.0, 0))
        if score < _ALIKE:
            return None
        self.taken.add(-number)
        return self.entries[-number]

    def score(self, entry: polib.POEntry, number: int) -> float:
        found = self.entries[number]
        alike = max(likeness(entry.msgid, found.msgid), likeness(entry.msgid, _source(found)))
        return alike + (0.01 if (found.msgctxt or "") == (entry.msgctxt or "") else -0.2)


def _source(entry: polib.POEntry) -> str:
    """The source that a translation was made from."""
    return str(entry.previous_msgid or entry.msgid) if entry.fuzzy else str(entry.msgid)


def _filled(entry: polib.POEntry, found: polib.POEntry | None) -> polib.POEntry:
    fresh = polib.POEntry(
        msgid=entry.msgid, msgctxt=entry.msgctxt, msgid_plural=entry.msgid_plural, comment=entry.comment,
        occurrences=list(entry.occurrences), flags=list(entry.flags), msgstr_plural=dict(entry.msgstr_plural),
    )  # fmt: skip
    if found is None:
        return fresh
    fresh.linenum = found.linenum  # where the translation stands
    fresh.msgstr, fresh.msgstr_plural, fresh.tcomment = found.msgstr, dict(found.msgstr_plural), found.tcomment
    if catalog.key(found) == catalog.key(entry):
        fuzzy, previous = found.fuzzy, found.previous_msgid
    else:
        fuzzy, previous = True, _source(found)
    if previous == entry.msgid:  # edited there and back
        fuzzy, previous = False, None
    if fuzzy:
        fresh.flags.insert(0, "fuzzy")
        fresh.previous_msgid = previous
    return fresh


def _pluralled(entry: polib.POEntry, plurals: re.Match[str] | None) -> polib.POEntry:
    """With as many forms as the language has: an editor then asks for those that are missing, and no reader gets another number's."""
    if entry.msgid_plural and plurals:
        written = [index for index, form in entry.msgstr_plural.items() if form]
        entry.msgstr_plural = {
            index: entry.msgstr_plural.get(index, "") for index in range(max(int(plurals[1]), *(n + 1 for n in written), 1))
        }
    return entry


def _obsolete(entry: polib.POEntry) -> polib.POEntry:
    entry = copy(entry)  # the old catalog is compared with the new one
    entry.obsolete = True
    entry.occurrences = []
    entry.comment = ""
    return entry


def _content(entry: polib.POEntry) -> tuple[object, ...]:
    return (
        catalog.key(entry), entry.msgid_plural, catalog.forms(entry), sorted(entry.flags), entry.previous_msgid or "",
        entry.comment, entry.tcomment, entry.occurrences, entry.obsolete,
    )  # fmt: skip
