"""Folders for one process, below the system's for what is temporary.

Each holds a lock for as long as its process needs it. So whoever comes next can tell what a process that was killed has left, and sweeps it.
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from livret.lock import Locked, lock
from livret.problems import MachineFailed
from livret.tongue import told

_PREFIX, _LOCK = ".livret-scratch-", ".lock"


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder that is gone after the block."""
    sweep()
    with ExitStack() as held:
        yield _begun(held)


def sweep() -> None:
    """Removes what processes that were killed have left. What cannot be removed stays."""
    for folder in _room().glob(f"{_PREFIX}*"):
        with suppress(OSError, Locked):
            if _is_own(folder):
                with lock(folder / _LOCK):
                    _remove(folder)
                _remove(folder)  # Windows removes no file that is open


def _room() -> Path:
    """The system's folder for what is temporary. Raises MachineFailed where none can be written."""
    try:
        return Path(tempfile.gettempdir())
    except FileNotFoundError:
        raise MachineFailed(told("no folder for temporary files can be written: free some of the disk, or set TMPDIR")) from None


def _begun(held: ExitStack) -> Path:
    """A folder whose lock is held. Between its making and its lock another process may have swept it: then it is another one."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=_room()))
        held.callback(_remove, folder)
        with suppress(Locked, FileNotFoundError):
            held.enter_context(lock(folder / _LOCK))
            if (folder / _LOCK).exists():
                return folder


def _remove(folder: Path) -> None:
    """As far as the disk lets it go: what stays is swept by a later run."""
    with suppress(OSError):
        shutil.rmtree(folder, ignore_errors=True)


def _is_own(folder: Path) -> bool:
    status = folder.lstat()
    return stat.S_ISDIR(status.st_mode) and (not hasattr(os, "getuid") or status.st_uid == os.getuid())
