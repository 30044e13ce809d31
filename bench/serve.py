"""How long a volunteer waits for the preview of a site: for the first page after its start, and from a saved chapter to the page that shows it.

    python bench/serve.py                        # the shipped site
    python bench/serve.py --site ../large --runs 9

The site is copied, and nothing that an earlier run learnt is copied with it. An edit waits until the server rests, as people do, or for a minute.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median

from speed.serving import serving

ROOT = Path(__file__).resolve().parents[1]
LIMIT = 300.0  # seconds


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--site", type=Path, default=ROOT)
    options.add_argument("--runs", type=int, default=9, help="how many edits [default: 9]")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        for name in ("content", "translations", "theme"):
            if (asked.site / name).is_dir():
                shutil.copytree(asked.site / name, site / name)
        command: list[str | Path] = [sys.executable, ROOT / "build.py", "serve", "--site", site]
        for start in ("first", "again"):
            found = serving(command, site, Path(folder), os.environ, asked.runs, LIMIT)
            edits = " ".join(f"{seconds:.3f}" for seconds in sorted(found.edits))
            print(
                f"start {start}: first page {found.first:.2f} s; file closed → new page answered {median(found.edits):.3f} s ({edits})"
            )
    print(f"load {os.getloadavg()[0]:.1f}, memory {found.memory // 1_000_000} MB")


if __name__ == "__main__":
    main()
