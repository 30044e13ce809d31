"""What a press file says can be taken out of it again, by two programs.

Programs give Arabic in the order of the eye (MuPDF) or turn the letters of a ligature round (Poppler: لا becomes ال), so there all
characters are counted; in the other scripts each piece of text has to be there, letter by letter and in order.
"""

from __future__ import annotations

import datetime
import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from conftest import DAY, ON_PAPER

from livret import pipeline
from livret.editions.edition import Edition
from livret.paper.paper_plan import compose
from livret.problems import Report

TOOLS = {"pdftotext": ["pdftotext", "-q", "-raw", "{}", "-"], "mutool": ["mutool", "draw", "-q", "-F", "txt", "{}"]}
TAGS = ("ar", "prs", "ps", "ti", "uk", "ka")
DOCUMENTS = (*(name.replace("-", "/") for name in ON_PAPER), "urgences/a5-fr", "urgences/a5-facing-fr", "site/card")
_INVISIBLE = re.compile(r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069]")


@pytest.fixture(scope="module")
def editions(shipped: Path) -> Mapping[str, Edition]:
    options = pipeline.Options(shipped.parent, shipped, TAGS, date=datetime.date.fromisoformat(DAY))
    return pipeline.translate(options, Report())[1]


def _comes_back(piece: str, found: str) -> bool:
    """In one, or in two where a page ends inside it."""
    ends = range(8, len(piece) - 8)
    return piece in found or any(piece[:end] in found and piece[end:] in found for end in ends)


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("tag", TAGS)
def test_the_text_comes_back(tag: str, tool: str, pressed: Path, editions: Mapping[str, Edition]) -> None:
    for subject in DOCUMENTS:
        path = pressed / f"{subject.replace('/', '-')}.{tag}.pdf"
        command = [part.format(path) for part in TOOLS[tool]]
        found = bare(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        values = compose(editions[tag], subject, press=True).values
        source = [
            piece
            for part in ("title", "summary", "chapters", "faces")
            for text in pieces(values.get(part))
            if (piece := bare(text))
        ]
        assert share(source, found) >= 0.99, (subject, missing(source, found))
        if tag in ("ti", "uk", "ka"):
            lost = [piece for piece in source if not _comes_back(piece, found)]
            assert sum(map(len, lost)) / sum(map(len, source)) <= 0.01, (subject, lost)


def bare(text: str) -> str:
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))


def share(source: list[str], found: str) -> float:
    """How many of the characters of the source come back, from 0 to 1."""
    wanted, given = Counter("".join(source)), Counter(found)
    return sum(min(count, given[sign]) for sign, count in wanted.items()) / wanted.total()


def missing(source: list[str], found: str) -> Counter[str]:
    return Counter("".join(source)) - Counter(found)


def pieces(value: Any) -> Iterator[str]:
    """The texts of a document in one piece each: a paragraph, a cell, a sentence to say and each of its ways."""
    if isinstance(value, list):
        for inner in value:
            yield from pieces(inner)
    elif isinstance(value, dict) and "c" in value and not sentences(value):
        yield flat(value)
    elif isinstance(value, dict):
        if value.get("t") == "sentence":
            yield value["v"]
        for inner in value.values():
            if isinstance(inner, list | dict):
                yield from pieces(inner)


def sentences(value: Any) -> bool:
    return isinstance(value, dict) and (value.get("t") == "sentence" or any(sentences(inner) for inner in value.get("c", ())))


def flat(value: dict[str, Any]) -> str:
    return "".join(node["v"] if "v" in node else flat(node) for node in value.get("c", ()))  # a picture has no text
