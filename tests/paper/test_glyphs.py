"""Characters that paper has: signs as people use them; and one that no font has, which costs the documents that show it and nothing else."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pikepdf
import pytest
from conftest import DAY, run

SIGNS = "→ ← ✓ ✔ ✗ ☎ ☎\ufe0f 📞 ★ ☆ ■ □ ▪ ● ○ ► ☐ ☑ ☒ ⚠ ⚠\ufe0f ♿ 😀 ❤\ufe0f ✉ ℹ ① 1\ufe0f\u20e3 👍🏽 👨\u200d👩\u200d👧 🇫🇷 🚑 ≤ ≥"


def write(site: Path, name: str, text: str) -> None:
    path = site / f"content/booklets/01-sante/{name}"
    path.write_text(path.read_text(encoding="utf-8") + f"\n{text}\n", encoding="utf-8")


def made(site: Path) -> set[str]:
    return {path.name for path in (site / "public/print").glob("*.pdf")}


def test_signs_have_a_font(sound: Path) -> None:
    write(sound, "01-numeros.md", f"Signes : {SIGNS}.")
    result = run("--site", sound, "--date", DAY, "--jobs", "1")
    assert result.exit_code == 0, result.output
    assert "glyph-missing" not in result.output
    assert made(sound) == {"sante-a5.fr.pdf", "sante-a5.ar.pdf"}
    said = subprocess.run(
        ["pdftotext", "-raw", sound / "public/print/sante-a5.fr.pdf", "-"], capture_output=True, text=True, check=True
    )
    for sign in set(re.sub(r"[\s\ufe0f\u200d]", "", SIGNS)):
        assert sign in said.stdout, f"U+{ord(sign):04X}"
    pressed = run("print", "press", "sante", "--site", sound, "--lang", "fr", "--date", DAY, "--override", "Essai: oui")
    assert pressed.exit_code == 0, pressed.output
    with pikepdf.open(sound / "press/sante-a5.fr.pdf") as pdf:
        names = {str(font.BaseFont) for page in pdf.pages for font in page.resources.get("/Font", {}).values()}
    assert {name.partition("+")[2] for name in names} >= {"NotoSansSymbols-Regular", "NotoEmoji-Regular"}


def test_one_word_costs_the_documents_that_show_it(sound: Path) -> None:
    """In a booklet of its own, so that there are others."""
    other = sound / "content/booklets/02-autre"
    other.mkdir()
    (other / "booklet.yaml").write_text(
        "title: Autre\nsummary: Un autre livret.\npictogram: daily\nformats: [a5, sheet]\ntakes:\n  sheet: [[01-un.md], [02-deux.md]]\n",
        encoding="utf-8",
    )
    for name, title in (("01-un", "Un"), ("02-deux", "Deux"), ("03-trois", "Trois")):
        (other / f"{name}.md").write_text(f"# {title}\n\nUn texte.\n", encoding="utf-8")
    (other / "03-trois.md").write_text("# Trois\n\nOn dit শরণার্থী.\n", encoding="utf-8")
    result = run("--site", sound, "--date", DAY, "--jobs", "1")
    assert result.exit_code == 0, result.output
    assert re.search(
        r"02-autre/03-trois\.md:3:1: warning\[glyph-missing\]: no font has the character “শ” \(U\+09B6\)", result.output
    )
    assert result.output.count("[glyph-missing]") == 1
    assert made(sound) == {f"{name}.{tag}.pdf" for name in ("sante-a5", "autre-sheet") for tag in ("fr", "ar")}
    page = (sound / "public/fr/autre/trois.html").read_text(encoding="utf-8")
    assert "শরণার্থী" in page
    assert "autre-a5" not in (sound / "public/fr/saved.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("edit", "gone"),
    [
        ("content/services/health.yaml", "sante-poster"),  # what a leaflet takes of a listing is written in no chapter
        ("content/booklets/01-sante/booklet.yaml", "sante-a5"),
    ],
)
def test_wherever_it_is_written(edit: str, gone: str, sound: Path) -> None:
    booklet = sound / "content/booklets/01-sante/booklet.yaml"
    booklet.write_text(
        booklet.read_text(encoding="utf-8") + "formats: [a5, poster]\ntakes:\n  poster: [[service.permanence]]\n", encoding="utf-8"
    )
    path = sound / edit
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("Un médecin gratuit", "Un médecin 漢字").replace("Se soigner.", "Se soigner 漢字."), encoding="utf-8"
    )
    result = run("--site", sound, "--date", DAY, "--jobs", "1")
    assert result.exit_code == 0, result.output
    assert "warning[glyph-missing]" in result.output
    assert f"{gone}.fr.pdf" not in made(sound)
    press = run(
        "print",
        "press",
        "sante",
        "--site",
        sound,
        "--lang",
        "fr",
        "--date",
        DAY,
        "--format",
        gone.partition("-")[2],
        "--override",
        "x: y",
    )
    assert press.exit_code == 1
    assert "glyph-missing" in press.output


def test_in_a_drawing_too(sound: Path) -> None:
    """Its letters are set by the same fonts: those of another script have one, and one that has none is told where the drawing is shown."""
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><text y="20">{}</text></svg>'
    plan = sound / "content/booklets/01-sante/plan.svg"
    write(sound, "02-soins.md", "![Le plan](plan.svg)")
    plan.write_text(drawing.format("Gare ★ محطة &amp; ሰላም"), encoding="utf-8")
    result = run("--site", sound, "--date", DAY, "--jobs", "1")
    assert result.exit_code == 0, result.output
    assert "glyph-missing" not in result.output
    assert made(sound) == {"sante-a5.fr.pdf", "sante-a5.ar.pdf"}
    plan.write_text(drawing.format("Gare 駅"), encoding="utf-8")
    result = run("--site", sound, "--date", DAY, "--jobs", "1")
    assert result.exit_code == 0, result.output
    assert re.search(r"02-soins\.md:\d+:1: warning\[glyph-missing\]: no font has the character “駅”", result.output)
    assert made(sound) == set()
