"""`theme/admin/` by halves, of somebody else, or older than what hosts read: told at its place, and published nowhere."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest
from conftest import DAY, run
from editors import add, unpacked

from livret.problems import Report
from livret.source import admin_folder
from livret.source import read as source
from livret.source.door import Door

ADMIN = Path("theme/admin")
TOWN = """livret: 1
extends: ../{base}
name: Guide d'ailleurs
url: https://ailleurs.example
publisher: {{name: Ailleurs, director: Personne, address: 1 rue}}
host: {{name: Hôte, address: 2 rue}}
"""


@pytest.fixture
def edited(sound: Path, tmp_path: Path) -> Path:
    add(sound, unpacked(tmp_path / "cms"))
    return sound


def told(site: Path) -> list[str]:
    """Place and code of each problem."""
    lines = run("check", "--site", site, "--date", DAY).output.splitlines()
    return [f"{line.partition(': ')[0]} {line.partition('[')[2].partition(']')[0]}" for line in lines if "[" in line]


def is_planned(site: Path) -> bool:
    """Whether files of an editor are."""
    result = run("plan", "--site", site, "--date", DAY)
    assert result.exit_code == 0, result.output
    return bool(re.search(r"^ *\d+ admin$", result.output, re.MULTILINE))


HALVES = {
    "no-settings": ("admin.yaml", None, "theme/admin admin-half"),
    "no-script": ("sveltia-cms.js", None, "theme/admin admin-half"),
    "no-font": ("fonts/noto-mono.woff2", None, "theme/admin admin-half"),
    "another-script": ("sveltia-cms.js", "alert(1)", "theme/admin/sveltia-cms.js admin-script"),
    "as-it-comes": ("sveltia-cms.js", "https://cdn.jsdelivr.net registerPreviewStyle", "theme/admin/sveltia-cms.js admin-script"),
}  # fmt: skip


@pytest.mark.parametrize("name", HALVES)
def test_half_an_editor_is_a_warning_and_not_published(name: str, edited: Path) -> None:
    path, text, expected = HALVES[name]
    if text is None:
        (edited / ADMIN / path).unlink()
    else:
        (edited / ADMIN / path).write_text(text, encoding="utf-8")
    assert told(edited) == [expected]
    assert not is_planned(edited)


def test_settings_that_are_wrong_stop_the_site_at_their_line(edited: Path) -> None:
    (edited / ADMIN / "admin.yaml").write_text("host: github\nrepository: guide\nbranche: main\n", encoding="utf-8")
    assert told(edited) == ["theme/admin/admin.yaml:2:13 key-form", "theme/admin/admin.yaml:3:1 key-unknown"]
    (edited / ADMIN / "admin.yaml").write_text("host: github\nrepository: a/b\napp_id: x\n", encoding="utf-8")
    assert told(edited) == ["theme/admin/admin.yaml:1:1 admin-app"]


def test_headers_that_are_older_are_told(edited: Path) -> None:
    run("host", "apache", "--site", edited)
    assert told(edited) == []
    settings = edited / ADMIN / "admin.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("gitlab", "github"), encoding="utf-8")
    assert told(edited) == ["hosting/.htaccess admin-headers"]
    run("host", "apache", "--site", edited)
    assert told(edited) == []


def editable(site: Path) -> admin_folder.Editable:
    door = Door(site, datetime.date.fromisoformat(DAY))
    reading = source.read(door, report := Report())
    assert reading, list(report)
    found = admin_folder.read(door, reading, report)
    assert found
    return found


def test_a_town_edits_its_own_files_and_has_no_editor_of_its_base(edited: Path, tmp_path: Path) -> None:
    town = tmp_path / "town"
    for path, text in (
        ("content/site.yaml", TOWN.format(base=edited.name)),
        ("content/booklets/01-sante/05-ici.md", "# Ici\n\nVenez.\n"),
    ):
        (town / path).parent.mkdir(parents=True, exist_ok=True)
        (town / path).write_text(text, encoding="utf-8")
    assert is_planned(edited)
    assert not is_planned(town)
    add(town, unpacked(tmp_path / "cms"))
    found = editable(town)
    assert [(each.slug, each.title, each.has_file) for each in found.booklets] == [("sante", "Santé", False)]
    assert found.listings == ()


def test_a_key_is_offered_as_the_file_writes_it(edited: Path) -> None:
    path = edited / "content/services/health.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("    example: true\n", "    example: true\n    organisation: {name: Essai}\n    address: hidden\n"),
        encoding="utf-8",
    )
    listing = editable(edited).listings[0]
    assert "organisation" in listing.groups
    assert "organisation" not in listing.texts
    assert "address" in listing.texts
