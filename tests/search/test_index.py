"""What an index holds, and that `search.js` reads it back."""

from __future__ import annotations

import json
import random
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import node
import pytest
from conftest import DAY, run

from livret.search.entry import Draft
from livret.search.pack import packed
from livret.search.postings import COMMON, merge

TAGS = ("fr", "en", "ar", "prs", "ps", "ti", "uk", "ru", "sq", "ka", "pt", "es")
FOLDERS = {"drop": "[\u0300]", "fold": "ææ", "join": [], "sound": "", "stop": "", "stems": [["(x)y"]], "marks": {}, "only": {}}
ALPHABET = "abcxy1መጽሐфяعრ"


def some(chance: random.Random) -> list[Draft]:
    """Pages with terms of all letters, in all three lists. All are of one length, for a word also finds those that it begins."""
    known = ["".join(chance.choices(ALPHABET, k=6)) for _ in range(chance.randint(1, 30))]
    made = []
    for number in range(chance.randint(1, 60)):
        draft = Draft(f"p{number}.html", "t", "", ["h"] * chance.randint(0, 6))
        for term in set(known):
            held = chance.choice(("strong", "weak", "weak", "source", *[""] * 50))
            if held == "source":
                draft.source.add(term)
            elif held:
                getattr(draft, held)[term] = chance.randint(0, len(draft.places))
        made.append(draft)
    return made


def listed(drafts: list[Draft]) -> dict[str, Any]:
    found = merge([draft.entry() for draft in drafts])
    return {**FOLDERS, **packed(found), "pages": [[draft.path, "t", "", *draft.places] for draft in drafts]}


def test_terms_and_places_are_read_back() -> None:
    """Each term of each page, asked for alone, finds the page and the place; 60 indexes made by chance."""
    chance = random.Random(7)  # noqa: S311
    cases = [some(chance) for _ in range(60)]
    asked = [
        (listed(drafts), sorted({term for draft in drafts for term in (*draft.strong, *draft.weak, *draft.source)}))
        for drafts in cases
    ]
    script = """console.log(JSON.stringify(input.map(([index, queries]) => {
      context.index = index; const search = load("livretSearch(index)");
      return queries.map((query) => search(query).map((result) => result.path));
    })));"""
    found = node.run(script, asked)
    missing, checked = [], 0
    for drafts, (index, terms), results in zip(cases, asked, found, strict=True):
        shown = set(re.findall(r"[A-H][^A-H]*", index["terms"]))
        assert len(shown) <= len(terms)
        for term, paths in zip(terms, results, strict=True):
            for draft in drafts:
                place = draft.strong.get(term, draft.weak.get(term))
                common = any(term in each.strong for each in drafts) and sum(term in each.weak for each in drafts) * COMMON > len(
                    drafts
                )
                if place is not None and (term in draft.strong or not common):
                    checked += 1
                    wanted = draft.path + (f"#~{place}" if place else "")
                    missing += [(term, wanted, paths)] if wanted not in paths else []
    assert missing == []
    assert checked > 500


class Places(HTMLParser):
    """The texts of what a result can lead to: headings with an id inside main, and the words of letters."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside = self.taking = ""
        self.words = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.inside = "main" if tag == "main" else self.inside
        if given.get("class") == "words":
            self.words = 1
        if self.inside and "id" in given and (re.fullmatch("h[2-6]", tag) or (self.words and tag == "div")):
            self.taking = "dt" if tag == "div" else tag
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside = "" if tag == "main" else self.inside
        self.words = 0 if tag == "dl" else self.words
        self.taking = "" if tag == self.taking else self.taking

    def handle_data(self, data: str) -> None:
        if self.taking and self.inside:
            self.found[-1] += data


def text_of(shown: str) -> str:
    return re.sub("[\u2066-\u2069]", "", shown.rsplit("\t", 1)[-1])


@pytest.mark.parametrize("tag", TAGS)
def test_a_place_is_the_heading_of_its_number(tag: str, shipped: Path) -> None:
    """`script.js` finds it by counting: the index and the page must count alike."""
    text = (shipped / tag / "search-index.js").read_text(encoding="utf-8")
    index = json.loads(text.removeprefix("var livretIndex=").removesuffix(";\n"))
    checked = 0
    for path, _, _, *headings in index["pages"]:
        there = Places((shipped / tag / path).read_text(encoding="utf-8")).found
        for heading, found in zip(headings, there, strict=False):
            assert " ".join(found.split()).startswith(" ".join(text_of(heading).split())), (path, heading, found)
        assert len(there) >= len(headings), path
        checked += len(headings)
    assert checked > 50


def test_a_translated_page_is_found_by_its_source_and_by_other_names(sound: Path) -> None:
    """French words, whole or in Arabic letters, lead to the Arabic page; what is not translated is marked as French."""
    chapter = sound / "content/booklets/01-sante/01-numeros.md"
    chapter.write_text(
        chapter.read_text(encoding="utf-8").replace("Que dire", "Que dire à la CAF").replace("avant", "à la préfecture, avant"),
        encoding="utf-8",
    )
    catalog = sound / "translations/ar/sante.po"
    catalog.write_text(
        catalog.read_text(encoding="utf-8").replace("Que dire", "Que dire à la CAF").replace(", avant", ", à la préfecture, avant"),
        encoding="utf-8",
    )
    assert run("--site", sound, "--date", DAY, "--no-pdf", "--out", sound / "out").exit_code == 0
    index = sound / "out/ar/search-index.js"
    asked = [
        "prefecture",
        "préfecture",
        "بريفكتور",
        "PREFEKTURE",
        "caf",
        "كاف",
        "الكاف",
        "ماذا تقول",
        "numero",
        "permanence",
        "04 65 71 00 12",
        "٤٦٥٧١٠٠١٢",
    ]
    found = node.ask(index, asked)
    first = {
        query: next(result["path"] for result in results if "words" not in result["path"])
        for query, results in zip(asked, found, strict=True)
    }
    page = "sante/numeros.html"
    assert {query: first[query] for query in asked[:4]} == dict.fromkeys(asked[:4], page)
    assert {query: first[query] for query in asked[4:8]} == dict.fromkeys(asked[4:8], f"{page}#~1")
    assert first["numero"] == page
    assert "services/permanence.html" in [result["path"] for result in found[9]]
    assert all("services/permanence.html" in [result["path"] for result in results] for results in found[10:])
    titles = {result["path"]: result["title"] for results in found for result in results}
    assert titles[page] == "\tfr\tLes numéros"
    assert [result["place"] for result in found[4] if result["path"].startswith(page)] == ["ماذا تقول"]


def test_a_word_of_every_page_is_no_answer() -> None:
    """It is left out, unless it is named in a title, a heading or a summary."""
    drafts = [Draft(f"p{number}.html", "t", "", weak={"abc": 0, f"bca{number}": 0}) for number in range(12)]
    drafts[3].strong["abc"] = drafts[3].weak.pop("abc")
    index = listed(drafts)
    script = 'context.index = input; const search = load("livretSearch(index)"); console.log(JSON.stringify(["abc", "bca7"].map((q) => search(q))));'
    found = node.run(script, index)
    assert [[result["path"] for result in results] for results in found] == [["p3.html"], ["p7.html"]]
