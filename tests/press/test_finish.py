"""Finishing: inks, pictures, boxes, and the same bytes every time."""

from __future__ import annotations

import datetime
import io
import itertools

import pikepdf
import pypdfium2
import pytest
from conftest import ROOT
from PIL import Image
from pressed import TEMPLATE, sound

from livret.paper.compile import PRESS, Typesetter
from livret.press.finish import Sheet, finish
from livret.press.inks import Inks, parse

PROFILE = (ROOT / "theme/print/FOGRA39L_coated.icc").read_bytes()
SHEET = Sheet("x", datetime.date(2026, 11, 24), 3.0)


def inks(one_ink: bool = False) -> Inks:
    return Inks({"#0b5a63": parse("85 25 0 50")}, PROFILE, one_ink)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"/c0 cs 0 scn", b" 0 0 0 1 k/LvOver gs"),
        (b"/c0 cs 1 scn", b" 0 0 0 0 k/LvKnock gs"),
        (b"/c1 cs 0.043137256 0.3529412 0.3882353 scn", b" 0.85 0.25 0 0.5 k/LvKnock gs"),
        (b"/c1 CS 0 0 0 SCN", b" 0 0 0 1 K"),
        (b"(/c0 cs 0 scn)Tj", b"(/c0 cs 0 scn)Tj"),
        (b"(\\(/c0 cs 0 scn)Tj", b"(\\(/c0 cs 0 scn)Tj"),
        (b"((/c0 cs 0 scn))Tj", b"((/c0 cs 0 scn))Tj"),
    ],
)
def test_a_colour_becomes_inks(content: bytes, expected: bytes) -> None:
    assert inks().content(content) == expected


def test_a_colour_that_no_token_has_goes_through_the_profile() -> None:
    cyan, magenta, yellow, black = inks().inks((1.0, 0.0, 0.0))
    assert cyan < 0.1
    assert magenta > 0.8
    assert yellow > 0.8
    assert cyan + magenta + yellow + black <= 3.0


def test_with_one_ink_everything_is_black() -> None:
    assert all(inks(one_ink=True).inks(values)[:3] == (0, 0, 0) for values in ((1.0, 0.0, 0.0), (0.5,), (0.043, 0.353, 0.388)))


def test_a_photograph_takes_no_more_ink_than_paper() -> None:
    picture = Image.new("RGB", (64, 64))
    picture.putdata([(x * 2, y * 2, 0) for x in range(64) for y in range(64)])
    done = inks().picture(picture)
    assert done.mode == "CMYK"
    assert max(sum(pixel) for _, pixel in done.getcolors(1 << 20)) <= 765


def test_a_grey_photograph_stays_on_the_black_plate() -> None:
    assert inks().picture(Image.new("L", (8, 8), 100)).mode == "L"


def test_pictures_of_a_document_are_converted() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (300, 300), (200, 30, 30, 128)).save(out, "PNG")
    typesetter = Typesetter(
        {
            "x.typ": b'#set document(title: "x", date: none)\n#set page(width: 60mm, height: 60mm, bleed: 3mm)\n#image("x.png", width: 20mm)'
        }
    )
    data = finish(typesetter.typeset("x.typ", {}, {"x.png": out.getvalue()}, PRESS), SHEET, inks())
    typesetter.close()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        image = next(iter(pdf.pages[0].resources.XObject.values()))
        assert image.ColorSpace == pikepdf.Name.DeviceCMYK
        assert image.SMask.ColorSpace == pikepdf.Name.DeviceGray
        assert pikepdf.Name.DeviceCMYK == pdf.pages[0].Group.CS
        assert len(image.read_bytes()) == 4 * 300 * 300


def test_boxes_lie_in_one_another() -> None:
    with pikepdf.open(io.BytesIO(sound())) as pdf:
        for page in pdf.pages:
            assert [round(float(side) / 72 * 25.4, 2) for side in page.TrimBox] == [11, 11, 159, 221]
            assert [round(float(side) / 72 * 25.4, 2) for side in page.BleedBox] == [8, 8, 162, 224]
            assert [round(float(side) / 72 * 25.4, 2) for side in page.MediaBox] == [0, 0, 170, 232]


def test_the_same_input_gives_the_same_bytes() -> None:
    first = sound()
    sound.cache_clear()
    assert sound() == first


def lines(page: pypdfium2.PdfPage) -> int:
    """How many lines PDFium draws across the middle of the trim of a page."""
    image = page.render(scale=2).to_pil().convert("L")
    column = image.crop((image.width // 2, image.height // 8, image.width // 2 + 1, image.height * 7 // 8)).tobytes()
    return sum(one >= 250 > other for one, other in itertools.pairwise(column))


def test_pages_to_write_on_stand_before_the_last() -> None:
    template = TEMPLATE.replace(b"range(8)", b"range(6)").replace(b'font: "Noto Sans", ', b"")
    fonts = {f"fonts/{path.name}": path.read_bytes() for path in (ROOT / "theme/fonts").glob("NotoSans-*.ttf")}
    typesetter = Typesetter({"x.typ": template, **fonts})
    data = finish(typesetter.typeset("x.typ", {}, {}, PRESS), Sheet("x", datetime.date(2026, 11, 24), 3.0, multiple=4), inks())
    typesetter.close()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        written = [b"BT" in page.Contents.read_bytes() for page in pdf.pages]
    assert written == [True, True, True, True, True, False, False, True]
    with pypdfium2.PdfDocument(data) as drawn:
        assert [lines(drawn[number]) >= 15 for number in (5, 6)] == [True, True]


@pytest.mark.parametrize("right_to_left", [False, True])
def test_it_says_on_which_side_it_is_bound(right_to_left: bool) -> None:
    with pikepdf.open(io.BytesIO(finish(sound(), Sheet("x", SHEET.date, 3.0, right_to_left=right_to_left), inks()))) as pdf:
        assert pdf.Root.ViewerPreferences.Direction == ("/R2L" if right_to_left else "/L2R")
