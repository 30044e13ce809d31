"""Masking, line by line: what could tell who wrote is gone, in every script, and what the site itself publishes stays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from livret.voice.masking import Known, mask
from livret.voice.searched import figures, seen

CASES = [
    tuple(line.split(" => "))
    for line in Path(__file__).with_name("masked.txt").read_text(encoding="utf-8").splitlines()
    if " => " in line
]
KNOWN = Known(
    frozenset(
        {"Zorblax Quum", "Émilie Dûpraz", "سمیرا احمدی", "Тесфай Ґудз", "ሰላም", "Mohammed Al-Rashid", "Ахмед", "Yılmaz Öztürk"}
    ),
    frozenset({"+33465710012"}),
    ("1 rue de l'Exemple",),
    ("fr", "en", "ar", "prs", "ps", "ti", "uk", "ru", "sq", "ka", "pt", "es"),
)


@pytest.mark.parametrize(("came", "stored"), CASES, ids=[case[0] for case in CASES])
def test_a_line_is_stored_without_who_wrote_it(came: str, stored: str) -> None:
    assert mask(came, KNOWN)[0] == stored


def test_there_are_cases_of_each_kind() -> None:
    assert len(CASES) >= 130
    assert {what for came, _ in CASES for what in mask(came, KNOWN)[1]} == {
        "number",
        "e-mail",
        "account",
        "date",
        "address",
        "name",
    }


def test_what_was_masked_is_counted() -> None:
    words, found = mask("Zorblax : 06 12 34 56 78, 07 12 34 56 78, x@exemple.org", KNOWN)
    assert words == "[name] : [number], [number], [e-mail]"
    assert found == {"number": 2, "e-mail": 1, "name": 1}


@given(st.text(), st.text())
def test_a_text_is_searched_sign_for_sign(before: str, after: str) -> None:
    assert len(seen(before)) == len(before)
    words, _ = mask(f"{before} 06 12 34 56 78 {after}", KNOWN)
    assert "0612345678" not in figures(words)


@given(st.text(alphabet=st.characters(exclude_categories=("Nd", "Cs")), max_size=40))
def test_a_name_is_found_wherever_it_stands_alone(around: str) -> None:
    assert "Zorblax" not in mask(f"{around} Zorblax {around}", KNOWN)[0]


def test_what_the_site_itself_says_stays() -> None:
    """All that its pages say in twelve languages, of appointments, prices, rights and hours: nobody is in it, and a reader may repeat any of it."""
    nobody = Known(languages=KNOWN.languages)
    said = [(path, text) for path in sorted((ROOT / "translations").glob("*/*.po")) for text in translated(path)]
    assert len(said) > 5_000
    assert [(path.parent.name, text) for path, text in said if mask(text, nobody)[1]] == []


def translated(path: Path) -> Iterator[str]:
    for entry in polib.pofile(path):
        yield from (entry.msgid, entry.msgstr, *entry.msgstr_plural.values())
