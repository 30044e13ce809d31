"""Combining: a catalog that came by e-mail, however old, and the one that is there, made one. No translation is lost.

1. `candidates`: the received translations find their texts as in an update: an edited text gets its former translation as fuzzy,
   with the source it was made from. What our catalog remembers of former sources helps.
2. `into`: for each text the better translation stands – current before to check, to check before stale – and a damaged one is refused.
   Of two that are as good and differ the received one stands, unless ours is known to be newer, or to have replaced it once.
   The one that does not stand is kept beside it, in a comment.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import polib

from livret.catalogs import catalog
from livret.catalogs.catalog import Key
from livret.model import Provenance, State, folded
from livret.tongue import marked
from livret.translating import marks
from livret.translating.merge import merge, words

_RANKS = (State.MISSING, State.DAMAGED, State.STALE, State.TO_CHECK, State.CURRENT)
_KEPT = re.compile(r"^livret: (?:until (\d{4}-\d\d-\d\d)|besides): (.*)$", re.MULTILINE)
_CONFIRMED = re.compile(r"^livret: confirmed\b.*\n?", re.MULTILINE)


class Decision(StrEnum):
    """What became of a received translation."""

    TAKEN = marked("taken")
    REPLACED = marked("taken in the place of another")
    FUZZY = marked("taken, to be checked: the text has changed since")
    KEPT = marked("kept beside the one that is there")
    OLDER = marked("left out: the text has changed since, and is translated")
    SAME = marked("there already")
    REFUSED = marked("refused")
    GONE = marked("kept for later: the text is not in the site")

    @property
    def changes(self) -> bool:
        """Whether a page may look different for it."""
        return self in (Decision.TAKEN, Decision.REPLACED, Decision.FUZZY)


@dataclass(frozen=True, slots=True)
class Received:
    """A received catalog: when it was saved, if it says so, and who translated what does not say itself."""

    entries: polib.POFile
    day: datetime.date | None
    made_by: Provenance


@dataclass(slots=True)
class Combined:
    """What was decided of each received translation, and the words of the one that was there where another took its place."""

    decisions: dict[Key, Decision] = field(default_factory=dict)
    replaced: dict[Key, str] = field(default_factory=dict)


def candidates(template: polib.POFile, ours: polib.POFile, theirs: polib.POFile) -> polib.POFile:
    """The template's texts with the received translations; the `linenum` of each is its line in the received file."""
    former = {
        (each.msgctxt or "", folded(each.previous_msgid)): each.msgid
        for each in ours
        if each.fuzzy and each.previous_msgid and not each.obsolete
    }
    translated = {catalog.key(each) for each in ours if any(catalog.forms(each))}
    wanted, there = {catalog.key(each) for each in template}, {catalog.key(each) for each in theirs}
    usable = polib.POFile()
    for entry in theirs:
        key = context, _ = catalog.key(entry)
        text = former.get(key, "")
        if entry.obsolete and key in translated:
            continue
        if text and key not in wanted and (context, folded(text)) not in there:
            source = entry.previous_msgid if entry.fuzzy else entry.msgid
            entry.msgid, entry.previous_msgid, entry.flags, entry.obsolete = text, source, ["fuzzy"], False
        usable.append(entry)
    return merge(template, usable)


def into(
    ours: polib.POFile,
    received: Received,
    before: Mapping[Key, State],
    after: Mapping[Key, State],
    made_by: Provenance,
    today: datetime.date,
) -> Combined:
    """Puts the received translations into our catalog. `before` has the states of what is there, `after` of what came, each tried
    for itself; `made_by` is the provenance that our catalog has for what does not say its own."""
    combined = Combined()
    came = {catalog.key(entry): entry for entry in received.entries if any(catalog.forms(entry))}
    for mine in list(ours):
        key = catalog.key(mine)
        its = came.pop(key, None)
        if its is None:
            continue
        if mine.obsolete:
            combined.decisions[key] = _put_by(mine, its)
            continue
        decision = combined.decisions[key] = _decided(mine, its, before.get(key, State.MISSING), after[key], received.day)
        if decision.changes:
            if any(catalog.forms(mine)) and words(mine) != words(its):
                combined.replaced[key] = words(mine)
            _take(mine, its, its_maker(its) or received.made_by, made_by, received.day or today)
        elif decision is Decision.KEPT:
            _put_by(mine, its)
    for key, its in came.items():
        combined.decisions[key] = Decision.GONE
        its.obsolete = True
        ours.append(its)
    return combined


def _put_by(mine: polib.POEntry, its: polib.POEntry) -> Decision:
    """Keeps a received translation beside ours, which stands or waits for its text to come back."""
    if words(its) in (words(mine), *_kept_beside(mine)):
        return Decision.SAME
    mine.tcomment = marks.noted(mine.tcomment, marks.besides(words(its)))
    return Decision.KEPT


def _decided(mine: polib.POEntry, its: polib.POEntry, before: State, after: State, day: datetime.date | None) -> Decision:
    if after is State.DAMAGED:
        return Decision.REFUSED
    better = _RANKS.index(after) - _RANKS.index(before)
    if better <= 0 and words(its) in (words(mine), *_kept_beside(mine)):
        return Decision.SAME
    if better < 0:
        return Decision.OLDER if after is State.STALE else Decision.KEPT
    if better == 0 and _newer(mine, day):
        return Decision.KEPT
    if its.fuzzy:
        return Decision.FUZZY
    return Decision.REPLACED if any(catalog.forms(mine)) and words(mine) != words(its) else Decision.TAKEN


def its_maker(entry: polib.POEntry) -> Provenance | None:
    """Who made one translation, by its own comment; None where only the catalog's header can tell."""
    return catalog.entry(entry).provenance


def _kept_beside(entry: polib.POEntry) -> tuple[str, ...]:
    """The translations that are kept beside one."""
    return tuple(text for _, text in _KEPT.findall(entry.tcomment))


def _newer(mine: polib.POEntry, day: datetime.date | None) -> bool:
    """Whether a translation is known to be from later than the day on which the received file was saved."""
    own = [datetime.date.fromisoformat(until) for until, _ in _KEPT.findall(mine.tcomment) if until]
    confirmed = catalog.entry(mine).confirmed
    latest = max((*own, *((confirmed,) if confirmed else ())), default=None)
    return latest is not None and (day is None or latest > day)


def _take(mine: polib.POEntry, its: polib.POEntry, by: Provenance, default: Provenance, day: datetime.date) -> None:
    """Puts a received translation in the place of ours, which stays as a comment if it is another."""
    old = words(mine)
    if old != words(its):
        mine.tcomment = _CONFIRMED.sub("", mine.tcomment).rstrip("\n")
        if any(catalog.forms(mine)):
            mine.tcomment = marks.noted(mine.tcomment, marks.until(day, old))
        if by is not (its_maker(mine) or default):
            mine.tcomment = marks.noted(mine.tcomment, marks.provenance(by))
    remarks = [
        line
        for line in its.tcomment.split("\n")
        if line and not line.startswith("livret:") and line not in mine.tcomment.split("\n")
    ]
    mine.tcomment = "\n".join((*((mine.tcomment,) if mine.tcomment else ()), *remarks))
    mine.msgstr, mine.msgstr_plural, mine.previous_msgid = its.msgstr, dict(its.msgstr_plural), its.previous_msgid
    mine.flags = [*(("fuzzy",) if its.fuzzy else ()), *(flag for flag in mine.flags if flag != "fuzzy")]
