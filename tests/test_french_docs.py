"""Documentation that is there in French has what its English has: the same sections, lists, tables, commands and links."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import ROOT

PAGES = {path for folder in (ROOT, ROOT / "docs") for path in folder.glob("*.md")}
FRENCH = sorted(path for path in PAGES if path.name.endswith(".fr.md"))
ENGLISH_ALONE = {"CHANGELOG.md"}  # it says so
FENCE = re.compile(r"^( *)```[^`\n]*\n(.*?)^\1```", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^((?:livret|bash) .*?)(?: +#.*)?$", re.MULTILINE)
MEASURED = re.compile(
    r"^\| parti?e? \|.*\n(?:\|.*\n)+", re.MULTILINE
)  # its figures are in the English page alone, its parts in both
CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")


def english(path: Path) -> Path:
    return path.with_name(path.name.replace(".fr.md", ".md"))


def without_code(path: Path) -> str:
    return FENCE.sub("", path.read_text(encoding="utf-8"))


def outline(path: Path) -> list[str]:
    """The levels of headings, entries of lists and rows of tables, in their order."""
    return re.findall(r"^(#+ |- |\d\. |\|)", without_code(path), re.MULTILINE)


def commands(path: Path) -> list[str]:
    blocks = FENCE.findall(path.read_text(encoding="utf-8"))
    return [command for _, block in blocks for command in COMMAND.findall(block)]


def options(path: Path) -> set[str]:
    """Options, names of commands and of keys: what stands between back-ticks and is typed; a word that explains – `<langue>`, `**gras**` – is none."""
    return {code for code in CODE.findall(MEASURED.sub("", without_code(path))) if not re.search(r"[<*]|FILE", code)}


def links(path: Path) -> set[str]:
    """Where links lead; a page that is there in French is the same page, and a heading has a name in its own language."""
    hrefs = re.findall(r"\]\(([^)…]+)\)", without_code(path))
    return {re.sub(r"(\.md|^)#.*", r"\1#", href.replace(".fr.md", ".md")) for href in hrefs}


def anchors(path: Path) -> set[str]:
    """Of headings, as hosts make them: small letters, hyphens for spaces, signs left out."""
    titles = re.findall(r"^#+ (.+)$", without_code(path), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def first_cells(path: Path) -> list[str]:
    """Of the rows of tables, where these are code: names of commands, words, rooms."""
    return [cell for cell in re.findall(r"^\| (`.+?) \|", without_code(path), re.MULTILINE) if not re.search(r"[<*]", cell)]


def test_every_page_is_there_in_french() -> None:
    assert {english(path) for path in FRENCH} == {path for path in PAGES if path not in FRENCH and path.name not in ENGLISH_ALONE}


@pytest.mark.parametrize("path", FRENCH, ids=lambda path: path.name)
def test_it_has_what_the_english_has(path: Path) -> None:
    other = english(path)
    assert outline(path) == outline(other)
    assert commands(path) == commands(other)
    assert options(path) == options(other)
    assert links(path) == links(other)
    assert re.findall("`.+?`", " ".join(first_cells(path))) == re.findall("`.+?`", " ".join(first_cells(other)))


@pytest.mark.parametrize("path", FRENCH, ids=lambda path: path.name)
def test_each_leads_to_the_other(path: Path) -> None:
    assert f"({english(path).name})" in path.read_text(encoding="utf-8")
    assert f"({path.name})" in english(path).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FRENCH, ids=lambda path: path.name)
def test_its_links_lead_somewhere(path: Path) -> None:
    hrefs = re.findall(r"\]\(([^)…#]+)(?:#[^)]*)?\)", CODE.sub("", without_code(path)))
    assert hrefs
    assert [href for href in hrefs if "://" not in href and not (path.parent / href).exists()] == []


@pytest.mark.parametrize("path", FRENCH, ids=lambda path: path.name)
def test_a_link_to_a_heading_leads_to_one(path: Path) -> None:
    for each in (path, english(path)):
        found = re.findall(r"\]\(([^)…#:]*\.md)?#([^)…]+)\)", without_code(each))
        assert [(name, anchor) for name, anchor in found if anchor not in anchors(each.parent / name if name else each)] == []


@pytest.mark.parametrize("path", FRENCH, ids=lambda path: path.name)
def test_it_leads_to_what_is_there_in_french(path: Path) -> None:
    """But for the way back to its own English."""
    there = {english(each).resolve() for each in FRENCH}
    hrefs = {href.partition("#")[0] for href in re.findall(r"\]\(([^)…:]+)\)", without_code(path))}
    assert {href for href in hrefs if (path.parent / href).resolve() in there} <= {english(path).name}
