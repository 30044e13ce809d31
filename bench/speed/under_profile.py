"""Runs a script under cProfile, by the clock of the processor: other work on the machine does not count.

python under_profile.py STATISTICS SCRIPT [ARGUMENT…]
"""

from __future__ import annotations

import cProfile
import os
import runpy
import sys
import time
from pathlib import Path


def main() -> None:
    _, statistics, *sys.argv = sys.argv
    sys.path[0] = str(Path(sys.argv[0]).parent)
    os._exit = sys.exit  # type: ignore[assignment]  # a command ends at once, and this one has something to write
    profile = cProfile.Profile(time.process_time)
    try:
        profile.runcall(runpy.run_path, sys.argv[0], run_name="__main__")
    finally:
        profile.dump_stats(statistics)


if __name__ == "__main__":
    main()
