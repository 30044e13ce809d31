"""What a command costs: processor time and memory of all its processes, wall, and the files it leaves. Linux only: it reads /proc."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Self

_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER, linux/prctl.h
_SAID = "said"  # the file with what a command prints
_GRACE = 2.0  # seconds that a process may outlive the command
_SHARE = 20  # looking at memory takes at most one part in so many of the time
_PAUSE = 0.02  # seconds between two looks, at least


Command = list[str | Path]


class Failed(Exception):
    """A command that did not do what was measured, or not in time."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of processor and of wall, and the most memory at one time: the proportional set size of all processes, in bytes."""

    cpu: float
    wall: float
    memory: int


@dataclass(frozen=True, slots=True)
class Weight:
    files: int
    size: int


def adopt() -> None:
    """From here on, a process whose parent ends becomes a child of this one, so that its time is counted and it cannot hide."""
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)


def run(command: Command, folder: Path, environment: Mapping[str, str], limit: float) -> Cost:
    """Runs a command to its end. Raises Failed when it fails, takes longer than `limit` or leaves a process behind."""
    start = time.perf_counter()
    with Watch() as watch, started(command, folder, environment) as process:
        late = threading.Timer(limit, os.killpg, (process.pid, signal.SIGKILL))
        late.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
        finally:
            late.cancel()
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        orphans = _reaped()
    if wall >= limit:
        raise Failed(f"more than {limit:.0f} s")
    if process.returncode:
        said = (folder / _SAID).read_text(encoding="utf-8", errors="replace")
        raise Failed(f"{' '.join(map(str, command))}: exit {process.returncode}\n{said[-2000:]}")
    return Cost(usage.ru_utime + usage.ru_stime + orphans, wall, watch.most)


@contextmanager
def started(command: Command, folder: Path, environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A process in a session of its own, of which nothing is left after the block. What it says goes into a file of the folder."""
    with (folder / _SAID).open("wb") as log:
        process = subprocess.Popen(
            command, stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, env=environment, start_new_session=True
        )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        _reaped()


def _reaped() -> float:
    """Processor time of processes that their parents did not wait for. Raises Failed when one lives on."""
    spent, patience = 0.0, time.monotonic() + _GRACE
    while True:
        try:
            pid, _, usage = os.wait4(-1, os.WNOHANG)
        except ChildProcessError:
            return spent
        if pid:
            spent += usage.ru_utime + usage.ru_stime
        elif time.monotonic() > patience:
            raise Failed("a process outlived the command")
        else:
            time.sleep(0.01)


class Watch(threading.Thread):
    """Looks at the memory of all processes beneath this one, while it is entered."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most = 0
        self._done = threading.Event()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self.join()

    def run(self) -> None:
        pause = 0.0
        while not self._done.wait(pause):
            start = time.perf_counter()
            self.most = max(self.most, sum(map(_memory, descendants(os.getpid()))))
            pause = max(_PAUSE, _SHARE * (time.perf_counter() - start))


def descendants(pid: int) -> Iterator[int]:
    children: dict[int, list[int]] = {}
    for entry in os.scandir("/proc"):
        if entry.name.isdigit() and (fields := _status(int(entry.name))):
            children.setdefault(int(fields[1]), []).append(int(entry.name))
    todo = [pid]
    while todo:
        below = children.get(todo.pop(), [])
        todo += below
        yield from below


def processor(pid: int) -> float:
    """Seconds that a running process, those beneath it and those it waited for have used."""
    fields = [found for each in (pid, *descendants(pid)) if (found := _status(each))]
    return sum(int(each[at]) for each in fields for at in (11, 12, 13, 14)) / os.sysconf("SC_CLK_TCK")


def _status(pid: int) -> list[str]:
    """The fields of /proc/PID/stat from the state on, see proc(5); none of a process that is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _memory(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:  # it has just ended
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def weight(*folders: Path, since: int = 0) -> Weight:
    """The files in folders, those alone that were written at `since` (nanoseconds) or later; one with two names counts once."""
    found = {}
    for folder in folders:
        for base, _, names in os.walk(folder):
            for name in names:
                status = Path(base, name).lstat()
                if status.st_mtime_ns >= since:
                    found[status.st_ino] = status.st_size
    return Weight(len(found), sum(found.values()))


def middle(costs: Sequence[Cost]) -> Cost:
    return Cost(
        median(each.cpu for each in costs), median(each.wall for each in costs), round(median(each.memory for each in costs))
    )
