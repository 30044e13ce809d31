"""Imposition: which page lies where, on paper that is folded by hand."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest
from pressed import sound

from livret.preflight import check
from livret.press.impose import Paper, booklet, filled_up, n_up, saddle, split

MM = 72 / 25.4


def test_eight_pages_bound_on_the_right() -> None:
    assert [pair for pair, _ in saddle(filled_up(8), right_bound=True)] == [(1, 8), (7, 2), (3, 6), (5, 4)]


def test_eight_pages_bound_on_the_left() -> None:
    assert [pair for pair, _ in saddle(filled_up(8))] == [(8, 1), (2, 7), (6, 3), (4, 5)]


@pytest.mark.parametrize("right_bound", [False, True])
@pytest.mark.parametrize(("count", "signature"), [(4, 0), (16, 0), (16, 2), (24, 3), (40, 4)])
def test_folded_and_stitched_it_reads_in_order(count: int, signature: int, right_bound: bool) -> None:
    assert folded(saddle(filled_up(count), right_bound, signature), right_bound) == list(range(1, count + 1))


def folded(sides: list, right_bound: bool) -> list[int | None]:
    """Folds the sheets as hands do: each signature's sheets lie inside one another, outermost first."""
    pages: list[int | None] = []
    signatures: list[list] = []
    for (front, depth), (back, _) in zip(sides[::2], sides[1::2], strict=True):
        if depth == 0:
            signatures.append([])
        signatures[-1].append((front[::-1], back[::-1]) if right_bound else (front, back))
    for sheets in signatures:
        first = [number for front, back in sheets for number in (front[1], back[0])]
        second = [number for front, back in reversed(sheets) for number in (back[1], front[0])]
        pages += first + second
    return pages


@pytest.mark.parametrize(
    ("count", "expected"), [(5, [1, 2, 3, 4, None, None, None, 5]), (7, [1, 2, 3, 4, 5, 6, None, 7]), (8, list(range(1, 9)))]
)
def test_blanks_stand_before_the_back(count: int, expected: list[int | None]) -> None:
    assert filled_up(count) == expected


def test_a_cover_of_its_own() -> None:
    cover, inside = split(filled_up(11))
    assert [pair for pair, _ in saddle(cover)] == [(11, 1), (2, None)]
    assert inside == [3, 4, 5, 6, 7, 8, 9, 10]
    assert [pair for pair, _ in saddle(inside)] == [(10, 3), (4, 9), (8, 5), (6, 7)]
    assert split(filled_up(4)) == ([1, 2, 3, 4], [])


def placed(data: bytes) -> list[list[tuple[str, float]]]:
    """For each side, its forms and where they lie in mm from the left."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        contents = [page.Contents.read_bytes().decode() for page in pdf.pages]
    return [[(name, float(x) / MM) for x, name in re.findall(r"1 0 0 1 (\S+) \S+ cm (/P\d) Do", content)] for content in contents]


def test_a_sheet_for_the_office_is_a4() -> None:
    with pikepdf.open(io.BytesIO(booklet(sound(), False, Paper()))) as pdf:
        assert len(pdf.pages) == 4
        for page in pdf.pages:
            assert [round(float(side) / MM) for side in page.mediabox] == [0, 0, 297, 210]


def test_creep_moves_inner_sheets_to_the_spine() -> None:
    sides = placed(booklet(sound(), False, Paper(thickness=0.5)))
    left = [side[0][1] for side in sides]
    right = [side[1][1] for side in sides]
    assert [round(x - left[0], 2) for x in left] == [0, 0, 0.5, 0.5]
    assert [round(x - right[0], 2) for x in right] == [0, 0, -0.5, -0.5]


def test_a_shop_s_sheet_passes_preflight() -> None:
    """Boxes, bleed and inks of a spread are as sound as those of its pages; only its trim is another."""
    found = {finding.code for finding in check(booklet(sound(), True, Paper(shop=True)))}
    assert found == set()


def test_as_many_cards_as_a_sheet_holds() -> None:
    with pikepdf.open(io.BytesIO(sound())) as pdf:
        for page in pdf.pages:
            x, y = (float(side) for side in page.trimbox[:2])
            page.TrimBox = [x, y, x + 85 * MM, y + 55 * MM]
        out = io.BytesIO()
        pdf.save(out)
    sides = placed(n_up(out.getvalue()))
    assert [len(side) for side in sides] == [10] * 8


def test_what_fits_on_no_sheet_is_said() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        n_up(sound(), (100, 100))
