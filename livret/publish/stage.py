"""The stage: a sibling of the output where the new site is laid out whole before it takes the old one's place.

1. `open` locks the output, refuses a folder that is not ours, sweeps what a killed build left.
2. `files` links what has not changed and writes what has.
3. `swap` puts the stage in the place of the output; without it nothing has happened.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from livret import scratch
from livret.lock import Locked, lock
from livret.problems import MachineFailed
from livret.publish import beside, lingering
from livret.publish.beside import MARK
from livret.publish.files import Files
from livret.publish.swap import swap
from livret.source.door import FOLDERS
from livret.tongue import marked, told

_PROFESSIONAL = (
    b"This folder holds the edition for professionals. Never publish it. It is made by Livret and replaced by each build.\n"
)
_PUBLIC = b"This folder is made by Livret and replaced by each build.\n"


class PublishError(MachineFailed):
    """The output cannot be published there; the words are for a person."""


class Stage:
    """A new output in the making."""

    def __init__(self, out: Path, folder: Path, aside: Path, mark: bytes = _PUBLIC) -> None:
        self.out, self.folder, self.aside, self.mark = out, folder, aside, mark
        self.files = Files(folder, out)

    @classmethod
    @contextmanager
    def open(cls, out: Path, site: Path, *, professional: bool = False) -> Iterator[Stage]:
        """A stage beside `out`. Raises PublishError when `out` must not be replaced or another build is at work."""
        out, site = out.resolve(), site.resolve()
        mark = _PROFESSIONAL if professional else _PUBLIC
        _refuse_foreign(out, site)
        _refuse_other_edition(out, site, mark)
        out.parent.mkdir(parents=True, exist_ok=True)
        try:
            with lock(beside.lock(out)):
                _sweep(out)
                stage = cls(out, _unlike_any(beside.stage(out)), beside.old(out), mark)
                stage.folder.mkdir(mode=0o755, parents=True)
                try:
                    yield stage
                finally:
                    _sweep(out)
        except Locked as owner:
            who = f" ({owner})" if str(owner) else ""
            raise PublishError(told("another build is at work on {out}{who}: wait for it to end", out=out, who=who)) from None

    def swap(self, keep: Callable[[Path], None] | None = None) -> None:
        """The new output takes the place of the old one, in one step, last; the old one is removed, but for what lingers, unless `keep` moves it away."""
        self.files.write(MARK, self.mark + lingering.carry(self.files).encode())
        swap(self.folder, self.out, self.aside)
        if keep and self.aside.is_dir():
            keep(self.aside)
        _sweep(self.out)


def _refuse_foreign(out: Path, site: Path) -> None:
    """Never replace a folder that somebody else filled, nor one that holds what the site is made from."""
    if any((site / own).is_relative_to(out) or out.is_relative_to(site / own) for own in FOLDERS):
        raise PublishError(told("{out} holds the site's own files, or lies among them: choose another --out", out=out))
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise PublishError(told("{out} is no folder: choose another --out", out=out))
    if out.is_dir() and any(out.iterdir()) and not (out / MARK).exists():
        raise PublishError(told("{out} was not made by Livret: empty it, or choose another --out", out=out))


def _refuse_other_edition(out: Path, site: Path, mark: bytes) -> None:
    """What is for professionals never comes where the public's edition is, or inside of it; nor the other way round."""
    found = out / MARK
    if found.is_file() and found.read_bytes().startswith(_PROFESSIONAL) != (mark == _PROFESSIONAL):
        if mark == _PROFESSIONAL:
            raise PublishError(told("{out} holds the public edition: choose another --out", out=out))
        raise PublishError(told("{out} holds the edition for professionals: choose another --out", out=out))
    if mark == _PROFESSIONAL:
        public = site / "public"
        inside = next(
            (folder for folder in (out, *out.parents) if folder == public or (folder != out and (folder / MARK).exists())), None
        )
        if inside:
            words = marked("{out} lies in {inside}, which is published: choose another --out for the edition for professionals")
            raise PublishError(told(words, out=out, inside=inside))


def _unlike_any(room: Path) -> Path:
    """A folder in the stage's that no other build had: a worker of a build that was killed may be in the middle of a file, and has nowhere to write it."""
    return room / secrets.token_hex(8)


def _sweep(out: Path) -> None:
    """Removes what a killed build left. Between the two renames of a system without exchange, `old` is the site."""
    old, stage = beside.old(out), beside.stage(out)
    if old.exists() and not out.exists():
        old.rename(out)
    for leftover in (old, stage):
        shutil.rmtree(leftover, ignore_errors=True)
    scratch.sweep()
