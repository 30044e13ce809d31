"""The whole guide of a language: everything in it, its contents true, to read and for the press; as programs that are not ours read it."""

from __future__ import annotations

import json
import re
import subprocess
import unicodedata
from pathlib import Path

import pikepdf
import pytest
from conftest import BOOKLETS, DAY, run
from inked import BOTTOM, HALF_EMPTY, TOP, drawn, ruled, taken

TITLES = {
    "fr": ("Les numéros d’urgence", "Vos droits pendant l’attente", "Dormir et se loger", "Violences"),
    "ar": ("أرقام الطوارئ", "كيف تتصلون ويفهمونكم", "النوم والسكن", "العنف"),  # without لا, which poppler turns round,
}
DATED = {"fr": "24 novembre 2026", "ar": "24 نوفمبر 2026"}
SECRET, PHONE = "27 rue de l", "+33 4 65 71 00 61"  # of a protected place
PUBLIC = "11 rue de l"  # of another


@pytest.fixture(scope="module", params=["fr", "ar"])
def guide(request: pytest.FixtureRequest, shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """Its language, and where it was written."""
    out = tmp_path_factory.mktemp("guide")
    site = ("--site", shipped.parent, "--lang", request.param, "--date", DAY)
    result = run("print", "guide", *site, "--out", out, "--jobs", "1", "--override", "Essai: pour les tests")
    assert result.exit_code == 0, result.output
    return request.param, out


def pages(pdf: Path) -> list[str]:
    """The text of each page in one line."""
    said = subprocess.run(["pdftotext", "-q", pdf, "-"], capture_output=True, check=True).stdout.decode()
    return [" ".join(page.split()) for page in said.split("\f")[:-1]]


def close(text: str) -> str:
    """Its letters and digits, without spaces and signs of direction."""
    return re.sub(r"[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", unicodedata.normalize("NFKC", text))


def test_it_holds_every_booklet_and_the_directory(guide: tuple[str, Path]) -> None:
    """And says on its cover of which day it is."""
    tag, out = guide
    found = pages(out / f"screen/site-guide.{tag}.pdf")
    assert close(DATED[tag]) in close(found[0])
    for title in TITLES[tag]:
        assert any(close(title) in close(page) for page in found[2:-1]), title
    assert any(PUBLIC in page for page in found)


def test_a_protected_place_has_its_phone_alone(guide: tuple[str, Path]) -> None:
    tag, out = guide
    whole = " ".join(pages(out / f"screen/site-guide.{tag}.pdf"))
    assert PHONE in whole
    assert SECRET not in whole


def test_its_contents_lead_to_the_page_that_they_name(guide: tuple[str, Path]) -> None:
    """Each line of the contents is a link, and the page it names is the one where the link ends."""
    tag, out = guide
    with pikepdf.open(out / f"screen/site-guide.{tag}.pdf") as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        links = [
            [
                numbers[_destination(pdf, link).objgen]
                for link in page.get("/Annots", ())
                if "/Dest" in link or "/D" in link.get("/A", {})
            ]
            for page in pdf.pages
        ]
    found = pages(out / f"screen/site-guide.{tag}.pdf")
    contents = range(1, links[1][0] - 1)  # from the second page to the one before the first that it names
    ends = [end for page in contents for end in links[page]]
    listed = " ".join(found[page] for page in contents)
    told = [int(number) for number in re.findall(r"(?<!\d)\d{1,3}(?!\d)", listed)]
    assert len(ends) >= 20
    assert ends == sorted(ends)
    assert set(ends) <= set(told)


def test_no_page_inside_a_part_is_half_empty(guide: tuple[str, Path], tmp_path: Path) -> None:
    """A part – a booklet, the directory – begins on a page of its own: the one before is the last of another, and that of the last part stands before the
    pages to write on."""
    tag, out = guide
    path = out / f"screen/site-guide.{tag}.pdf"
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        begins = {numbers[_destination(pdf, part.obj).objgen] for part in outline.root if part.children}
        count = len(pdf.pages)
    assert len(begins) == len(BOOKLETS) + 1
    full = [taken(page, 5, TOP, 143, 210 - BOTTOM) for page in drawn(path, tmp_path)]
    lasts = {number - 1 for number in begins} | set(range(count - 1 - ruled(path), count + 1))
    assert [number for number in range(2, count) if number not in lasts and full[number - 1] < HALF_EMPTY] == []


def _destination(pdf: pikepdf.Pdf, link: pikepdf.Object) -> pikepdf.Object:
    """The page where a link of the document ends."""
    target = link.Dest if "/Dest" in link else link.A.D
    if not isinstance(target, pikepdf.Array):
        target = pikepdf.NameTree(pdf.Root.Names.Dests)[str(target)]
        target = target.D if isinstance(target, pikepdf.Dictionary) else target
    return target[0]


def test_to_read_it_is_light_and_tagged(guide: tuple[str, Path]) -> None:
    tag, out = guide
    path = out / f"screen/site-guide.{tag}.pdf"
    assert path.stat().st_size <= 700_000
    subprocess.run(["qpdf", "--check", path], capture_output=True, check=True)
    with pikepdf.open(path) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert "pdfuaid" in str(pdf.open_metadata())
        assert str(pdf.Root.Lang) == tag
        assert [round(float(side) / 72 * 25.4) for side in pdf.pages[0].MediaBox[2:]] == [148, 210]


def test_the_press_file_passes_preflight(guide: tuple[str, Path]) -> None:
    tag, out = guide
    ticket = json.loads((out / f"site-guide.{tag}.json").read_text())
    assert [finding for finding in ticket["findings"] if finding["code"].startswith("print-")] == []
    assert (ticket["trim_mm"], ticket["pages"] % 4, ticket["fold"]) == ([148, 210], 0, "saddle")
    assert ticket["binding"] == ("right" if tag == "ar" else "left")
    subprocess.run(["qpdf", "--check", out / f"site-guide.{tag}.pdf"], capture_output=True, check=True)


def test_it_can_be_folded_at_the_office(sound: Path) -> None:
    """And is made only where it is asked for: it holds again what the booklets hold."""
    asked = ("--site", sound, "--lang", "fr", "--date", DAY, "--jobs", "1", "--override", "Essai: oui")
    assert run("print", "impose", "site", "--format", "guide", *asked).exit_code == 0
    assert (sound / "press/imposed/site-guide.fr.pdf").exists()
    (sound / "press/site-guide.fr.pdf").unlink()
    assert run("print", "press", *asked).exit_code == 0
    assert (sound / "press/sante-a5.fr.pdf").exists()
    assert not (sound / "press/site-guide.fr.pdf").exists()
