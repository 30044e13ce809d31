"""Two languages on facing pages: the same blocks on both, at the same height, each language on its side; also when one runs right to left."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pikepdf
import plain
import pytest
from conftest import DAY, run

WORDS = {"ar": ("سطر", "العلاج"), "ti": ("መስመር", "ሕክምና")}
LONG = 12  # more words in a translation: its page is full before the French one
CHAPTER = """# Les soins

Mot A1.

Mot A2. Voir [le médecin](02-soins.md#le-médecin).

## Le médecin

!!! danger "Mot A3."
    Mot A4.

| Mot A5. | Mot A6. |
| --- | --- |
| Mot A7. | {phone.samu} |

## La liste

"""


def number(item: int) -> str:
    return f"Mot A{item}."


@pytest.fixture
def site(sound: Path) -> Path:
    return faced(sound)


def faced(sound: Path) -> Path:
    """The sound site in a third language, with a booklet on facing pages whose chapter goes over several of them."""
    booklet = sound / "content/booklets/01-sante/booklet.yaml"
    booklet.write_text(booklet.read_text(encoding="utf-8") + "facing: [a5]\n", encoding="utf-8")
    config = sound / "content/site.yaml"
    text = (
        config.read_text(encoding="utf-8")
        .replace("languages: [fr, ar]", "languages: [fr, ar, ti]")
        .replace("pairs: [[fr, ar]]", "pairs: [[fr, ar], [fr, ti]]")
    )
    config.write_text(text, encoding="utf-8")
    chapter = (
        CHAPTER
        + "\n".join(f"{item}. {number(item + 10)}" for item in range(1, 31))
        + "\n\n"
        + "\n\n".join(number(item) for item in range(41, 56))
        + "\n"
    )
    (sound / "content/booklets/01-sante/02-soins.md").write_text(chapter, encoding="utf-8")
    for tag, (word, care) in WORDS.items():
        head = f'msgid ""\nmsgstr ""\n"Language: {tag}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        pairs = {number(item): f"{word} A{item}{f' {word}' * (LONG if item > 40 else 0)}." for item in range(1, 56)}
        pairs["Mot A2. Voir [le médecin](02-soins.md#le-médecin)."] = f"{word} A2. [{care}](02-soins.md#le-médecin)."
        pairs["Les soins"] = pairs["Le médecin"] = care
        pairs["La liste"] = word
        entries = "".join(f'\nmsgid "{source}"\nmsgstr "{text}"\n' for source, text in pairs.items())
        path = sound / f"translations/{tag}/sante.po"
        path.parent.mkdir(exist_ok=True)
        path.write_text(head + entries, encoding="utf-8")
    return sound


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its paper, for the tests that only look at it."""
    site = faced(plain.site(tmp_path_factory.mktemp("faced"), "sound"))
    result = run("--site", site, "--date", DAY, "--jobs", "1")
    assert result.exit_code == 0, result.output
    return site / "public/print"


def words(pdf: Path, page: int) -> dict[str, float]:
    """The marks A1 … of a page and how far from its top each stands, in points."""
    command = ["pdftotext", "-bbox", "-f", str(page), "-l", str(page), pdf, "-"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return {mark: float(top) for top, mark in re.findall(r'yMin="([\d.]+)"[^>]*>\W*(A\d+)\W*<', said)}


def text(pdf: Path, page: int) -> str:
    return subprocess.run(
        ["pdftotext", "-raw", "-f", str(page), "-l", str(page), pdf, "-"], capture_output=True, text=True, check=True
    ).stdout


@pytest.mark.parametrize("tag", ["ar", "ti"])
def test_both_pages_of_a_spread_hold_the_same_blocks_at_the_same_height(tag: str, made: Path) -> None:
    pdf = made / f"sante-a5-facing-fr.{tag}.pdf"
    with pikepdf.open(pdf) as opened:
        count = len(opened.pages)
        assert (str(opened.Root.ViewerPreferences.get("/Direction", "/L2R")) == "/R2L") == (tag == "ar")
    assert count % 2 == 0
    spreads = [(words(pdf, page), words(pdf, page + 1)) for page in range(2, count, 2)]
    assert len([one for one, _ in spreads if one]) >= 2  # the chapter goes over several
    for one, other in spreads:
        assert one.keys() == other.keys()
        for mark, top in one.items():
            assert other[mark] == pytest.approx(top, abs=4), mark  # scripts have other ascents
    marks = [mark for one, _ in spreads for mark in one]
    assert sorted(marks) == sorted({f"A{item}" for item in (*range(1, 8), *range(11, 41), *range(41, 56))})


@pytest.mark.parametrize("tag", ["ar", "ti"])
def test_each_language_has_its_side(tag: str, made: Path) -> None:
    """The reader's has the even pages, where reading starts; French the odd ones, with its own running head and contents."""
    pdf = made / f"sante-a5-facing-fr.{tag}.pdf"
    assert "Mot" not in text(pdf, 2)
    assert "Sommaire" in text(pdf, 3)
    assert "Les soins" in text(pdf, 3)
    with pikepdf.open(pdf) as opened:
        pages = range(2, len(opened.pages))
    for page in pages:
        said = text(pdf, page)
        if re.search(r"A\d", said):
            assert ("Mot" in said) == (page % 2 == 1), page
            assert ("Les soins" in said) == (page % 2 == 1), page
    assert "Santé" in text(pdf, 1)


def test_nothing_lies_over_another_on_the_cover(site: Path) -> None:
    """Two titles, the longer one of seven lines, and what stands at the bottom: the page holds them all."""
    booklet = site / "content/booklets/01-sante/booklet.yaml"
    booklet.write_text(
        booklet.read_text(encoding="utf-8").replace("title: Santé", "title: " + "Santé publique " * 7), encoding="utf-8"
    )
    with (site / "content/site.yaml").open("a", encoding="utf-8") as file:
        file.write("funding: [{id: union, name: Union, union: cofunded}]\n")
    assert run("--site", site, "--date", DAY, "--jobs", "1", "--lang", "ti", "--out", site / "out").exit_code == 0
    command = ["pdftotext", "-bbox", "-l", "1", site / "out/print/sante-a5-facing-fr.ti.pdf", "-"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    boxes = [
        tuple(map(float, found))
        for found in re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"', said)
    ]
    assert len(boxes) > 20
    for number, one in enumerate(boxes):
        assert one[3] < 210 / 25.4 * 72
        for other in boxes[number + 1 :]:
            wide, high = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
            lower = min(one[3] - one[1], other[3] - other[1])
            assert wide <= 0.5 or high < 0.5 * lower, (one, other)  # lines set close share the room of their accents


def test_a_heading_stays_with_what_follows(made: Path) -> None:
    pdf = made / "sante-a5-facing-fr.ti.pdf"
    page = next(page for page in range(3, 99, 2) if "La liste" in text(pdf, page) and "A11" in text(pdf, page))
    assert words(pdf, page)["A11"] > 0


def test_the_press_file(site: Path) -> None:
    result = run(
        "print",
        "press",
        "sante",
        "--format",
        "a5-facing-fr",
        "--site",
        site,
        "--date",
        DAY,
        "--jobs",
        "1",
        "--override",
        "Essai: pour les tests",
    )
    assert result.exit_code == 0, result.output
    for tag, binding in (("ar", "right"), ("ti", "left")):
        ticket = json.loads((site / f"press/sante-a5-facing-fr.{tag}.json").read_text())
        assert [finding["message"] for finding in ticket["findings"] if finding["code"].startswith("print-")] == []
        assert (ticket["binding"], ticket["pages"] % 4) == (binding, 0)
    assert (
        run(
            "print",
            "impose",
            "sante",
            "--format",
            "a5-facing-fr",
            "--lang",
            "ar",
            "--site",
            site,
            "--date",
            DAY,
            "--override",
            "Essai: oui",
        ).exit_code
        == 0
    )
    with (
        pikepdf.open(site / "press/imposed/sante-a5-facing-fr.ar.pdf") as imposed,
        pikepdf.open(site / "press/sante-a5-facing-fr.ar.pdf") as single,
    ):
        assert 2 * len(imposed.pages) == len(single.pages)


def test_a_page_of_one_language_stands_opposite_its_original(arabic: Path) -> None:
    """Its title, summary and parts are its own; French has those of the original."""
    for booklet in (arabic / "content/booklets").glob("*/booklet.yaml"):
        booklet.write_text(booklet.read_text(encoding="utf-8") + "facing: [a5]\n", encoding="utf-8")
    result = run("--site", arabic, "--date", DAY, "--jobs", "1")
    assert result.exit_code == 0, result.output
    pdf = arabic / "public/print/sante-a5-facing-fr.ar.pdf"
    assert "Les soins" in text(pdf, 3)
    assert ("Les soins" in text(pdf, 5), "Les soins" in text(pdf, 4)) == (True, False)
    assert ("Où aller" in text(pdf, 5), "Il est gratuit" in text(pdf, 5)) == (True, True)
    assert not re.search("[\u0600-\u06ff]", text(pdf, 5))


def test_no_spread_holds_sources_alone(site: Path) -> None:
    """However long a chapter is, what ends it stands under a text of it."""
    chapter = site / "content/booklets/01-sante/01-numeros.md"
    for count in (26, 29, 32):
        body = "\n\n".join(f"Ligne {number}." for number in range(count))
        chapter.write_text(f"---\nverified_on: 2026-11-20\n---\n# Les numéros\n\n{body}\n", encoding="utf-8")
        assert run("--site", site, "--date", DAY, "--jobs", "1", "--lang", "ti", "--out", site / "out").exit_code == 0
        pdf = site / "out/print/sante-a5-facing-fr.ti.pdf"
        with pikepdf.open(pdf) as opened:
            pages = [text(pdf, page) for page in range(3, len(opened.pages), 2)]
        ends = [said for said in pages if "Vérifié" in said]
        assert ends
        for said in ends:
            assert "Ligne" in said, (count, said)


def test_a_text_that_no_page_holds_is_named(site: Path) -> None:
    with (site / "content/booklets/01-sante/02-soins.md").open("a", encoding="utf-8") as file:
        file.write("\n" + "Un mot encore. " * 500 + "\n")
    result = run("--site", site, "--date", DAY, "--jobs", "1", "--lang", "ar", "--out", site / "out")
    assert result.exit_code == 1
    found = re.search(
        r"print/sante-a5-facing-fr\.ar\.pdf: error\[paper-facing\]: a text of the chapter soins is (\d+) mm higher", result.output
    )
    assert found, result.output
    assert int(found[1]) > 50


def test_paper_of_one_language_has_the_pictures_of_both(sound: Path) -> None:
    """French words with a picture of their own stand under Arabic ones, where nothing French is made: each document brings all that it shows."""
    chapter = sound / "content/booklets/01-sante/02-soins.md"
    shape = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0h{}v1H0z"/></svg>'
    for name, width in (("pas", 1), ("pas.rtl", 2), ("seul", 1), ("seul.rtl", 2)):
        chapter.with_name(f"{name}.svg").write_text(shape.format(width), encoding="utf-8")
    chapter.write_text(
        chapter.read_text(encoding="utf-8") + "\nVoyez ![Les pas](pas.svg) ici.\n\n![Tout seul](seul.svg)\n", encoding="utf-8"
    )
    catalog = sound / "translations/ar/sante.po"
    with catalog.open("a", encoding="utf-8") as file:
        file.write('\nmsgid "Voyez ![Les pas](pas.svg) ici."\nmsgstr "انظر ![الخطوات](pas.svg) هنا."\n')
        file.write('\nmsgid "![Tout seul](seul.svg)"\nmsgstr "![وحده](seul.svg)"\n')
    booklet = chapter.with_name("booklet.yaml")
    booklet.write_text(booklet.read_text(encoding="utf-8") + "facing: [a5]\nbeside: [a5]\n", encoding="utf-8")
    result = run("--site", sound, "--date", DAY, "--lang", "ar", "--out", sound / "out", "--jobs", "1")
    assert result.exit_code == 0, result.output
    assert len(list((sound / "out/print").glob("sante-a5-*fr.ar.pdf"))) == 2
