"""The signals that end a process from outside, as far as this system has them; and whether one came."""

from __future__ import annotations

import signal
import sys

ENDING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
_came: list[int] = []


def leave(number: int, _: object) -> None:
    """A handler: ends as the signal would, but by way of whatever has something to put away. Sent again, it ends at once."""
    signal.signal(number, signal.SIG_DFL)
    _came.append(number)
    sys.exit(128 + number)


def heed() -> None:
    """Ends a process that was told to and went on: what is raised while Python forks, or throws something away, is lost."""
    if _came:
        sys.exit(128 + _came[0])
