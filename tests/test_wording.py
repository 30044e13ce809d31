"""The table of words: every code that is used is in it, every code in it is used, and every sentence can be filled."""

from __future__ import annotations

import re
import string

import pytest
from conftest import ROOT
from test_broken import BROKEN

from livret.wording import RULES

SOURCE = {path: path.read_text(encoding="utf-8") for path in (ROOT / "livret").rglob("*.py") if path.name != "wording.py"}
USED = {code for text in SOURCE.values() for code in re.findall(r'"([a-z]+(?:-[a-z0-9]+)*)"', text) if code in RULES}


def test_every_rule_is_used() -> None:
    assert set(RULES) - USED == set()


@pytest.mark.parametrize("code", RULES)
def test_a_rule_says_what_and_how(code: str) -> None:
    rule = RULES[code]
    assert rule.words
    assert rule.cure
    for text in (rule.words, rule.cure, rule.cure_near):
        list(string.Formatter().parse(text))  # raises for a brace that is not closed


def test_most_rules_have_a_fixture() -> None:
    """What an author can do wrong is tried; the rest are machines and warnings."""
    tried = {
        line.split()[1]
        for path in BROKEN
        for line in path.read_text(encoding="utf-8").split("== ")[1].splitlines()[1:]
        if " " in line
    }
    assert len(tried & set(RULES)) >= 60
