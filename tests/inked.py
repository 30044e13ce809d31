"""How much of a published page has ink, as poppler draws it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from PIL import Image

DPI = 40
MM = DPI / 25.4  # pixels
TOP, BOTTOM = 19, 18  # mm: the margins of a booklet
GAP = 14  # mm: what is wider without ink is empty
HALF_EMPTY = 0.6  # of the height of a page


def drawn(pdf: Path, folder: Path) -> list[Image.Image]:
    """The pages, in grey, as poppler draws them."""
    subprocess.run(["pdftoppm", "-r", str(DPI), "-gray", pdf, folder / "page"], check=True)
    made = sorted(folder.glob("page*.pgm"))
    pages = []
    for path in made:
        with Image.open(path) as image:
            pages.append(image.copy())
        path.unlink()
    return pages


def ruled(pdf: Path) -> int:
    """How many pages to write on stand before the last: none has more than a title and the heads of two columns, and no page of text has so little."""
    texts = subprocess.run(["pdftotext", "-q", pdf, "-"], capture_output=True, text=True, check=True).stdout.split("\f")[:-2]
    return sum(len(text.split()) <= 12 for text in texts[-3:])


def taken(page: Image.Image, left: float, top: float, right: float, bottom: float) -> float:
    """How much of the height of a box, in mm, has ink, or so little white that it keeps texts apart."""
    box = page.crop((round(left * MM), round(top * MM), round(right * MM), round(bottom * MM)))
    rows = [min(box.crop((0, row, box.width, row + 1)).tobytes()) < 235 for row in range(box.height)]
    last = max((number for number, ink in enumerate(rows) if ink), default=-1)
    text = "".join("#" if ink else "." for ink in rows[: last + 1])
    empty = sum(len(gap) for gap in re.findall(r"\.+", text) if len(gap) > GAP * MM)
    return (len(text) - empty) / box.height
