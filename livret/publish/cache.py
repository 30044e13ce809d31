"""The cache: for each published file, what it was made from. A store that cannot be read is a miss, never an error."""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from livret.artifact import Artifact
from livret.publish import atomic, why
from livret.translation.edition import Edition
from livret.translation.looks import Record

_LIBRARIES = ("jinja2", "markdown", "babel", "pydantic", "phonenumbers", "opening-hours-py", "segno", "typst", "fonttools", "pikepdf", "pillow", "pypdfium2", "zxing-cpp")


@dataclass(slots=True)
class Cache:
    """Records by path, of one output. Addresses are kept once and named by number: pages share most of them."""

    path: Path
    out: Path
    known: dict[str, Any] = field(default_factory=dict)
    addresses: list[tuple[str, str]] = field(default_factory=list)
    fresh: dict[str, Any] = field(default_factory=dict)
    _numbers: dict[tuple[str, str], int] = field(default_factory=dict)

    @classmethod
    def load(cls, site: Path, out: Path) -> Cache:
        """The records of the last build of this output by this Livret."""
        name = hashlib.sha256(str(out.resolve()).encode()).hexdigest()[:12]
        cache = cls(site / ".livret" / f"cache-{name}.json", out)
        try:
            store = json.loads(cache.path.read_bytes())
            if store["generator"] == generator():
                cache.known = dict(store["files"])
                cache.addresses = [(kind, name) for kind, name in store["addresses"]]
        except (OSError, ValueError, KeyError, TypeError):
            cache.known, cache.addresses = {}, []
        return cache

    def reason(self, artifact: Artifact, edition: Edition) -> str | None:
        """Why the artifact is to be made anew, in a sentence; None when it need not be."""
        entry = self.known.get(artifact.path)
        if entry is None:
            return "it is new"
        try:
            for number, fingerprint in entry["record"]:
                kind, name = self.addresses[number]
                if edition.fingerprint(kind, name) != fingerprint:
                    return why.sentence(kind, name)
            data = (self.out / artifact.path).read_bytes()
        except (LookupError, TypeError, ValueError):
            return "its record was damaged"
        except OSError:
            return "it is no longer in the output"
        return None if _hash(data) == entry["hash"] else "it was changed by hand in the output"

    def renew(self, artifact: Artifact) -> None:
        """Takes over the record of a kept artifact."""
        entry = self.known[artifact.path]
        record = [(self._number(self.addresses[number]), fingerprint) for number, fingerprint in entry["record"]]
        self.fresh[artifact.path] = {"hash": entry["hash"], "record": record}

    def keep(self, artifact: Artifact, record: Record, data: bytes) -> None:
        numbered = [(self._number(address), fingerprint) for address, fingerprint in record.items()]
        self.fresh[artifact.path] = {"hash": _hash(data), "record": numbered}

    def save(self) -> None:
        store = {"generator": generator(), "addresses": list(self._numbers), "files": self.fresh}
        atomic.write(self.path, json.dumps(store, ensure_ascii=False, separators=(",", ":")).encode())

    def _number(self, address: tuple[str, str]) -> int:
        return self._numbers.setdefault(address, len(self._numbers))


def _hash(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


@lru_cache(maxsize=1)
def generator() -> str:
    """What makes the bytes besides the site: Livret's code, the libraries it calls, Python."""
    package = Path(__file__).resolve().parents[1]
    digest = hashlib.sha256(sys.version.encode())
    for source in sorted(package.rglob("*.py")):
        digest.update(source.read_bytes())
    for library in _LIBRARIES:
        try:
            digest.update(version(library).encode())
        except PackageNotFoundError:
            digest.update(b"-")
    return digest.hexdigest()
