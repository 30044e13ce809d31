"""Pictures of documents: which come along, as what, called how, with which words; which stay behind, and why; and that nothing else of their files does."""

from __future__ import annotations

import base64
from io import BytesIO
from pathlib import Path

import plain
import pytest
from conftest import DAY, run
from documents import docx_shown, odt, paragraph, shown
from pictures import PLACE, encoded, exif, scene
from PIL import Image

from livret.problems import Report
from livret.wording import words
from livret.writing import brought_in
from livret.writing.brought_pictures import described, free
from livret.writing.mending import Mender

MENDER = Mender("content/booklets/01-a/01-soins.md", "fr")
EMF = b"\x01\0\0\0" + bytes(36) + b" EMF" + bytes(60)
WMF = b"\xd7\xcd\xc6\x9a" + bytes(60)


def picture(colour: str = "red", kind: str = "JPEG", size: tuple[int, int] = (80, 60)) -> bytes:
    """With a camera and a place in it, as phones write them; a scene where no colour is said."""
    return encoded(Image.new("RGB", size, colour) if colour else scene(*size), kind, exif=exif())


def brought(data: bytes, ending: str, there: tuple[str, ...] = ()) -> tuple[str, dict[str, bytes], list[str]]:
    """The text of a chapter, its pictures by their names, and what is told."""
    report = Report()
    draft = brought_in.chapter_of(brought_in.read(data, ending, "Titre"), MENDER, "soins", there, report)
    return draft.text.removeprefix(brought_in.HEAD), draft.pictures, [words(each) for each in report]


def test_those_of_word_come_along_named_and_bare() -> None:
    data = docx_shown(
        paragraph("Un texte."), shown(1, "La [porte] bleue"), shown(2), shown(3, "Une image contenant texte&#10;&#10;Description générée automatiquement"),
        shown(1, "La même"),
        pictures={"C:photo.jpeg": picture(""), "image2.png": picture("blue", "PNG"), "x.webp": picture("green", "WEBP")},
    )  # fmt: skip
    text, pictures, told = brought(data, ".docx", ("SOINS-1.PNG", "01-soins.md"))
    assert text == (
        "# Titre\n\nUn texte.\n\n![La \\[porte\\] bleue](soins-1.jpg)\n\n![(???)](soins-2.png)\n\n![Une image contenant texte](soins-3.png)\n\n"
        "![La même](soins-1.jpg)\n"
    )
    assert len(pictures) == 3
    for name, made in pictures.items():
        with Image.open(BytesIO(made)) as image:
            assert (image.size, dict(image.getexif()), f".{image.format}".lower().replace("jpeg", "jpg")) == (
                (80, 60),
                {},
                Path(name).suffix,
            )
        assert PLACE not in made
    assert "this picture has no description" in told


def test_those_of_libreoffice_come_along_and_a_chart_as_its_picture() -> None:
    frame = "<text:p><draw:frame>{}<svg:title>{}</svg:title></draw:frame></text:p>"
    data = odt(
        frame.format('<draw:image xlink:href="Pictures/1.png"/>', "La porte")
        + frame.format('<draw:object xlink:href="./Object 1"/><draw:image xlink:href="./ObjectReplacements/1"/>', "Un diagramme")
        + frame.format('<draw:object xlink:href="./Object 2"/>', "Un autre")
        + frame.format('<draw:image xlink:href="https://exemple.fr/loin.png"/>', "Au loin"),
        pictures={"Pictures/1.png": picture("red", "PNG"), "ObjectReplacements/1": picture("blue", "PNG")},
    )
    text, pictures, told = brought(data, ".odt")
    assert text == "# Titre\n\n![La porte](soins-1.png)\n\n![Un diagramme](soins-2.png)\n"
    assert set(pictures) == {"soins-1.png", "soins-2.png"}
    assert told == [
        "a picture was left out here (it is a chart, or something of another program): “Un autre”",
        "a picture was left out here (it is not in the document, but at https://exemple.fr/loin.png): “Au loin”",
    ]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (EMF, "it is a drawing of Windows (EMF): save it as PNG"),
        (WMF, "it is a drawing of Windows (WMF): save it as PNG"),
        (b"GIF89a" + bytes(60), "it is a GIF, which may move: save it as PNG"),
        (b"", "it is empty"),
        (picture()[:300], "it is damaged, or ends too early"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><image href='x'/></svg>", "it is a drawing with a photograph (<image>)"),
        (b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'a'>]><svg>&a;</svg>", "it is a drawing with words that stand for others (<!ENTITY>)"),
        (b"%PDF-1.7", "it is a PDF"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_named_at_its_line(data: bytes, why: str) -> None:
    text, pictures, told = brought(docx_shown(paragraph("Avant."), shown(1, "Le plan"), pictures={"a.png": data}), ".docx")
    assert (text, pictures) == ("# Titre\n\nAvant.\n", {})
    assert told == [f"a picture was left out here ({why}): “Le plan”"]


def test_nothing_is_fetched_from_elsewhere() -> None:
    """Neither from the web, nor from the machine of whoever opens a document."""
    data = docx_shown(shown(1, "Au loin", linked=True), pictures={"file:///etc/hostname": "file:///etc/hostname"})
    assert brought(data, ".docx") == (
        "# Titre\n", {}, ["a picture was left out here (it is not in the document, only its address): “Au loin”"],
    )  # fmt: skip
    for address in (
        "https://exemple.fr/a.png",
        "//exemple.fr/a.png",
        "file:///etc/hostname",
        "/etc/hostname",
        "../x.png",
        "x.png",
        "",
    ):
        text, pictures, told = brought(f'<h1>T</h1><p>a <img src="{address}" alt="Là"> b'.encode(), ".html")
        assert (pictures, len(told)) == ({}, 1), address
        assert "![" not in text


def test_those_in_a_page_itself_and_those_in_headings_links_tables_and_lists() -> None:
    inside = "data:image/png;base64," + base64.b64encode(picture("red", "PNG")).decode()
    page = (
        f'<h1>T</h1><h2>Un <img src="{inside}" alt="logo"></h2><p><b><img src="{inside}" alt="photo.jpg"></b> et <a href="https://exemple.fr"><img src="{inside}" alt="Lien"></a>'
        f'<ul><li><img src="{inside}" alt="A"> un</ul><table><tr><td>a<td><img src="{inside}" alt="B|C"></table><picture><source srcset="x"><img src="{inside}" alt="D"></picture>'
    )
    text, pictures, _ = brought(page.encode(), ".html")
    assert list(pictures) == ["soins-1.png"]
    assert "## Un\n\n![logo](soins-1.png)\n" in text
    assert "![(???)](soins-1.png) et ![Lien](soins-1.png)" in text
    assert "- ![A](soins-1.png) un" in text
    assert "![B\\|C](soins-1.png) |" in text
    assert "![D](soins-1.png)" in text


@pytest.mark.parametrize(
    ("alt", "said"),
    [
        ("Deux personnes", "Deux personnes"), ("IMG_2034.jpg", ""), ("C:\\Users\\x.PNG", ""), ("Image 3", ""), ("image de la porte", "image de la porte"),
        ("Une porte\n\nDescription générée automatiquement avec un niveau de confiance moyen", "Une porte"), ("A map Description automatically generated", "A map Description automatically generated"),
        ("Une porte\n\nLe contenu généré par l’IA peut être incorrect.", "Une porte"), ("AI-generated content may be incorrect.", ""), (" \n ", ""),
    ],
)  # fmt: skip
def test_what_a_program_says_of_a_picture_is_no_description(alt: str, said: str) -> None:
    assert described(alt) == said


def test_a_name_is_nobody_elses() -> None:
    assert free("a", ".jpg", {"a-1.jpg", "a-2.jpg"}) == "a-3.jpg"


def test_they_are_named_first_and_written_with_the_chapter(tmp_path: Path) -> None:
    site, page = plain.site(tmp_path / "site", "sound"), tmp_path / "page.html"
    (tmp_path / "page_files").mkdir()
    (tmp_path / "page_files/a b.jpg").write_bytes(picture(size=(200, 100)))
    (tmp_path / "secret.jpg").symlink_to("/etc/hostname")
    page.write_text('<h1>La porte</h1><img src="page_files/a%20b.jpg"><p>Fin.<img src="secret.jpg">', encoding="utf-8")
    before = plain.tree(site / "content")
    said = run("new", "chapter", "sante", "--from", page, "--site", site).output
    assert "content/booklets/01-sante/la-porte-1.png: a picture of 1 kB" in said
    assert "secret.jpg" in said
    assert plain.tree(site / "content") == before
    result = run("new", "chapter", "sante", "--from", page, "--site", site, "--write")
    assert result.exit_code == 0, result.output
    [chapter] = (site / "content/booklets/01-sante").glob("03-*.md")
    assert "![(???)](la-porte-1." in chapter.read_text(encoding="utf-8")
    draft = run("check", "--site", site, "--date", DAY)
    assert "Traceback" not in draft.output
    chapter.write_text(chapter.read_text(encoding="utf-8").replace("draft: true", "sensitive: false"), encoding="utf-8")
    refused = run("check", "--site", site, "--date", DAY)
    assert (refused.exit_code, "image-alt" in refused.output) == (1, True), "until somebody has said what is to be seen"
