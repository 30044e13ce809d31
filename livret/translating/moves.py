"""Moves: a chapter that stands in another booklet now, or a booklet under another name, has its translations in another catalog.

What a catalog has and its own part of the site does not want is offered to the others. Where a part takes any of it, the rest is offered too: a
sentence that both chapters say stays where it was, and comes along.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

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


def into(template: polib.POFile, own: polib.POFile, others: Iterable[tuple[polib.POFile, frozenset[Key]]]) -> Elsewhere:
    """What there is for the messages of a template, whose own catalog lacks them; each of the others with the keys that its own part wants."""
    there = {catalog.key(entry) for entry in own if any(catalog.forms(entry))}
    lacking = {catalog.key(entry): entry for entry in template if catalog.key(entry) not in there}
    others = tuple(others)
    if not lacking:
        return Elsewhere()
    without_links = {unlinked_key(entry) for entry in lacking.values()}
    offered = [entry for other, wanted in others for entry in _offered(other, wanted, lacking, without_links)]
    best = sorted(offered, key=lambda entry: (entry.obsolete, entry.fuzzy), reverse=True)  # of several the last one stands
    return Elsewhere(
        {catalog.key(entry): entry for entry in best},
        {unlinked_key(entry): entry for entry in best if "](" in entry.msgid},
        tuple(
            entry
            for other, wanted in others
            for entry in other
            if not entry.obsolete and _is_left(entry, wanted) and catalog.key(entry) not in lacking
        ),
    )


def _offered(
    other: polib.POFile, wanted: frozenset[Key], lacking: Mapping[Key, polib.POEntry], without_links: set[Key]
) -> Iterator[polib.POEntry]:
    left = [entry for entry in other if _is_left(entry, wanted)]
    if any(catalog.key(entry) in lacking or ("](" in entry.msgid and unlinked_key(entry) in without_links) for entry in left):
        yield from (entry for entry in other if any(catalog.forms(entry)))


def _is_left(entry: polib.POEntry, wanted: frozenset[Key]) -> bool:
    return any(catalog.forms(entry)) and catalog.key(entry) not in wanted
