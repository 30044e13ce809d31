"""No French text that a reader is shown has the signs of a keyboard: an apostrophe that is straight, a space at which a line would begin with a sign."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

KEYED = re.compile(r"[^\W\d_]'[^\W\d_]|\S [;:?!»]|« ")
SHOWN = ("alt", "title", "aria-label", "placeholder", "content")
ALONE = {"br", "img", "hr", "meta", "link", "input", "source", "wbr", "col"}
NO_TEXT = {"script", "style"}


class French(HTMLParser):
    """The French texts of a page: what stands between its tags, and what its attributes say."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        language = dict(attrs).get("lang") or (self.open[-1][1] if self.open else "")
        if tag not in ALONE:
            self.open.append((tag, language))
        if language.startswith("fr"):
            self.found += [value or "" for name, value in attrs if name in SHOWN]

    def handle_endtag(self, tag: str) -> None:
        while tag in [name for name, _ in self.open] and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][1].startswith("fr") and self.open[-1][0] not in NO_TEXT:
            self.found.append(data)


def said(page: Path) -> list[str]:
    parser = French()
    parser.feed(page.read_text(encoding="utf-8"))
    return parser.found


def printed(pdf: Path, folder: Path) -> str:
    """The text of a PDF as MuPDF reads it, each space the one that it is."""
    text = folder / "text"
    subprocess.run(["mutool", "convert", "-F", "text", "-O", "preserve-whitespace", "-o", text, pdf], check=True)
    return text.read_text(encoding="utf-8", errors="replace")


@pytest.fixture(params=["published", "directory"])
def public(request: pytest.FixtureRequest) -> Path:
    site: Path = request.getfixturevalue(request.param)
    return site / "public"


def keyed(texts: list[str]) -> Iterator[str]:
    return (text for text in texts if KEYED.search(text))


def test_on_the_web(public: Path) -> None:
    found = {page.relative_to(public).as_posix(): said(page) for page in public.rglob("*.html")}
    assert sum(text.count("\u2019") for texts in found.values() for text in texts) > 20
    assert {page: its for page, texts in found.items() if (its := list(keyed(texts)))} == {}


def test_on_paper(public: Path, tmp_path: Path) -> None:
    papers = [printed(path, tmp_path) for path in (public / "print").glob("*.fr.pdf")]
    assert sum(text.count("\u2019") for text in papers) > 1
    assert [KEYED.findall(text) for text in papers if KEYED.search(text)] == []
