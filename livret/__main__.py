"""`python -m livret` is `livret`, and so is `build.py`."""

from __future__ import annotations

import atexit
import os
import sys
import threading

from livret.cli import main


def run(name: str = "__main__") -> None:
    """A command, as a process. It ends at once: to take apart what was read, object by object, is a tenth of a build.

    `name` is that of the module that calls: a worker that was spawned reads `build.py` too, under another one, and is given its work otherwise.
    """
    if name != "__main__":
        return
    try:
        main()
    except SystemExit as end:
        if threading.active_count() > 1 or not isinstance(end.code, int):
            raise
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except OSError:  # nobody reads them any more: Python knows what to do
            raise end from None
        atexit._run_exitfuncs()  # noqa: SLF001 – there is no other way to call them before the end
        os._exit(end.code)


if __name__ == "__main__":
    run()
