"""docs/start.md, walked from its first line to its last on one site, as it is in French."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import ROOT, run
from pictures import encoded, scene
from walked import Walk


def test_the_walk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIVRET_LANG", "fr")
    walk = Walk(monkeypatch, tmp_path).along("start.fr.md")
    assert "(???)" in walk.to("livret new site")
    walk.to("livret check")
    assert walk.to("livret check").endswith("aucun problème\n")
    walk.put("content/booklets/01-premiers-pas/entrance.jpg", encoded(scene(1200, 800), "JPEG"))
    walk.to()
    assert "Le premier jour" in walk.page("fr/premiers-pas/arriver.html")
    styles = sorted("#6a1b9a" in path.read_text(encoding="utf-8") for path in (walk.site / "public/assets").glob("style.*.css"))
    assert styles == [False, True], "the one before lingers"
    assert (walk.site / "report/index.html").is_file()
    assert next((walk.site / "press").glob("premiers-pas-a5.fr.pdf")).read_bytes().startswith(b"%PDF")
    assert (walk.site / "netlify.toml").is_file()


@pytest.mark.parametrize("page", ["start.md", "start.fr.md"])
def test_a_command_in_a_sentence_is_one_that_there_is(page: str) -> None:
    for line in re.findall(r"`livret ([a-z]+)", (ROOT / "docs" / page).read_text(encoding="utf-8")):
        assert run(line, "--help").exit_code == 0, line
