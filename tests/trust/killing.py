"""Builds that are ended from outside, each at a moment of its own.

python killing.py ARGUMENT…             takes a line for each build – `KILL 0.4`, seconds; `TERM #120`, when it touches the disk for the 120th time; `-`,
                                        never – and says how it ended

Each build is a fork, so that Livret is loaded once, and a command as a person calls it. What touches the disk is counted in each of its processes, and the
signal is sent to the first of them.
"""

from __future__ import annotations

import os
import signal
import sys
import threading

import livret.pipeline  # noqa: F401 – a command loads it when it is called
from livret.__main__ import run

TOUCHING = frozenset(
    {"open", "os.mkdir", "os.link", "os.rename", "os.remove", "os.rmdir", "os.chmod", "os.truncate", "shutil.rmtree"}
)
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Killer:
    """An audit hook that ends the build before it does something to the disk for the so-manieth time."""

    def __init__(self, kind: int, number: int) -> None:
        self.kind, self.left, self.build = kind, number, os.getpid()

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if event in TOUCHING and (event != "open" or self._writes(*arguments)):
            self.left -= 1
            if not self.left:
                os.kill(self.build, self.kind)

    def _writes(self, path: object, _: object, flags: int) -> bool:
        return bool(flags & WRITING) and not str(path).startswith("/dev/")


def build(arguments: list[str], kind: str, moment: str) -> None:
    """Does not return."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if moment.startswith("#"):
        sys.addaudithook(Killer(signal.Signals[f"SIG{kind}"], int(moment[1:])))
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
