"""Nothing beneath the looks: what makes pages asks its edition, and nothing but the resolver knows what was read."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from conftest import ROOT

LIVRET = ROOT / "livret"
MAKING = ("web", "search", "carry", "paper", "data", "release", "press", "preflight", "encode")
# What stands beneath an edition: the stock, what was read, the door, the memo and the rows of others.
BENEATH = {"stock", "reading", "door", "shelf", "catalogs", "_memo", "answers", "takes_steps"}
# The resolver and what it is made of, and – of the same room – the work on catalogs and what is only checked, which no page is made by.
RESOLVER = {"stock.py", "answers.py", "editions.py", "catalogs.py"}
ON_CATALOGS = {
    "trial.py",
    "work.py",
    "reception.py",
    "merge.py",
    "marks.py",
    "addresses.py",
    "catalog.py",
    "interface.py",
    "coverage.py",
    "ease.py",
    "thresholds.py",
}
# The face of the resolver: it hands an edition's answers to another edition, and asks for the day.
FACE = {"edition.py": {"answers", "takes_steps"}}


def modules() -> list[Path]:
    """All that is at work when a file is made."""
    made = [path for room in MAKING for path in (LIVRET / room).rglob("*.py")]
    made += [path for path in (LIVRET / "translation").glob("*.py") if path.name not in RESOLVER | ON_CATALOGS]
    return sorted(made)


@pytest.mark.parametrize("module", modules(), ids=lambda path: str(path.relative_to(LIVRET)))
def test_nothing_is_read_beneath_the_looks(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    touched = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)} & BENEATH
    assert touched <= FACE.get(module.name, set())


@pytest.mark.parametrize("module", modules(), ids=lambda path: str(path.relative_to(LIVRET)))
def test_no_maker_imports_what_was_read(module: Path) -> None:
    """Of reading, makers know where texts have their addresses and how YAML of the theme is read; of the door, what it refuses."""
    allowed = {"addresses", "takes", "yaml", "door", "read", "prose"}
    tree = ast.parse(module.read_text(encoding="utf-8"))
    imported = [
        node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("livret.source")
    ]
    names = {
        (node.module or "").rpartition(".")[2] if node.module != "livret.source" else alias.name
        for node in imported
        for alias in node.names
    }
    assert names <= allowed
    values = {alias.name for node in imported for alias in node.names}
    assert not values & {"Door", "Reading", "Shelf"}
