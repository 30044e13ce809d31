"""A mistake in a theme, wherever in it, is told by a build as `check` tells it (`tests/mistakes/theme.txt` has its words), and nothing of what was published
is touched."""

from __future__ import annotations

import shutil
from pathlib import Path

import mistaken
import plain
import pytest
from conftest import DAY, run

MISTAKES = mistaken.of_themes()


def test_there_are_forty_in_every_kind_of_file() -> None:
    told = [each.told.partition(": ")[0].partition(":")[0] for each in MISTAKES if each.stops]
    assert len(told) >= 40
    assert {path.rpartition(".")[2] for path in told} == {"yaml", "html", "css", "js", "svg", "png", "ttf", "woff2", "typ", "txt"}


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_build_tells_what_a_check_tells(mistake: mistaken.Mistake, published: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(published, site)
    before = plain.tree(site / "public")
    plain.lay(mistake.edits, site)
    result = run("--site", site, "--date", DAY, "--jobs", "1")
    assert mistake.told in result.output
    assert result.exit_code == int(mistake.stops)
    if mistake.stops:
        assert plain.tree(site / "public") == before
