"""Every shipped press file, in all twelve languages: our preflight, and programs that know nothing of Livret."""

from __future__ import annotations

import io
import itertools
import json
import re
import subprocess
from pathlib import Path

import pikepdf
import pytest
import zxingcpp
from conftest import ON_PAPER
from PIL import Image, ImageChops

TAGS = ("fr", "en", "ar", "prs", "ps", "ti", "uk", "ru", "sq", "ka", "pt", "es")
LEAVES = ("site-invitation", "site-invitation-poster", "site-lab-douches", "site-lab-rendez_vous", "site-project-poster")
DOCUMENTS = (*ON_PAPER, "site-card", *LEAVES)
NAMES = (
    [f"{document}.{tag}" for document in DOCUMENTS for tag in TAGS]
    + [f"urgences-a5{way}-fr.{tag}" for way in ("", "-facing") for tag in TAGS if tag != "fr"]
    + ["site-welcome.mul"]
)
TRIM = {
    "a5": (148, 210), "trifold": (297, 210), "sheet": (210, 297), "card": (171.2, 54), "welcome": (297, 420),
    "invitation": (148, 210), "lab": (210, 297), "project": (297, 420), "invitation-poster": (297, 420),
}  # fmt: skip
INKS = ("Cyan", "Magenta", "Yellow", "Black")
MM = 72 / 25.4


def shape(name: str) -> str:
    document = name.split(".", maxsplit=1)[0].partition("-")[2]
    return document if document in TRIM else document.split("-")[0]


def test_every_one_is_there(pressed: Path) -> None:
    assert sorted(path.stem for path in pressed.glob("*.pdf")) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_preflight_finds_nothing(name: str, pressed: Path) -> None:
    ticket = json.loads((pressed / f"{name}.json").read_text())
    assert [finding for finding in ticket["findings"] if finding["code"].startswith("print-")] == []


@pytest.mark.parametrize("name", NAMES)
def test_what_others_say(name: str, pressed: Path) -> None:
    """qpdf, pdffonts (embedded, subset, Unicode) and pdfinfo (boxes of every page)."""
    path = pressed / f"{name}.pdf"
    subprocess.run(["qpdf", "--check", path], capture_output=True, check=True)
    fonts = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert fonts
    for line in fonts:
        assert line.split()[-5:-2] == ["yes", "yes", "yes"], line
    said = subprocess.run(["pdfinfo", "-box", "-l", "99", path], capture_output=True, text=True, check=True).stdout
    boxes = {
        kind: [[float(side) / MM for side in found.split()] for found in re.findall(rf"{kind}: +(.*)", said)]
        for kind in ("MediaBox", "BleedBox", "TrimBox")
    }
    width, height = TRIM[shape(name)]
    assert boxes["TrimBox"]
    for media, bleed, trim in zip(*boxes.values(), strict=True):
        assert trim == pytest.approx([11, 11, 11 + width, 11 + height], abs=0.02)
        assert bleed == pytest.approx([8, 8, 14 + width, 14 + height], abs=0.02)
        assert media == pytest.approx([0, 0, 22 + width, 22 + height], abs=0.02)


@pytest.mark.parametrize("document", sorted({name.partition(".")[0] for name in NAMES}))
def test_ghostscript_separates_it(document: str, pressed: Path, tmp_path: Path) -> None:
    """Without its black text, no plate but the black one changes: text is on the black plate, and overprints. At most 300 % of ink.

    In every language: Ghostscript starts once for a document.
    """
    names = [name for name in NAMES if name.partition(".")[0] == document]
    for name in names:
        (tmp_path / name).write_bytes(without_black_text((pressed / f"{name}.pdf").read_bytes()))
    whole = separated([pressed / f"{name}.pdf" for name in names], tmp_path / "whole")
    bare = separated([tmp_path / name for name in names], tmp_path / "bare")
    for name, with_text, without in zip(names, whole, bare, strict=True):
        assert any(one["Black"] != other["Black"] for one, other in zip(with_text, without, strict=True)), name
        for number, (one, other) in enumerate(zip(with_text, without, strict=True), start=1):
            assert {ink for ink in INKS if one[ink] != other[ink]} <= {"Black"}, (name, number)
            assert max(map(sum, zip(*(one[ink] for ink in INKS), strict=True))) <= 3.0 * 255, (name, number)


Plates = dict[str, bytes]  # the ink of each pixel of a page's trim, 0 to 255, by plate


def separated(paths: list[Path], folder: Path) -> list[list[Plates]]:
    """The plates of each page of each file. Ghostscript counts the pages of all files together."""
    folder.mkdir()
    options = ("-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", "-r20", "-dUseTrimBox", "-dOverprint=/enable")
    subprocess.run(["gs", *options, f"-sOutputFile={folder}/%d.tif", *paths], capture_output=True, check=True)
    numbers, found = itertools.count(1), []
    for path in paths:
        with pikepdf.open(path) as pdf:
            found.append([plates(folder, next(numbers)) for _ in pdf.pages])
    assert not (folder / f"{next(numbers)}.tif").exists()
    return found


def plates(folder: Path, number: int) -> Plates:
    made = {path.stem.partition("(")[2].removesuffix(")"): path for path in folder.glob(f"{number}(*).tif")}
    assert set(made) == set(INKS)
    return {ink: plate(path) for ink, path in made.items()}


def plate(path: Path) -> bytes:
    with Image.open(path) as image:
        return ImageChops.invert(image.convert("L")).tobytes()


BLACK_TEXT = re.compile(rb"k/LvOver gs\s+BT.*?ET", re.DOTALL)


def without_black_text(data: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        count = 0
        for page in pdf.pages:
            content, removed = BLACK_TEXT.subn(b"k", page.Contents.read_bytes())
            page.Contents.write(content)
            count += removed
        assert count
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize("tag", TAGS)
def test_binding_folds_and_panels_follow_the_script(tag: str, pressed: Path) -> None:
    rtl = tag in ("ar", "prs", "ps")
    booklet = json.loads((pressed / f"urgences-a5.{tag}.json").read_text())
    assert booklet["binding"] == ("right" if rtl else "left")
    assert booklet["pages"] % 4 == 0
    leaflet = json.loads((pressed / f"urgences-trifold.{tag}.json").read_text())
    outside, inside = ([(panel["number"], panel["width"]) for panel in face] for face in leaflet["panels_mm"])
    expected = [(2, 97), (6, 100), (1, 100)], [(3, 100), (4, 100), (5, 97)]
    assert (outside, inside) == tuple(face[::-1] if rtl else face for face in expected)
    with pikepdf.open(pressed / f"urgences-a5.{tag}.pdf") as pdf:
        assert (pdf.Root.ViewerPreferences.Direction == "/R2L") == rtl


@pytest.mark.parametrize("tag", TAGS)
def test_who_answers_for_it_is_recorded(tag: str, pressed: Path) -> None:
    ticket = json.loads((pressed / f"urgences-a5.{tag}.json").read_text())
    if tag == "fr":
        assert ticket["override"] is None
        assert ticket["blocked"] == []
    else:
        assert ticket["blocked"] == ["handout-unreviewed"]
        assert ticket["override"] == {"name": "Essai", "reason": "pour les tests", "blocked": ["handout-unreviewed"]}


@pytest.mark.parametrize(
    "name",
    ["site-welcome.mul", *(f"{document}.{tag}" for document in ("urgences-trifold", "site-card") for tag in ("fr", "ar", "ti"))],
)
def test_a_phone_reads_the_codes(name: str, pressed: Path) -> None:
    done = subprocess.run(["pdftoppm", "-r", "150", "-l", "1", "-png", pressed / f"{name}.pdf"], capture_output=True, check=True)
    with Image.open(io.BytesIO(done.stdout)) as image:
        found = sorted(code.text for code in zxingcpp.read_barcodes(image))
    slug, tag = ("urgences/" if "urgences" in name else ""), name.split(".")[1]
    expected = [f"https://livret.example/{each}/{slug}" for each in (TAGS if tag == "mul" else (tag,))]
    assert found == sorted(expected)


def test_a_demonstration_is_marked(pressed: Path) -> None:
    for name in NAMES:
        said = subprocess.run(
            ["pdftotext", "-raw", pressed / f"{name}.pdf", "-"], capture_output=True, text=True, check=True
        ).stdout
        with pikepdf.open(pressed / f"{name}.pdf") as pdf:
            assert re.sub(r"\s", "", said).count("SPECIMEN") >= len(
                [page for page in pdf.pages if b"BT" in page.Contents.read_bytes()]
            )
