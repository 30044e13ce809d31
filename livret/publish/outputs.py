"""The outputs of a site: each has a folder in the site's store for what is kept of it, its records and its manifests.

Which output it is says a file of the folder, `path`: what is kept of one that is no longer there is of no use to anybody.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from contextlib import suppress
from pathlib import Path

from livret.publish import atomic, beside

STORE = ".livret"  # in the folder of a site: all that is kept between runs
FOLDER = f"{STORE}/outputs"
_PATH = "path"


def of(site: Path, out: Path) -> Path:
    """The folder of an output, whether it is there or not."""
    return site / FOLDER / hashlib.sha256(_name(out)).hexdigest()[:12]


def note(folder: Path, out: Path) -> None:
    """Begins the folder of an output, if need be, and says in it whose it is. One that cannot be written costs time, and nothing else."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        if _said(folder) != _name(out):
            atomic.write(folder / _PATH, _name(out))


def sweep(site: Path) -> None:
    """Removes what is kept of outputs that are neither there nor in the making, and what was never written to its end."""
    atomic.sweep(site / STORE)
    with suppress(OSError):
        for folder in sorted((site / FOLDER).iterdir()):
            if not _wanted(folder):
                shutil.rmtree(folder, ignore_errors=True)


def _wanted(folder: Path) -> bool:
    """A disk that does not answer says nothing of an output: its former ones lie here too."""
    try:
        out = Path(os.fsdecode(_whose(folder)) or "/nowhere")
        return of(folder.parents[2], out) == folder and (out.exists() or beside.stage(out).exists())
    except OSError:
        return True


def _said(folder: Path) -> bytes:
    try:
        return _whose(folder)
    except OSError:
        return b""


def _whose(folder: Path) -> bytes:
    """What a folder says that it is of; nothing where it says nothing. Raises OSError where the disk does not answer."""
    path = folder / _PATH
    return path.read_bytes() if path.is_file() else b""


def _name(out: Path) -> bytes:
    return os.fsencode(os.path.realpath(out))
