"""The one door to the files of a site. It confines and records every read and every listing, and knows what was made of a file.

Paths are POSIX and relative to the site folder. A site has layers (`layers.py`): a file of an upper one stands before those beneath. A path that begins with the
name of a base is that of a file in this layer alone: so a mistake in a base is told where it is, and what is put together of several layers is read one by one.
"""

from __future__ import annotations

import datetime
import hashlib
import os
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any, Protocol, TypeVar

from livret import limits
from livret.problems import Place, Problem, Report, detail
from livret.source import layers
from livret.source.layers import Layer, Layers
from livret.source.strays import is_of_system
from livret.wording import refusal

T = TypeVar("T")
Known = dict[tuple[str, str], tuple[object, Any, tuple[Problem, ...]]]
PACKAGE = Path(__file__).resolve().parents[1]
FOLDERS = layers.FOLDERS
PRIVATE = ".livret-private"  # for the team alone: in no git, in no output
PRIVATE_AT = "LIVRET_PRIVATE"  # of the environment: the folder that takes its place, where the site lies on a drive that many read
VOICE = f"{PRIVATE}/voice"  # what readers said, to be sorted
MEMBERS = "LIVRET_MEMBERS"  # of the environment: its members.yaml, for a builder that has the site from git
_UTF_16, _ZIP = (b"\xff\xfe", b"\xfe\xff"), (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf")
# What no name of a file may hold: controls, line ends, what turns text round, bytes that are no UTF-8.
_UNREADABLE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
SHARED = ("translations", "theme")  # those that Livret carries too


class Readings(Protocol):
    """What was made of files by earlier runs."""

    def made_of(self, kind: str, path: str, key: str) -> tuple[Any, tuple[Problem, ...]] | None:
        """What was made of a file, and the problems met; None where that is not known of this key."""

    def keep(self, kind: str, path: str, key: str, made: object, problems: tuple[Problem, ...]) -> None:
        """Takes up what was made."""

    def save(self) -> None:
        """Writes what is new: the site was read whole."""


class NoReadings:
    """No earlier run."""

    def made_of(self, kind: str, path: str, key: str) -> None:  # noqa: ARG002 – as all readings
        return None

    def keep(self, kind: str, path: str, key: str, made: object, problems: tuple[Problem, ...]) -> None:
        pass

    def save(self) -> None:
        pass


class Refused(Exception):
    """A file that cannot be had; `problem` says which, why and what to do."""

    def __init__(self, code: str, place: Place, **values: object) -> None:
        super().__init__(code, str(place))
        self.problem = Problem(code, place, tuple((k, str(v)) for k, v in values.items()))


def carried() -> Path:
    """Where Livret's own theme and interface catalogs lie: in the wheel, or at the root of its repository."""
    inside = PACKAGE / "_data"
    return inside if inside.is_dir() else PACKAGE.parent


def private_folder(root: Path) -> Path:
    """Where what is for the team alone lies: in the site, or in the folder that the environment names; a name without a beginning counts from the site."""
    named = os.environ.get(PRIVATE_AT)
    return (root / Path(named).expanduser()).resolve() if named else root / PRIVATE


def lies(root: Path, path: str) -> Path:
    """Where a file of a site lies, by its path from the site folder, whether it is there or not."""
    return Path(*_parted(root, private_folder(root), path))


def _parted(base: Path, private: Path, path: str) -> tuple[Path, str]:
    """The folder from which a path counts, and the rest of it."""
    if path == PRIVATE or path.startswith(f"{PRIVATE}/"):
        return private, path.removeprefix(PRIVATE).lstrip("/")
    return base, path


@dataclass(slots=True)
class Door:
    """Reads below `root`, and what is not there in the layers beneath, the last of which is `builtin`; `today` is an input like any file.

    `known` is what was made of files so far: whoever reads a site again hands it on, so that only what changed is made again; `readings` is what
    earlier runs made.
    """

    root: Path
    today: datetime.date
    builtin: Path = field(default_factory=carried)
    looks: dict[str, str] = field(default_factory=dict)
    known: Known = field(default_factory=dict)
    readings: Readings = field(default_factory=NoReadings)
    private: Path = field(init=False)  # what is asked for as `.livret-private/` lies there
    layers: Layers = field(init=False)
    _folders: dict[Path, Path] = field(default_factory=dict)  # where each leads
    _held: tuple[str, bytes] = (
        "",
        b"",
    )  # of the file whose digest was asked for last: who makes something of it next has these bytes

    def __post_init__(self) -> None:
        self.layers = layers.of(self.root, self.builtin)
        self.root, self.builtin = self.layers.every[0].root, self.layers.every[-1].root
        self.private = private_folder(self.root)

    def read(self, path: str, limit: int = limits.BINARY_FILE_BYTES) -> bytes:
        """The bytes of a file. Raises Refused: `file-missing`, `file-outside`, `file-large`, `file-unreadable`."""
        held, data = self._held
        self._held = ("", b"")
        if held != path:
            return self._bytes_of(path, self._find(path), limit)
        if len(data) > limit:
            raise Refused("file-large", Place(path), limit=limit)
        return data

    def _bytes_of(self, path: str, real: Path | None, limit: int) -> bytes:
        try:
            if real is None or not real.is_file():
                self.looks[path] = ""
                raise Refused("file-missing", Place(path))
            if real.stat().st_size > limit:
                raise Refused("file-large", Place(path), limit=limit)
            data = real.read_bytes()
        except OSError as error:
            raise Refused("file-unreadable", Place(path), reason=detail(refusal(error))) from None
        self.looks[path] = hashlib.sha256(data).hexdigest()
        return data

    def digest(self, path: str) -> str:
        """The SHA-256 of a file as it is read here; "" where there is none. Raises Refused."""
        if path not in self.looks and (real := self._looked_for(path)):
            self._held = path, self._bytes_of(path, real, limits.BINARY_FILE_BYTES)
        return self.looks.get(path, "")

    def text(self, path: str, limit: int = limits.TEXT_FILE_BYTES) -> str:
        """The text of a UTF-8 file, line ends made one. Raises Refused, also `file-not-utf8` with its line."""
        return one_line_end(decoded(self.read(path, limit), path))

    def written(self, path: str, limit: int = limits.TEXT_FILE_BYTES) -> str:
        """The text of a UTF-8 file as it is written, with its own line ends, forms of letters and mark at the beginning: for those who change a few of its
        signs. Raises Refused, as `text` does."""
        data = self.read(path, limit)
        try:
            return data.decode()
        except UnicodeDecodeError as error:
            raise _not_utf8(data, error, path) from None

    def on_disk(self, path: str) -> Path:
        """Where a file of the site lies, whatever form its name has there: who writes it anew writes that one."""
        return self._find(path) or self._place(self.layers.every[0], path)

    def at(self, path: str) -> str:
        """The path under which a file is told: that of its base, where it is found in one."""
        layer, within = self._holder(path)
        return _path_in(layer, within) if layer and layer.name != layers.LIVRET else within

    def placed(self, problem: Problem) -> Problem:
        """A problem of a file of the site, told at the file in which it is found: that of a base, where it is inherited."""
        told = self.at(problem.place.path) if self.layers.bases else problem.place.path
        return problem if told == problem.place.path else replace(problem, place=replace(problem.place, path=told))

    def within(self, path: str) -> str:
        """The path of a file as the site has it, without the name of a layer."""
        return self._layer_named(path)[1]

    def every(self, path: str) -> tuple[str, ...]:
        """The paths of a file in each layer that has it, the uppermost first: what is put together of them is read at these."""
        found: dict[Path, str] = {}
        for layer in self._giving(path):
            if real := self._in(layer, path):
                found.setdefault(real, _path_in(layer, path))
        return tuple(found.values())

    def beneath(self, path: str) -> tuple[str, ...]:
        """The same without the site's own."""
        return tuple(each for each in self.every(path) if each != path)

    def folder(self, path: str) -> tuple[str, ...]:
        """The names in a folder of any layer, sorted; hidden ones and those of the system left out; empty where there is no folder."""
        names = frozenset[str]()
        for layer in self._giving(path):
            if not layer.name or layer.name == layers.LIVRET or layers.is_listed(path):
                found = frozenset(self._names(self._place(layer, path), path))
                names = layers.before(names, found) if path.startswith(layers.BOOKLETS) else names | found
        self.looks[path + "/"] = hashlib.sha256("\0".join(sorted(names)).encode()).hexdigest()
        return tuple(sorted(names))

    def named_alike(self, folder: str) -> Iterator[str]:
        """The names in a folder of each layer, those that another one stands before among them."""
        for layer in self._giving(folder):
            yield from self._names(self._place(layer, folder), folder)

    def layer_of(self, path: str) -> str:
        """The name of the layer that a file is in; "" for the site's own, and for what Livret carries."""
        layer, _ = self._holder(path)
        return layer.name if layer and layer.name != layers.LIVRET else ""

    def depth(self, path: str) -> int:
        """How far down the layer of a file is: 0 for the site's own."""
        layer, _ = self._holder(path)
        return self.layers.every.index(layer) if layer else 0

    def is_own(self, path: str) -> bool:
        """Whether the site has that file itself, and does not take it from another layer."""
        layer, _ = self._holder(path)
        return layer is not None and not layer.name

    def is_carried(self, path: str) -> bool:
        """Whether a file is the one that Livret carries."""
        layer, _ = self._holder(path)
        return layer is not None and bool(layer.name) and layer.root == self.builtin

    def stands_before(self, path: str) -> bool:
        """Whether a file takes the place of one that Livret carries."""
        every = self.every(path)
        return len(every) > 1 and every[-1].startswith(layers.LIVRET)

    def own(self, folder: str) -> Iterator[str]:
        """The paths of the files below a folder that are the site's own, folder by folder; none below a file, which is not looked into as one."""
        root = self.layers.every[0]
        names = () if self._place(root, folder).is_file() else self.folder(folder)
        for path in (f"{folder}/{name}" for name in names):
            if self._place(root, path).is_dir():
                yield from self.own(path)
            elif self.is_own(path):
                yield path

    def towns(self, folder: str) -> Iterator[str]:
        """The paths of the files below a folder that Livret does not carry, folder by folder."""
        names, towns = self.folder(folder), (layer for layer in self._giving(folder) if layer.root != self.builtin)
        theirs = {name for layer in towns for name in self._names(self._place(layer, folder), folder)}
        for path in (f"{folder}/{name}" for name in names if name in theirs):
            if (real := self._find(path)) and real.is_dir():
                yield from self.towns(path)
            elif not self.is_carried(path):
                yield path

    def has(self, path: str) -> bool:
        """Whether there is such a file or folder."""
        return self._looked_for(path) is not None

    def _looked_for(self, path: str) -> Path | None:
        found = self._find(path)
        self.looks.setdefault(path + "?", str(found is not None))
        return found

    def once(
        self, kind: str, path: str, depends: object, make: Callable[[Report], T], report: Report, *, lasting: bool = True
    ) -> T:
        """make(report), or what it gave for the same bytes of that file and an equal `depends`: all else that the result is made of.

        The problems that it met are told each time. Of each kind and file the last result is kept, so nobody may change it; what is `lasting`, for the
        next run too. What the team's own files say is not.
        """
        depends = (self.at(path), depends) if self.layers.bases else depends  # what is kept says where it stands
        found = self.known.get((kind, path))
        if found is None or found[0] != (self.digest(path), depends):
            readings = self.readings if lasting and not path.startswith(PRIVATE) else NoReadings()
            key = f"{self.digest(path)} {hashlib.blake2b(repr(depends).encode(), digest_size=16).hexdigest()}"
            made = readings.made_of(kind, path, key)
            if made is None:
                own = Report()
                made = make(own), tuple(own)
                readings.keep(kind, path, key, *made)
            found = self.known[kind, path] = ((self.digest(path), depends), *made)
        for problem in found[2]:
            report.take(problem)
        value: T = found[1]
        return value

    def _names(self, real: Path, path: str) -> list[str]:
        if not real.is_dir():
            return []
        self._confine(real, path)
        names = [unicodedata.normalize("NFC", entry.name) for entry in real.iterdir() if not is_of_system(entry.name)]
        if unreadable := next(filter(_UNREADABLE.search, sorted(names)), None):
            raise Refused("file-name", Place(path), value=ascii(unreadable)[1:-1])
        if len(names) > limits.FOLDER_ENTRIES:
            raise Refused("folder-large", Place(path), limit=limits.FOLDER_ENTRIES)
        return names

    def _place(self, layer: Layer, path: str) -> Path:
        """Where a file of that path lies in a layer, or would."""
        if layer.name:
            return layer.root / layers.in_base(layer.root, path)
        return Path(*_parted(layer.root, self.private, path)) if path.startswith(PRIVATE) else layer.root / path

    def places(self, path: str) -> tuple[Path, ...]:
        """Where a file of that path may lie, in each layer that has a part in it."""
        layer, within = self._layer_named(path)
        giving = self._giving(path) if layer is None else (layer,)
        return tuple(self._place(each, within) for each in giving)

    def _layer_named(self, path: str) -> tuple[Layer | None, str]:
        """The layer that a path names, and the path within it; None where it names none."""
        for layer in self.layers.every[1:]:
            within = path.removeprefix(f"{layer.name}/")
            if within != path and (layer.gives(within) or within in layers.TOLD):
                return layer, within
        return None, path

    def _giving(self, path: str) -> tuple[Layer, ...]:
        return tuple(layer for layer in self.layers.every if layer.gives(path))

    def _holder(self, path: str) -> tuple[Layer | None, str]:
        """The layer in which a file is found, and its path there as the site has it."""
        layer, within = self._layer_named(path)
        if layer is not None:
            return layer, within
        return next((each for each in self._giving(path) if self._in(each, path)), None), path

    def _find(self, path: str) -> Path | None:
        layer, within = self._layer_named(path)
        if within.startswith("/") or ".." in within.split("/") or "\\" in path or "\0" in path:
            raise Refused("file-outside", Place(path))
        for each in (layer,) if layer else self._giving(path):
            if real := self._in(each, within):
                self._confine(real, within, path)
                return real
        return None

    def _in(self, layer: Layer, path: str) -> Path | None:
        """Where a file lies in a layer; None where it is not there."""
        real = self._place(layer, path)
        if not path.isascii() and not real.exists():
            top, rest = (layer.root, path) if layer.name else _parted(layer.root, self.private, path)
            real = _as_on_disk(top, PurePosixPath(rest)) or real
        return real if real.exists() else None

    def _confine(self, real: Path, path: str, told: str = "") -> None:
        """Refuse a link that leads out of its room: it could publish any file of the machine, or one of the site that is for a few."""
        if real.parent not in self._folders:
            self._folders[real.parent] = real.parent.resolve()
        folder = self._folders[real.parent]
        if folder == real.parent and not real.is_symlink():
            return
        target = real.resolve() if real.is_symlink() else folder / real.name
        tops = (*((each.root, "") for each in self.layers.every), (self.private, PRIVATE))
        inside = next(
            (PurePosixPath(name, target.relative_to(top).as_posix()) for top, name in tops if target.is_relative_to(top)), None
        )
        if inside is None:
            raise Refused("file-outside", Place(told or path))
        if not _same_room(PurePosixPath(path), inside):
            raise Refused("link-elsewhere", Place(told or path), value=inside)


def _path_in(layer: Layer, path: str) -> str:
    """The path of a file in a layer, as people are told it."""
    return f"{layer.name}/{layers.in_base(layer.root, path)}" if layer.name else path


def _same_room(asked: PurePosixPath, found: PurePosixPath) -> bool:
    """Whether what a path leads to may be read there: it is where it was asked for, or a link leads to a file of its own kind in its own room – that of the
    booklets, of the services, of the team –, and to nothing hidden."""
    if asked.name == found.name and asked.parent == found.parent:
        return True
    hidden = any(part.startswith(".") for part in found.parts[1 if asked.parts[:1] == (PRIVATE,) else 0 :])
    return _room(asked) == _room(found) and asked.suffix.lower() == found.suffix.lower() and not hidden


def _room(path: PurePosixPath) -> tuple[str, ...]:
    """`content/booklets` of all that is below; of any other file its first folder."""
    first, *below = path.parts or ("",)
    return (first, below[0]) if first == "content" and len(below) > 1 else (first,)


def _as_on_disk(base: Path, path: PurePosixPath) -> Path | None:
    """The file of that name in whatever form the disk has it: macOS and archives write é as e and an accent."""
    for part in path.parts:
        wanted = unicodedata.normalize("NFC", part)
        same = (
            (entry for entry in base.iterdir() if unicodedata.normalize("NFC", entry.name) == wanted) if base.is_dir() else iter(())
        )
        if (found := next(same, None)) is None:
            return None
        base = found
    return base


def one_line_end(text: str) -> str:
    """The text with line ends as Unix has them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def decoded(data: bytes, path: str) -> str:
    """The text of UTF-8 bytes that were read at a path, each letter with its accents one sign where Unicode has it (NFC): so two texts that look
    alike are alike. UTF-16 says itself what it is. Raises Refused: `file-not-utf8`, at its line, and `file-zip`."""
    if data.startswith(_UTF_16):
        return unicodedata.normalize("NFC", data.decode("utf-16", "replace"))
    if data.startswith(_ZIP):
        raise Refused("file-zip", Place(path))
    try:
        return unicodedata.normalize("NFC", data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise _not_utf8(data, error, path) from None


def _not_utf8(data: bytes, error: UnicodeDecodeError, path: str) -> Refused:
    before = data[: error.start].decode("utf-8", "replace")
    return Refused("file-not-utf8", Place(path, before.count("\n") + 1, len(before) - before.rfind("\n")))


def elsewhere(file: Path, limit: int, decode: Callable[[bytes, str], str] = decoded) -> str:
    """The text of a file that lies anywhere, read through a door of its own folder. Raises Refused, at the place that the person named."""
    real = file.resolve()
    try:
        return one_line_end(decode(Door(real.parent, datetime.date.min).read(real.name, limit), real.name))
    except Refused as refused:
        problem = refused.problem
        raise Refused(problem.code, replace(problem.place, path=str(file)), **dict(problem.values)) from None
