"""How far a long work is. Whoever does it hands its parts through here; whoever watches – a terminal – is told, and nobody else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

T = TypeVar("T")
Watcher = Callable[
    [str, int, int], None
]  # what is done, how much of it is done, how much there is; nothing is done any more where there is no name

_WATCHER: ContextVar[Watcher | None] = ContextVar("watcher", default=None)


@contextmanager
def watched(watcher: Watcher) -> Iterator[None]:
    """Within the block, a watcher is told."""
    before = _WATCHER.set(watcher)
    try:
        yield
    finally:
        _WATCHER.reset(before)


def through(what: str, parts: Iterable[T], total: int) -> Iterator[T]:
    """The parts as they are done."""
    watcher = _WATCHER.get()
    if watcher is None:
        yield from parts
        return
    watcher(what, 0, total)
    try:
        for done, part in enumerate(parts, 1):
            watcher(what, done, total)
            yield part
    finally:
        watcher("", 0, 0)
