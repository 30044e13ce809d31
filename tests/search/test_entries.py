"""What one page gives to the index: the same whatever else was read, and changed by nothing but what the page shows."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from livret.editions.edition import Edition
from livret.engine.memo import Address
from livret.engine.view import parted
from livret.pipeline import Options, translate
from livret.problems import Report
from livret.search.entries import entry, names, page_entry
from livret.search.entry import Entry, terms
from livret.search.index import assembled, index

CHAPTER, EASY = "chapter/sante/soins", "easy/sante/soins"
TAGS = ("fr", "ar", "ti")


def translated(site: Path) -> dict[str, Edition]:
    return translate(Options(site, site / "public", date=datetime.date(2026, 11, 24), pdf=False), Report())[1]


def given(site: Path) -> dict[tuple[str, str], Entry]:
    """What each page of each language gives."""
    return {(tag, name): entry(edition, name) for tag, edition in translated(site).items() for name in names(edition)}


def looked(edition: Edition, name: str) -> set[Address]:
    """What a page looks at, in its own language or beside it."""
    with edition.recording() as record:
        page_entry(edition, name)
    return {parted(where)[1:] if kind == "beside" else (kind, where) for kind, where in record}


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_each_page_is_read_alone(arabic: Path) -> None:
    """Backwards, by editions that remember nothing, it gives what it gives among all."""
    found = given(arabic)
    assert {tag for tag, _ in found} == set(TAGS)
    assert {name.partition("/")[0] for _, name in found} == {"home", "booklet", "chapter", "easy", "directory", "sentences", "text"}
    editions = translated(arabic)
    assert {(tag, name): page_entry(editions[tag], name).value for tag, name in reversed(found)} == found


@pytest.mark.parametrize("tag", TAGS)
def test_an_index_is_merged_from_what_was_kept_as_json(tag: str, arabic: Path) -> None:
    edition = translated(arabic)[tag]
    kept = json.dumps([page_entry(edition, name).value for name in names(edition)])
    assert assembled(edition, json.loads(kept)) == index(edition)


@pytest.mark.parametrize("tag", TAGS)
def test_a_chapter_depends_on_no_other(tag: str, arabic: Path) -> None:
    """With a summary of its own it does not even look at the titles of the others."""
    seen = looked(translated(arabic)[tag], CHAPTER)
    assert [name for kind, name in seen if kind == "chapter"] == ["sante/soins"]
    assert ("outline", "") not in seen


@pytest.mark.parametrize("tag", TAGS)
def test_an_easy_page_depends_on_the_whole_text(tag: str, arabic: Path) -> None:
    edition = translated(arabic)[tag]
    seen = looked(edition, EASY)
    assert {name for kind, name in seen if kind == "chapter"} == {"sante/soins.easy"}
    assert {name for kind, name in seen if kind == "entry"} == {CHAPTER}
    assert not terms(entry(edition, EASY)) & terms(entry(edition, CHAPTER))


def test_an_edit_changes_what_one_page_gives(arabic: Path) -> None:
    """In the languages that show it, or the text it was translated from; of other pages, nothing."""
    before = given(arabic)
    edit(arabic / "content/booklets/01-sante/02-suite.md", "Lisez", "Lisez demain")
    after = given(arabic)
    assert {page for page in before if before[page] != after[page]} == {(tag, "chapter/sante/suite") for tag in TAGS}


def test_what_the_whole_text_says_is_taken_from_the_easy_page(arabic: Path) -> None:
    before = given(arabic)
    edit(arabic / "content/booklets/01-sante/01-soins.easy.md", "est gratuit", "est là la nuit")
    edit(arabic / "content/booklets/01-sante/01-soins.md", "Il est gratuit.", "Il est gratuit, même la nuit.")
    after = given(arabic)
    assert "nuit" in terms(after["fr", CHAPTER]) - terms(before["fr", CHAPTER])
    assert "nuit" not in terms(after["fr", EASY])
    edit(arabic / "content/booklets/01-sante/01-soins.md", ", même la nuit", "")
    assert "nuit" in terms(given(arabic)["fr", EASY])


def test_a_place_has_the_terms_that_lead_to_it(arabic: Path) -> None:
    """The first heading below which each is, with its other names; else the page itself."""
    page = entry(translated(arabic)["fr"], CHAPTER)
    assert page["places"] == ["Le médecin", "L’hôpital", "Les papiers"]
    assert page["strong"] == ["all soin", "doct medeci", "hopita", "docum papi"]
    assert page["weak"] == ["dro voir", "15 appel gratu urgenc", "", "21 avant jour not"]
    assert page["source"] == ""
