"""Files as they lie on the disk: what the system says of each, and a digest of its bytes for where that is not enough.

The time of the inode is among what is said: nobody sets it back, as they may the time of the bytes. Paths are absolute, those of
folders end with a slash.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

Stat = list[int]  # size, time of the bytes, time of the inode, inode; nothing for a folder and for what cannot be had
Seen = dict[str, Stat]
DOUBT: Stat = [0]  # no file looks like this: its bytes decide
NOTHING = "-"  # instead of a digest
DIGITS = 32
_AT_ONCE = 1 << 18  # bytes: what is longer is not in memory as a whole


@dataclass(frozen=True)
class Snapshot:
    """What was seen, and the digest of each in the same order; they are unpacked only when something looks different."""

    seen: Seen
    packed: str = ""

    @cached_property
    def digests(self) -> dict[str, str]:
        return dict(zip(self.seen, self.packed.split(), strict=True))

    def holds(self, other: Snapshot) -> bool:
        """Whether the same files are there, with the same bytes."""
        return self is other or self.digests == other.digests

    def doubting(self, now: int) -> Snapshot:
        """The same, in doubt of what is as young as now: it could change once more and look as it does."""
        seen = {path: DOUBT if max(stat[1:3], default=0) >= now else stat for path, stat in self.seen.items()}
        return Snapshot(seen, self.packed)


def take(seen: Seen, known: Snapshot) -> Snapshot:
    """What is seen, with the digests that are known where it looks as it did, and those of the bytes where it does not."""
    if seen == known.seen:
        return known
    digests = (known.digests[path] if stat == known.seen.get(path) else digest_of(path) for path, stat in seen.items())
    return Snapshot(seen, " ".join(digests))


def tree(tops: Iterable[str], takes: Callable[[str], bool], within: tuple[str, ...]) -> Seen:
    """Every file and folder below some folders whose name is taken. A linked file looks like what it leads to; a linked folder
    has its target in its name. What lies outside of `within` is not gone into."""
    found: Seen = {}
    waiting = [top for top in tops if _inside(os.path.realpath(top), within)]
    known = set[str]()
    while waiting:
        folder = waiting.pop()
        if folder not in known:
            known.add(folder)
            waiting += _entries(folder, takes, within, found)
    return found


def _entries(folder: str, takes: Callable[[str], bool], within: tuple[str, ...], found: Seen) -> Iterator[str]:
    """Notes what is in a folder; gives the folders to go into."""
    with suppress(OSError), os.scandir(folder) as entries:  # it may not be there, or nobody may look into it
        for entry in entries:
            if not takes(entry.name):
                continue
            path = f"{folder}/{entry.name}"
            if not _is_folder(entry):
                found[path] = _stat(entry.stat)
            elif not entry.is_symlink():
                found[f"{path}/"] = []
                yield path
            else:
                target = os.path.realpath(path)
                found[f"{path} -> {target}/"] = []
                if _inside(target, within):
                    yield target


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself, or to where nobody may look
        return False


def _inside(path: str, within: tuple[str, ...]) -> bool:
    return any(f"{path}{os.sep}".startswith(f"{base}{os.sep}") for base in within)


def files(paths: Iterable[str]) -> Seen:
    """Some files by their paths, there or not."""
    return {path: _stat(partial(os.stat, path)) for path in paths}


def _stat(ask: Callable[[], os.stat_result]) -> Stat:
    try:
        found = ask()
    except OSError:
        return []
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]


def digest(data: bytes) -> str:
    """The first half of a SHA-256, which tells files apart well enough; packs have the whole of the same."""
    return hashlib.sha256(data).hexdigest()[:DIGITS]


def digest_of(path: str) -> str:
    """The digest of a file's bytes; NOTHING where there is none, or it cannot be read."""
    with suppress(OSError):
        if os.path.isfile(path):  # noqa: PTH113 – of a thousand files, before anything else is done
            with open(path, "rb", buffering=0) as file:  # noqa: PTH123
                data = file.read(_AT_ONCE)
                if len(data) < _AT_ONCE:
                    return digest(data)
                file.seek(0)
                return hashlib.file_digest(file, "sha256").hexdigest()[:DIGITS]
    return NOTHING


def clock(path: Path) -> int:
    """Now, as the file system of a path has it, which is touched to ask; 0, before all files, where that is not possible."""
    try:
        os.utime(path)
        return path.stat().st_mtime_ns
    except OSError:
        return 0
