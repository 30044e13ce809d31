"""Former outputs: the last ones that a site had, so that one of them can be published again.

An output that is replaced is moved here whole; what its successor had in common with it is the same file, linked. Beside each lies a sealed note: the digests
of its files, and what it showed of people and places, as marks that name nobody – so that a withdrawal finds the outputs that would undo it.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from livret import limits
from livret.publish import atomic, outputs
from livret.publish.store_key import store_key

_FOLDER, _NOTE = "former", "shown.json"


@dataclass(frozen=True, slots=True)
class Shown:
    """What is known of an output: the day that it was made for, its files with the SHA-256 of each, marks of what it shows, and of the consents that it
    was made with."""

    day: str
    files: Mapping[str, str]
    marks: frozenset[str]
    consents: frozenset[str]


@dataclass(frozen=True, slots=True)
class Former:
    """An output that was replaced; the higher the number, the later."""

    number: int
    folder: Path
    shown: Shown

    def read(self, path: str) -> bytes:
        """The bytes of one of its files."""
        return (self.folder / path).read_bytes()

    def damaged(self) -> str:
        """The first file that is not as it was published; "" where all are."""
        return next((path for path, sha256 in self.shown.files.items() if digest(self.folder / path) != sha256), "")


def note(site: Path, out: Path, shown: Shown | None) -> bool:
    """Says what the output that was just published shows; None where it is a part of a site, and none to come back to. Whether that is written: else there
    is no way back to it, until a build writes it."""
    folder = outputs.of(site, out)
    with suppress(OSError):
        if shown:
            outputs.note(folder, out)
            value = {
                "day": shown.day, "files": dict(shown.files), "marks": sorted(shown.marks), "consents": sorted(shown.consents),
            }  # fmt: skip
            data = json.dumps(value, ensure_ascii=False).encode()
            atomic.write(folder / _NOTE, _seal(data) + b"\n" + data)
            return True
    with suppress(OSError):
        (folder / _NOTE).unlink(missing_ok=True)  # it is another output's
    return shown is None


def keep(site: Path, out: Path, replaced: Path) -> None:
    """Takes the output that was replaced, with its note, in place of the oldest. One of which nothing is known is not kept, nor one that the disk refuses:
    its successor is published."""
    folder = outputs.of(site, out)
    shown = _read_note(folder / _NOTE)
    if shown is None or not _is_of(folder / _NOTE, shown, replaced):
        return
    number = max((each.number for each in every(site, out)), default=0) + 1
    target = folder / _FOLDER / str(number)
    with suppress(OSError):
        _move_here(replaced, folder / _NOTE, target)
    for old in every(site, out)[limits.FORMER_OUTPUTS :]:
        forget(old)


def _is_of(its_note: Path, shown: Shown, folder: Path) -> bool:
    """Whether a note is of an output. It is written after that was laid out; an older one may be what a disk refused to take away, and is believed where
    every file is as it says: else a withdrawal would not find what the output shows."""
    with suppress(OSError):
        if its_note.stat().st_mtime_ns >= folder.stat().st_mtime_ns:
            return True
    return not Former(0, folder, shown).damaged()


def _move_here(replaced: Path, its_note: Path, target: Path) -> None:
    """The note last: what is no whole one is removed by whoever looks next."""
    target.parent.mkdir(exist_ok=True)
    shutil.rmtree(target, ignore_errors=True)
    try:
        replaced.rename(target)
    except OSError:  # another file system
        shutil.copytree(replaced, target)
    its_note.replace(_note_of(target))


def every(site: Path, out: Path) -> list[Former]:
    """The former outputs, the latest first; what is no whole one is removed."""
    return _in(outputs.of(site, out) / _FOLDER)


def withdraw(site: Path, gone: Callable[[Shown], bool]) -> None:
    """Deletes the former outputs, of every output of a site, that show what is withdrawn."""
    found = [each for folder in (site / outputs.FOLDER).glob(f"*/{_FOLDER}") for each in _in(folder) if gone(each.shown)]
    for each in found:
        forget(each)


def forget(former: Former) -> None:
    """The note last: without one, what is left of a folder is removed by whoever looks next."""
    shutil.rmtree(former.folder, ignore_errors=True)
    _note_of(former.folder).unlink(missing_ok=True)


def _in(folder: Path) -> list[Former]:
    return sorted(_whole_ones(folder), key=lambda each: each.number, reverse=True)


def _whole_ones(folder: Path) -> Iterator[Former]:
    with suppress(OSError):
        for each in list(folder.iterdir()):
            if not each.name.isdecimal() or not each.is_dir():
                continue
            shown = _read_note(_note_of(each))
            if shown:
                yield Former(int(each.name), each, shown)
            else:
                shutil.rmtree(each, ignore_errors=True)


def _note_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.json")


def _read_note(path: Path) -> Shown | None:
    """A note that this person's runs have written; None where there is none, or somebody changed it."""
    with suppress(OSError):
        seal, _, data = path.read_bytes().partition(b"\n")
        if seal == _seal(data):
            found = json.loads(data)
            return Shown(found["day"], found["files"], frozenset(found["marks"]), frozenset(found["consents"]))
    return None


def _seal(data: bytes) -> bytes:
    return hashlib.blake2b(data, key=store_key(), digest_size=16).hexdigest().encode()


def digest(path: Path) -> str:
    """The SHA-256 of a file in hexadecimal; "" where there is none."""
    with suppress(OSError):
        return hashlib.sha256(path.read_bytes()).hexdigest()
    return ""


def marks(parts: Iterable[tuple[str, ...]]) -> frozenset[str]:
    """A mark for each, which says nothing to whoever reads it without the key of the person."""
    return frozenset(hashlib.blake2b("\0".join(each).encode(), key=store_key(), digest_size=12).hexdigest() for each in parts)
