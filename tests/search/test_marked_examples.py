"""A reference to a place that does not exist says so wherever it stands: on pages, on paper, in what is found – in the reader's language."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import node
import pytest
from conftest import DAY, run
from html_of import fragment

NO_PLACE = {"fr": "Exemple\u202f: ce lieu n’existe pas", "ar": "مثال: هذا المكان غير حقيقي"}


@pytest.fixture
def marked(sound: Path) -> Path:
    """The sound site with a booklet on paper; its example has an address, too."""
    for path, old, new in (
        ("services/health.yaml", "    opening_hours", "    address: {street: 1 rue du Test, city: Grenoble}\n    opening_hours"),
        ("booklets/01-sante/booklet.yaml", "pictogram", "formats: [a5]\npictogram"),
    ):
        file = sound / "content" / path
        file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    result = run("--site", sound, "--date", DAY, "--jobs", "1")
    assert result.exit_code == 0, result.output
    return sound / "public"


def said(pdf: Path) -> str:
    text = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True, check=True).stdout
    return " ".join(text.split())


def test_on_the_web_in_the_language_of_the_page(marked: Path) -> None:
    french = fragment(marked / "fr/sante/soins.html", "table")
    assert (
        re.search(r'data-fact="service\.permanence">.*?</a> <span class="example">\(([^<]*)\)</span>', french)[1] == NO_PLACE["fr"]
    )
    # The cell is not translated: it is French in an Arabic page, and what stands behind the name is Arabic nevertheless.
    arabic = fragment(marked / "ar/sante/soins.html", "table")
    assert f'<span class="example" lang="ar" dir="rtl">({NO_PLACE["ar"]})</span>' in arabic


def test_on_paper_with_its_phone_and_its_address(marked: Path) -> None:
    plainly = " ".join(NO_PLACE["fr"].split())
    assert f"Permanence, +33 4 65 71 00 12, 1 rue du Test, Grenoble ({plainly})" in said(marked / "print/sante-a5.fr.pdf")
    paper = said(marked / "print/sante-a5.ar.pdf")
    assert "+33 4 65 71 00 12" in paper
    assert "1 rue du Test, Grenoble" in paper


@pytest.mark.parametrize("tag", ["fr", "ar"])
def test_in_what_is_found(tag: str, marked: Path) -> None:
    (found,) = node.ask(marked / tag / "search-index.js", ["permanence"])
    hit = next(each for each in found if each["path"].startswith("services/permanence.html"))
    assert NO_PLACE[tag] in hit["summary"]
