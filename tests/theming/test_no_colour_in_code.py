"""The colours of Livret's own theme stand in its tokens and nowhere else, so that a town which has others has them everywhere."""

from __future__ import annotations

import re

from conftest import ROOT

TOKENS = ROOT / "theme/tokens.yaml"
COLOURS = {colour.lower() for colour in re.findall(r'"(#[0-9A-Fa-f]{6})"', TOKENS.read_text(encoding="utf-8"))} - {
    "#000000",
    "#ffffff",
}
CODE = [
    path
    for folder in ("livret", "theme", "scripts")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in (".py", ".css", ".html", ".xml", ".js", ".typ", ".svg", ".yaml") and path != TOKENS
]


def test_there_is_much_to_look_at() -> None:
    assert len(COLOURS) > 30
    assert len(CODE) > 400


def test_no_colour_of_the_theme_is_in_code() -> None:
    found = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8").lower() for path in CODE}
    assert {path: colour for path, text in found.items() for colour in COLOURS if colour in text} == {}
