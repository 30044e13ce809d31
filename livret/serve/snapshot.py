"""A snapshot: how the files of a site lay at one moment, by what the system says of them.

A reading goes through a door to these files as they were. A file that is another by the time it is read ends what is being made: the
site is read again. And what was read before and has not changed since need not be read again to know its digest.
"""

from __future__ import annotations

import datetime
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from livret import limits
from livret.source.door import Door

FOLDERS = ("content", "translations", "theme")
_YOUNG = 3_000_000_000  # nanoseconds: what changed so shortly before a snapshot may change again and look the same

Stamp = tuple[int, int, int, int]  # the times of its last change and of that of its entry, its size, its inode


class Interrupted(Exception):
    """What was being made ends here; it is begun again later."""


class Outdated(Interrupted):
    """A file is not as it was when the reading began."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The files by path from the site folder, and the names in each folder; hidden ones are nobody's business. Links to folders are not followed."""

    root: Path
    files: Mapping[str, Stamp]
    folders: Mapping[str, frozenset[str]]
    taken: int  # in nanoseconds

    @classmethod
    def of(cls, root: Path) -> Snapshot:
        taken = time.time_ns()
        files: dict[str, Stamp] = {}
        folders = {"": _names(root, "")}
        waiting = sorted(folders[""])
        while waiting:
            folder = waiting.pop()
            try:
                with os.scandir(root / folder) as entries:
                    visible = [entry for entry in entries if not entry.name.startswith(".")]
            except OSError:  # gone since its name was read, or a file
                continue
            folders[folder] = frozenset(entry.name for entry in visible)
            for entry in visible:
                path = f"{folder}/{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(path)
                elif (stamp := _stamp(entry)) is not None:
                    files[path] = stamp
        return cls(root, files, folders, taken)

    def holds(self, path: str) -> bool:
        """Whether a file, or what is in a folder, is as it was. What was not there may be known by another name: then its folder tells."""
        if path in self.files:
            return _stamp(self.root / path) == self.files[path]
        folder = path
        while folder not in self.folders:
            folder = folder.rpartition("/")[0]
        return _names(self.root, folder) == self.folders[folder]

    def equals(self, other: Snapshot) -> bool:
        """Whether nothing has changed between the two, as far as can be seen."""
        return (self.files, self.folders) == (other.files, other.folders)

    def same(self, path: str, earlier: Snapshot) -> bool:
        """Whether a file has certainly not changed since an earlier snapshot."""
        before, now = earlier.files.get(path), self.files.get(path)
        return before == now and (now is None or max(now[:2]) < earlier.taken - _YOUNG)


class Still(Door):
    """A door to the files as they were at a snapshot. Whatever is not so any more raises Outdated. `earlier` is the door of the reading before."""

    def __init__(self, root: Path, earlier: Still | None = None) -> None:
        super().__init__(root, datetime.date.min, known=earlier.known if earlier else {})
        self.snapshot = Snapshot.of(self.root)
        if earlier:
            self.looks.update((path, digest) for path, digest in earlier.looks.items() if self._certain(path, digest, earlier))

    def _certain(self, path: str, digest: str, earlier: Still) -> bool:
        """Whether what was read then is what would be read now. What Livret carries does not change while it runs."""
        if path.endswith(("/", "?")) or not self.snapshot.same(path, earlier.snapshot):
            return False
        return path in self.snapshot.files or not digest or len(self._layers(path)) > 1

    def read(self, path: str, limit: int = limits.BINARY_FILE_BYTES) -> bytes:
        try:
            return super().read(path, limit)
        finally:
            self._hold(path)

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
        if not self.snapshot.holds(path):
            raise Outdated(path)


def _names(root: Path, folder: str) -> frozenset[str]:
    """The visible names in a folder now; of the site folder, those that are the site's."""
    if not folder:
        return frozenset(name for name in FOLDERS if (root / name).is_dir())
    try:
        return frozenset(name for name in os.listdir(root / folder) if not name.startswith("."))  # noqa: PTH208 – names are enough
    except OSError:
        return frozenset()


def _stamp(file: os.DirEntry[str] | Path) -> Stamp | None:
    """None for what is not there."""
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino
