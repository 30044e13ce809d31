"""Waiting for what will come, however busy the machine is: for a cause, never for a time."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
LAST_RESORT = 300  # seconds; what has not come by then will never come. No claim is made of how long anything takes.
_PAUSE = 0.05  # seconds between two looks


def until(look: Callable[[], T]) -> T:
    """What a look finds, once it finds anything."""
    last = time.monotonic() + LAST_RESORT
    while not (found := look()):
        assert time.monotonic() < last, f"nothing after {LAST_RESORT} seconds"
        time.sleep(_PAUSE)
    return found
