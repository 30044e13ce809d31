"""Builds that are ended from outside, or whose disk fails, each at a moment of its own.

python killing.py ARGUMENT…             takes a line for each build, and says how it ended:
    KILL 0.4            after so many seconds
    TERM #120           when it touches the disk for the 120th time
    ENOSPC #120         the disk refuses that one; ENOSPC #120+ that one and all that follow
    EROFS .livret/      the disk refuses whatever has this in its path
    FULL #7             the 7th file that is opened to be written takes no byte; FULL #7+ none from there on
    -                   undisturbed

Each build is a fork, so that Livret is loaded once, and a command as a person calls it. What touches the disk is counted in each of its processes; a signal is
sent to the first of them.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import signal
import sys
import threading
from typing import Any

import livret.pipeline  # noqa: F401 – a command loads it when it is called
from livret.__main__ import run

TOUCHING = frozenset(
    {"open", "os.mkdir", "os.link", "os.rename", "os.remove", "os.rmdir", "os.chmod", "os.truncate", "shutil.rmtree"}
)
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Moment:
    """The so-manieth time, `#7`; that and all that follow, `#7+`; or each time that a path has a text in it."""

    def __init__(self, text: str) -> None:
        self.counted, self.on = text.startswith("#"), text.endswith("+")
        self.left, self.part = (int(text.strip("#+")), "") if self.counted else (0, text)

    def has_come(self, path: str) -> bool:
        self.left -= 1
        return self.left == 0 or (self.on and self.left < 0) if self.counted else self.part in path


class Hook:
    """An audit hook that does something before the build does something to the disk."""

    def __init__(self, kind: str, moment: Moment) -> None:
        self.moment, self.build = moment, os.getpid()
        self.signal = signal.Signals[f"SIG{kind}"] if hasattr(signal, f"SIG{kind}") else None
        self.number = getattr(errno, kind, 0)

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event not in TOUCHING or (event == "open" and not self._writes(*arguments)):
            return
        path = os.fsdecode(arguments[0]) if isinstance(arguments[0], str | bytes | os.PathLike) else ""
        if self.moment.has_come(path):
            if self.signal is None:
                raise OSError(self.number, os.strerror(self.number), path)
            os.kill(self.build, self.signal)

    def _writes(self, path: object, _: object, flags: int) -> bool:
        return (
            bool(flags & WRITING) and not str(path).startswith("/dev/") and (self.signal is not None or not isinstance(path, int))
        )


def fill(moment: Moment) -> None:
    """Files that are opened, and take no byte, as on a disk that is full."""
    opened = io.open

    def full(file: Any, mode: str = "r", *rest: Any, **named: Any) -> Any:
        found = opened(file, mode, *rest, **named)
        if set(mode) & set("wax+") and moment.has_come(str(file)):
            os.dup2(os.open("/dev/full", os.O_WRONLY), found.fileno())
        return found

    io.open = builtins.open = full


def build(arguments: list[str], kind: str, moment: str) -> None:
    """Does not return. Signals do what they do at a terminal, whatever began this process: what runs in the background ignores some."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if kind == "FULL":
        fill(Moment(moment))
    elif moment and not moment[0].isdigit():
        sys.addaudithook(Hook(kind, Moment(moment)))
    sys.argv[1:] = arguments
    run()
    os._exit(0)


for line in sys.stdin:
    kind, _, moment = line.strip().partition(" ")
    if not (child := os.fork()):
        build(sys.argv[1:], kind, moment)
    ends = threading.Timer(float(moment), os.kill, (child, signal.Signals[f"SIG{kind}"])) if moment[:1].isdigit() else None
    if ends:
        ends.start()
    ended = os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)  # the number is still its own: nobody else is killed
    if ends:
        ends.cancel()
        ends.join()
    os.waitpid(child, 0)
    print(-ended.si_status if ended.si_code != os.CLD_EXITED else ended.si_status, flush=True)
