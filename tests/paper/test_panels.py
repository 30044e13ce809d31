"""Leaflets: what they take, what does not fit, large print, one ink."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pikepdf
import pytest
from conftest import DAY, run

TAKES = """formats: [a5, trifold, sheet, poster, card]
large: [a5, sheet, poster]
takes:
  trifold: [[01-numeros.md], [02-soins.md], [service.permanence], [phone.samu]]
  sheet: [[01-numeros.md], [phone.samu]]
  poster: [[phone.samu, service.permanence]]
  card: [[phone.samu], [phone.long]]
"""


@pytest.fixture
def leaflets(sound: Path) -> Path:
    booklet = sound / "content/booklets/01-sante/booklet.yaml"
    booklet.write_text(booklet.read_text(encoding="utf-8") + TAKES, encoding="utf-8")
    site = sound / "content/site.yaml"
    site.write_text(site.read_text(encoding="utf-8") + "sheets: [card, welcome]\n", encoding="utf-8")
    return sound


def said(pdf: Path) -> str:
    return subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True, check=True).stdout


def size(pdf: Path) -> tuple[int, int, int]:
    """Pages, width and height in mm."""
    with pikepdf.open(pdf) as opened:
        return len(opened.pages), *(round(float(side) / 72 * 25.4) for side in opened.pages[0].trimbox[2:])


def test_every_format_is_published(leaflets: Path) -> None:
    result = run("--site", leaflets, "--date", DAY, "--jobs", "1")
    assert result.exit_code == 0, result.output
    made = {path.name: size(path) for path in (leaflets / "public/print").iterdir()}
    for tag in ("fr", "ar"):
        assert made[f"sante-trifold.{tag}.pdf"] == (2, 297, 210)
        assert made[f"sante-sheet.{tag}.pdf"] == (2, 210, 297)
        assert made[f"sante-poster.{tag}.pdf"] == (1, 297, 420)
        assert made[f"sante-card.{tag}.pdf"] == (2, 171, 54)
        assert made[f"sante-sheet-large.{tag}.pdf"] == (2, 210, 297)
        assert made[f"sante-poster-large.{tag}.pdf"] == (1, 297, 420)
        assert made[f"sante-a5-large.{tag}.pdf"][1:] == (210, 297)
        assert made[f"site-card.{tag}.pdf"] == (2, 171, 54)
    assert made["site-welcome.mul.pdf"] == (1, 297, 420)
    leaflet = said(leaflets / "public/print/sante-trifold.fr.pdf")
    for words in ("Permanence", "Un médecin gratuit", "+33 4 65 71 00 12", "Exemple : ce lieu n’existe pas", "Urgence"):
        assert words in leaflet, words
    assert "العربية" in said(leaflets / "public/print/site-welcome.mul.pdf") or "ةيبرعلا" in said(
        leaflets / "public/print/site-welcome.mul.pdf"
    )


def test_two_languages_text_by_text(leaflets: Path) -> None:
    """For a pair of site.yaml: the reader's language, and under each text the site's own."""
    booklet = leaflets / "content/booklets/01-sante/booklet.yaml"
    booklet.write_text(booklet.read_text(encoding="utf-8") + "beside: [a5]\n", encoding="utf-8")
    assert run("--site", leaflets, "--date", DAY, "--jobs", "1").exit_code == 0
    made = sorted(path.name for path in (leaflets / "public/print").glob("*-fr.*"))
    assert made == ["sante-a5-fr.ar.pdf"]
    with pikepdf.open(leaflets / "public/print/sante-a5-fr.ar.pdf") as pdf:
        assert pdf.Root.ViewerPreferences.Direction == "/R2L"
    text = said(leaflets / "public/print/sante-a5-fr.ar.pdf")
    french = said(leaflets / "public/print/sante-a5.fr.pdf")
    assert "Que dire" in text  # a heading that is translated: the French stands under it
    assert "Appelez le 15 ou le +33 4 65 71 00 12" in " ".join(text.split())
    assert "Appelez le 15 ou le +33 4 65 71 00 12" in " ".join(french.split())
    alone = said(leaflets / "public/print/sante-a5.ar.pdf")
    assert "Appelez le" not in alone


def test_what_does_not_fit_names_panel_language_and_millimetres(leaflets: Path) -> None:
    chapter = leaflets / "content/booklets/01-sante/02-soins.md"
    chapter.write_text("# Les soins\n\n## Le médecin\n\n" + "Un mot. " * 60 + "\n\n" + "Encore un. " * 500 + "\n", encoding="utf-8")
    result = run("--site", leaflets, "--date", DAY, "--jobs", "1")
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    found = re.search(
        r"print/sante-trifold\.fr\.pdf: error\[paper-overflow\]: in fr, panel 3 is (\d+) mm too long; its longest parts: « Encore un\.",
        result.output,
    )
    assert found, result.output
    assert int(found[1]) > 50
    assert not (leaflets / "public").exists()


def test_the_press_file_of_every_format_passes_preflight(leaflets: Path) -> None:
    result = run("print", "press", "--site", leaflets, "--date", DAY, "--jobs", "1", "--override", "Essai: pour les tests")
    assert result.exit_code == 0, result.output
    tickets = [json.loads(path.read_text()) for path in (leaflets / "press").glob("*.json")]
    assert len(tickets) == 2 * 9 + 1
    for ticket in tickets:
        assert [finding["message"] for finding in ticket["findings"] if finding["code"].startswith("print-")] == [], ticket["file"]


def test_one_ink_is_black(leaflets: Path) -> None:
    booklet = leaflets / "content/booklets/01-sante/booklet.yaml"
    booklet.write_text(booklet.read_text(encoding="utf-8") + "one_ink: true\n", encoding="utf-8")
    run(
        "print",
        "press",
        "sante",
        "--site",
        leaflets,
        "--lang",
        "fr",
        "--format",
        "a5,trifold",
        "--date",
        DAY,
        "--override",
        "Essai: pour les tests",
    )
    for name in ("sante-a5.fr", "sante-trifold.fr"):
        assert json.loads((leaflets / f"press/{name}.json").read_text())["inks"] == ["black"]
        with pikepdf.open(leaflets / f"press/{name}.pdf") as pdf:
            for page in pdf.pages:
                used = re.findall(rb" (\S+) (\S+) (\S+) \S+ [kK]\b", page.Contents.read_bytes())
                assert set(used) <= {(b"0", b"0", b"0")}
