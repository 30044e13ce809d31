"""What a command works from, watched: where nothing changed since it ran last, all it has to do is to say the same again.

1. A `Watch` looks before anything is read, and before anything is imported that reads.
2. `found` is what the command found last, if all is as it was: by what the system says of the files, and by their bytes where it
   says something new.
3. `keep` notes what the command found, if what it worked from is still as it was when it began.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from livret.clock import today
from livret.problems import Place, Problem, Report
from livret.publish import beside, manifest
from livret.publish.machine import installed, surroundings
from livret.publish.manifest import Manifest
from livret.publish.seen import DIGITS, DOUBT, NOTHING, Seen, Snapshot, clock, digest, digest_of, files, take, tree
from livret.source.door import FOLDERS, PACKAGE, SHARED, carried

_NOTHING = Manifest({}, Snapshot({}), Snapshot({}), Snapshot({}))
_UNKNOWN = "?"  # instead of a digest, where nobody looked before the file was read


@dataclass(frozen=True, slots=True)
class Asked:
    """What a command was asked, as far as its answer depends on it. One that publishes nothing has no `out`."""

    command: str
    site: Path
    date: datetime.date | None
    out: Path | None = None
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """What a command told, and how many files it published."""

    report: Report
    files: int


class Watch:
    """What a command works from, as it was before the command began."""

    def __init__(self, asked: Asked, *, verify: bool = False) -> None:
        """`verify`: every file is read, whatever the system says of it."""
        self.asked = asked
        self.site = Path(os.path.realpath(asked.site))
        self.out = asked.out and Path(os.path.realpath(asked.out))
        self.store = self.site / ".livret" / f"manifest-{digest(os.fsencode(self.out))[:12] if self.out else asked.command}"
        self.last = manifest.load(self.store)
        self.trusted = _NOTHING if verify or self.last is None else self.last
        self.surroundings, self.installed = surroundings(), installed()
        self.began = self._begin()
        self.inputs = take(self._inputs(), self.trusted.inputs)
        self.elsewhere = take(files(self.last.elsewhere.seen if self.last else ()), self.trusted.elsewhere)

    def found(self) -> Found | None:
        """What the command found last, where it would find and publish the same again."""
        last = self.last
        if last is None or not self._works_as(last) or self._unfinished():
            return None
        now, outputs = self._clock(), take(self._published(), self.trusted.outputs)
        if not outputs.holds(last.outputs):
            return None
        seen = Manifest({**last.head, "installed": self.installed}, self.inputs, self.elsewhere, outputs)
        if seen != last and self.began and now:
            with suppress(OSError):
                seen.settled(self.began, now).save(self.store)
        return Found(_report(last.head["problems"]), last.head["files"])

    def keep(self, report: Report, made: Mapping[str, str], *, day: datetime.date, timezone: str, sought: Collection[str]) -> None:
        """Notes what the command found. `made` has the SHA-256 of the files that it published, by their paths in the output;
        `sought` is what the door was asked for. A store that cannot be written costs time, and nothing else."""
        head = {
            "asked": self._key(),
            "surroundings": self.surroundings,
            "installed": self.installed,
            "libraries": _libraries(),
            "timezone": timezone,
            "day": str(day),
            "problems": [_entry(problem) for problem in report],
            "files": len(made),
        }
        with suppress(OSError):
            looked = clock(self.store.parent)
            inputs = take(self._inputs(), self.inputs.settled(self.began))
            elsewhere = self._proven(take(files(_strays(self.site, sought)), self.elsewhere.settled(self.began)))
            published, outputs = self._clock(), self._made(made)
            if outputs and inputs.holds(self.inputs) and installed() == self.installed:
                Manifest(head, inputs, elsewhere, outputs).settled(looked, published).save(self.store)

    # --- what is looked at -------------------------------------------------------------------------

    def _begin(self) -> int:
        """The time before the first look. Nothing is left in a folder that is no site."""
        if (self.site / FOLDERS[0]).is_dir():
            with suppress(OSError):
                self.store.parent.mkdir(exist_ok=True)
        return clock(self.store.parent)

    def _inputs(self) -> Seen:
        """What a site is made from, in both layers; Livret; and the directory as it was, for those who are told what changed."""
        own, shared, package = str(self.site), str(carried()), str(PACKAGE)
        tops = [f"{own}/{name}" for name in FOLDERS] + [f"{shared}/{name}" for name in SHARED]
        seen = tree(tops, _visible, (own, shared)) | tree([package], _code, (package,))
        if self.asked.options.get("professional"):
            seen |= tree([str(self.store.parent)], _snapshot, (own,))
        return seen

    def _published(self) -> Seen:
        return tree([str(self.out)], _any, (str(self.out),)) if self.out else {}

    # --- what is known of it -----------------------------------------------------------------------

    def _proven(self, now: Snapshot) -> Snapshot:
        """What was looked at before it was read, and is still the same; the rest is told when the command runs the next time."""
        before = self.elsewhere.digests
        seen = {path: stat if before.get(path) == now.digests[path] else DOUBT for path, stat in now.seen.items()}
        return Snapshot(seen, " ".join(before.get(path, _UNKNOWN) for path in seen))

    def _made(self, made: Mapping[str, str]) -> Snapshot | None:
        """The output, with the digests of what was made; None where something else is in it."""
        seen = self._published()
        digests = {f"{self.out}/{path}": digest[:DIGITS] for path, digest in made.items()}
        if self.out:
            mark = f"{self.out}/{beside.MARK}"
            digests[mark] = digest_of(mark)
        if {path for path in seen if not path.endswith("/")} != digests.keys():
            return None
        return Snapshot(seen, " ".join(digests.get(path, NOTHING) for path in seen))

    def _key(self) -> dict[str, Any]:
        return {"command": self.asked.command, **self.asked.options}

    def _works_as(self, last: Manifest) -> bool:
        """Whether the same is asked, for the same day, of the same files."""
        head = last.head
        return bool(
            head["asked"] == self._key()
            and head["surroundings"] == self.surroundings
            and (head["installed"] == self.installed or head["libraries"] == _libraries())
            and head["day"] == str(self.asked.date or today(head["timezone"]))
            and self.inputs.holds(last.inputs)
            and self.elsewhere.holds(last.elsewhere)
        )

    def _unfinished(self) -> bool:
        """Whether a build was killed, and left something to be swept."""
        return self.out is not None and (beside.stage(self.out).exists() or beside.old(self.out).exists())

    def _clock(self) -> int:
        return clock(beside.lock(self.out)) if self.out else self.began


def _libraries() -> dict[str, str]:
    from livret.publish import libraries  # noqa: PLC0415 – the reading of metadata takes longer than all else

    return libraries.versions()


def _visible(name: str) -> bool:
    return not name.startswith(".")


def _code(name: str) -> bool:
    """Python, and folders: what it is compiled into comes and goes."""
    return name.endswith(".py") or ("." not in name and name != "__pycache__")


def _snapshot(name: str) -> bool:
    return name.startswith("services-")


def _any(_name: str) -> bool:
    return True


def _strays(site: Path, sought: Collection[str]) -> Iterator[str]:
    """What was looked for where nothing is watched: outside of the site's three folders, or hidden in them."""
    for look in sought:
        for path in {look, look.removesuffix("/").removesuffix("?")}:
            folder, *names = path.split("/")
            if folder not in FOLDERS or any(name.startswith(".") for name in names):
                yield f"{site}/{path}"


def _entry(problem: Problem) -> list[Any]:
    place = problem.place
    return [problem.code, place.path, place.line, place.column, problem.values]


def _report(entries: Iterable[list[Any]]) -> Report:
    report = Report()
    for code, path, line, column, values in entries:
        report.take(Problem(code, Place(path, line, column), tuple((name, value) for name, value in values)))
    return report
