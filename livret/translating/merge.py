"""Merging: a template's messages with the translations that were there.

A message whose text is the same keeps its translation, wherever it moved, and so does one of which links alone lead elsewhere: these are changed in
the translation too. One that was edited finds its old translation among those that *disappeared*, by an index of rare words and a comparison of the
few best; it becomes fuzzy and remembers the source it was made from, through any number of edits. What finds no place is kept as obsolete, so that a
text that comes back is revived. What stands in other catalogs (`moves`) is looked at in the same way, after what stands in this one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from copy import copy

import polib

from livret.catalogs import catalog
from livret.catalogs.catalog import Key
from livret.catalogs.state import likeness
from livret.model import folded
from livret.translating import marks
from livret.translating.links import relinked, unlinked_key
from livret.translating.moves import Elsewhere

_PLURALS = re.compile(r"nplurals\s*=\s*(\d)")
_CHARSET = re.compile(r"charset=(?!utf-8\b)[^;\s]*", re.IGNORECASE)
_CANDIDATES = 8
_ALIKE = 0.6
_RARE = 5  # words looked up for each message, the rarest first


def merge(template: polib.POFile, old: polib.POFile, elsewhere: Elsewhere | None = None) -> polib.POFile:
    """A new catalog: the template's messages, comments and flags, the old one's translations, headers and translator comments."""
    merged = polib.POFile(wrapwidth=0)
    merged.metadata, merged.header, merged.metadata_is_fuzzy = _encoded(old.metadata), old.header, old.metadata_is_fuzzy
    known = _by_key(old)
    wanted = {catalog.key(entry) for entry in template}
    gone = _Gone(entry for key, entry in known.items() if key not in wanted and any(catalog.forms(entry)))
    found = _Search(known, gone, elsewhere or Elsewhere())
    plurals = _PLURALS.search(old.metadata.get("Plural-Forms", ""))
    merged.extend(_pluralled(_filled(entry, found.translation(entry)), plurals) for entry in template)
    merged.extend(_obsolete(entry) for entry in gone.left())
    return merged


def _encoded(metadata: dict[str, str]) -> dict[str, str]:
    """The head of a catalog, which is written in UTF-8 whatever it said before."""
    return {
        name: _CHARSET.sub("charset=UTF-8", value) if name.lower() == "content-type" else value for name, value in metadata.items()
    }


def _by_key(entries: Iterable[polib.POEntry]) -> dict[Key, polib.POEntry]:
    """The entries by key, those that are obsolete first. Of several with one key the best stands – translated, in use, certain –, and what the others
    say is kept beside it."""
    found: dict[Key, polib.POEntry] = {}
    for entry in sorted(entries, key=lambda entry: not entry.obsolete):
        key = catalog.key(entry)
        found[key] = _better(found[key], entry) if key in found else entry
    return found


def _better(one: polib.POEntry, other: polib.POEntry) -> polib.POEntry:
    """The better of two entries with one key; what the other says stands in a comment of a copy, for the old catalog is compared with the new one."""
    worse, best = sorted((one, other), key=lambda each: (any(catalog.forms(each)), not each.obsolete, not each.fuzzy))
    if any(catalog.forms(worse)) and words(worse) != words(best):
        best = copy(best)
        best.tcomment = marks.beside(best.tcomment, words(worse))
    return best


def words(entry: polib.POEntry) -> str:
    """A translation in one line, its plural forms with a stroke between them."""
    return str(polib.escape(" | ".join(catalog.forms(entry))))


def same(one: polib.POFile, other: polib.POFile) -> bool:
    """Whether two catalogs say the same: then nothing is written, and no editor's line breaks are changed."""
    return one.metadata == other.metadata and [_content(entry) for entry in one] == [_content(entry) for entry in other]


class _Search:
    """Where the translation of a message may be, the surest place first."""

    def __init__(self, known: dict[Key, polib.POEntry], gone: _Gone, elsewhere: Elsewhere) -> None:
        self.known, self.gone, self.elsewhere = known, gone, elsewhere
        self.gone_elsewhere = _Gone(elsewhere.just_gone)

    def translation(self, entry: polib.POEntry) -> polib.POEntry | None:
        """What the message is filled with; an entry without a translation has comments at least."""
        key = catalog.key(entry)
        found = self.known.get(key)
        if found is not None and any(catalog.forms(found)):
            return found
        return (
            self.elsewhere.same.get(key)
            or self.gone.relinked(entry)
            or self._led(entry)
            or self.gone.nearest(entry)
            or self.gone_elsewhere.nearest(entry)
        )

    def _led(self, entry: polib.POEntry) -> polib.POEntry | None:
        """The one of another catalog that differs in its links alone; where these cannot be changed in it, as it is, to be looked at."""
        found = self.elsewhere.unlinked.get(unlinked_key(entry))
        return relinked(found, entry) or found


class _Gone:
    """The translations whose source disappeared, by their words, and without their links."""

    def __init__(self, entries: Iterable[polib.POEntry]) -> None:
        self.entries = list(entries)
        self.frequency: Counter[str] = Counter()
        self.by_word: dict[str, list[int]] = defaultdict(list)
        self.by_text: dict[Key, int] = {}
        self.taken: set[int] = set()
        for number, entry in enumerate(self.entries):
            if "](" in entry.msgid:
                self.by_text.setdefault(unlinked_key(entry), number)
            for word in set(_source(entry).casefold().split()):
                self.frequency[word] += 1
                self.by_word[word].append(number)

    def left(self) -> Iterator[polib.POEntry]:
        """Those that no message was."""
        return (entry for number, entry in enumerate(self.entries) if number not in self.taken)

    def relinked(self, entry: polib.POEntry) -> polib.POEntry | None:
        """The one that the message was, if its links alone have changed. Each is given once."""
        number = self.by_text.get(unlinked_key(entry), -1) if "](" in entry.msgid else -1
        found = relinked(self.entries[number], entry) if number >= 0 and number not in self.taken else None
        if found:
            self.taken.add(number)
        return found

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
    catalog.trim(fresh)
    if catalog.key(found) == catalog.key(entry):
        fuzzy, previous = found.fuzzy, found.previous_msgid
    else:
        fuzzy, previous = True, _source(found)
    if previous and folded(previous) == folded(entry.msgid):  # edited there and back
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
        entry.msgctxt or "", entry.msgid, entry.msgid_plural, entry.msgstr, dict(entry.msgstr_plural), sorted(entry.flags), entry.previous_msgid or "",
        entry.comment, entry.tcomment, entry.occurrences, entry.obsolete,
    )  # fmt: skip
