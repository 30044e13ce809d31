"""Paper is designed, not filled: how large its text is and how much of a page or a panel is taken, read from the published PDFs by MuPDF and poppler."""

from __future__ import annotations

import itertools
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import BOOKLETS
from inked import BOTTOM, HALF_EMPTY, MM, TOP, drawn, ruled, taken

TAGS = ("fr", "en", "ar", "prs", "ps", "ti", "uk", "ru", "sq", "ka", "pt", "es")
FULL, LEAST = 0.7, 0.65  # of a panel; the second also where its text is as large as it may be
SMALLEST, LARGEST = 11, 12.1  # points of a booklet's text
PANELS = {
    "trifold": ((0, 97, 197, 297), 8, 10.5 * 1.3),
    "card": ((0, 85.6, 171.2), 4.5, 8.6 * 1.3),
}  # where they begin and end, and their margins, in mm; their largest text in points
BACK = {"trifold": 0.85 * 10.5 * 1.3, "card": 6.2 * 1.3}


def letters(pdf: Path) -> Iterator[tuple[int, float, float]]:
    """The page, the place from the left in points, and the size in points of each letter, as MuPDF reads them."""
    said = subprocess.run(["mutool", "draw", "-q", "-F", "stext", pdf], capture_output=True, check=True).stdout.decode(
        "utf-8", "replace"
    )
    for number, page in enumerate(said.split("<page ")[1:]):
        for size, chars in re.findall(r'<font name="[^"]*" size="([\d.]+)">(.*?)</font>', page, re.DOTALL):
            for x in re.findall(r'<char [^>]*?x="([\d.-]+)"', chars):
                yield number, float(x), float(size)


def most(sizes: Counter[float]) -> float:
    return sizes.most_common(1)[0][0]


BOUND = [f"{slug}-a5.{tag}.pdf" for slug in BOOKLETS for tag in TAGS]
FACING = [f"urgences-a5-facing-fr.{tag}.pdf" for tag in TAGS if tag != "fr"]
BESIDE = [f"urgences-a5-fr.{tag}.pdf" for tag in TAGS if tag != "fr"]


@pytest.mark.parametrize("name", [*BOUND, *BESIDE, *FACING])
def test_no_inside_page_is_half_empty(name: str, shipped: Path, tmp_path: Path) -> None:
    """But the last of a booklet, or its last spread: nothing follows there. A spread is as full as its longer language, beside which the other waits."""
    pages = drawn(shipped / "print" / name, tmp_path)
    assert len(pages) % 4 == 0
    text = pages[1 : -1 - ruled(shipped / "print" / name)]
    found = [taken(page, 5, TOP, page.width / MM - 5, page.height / MM - BOTTOM) for page in text]
    if name in FACING:
        found = [max(pair) for pair in zip(found[::2], found[1::2], strict=True)]
    assert len(found) > 2
    found.pop()
    assert min(found) >= HALF_EMPTY, found


@pytest.mark.parametrize("name", [*BOUND, *FACING])
def test_text_is_as_large_as_one_reads_it(name: str, shipped: Path) -> None:
    """11 to 12 pt, and what is set smaller – sources, running heads – at least 8."""
    sizes = Counter(round(size, 1) for page, _, size in letters(shipped / "print" / name) if page > 0)
    assert SMALLEST <= most(sizes) <= LARGEST, sizes
    assert sum(count for size, count in sizes.items() if size < 8) <= 0.01 * sizes.total(), sizes


def panels(pdf: Path, kind: str, folder: Path) -> Iterator[tuple[float, float, bool]]:
    """Of every panel but the cover: how much of it is taken, the size of most of its letters in points, and whether it is the back."""
    (*edges,), margin, _ = PANELS[kind]
    sizes: dict[tuple[int, int], Counter[float]] = {}
    for page, x, size in letters(pdf):
        panel = sum(x / 72 * 25.4 >= edge for edge in edges[1:-1])
        sizes.setdefault((page, panel), Counter())[round(size, 1)] += 1
    rtl = pdf.name.split(".")[1] in ("ar", "prs", "ps")
    for number, page in enumerate(drawn(pdf, folder)):
        last = len(edges) - 2
        cover = 0 if rtl else last
        back = {"trifold": 1, "card": last - cover}[kind]
        for panel, (left, right) in enumerate(itertools.pairwise(edges)):
            if number == 0 and panel == cover:
                continue
            high = page.height / MM
            full = taken(page, left + 1, margin, right - 1, high - margin)
            yield full, most(sizes[number, panel]), number == 0 and panel == back


LEAFLETS = [f"{slug}-trifold" for slug in ("urgences", "asile", "quotidien", "sante", "violences")]


@pytest.mark.parametrize("name", [f"{name}.{tag}.pdf" for name in (*LEAFLETS, "site-card") for tag in TAGS])
def test_a_panel_is_full_or_its_text_as_large_as_it_may_be(name: str, shipped: Path, tmp_path: Path) -> None:
    kind = name.partition(".")[0].partition("-")[2]
    found = list(panels(shipped / "print" / name, kind, tmp_path))
    assert len(found) == {"trifold": 5, "card": 3}[kind]
    for full, size, back in found:
        largest = BACK[kind] if back else PANELS[kind][2]
        assert full >= FULL or size >= largest - 0.11, (full, size, back, found)
        assert full >= (LEAST if not back else 0.5), (full, size, back, found)


@pytest.mark.parametrize("tag", TAGS)
def test_a_side_of_a_sheet_is_full_or_its_text_as_large_as_large_print(tag: str, shipped: Path, tmp_path: Path) -> None:
    pdf = shipped / f"print/quotidien-sheet.{tag}.pdf"
    sizes = [Counter(round(size, 1) for side, _, size in letters(pdf) if side == number) for number in (0, 1)]
    for page, its in zip(drawn(pdf, tmp_path), sizes, strict=True):
        full = taken(page, 14, 14, page.width / MM - 14, page.height / MM - 14)
        assert full >= FULL or its[16.0] > 60, (full, its)


@pytest.mark.parametrize("tag", TAGS)
def test_who_made_a_leaflet_can_be_read(tag: str, shipped: Path, tmp_path: Path) -> None:
    found = list(panels(shipped / "print" / f"urgences-trifold.{tag}.pdf", "trifold", tmp_path))
    assert [size >= 8.9 for _, size, back in found if back] == [True]
