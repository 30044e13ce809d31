"""What is shown of a result, in node: the passage that has the words, each marked, in every script; what was perhaps meant; words to the end."""

from __future__ import annotations

import re
from pathlib import Path

import node
import pytest
import test_queries

CASES = [
    ("fr", "avocat gratuit", "asile/cnda.html", ["avocat", "gratuit"]),
    ("ar", "محامي مجاني", "asile/cnda.html", ["محام", "مجاني"]),  # an Arabic word is marked with its article and its endings
    ("prs", "مکتب", "quotidien/ecole.html", ["مکتب"]),
    ("ps", "روغتون", "urgences/se-soigner.html", ["روغتون"]),
    ("ti", "ጠበቓ", "asile/cnda.html", ["ጠበቓ"]),
    ("uk", "лікарня", "urgences/se-soigner.html", ["Лікарня"]),
    ("ka", "თარჯიმანი", "urgences/appeler.html", ["თარჯიმ"]),
]


def texts(result: dict[str, object], name: str) -> list[str]:
    shown = result[name]
    assert isinstance(shown, dict)
    return [str(part) for part in shown["told"]]


@pytest.mark.parametrize(("tag", "query", "path", "words"), CASES, ids=[case[0] for case in CASES])
def test_the_words_are_marked_in_the_passage(tag: str, query: str, path: str, words: list[str], shipped: Path) -> None:
    (answer,) = node.answers(shipped / tag, [query])
    result = next(each for each in answer["results"] if each["path"].partition("#")[0] == path)
    marked = texts(result, "passage")[1::2]
    assert marked, result
    assert all(any(word in mark for mark in marked + texts(result, "title")[1::2]) for word in words), result


def test_the_parts_of_a_passage_are_a_text_of_the_page(shipped: Path) -> None:
    """Nothing is lost, doubled or put elsewhere: but for what is cut from a long one, it is what the page says."""
    for tag in test_queries.TAGS:
        lines = {
            line.split("\v")[0].rpartition("\t")[2]
            for page in node.run(
                'load(input); console.log(JSON.stringify(load("livretTexts")));',
                (shipped / tag / "search-texts.js").read_text(encoding="utf-8"),
            )
            for place in page
            for line in place.split("\n")
        }
        index = node.run(
            'load(input); console.log(JSON.stringify(load("livretIndex")));',
            (shipped / tag / "search-index.js").read_text(encoding="utf-8"),
        )
        summaries = {page[2].rpartition("\t")[2] for page in index["pages"]}
        for answer in node.answers(shipped / tag, [query for query, _, _ in test_queries.queries("fourth", tag)]):
            for result in answer["results"]:
                told = "".join(texts(result, "passage"))
                own = re.sub(r"^… | …$", "", told)
                assert len(told) <= 260, result
                assert own in summaries or any(own in line for line in lines), result


def test_a_number_is_marked_however_it_is_written(shipped: Path) -> None:
    for query in ("0465710012", "+33 4 65 71 00 12", "۰۴ ۶۵ ۷۱ ۰۰ ۱۲"):
        result = node.answers(shipped / "fr", [query])[0]["results"][0]
        assert result["path"] == "services/permanence_sante.html"
        assert texts(result, "passage")[1] == "33 4 65 71 00 12", query


def test_a_result_leads_to_where_its_passage_stands(shipped: Path) -> None:
    results = node.answers(shipped / "fr", ["copie de chaque papier"])[0]["results"][:3]
    result = next(each for each in results if each["path"].startswith("asile/procedures.html#~"))
    assert "copie" in "".join(texts(result, "passage"))


def test_what_is_misspelled_has_a_proposal(shipped: Path) -> None:
    """Also where something was found by a letter or two; and none where a word is known, or like no other."""
    asked = [
        ("fr", "avokkkat", "avocat"),
        ("fr", "medcin", "médecin"),
        ("uk", "лікррня", "лікарня"),
        ("fr", "avocat", ""),
        ("fr", "xylophone", ""),
    ]
    for tag, query, meant in asked:
        assert node.answers(shipped / tag, [query])[0]["meant"] == meant, query


def test_a_word_is_written_to_its_end(shipped: Path) -> None:
    completed = [answer["completed"] for answer in node.answers(shipped / "fr", ["rende", "un rende", "a", "rendez ", ""])]
    assert completed[0][0] == "rendez"
    assert all(each.startswith("un rende") for each in completed[1])
    assert completed[2:] == [[], [], []]
    assert any(each.startswith("ሓኪም") for each in node.answers(shipped / "ti", ["ሓኪ"])[0]["completed"])
