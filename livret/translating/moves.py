"""Moves: a chapter that stands in another booklet now, or a booklet under another name, has its translations in another catalog.

What a catalog has and its own part of the site does not want is offered to the others. Where a part takes any of it, the rest is offered too: a
sentence that both chapters say stays where it was, and comes along.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import polib

from livret.catalogs import catalog
from livret.catalogs.catalog import Key
from livret.translating.links import unlinked_key


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Translations of other catalogs: by their key, by their key without links, and those whose text has just gone from its own part."""

    same: Mapping[Key, polib.POEntry] = field(default_factory=dict)
    unlinked: Mapping[Key, polib.POEntry] = field(default_factory=dict)
    just_gone: tuple[polib.POEntry, ...] = ()


@dataclass(frozen=True)
class Source:
    """A catalog from which texts may have moved, and the keys that its own part of the site wants still. It is looked through once, for all parts."""

    catalog: polib.POFile
    wanted: frozenset[Key]

    @cached_property
    def translated(self) -> list[polib.POEntry]:
        return [entry for entry in self.catalog if any(catalog.forms(entry))]

    @cached_property
    def left(self) -> dict[Key, polib.POEntry]:
        """The translations that its own part has no text for."""
        return {key: entry for entry in self.translated if (key := catalog.key(entry)) not in self.wanted}

    @cached_property
    def left_unlinked(self) -> frozenset[Key]:
        return frozenset(unlinked_key(entry) for entry in self.left.values() if "](" in entry.msgid)


def into(template: polib.POFile, own: polib.POFile, others: Iterable[Source]) -> Elsewhere:
    """What other catalogs have for the messages of a template that its own catalog lacks."""
    there = {catalog.key(entry) for entry in own if any(catalog.forms(entry))}
    lacking = {catalog.key(entry): entry for entry in template if catalog.key(entry) not in there}
    others = [other for other in others if other.left] if lacking else []
    if not others:
        return Elsewhere()
    without_links = {unlinked_key(entry) for entry in lacking.values() if "](" in entry.msgid}
    giving = [
        other for other in others if not lacking.keys().isdisjoint(other.left) or not without_links.isdisjoint(other.left_unlinked)
    ]
    offered = sorted(
        (entry for other in giving for entry in other.translated), key=lambda entry: (not entry.obsolete, not entry.fuzzy)
    )
    gone = ((key, entry) for other in others for key, entry in other.left.items() if not entry.obsolete)
    return Elsewhere(
        {catalog.key(entry): entry for entry in offered},  # of several the last one stands
        {unlinked_key(entry): entry for entry in offered if "](" in entry.msgid},
        tuple(entry for key, entry in gone if key not in lacking),
    )
