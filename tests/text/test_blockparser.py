"""What the dialect spares Python-Markdown: the elements are those that its own rules, all of them tried, would find."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element, tostring

import plain
import pytest
from conftest import ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from livret.text import blockparser

CASES = [case.split("\n--\n")[0] for case in (plain.HERE / "text/cases.txt").read_text(encoding="utf-8").split("== ")[1:]]
CHAPTERS = sorted(ROOT.glob("content/booklets/*/*.md"))
LINES = (
    "", "", "", " ", "   ", "\t", "Un texte.", "Un texte, avec [un lien](https://example.org) et un renvoi.[^a]", "**Gras** puis maigre", "« Entre guillemets »",
    "Un mot : un autre", "Terme", "a: b", "A ! Et | ou > que # et ^", "Texte\\", "texte avec espaces  ", "texte\u2028coupé", "\x02signes\x03", "سلام",
    "# Titre", "## Sous-titre *fort*", "### Fermé ###", "####### sept", "##collé", "#", "# \\#", "# barre \\", "Titre", "=====", "-----", "---", "***", "- - -", "_ _ _",
    "  ---", "--", "-- -", "- point", "* étoile", "+ plus", "-collé", "1. un", "3. trois", "10) dix", "1986. Une année", "١. واحد", "    suite", "        plus loin",
    "   presque", "    - sous", "    1. sous", "    # titre", "    > dit", "> dit", ">dit", "> - a", "> # b", "   > c", '!!! danger "Attention"', "!!! note", '!!! free ""',
    "!!! two words", "!!!collé", "!!! danger « Titre »", "!!! note “Titre", "    !!! note", "!! presque", "| a | b |", "| --- | :-: |", "| c | d |", "| `x|y` | \\| |", "| e | f | g |", "| h |", "a | b", "--- | ---", "|seul|", "|---|", "|",
    ":   sens", ":  sens", " : sens", ": s", ":sens", "    :   sens", "[^a]: note", "[^b]: *note*", "[^c]: [^d]: note", "    [^e]: note", "[^a] au début", "[r]: https://example.org",
)  # fmt: skip


def theirs(source: str) -> dict[str, bytes]:
    """By Python-Markdown with the rules of the dialect, all of them tried; the notes by their names."""
    md = Markdown(extensions=[*blockparser.EXTENSIONS, footnotes := blockparser.Footnotes(), blockparser.Dialect()])
    lines = source.split("\n")
    for preprocessor in md.preprocessors:
        lines = preprocessor.run(lines)
    found = {"": Element("div")}
    md.parser.parseChunk(found[""], "\n".join(lines))
    while new := [name for name in footnotes.footnotes if name not in found]:
        for name in new:
            found[name] = Element("div")
            md.parser.parseChunk(found[name], footnotes.footnotes[name])
    return {name: tostring(element) for name, element in found.items()}


def ours(source: str) -> dict[str, bytes]:
    root, notes, _ = blockparser.parse(source)
    return {name: tostring(element) for name, element in {"": root, **notes}.items()}


@pytest.mark.parametrize("source", CASES, ids=[case.partition("\n")[0] for case in CASES])
def test_a_case_has_the_same_elements(source: str) -> None:
    assert ours(source) == theirs(source)


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: "/".join(path.parts[-2:]))
def test_a_chapter_has_the_same_elements(path: Path) -> None:
    assert ours(path.read_text(encoding="utf-8")) == theirs(path.read_text(encoding="utf-8"))


@given(st.lists(st.sampled_from(LINES), max_size=16).map("\n".join))
@settings(max_examples=400, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_has_the_same_elements(source: str) -> None:
    assert ours(source) == theirs(source)
