"""The preview at work: one thread that reads the site and makes files, and the order in which it does.

What was saved comes first, then whoever waits for a page, then whoever waits for what is made of many files, one file at a time; last, what
nobody has asked for yet. So each answer is of one draft, and a long one keeps nobody from a short one.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from livret import check as checking
from livret import formats
from livret.console import echo
from livret.options import Options
from livret.problems import Problem, Report
from livret.serve.draft import Draft, Failed, GivesWay, Ready, Unplanned
from livret.serve.moment import Outdated
from livret.tongue import told
from livret.wording import refusal

T = TypeVar("T")
_NEVER = 1 << 30
_PATIENCE = 1.0  # seconds: so long an answer that a change has overtaken waits for word of that change
_CALM = 10.0  # seconds: nobody is at work who has not asked or saved for so long


@dataclass(eq=False, slots=True)
class _Asked:
    """Somebody waits for a path. `tier` and `steps` are those of the present draft."""

    path: str
    future: Future[Ready]
    tier: int = 0
    steps: Generator[None, None, Ready] | None = None


@dataclass(frozen=True, slots=True)
class _Look:
    """Somebody wants to know something of the draft."""

    at: Callable[[Draft], Any]
    future: Future[Any]


@dataclass
class Preview:
    """`changed` is called after each reading. `run` is a thread's; the other methods are for any thread."""

    options: Options
    changed: Callable[[], None] = lambda: None
    draft: Draft | None = None
    readings: int = 0
    _asked: list[_Asked] = field(default_factory=list)
    _looks: list[_Look] = field(default_factory=list)
    _last: str = "index.html"  # the page that somebody looks at, as far as is known
    _due: bool = True  # something was saved
    _overtaken: bool = False  # the draft is known to be out of date
    _mistake: str = ""  # of ours: the site could not be read
    _preparing: Iterator[None] | None = None
    _settled: int = 0  # how many files there were when all was prepared and kept
    _littered: bool = False  # there was a draft that nobody needs any more
    _patient: bool = False  # what is being made can wait
    _called: bool = False  # somebody waits
    _stopping: bool = False
    _told: set[Problem] = field(default_factory=set)
    _lock: threading.Condition = field(default_factory=threading.Condition)

    def ask(self, path: str) -> Future[Ready]:
        """The file at a path of public/. The future raises Failed or Unplanned."""
        asked = _Asked(path, Future())
        asked.future.set_running_or_notify_cancel()  # nobody can take it back
        with self._lock:
            self._asked.append(asked)
            self._call()
        return asked.future

    def look(self, at: Callable[[Draft], T]) -> Future[T]:
        """What a function says of the draft, once what was saved is read. It is called by the thread that makes pages: it does not make any. The future raises
        Failed, also where there is no draft."""
        look = _Look(at, Future())
        look.future.set_running_or_notify_cancel()
        with self._lock:
            self._looks.append(look)
            self._call()
        return look.future

    def due(self) -> None:
        """Something was saved."""
        with self._lock:
            self._due = True
            self._call()

    def stop(self) -> None:
        with self._lock:
            self._stopping = True
            self._call()

    def current(self) -> bool:
        """Whether the files are as the draft found them."""
        return self.draft is None or self.draft.door.current()

    def _call(self) -> None:
        self._called = True
        self._lock.notify_all()

    # --- the thread's own ----------------------------------------------------------------------------------

    def run(self) -> None:
        """Works until it is stopped."""
        with _no_long_collections():
            while (work := self._next()) is not None:
                work()

    def _next(self) -> Callable[[], None] | None:
        """What is to be done now; waits until there is something."""
        with self._lock:
            while not self._stopping:
                self._called = False
                if self._due:
                    self._due = False
                    return self._read_again
                if self._looks and not self._overtaken:
                    return self._show
                if self._asked and not self._overtaken:
                    return self._answer
                if self._preparing and not self._overtaken:
                    return self._prepare
                if not self._lock.wait(_PATIENCE if self._overtaken else _CALM if self._littered else None):
                    if not self._overtaken:
                        return self._tidy
                    self._due = True
            return None

    def _read_again(self) -> None:
        """Reads the site again, unless that was done since."""
        if self.draft and not self._mistake and self.draft.door.current():
            self._overtaken = False
            return
        try:
            self.draft = Draft.read(self.options, self.draft, lambda: self._patient and self._called)
            self._mistake = ""
        except Outdated:
            self._overtaken = True
            return
        except Exception as error:  # noqa: BLE001 – a mistake of ours must not end a volunteer's afternoon
            self._mistake = Failed.by_mistake(error).mistake
        self.readings += 1
        self._overtaken, self._settled, self._littered = False, 0, True
        for asked in self._asked:
            asked.tier, asked.steps = 0, None
        self._preparing = self._prepared()
        if self.draft:
            self._tell()
            echo(checking.summary(self.draft.report))
        self.changed()

    def _show(self) -> None:
        """Tells whoever wants to know something."""
        with self._lock:
            look = self._looks.pop(0)
        try:
            if self.draft is None or self._mistake:
                raise Failed((), self._mistake)  # noqa: TRY301 – as what a look may raise
            look.future.set_result(look.at(self.draft))
        except Failed as failed:
            look.future.set_exception(failed)
        except Exception as error:  # noqa: BLE001 – as above
            look.future.set_exception(Failed.by_mistake(error))

    def _answer(self) -> None:
        """Does a step for whoever waits for the least."""
        asked = min(self._asked, key=lambda each: each.tier)
        try:
            self._step(asked)
        except StopIteration as done:
            self._answered(asked)
            asked.future.set_result(done.value)
        except Outdated:
            self._overtaken = True
        except (Failed, Unplanned) as error:
            self._answered(asked)
            asked.future.set_exception(error)
        except Exception as error:  # noqa: BLE001 – as above
            self._answered(asked)
            asked.future.set_exception(Failed.by_mistake(error))

    def _step(self, asked: _Asked) -> None:
        """Finds what was asked for; the next time, makes a file of it."""
        if self._mistake or self.draft is None:
            raise Failed((), self._mistake)
        if asked.steps is None:
            artifact = self.draft.artifact(asked.path)
            asked.tier, asked.steps = formats.tier(artifact.kind), self.draft.answer(artifact)
        else:
            next(asked.steps)

    def _answered(self, asked: _Asked) -> None:
        with self._lock:
            self._asked.remove(asked)
        if asked.path.endswith(".html"):
            self._last, self._preparing = asked.path, self._prepared()

    def _prepare(self) -> None:
        """Makes one of the files that nobody has asked for."""
        self._patient = True
        try:
            next(self._preparing or iter(()))
        except GivesWay:
            self._preparing = self._prepared()
        except Outdated:
            self._overtaken = True
        except (StopIteration, Failed):
            self._preparing = None
        except OSError as error:  # what was learnt cannot be kept
            echo(f"livret: {told(refusal(error))}")
            self._preparing = None
        except Exception as error:  # noqa: BLE001 – as above
            Failed.by_mistake(error)
            self._preparing = None
        finally:
            self._patient = False

    def _prepared(self) -> Iterator[None]:
        """Pages; then what was learnt of each language is kept for the next start, and problems that were met are told."""
        if self.draft is None or self._mistake:
            return
        yield from self.draft.prepare(self._last)
        if self.draft.count != self._settled:
            self._settled = self.draft.count
            yield from self.draft.keep()
            self._tell()

    def _tidy(self) -> None:
        gc.collect()
        self._littered = False

    def _tell(self) -> None:
        """Every problem once, as long as it is there."""
        problems, fresh = self.draft.problems() if self.draft else set(), Report()
        for problem in problems - self._told:
            fresh.take(problem)
        for line in checking.lines(fresh):
            echo(line)
        self._told = problems


@contextmanager
def _no_long_collections() -> Iterator[None]:
    """What was read lives long: a collector that goes through all of it holds up whoever waits, so that is done when nobody does."""
    before = gc.get_threshold()
    gc.set_threshold(*before[:2], _NEVER)
    try:
        yield
    finally:
        gc.set_threshold(*before)
