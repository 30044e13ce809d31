"""The code of a page is read as another phone reads it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import segno
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from livret.web import qr as web_qr
from livret.web.qr import _Codes, qr

SCALE = 4  # pixels of a module


def picture(svg: str) -> memoryview:
    """The code drawn: 0 where a line passes, else 255."""
    found = re.search(r'viewBox="0 0 (\d+) \d+"', svg)
    assert found
    size = int(found[1])
    rows = [bytearray(b"\xff" * size) for _ in range(size)]
    x, y = 0.0, 0.0
    for right, down, length in re.findall(r"m([\d.-]+) ([\d.-]+)h(\d+)", svg):
        x, y = x + float(right), y + float(down)
        rows[int(y)][int(x) : int(x) + int(length)] = bytes(int(length))
        x += int(length)
    pixels = b"".join(bytes(value for value in row for _ in range(SCALE)) for row in rows for _ in range(SCALE))
    return memoryview(pixels).cast("B", (size * SCALE, size * SCALE))


@pytest.mark.parametrize(
    "path", ["", "ar/urgences/numeros.html", "fr/services/permanence_sante.html", "ti/quotidien/" + "x" * 200 + ".html"]
)
def test_the_code_is_the_address(path: str) -> None:
    address = f"https://livret.example/{path}"
    (found,) = zxingcpp.read_barcodes(picture(str(qr(address))))
    assert found.text == address


@given(st.lists(st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789-._/", max_size=90), min_size=1, max_size=40))
@settings(max_examples=20, deadline=None)
def test_a_code_that_was_not_drawn_is_the_one_that_would_be(names: list[str]) -> None:
    """Codes are put together from those that segno drew before; it draws the same."""
    codes = _Codes()
    for name in names:
        address = f"https://livret.example/fr/{name}.html"
        matrix = segno.make_qr(address, error="l", boost_error=False, mask=3).matrix
        assert codes.of(address.encode()) == (len(matrix), int.from_bytes(b"".join(matrix)))


def test_few_codes_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = list[bytes]()
    monkeypatch.setattr(web_qr, "_drawn", lambda address, draw=web_qr._drawn: (drawn.append(address), draw(address))[1])
    codes = _Codes()
    for number in range(2000):
        codes.of(f"https://livret.example/ar/services/s{number:04d}.html".encode())
    assert len(drawn) <= 16, "a digit has four bits"


def test_each_page_shows_its_own_code(shipped: Path) -> None:
    for page in ("ar/index.html", "fr/urgences/numeros.html", "ti/services/permanence_sante.html"):
        found = re.search(r'<img class="qr" src="([^"]+)"', (shipped / page).read_text(encoding="utf-8"))
        assert found
        (read,) = zxingcpp.read_barcodes(picture((shipped / page).parent.joinpath(found[1]).read_text(encoding="utf-8")))
        assert read.text == f"https://livret.example/{page}".removesuffix("index.html")


def test_the_code_has_its_quiet_zone() -> None:
    svg = str(qr("https://livret.example/"))
    assert 'd="m4 4.5h7' in svg
    assert 'viewBox="0 0 33 33"' in svg, "25 modules and four on each side"
