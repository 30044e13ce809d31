"""Approval: by an id or a role, of a page in a language as it is; a change takes it away, a comma does not; production waits for it where a booklet says so."""

from __future__ import annotations

import json
from pathlib import Path

import plain
import pytest
from conftest import DAY, run

FILE = "content/approvals.yaml"
CHAPTER = "content/booklets/01-sante/01-numeros.md"
FACTS = "content/facts.yaml"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = plain.site(tmp_path / "site", "sound")
    edit(site, "content/site.yaml", "mode: demo\n", "mode: demo\nroles: [medecin]\n")
    edit(site, "content/booklets/01-sante/booklet.yaml", "title: Santé\n", "title: Santé\napproval: [fr]\n")
    return site


def edit(site: Path, path: str, before: str, after: str) -> None:
    text = (site / path).read_text(encoding="utf-8")
    assert before in text
    (site / path).write_text(text.replace(before, after, 1), encoding="utf-8")


def approve(site: Path, *arguments: str, code: int = 0) -> str:
    result = run("approve", *arguments, "--site", site, "--date", DAY)
    assert result.exit_code == code, result.output
    return result.output


def waiting(site: Path) -> dict[str, str | None]:
    """The pages that wait, each with who approved it before."""
    found = json.loads(run("status", "--json", "--site", site, "--date", DAY).stdout)["unapproved"]
    return {f"{each['page']} {each['language']}": each["by"] for each in found}


def test_a_page_waits_until_it_is_approved(site: Path) -> None:
    assert waiting(site) == {"sante/numeros fr": None, "sante/soins fr": None}
    assert approve(site, "sante/numeros", "--by", "medecin") == f"sante/numeros in fr: approved by medecin on {DAY}\n"
    assert waiting(site) == {"sante/soins fr": None}
    approve(site, "sante", "--by", "selam")
    assert waiting(site) == {}
    assert (site / FILE).read_text(encoding="utf-8").count("page: sante/numeros") == 2, "each who approved it stands there"
    approve(site, "sante", "--by", "selam")
    assert (site / FILE).read_text(encoding="utf-8").count("page: sante/numeros") == 2, "once"


@pytest.mark.parametrize(
    ("path", "before", "after", "holds"),
    [
        (CHAPTER, "Une phrase, et 15 jours.", "Une phrase et 15  jours !", True),
        (CHAPTER, "Une phrase, et 15 jours.", "UNE PHRASE, et 15 jours.", True),
        (CHAPTER, "Une phrase, et 15 jours.", "Une phrase, et 16 jours.", False),
        (CHAPTER, "Une phrase, et 15 jours.", "Une phrase, ou 15 jours.", False),
        (CHAPTER, "Une phrase, et 15 jours.", "Pas une phrase, et 15 jours.", False),
        (CHAPTER, "https://exemple.fr/un", "https://exemple.fr/deux", False),
        (CHAPTER, "!!! danger", "!!! note", False),
        (FACTS, '"+33465710012"', '"+33465710013"', False),
    ],
)
def test_a_change_takes_it_away_and_a_comma_does_not(path: str, before: str, after: str, holds: bool, site: Path) -> None:
    with (site / CHAPTER).open("a", encoding="utf-8") as chapter:
        chapter.write(
            '\nUne phrase, et 15 jours. Lisez [ceci](https://exemple.fr/un), appelez {phone.long}.\n\n!!! danger "Attention"\n    Partez.\n'
        )
    approve(site, "sante", "--by", "medecin")
    edit(site, path, before, after)
    assert waiting(site).get("sante/numeros fr") == (None if holds else "medecin")


def test_a_translation_is_approved_by_itself(site: Path) -> None:
    """What is not in a language is nothing that anybody could approve in it; a correction of the French leaves the Arabic as it was."""
    before = approve(site, "sante/numeros", "--by", "medecin", "--lang", "ar", code=1)
    assert "approval-foreign" in before
    assert not (site / FILE).exists()


def test_production_waits_for_it(tmp_path: Path) -> None:
    site = plain.site(tmp_path / "site", "public")
    with (site / "content/booklets/01-sante/booklet.yaml").open("a", encoding="utf-8") as booklet:
        booklet.write("approval: [fr]\n")
    said = run("check", "--site", site, "--date", DAY).output
    assert f"{CHAPTER}: error[approval-missing]: nobody has approved sante/numeros in “fr” as it is now" in said
    approve(site, "sante", "--by", "selam")
    assert "approval-missing" not in run("check", "--site", site, "--date", DAY).output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("sante/numeros", "--by", "Jeanne Dupont"), "approver-unknown"),
        (("sante/numeros", "--by", "jeanne"), "approver-unknown"),
        (("sante/numero", "--by", "medecin"), "did you mean “sante/numeros”?"),
        (("sante/numeros", "sante/non", "--by", "medecin"), "approval-page"),
        (("sante/numeros", "--by", "medecin", "--lang", "de"), "language-absent"),
    ],
)
def test_a_mistake_writes_nothing(arguments: tuple[str, ...], words: str, site: Path) -> None:
    assert words in approve(site, *arguments, code=1)
    assert not (site / FILE).exists()


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("by: medecin", "by: Jeanne Dupont", "key-form"),
        ("by: medecin", "by: juriste", "approver-unknown"),
        ("page: sante/numeros", "page: sante/autre", "approval-page"),
        (f"on: {DAY}", "on: hier", "date-invalid"),
    ],
)
def test_what_is_written_by_hand_is_looked_at(before: str, after: str, code: str, site: Path) -> None:
    approve(site, "sante/numeros", "--by", "medecin")
    edit(site, FILE, before, after)
    assert code in run("check", "--site", site, "--date", DAY).output


def test_nothing_of_it_is_published(site: Path, tmp_path: Path) -> None:
    approve(site, "sante", "--by", "medecin")
    result = run("--site", site, "--date", DAY, "--out", tmp_path / "out", "--no-pdf")
    assert result.exit_code == 0, result.output
    assert not [path for path, data in plain.tree(tmp_path / "out").items() if b"medecin" in data]
