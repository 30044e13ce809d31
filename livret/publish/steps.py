"""The steps of earlier runs, on disk, in shards: the rows of a language by folder, and its kept values by kind and folder, which load alone.

All of it is a hint: a value is what its row says, or it is not there. Files are written whole and renamed, so that several builds, a preview and a
check can use them at once. A preview reads its site time and again: it also has at hand what its earlier readings made, whether that is kept or not.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from livret.engine.memo import Address, Memo, Row, Seen
from livret.problems import Place, Problem
from livret.publish import kept

FOLDER = ".livret/steps"
SHELF = "shelf"  # in the place of a language's tag, for what is made of pictures and recordings once for all
_ROWS = "rows"  # in the name of a shard, where another has the kind of its values
_PLAIN = re.compile(r"[a-z0-9-]*")
_NAME = re.compile(r"[^.]+\.[0-9]+\.[^.]+\.[^.]*\.json")


@dataclass(slots=True)
class Steps:
    """What is known of a language, a tag. Where several workers shared it, each keeps a part of its own."""

    folder: Path
    tag: str
    _rows: dict[Address, Row] | None = None
    _there: dict[str, dict[Address, Row]] = field(default_factory=dict)  # the rows of each shard, as they were read or written
    _files: frozenset[str] | None = None  # their names, as they were when somebody first asked
    _numbers: tuple[int, ...] | None = None  # the parts among them
    _shards: dict[str, dict[str, Any]] = field(default_factory=dict)  # by name, those that were asked for
    _at_hand: dict[Address, tuple[str, Any]] = field(default_factory=dict)

    @classmethod
    def of(cls, site: Path, tag: str) -> Steps:
        return cls(site / FOLDER, tag)

    def row(self, kind: str, name: str) -> Row | None:
        return self._known_rows().get((kind, name))

    def value(self, kind: str, name: str, digest: str) -> Any:
        known, value = self._at_hand.get((kind, name), ("", None))
        if known == digest:
            return value
        for part in self._parts():
            known, value = self._shard(_shard(self.tag, part, kind, name)).get(name, ("", None))
            if known == digest:
                return value
        return None

    def learn(self, memo: Memo) -> None:
        """Takes over what a run knows, for the next one of this process."""
        self._known_rows().update(memo.rows)
        self._at_hand.update((address, (memo.rows[address].digest, value)) for address, value in memo.taken())

    def knows(self, memo: Memo) -> bool:
        """Whether a run brought nothing new."""
        known = self._known_rows()
        return all(known.get(address) is row for address, row in memo.rows.items())

    def save(self, memo: Memo, part: int = 0, *, whole: bool = True) -> None:
        """Keeps the rows of a run and the values that it made. After a whole one, rows that it did not need are gone, and so are their values."""
        self.learn(memo)
        rows = {**self._apart(memo, part), **memo.rows} if whole else self._known_rows()
        needed = self._save_rows(rows, part) | self._save_values(memo, rows, part)
        for path in self.folder.glob(f"{self.tag}.{part}.*") if whole else ():
            if path.name not in needed:
                kept.drop(path)

    def put_by(self, memo: Memo, *, whole: bool = False) -> None:
        """Keeps what a run has made, and holds none of it: whoever asks for a value reads it."""
        if whole or not self.knows(memo):
            self.save(memo, whole=whole)
            self._at_hand.clear()
            self.save_values(memo)

    def save_values(self, memo: Memo, part: int = 0) -> None:
        """Writes what a run has made so far and lets go of it: whoever asks for it reads it."""
        self._save_values(memo, memo.rows, part)
        self._shards.clear()
        memo.made.clear()
        memo.forget(kind for kind, step in memo.steps.items() if step.kept)

    def _save_rows(self, rows: Mapping[Address, Row], part: int) -> set[str]:
        """Writes the shards that are others now. Gives the names of all."""
        shards: dict[str, dict[Address, Row]] = {}
        for address, row in rows.items():
            shards.setdefault(_shard(self.tag, part, _ROWS, address[1]), {})[address] = row
        for shard, own in shards.items():
            if not _same(own, self._there.get(shard, {})):
                kept.write(self.folder / shard, _rows_as_json(own))
                self._there[shard] = own
        return set(shards)

    def _save_values(self, memo: Memo, rows: Mapping[Address, Row], part: int) -> set[str]:
        """Writes the shards of what was made, with what they had. Gives the names of all that the rows speak of."""
        made: dict[str, dict[str, Any]] = {}
        for (kind, name), value in memo.made.items():
            made.setdefault(_shard(self.tag, part, kind, name), {})[name] = [memo.rows[kind, name].digest, value]
        for shard, fresh in made.items():
            kind = shard.split(".")[2]
            earlier = {name: value for name, value in self._shard(shard).items() if (kind, name) in rows}
            self._shards[shard] = {**earlier, **fresh}
            kept.write(self.folder / shard, self._shards[shard])
            self._files = self._names() | {shard}
        return {_shard(self.tag, part, kind, name) for kind, name in rows if memo.steps[kind].kept}

    def _apart(self, memo: Memo, part: int) -> dict[Address, Row]:
        """What no build asks for and still holds; it is kept once."""
        apart = [address for address in self._known_rows() if memo.steps[address[0]].apart] if part == 0 else ()
        return {address: self._known_rows()[address] for address in apart if memo.changed(self._known_rows()[address].seen) is None}

    def _known_rows(self) -> dict[Address, Row]:
        if self._rows is None:
            self._rows = {}
            for name in sorted(self._names()):
                if name.split(".")[2] == _ROWS:
                    self._there[name] = _rows(self.folder / name)
                    self._rows |= self._there[name]
        return self._rows

    def _parts(self) -> tuple[int, ...]:
        """The parts that there are."""
        if self._numbers is None:
            self._numbers = tuple(sorted({int(name.split(".")[1]) for name in self._names()}))
        return self._numbers

    def _shard(self, name: str) -> dict[str, Any]:
        if name not in self._shards:
            self._shards[name] = (kept.read(self.folder / name) if name in self._names() else None) or {}
        return self._shards[name]

    def _names(self) -> frozenset[str]:
        if self._files is None:
            self._files = frozenset(path.name for path in self.folder.glob(f"{self.tag}.*") if _NAME.fullmatch(path.name))
        return self._files


def sweep(site: Path, tags: Collection[str], parts: int) -> None:
    """Removes what a whole build in these languages and so many parts did not need: what is of others."""
    for path in (site / FOLDER).glob("*"):
        tag, _, rest = path.name.partition(".")
        if tag not in (*tags, SHELF) or rest.partition(".")[0] not in map(str, range(parts)):
            kept.drop(path)


@lru_cache(maxsize=1 << 16)
def _shard(tag: str, part: int, kind: str, name: str) -> str:
    """Those of one folder lie together: `fr.0.body.asile.json`."""
    return named_by_folder(f"{tag}.{part}.{kind}", name)


def named_by_folder(kind: str, path: str) -> str:
    """The name of the shard that has what is of a kind and of a path's folder: `body.asile.json`."""
    folder = path.rpartition("/")[0].replace("/", "-")
    plain = folder if _PLAIN.fullmatch(folder) else hashlib.blake2b(folder.encode(), digest_size=6).hexdigest()
    return f"{kind}.{plain}.json"


def _same(rows: Mapping[Address, Row], others: Mapping[Address, Row]) -> bool:
    """Whether nothing was added, taken or made again."""
    return len(rows) == len(others) and all(others.get(address) is row for address, row in rows.items())


def _rows(path: Path) -> dict[Address, Row]:
    store = kept.read(path) or {"seen": (), "rows": ()}
    seen: list[Seen] = [(kind, name, digest) for kind, name, digest in store["seen"]]
    return {
        (kind, name): Row(digest, tuple([seen[number] for number in numbers]), note, tuple(map(_problem, problems)))
        for kind, name, digest, numbers, note, problems in store["rows"]
    }


def _problem(data: Any) -> Problem:
    code, path, line, column, values = data
    return Problem(code, Place(path, line, column), tuple((name, value) for name, value in values))


def _rows_as_json(rows: Mapping[Address, Row]) -> dict[str, Any]:
    numbers: dict[Seen, int] = {}
    listed = [
        [kind, name, row.digest, [numbers.setdefault(each, len(numbers)) for each in row.seen], row.note, _told(row.problems)]
        for (kind, name), row in rows.items()
    ]
    return {"seen": list(numbers), "rows": listed}


def _told(problems: Iterable[Problem]) -> list[Any]:
    return [[each.code, each.place.path, each.place.line, each.place.column, each.values] for each in problems]
