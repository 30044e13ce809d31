"""Width on paper: tables, addresses and words that are wider than their place stay whole, on the page, and over nothing – or are named with their line."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from conftest import DAY, run

WEEK = """| Lieu | Lundi | Mardi | Mercredi | Jeudi | Vendredi | Samedi | Remarque |
| --- | --- | --- | --- | --- | --- | --- | --- |
| Accueil de jour | 08:30-12:30 | 08:30-12:30 | 13:30-17:00 | 08:30-12:30 | 08:30-12:30 | fermé | Sur rendez-vous seulement |
| Permanence | 14:00-17:00 | fermé | fermé | 14:00-17:00 | fermé | fermé | Apportez vos papiers |"""
ADDRESS = "accueil.de.jour.et.de.nuit@association-tres-longue-du-quartier.example.org"
URL = "https://www.association-tres-longue.example.org/permanences/juridiques/grenoble?jour=lundi&salle=2"


def table(columns: int, rows: int = 2, cell: str = "08:30-12:30") -> str:
    head = "| Lieu |" + "".join(f" Jour {number} |" for number in range(columns - 1))
    body = "\n".join(f"| Accueil {row} |" + f" {cell} |" * (columns - 1) for row in range(rows))
    return f"{head}\n|{' --- |' * columns}\n{body}"


WIDE = {
    "a week": WEEK,
    "smaller": table(6),
    "turned": table(9),
    "turned, of many rows": table(9, rows=40),
    "long sentences in three columns": "| Un mot | Deux | Trois |\n| --- | --- | --- |\n"
    + "| Une phrase assez longue pour la colonne | Une autre phrase, longue elle aussi, et encore | La dernière colonne est longue |\n" * 3,
    "addresses in cells": f"| Lieu | Ce qu'on y fait | Adresse | Site |\n| --- | --- | --- | --- |\n| Ici | Un café | {ADDRESS} | <{URL}> |",
    "addresses": f"Écrivez à {ADDRESS} ou voyez <{URL}>.",
    "a word without end": "Donaudampfschifffahrt" * 12,
    "code": f"Tapez `{'abc-' * 40}`.",
    "in a callout": '!!! note "Horaires"\n' + "\n".join(f"    {line}" for line in table(6).splitlines()),
    "in a list": f"- Un point :\n\n{'    '}Voyez {ADDRESS}.",
}  # fmt: skip


def written(site: Path, text: str) -> None:
    (site / "content/booklets/01-sante/02-soins.md").write_text(
        f"# Les soins\n\n## Le médecin\n\n{text}\n\nAprès.\n", encoding="utf-8"
    )


@pytest.mark.parametrize("name", WIDE)
def test_it_stays_on_the_page_and_over_nothing(name: str, sound: Path) -> None:
    """Of the file for the press preflight finds it: text at the trim or outside, lines over each other. On a screen each word lies inside the margins."""
    written(sound, WIDE[name])
    result = run("print", "press", "sante", "--site", sound, "--date", DAY, "--jobs", "1", "--override", "Essai: pour les tests")
    assert result.exit_code == 0, result.output
    for tag in ("fr", "ar"):
        ticket = json.loads((sound / f"press/sante-a5.{tag}.json").read_text(encoding="utf-8"))
        assert [finding["message"] for finding in ticket["findings"] if finding["code"].startswith("print-")] == [], tag
        boxes = words(sound / f"press/sante-a5.{tag}.pdf")
        assert boxes
        for left, _, right, _ in boxes:
            assert left / 72 * 25.4 >= 11 + 13.5, name
            assert right / 72 * 25.4 <= 11 + 148 - 13.5, name


def words(pdf: Path) -> list[tuple[float, ...]]:
    """The boxes of the words of the chapter, in points."""
    said = subprocess.run(["pdftotext", "-bbox", "-f", "3", pdf, "-"], capture_output=True, text=True, check=True).stdout
    found = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*)</word>', said)
    return [tuple(map(float, box[:4])) for box in found if "SPECIMEN" not in box[4] and len(box[4]) > 1]


def test_a_week_is_read_across(sound: Path) -> None:
    """The field case: every time and day is there, each row in its order."""
    written(sound, WEEK)
    assert run("--site", sound, "--date", DAY, "--jobs", "1").exit_code == 0
    said = subprocess.run(
        ["mutool", "draw", "-q", "-F", "txt", sound / "public/print/sante-a5.fr.pdf", "3-9"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    flat = " ".join(said.split())
    for row in WEEK.splitlines():
        for part in row.strip("| ").split(" | "):
            assert part.startswith("---") or all(word in flat for word in re.split(r"[ -]", part)), part


@pytest.mark.parametrize("tag", ["fr", "ar"])
def test_an_address_can_be_copied(tag: str, sound: Path) -> None:
    """It breaks where its parts end, and nothing is put into it."""
    written(sound, f"Écrivez à [cette adresse](mailto:{ADDRESS}), {ADDRESS}, vite.")
    assert run("--site", sound, "--date", DAY, "--jobs", "1").exit_code == 0
    for command in (
        ["pdftotext", "-raw", sound / f"public/print/sante-a5.{tag}.pdf", "-"],
        ["mutool", "draw", "-q", "-F", "txt", sound / f"public/print/sante-a5.{tag}.pdf"],
    ):
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        assert ADDRESS in re.sub(r"\s", "", said)


@pytest.mark.parametrize(("columns", "format_"), [(16, "a5"), (9, "trifold")])
def test_a_table_that_fits_nowhere_is_named_with_its_line(columns: int, format_: str, sound: Path) -> None:
    written(sound, "Un mot.\n\n" + table(columns))
    booklet = sound / "content/booklets/01-sante/booklet.yaml"
    booklet.write_text(
        booklet.read_text(encoding="utf-8") + "formats: [a5, trifold]\ntakes:\n  trifold: [[02-soins.md], [], [], []]\n",
        encoding="utf-8",
    )
    result = run("--site", sound, "--date", DAY, "--jobs", "1")
    assert result.exit_code == 1
    assert "content/booklets/01-sante/02-soins.md:7:3: error[paper-table]: " in result.output, (format_, result.output)


def test_the_cure_of_a_wide_table(sound: Path) -> None:
    """Applied literally: two tables in its place."""
    written(sound, table(16))
    assert run("--site", sound, "--date", DAY, "--jobs", "1").exit_code == 1
    written(sound, f"{table(8)}\n\n{table(8)}")
    assert run("--site", sound, "--date", DAY, "--jobs", "1").exit_code == 0


def test_on_facing_pages_it_is_smaller_and_never_turned(sound: Path) -> None:
    """Both pages of a spread hold the same rows, so that a table cannot lie on its side there."""
    booklet = sound / "content/booklets/01-sante/booklet.yaml"
    booklet.write_text(booklet.read_text(encoding="utf-8") + "facing: [a5]\n", encoding="utf-8")
    written(sound, table(7))
    arguments = ("print", "press", "sante", "--site", sound, "--date", DAY, "--format", "a5-facing-fr", "--override", "Essai: oui")
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    ticket = json.loads((sound / "press/sante-a5-facing-fr.ar.json").read_text(encoding="utf-8"))
    assert [finding["message"] for finding in ticket["findings"] if finding["code"].startswith("print-")] == []
    written(sound, table(10))
    result = run(*arguments)
    assert result.exit_code == 1
    assert "02-soins.md:5:3: error[paper-table]" in result.output


def test_a_word_of_a_title_is_not_broken_on_the_cover(sound: Path) -> None:
    booklet = sound / "content/booklets/01-sante/booklet.yaml"
    booklet.write_text(
        booklet.read_text(encoding="utf-8").replace("title: Santé", "title: Aufenthaltsgestattungsverfahren"), encoding="utf-8"
    )
    result = run("print", "press", "sante", "--site", sound, "--date", DAY, "--lang", "fr", "--override", "Essai: oui")
    assert result.exit_code == 0, result.output
    ticket = json.loads((sound / "press/sante-a5.fr.json").read_text(encoding="utf-8"))
    assert [finding["message"] for finding in ticket["findings"] if finding["code"].startswith("print-")] == []
    said = subprocess.run(
        ["pdftotext", "-l", "1", sound / "press/sante-a5.fr.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "Aufenthaltsgestattungsverfahren" in said
