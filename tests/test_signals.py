"""A process that is told to end ends, also where what a signal raises is lost: Python throws it away in a destructor and while it forks."""

from __future__ import annotations

import signal
from concurrent.futures import Executor

import pytest

from livret import signals
from livret.crew import Crew, Here


class Told:
    """Somebody ends the process while this is thrown away."""

    def __del__(self) -> None:
        signals.leave(signal.SIGTERM, None)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_it_ends_before_the_next_task(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signals, "_came", [])
    before = signal.getsignal(signal.SIGTERM)
    done: list[int] = []
    here: list[Executor] = [Here()]
    results = Crew(lambda _: Here(), here).each([(0, done.append, (number,)) for number in range(3)])
    next(results)
    try:
        Told()
    finally:
        signal.signal(signal.SIGTERM, before)
    with pytest.raises(SystemExit) as end:
        next(results)
    assert end.value.code == 128 + signal.SIGTERM


def test_nothing_ends_that_was_not_told_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signals, "_came", [])
    signals.heed()
