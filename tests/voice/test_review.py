"""A chapter to review: its sentences numbered, for a phone and for the table; and the sheet for a meeting."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pikepdf
import plain
import pytest
from conftest import DAY, run

from livret.model import Emphasis, Inline, Strong, Text
from livret.voice.numbering import sentences


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return plain.site(tmp_path, "sound", "room", "voice")


def reviewed(site: Path, chapter: str = "sante/numeros", tag: str = "fr") -> str:
    result = run("review", chapter, "--lang", tag, "--site", site, "--date", DAY)
    assert result.exit_code == 0, result.output
    return (site / f"report/review-S-4.{tag}.html").read_text(encoding="utf-8")


def read_pdf(path: Path) -> str:
    """The words of a PDF, as poppler reads them."""
    pdftotext = shutil.which("pdftotext")
    assert pdftotext
    said = subprocess.run([pdftotext, "-layout", path, "-"], check=True, capture_output=True, text=True).stdout
    return " ".join(said.split())


def test_each_block_has_its_number_and_each_sentence_its_letter(site: Path) -> None:
    page = reviewed(site)
    numbers = re.findall(r'<p><b><bdi dir="ltr">(\w+)</bdi></b> <span[^>]*>(.*?)</span></p>', page)
    plain_texts = [(number, re.sub(r"<[^>]*>", "", text)) for number, text in numbers]
    assert plain_texts[0] == ("1", "Les numéros")
    assert [number for number, _ in plain_texts][:4] == ["1", "2", "3a", "3b"]
    assert plain_texts[3] == ("3b", "Voir les soins.")
    assert 'href="02' not in page, "nothing leads away from it"


def test_the_number_that_is_read_is_the_block_that_comes_in(site: Path, tmp_path: Path) -> None:
    page = reviewed(site)
    body = unquote(re.findall(r'href="sms:[^"]*body=([^"]*)">5 ', page)[0])
    assert body == "S-4 fr\n5 C'est faux : "
    (tmp_path / "came.txt").write_text(body + "plus cher", encoding="utf-8")
    assert run("voice", tmp_path / "came.txt", "--site", site, "--date", DAY).exit_code == 0
    (stored,) = (site / ".livret-private/voice").iterdir()
    text = stored.read_text(encoding="utf-8")
    assert 'at: "sante/numeros#p4"' in text
    assert 'text: "Le prix est {price.day}"' in text
    assert 'kind: "wrong"' in text
    assert 'words: "plus cher"' in text


def test_the_same_on_a4(site: Path) -> None:
    reviewed(site)
    with pikepdf.open(site / "report/review-S-4.fr.pdf") as pdf:
        _, _, width, height = (float(each) for each in pdf.pages[0].mediabox)
    assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (210, 297)
    words = read_pdf(site / "report/review-S-4.fr.pdf")
    for said in ("S-4", "Les numéros", "3b", "C’est faux", "N’écrivez pas de nom"):
        assert said in words


def test_a_chapter_by_its_code_from_right_to_left(site: Path) -> None:
    page = reviewed(site, "s-4", "ar")
    assert '<html lang="ar" dir="rtl">' in page
    assert '<span lang="fr" dir="ltr">Les numéros</span>' in page, "what is not translated is read in its own language"


def test_a_sensitive_chapter_has_no_message_ready(site: Path) -> None:
    chapter = site / "content/booklets/01-sante/01-numeros.md"
    chapter.write_text(chapter.read_text(encoding="utf-8").replace("summary:", "sensitive: true\nsummary:", 1), encoding="utf-8")
    assert "sms:" not in reviewed(site)


def test_a_chapter_that_there_is_not(site: Path) -> None:
    result = run("review", "sante/numros", "--lang", "fr", "--site", site, "--date", DAY)
    assert result.exit_code == 1
    assert "sante/numros: error[review-unknown]" in result.output
    assert "did you mean “sante/numeros”?" in result.output


@pytest.mark.parametrize(
    ("nodes", "said"),
    [
        ((Text("Un. Deux."),), ["Un.", "Deux."]),
        ((Text("Un ? Deux !"),), ["Un ?", "Deux !"]),
        ((Text("Le 04.65 à 8.30 est un numéro."),), ["Le 04.65 à 8.30 est un numéro."]),
        ((Text("هل هذا؟ نعم."),), ["هل هذا؟", "نعم."]),
        ((Text("እወ። ኣይፋል።"),), ["እወ።", "ኣይፋል።"]),
        ((Text("Dites "), Strong((Text("ça. Oui."),)), Text(" Non.")), ["Dites * Non."]),
        ((Text("Un."), Text(" ")), ["Un. "]),
        ((Emphasis((Text("Seul."),)),), ["*"]),
        ((Text(" ".join(f"{n}." for n in range(40))),), None),
    ],
)
def test_sentences(nodes: tuple[Inline, ...], said: list[str] | None) -> None:
    found = ["".join(node.text if isinstance(node, Text) else "*" for node in each) for each in sentences(nodes)]
    if said is None:
        assert len(found) == 26, "as many as there are letters"
        assert "39." in found[-1]
    else:
        assert [each.strip() for each in found] == [each.strip() for each in said]


def test_the_sheet_for_a_meeting(site: Path) -> None:
    assert run("build", "--site", site, "--date", DAY, "--jobs", "1").exit_code == 0
    words = read_pdf(site / "public/print/site-remarks.fr.pdf")
    for said in ("Code", "Numéro", "N’écrivez pas de nom ni de numéro de téléphone."):
        assert said in words
    for tag in ("fr", "ar"):
        with pikepdf.open(site / f"public/print/site-remarks.{tag}.pdf") as pdf:
            assert len(pdf.pages) == 1
    booklet = read_pdf(site / "public/print/sante-a5.fr.pdf")
    assert "Code de cette page : S-4." in re.sub("[\u2066\u2069]", "", booklet)
    assert "site-remarks.fr.pdf" in (site / "public/fr/agora/index.html").read_text(encoding="utf-8")
