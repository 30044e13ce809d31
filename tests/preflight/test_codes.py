"""QR codes: what no phone would read is found with its page and place, nothing is found in sound ones."""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from dataclasses import dataclass

import pikepdf
import pytest
import segno
from pikepdf import Dictionary, Name, Pdf
from pressed import sound

from livret.preflight import Expected, Finding, check

MM = 72 / 25.4
PAGE = 5
ADDRESS = "https://livret.example/fr/sante/"
HOME = "https://livret.example/fr/"
BLACK, WHITE = "/LvOver gs 0 0 0 1 k", "/LvKnock gs 0 0 0 0 k"


def drawn(
    module: float = 0.5,
    ink: str = BLACK,
    ground: str = "",
    zone: int = 4,
    more: str = "",
    turn: float = 0,
    x: float = 40,
    y: float = 80,
) -> str:
    """A code as squares, its lower left corner at x, y mm from the trim's; `more` is painted over it, its unit a module."""
    matrix = [list(row) for row in segno.make_qr(ADDRESS, error="m").matrix]
    count = len(matrix)
    cos, sin, unit = math.cos(math.radians(turn)), math.sin(math.radians(turn)), module * MM
    squares = " ".join(
        f"{column} {count - 1 - row} 1 1 re" for row, line in enumerate(matrix) for column, dark in enumerate(line) if dark
    )
    paper = f"{ground} {-zone} {-zone} {count + 2 * zone} {count + 2 * zone} re f" if ground else ""
    place = f"{unit * cos:.4f} {unit * sin:.4f} {-unit * sin:.4f} {unit * cos:.4f} {(11 + x) * MM:.3f} {(11 + y) * MM:.3f} cm"
    return f"q {place} {paper} {ink} {squares} f {more} Q"


def with_content(content: str) -> bytes:
    return changed(lambda pdf: pdf.pages[PAGE - 1].contents_add(pdf.make_stream(content.encode())))


def changed(do: Callable[[Pdf], None]) -> bytes:
    with pikepdf.open(io.BytesIO(sound())) as pdf:
        do(pdf)
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def as_picture(space: Name = Name.DeviceGray) -> bytes:
    """A code as a picture, four pixels to a module of 0.4 mm, its quiet zone in it."""
    rows = list(segno.make_qr(ADDRESS, error="m").matrix_iter(scale=4, border=4))
    side, grey = len(rows), bytes(0 if dark else 255 for row in rows for dark in row)
    pixels = grey if space == Name.DeviceGray else b"".join(bytes([255 - value, 255 - value, 0, 0]) for value in grey)

    def do(pdf: Pdf) -> None:
        page, size = pdf.pages[PAGE - 1], side / 4 * 0.4 * MM
        image = pdf.make_stream(
            pixels, Type=Name.XObject, Subtype=Name.Image, Width=side, Height=side, BitsPerComponent=8, ColorSpace=space
        )
        page.resources.XObject = Dictionary({"/Code": image})
        page.contents_add(pdf.make_stream(f"q {size:.3f} 0 0 {size:.3f} {51 * MM:.3f} {91 * MM:.3f} cm /Code Do Q".encode()))

    return changed(do)


def found(data: bytes, expected: Expected = Expected()) -> list[Finding]:  # noqa: B008 – frozen
    return [finding for finding in check(data, expected) if finding.code.startswith("print-code")]


@pytest.mark.parametrize(
    "content",
    [drawn(), drawn(module=0.34), drawn(turn=90), drawn(turn=17), drawn(ground=WHITE), drawn(more=f"{BLACK} 14 14 2 2 re f"),
     f"q 0 0.3 0.3 0 k {40 * MM} {80 * MM} {80 * MM} {80 * MM} re f Q " + drawn(ground=WHITE)],
    ids=["plain", "small", "upright", "turned", "on white", "a spot on it", "white on a colour"],
)  # fmt: skip
def test_nothing_in_a_sound_code(content: str) -> None:
    assert found(with_content(content), Expected(codes=frozenset({ADDRESS}), addresses=frozenset({ADDRESS, HOME}))) == []


def test_nothing_in_a_sound_picture() -> None:
    assert found(as_picture(), Expected(codes=frozenset({ADDRESS}))) == []


@dataclass(frozen=True)
class Bad:
    name: str
    codes: set[str]
    content: str
    values: dict[str, str]


SPOILED = [
    Bad("scribbled over", {"print-code-unreadable"}, drawn(more=f"{BLACK} 8 8 14 14 re f"), {}),
    Bad("too small", {"print-code-small"}, drawn(module=0.25), {"found": "0.25", "limit": "0.33"}),
    Bad("a line beside it", {"print-code-quiet"}, drawn(more=f"{BLACK} -3 0 1 29 re f"), {"found": "2", "limit": "4"}),
    Bad("text under it", {"print-code-quiet"}, drawn(more=f"{BLACK} 5 -4 9 1 re f"), {"found": "3", "limit": "4"}),
    Bad(
        "a frame around it",
        {"print-code-quiet"},
        drawn(more=f"{BLACK} -2 -2 33 1 re 30 -2 1 33 re f"),
        {"found": "1", "limit": "4"},
    ),
    Bad("at the trim", {"print-code-quiet"}, drawn(x=1), {"found": "2", "limit": "4"}),
    Bad("grey", {"print-code-contrast"}, drawn(ink="/LvOver gs 0 0 0 0.3 k"), {}),
    Bad("white on black", {"print-code-contrast"}, drawn(ink=WHITE, ground=BLACK, zone=6), {}),
    Bad("in blue", {"print-code-inks"}, drawn(ink="/LvKnock gs 1 0.9 0 0.2 k"), {"inks": "C100 + M90 + K20"}),
    Bad("on yellow", {"print-code-inks"}, drawn(ground="/LvKnock gs 0 0 0.6 0 k"), {"inks": "Y60"}),
]


@pytest.mark.parametrize("bad", SPOILED, ids=lambda bad: bad.name)
def test_a_spoiled_code_is_found_at_its_place(bad: Bad) -> None:
    each = found(with_content(bad.content))
    assert {finding.code for finding in each} == bad.codes
    first = each[0]
    assert (first.page, len(each)) == (PAGE, 1)
    assert bad.values.items() <= dict(first.values).items()
    module = 0.25 if bad.name == "too small" else 0.5
    assert first.x == pytest.approx(1 if bad.name == "at the trim" else 40, abs=0.3)
    assert first.y == pytest.approx(210 - 80 - 29 * module, abs=0.3)
    head, cure = first.lines("x.pdf")
    assert head.startswith(f"x.pdf page {PAGE} (")
    assert "{" not in head + cure


def test_a_picture_in_more_inks() -> None:
    assert [(finding.page, finding.code, dict(finding.values)) for finding in found(as_picture(Name.DeviceCMYK))] == [
        (PAGE, "print-code-inks", {"inks": "a picture in DeviceCMYK"})
    ]


def test_two_codes_are_told_each() -> None:
    each = found(with_content(drawn(module=0.25) + " " + drawn(module=0.25, y=130)))
    assert [finding.code for finding in each] == ["print-code-small"] * 2
    assert len({finding.y for finding in each}) == 2


def test_where_it_leads() -> None:
    """Of another's file no address is known; of ours each has to lead to a page of the site."""
    data = with_content(drawn())
    assert found(data) == []
    each = found(data, Expected(addresses=frozenset({HOME})))
    assert [(finding.page, finding.code, dict(finding.values)) for finding in each] == [
        (PAGE, "print-code-address", {"address": ADDRESS})
    ]


def test_a_code_that_is_not_there() -> None:
    data = with_content(drawn(more=f"{WHITE} -4 -4 20 37 re f"))
    each = found(data, Expected(codes=frozenset({ADDRESS})))
    assert (0, "print-code-missing") in {(finding.page, finding.code) for finding in each}
