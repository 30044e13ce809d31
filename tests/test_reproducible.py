"""The same inputs, the same bytes: another folder, time zone, language, hash seed, umask and number of processes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import plain
from conftest import DAY, ROOT


def test_the_machine_has_no_part_in_the_output(shipped: Path, tmp_path: Path) -> None:
    site = tmp_path / "un autre dossier" / "site"
    for name in ("content", "translations", "theme"):
        shutil.copytree(ROOT / name, site / name)
    environment = os.environ | {
        "TZ": "Pacific/Kiritimati",
        "LANG": "ar_EG.UTF-8",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "4711",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "livret", "--site", str(site), "--date", DAY, "--jobs", "1"]
    done = subprocess.run(command, env=environment, umask=0o077, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    one, other = plain.tree(shipped), plain.tree(site / "public")
    assert one.keys() == other.keys()
    assert [path for path in one if one[path] != other[path]] == []


def test_files_can_be_read_by_a_web_server(shipped: Path) -> None:
    """Whatever the umask of the builder."""
    assert {oct(path.stat().st_mode & 0o777) for path in shipped.rglob("*") if path.is_file()} == {"0o644"}
    assert {oct(path.stat().st_mode & 0o777) for path in [shipped, *shipped.rglob("*")] if path.is_dir()} == {"0o755"}
