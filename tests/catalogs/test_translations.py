"""Catalogs of every sort: read, or refused with file and line. `catalogs.txt` has them."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from pathlib import Path

import plain
import pytest
from click.testing import CliRunner
from conftest import DAY

from livret.catalogs import catalog
from livret.cli import main
from livret.problems import Report
from livret.source.door import Door

TEXT = (plain.HERE / "catalogs/catalogs.txt").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Case:
    name: str
    save: tuple[str, ...]
    expected: tuple[str, ...]
    text: str

    @property
    def data(self) -> bytes:
        ending = "\r\n" if "crlf" in self.save else "\r" if "cr" in self.save else "\n"
        encoding = "windows-1256" if "windows-1256" in self.save else "utf-8-sig" if "bom" in self.save else "utf-8"
        return self.text.replace("\n", ending).encode(encoding)


def cases() -> list[Case]:
    found = []
    for part in TEXT.split("\n=== ")[1:]:
        name, *lines = part.split("\n")
        options = {}
        while match := re.match(r"(save|expect): (.*)", lines[0]):
            options[match[1]] = tuple(match[2].split())
            lines = lines[1:]
        found.append(Case(name, options.get("save", ()), options["expect"], "\n".join(lines).rstrip("\n") + "\n"))
    return found


CASES = cases()


def test_there_are_twenty_one() -> None:
    assert len(CASES) == len({case.data for case in CASES}) == 21


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_catalog_is_read_or_refused(case: Case, tmp_path: Path) -> None:
    (tmp_path / "x.po").write_bytes(case.data)
    report = Report()
    found = catalog.read(Door(tmp_path, datetime.date.min), "x.po", "ar", report)
    problems = [f"{problem.place} {problem.code}" for problem in report]
    verdict, *rest = case.expected
    if verdict == "refused":
        assert problems == [f"x.po:{' '.join(rest)}"]
        assert found.entries == {}
        return
    assert problems == []
    assert found.entries["", "a"].text == "ب"
    assert case.text.split("\n")[found.entries["", "a"].line - 1] == 'msgid "a"'
    for name, value in (each.split("=") for each in rest):
        assert str(getattr(found, name)).lower() == value


def test_how_a_language_is_written_lies_beside_its_catalogs(tmp_path: Path) -> None:
    site = plain.site(tmp_path / "site", "sound")
    (site / "translations/ar/STYLE.md").write_text("Polite plural.", encoding="utf-8")
    (site / "translations/ar/STYLES.md").write_text("Polite plural.", encoding="utf-8")
    result = CliRunner().invoke(main, ["check", "--site", str(site), "--date", DAY])
    assert re.findall(r"translations/ar/\S+\.md", result.output) == ["translations/ar/STYLES.md"]
