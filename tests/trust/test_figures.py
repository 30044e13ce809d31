"""docs/trust.md and docs/trust.fr.md: one command writes the figures into both, so that they say the same."""

from __future__ import annotations

import re
import string
import sys
from pathlib import Path

import pytest
from conftest import ROOT

sys.path.insert(0, str(ROOT / "bench"))
import trust


def rows(page: Path) -> dict[str, str]:
    return dict(re.findall(r"^\| `([a-z]+)` \|(.*)$", page.read_text(encoding="utf-8"), re.MULTILINE))


def test_both_pages_have_a_row_for_each_part_with_the_same_numbers() -> None:
    english, french = map(rows, trust.PAGES)
    assert list(english) == list(french) == list(trust.PARTS)
    numbers = {part: re.findall(r"\d+", row) for part, row in english.items()}
    assert numbers == {part: re.findall(r"\d+", row) for part, row in french.items()}


@pytest.mark.parametrize("part", trust.PARTS)
def test_a_figure_is_told_in_both_languages_with_the_same_values(part: str) -> None:
    english, french = ([name for _, name, _, _ in string.Formatter().parse(text) if name] for text in trust.PARTS[part].figure)
    assert english == french


def test_a_figure_takes_its_place_in_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = tmp_path / "trust.md", tmp_path / "trust.fr.md"
    for page in pages:
        page.write_text("| `matrix` | | – | |\n| `pairs` | | – | |\n", encoding="utf-8")
    monkeypatch.setattr(trust, "PAGES", pages)
    trust.note("pairs", {"pairs": 12, "refused": 5})
    assert [rows(page)["matrix"] for page in pages] == [" | – | |"] * 2
    assert ["12 pairs" in rows(pages[0])["pairs"], "12 paires" in rows(pages[1])["pairs"]] == [True, True]
