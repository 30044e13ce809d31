"""Writing one file so that a reader sees the old one or the new one, never a part."""

from __future__ import annotations

import os
import re
import tempfile
import time
from contextlib import suppress
from pathlib import Path

_BEGUN = re.compile(r"\..+\.[a-z0-9_]{8}")  # what `mkstemp` calls a file here
_HOUR = 3_600  # seconds: nobody writes one file for so long


def write(path: Path, data: bytes) -> bool:
    """Writes unless the file already holds these bytes; says whether it wrote."""
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return True


def remove(path: Path) -> None:
    """Takes a file away that was just written where there was none."""
    path.unlink(missing_ok=True)


def sweep(folder: Path) -> None:
    """Removes what is below a folder of writers that were killed; what is young may be somebody's who is writing."""
    for path in folder.rglob(".*"):
        with suppress(OSError):
            if _BEGUN.fullmatch(path.name) and path.is_file() and path.stat().st_mtime < time.time() - _HOUR:
                path.unlink()
