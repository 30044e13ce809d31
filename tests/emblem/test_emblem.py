"""The emblem of the European Union by its rules: the drawing itself, on pages, on paper, in the press; and nothing of it in a demonstration."""

from __future__ import annotations

import datetime
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import painted
import pikepdf
import plain
import pytest
from chromium import bring_axe, show, violations
from conftest import DAY, ROOT, Once, built, contexts, run, succeeded
from playwright.sync_api import Browser, Page

from livret.emblem.flag import FORMS, draw
from livret.emblem.statement import outlines
from livret.schema.funding import Funder

FONT = (ROOT / "theme/emblem/Ubuntu-derivative-Livret.ttf").read_bytes()
FRENCH = ("Cofinancé par", "l’Union européenne")
BLUE, YELLOW, WHITE, BLACK = (0, 51 / 255, 153 / 255), (1, 204 / 255, 0), (1, 1, 1), (0, 0, 0)
CENTIMETRE = 96 / 2.54  # pixels of CSS
CLEAR = 1 / 3
PAPERS = ("sante-a5", "sante-a5-large", "sante-trifold", "sante-sheet", "sante-poster", "site-card", "noir-a5")
LEAVES = ("site-invitation", "site-invitation-poster", "site-lab-linge", "site-project-poster")
SHEETS = ["site-welcome.mul", "site-attendance-2026-12-10.mul", "site-attendance-linge.mul"]
NAMES = [f"{paper}.{tag}" for paper in (*PAPERS, *LEAVES) for tag in ("fr", "ar")] + SHEETS
FUNDING = "funding: [{id: union, name: Union européenne, union: cofunded, programme: FAMI}]\nsheets: [card]\n"


@pytest.fixture(scope="module")
def funded(common: Path, once: Once) -> Path:
    """The site of `tests/sites/funded.txt`, in production mode, with its public/."""
    return built(common / "funded", "funded", once)


@pytest.fixture(scope="module")
def printed(funded: Path, once: Once) -> Path:
    """Its press files."""

    def press() -> tuple[int, str]:
        result = run("print", "press", "--site", funded, "--date", DAY, "--jobs", "1", "--override", "Essai: pour les tests")
        return result.exit_code, result.output

    succeeded(once("funded-press", press))
    return funded / "press"


@pytest.fixture(scope="module")
def phone_page(browser: Browser) -> Iterator[Page]:
    with contexts(browser) as new_context:
        page = new_context().new_page()
        bring_axe(page)
        yield page


def only(pdf: Path) -> painted.Painted:
    """The emblem of a document: one, or that of its first page where it stands on each."""
    found = [found for page, shapes in painted.pages(pdf) if (found := painted.emblem(page, shapes))]
    assert len(found) in (1, len(list(painted.pages(pdf))))
    return found[0]


# --- the drawing ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FORMS)
def test_every_form_is_drawn_by_the_description(name: str) -> None:
    made = draw(outlines(FONT, FRENCH), FORMS[name], "x")
    view, shapes = painted.drawing(made.svg)
    found = painted.emblem(view, shapes)
    assert found
    painted.is_drawn_by_the_rules(found)
    painted.is_not_mirrored(found)
    x0, y0, x1, y1 = found.field.box
    assert (view[0], view[1], view[3]) == pytest.approx((x0 - CLEAR * found.high, y0 - CLEAR * found.high, y1 + CLEAR * found.high))
    assert found.words.box[2] + CLEAR * found.high == pytest.approx(view[2], abs=0.1 * found.high)
    colours = {
        "colour": (BLUE, YELLOW, BLUE),
        "on-colour": (BLUE, YELLOW, WHITE),
        "blue": (BLUE, WHITE, BLUE),
        "black": (BLACK, BLACK, BLACK),
    }
    assert (found.field.colour, found.stars.colour, found.words.colour) == colours[name]
    if name == "on-colour":
        (edge,) = [each.box for each in found.others]
        assert edge == pytest.approx((x0 - found.high / 25, y0 - found.high / 25, x1 + found.high / 25, y1 + found.high / 25))
    if name == "black":  # stars in black on white, the rectangle an outline
        inner = shapes[2]
        assert inner.colour == WHITE
        assert 0 < inner.box[0] - x0 < found.high / 25


def test_the_statement_is_outlines() -> None:
    """No phone and no printer needs the typeface, and no other word is in the picture."""
    svg = draw(outlines(FONT, FRENCH), FORMS["colour"], "Emblème – Cofinancé").svg
    assert "<text" not in svg
    assert "font" not in svg
    assert "<title>Emblème – Cofinancé</title>" in svg


def test_letters_that_the_typeface_does_not_have(funded: Path, tmp_path: Path) -> None:
    site = plain.site(tmp_path / "site", "funded")
    words = site / "theme/emblem/statements.yaml"
    words.parent.mkdir(parents=True)
    text = (ROOT / "theme/emblem/statements.yaml").read_text(encoding="utf-8")
    words.write_text(text.replace("[Cofinancé par, l’Union européenne]", "[Спів, l’Union européenne]"), encoding="utf-8")
    result = run("--site", site, "--date", DAY, "--jobs", "1")
    assert result.exit_code == 1
    assert "theme/emblem/statements.yaml: error[emblem-letters]: the typeface of the statement has no Свпі" in result.output


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("otherwise: fr", "otherwise: it", "4:1 statement-missing"),
        ("[Financé par, l’Union européenne]", "[]", "9:13 value-invalid"),
    ],
)
def test_a_wording_that_is_none(old: str, new: str, told: str, tmp_path: Path) -> None:
    site = plain.site(tmp_path / "site", "funded")
    words = site / "theme/emblem/statements.yaml"
    words.parent.mkdir(parents=True)
    text = (ROOT / "theme/emblem/statements.yaml").read_text(encoding="utf-8")
    assert old in text
    words.write_text(text.replace(old, new, 1), encoding="utf-8")
    place, code = told.split(" ")
    result = run("--site", site, "--date", DAY, "--jobs", "1", "--no-pdf", "--out", tmp_path / "out")
    assert f"theme/emblem/statements.yaml:{place}: error[{code}]" in result.output


# --- pages ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tag", ["fr", "en", "ar"])
@pytest.mark.parametrize("page", ["index", "about", "sante/numeros"])
def test_on_a_page(tag: str, page: str, funded: Path, phone_page: Page) -> None:
    """On a phone of 360 px: a centimetre high, as wide as it is drawn, in its own language, never mirrored, alone."""
    show(phone_page, f"file://{funded}/public/{tag}/{page}.html")
    pictures = phone_page.locator("img[src$='emblem.svg']")
    assert pictures.count() == (2 if page == "about" else 1)
    view, shapes = painted.drawing((funded / f"public/{tag}/emblem.svg").read_text(encoding="utf-8"))
    found = painted.emblem(view, shapes)
    assert found
    for picture in pictures.all():
        box = picture.bounding_box()
        assert box
        assert box["height"] * found.high / (view[3] - view[1]) >= CENTIMETRE
        assert box["width"] / box["height"] == pytest.approx((view[2] - view[0]) / (view[3] - view[1]), abs=0.02)
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
        spoken = picture.evaluate(
            "it => [it.lang, it.alt, it.naturalWidth > 0, getComputedStyle(it).transform, it.closest('[lang]').lang]"
        )
        name = "Emblem of the European Union – Co-funded by the European Union"
        french = "Emblème de l’Union européenne – Cofinancé par l’Union européenne"
        assert spoken[:4] == ["en" if tag == "en" else "fr", name if tag == "en" else french, True, "none"]
        over = """it => { const box = it.getBoundingClientRect(); return [...document.querySelectorAll("footer *, main *")].filter(other => {
          const its = other.getBoundingClientRect();
          return other.checkVisibility() && !other.contains(it) && other !== it && its.width && its.left < box.right && its.right > box.left && its.top < box.bottom && its.bottom > box.top
        }).length }"""
        assert picture.evaluate(over) == 0
    assert violations(phone_page) == []


def test_the_wording_is_the_unions(funded: Path) -> None:
    """In the languages of the site that the Union has; elsewhere in French."""
    titles = {tag: (funded / f"public/{tag}/emblem.svg").read_text(encoding="utf-8") for tag in ("fr", "en", "ar")}
    assert titles["ar"] == titles["fr"]
    assert "Co-funded by the European Union" in titles["en"]


def test_files_to_carry_have_it(funded: Path) -> None:
    for name in ("fr.html", "ar.html", "sante.ar.html"):
        text = (funded / "public/offline" / name).read_text(encoding="utf-8")
        assert text.count("Cofinancé par l’Union européenne</title>") == 1, name
    for tag, ident in (("ar", "ar"), ("ar", "sante.ar")):
        pack = json.loads((funded / f"public/packs/{ident}.json").read_text())
        assert f"{tag}/emblem.svg" in [path for path, *_ in pack["files"]]
    said = subprocess.run(
        ["unzip", "-p", funded / "public/offline/sante.ar.epub", "EPUB/title.xhtml"], capture_output=True, text=True, check=True
    ).stdout
    assert '<p lang="fr" xml:lang="fr"><svg' in said


# --- paper ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_on_paper(name: str, funded: Path) -> None:
    """Measured by MuPDF: a centimetre high, by the rules, alone; the same picture in both directions of writing, with words for who cannot see it."""
    found = only(funded / f"public/print/{name}.pdf")
    painted.is_drawn_by_the_rules(found)
    painted.is_not_mirrored(found)
    painted.is_alone(found, CLEAR * found.high)
    assert found.high >= 10 - 0.01
    expected = (BLACK, BLACK, BLACK) if name.startswith("noir") else (BLUE, YELLOW, BLUE)
    for shape, colour in zip((found.field, found.stars, found.words), expected, strict=True):
        inks = shape.colour * 3 if len(shape.colour) == 1 else shape.colour
        assert inks == pytest.approx(colour, abs=0.001)
    with pikepdf.open(funded / f"public/print/{name}.pdf") as pdf:
        spoken = [str(each["/Alt"]) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each]
    assert "Emblème de l’Union européenne – Cofinancé par l’Union européenne" in spoken


@pytest.mark.parametrize(
    "name", [f"{paper}.fr" for paper in (*PAPERS, *LEAVES)] + [f"{paper}.ar" for paper in ("sante-trifold", "site-card", *LEAVES)]
)
def test_in_the_press(name: str, printed: Path) -> None:
    """In the inks of the rules; nothing is stamped over it, and preflight finds nothing."""
    found = only(printed / f"{name}.pdf")
    painted.is_drawn_by_the_rules(found)
    painted.is_not_mirrored(found)
    painted.is_alone(found, CLEAR * found.high)
    blue, yellow = (1, 0.8, 0, 0), (0, 0, 1, 0)
    expected = ((0, 0, 0, 1),) * 3 if name.startswith("noir") else (blue, yellow, blue)
    for shape, inks in zip((found.field, found.stars, found.words), expected, strict=True):
        assert shape.colour == pytest.approx(inks)
    said = subprocess.run(["pdftotext", printed / f"{name}.pdf", "-"], capture_output=True, text=True, check=True).stdout
    assert "SPECIMEN" not in said
    ticket = json.loads((printed / f"{name}.json").read_text())
    assert [finding for finding in ticket["findings"] if finding["code"].startswith("print-")] == []


# --- a demonstration, and who pays when ------------------------------------------------------------------


def test_a_demonstration_shows_a_box_of_its_size(sound: Path, phone_page: Page) -> None:
    with (sound / "content/site.yaml").open("a", encoding="utf-8") as file:
        file.write(FUNDING)
    assert run("--site", sound, "--date", DAY, "--jobs", "1").exit_code == 0
    assert not list((sound / "public").glob("*/emblem.svg"))
    view, shapes = painted.drawing(draw(outlines(FONT, FRENCH), FORMS["colour"], "").svg)
    real = painted.emblem(view, shapes)
    assert real
    for tag, words in (
        ("fr", "Ici\u202f: l’emblème de l’Union européenne. Une démonstration ne le montre pas."),
        ("ar", "شعار الاتحاد الأوروبي"),
    ):
        show(phone_page, f"file://{sound}/public/{tag}/index.html")
        place = phone_page.locator(".funding span")
        box = place.bounding_box()
        assert words in place.inner_text()
        assert box
        assert box["height"] >= CENTIMETRE * (view[3] - view[1]) / real.high
        assert box["width"] == pytest.approx(42 / real.high * (view[2] - view[0]), abs=2)
        for text in (sound / "public").rglob("*.html"):
            assert "#ffcc00" not in text.read_text(encoding="utf-8")
        for name in (f"sante-a5.{tag}", f"site-card.{tag}"):
            pages = list(painted.pages(sound / f"public/print/{name}.pdf"))
            assert not any(painted.emblem(*each) for each in pages)
            sides = [(b[2] - b[0], b[3] - b[1]) for _, shapes in pages for b in (each.box for each in shapes)]
            wide = (real.words.box[2] - real.field.box[0]) / real.high * 10
            assert any(side == pytest.approx((wide, 10), abs=1) for side in sides), name
    said = subprocess.run(
        ["pdftotext", sound / "public/print/site-card.fr.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "Ici : l’emblème de l’Union européenne" in " ".join(said.split())


def test_a_period_ends(tmp_path: Path) -> None:
    """What was made while the Union paid stays until the period ends; a day more makes no page anew for it."""
    site = plain.site(tmp_path / "site", "funded")
    for day, there in (("2026-12-30", True), ("2026-12-31", True), ("2027-01-01", False)):
        result = run("--site", site, "--date", day, "--jobs", "1", "--no-pdf", "--out", tmp_path / "out", "--why")
        assert result.exit_code == 0, result.output
        assert (tmp_path / "out/fr/emblem.svg").exists() is there
        text = (tmp_path / "out/fr/index.html").read_text(encoding="utf-8")
        assert ("emblem.svg" in text) is there
        about = (tmp_path / "out/fr/about.html").read_text(encoding="utf-8")
        assert ("Union européenne – FAMI" in about) is there
        assert "Ville d’essai" in about
        if day == "2026-12-31":
            assert "somebody began to pay" not in result.output
    assert "somebody began to pay, or does so no more" in result.output


def test_who_pays_for_what() -> None:
    day = datetime.date(2026, 11, 24)
    every, some = Funder(id="a", name="A"), Funder(id="b", name="B", booklets=("sante",))
    assert (every.pays(day), every.pays(day, "x"), some.pays(day), some.pays(day, "sante"), some.pays(day, "x")) == (
        True,
        True,
        True,
        True,
        False,
    )
    timed = Funder.model_validate({"id": "c", "name": "C", "from": "2026-11-24", "until": "2026-11-24"})
    assert [timed.pays(day + datetime.timedelta(days=n)) for n in (-1, 0, 1)] == [False, True, False]
