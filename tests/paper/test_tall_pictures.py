"""On paper a picture is seen whole, however high it is: its top and its bottom stand on one page, inside its margins."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import plain
import pypdfium2
import pytest
from conftest import DAY, run
from pictures import encoded
from PIL import Image, ImageDraw

FOLDER = "content/booklets/01-sante"
FIELD = "content/booklets/01-sante/02-soins.md"
TOP, BOTTOM = (250, 20, 200), (20, 200, 250)  # no other colour of a booklet
SCALE = 2.0  # pixels to the point
MARGIN = 10  # mm: less than that of any page


def striped(width: int, height: int, kind: str) -> bytes:
    """White, with a stripe at its top and one at its bottom."""
    image = Image.new("RGB", (width, height), "white")
    high = max(2, height // 12)
    ImageDraw.Draw(image).rectangle((0, 0, width, high), fill=TOP)
    ImageDraw.Draw(image).rectangle((0, height - high, width, height), fill=BOTTOM)
    return encoded(image, kind, **({"quality": 95, "subsampling": 0} if kind == "JPEG" else {}))


def drawn(width: int, height: int) -> bytes:
    high = height // 12
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"><rect width="{width}" height="{high}" fill="rgb{TOP}"/>'
        f'<rect y="{height - high}" width="{width}" height="{high}" fill="rgb{BOTTOM}"/></svg>'
    ).encode()


PICTURES = {
    "a screen": ("a.png", striped(540, 1200, "PNG"), "{}"),
    "a long page": ("a.jpg", striped(600, 6000, "JPEG"), "{}"),
    "a list on one's phone, in WebP": ("a.webp", striped(300, 2400, "WEBP"), "{}"),
    "a drawing": ("a.svg", drawn(400, 1600), "{}"),
    "in a frame": ("a.png", striped(540, 1200, "PNG"), '!!! danger "Attention"\n    Un texte.\n\n    {}'),
    "in a list": ("a.png", striped(540, 1200, "PNG"), "- Un point\n\n    {}\n\n- Un autre"),
    "in a table": ("a.png", striped(540, 1200, "PNG"), "| Un | Deux |\n| --- | --- |\n| {} | Un texte |"),
    "after a page of text": (
        "a.png",
        striped(540, 1200, "PNG"),
        "\n\n".join(["Une phrase qui prend de la place. " * 6] * 8) + "\n\n{}",
    ),
    "a wide one": ("a.png", striped(3000, 400, "PNG"), "{}"),
}


@pytest.fixture(scope="module")
def places(published: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[float, ...]]]:
    """One booklet has all of them, each in a chapter of its own: where its stripes are, in mm, on the first page that has one of them."""
    site = tmp_path_factory.mktemp("tall") / "site"
    shutil.copytree(published, site)
    for number, (picture, data, around) in enumerate(PICTURES.values(), 3):
        name = f"{number}-{picture}"
        (site / FOLDER / name).write_bytes(data)
        chapter = f"# Un chapitre {number}\n\n{around.format(f'![Une image]({name})')}\n\nUn texte après.\n"
        (site / FOLDER / f"{number:02}-page{number}.md").write_text(chapter, encoding="utf-8")
    booklet = site / FOLDER / "booklet.yaml"
    booklet.write_text(booklet.read_text(encoding="utf-8") + "large: [a5]\nbeside: [a5]\nfacing: [a5]\n", encoding="utf-8")
    result = run("--site", site, "--date", DAY, "--jobs", "1")
    assert result.exit_code == 0, result.output
    for name in ("large.fr", "fr.ar", "facing-fr.ar"):
        assert len(pages(site / f"public/print/sante-a5-{name}.pdf")) >= len(PICTURES)
    return {tag: pages(site / f"public/print/sante-a5.{tag}.pdf") for tag in ("fr", "ar")}


def pages(path: Path) -> list[tuple[float, ...]]:
    """The stripes of each page that has any: left, top, right, bottom of the upper one, then of the lower, in mm; and the page's size."""
    found = []
    with pypdfium2.PdfDocument(path) as pdf:
        for page in pdf:
            image = page.render(scale=SCALE).to_pil().convert("RGB")
            boxes = [box(image, colour) for colour in (TOP, BOTTOM)]
            if any(boxes):
                assert all(boxes), f"{path.name}: a part of a picture is missing"
                found.append(
                    tuple(side / SCALE / 72 * 25.4 for each in boxes if each for side in each)
                    + tuple(side / 72 * 25.4 for side in page.get_size())
                )
    return found


def box(image: Image.Image, colour: tuple[int, int, int]) -> tuple[int, int, int, int] | None:
    bands = [
        band.point(lambda v, wanted=wanted: 255 * (abs(v - wanted) < 24))
        for band, wanted in zip(image.split(), colour, strict=True)
    ]
    return Image.merge("RGB", bands).convert("L").point(lambda v: 255 * (v > 250)).getbbox()


@pytest.mark.parametrize("tag", ["fr", "ar"])
@pytest.mark.parametrize("number", range(len(PICTURES)), ids=PICTURES)
def test_a_picture_is_whole(number: int, tag: str, places: dict[str, list[tuple[float, ...]]]) -> None:
    assert len(places[tag]) == len(PICTURES)
    left, top, right, _, _, _, right_below, bottom, width, height = places[tag][number]
    assert min(left, top, width - right, width - right_below, height - bottom) > MARGIN
    picture, data, _ = list(PICTURES.values())[number]
    if not picture.endswith(".svg"):
        with Image.open(io.BytesIO(data)) as image:
            assert (right - left) / (bottom - top) == pytest.approx(image.width / image.height, rel=0.05), "in its proportions"


@pytest.mark.parametrize("tag", ["fr", "ar"])
def test_it_is_as_large_as_the_page_allows(tag: str, places: dict[str, list[tuple[float, ...]]]) -> None:
    """A screen takes most of the page's height; a wide one the width of the text."""
    screen, wide = places[tag][0], places[tag][list(PICTURES).index("a wide one")]
    assert screen[7] - screen[1] > 120
    assert wide[2] - wide[0] == pytest.approx(118, abs=1)


def test_the_case_of_the_field(tmp_path: Path) -> None:
    """A screen of 1,080 × 2,400 between two texts: the button at its bottom is there, and both texts."""
    site = plain.site(tmp_path / "site", "sound")
    (site / FOLDER / "ecran.png").write_bytes(striped(1080, 2400, "PNG"))
    (site / FIELD).write_text(
        "# Les soins\n\n## Le médecin\n\nUn texte avant.\n\n![L'application](ecran.png)\n\nUn texte après.\n", encoding="utf-8"
    )
    result = run(
        "print",
        "press",
        "sante",
        "--site",
        site,
        "--date",
        DAY,
        "--lang",
        "fr",
        "--jobs",
        "1",
        "--override",
        "Essai: pour les tests",
    )
    assert result.exit_code == 0, result.output
    assert "print-" not in result.output
    with pypdfium2.PdfDocument(site / "press/sante-a5.fr.pdf") as pdf:
        texts = [page.get_textpage().get_text_bounded() for page in pdf]
        objects = [each for page in pdf for each in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])]
        (bounds,) = [each.get_bounds() for each in objects if each.get_bounds()[3] - each.get_bounds()[1] > 200]
        height = pdf[0].get_height()
    assert 0 < bounds[1] < bounds[3] < height
    whole = " ".join(texts)
    assert 0 < whole.find("Un texte avant.") < whole.find("Un texte après.")
