"""Easy-to-read pages: sentences that are too long, words that nothing explains, each at its line and column."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from conftest import DAY, run

from livret import limits
from livret.problems import Report
from livret.source import easy
from livret.source import read as source
from livret.source.door import Door

EASY = "content/booklets/01-sante/02-soins.easy.md"
TWELVE = "un deux trois quatre cinq six sept huit neuf dix onze douze"


def found(site: Path, body: str, path: str = EASY) -> list[tuple[str, int, int, str]]:
    """Code, line, column, and the number of words or the word itself; the body begins at line 3."""
    (site / path).write_text(f"# Facile\n\n{body}", encoding="utf-8")
    door, report = Door(site, datetime.date(2026, 11, 24)), Report()
    reading = source.read(door, report)
    assert reading
    easy.check(reading, door, report)
    values = [(problem, dict(problem.values)) for problem in report if problem.code.startswith("easy")]
    return [
        (problem.code, problem.place.line, problem.place.column, value.get("count") or value["word"]) for problem, value in values
    ]


def test_the_limit_is_that_of_easy_french() -> None:
    assert limits.EASY_WORDS == 12


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"{TWELVE}.\n", []),
        (f"{TWELVE} treize.\n", [("easy-sentence", 3, 1, "13")]),
        (f"Court. {TWELVE} treize ! Court.\n", [("easy-sentence", 3, 8, "13")]),
        (f"Court ? Court\nencore. {TWELVE}\ntreize quatorze\n", [("easy-sentence", 4, 9, "14")]),
        (f"{TWELVE}.\n{TWELVE}.\n", []),
        (f"- court\n- {TWELVE} treize\n", [("easy-sentence", 4, 3, "13")]),
        (f"> court.\n> {TWELVE}\n> treize.\n", [("easy-sentence", 4, 3, "13")]),
        (f'!!! danger "{TWELVE} treize"\n    Court.\n', [("easy-sentence", 3, 13, "13")]),
        (f"## {TWELVE} treize\n", [("easy-sentence", 3, 4, "13")]),
        (f"| A | B |\n| --- | --- |\n| court | {TWELVE} treize |\n", [("easy-sentence", 5, 11, "13")]),
        ("Appelez le {phone.samu} : un deux trois quatre cinq six sept huit neuf.\n", []),
        ("Lisez [ce long texte avec un titre](01-numeros.md#que-dire), puis un deux trois quatre.\n", []),
        ("**Un deux trois quatre cinq six sept.** *Un deux trois quatre cinq six sept.*\n", []),
        ("C'est l'un, l'autre, qu'il n'a pas. – Un deux trois quatre cinq six sept huit ?\n", []),
        ("١ ٢ ٣ ٤ ٥ ٦ ٧ ٨ ٩ ١٠ ١١ ١٢ ١٣؟ كلام\n", [("easy-sentence", 3, 1, "13")]),
        ("ሀ ለ ሐ መ ሠ ረ ሰ። ሀ ለ ሐ መ ሠ ረ ሰ።\n", []),
    ],
)
def test_sentences(body: str, expected: list[tuple[str, int, int, str]], sound: Path) -> None:
    assert found(sound, body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Allez à la SPADA.\n", [("easy-word", 3, 12, "SPADA")]),
        ("Allez là. Court\nencore : l'OFPRA vous reçoit. L'OFPRA attend.\n", [("easy-word", 4, 12, "OFPRA")]),
        ("**SPADA** et [CAF](https://exemple.fr)\n", [("easy-word", 3, 3, "SPADA"), ("easy-word", 3, 15, "CAF")]),
        ("Allez à la SPADA (le premier accueil). La SPADA aide.\n", []),
        ("Allez au premier accueil (SPADA). La SPADA aide.\n", []),
        ("Allez à la **SPADA** (le premier accueil).\n", []),
        ("La SPADA aide.[^s] La SPADA[^s]\n\n[^s]: Le premier accueil.\n", []),
        ("La SPADA aide.\n\nSPADA\n:   Le premier accueil.\n", []),
        ("La SPADA aide.\n\nLa SPADA d'ici\n:   Le premier accueil.\n", []),
        ("La SPADA aide.\n\nSPADAS\n:   Autre chose.\n", [("easy-word", 3, 4, "SPADA")]),
        ("Le 15, le A5 et Marie.\n", []),
        ("Voir {link.office}.\n", []),
    ],
)
def test_abbreviations(body: str, expected: list[tuple[str, int, int, str]], sound: Path) -> None:
    assert found(sound, body) == expected


def test_the_name_of_a_link_is_a_word_too(sound: Path) -> None:
    facts = sound / "content/facts.yaml"
    facts.write_text(facts.read_text(encoding="utf-8").replace("label: Bureau", "label: OFII"), encoding="utf-8")
    assert found(sound, "Voir l'{link.office}.\n") == [("easy-word", 3, 6, "OFII")]
    assert found(sound, "Voir l'{link.office} (le bureau).\n") == []


TERMS = """terms:
  - {id: recepisse, term: récépissé, forms: [récépissés], explanation: Un papier.}
  - {id: sejour, term: titre de séjour, explanation: Une carte.}
  - {id: ofii, term: OFII, full: Office de l'immigration, explanation: Un bureau.}
"""


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Un récépissé.\n\nLe Titre de\nséjour arrive.\n",
            [("easy-word", 3, 4, "récépissé"), ("easy-word", 5, 4, "Titre de séjour")],
        ),
        ("Un récépissé (un papier). Un **titre** de séjour (une carte).\n", []),
        ("Un récépissé (un papier). Les récépissés.\n", []),
        ("Les récépissés. Un récépissé.\n", [("easy-word", 3, 5, "récépissés")]),
        ("L'Office de l'immigration (OFII). Puis l'OFII.\n", []),
        ("L'OFII. L'Office de l'immigration.\n", [("easy-word", 3, 3, "OFII")]),
        ("Un {term.recepisse}. L'{link.office}.\n", [("easy-word", 3, 4, "récépissé")]),
        ("Un {term.recepisse} (un papier).\n", []),
        ("Titre de séjour\n:   Une carte.\n", []),
    ],
)
def test_words_of_the_termbase(body: str, expected: list[tuple[str, int, int, str]], sound: Path) -> None:
    (sound / "translations/terms.yaml").write_text(TERMS, encoding="utf-8")
    assert found(sound, body) == expected


def test_a_full_text_is_not_checked(sound: Path) -> None:
    assert found(sound, f"{TWELVE} treize, la SPADA.\n\n## Le médecin\n", path="content/booklets/01-sante/02-soins.md") == []


def test_a_native_page_is_checked_in_its_own_language(arabic: Path) -> None:
    page = arabic / "content/booklets/01-sante/01-soins.easy.ar.md"
    page.write_text(page.read_text(encoding="utf-8").replace("الطبيب مجاني.", "ا ب ت ث ج ح خ د ذ ر ز س ش، OFII."), encoding="utf-8")
    output = run("check", "--site", arabic, "--date", DAY).output
    assert "01-soins.easy.ar.md:6:1: warning[easy-sentence]: this sentence has 14 words" in output
    assert "01-soins.easy.ar.md:6:28: warning[easy-word]: “OFII” is explained nowhere on this page" in output
