"""Sites as volunteers break them: the right code at the right line and column, and nothing of what was published is touched."""

from __future__ import annotations

import shutil
from pathlib import Path

import plain
import pytest
from conftest import DAY, run

BROKEN = sorted((plain.HERE / "broken").glob("*.txt"))


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_broken_site(path: Path, published: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(published, site)
    before = plain.tree(site / "public")
    broken = plain.read(path)
    plain.lay(broken, site)

    result = run("--site", site, "--date", DAY, "--jobs", "1", "--strict")

    assert found(result.output) == sorted(broken.expected), result.output
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert plain.tree(site / "public") == before


def found(output: str) -> list[str]:
    """`place code` of every error and damage; each has a help line under it."""
    lines = output.splitlines()
    problems = []
    for number, line in enumerate(lines):
        place, colon, rest = line.partition(": ")
        severity, bracket, tail = rest.partition("[")
        if colon and bracket and severity in ("error", "damage"):
            assert lines[number + 1].startswith("  help: "), line
            problems.append(f"{place} {tail.partition(']')[0]}")
    return sorted(problems)


def test_there_are_at_least_forty() -> None:
    assert len(BROKEN) >= 40
