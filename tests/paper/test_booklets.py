"""The shipped booklets as PDF: whole, tagged, in their languages, and readable again."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from pathlib import Path

import pikepdf
import pytest
from conftest import BOOKLETS, DAY, run

TAGS = ("fr", "en", "ar", "prs", "ps", "ti", "uk", "ru", "sq", "ka", "pt", "es")
NAMES = [f"{slug}-a5.{tag}.pdf" for slug in BOOKLETS for tag in TAGS]


def text(pdf: Path) -> str:
    done = subprocess.run(["pdftotext", "-q", pdf, "-"], capture_output=True, check=True)
    return re.sub(r"[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", unicodedata.normalize("NFKC", done.stdout.decode()))


@pytest.mark.parametrize("name", NAMES)
def test_qpdf_finds_nothing_wrong(name: str, shipped: Path) -> None:
    done = subprocess.run(["qpdf", "--check", shipped / "print" / name], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", NAMES)
def test_every_font_is_embedded(name: str, shipped: Path) -> None:
    done = subprocess.run(["pdffonts", shipped / "print" / name], capture_output=True, text=True, check=True)
    fonts = done.stdout.splitlines()[2:]
    assert fonts
    for line in fonts:
        assert line.split()[-5:-2] == ["yes", "yes", "yes"], line  # embedded, subset, with Unicode


@pytest.mark.parametrize("name", NAMES)
def test_a_screen_reader_can_read_it(name: str, shipped: Path) -> None:
    """PDF/UA-1: tags, a title that is shown, a language; A5; bookmarks; binding on the right for Arabic scripts."""
    tag = name.split(".")[1]
    with pikepdf.open(shipped / "print" / name) as pdf:
        root = pdf.Root
        assert bool(root.MarkInfo.Marked)
        assert root.MarkInfo.Suspects is False  # a boolean, as ISO 32000-1 says: poppler up to 25.11 takes it for a mistake
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert str(root.Lang) == {"prs": "fa-AF"}.get(tag, tag)
        rtl = str(root.ViewerPreferences.get("/Direction", "/L2R")) == "/R2L"
        assert rtl == (tag in ("ar", "prs", "ps"))
        assert "/Outlines" in root
        assert "pdfuaid" in str(pdf.open_metadata())
        width, height = (float(side) / 72 * 25.4 for side in pdf.pages[0].MediaBox[2:])
        assert (round(width), round(height)) == (148, 210)
        assert "/CreationDate" not in pdf.docinfo


@pytest.mark.parametrize("tag", TAGS)
def test_the_numbers_can_be_copied(tag: str, shipped: Path) -> None:
    found = text(shipped / "print" / f"urgences-a5.{tag}.pdf")
    for number in ("112", "114", "115", "119", "3919", "3114", "3646", "116006"):
        assert number in found, number
    for sentence in ("Jeneparlepasfrançais.", "Aidez-moi,jesuisendanger.", "Jesuisenceinte."):
        assert sentence in found, sentence


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("ar", "أرقامالطوارئ"),
        ("prs", "تداویبدونپول"),
        ("ps", "بېپیسودرملنه"),
        ("ti", "ብዘይገንዘብምሕካም"),
        ("uk", "Лікуватисябезгрошей"),
        ("ka", "მკურნალობაუფულოდ"),
    ],
)
def test_text_comes_back_in_every_script(tag: str, words: str, shipped: Path) -> None:
    assert unicodedata.normalize("NFKC", words) in text(shipped / "print" / f"urgences-a5.{tag}.pdf")


def test_a_translation_made_by_a_machine_says_so_on_the_cover(shipped: Path) -> None:
    def cover(tag: str) -> str:
        done = subprocess.run(
            ["pdftotext", "-q", "-l", "1", shipped / "print" / f"urgences-a5.{tag}.pdf", "-"], capture_output=True, check=True
        )
        return " ".join(done.stdout.decode().split())

    assert "A machine translated this text." in cover("en")
    assert "machine" not in cover("fr")
    for tag in ("en", "fr"):
        assert re.search("[Dd][ée]monstration", cover(tag))


def test_a_very_long_word_stops_no_build(sound: Path) -> None:
    """Typst has been seen to fail in silence on one; here it ends in a PDF or in a problem, in time."""
    chapter = sound / "content/booklets/01-sante/02-soins.md"
    chapter.write_text(f"# Les soins\n\n## Le médecin\n\n{'a' * 7000}\n", encoding="utf-8")
    result = run("--site", sound, "--date", DAY, "--jobs", "1")
    assert result.exit_code in (0, 1)
    assert "Traceback" not in result.output
