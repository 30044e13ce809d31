"""Codes of pages: one for each page, the same in every language and build, never given twice."""

from __future__ import annotations

import datetime
from pathlib import Path

import guide
import plain
import pytest
from conftest import DAY, run

from livret.options import Options
from livret.problems import Report
from livret.source.page_codes import CODE, pages, register
from livret.voice.new_codes import assign
from livret.workshop import gather

REGISTER = "content/codes.yaml"


def read(site: Path) -> tuple[dict[str, str], list[str]]:
    """The codes by page, and what is told."""
    report = Report()
    inputs = gather(Options(site, site / "public", date=datetime.date.fromisoformat(DAY)), report)
    assert inputs
    return inputs.reading.site.codes, [f"{each.place} {each.code}" for each in report]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return plain.site(tmp_path, "sound", "room", "voice")


def edit(site: Path, path: str, old: str, new: str) -> None:
    text = (site / path).read_text(encoding="utf-8")
    assert old in text
    (site / path).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_page_has_one_and_no_two_have_the_same(site: Path) -> None:
    codes, told = read(site)
    assert told == []
    assert len(set(codes.values())) == len(codes) == 19
    assert all(CODE.fullmatch(code) for code in codes.values())
    assert codes["sante/numeros"] == "S-4"


def test_the_shipped_site_has_one_for_every_page() -> None:
    known = guide.inputs().reading.site
    assert set(known.codes) == set(pages(known))
    assert len(set(known.codes.values())) == len(known.codes)


def test_a_new_page_gets_the_next_number_and_no_other_line_changes(site: Path) -> None:
    before = (site / REGISTER).read_text(encoding="utf-8")
    (site / "content/booklets/01-sante/03-dents.md").write_text("# Les dents\n\nUn dentiste.\n", encoding="utf-8")
    assert read(site)[1] == ["content/codes.yaml code-missing"]
    result = run("codes", "--site", site)
    assert (result.exit_code, result.output) == (0, "S-6: sante/dents\n")
    assert (site / REGISTER).read_text(encoding="utf-8") == before + "S-6: sante/dents\n"
    assert run("codes", "--site", site).output == ""


def test_a_number_is_never_given_twice(site: Path) -> None:
    """The page of the highest number goes; the next page does not get it."""
    (site / "content/booklets/01-sante/03-dents.md").write_text("# Les dents\n\nUn dentiste.\n", encoding="utf-8")
    run("codes", "--site", site)
    (site / "content/booklets/01-sante/03-dents.md").rename(site / "content/booklets/01-sante/03-yeux.md")
    assert run("codes", "--site", site).output == "S-7: sante/yeux\n"


def test_a_page_that_was_renamed_keeps_its_code(site: Path) -> None:
    folder = site / "content/booklets/01-sante"
    text = (folder / "02-soins.md").read_text(encoding="utf-8")
    (folder / "02-soigner.md").write_text(f"---\nwas: [soins]\n---\n{text}", encoding="utf-8")
    (folder / "02-soins.md").unlink()
    for path in ("content/booklets/01-sante/01-numeros.md", "content/agora/meetings/2026-11-12.md"):
        edit(site, path, "02-soins.md", "02-soigner.md")
    for path in ("content/agora/needs.yaml", "content/agora/labs/linge.yaml"):
        edit(site, path, "02-soins.md", "02-soigner.md")
    codes, told = read(site)
    assert codes["sante/soigner"] == "S-5"
    assert "content/codes.yaml code-missing" not in told


def test_a_site_that_asks_for_nothing_has_no_warning(tmp_path: Path) -> None:
    assert read(plain.site(tmp_path, "sound", "room"))[1] == []


def test_the_first_codes_of_a_site(tmp_path: Path) -> None:
    site = plain.site(tmp_path, "sound")
    assert run("codes", "--site", site).exit_code == 0
    lines = (site / REGISTER).read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# ")
    assert lines[1:4] == ["L-1: index", "L-2: about", "L-3: saved"]
    assert "S-4: sante/numeros" in lines


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("S-4: sante/numeros", "S4: sante/numeros", ["content/codes.yaml code-missing", "content/codes.yaml:17:1 code-form"]),
        ("S-4: sante/numeros", "s-4: sante/numeros", ["content/codes.yaml code-missing", "content/codes.yaml:17:1 code-form"]),
        ("S-4: sante/numeros", "S-04: sante/numeros", ["content/codes.yaml code-missing", "content/codes.yaml:17:1 code-form"]),
        ("S-4: sante/numeros", "S-4:", ["content/codes.yaml code-missing", "content/codes.yaml:17:1 value-empty"]),
        ("S-4: sante/numeros", "S-3: sante/numeros", ["content/codes.yaml code-missing", "content/codes.yaml:17:1 yaml-duplicate"]),
        ("S-4: sante/numeros", "S-4: sante", ["content/codes.yaml code-missing", "content/codes.yaml:17:6 duplicate"]),
        ("S-4: sante/numeros", "S-4: [sante/numeros]", ["content/codes.yaml code-missing", "content/codes.yaml:17:1 value-empty"]),
        ("S-4: sante/numeros\n", "", ["content/codes.yaml code-missing"]),
        ("S-4: sante/numeros", "- sante/numeros", ["content/codes.yaml code-missing", "content/codes.yaml:17:1 yaml-indent"]),
    ],
)
def test_a_slip_in_the_register_is_told_at_its_place(old: str, new: str, told: list[str], site: Path) -> None:
    edit(site, REGISTER, old, new)
    assert read(site)[1] == told


def test_a_register_that_is_a_list(site: Path) -> None:
    (site / REGISTER).write_text("- sante/numeros\n", encoding="utf-8")
    assert "content/codes.yaml:1:1 yaml-shape" in read(site)[1]


def test_nothing_is_added_to_a_register_with_mistakes(site: Path) -> None:
    edit(site, REGISTER, "S-4: sante/numeros", "S4: sante/numeros")
    before = (site / REGISTER).read_bytes()
    inputs = gather(Options(site, site / "public", date=datetime.date.fromisoformat(DAY)), Report())
    assert inputs
    assert assign(inputs.door, inputs.reading.site, Report()) == {}
    assert (site / REGISTER).read_bytes() == before
    assert len(register(inputs.door, Report())) == 18
