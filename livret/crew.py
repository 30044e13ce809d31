"""A crew: who does the work. This process, a pool of processes, or the workers of a cluster, behind the interface of `concurrent.futures`.

Each worker is an executor of its own, so that a language comes back to the one that knows it. A worker that dies is replaced, and what it
was at is done again: that costs time only. A worker whose build was killed ends with it.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_all_start_methods, get_context, parent_process
from typing import Any, TypeVar

from livret import cluster
from livret.options import Options

T = TypeVar("T")
Hire = Callable[[int], Executor]
_TRIES = 3  # a task that kills its worker so many times is a mistake of ours


class Here(Executor):
    """This process: a task is done when it is given."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 – whoever asks for the result is told
            future.set_exception(error)
        return future


@dataclass(slots=True)
class Crew:
    """`hire` gives the worker of a number."""

    hire: Hire
    workers: list[Executor]

    def each(self, tasks: Sequence[tuple[int, Callable[..., T], tuple[Any, ...]]]) -> Iterator[T]:
        """What comes of each task – (whose it is, function, arguments) – in their order. `whose` is any number: equal ones go to one worker."""
        given = [self._give(*task) for task in tasks]
        for task, future in zip(tasks, given, strict=True):
            yield self._result(task, future)

    def _give(self, whose: int, function: Callable[..., T], arguments: tuple[Any, ...]) -> Future[T]:
        try:
            return self.workers[whose % len(self.workers)].submit(function, *arguments)
        except BrokenProcessPool as broken:
            future: Future[T] = Future()
            future.set_exception(broken)
            return future

    def _result(self, task: tuple[int, Callable[..., T], tuple[Any, ...]], future: Future[T]) -> T:
        for _ in range(_TRIES - 1):
            try:
                return future.result()
            except BrokenProcessPool:
                self._replace(task[0] % len(self.workers))
                future = self._give(*task)
        return future.result()

    def _replace(self, number: int) -> None:
        """A fresh worker in the place of one that died; of several tasks that it was given, only the first to be missed asks for it."""
        dead = self.workers[number]
        if getattr(dead, "_broken", True):
            dead.shutdown(wait=False)
            self.workers[number] = self.hire(number)


@contextmanager
def crew(options: Options) -> Iterator[Crew]:
    """Who works for a build: the workers of a cluster, so many processes – one for each core when nothing is said –, or this process alone."""
    if options.cluster:
        with cluster.workers(options.cluster) as hired:
            yield Crew(lambda number: hired[number], list(hired))
        return
    count = options.jobs or os.cpu_count() or 1
    if count == 1:
        yield Crew(lambda _: Here(), [Here()])
        return
    context = get_context(start_method())
    own = Crew(lambda _: ProcessPoolExecutor(1, mp_context=context, initializer=_end_with_parent), [])
    own.workers += [own.hire(number) for number in range(count)]
    try:
        yield own
    finally:
        for worker in own.workers:
            worker.shutdown(cancel_futures=True)


def _end_with_parent() -> None:
    """A worker that waits for work does not see that nobody is left to give it any. Its parent is seen to end by a pipe that closes: the system does
    that however it ended. A forked worker holds the pipes of those forked before it, so the last of them goes first."""
    parent = parent_process()

    def watch() -> None:
        if parent:
            parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def start_method() -> str:
    """Processes are forked where the system can, so that they know what was read."""
    return "fork" if "fork" in get_all_start_methods() else "spawn"
