"""Markdown as people write it: what is understood, as triples of plain text, and what is told, each with a cure that is applied to the letter.

In the files `→` is a tab, `␠` a space at the end of a line, and signs that nobody can see are written as Python writes them.
"""

from __future__ import annotations

import re

import plain
import pytest
from prose_of import ProseOf
from test_blocks import outline

from livret.text.habits import brought


def cases(name: str) -> list[list[str]]:
    text = (plain.HERE / "text" / name).read_text(encoding="utf-8").replace("→", "\t").replace("␠", " ").replace("\\\\\n", "\\\n")
    text = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)
    return [case.split("\n--\n") for case in text.split("== ")[1:]]


HABITS, CURES = cases("habits.txt"), cases("cures.txt")


@pytest.mark.parametrize(("head", "expected"), HABITS, ids=[case[0].partition("\n")[0] for case in HABITS])
def test_what_is_understood(head: str, expected: str) -> None:
    chapter = ProseOf(head.partition("\n")[2])
    assert "\n".join(outline(chapter.prose.blocks)) == expected.strip("\n")
    assert [told for told in chapter.told if "link-anchor" not in told] == []


@pytest.mark.parametrize(("head", "told", "cured"), CURES, ids=[case[0].partition("\n")[0] for case in CURES])
def test_what_is_told_and_cured(head: str, told: str, cured: str) -> None:
    assert ProseOf(head.partition("\n")[2]).told == told.splitlines()
    assert ProseOf(cured).told == []


@pytest.mark.parametrize("language", ["es", "pt", "it", "pl", "ro"])
def test_a_word_is_no_sign(language: str) -> None:
    """“o” is “or” in Spanish, “the” in Portuguese."""
    text = "o esto\no aquello"
    assert brought(text, language) == text
    assert brought(text, "fr") == "- esto\n- aquello"


@pytest.mark.parametrize(
    "text", ["- un\n    - deux\n\n    suite\n", '!!! note "Titre"\n    Texte.\n', "Mot\n:   Sens\n", "> Dit.\n", "1. un\n2. deux\n"]
)
def test_the_dialect_stays_as_it_is(text: str) -> None:
    assert brought(text) == text
