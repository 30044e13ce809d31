"""Heads of chapters as people write them: white space that nobody sees, a line of three points, a line that was forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import DAY, run

CHAPTER = "content/booklets/01-sante/01-numeros.md"
KEYS = "summary: Qui appeler.\nverified_on: 2026-11-20\n"
TEXT = "# Les numéros\n\nAppelez.\n\n## Que dire\n\nRien.\n"


def checked(site: Path, text: str) -> str:
    (site / CHAPTER).write_text(text, encoding="utf-8")
    return run("check", "--site", site, "--date", DAY).output


@pytest.mark.parametrize(
    "head",
    [
        f"---  \n{KEYS}---\t \n",
        f"\n\n---\n{KEYS}---\n",
        f"---\n{KEYS}...\n",
        f" \n---\n{KEYS}--- \n\n",
        f"\ufeff---\n{KEYS}---\n",
        f"---\n{KEYS}---\n".replace("\n", "\r\n"),
    ],
)
def test_a_head_is_found(sound: Path, head: str) -> None:
    assert "no problem" in checked(sound, head + TEXT)


def test_lines_are_counted_from_the_beginning_of_the_file(sound: Path) -> None:
    output = checked(sound, f"\n\n---\nsumary: Qui appeler.\n...\n{TEXT}\n\nUn **mot.\n")
    assert f"{CHAPTER}:4:1: error[key-unknown]" in output
    assert f"{CHAPTER}:15:4: error[mark-open]" in output


@pytest.mark.parametrize("text", [f"{KEYS}---\n{TEXT}", f"\n{KEYS}---\n{TEXT}", f"source: 3f2a9c01\n{KEYS}...\n---\n{TEXT}"])
def test_a_head_without_its_first_line_is_one_mistake(sound: Path, text: str) -> None:
    output = checked(sound, text)
    assert "front-matter-start" in output
    assert "title-missing" not in output


@pytest.mark.parametrize("text", [f"---\n\n{TEXT}", TEXT, "Note: un texte.\n\n" + TEXT])
def test_a_text_is_no_head(sound: Path, text: str) -> None:
    assert "front-matter-start" not in checked(sound, text)
