"""The pictures of the documentation: each is there, used, small, said in words in both languages, and has nothing in it but what is seen."""

from __future__ import annotations

import re
import runpy
import struct
from pathlib import Path

import pytest
from conftest import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
FOLDER = ROOT / "docs/pictures"
PICTURES = sorted(FOLDER.iterdir())
WORDS = 5  # of a text that stands for a picture, at least


def named(page: Path) -> list[tuple[str, Path]]:
    """The pictures of a page: the words that stand for each, and its file. A fence shows how one is written."""
    text = re.sub(r"^( *)```.*?^\1```|`[^`\n]+`", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    return [(alt, page.parent / href) for alt, href in re.findall(r"!\[([^\]]*)\]\(([^)\s]+)\)", text)]


NAMED = {page: named(page) for page in PAGES}


def test_what_pages_show_is_there_and_nothing_else_is() -> None:
    assert sorted({path for found in NAMED.values() for _, path in found}) == PICTURES


def test_a_picture_is_shown_in_both_languages_with_words_of_its_own() -> None:
    shown = [(page, alt, path) for page, found in NAMED.items() for alt, path in found]
    assert [(page.name, path.name) for page, alt, path in shown if len(alt.split()) < WORDS] == []
    assert len({alt for _, alt, _ in shown}) == len(shown)
    for path in PICTURES:
        french, english = (
            {page.name for page, _, its in shown if its == path and (".fr." in page.name) is fr} for fr in (True, False)
        )
        assert english == {name.replace(".fr.md", ".md") for name in french} != set()


def chunks(data: bytes) -> set[bytes]:
    """The kinds of what a WebP file holds (RFC 9649)."""
    assert data[:4] == b"RIFF"
    assert data[8:12] == b"WEBP"
    found, at = set(), 12
    while at < len(data):
        size = struct.unpack("<I", data[at + 4 : at + 8])[0]
        found.add(data[at : at + 4])
        at += 8 + size + size % 2
    return found


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.name)
def test_it_is_small_and_holds_pixels_alone(path: Path) -> None:
    data = path.read_bytes()
    assert len(data) <= 40_000
    assert chunks(data) <= {b"VP8 ", b"VP8L"}


def test_one_script_makes_them_all() -> None:
    makes = runpy.run_path(str(ROOT / "scripts/pictures.py"))
    assert sorted(f"{name}.webp" for name in makes["PICTURES"]) == [path.name for path in PICTURES]
    assert makes["FOLDER"] == FOLDER


def test_a_picture_with_more_than_pixels_is_found() -> None:
    """The check itself: a chunk of EXIF."""
    body = b"VP8 " + struct.pack("<I", 2) + b"ab" + b"EXIF" + struct.pack("<I", 1) + b"x\0"
    assert chunks(b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body) == {b"VP8 ", b"EXIF"}
