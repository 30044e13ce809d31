"""Names of members in texts of the site: told where they stand, by the id alone."""

from __future__ import annotations

import json
from pathlib import Path

import plain
import pytest
from conftest import DAY, run

MEMBERS = "members:\n  - {id: selam, name: Sélam Tesfay}\n  - {id: aman, name: Aman}\n"
PLACES = {
    "a need": ("content/agora/needs.yaml", "des familles à l'hôtel", "content/agora/needs.yaml:4"),
    "minutes": ("content/agora/meetings/2026-11-12.md", "Le bus est cher.", "content/agora/meetings/2026-11-12.md:19"),
    "a laboratory": ("content/agora/labs/linge.md", "Trois familles", "content/agora/labs/linge.md:3"),
    "a chapter": ("content/booklets/01-sante/02-soins.md", "Une note.", "content/booklets/01-sante/02-soins.md:9"),
    "a listing": ("content/services/health.yaml", "Un médecin gratuit", "content/services/health.yaml:5"),
}


def told(folder: Path, path: str, before: str, text: str) -> list[str]:
    site = plain.site(folder / "site", "sound", "room")
    (site / ".livret-private").mkdir()
    (site / ".livret-private/members.yaml").write_text(MEMBERS, encoding="utf-8")
    written = (site / path).read_text(encoding="utf-8")
    assert before in written
    (site / path).write_text(written.replace(before, f"{text} {before}", 1), encoding="utf-8")
    result = run("check", "--site", site, "--date", DAY, "--json")
    assert "Sélam" not in result.output
    return [f"{each['path']}:{each['line']} {each['code']}" for each in json.loads(result.output)]


@pytest.mark.parametrize("where", PLACES)
def test_the_name_of_a_member_in_a_text_is_told(where: str, tmp_path: Path) -> None:
    path, before, place = PLACES[where]
    assert told(tmp_path, path, before, "Sélam Tesfay,") == [f"{place} name-told"]


@pytest.mark.parametrize("name", ["SELAM TESFAY", "selam\ntesfay", "Sélam Tesfay"])
def test_however_it_is_written(name: str, tmp_path: Path) -> None:
    path, before, place = PLACES["a chapter"]
    assert told(tmp_path, path, before, f"avec {name},") == [f"{place} name-told"]


@pytest.mark.parametrize("text", ["Selam", "Tesfay Selam", "Selam Tesfayesus", "Aman"])
def test_a_word_of_it_is_none(text: str, tmp_path: Path) -> None:
    path, before, _ = PLACES["a chapter"]
    assert told(tmp_path, path, before, f"avec {text},") == []
