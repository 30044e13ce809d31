"""Verifying: the date and the name change at their place, and not one other byte of the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import run

PATH = "content/services/health.yaml"
BLOCK = """# who looks after this file: the Agora
category: health
services:
  - id: permanence   # the first one
    name: Permanence
    gloss: "Un médecin gratuit: sans carte"
    example: true
    phones: [{number: "+33465710012"}]
    verified_on: 2026-05-20   # by phone
    verified_by: selam

  - verified_on: '2026-05-21'
    id: autre
    name: Autre
    gloss: >-
      Une page
      pliée
    example: true
    website: https://exemple.fr
  - {id: serree, name: Serrée, gloss: Entre accolades, example: true, website: "https://exemple.fr", verified_on: "2026-05-22"}
  - id: derniere
    name: Dernière
    gloss: Sans fin de ligne
    example: true
    website: https://exemple.fr
    verified_on: 2026-05-23"""


@pytest.fixture
def site(sound: Path) -> Path:
    (sound / PATH).write_bytes(BLOCK.encode())
    return sound


def verify(site: Path, *idents: str, by: str = "ada", code: int = 0) -> str:
    result = run("verify", *idents, "--site", site, "--by", by, "--date", "2026-11-24")
    assert result.exit_code == code, result.output
    return result.output


CASES = {
    "permanence": ("2026-05-20   # by phone\n    verified_by: selam\n", "2026-11-24   # by phone\n    verified_by: ada\n"),
    "autre": ("  - verified_on: '2026-05-21'\n", "  - verified_on: '2026-11-24'\n    verified_by: ada\n"),
    "serree": ('verified_on: "2026-05-22"}', 'verified_on: "2026-11-24", verified_by: ada}'),
    "derniere": ("verified_on: 2026-05-23", "verified_on: 2026-11-24\n    verified_by: ada"),
}


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["unix", "windows"])
@pytest.mark.parametrize("bom", ["", "\ufeff"], ids=["", "bom"])
@pytest.mark.parametrize("ident", CASES)
def test_byte_by_byte(ident: str, bom: str, ends: str, site: Path) -> None:
    def written(text: str) -> bytes:
        return (bom + text.replace("\n", ends)).encode()

    (site / PATH).write_bytes(written(BLOCK))
    old, new = CASES[ident]
    assert BLOCK.count(old) == 1
    verify(site, ident)
    assert (site / PATH).read_bytes() == written(BLOCK.replace(old, new))
    assert run("check", "--site", site, "--date", "2026-11-24").exit_code == 0


def test_all_at_once_and_twice(site: Path) -> None:
    """Each edit finds its place in what the one before has written; the second time changes nothing."""
    expected = BLOCK
    for old, new in CASES.values():
        expected = expected.replace(old, new)
    output = verify(site, *CASES)
    assert f"{PATH}:9:18: permanence is verified (it was on 2026-05-20)" in output
    assert (site / PATH).read_text(encoding="utf-8") == expected
    verify(site, *reversed(CASES))
    assert (site / PATH).read_text(encoding="utf-8") == expected


def test_an_unknown_id_touches_nothing(site: Path) -> None:
    output = verify(site, "permanance", code=1)
    assert "permanance: error[listing-unknown]: no service has the id “permanance”" in output
    assert "did you mean “permanence”?" in output
    assert (site / PATH).read_bytes() == BLOCK.encode()


@pytest.mark.parametrize(
    "written",
    ["verified_on: >-\n      2026-05-20", 'verified_on: "2026-\\x30\\x35-20"', "verified_by:\n    verified_on: 2026-05-20"],
    ids=["folded", "escaped", "empty"],
)
def test_what_is_not_written_as_it_is_read_is_left_alone(written: str, site: Path) -> None:
    text = BLOCK.replace("verified_on: 2026-05-20   # by phone\n    verified_by: selam", written)
    (site / PATH).write_bytes(text.encode())
    assert "error[verify-form]" in verify(site, "permanence", code=1)
    assert (site / PATH).read_bytes() == text.encode()


@pytest.mark.parametrize("by", ["Ada Lovelace", "ada: x", "", "#"])
def test_a_name_is_one_word(by: str, site: Path) -> None:
    verify(site, "permanence", by=by, code=2)
    assert (site / PATH).read_bytes() == BLOCK.encode()
