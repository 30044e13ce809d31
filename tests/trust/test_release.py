"""What a release is made by: actions that are named by their commits, and a script that compares two builds."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import yaml
from conftest import ROOT

WORKFLOW = ROOT / ".github/workflows/release.yml"


def test_actions_are_named_by_their_commits() -> None:
    used = re.findall(r"uses: (\S+)(.*)", WORKFLOW.read_text(encoding="utf-8"))
    assert used
    for action, remark in used:
        assert re.fullmatch(r"[a-z-]+/[a-z-]+@[0-9a-f]{40}", action)
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", remark), "what it is called, for whoever renews it"


def test_a_run_may_do_what_it_has_to() -> None:
    workflow = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {}
    (job,) = workflow["jobs"].values()
    assert job["permissions"] == {"contents": "read", "id-token": "write", "attestations": "write"}


def test_two_builds_are_one(tmp_path: Path) -> None:
    """And what is released is the wheel and the bill of materials, nothing else."""
    subprocess.run(
        ["bash", "scripts/release", tmp_path / "dist"],
        cwd=ROOT,
        env=os.environ | {"PYTHON": sys.executable},
        check=True,
        capture_output=True,
    )
    assert sorted(path.suffix for path in (tmp_path / "dist").iterdir()) == [".json", ".whl"]
