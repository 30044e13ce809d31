"""One process at a time: a lock that the system releases when its process ends, however it ended.

Nobody judges from outside whether an owner still lives: what the file says of it is for the message alone. A process that was forked from the owner lets go
of the lock at once, or it would hold it for as long as it lives.
"""

from __future__ import annotations

import datetime
import os
import platform
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

_FAR = 1 << 30  # Windows locks bytes, and nobody reads those that are locked: one that the file does not have
_OWNER_BYTES = 200
_LOOKS, _MOMENT = 10, 0.02  # seconds
_held: set[IO[bytes]] = set()


class Locked(Exception):
    """Another process holds the lock; the words say which, as far as it has written that."""


@contextmanager
def lock(path: Path) -> Iterator[None]:
    """Holds the lock file for the block. Raises Locked at once when another process holds it."""
    with path.open("a+b", buffering=0) as file:
        if not _take(file):
            raise Locked(_owner(file))
        _held.add(file)
        _write(file, f"process {os.getpid()} on {platform.node()}, since {datetime.datetime.now().astimezone():%Y-%m-%d %H:%M}")
        try:
            yield
        finally:
            _held.discard(file)
            _write(file, "")


def _owner(file: IO[bytes]) -> str:
    """What the owner says of itself; one that has just begun is given a moment to say it."""
    for _ in range(_LOOKS):
        file.seek(0)
        if owner := file.read(_OWNER_BYTES).decode("utf-8", "replace"):
            return owner
        time.sleep(_MOMENT)
    return ""


def _write(file: IO[bytes], owner: str) -> None:
    """A full disk costs a message its detail."""
    with suppress(OSError):
        file.truncate(0)
        file.write(owner.encode())


def _take(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 – of its own system

            file.seek(_FAR)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _close_inherited() -> None:
    """In a forked process: the lock is its parent's."""
    while _held:
        _held.pop().close()


if hasattr(os, "register_at_fork"):  # POSIX only, as forking is
    os.register_at_fork(after_in_child=_close_inherited)
