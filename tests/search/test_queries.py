"""Queries as people type them – no accents, wrong letters, Arabic with and without its article, Persian digits, French words in
other letters – against the index of the shipped site: the page is among the first three.

The first set was there while search was made. The second was written before anybody had seen what it finds, which was 105 of 120; what was
then changed was changed with it in view. The third was written after that and found 55 of 60: so much may a reader expect of new words. The fourth
also says what the passage that is shown must tell. It was written before search showed any, and found the page of 91 of 100; what was then changed was
changed with it in view.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import node
import pytest
from conftest import Once

QUERIES = Path(__file__).parent / "queries"
TAGS = ("fr", "en", "ar", "prs", "ps", "ti", "uk", "ru", "sq", "ka", "pt", "es")
SETS = {"first": (300, 2), "second": (120, 5), "third": (60, 4), "fourth": (100, 5)}  # queries; how many may miss
FIRST = 3
Shown = dict[str, dict[str, list[dict[str, Any]]]]  # results by language and query


def queries(name: str, tag: str) -> list[tuple[str, set[str], list[str]]]:
    """Each query of a set, the pages that answer it, and words of which the passage shown has one, if any are asked for."""
    text = (QUERIES / name / f"{tag}.txt").read_text(encoding="utf-8")
    lines = [(*line.split(" | "), "")[:3] for line in text.splitlines() if not line.startswith("#")]
    return [
        (query, {f"{page.strip()}.html" for page in pages.split(",")}, [word.strip().lower() for word in words.split("/") if word])
        for query, pages, words in lines
    ]


@pytest.fixture(scope="module")
def shown(shipped: Path, once: Once) -> Shown:
    """What a reader of each language is shown first for each query of all sets: an index is loaded once."""

    def asked(tag: str) -> dict[str, list[dict[str, Any]]]:
        every = [query for name in SETS for query, _, _ in queries(name, tag)]
        answers = node.answers(shipped / tag, every)
        return {query: answer["results"][:FIRST] for query, answer in zip(every, answers, strict=True)}

    found: Shown = once("queries", lambda: {tag: asked(tag) for tag in TAGS})
    return found


def missed(name: str, tag: str, shown: Shown) -> list[str]:
    return [
        query
        for query, pages, words in queries(name, tag)
        if not any(answered(result, pages, words) for result in shown[tag][query])
    ]


def answered(result: dict[str, Any], pages: set[str], words: list[str]) -> bool:
    """Whether a result is one of the pages, and what is shown of it – heading and passage – has one of the words."""
    told = " ".join("".join(text["told"]) for text in (result["place"], result["passage"]) if text).lower()
    return result["path"].partition("#")[0] in pages and (not words or any(word in told for word in words))


@pytest.mark.parametrize("name", SETS)
def test_each_set_has_all_twelve_languages(name: str) -> None:
    assert {path.stem for path in (QUERIES / name).iterdir()} == set(TAGS)
    assert sum(len({query for query, _, _ in queries(name, tag)}) for tag in TAGS) == SETS[name][0]


def test_no_query_of_the_fourth_set_is_in_another() -> None:
    """What was tried before says nothing of new words."""
    for tag in TAGS:
        known = {query for name in SETS if name != "fourth" for query, _, _ in queries(name, tag)}
        assert known.isdisjoint(query for query, _, _ in queries("fourth", tag)), tag


@pytest.mark.parametrize("tag", TAGS)
def test_every_page_that_is_expected_exists(tag: str, shipped: Path) -> None:
    assert [
        page for name in SETS for _, pages, _ in queries(name, tag) for page in pages if not (shipped / tag / page).is_file()
    ] == []


@pytest.mark.parametrize("name", SETS)
def test_the_page_is_among_the_first_three(name: str, shown: Shown) -> None:
    misses = {tag: found for tag in TAGS if (found := missed(name, tag, shown))}
    assert sum(map(len, misses.values())) <= SETS[name][1], misses
    assert max(map(len, misses.values()), default=0) <= 3, "no language bears them all"


def test_nothing_is_found_where_there_is_nothing(shipped: Path) -> None:
    assert node.ask(shipped / "fr/search-index.js", ["", "…", "xyzzyplugh", "🐫"]) == [[], [], [], []]


def test_what_only_the_easy_page_says_leads_to_it(shipped: Path) -> None:
    """The other page, which has most words of both, stays the answer to those."""
    found = node.ask(shipped / "fr/search-index.js", ["attaque", "agression", "numero"])
    assert [results[0]["path"] for results in found[:2]] == ["urgences/numeros.easy.html#~1", "urgences/numeros.html#~1"]
    assert "urgences/numeros.easy.html" not in {result["path"].partition("#")[0] for result in found[2]}


def test_a_name_is_found_by_its_sound(shipped: Path) -> None:
    """Where no text has the word in these letters: in its translations Dublin is written in Latin ones."""
    for tag, query in (("ru", "дублин"), ("ka", "დუბლინი"), ("ps", "دوبلین"), ("ti", "ዱብሊን")):
        assert node.ask(shipped / tag / "search-index.js", [query])[0][0]["path"].startswith("asile/procedures.html"), tag


def test_odd_input_finds_what_is_in_it(shipped: Path) -> None:
    """Signs that turn the direction, joiners, emoji, other shapes of letters, Cyrillic keyboards, numbers however written; and whole texts."""
    index = shipped / "ar/search-index.js"
    doctor = [
        "\u202e\u2066طبيب\u2069",
        "ـــطبيب",
        "طَبِيبٌ",
        "ﻃﺒﻴﺐ",
        "👩\u200d👧 طبيب",
        "МЕДЕЦИН",
        "ＭＥＤＥＣＩＮ",
        "médecin " * 5000,
    ]
    assert [
        query
        for query, found in zip(doctor, node.ask(index, doctor), strict=True)
        if found[0]["path"] != "urgences/se-soigner.html"
    ] == []
    number = ["+33 4 65 71 00 12", "0033465710012", "۰۴ ۶۵ ۷۱ ۰۰ ۱۲", "tel:0465710012"]
    assert [
        query
        for query, found in zip(number, node.ask(index, number), strict=True)
        if found[0]["path"] != "services/permanence_sante.html"
    ] == []
    assert node.ask(index, ["%", "(((", "\\", "a" * 100_000, "1" * 50_000, "\u0301\u0301", "\t\n"]) == [[]] * 7
