"""`python -m livret` is `livret`, and so is `build.py`."""

from __future__ import annotations

import atexit
import io
import os
import signal
import sys
import threading

from livret.cli import main
from livret.ending import reported
from livret.signals import ENDING, leave


def run(name: str = "__main__") -> None:
    """A command, as a process. It ends at once: to take apart what was read, object by object, is a tenth of a build.

    `name` is that of the module that calls: a worker that was spawned reads `build.py` too, under another one, and is given its work otherwise.
    """
    if name != "__main__":
        return
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that cannot show a letter shows its number
    for number in ENDING:
        if signal.getsignal(number) is signal.SIG_DFL:  # nohup ignores one, and Ctrl+C is Python's own
            signal.signal(number, leave)
    try:
        with reported():
            main()
    except SystemExit as end:
        if _others_at_work() or not isinstance(end.code, int):
            raise
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except OSError:  # nobody reads them any more: Python knows what to do
            raise end from None
        atexit._run_exitfuncs()  # noqa: SLF001 – there is no other way to call them before the end
        os._exit(end.code)


def _others_at_work() -> bool:
    """Whether threads are to be waited for. Those of a preview are not: Python itself, taken apart around them, may wait for ever."""
    return any(not thread.daemon for thread in threading.enumerate() if thread is not threading.main_thread())


if __name__ == "__main__":
    run()
