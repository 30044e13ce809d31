"""Builds that die as by `kill -9`, each at a moment of its own: the so-manieth time that it touches the disk in some way.

python killed.py SITE ARGUMENT…        takes moments, a line each – `os.rename 2`, `os.rename 1 .old` – and says how each build ended

The ways are Python's audit events; `open` counts where a file of the site is written. Each build is a fork, so that Livret is loaded once.
"""

from __future__ import annotations

import os
import signal
import sys

import livret.pipeline  # noqa: F401 – a command loads it when it is called
from livret.cli import main

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Killer:
    """An audit hook that ends its own process at a moment, before what is done then."""

    def __init__(self, site: str, moment: str) -> None:
        self.site = site
        self.way, number, *parts = moment.split()
        self.left, self.part = int(number), "".join(parts)

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if event == self.way and self._meant(arguments) and (event != "open" or self._writes(*arguments)):
            self.left -= 1
            if not self.left:
                os.kill(os.getpid(), signal.SIGKILL)

    def _meant(self, arguments: tuple[object, ...]) -> bool:
        return any(self.part in str(argument) for argument in arguments) or not self.part

    def _writes(self, path: object, _: object, flags: int) -> bool:
        return str(path).startswith(self.site) and bool(flags & WRITING)


def build(site: str, arguments: list[str], moment: str) -> None:
    """Does not return."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.addaudithook(Killer(site, moment))
    main(arguments)


for line in sys.stdin:
    if not os.fork():
        build(sys.argv[1], sys.argv[2:], line)
    print(os.waitstatus_to_exitcode(os.wait()[1]), flush=True)
