"""What was made of files by earlier runs, on disk, in shards by kind and folder: a chapter's blocks, a listing's services, where texts lead.

Whoever edits one chapter parses one. All of it is a hint: what is of other bytes, or was made beside something else, is made again. What is read of the
team's own files is not kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from livret.problems import Problem
from livret.publish import kept
from livret.publish.steps import named_by_folder
from livret.source import flat

FOLDER = ".livret/readings"


Made = tuple[Any, tuple[Problem, ...]]


@dataclass(slots=True)
class _Shard:
    """The files of a folder: of each a key, and what was made of it, as data. `kinds` says what the numbers in the data are."""

    kinds: list[str]
    files: dict[str, list[Any]]

    @classmethod
    def of(cls, path: Path) -> _Shard:
        return cls(*(kept.read(path) or ([], {})))


@dataclass(slots=True)
class Readings:
    """What is kept of a site's readings."""

    folder: Path
    _shards: dict[str, _Shard] = field(default_factory=dict)  # without what was asked for: nothing is twice in memory
    _there: set[tuple[str, str]] = field(default_factory=set)  # the kinds and paths that were found on disk
    _asked: set[tuple[str, str]] = field(default_factory=set)
    _fresh: dict[tuple[str, str], tuple[str, Made]] = field(default_factory=dict)

    @classmethod
    def of(cls, site: Path) -> Readings:
        return cls(site / FOLDER)

    def made_of(self, kind: str, path: str, key: str) -> Made | None:
        """What was made of a file, and the problems met; None where that is not known of this key."""
        self._asked.add((kind, path))
        shard = self._shard(kind, path)
        known, data = shard.files.pop(path, ("", None))
        return flat.whole(data, shard.kinds) if known == key else None

    def keep(self, kind: str, path: str, key: str, made: object, problems: tuple[Problem, ...]) -> None:
        """Takes up what was made, which nobody changes any more."""
        self._fresh[kind, path] = key, (made, problems)

    def save(self) -> None:
        """Writes what is new. A site was read whole: what it did not ask for is of files that are gone. Without a place to write, nothing is kept."""
        changed: dict[str, list[tuple[str, str]]] = {named_by_folder(*each): [] for each in self._there - self._asked}
        for each in self._fresh:
            changed.setdefault(named_by_folder(*each), []).append(each)
        wanted = {named_by_folder(*each) for each in self._asked}
        for name in changed.keys() & wanted:
            self._write(name, changed[name])
        for path in self.folder.glob("*"):
            if path.name not in wanted:
                kept.drop(path)
        self._there &= self._asked
        self._shards.clear()
        self._fresh.clear()

    def _write(self, name: str, fresh: Iterable[tuple[str, str]]) -> None:
        shard = _Shard.of(self.folder / name)
        kind, kinds = name.partition(".")[0], {each: number for number, each in enumerate(shard.kinds)}
        files = {path: made for path, made in shard.files.items() if (kind, path) in self._asked}
        for each in fresh:
            key, made = self._fresh[each]
            with suppress(TypeError):  # what has no form as data is made again the next time
                files[each[1]] = [key, flat.flat(made, kinds)]
        kept.write(self.folder / name, [[*kinds], files])

    def _shard(self, kind: str, path: str) -> _Shard:
        name = named_by_folder(kind, path)
        if name not in self._shards:
            self._shards[name] = _Shard.of(self.folder / name)
            self._there.update((kind, each) for each in self._shards[name].files)
        return self._shards[name]
