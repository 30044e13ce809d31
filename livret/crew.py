"""A crew: who does the work. This process, a pool of processes, or the workers of a cluster, behind the interface of `concurrent.futures`.

Each worker is an executor of its own, so that a language comes back to the one that knows it. What dies, or has no memory, is done once more, by a worker
that is fresh: that costs time only. What dies twice is told, for it would die a third time.

All workers hold the one end of a pipe, and the crew the other: when it is closed they end, in the middle of whatever they do. The system closes it when the
crew's process ends, however it ends; a parent's death by itself is only told on Linux, a closed pipe on macOS and Windows too.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from livret import cluster
from livret.options import Options
from livret.problems import MachineFailed, detail
from livret.signals import ENDING, heed
from livret.tongue import speak, spoken

T = TypeVar("T")
Hire = Callable[[int], Executor]
_DEATHS = (BrokenProcessPool, MemoryError)


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
            heed()
            yield self._result(task, future)

    def _give(self, whose: int, function: Callable[..., T], arguments: tuple[Any, ...]) -> Future[T]:
        try:
            return self.workers[whose % len(self.workers)].submit(function, *arguments)
        except BrokenProcessPool as broken:
            future: Future[T] = Future()
            future.set_exception(broken)
            return future

    def _result(self, task: tuple[int, Callable[..., T], tuple[Any, ...]], future: Future[T]) -> T:
        """What comes of a task, at the second try at the latest. Raises MachineFailed."""
        try:
            return future.result()
        except _DEATHS:
            self._replace(task[0] % len(self.workers))
        try:
            return self._give(*task).result()
        except _DEATHS as death:
            if isinstance(death, MemoryError):
                raise MachineFailed(detail("there is not enough memory, twice: close other programs, or try --jobs 1")) from death
            words = detail("a process at work was ended from outside, twice: close other programs, or try --jobs 1")
            raise MachineFailed(words) from death

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
    end, alive = context.Pipe(duplex=False)
    others = () if context.get_start_method() == "spawn" else (alive,)  # what is forked has both ends
    own = Crew(lambda _: ProcessPoolExecutor(1, context, _end_with_crew, (spoken(), end, *others)), [])
    own.workers += [own.hire(number) for number in range(count)]
    try:
        yield own
    except BaseException:
        alive.close()  # nobody waits for what will not be published
        raise
    finally:
        for worker in own.workers:
            worker.shutdown(cancel_futures=True)
        alive.close()
        end.close()


def _end_with_crew(language: str, end: Connection, *others: Connection) -> None:
    """Begins a worker, which speaks as its crew does. What is typed at the terminal is for whoever gives it work; what is sent to itself ends it."""
    for number in ENDING:
        signal.signal(number, signal.SIG_IGN if number == signal.SIGINT else signal.SIG_DFL)
    for other in others:
        other.close()
    speak(language)

    def watch() -> None:
        with suppress(EOFError, OSError):
            end.recv_bytes()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def start_method() -> str:
    """Processes are forked where the system can, so that they know what was read."""
    return "fork" if "fork" in get_all_start_methods() else "spawn"
