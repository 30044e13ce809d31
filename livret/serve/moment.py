"""A moment: how the files of a site lay when a reading began, by what the system says of them.

A reading goes through a door to these files as they were. A file that is another by the time it is read ends what is being made: the site is
read again. And what was read before and has not changed since need not be read again for its digest to be known.
"""

from __future__ import annotations

import datetime
import os
import time
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path

from livret import limits
from livret.publish.readings import Readings
from livret.publish.seen import Seen, digest_of, files, tree
from livret.source.door import FOLDERS, SHARED, Door

_YOUNG = 3_000_000_000  # nanoseconds: what changed so shortly before a moment may change again and look the same


class Interrupted(Exception):
    """What was being made ends here; it is begun again later."""


class Outdated(Interrupted):
    """A file is not as it was when the reading began."""


@dataclass(frozen=True)
class Moment:
    """What was seen below the folders of a site and of what Livret carries; hidden names are nobody's business. `taken` is in nanoseconds."""

    roots: tuple[str, ...]  # those of the site and of its bases
    seen: Seen
    taken: int

    @classmethod
    def now(cls, door: Door) -> Moment:
        taken, roots, carried = time.time_ns(), tuple(map(str, door.layers.roots)), str(door.builtin)
        own = [f"{root}/{name}" for root in roots for name in FOLDERS]
        tops = dict.fromkeys([*own, *(f"{carried}/{name}" for name in SHARED)])
        there = [top for top in tops if Path(top).is_dir()]
        return cls(roots, {f"{top}/": [] for top in (*roots, *there)} | tree(there, _visible, (*roots, carried)), taken)

    @cached_property
    def names(self) -> dict[str, set[str]]:
        """What is in each folder; a link to a folder is a name, and no folder."""
        found: dict[str, set[str]] = {
            path.removesuffix("/"): set() for path in self.seen if path.endswith("/") and " -> " not in path
        }
        for path in self.seen:
            folder, _, name = path.removesuffix("/").partition(" -> ")[0].rpartition("/")
            if folder in found:
                found[folder].add(name)
        return found

    def holds(self, path: str) -> bool:
        """Whether a file, or what is in a folder, is as it was. What is not known by this name may be known by another: then its folder tells."""
        if path in self.seen:
            return files([path])[path] == self.seen[path]
        while path and path not in self.names:
            path = path.rpartition("/")[0]
        return not path or self._names_now(path) == self.names[path]

    def _names_now(self, folder: str) -> set[str]:
        """The names in a folder now; in that of the site, those that are the site's."""
        try:
            names = set(filter(_visible, os.listdir(folder)))  # noqa: PTH208 – names are enough
        except OSError:
            return set()
        return names.intersection(FOLDERS) if folder in self.roots else names

    def same(self, path: str, earlier: Moment) -> bool:
        """Whether a file has certainly not changed since an earlier moment: it was not there, or it was old enough and looks as it did."""
        return self.seen.get(path, []) == earlier.seen.get(path, []) and not earlier.young(path)

    def young(self, path: str) -> bool:
        """Whether a file had changed so shortly before that it could have changed again and look the same."""
        return max(self.seen.get(path, [])[1:3], default=0) >= self.taken - _YOUNG


class Still(Door):
    """A door to the files as they were at a moment. Whatever is not so any more raises Outdated. `earlier` is the door of the reading before."""

    def __init__(self, root: Path, earlier: Still | None = None) -> None:
        known, readings = (earlier.known, earlier.readings) if earlier else ({}, Readings.of(root))
        super().__init__(root, datetime.date.min, known=known, readings=readings)
        self.moment = Moment.now(self)
        self.held: dict[str, tuple[str, bytes]] = (
            earlier.held if earlier else {}
        )  # digest and bytes of what all pages are made with
        if earlier:
            self.looks.update((path, digest) for path, digest in earlier.looks.items() if self._certain(path, earlier))

    def current(self) -> bool:
        """Whether all files are as they were; of what was read of young ones, the bytes decide."""
        if Moment.now(self).seen != self.moment.seen:
            return False
        return all(digest.startswith(digest_of(place)) for path, digest in tuple(self.looks.items()) for place in self._young(path))

    def _young(self, path: str) -> tuple[str, ...]:
        """Where a young file lies, in the first layer that has it."""
        there = (place for place in map(str, self.places(path)) if place in self.moment.seen)
        return tuple(place for place in islice(there, 1) if self.moment.young(place))

    def _certain(self, path: str, earlier: Still) -> bool:
        """Whether what was read at a path then is what would be read now; never of what lies behind a link to a folder."""
        places = [*map(str, self.places(path))]
        known = not earlier.looks[path] or any(place in self.moment.seen for place in places)
        return known and not path.endswith(("/", "?")) and all(self.moment.same(place, earlier.moment) for place in places)

    def read(self, path: str, limit: int = limits.BINARY_FILE_BYTES) -> bytes:
        digest, data = self.held.get(path, ("", b""))
        if digest and self.looks.get(path) == digest:
            return data
        try:
            data = super().read(path, limit)
        finally:
            self._hold(path)
        if path.startswith("theme/"):
            self.held[path] = self.looks[path], data
        return data

    def folder(self, path: str) -> tuple[str, ...]:
        try:
            return super().folder(path)
        finally:
            self._hold(path)

    def has(self, path: str) -> bool:
        try:
            return super().has(path)
        finally:
            self._hold(path)

    def _hold(self, path: str) -> None:
        if not all(self.moment.holds(str(place)) for place in self.places(path)):
            raise Outdated(path)


def _visible(name: str) -> bool:
    return not name.startswith(".")
