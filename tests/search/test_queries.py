"""Three hundred queries as people type them – no accents, wrong letters, Arabic with and without its article, Persian digits, French
words in other letters – against the index of the shipped site: the page is among the first three."""

from __future__ import annotations

from pathlib import Path

import node
import pytest

QUERIES = Path(__file__).parent / "queries"
TAGS = ("fr", "en", "ar", "prs", "ps", "ti", "uk", "ru", "sq", "ka", "pt", "es")
FIRST = 3


def queries(tag: str) -> list[tuple[str, set[str]]]:
    """Each query and the pages that answer it."""
    lines = [line.split(" | ") for line in (QUERIES / f"{tag}.txt").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [(query, {f"{page.strip()}.html" for page in pages.split(",")}) for query, pages in lines]


def missed(tag: str, shipped: Path) -> list[str]:
    asked = queries(tag)
    found = node.ask(shipped / tag / "search-index.js", (query for query, _ in asked))
    first = [{result["path"].partition("#")[0] for result in results[:FIRST]} for results in found]
    return [query for (query, pages), paths in zip(asked, first, strict=True) if not pages & paths]


def test_there_are_three_hundred_in_twelve_languages() -> None:
    assert {path.stem for path in QUERIES.iterdir()} == set(TAGS)
    assert [len({query for query, _ in queries(tag)}) for tag in TAGS] == [25] * 12


@pytest.mark.parametrize("tag", TAGS)
def test_every_page_that_is_expected_exists(tag: str, shipped: Path) -> None:
    assert [page for _, pages in queries(tag) for page in pages if not (shipped / tag / page).is_file()] == []


def test_nineteen_of_twenty_find_the_page(shipped: Path) -> None:
    misses = {tag: found for tag in TAGS if (found := missed(tag, shipped))}
    assert sum(map(len, misses.values())) <= 15, misses
    assert max(map(len, misses.values()), default=0) <= 3, misses


def test_nothing_is_found_where_there_is_nothing(shipped: Path) -> None:
    assert node.ask(shipped / "fr/search-index.js", ["", "…", "xyzzyplugh", "🐫"]) == [[], [], [], []]
