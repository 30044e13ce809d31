"""The cache: for each published file, what it was made from. A store that cannot be read is a miss, never an error."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from livret.artifact import Artifact
from livret.editions.edition import Edition
from livret.engine.memo import Record, Seen
from livret.problems import detail
from livret.publish import kept, outputs, why
from livret.publish.files import Laid

_RECORDS = "records"
_EVERY = f"{_RECORDS}*.json"


@dataclass(frozen=True, slots=True)
class Kept:
    """A published file and what was seen when it was made."""

    laid: Laid
    seen: tuple[Seen, ...]


@dataclass(slots=True)
class Cache:
    """Records by path, of one output or of one part of it: each worker writes its own. What was seen is kept once and named by number:
    pages share most of it."""

    path: Path
    out: Path
    known: Mapping[str, Kept] = field(default_factory=dict)
    fresh: dict[str, Kept] = field(default_factory=dict)
    verify: bool = False  # whether published files are hashed although they look as they were left
    own: bool = False  # whether what is known was found where it is going to be written

    @classmethod
    def load(cls, site: Path, out: Path, part: str = "", *, verify: bool = False) -> Cache:
        """The records of the last build of this output by this Livret: of all its parts, or of one. `ar.0` is the first share of a language: all of its
        shares are read."""
        folder = outputs.of(site, out)
        path = folder / (f"{_RECORDS}.{part}.json" if part else f"{_RECORDS}.json")
        known: dict[str, Kept] = {}
        found = sorted(folder.glob(_siblings(part) if part else _EVERY))
        for each in found:
            known |= _read_records(each)
        return cls(path, out, known, verify=verify, own=bool(known) and found == [path])

    def reason(self, artifact: Artifact, edition: Edition) -> str | None:
        """Why the artifact is to be made anew, a detail to be told; None when it need not be."""
        known = self.known.get(artifact.path)
        if known is None:
            return detail("it is new")
        if (changed := edition.changed(known.seen)) is not None:
            return why.sentence(changed, edition.resolver)
        return self._touched(artifact.path, known.laid)

    def _touched(self, path: str, laid: Laid) -> str | None:
        """A file is trusted by its size and time; where these are others, by its bytes."""
        try:
            if not self.verify and laid.looks_like(self.out / path):
                return None
            same = laid.sha256 == hashlib.sha256((self.out / path).read_bytes()).hexdigest()
        except OSError:
            return detail("it is no longer in the output")
        return None if same else detail("it was changed by hand in the output")

    def renew(self, artifact: Artifact) -> None:
        """Takes over the record of a kept artifact."""
        self.fresh[artifact.path] = self.known[artifact.path]

    def keep(self, artifact: Artifact, record: Record, laid: Laid) -> None:
        self.fresh[artifact.path] = Kept(laid, tuple((*address, digest) for address, digest in record.items()))

    def save(self, ending: str = "") -> Path:
        """Writes the records; with an ending, beside those that are in force. Where these are the same, nothing is written. Gives where they are."""
        if (
            self.own
            and len(self.fresh) == len(self.known)
            and all(self.known.get(name) is each for name, each in self.fresh.items())
        ):
            return self.path
        numbers: dict[Seen, int] = {}
        files = {
            name: [each.laid.sha256, each.laid.size, each.laid.time, [numbers.setdefault(seen, len(numbers)) for seen in each.seen]]
            for name, each in self.fresh.items()
        }
        path = self.path.with_name(self.path.name + ending)
        outputs.note(path.parent, self.out)
        kept.write(path, {"seen": list(numbers), "files": files})
        return path


def commit(site: Path, out: Path, fresh: Iterable[Path]) -> None:
    """Puts the parts of a build that was published in the place of all earlier ones."""
    there = {kept.activate(path) for path in fresh}
    for old in outputs.of(site, out).glob(_EVERY):
        if old not in there:
            kept.drop(old)


def _siblings(part: str) -> str:
    """The records of a part as the last build left them: a language whose files were made by several workers has a numbered one for each."""
    language, _, share = part.partition(".")
    return f"{_RECORDS}.{language}.{'[0-9]*' if share.isdecimal() else share}.json"


def _read_records(path: Path) -> dict[str, Kept]:
    store = kept.read(path)
    if store is None:
        return {}
    seen: list[Seen] = [(kind, name, digest) for kind, name, digest in store["seen"]]
    return {
        name: Kept(Laid(sha256, size, time), tuple([seen[number] for number in numbers]))
        for name, (sha256, size, time, numbers) in store["files"].items()
    }
