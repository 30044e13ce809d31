"""Putting a finished folder in the place of another, in one step where the system can."""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # linux/fs.h; both names exist at every moment


def swap(fresh: Path, out: Path, aside: Path) -> None:
    """Makes `fresh` the folder `out`; what was there is at `aside` afterwards.

    Where renameat2 exchanges the two, a reader sees the old site or the new one and never none. Elsewhere
    – macOS, Windows, some mounts – two renames leave the smallest window, and a failure puts the old one back.
    """
    if not out.exists():
        fresh.rename(out)
    elif _exchange(fresh, out):
        with suppress(OSError):  # it is published: the old one goes with the stage
            fresh.rename(aside)
    else:
        out.rename(aside)
        try:
            fresh.rename(out)
        except OSError:
            aside.rename(out)
            raise


def _exchange(one: Path, other: Path) -> bool:
    """Whether the system exchanged the two names."""
    if not sys.platform.startswith("linux"):
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    renameat2 = getattr(libc, "renameat2", None)
    if renameat2 is None:
        return False
    return bool(renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0)
