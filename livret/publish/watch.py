"""What a command works from, watched: where nothing changed since it ran last, all it has to do is to say the same again.

1. A `Watch` looks before anything is read, and before anything is imported that reads.
2. `found` is what the command found last, if all is as it was: by what the system says of the files, and by their bytes where it
   says something new.
3. `opened` looks at what the reading of the site led to elsewhere, before anything is made of it.
4. `keep` notes what the command found, if what it worked from is still as it was when it began.

A build that failed published nothing, so what it told holds whatever the output is; it is noted beside what the last good one told, which holds
again once the mistake is undone.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar

from livret.clock import today
from livret.problems import Place, Problem, Report
from livret.publish import beside, lingering, manifest, outputs
from livret.publish.machine import installed, surroundings
from livret.publish.manifest import Manifest
from livret.publish.seen import DIGITS, DOUBT, NOTHING, Seen, Snapshot, clock, digest_of, files, take, tree
from livret.source import layers
from livret.source.door import FOLDERS, PACKAGE, SHARED, Door, carried, lies, private_folder

_EMPTY = Snapshot({})
_NOTHING = Manifest({}, _EMPTY, _EMPTY, _EMPTY)
# What the machine may be to blame for: another try may end better.
_CHANCE = frozenset({"file-unreadable", "paper-failed", "paper-slow"})


@dataclass(frozen=True, slots=True)
class Request:
    """What a command was asked, as far as its answer depends on it. One that publishes nothing has no `out`; `besides` are folders that it looks at
    besides what a site is made from."""

    command: str
    site: Path
    date: datetime.date | None
    out: Path | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    besides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What a command told: its problems, what it `said` besides, and how many files it published; None where it published nothing."""

    report: Report
    files: int | None = None
    said: str = ""


class Watch:
    """What a command works from, as it was before the command began."""

    before: ClassVar[Snapshot] = _EMPTY  # what this process saw last: of each town that it builds, most is Livret itself

    def __init__(self, asked: Request, *, verify: bool = False) -> None:
        """`verify`: every file is read, whatever the system says of it."""
        self.asked = asked
        self.site = Path(os.path.realpath(asked.site))
        self.bases = tuple(map(str, layers.of(self.site, carried()).roots[1:]))
        self.out = asked.out and Path(os.path.realpath(asked.out))
        home = outputs.of(self.site, self.out) if self.out else self.site / outputs.STORE
        self.store = home / ("manifest" if self.out else f"manifest-{asked.command}")
        self.failure = home / "failed" if self.out else self.store
        self.known = {path: last for path in (self.failure, self.store) if (last := manifest.load(path))}
        self.verify = verify
        self.surroundings, self.installed = surroundings(), installed()
        self.began = self._begin()
        last = next(iter(self.known.values()), replace(_NOTHING, inputs=self.before))
        self.inputs = take(self._inputs(), self._trusted(last).inputs)
        Watch.before = self.inputs.doubting(self.began)
        self.day, self.timezone, self.led, self.elsewhere = "", "", 0, _EMPTY

    def found(self) -> Found | None:
        """What the command found last, where it would find and publish the same again."""
        if self._unfinished():
            return None
        return next((found for path, last in self.known.items() if (found := self._found(path, last))), None)

    def opened(self, door: Door, timezone: str) -> None:
        """The site was read through a door, and is in this time zone; "" where it has no configuration. What it led to elsewhere and is not
        read yet is looked at now; what was read is compared at the end."""
        self.day, self.timezone, self.led = str(door.today), timezone, clock(self.store.parent)
        own = {path: found for path, found in door.looks.items() if door.within(path) == path}  # bases are watched whole
        read = {str(lies(self.site, path)): found for path, found in _read(own)}
        seen = {path: DOUBT if path in read else stat for path, stat in files(_strays(self.site, own)).items()}
        self.elsewhere = Snapshot(seen, " ".join(read.get(path) or digest_of(path) for path in seen))

    def keep(self, report: Report, made: Mapping[str, str] | None = None, said: str = "") -> None:
        """Notes what the command found. `made` has the SHA-256 of the files that it published, by their paths in the output; None where it
        published nothing. A store that cannot be written costs time, and nothing else."""
        if any(problem.code in _CHANCE for problem in report):
            return
        head = self._head(Found(report, None if made is None else len(made), said))
        with suppress(OSError):
            if self.out:
                outputs.note(self.store.parent, self.out)
            looked = clock(self.store.parent)
            inputs = take(self._inputs(), self.inputs.doubting(self.began))
            elsewhere = take(files(self.elsewhere.seen), self.elsewhere.doubting(self.led))
            published, there = (looked, _EMPTY) if made is None else (self._clock(), self._made(made))
            if there and inputs.holds(self.inputs) and elsewhere.holds(self.elsewhere) and installed() == self.installed:
                found = Manifest(head, inputs, elsewhere, there).doubting(looked, published)
                found.save(self.failure if made is None else self.store)
            if made is not None:
                self.failure.unlink(missing_ok=True)

    def forget(self) -> None:
        """Something that belongs to what was published could not be written: there is something to do the next time, though nothing changes."""
        with suppress(OSError):
            self.store.unlink(missing_ok=True)

    def _head(self, found: Found) -> dict[str, Any]:
        return {
            "asked": self._key(),
            "surroundings": self.surroundings,
            "installed": self.installed,
            "libraries": _libraries(tuple(self.installed)),
            "timezone": self.timezone,
            "day": self.day,
            "problems": [_problem_row(problem) for problem in found.report],
            "said": found.said,
            "files": found.files,
        }

    # --- what is looked at -------------------------------------------------------------------------

    def _begin(self) -> int:
        """The time before the first look. Nothing is left in a folder that is no site."""
        if (self.site / FOLDERS[0]).is_dir():
            with suppress(OSError):
                self.store.parent.mkdir(parents=True, exist_ok=True)
        return clock(self.store.parent)

    def _inputs(self) -> Seen:
        """What a site is made from, in all layers; Livret; and the directory as it was, for those who are told what changed."""
        own, shared, package = str(self.site), str(carried()), str(PACKAGE)
        tops = [str(lies(self.site, name)) for name in (*FOLDERS, *self.asked.besides)] + [f"{shared}/{name}" for name in SHARED]
        tops += [f"{base}/{name}" for base in self.bases for name in FOLDERS]
        within = (own, *self.bases, shared, str(private_folder(self.site)))
        seen = tree(tops, _visible, within) | tree([package], _code, (package,))
        if self.asked.options.get("professional"):
            seen |= tree([f"{own}/{outputs.STORE}"], _snapshot, (own,))
        return seen

    def _published(self) -> Seen:
        """The files of the output; what lingers there of earlier ones is not looked at."""
        if not self.out:
            return {}
        lingers = {f"{self.out}/{each.path}" for each in lingering.found(self.out)}
        return {path: stat for path, stat in tree([str(self.out)], _any, (str(self.out),)).items() if path not in lingers}

    # --- what is known of it -----------------------------------------------------------------------

    def _trusted(self, last: Manifest) -> Manifest:
        return _NOTHING if self.verify else last

    def _found(self, path: Path, last: Manifest) -> Found | None:
        """What a manifest says, if it holds. What only looks otherwise is noted in it."""
        head, trusted = last.head, self._trusted(last)
        elsewhere = take(files(last.elsewhere.seen), trusted.elsewhere)
        if not (self._works_as(last) and elsewhere.holds(last.elsewhere)):
            return None
        now, there = (self.began, _EMPTY) if head["files"] is None else (self._clock(), take(self._published(), trusted.outputs))
        if not there.holds(last.outputs):
            return None
        seen = Manifest({**head, "installed": self.installed}, self.inputs, elsewhere, there)
        if seen != last and self.began and now:
            with suppress(OSError):
                seen.doubting(self.began, now).save(path)
        return Found(_report(head["problems"]), head["files"], head["said"])

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
            and (head["installed"] == self.installed or head["libraries"] == _libraries(tuple(self.installed)))
            and self._is_day(head)
            and self.inputs.holds(last.inputs)
        )

    def _is_day(self, head: Mapping[str, Any]) -> bool:
        """Whether it is the day that was asked about; where not even the configuration could be read, all days are alike."""
        return not head["timezone"] or head["day"] == str(self.asked.date or today(head["timezone"]))

    def _unfinished(self) -> bool:
        """Whether a build was killed, and left something to be swept."""
        return self.out is not None and (beside.stage(self.out).exists() or beside.old(self.out).exists())

    def _clock(self) -> int:
        return clock(beside.lock(self.out)) if self.out else self.began


@lru_cache(maxsize=1)
def _libraries(_: tuple[str, ...]) -> dict[str, str]:
    """The versions of what Livret requires: read once, as long as the names of all that is installed are these."""
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
                yield str(lies(site, path))


def _read(looks: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The digest of each file that was read through a door, or looked for there in vain."""
    for path, found in looks.items():
        if path.endswith("?") and found == str(False):
            yield path.removesuffix("?"), NOTHING
        elif not path.endswith(("/", "?")):
            yield path, found[:DIGITS] or NOTHING


def _problem_row(problem: Problem) -> list[Any]:
    place = problem.place
    return [problem.code, place.path, place.line, place.column, problem.values]


def _report(entries: Iterable[list[Any]]) -> Report:
    report = Report()
    for code, path, line, column, values in entries:
        report.take(Problem(code, Place(path, line, column), tuple((name, value) for name, value in values)))
    return report
