"""Python and JavaScript fold and stem every word alike."""

from __future__ import annotations

import random
import re
import sys
import unicodedata
from pathlib import Path

import guide
import node
import polib
import pytest
from conftest import ROOT, run

from livret.editions.editions import Editions
from livret.search import letters
from livret.search.language_rules import Rules, rules

TAGS = ("fr", "en", "ar", "prs", "ps", "ti", "uk", "ru", "sq", "ka", "pt", "es")
FOLDED = {
    "Préfecture, l'ÉTÉ": ["prefecture", "l", "ete"],
    "الإقامة والأسرة": ["الاقامه", "والاسره"],
    "مدرسةٌ مستشفى": ["مدرسه", "مستشفي"],
    "می‌خواهم گفتگو": ["ميخواهم", "كفتكو"],
    "۱۱۵ ٣٩١٩": ["1153919"],
    "Ёлка здоров'я ЗДОРОВ’Я": ["елка", "здоровя", "здоровя"],
    "ሓኪም፡ሠላም": ["ሐከመ", "ሰለመ"],
    "+33 4 65.71.00-12": ["33465710012"],
    "Œuvre straße": ["oeuvre", "strasse"],
}


@pytest.fixture(scope="module")
def editions() -> Editions:
    return guide.editions()


def folded_there(texts: list[str]) -> list[list[str]]:
    data = {"drop": letters.DROP, "fold": " ".join(map("".join, letters.FOLD.items())), "join": letters.JOIN}
    script = 'context.index = input.index; const words = load("livretSearch.folder(index)"); console.log(JSON.stringify(input.texts.map(words)));'
    found: list[list[str]] = node.run(script, {"index": data, "texts": texts})
    return found


def stemmed_there(patterns: tuple[str, ...], words: list[str]) -> list[str]:
    script = 'context.patterns = input.patterns; const stem = load("livretSearch.stemmer(patterns)"); console.log(JSON.stringify(input.words.map(stem)));'
    found: list[str] = node.run(script, {"patterns": patterns, "words": words})
    return found


@pytest.mark.parametrize("text", FOLDED)
def test_words_as_they_are_folded(text: str) -> None:
    assert letters.words(text) == FOLDED[text]


def test_every_character_is_folded_alike() -> None:
    """Those that both Unicode tables know; between letters, digits and Cyrillic, for the rules that look around."""
    signs = [chr(code) for code in range(1, sys.maxunicode + 1) if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co")]
    texts = [f"a{sign}b {sign} 1{sign}2 я{sign}я" for sign in signs]
    there = folded_there(texts)
    assert [sign for sign, text, words in zip(signs, texts, there, strict=True) if letters.words(text) != words] == []


def test_a_text_is_folded_alike_in_parts_and_whole() -> None:
    """Python folds what stands between two spaces alone, JavaScript the text: words, numbers in groups, signs, other spaces, by chance."""
    chance = random.Random(5)  # noqa: S311
    some = [
        "Où",
        "l'ÉTÉ",
        "ΣΑΣ",
        "здоров’я",
        "Œuf",
        "٠٤",
        "65",
        "(0)",
        "-",
        ".",
        "/",
        "½",
        "x²",
        "㏠",
        "１",
        "\u00a0",
        "\u202f7",
        "\u0301e",
        "\u200f",
        "\n",
        "\t3",
        "",
    ]
    texts = [" ".join(chance.choices(some, k=chance.randint(1, 7))) for _ in range(3000)]
    assert [text for text, there in zip(texts, folded_there(texts), strict=True) if letters.words(text) != there] == []


@pytest.mark.parametrize("tag", TAGS)
def test_every_word_of_the_catalogs_is_stemmed_alike(tag: str, editions: Editions) -> None:
    chosen = rules(editions[tag], tag)
    words = sorted(set(_words(tag)))
    assert len(words) > 400
    assert stemmed_there(chosen.stem, words) == [chosen.term(word) for word in words]


def _words(tag: str) -> list[str]:
    folder = ROOT / "translations" / ("ar" if tag == "fr" else tag)
    texts = [entry.msgid if tag == "fr" else entry.msgstr for path in folder.glob("*.po") for entry in polib.pofile(str(path))]
    return [*letters.words(" ".join(texts)), "33465710012", "0033465710012", "0465710012", "3919", "x", "abcdefghijk"]


@pytest.mark.parametrize(
    ("tag", "one", "other"),
    [
        ("ar", "الطبيب", "طبيب"), ("ar", "ينام", "أنام"), ("ar", "بطاقتك", "بطاقة"), ("ar", "للمحافظة", "المحافظة"),
        ("prs", "شماره‌های", "شماره"), ("prs", "می‌خوانم", "میخوانم"), ("ps", "شمېرې", "شميره"),
        ("ti", "ጥንስቲ", "ጥኑሳት"), ("fr", "logements", "logement"), ("fr", "gratuite", "gratuits"),
        ("uk", "лікаря", "лікар"), ("ru", "больнице", "больница"), ("ka", "ექიმთან", "ექიმი"),
        ("sq", "spitali", "spitalit"), ("pt", "advogados", "advogado"), ("es", "médicos", "medico"), ("en", "lawyers", "lawyer"),
        ("fr", "+33 4 65 71 00 12", "0465710012"),
    ],
)  # fmt: skip
def test_forms_of_one_word_meet(tag: str, one: str, other: str, editions: Editions) -> None:
    chosen = rules(editions[tag], tag)
    assert chosen.terms(one) == chosen.terms(other)
    assert chosen.terms(one)


def test_rules_say_what_is_wrong_with_them(sound: Path) -> None:
    """A site's own file shadows the one that Livret carries; a mistake in it is a problem with its line."""
    path = sound / "theme/search/ar.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("stem:\n  - (.{3,}\n", encoding="utf-8")
    result = run("--site", sound, "--no-pdf", "--out", sound / "out")
    assert result.exit_code == 1
    assert re.search(r"^theme/search/ar\.yaml:2:5: error\[value-invalid\]", result.output, re.MULTILINE)


def test_a_language_without_rules_is_searched_by_its_words(editions: Editions) -> None:
    assert isinstance(rules(editions["fr"], "ro"), Rules)
    assert rules(editions["fr"], "ro").terms("Spitalul mare") == ["spital", "mare"]
