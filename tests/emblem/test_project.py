"""What is funded: a page in each language, a poster of A3, and sheets to sign on which nothing is typed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pikepdf
import pytest
from conftest import DAY, Once, built, run


@pytest.fixture(scope="module")
def funded(common: Path, once: Once) -> Path:
    return built(common / "funded", "funded", once)


def said(pdf: Path) -> str:
    told = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True, check=True).stdout
    return " ".join(told.split())


_ISOLATES = dict.fromkeys(range(0x2066, 0x206A))


def size(pdf: Path) -> tuple[int, int, int]:
    """Pages, width and height in mm."""
    with pikepdf.open(pdf) as opened:
        return len(opened.pages), *(round(float(side) / 72 * 25.4) for side in opened.pages[0].mediabox[2:])


def test_a_page_tells_what_for_what_came_of_it_and_how_much(funded: Path) -> None:
    text = (funded / "public/fr/agora/project.html").read_text(encoding="utf-8").replace("\u202f", " ").replace("\xa0", " ")
    for words in (
        "Accueillir avec celles et ceux qui arrivent",
        "Du 1er janvier 2026 au 31 décembre 2026",
        "<bdi>100 000 €</bdi>",
        "Union européenne</bdi> – <bdi>75 000,50 €</bdi>",
        "Ville d’essai</bdi> – <bdi>1 000 €</bdi>",
        "À quoi cela sert",
        "Ce qui en est sorti",
        "Trois livrets existent.",
    ):
        assert words in text, words
    assert text.count("emblem.svg") == 2
    assert 'href="project.html"' in (funded / "public/fr/agora/index.html").read_text(encoding="utf-8")
    assert "/ar/agora/project.html" in (funded / "public/sitemap.xml").read_text(encoding="utf-8")
    assert "agora/project.html" in (funded / "public/ar/search-index.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("tag", ["fr", "en", "ar"])
def test_a_poster(tag: str, funded: Path) -> None:
    pdf = funded / f"public/print/site-project-poster.{tag}.pdf"
    assert size(pdf) == (1, 297, 420)
    assert "Union européenne" in said(pdf)


def test_who_pays_is_written_as_its_language_is(funded: Path) -> None:
    """In French a narrow space stands before a colon, and no line begins with one; a name has the apostrophe of print."""
    for tag, colon in (("fr", "\u202f:"), ("en", ":")):
        pdf = funded / f"public/print/site-project-poster.{tag}.pdf"
        told = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True, check=True).stdout
        assert f"Ville d’essai{colon}" in told.translate(_ISOLATES)


@pytest.mark.parametrize(
    ("name", "heading"), [("2026-12-10", "L’Agora"), ("linge", "Comment laver son linge quand on vit à l’hôtel ?")]
)
def test_a_sheet_to_sign(name: str, heading: str, funded: Path) -> None:
    """Its words are those above the lines, in each language; the lines are empty, and nobody is named."""
    pdf = funded / f"public/print/site-attendance-{name}.mul.pdf"
    pages, *sides = size(pdf)
    assert sides == [210, 297]
    words = said(pdf)
    assert words.startswith(f"Feuille de présence {heading}")
    for each in ("Nom", "Organisation", "Signature", "Name"):
        assert words.count(each) >= pages
    lines = 24 if name == "2026-12-10" else 30
    with pikepdf.open(pdf) as opened:
        cells = [each for each in opened.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/TD"]
    assert len(cells) == 3 * lines


def test_nothing_is_told_of_a_project(sound: Path) -> None:
    assert run("--site", sound, "--date", DAY, "--jobs", "1").exit_code == 0
    assert not list((sound / "public").rglob("project*"))
    assert not list((sound / "public/print").glob("*attendance*"))
