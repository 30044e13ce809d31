"""The cache: for each published file, what it was made from. A store that cannot be read is a miss, never an error."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from livret.artifact import Artifact
from livret.publish import atomic, libraries, why
from livret.publish.machine import tables
from livret.publish.seen import digest
from livret.source.door import PACKAGE
from livret.translation.edition import Edition
from livret.translation.looks import PASSING, Record

Seen = tuple[str, str, str]


@dataclass(slots=True)
class Cache:
    """Records by path, of one output. What was seen at an address – (kind, name, fingerprint) – is kept once and named by number: pages share most of it."""

    path: Path
    out: Path
    known: dict[str, Any] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)
    fresh: dict[str, Any] = field(default_factory=dict)
    _numbers: dict[Seen, int] = field(default_factory=dict)
    _held: dict[str, set[int]] = field(default_factory=dict)  # by language: what is there still

    @classmethod
    def load(cls, site: Path, out: Path) -> Cache:
        """The records of the last build of this output by this Livret."""
        name = hashlib.sha256(str(out.resolve()).encode()).hexdigest()[:12]
        cache = cls(site / ".livret" / f"cache-{name}.json", out)
        try:
            store = json.loads(cache.path.read_bytes())
            if store["generator"] == generator():
                cache.known = dict(store["files"])
                cache.seen = [(kind, name, fingerprint) for kind, name, fingerprint in store["seen"]]
        except (OSError, ValueError, KeyError, TypeError):
            cache.known, cache.seen = {}, []
        cache._numbers = {seen: number for number, seen in enumerate(cache.seen)}
        return cache

    def reason(self, artifact: Artifact, edition: Edition) -> str | None:
        """Why the artifact is to be made anew, in a sentence; None when it need not be."""
        entry = self.known.get(artifact.path)
        if entry is None:
            return "it is new"
        held = self._held.setdefault(edition.language.tag, set())
        try:
            for number in entry["record"]:
                if number not in held and not self._holds(number, edition, held):
                    kind, name, _ = self.seen[number]
                    return why.sentence(kind, name)
            data = (self.out / artifact.path).read_bytes()
        except (LookupError, TypeError, ValueError):
            return "its record was damaged"
        except OSError:
            return "it is no longer in the output"
        return None if digest(data) == entry["hash"] else "it was changed by hand in the output"

    def _holds(self, number: int, edition: Edition, held: set[int]) -> bool:
        kind, name, fingerprint = self.seen[number]
        if edition.fingerprint(kind, name) != fingerprint:
            return False
        if kind not in PASSING:
            held.add(number)
        return True

    def renew(self, artifact: Artifact) -> None:
        """Takes over the record of a kept artifact."""
        self.fresh[artifact.path] = self.known[artifact.path]

    def keep(self, artifact: Artifact, record: Record, data: bytes) -> None:
        numbers = self._numbers
        numbered = [numbers.setdefault((*address, fingerprint), len(numbers)) for address, fingerprint in record.items()]
        self.fresh[artifact.path] = {"hash": digest(data), "record": numbered}

    @property
    def digests(self) -> dict[str, str]:
        """Those of the files that this build published, by their paths."""
        return {path: entry["hash"] for path, entry in self.fresh.items()}

    def save(self) -> None:
        """What no file was made from any more is left out."""
        used = {number for entry in self.fresh.values() for number in entry["record"]}
        seen = [(each, number) for each, number in self._numbers.items() if number in used]
        places = {number: place for place, (_, number) in enumerate(seen)}
        files = {
            path: {"hash": entry["hash"], "record": [places[number] for number in entry["record"]]}
            for path, entry in self.fresh.items()
        }
        store = {"generator": generator(), "seen": [each for each, _ in seen], "files": files}
        atomic.write(self.path, json.dumps(store, ensure_ascii=False, separators=(",", ":")).encode())


@lru_cache(maxsize=1)
def generator() -> str:
    """What makes the bytes besides the site: Livret's code, the libraries it calls, Python and its tables."""
    key = hashlib.sha256(json.dumps([tables(), libraries.versions()], sort_keys=True).encode())
    for source in sorted(PACKAGE.rglob("*.py")):
        key.update(source.read_bytes())
    return key.hexdigest()
