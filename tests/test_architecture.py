"""Nothing beneath the looks: what makes pages asks its edition, and nothing but the resolver knows what was read."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from conftest import ROOT

LIVRET = ROOT / "livret"
MAKING = (
    "catalogs",
    "editions",
    "phrases",
    "web",
    "search",
    "carry",
    "paper",
    "data",
    "release",
    "press",
    "preflight",
    "encode",
    "git_editor",
)
# What stands beneath an edition: the inputs, what was read, the door, the memo and the rows of others.
BENEATH = {"inputs", "reading", "door", "contents", "catalogs", "_memo", "resolver", "own_edition"}
# The resolver and what it is made of, what is read of catalogs, and what is counted and checked: no page is made by them.
RESOLVER = {"editions/inputs.py", "editions/resolver.py", "editions/editions.py"}
ON_CATALOGS = {"catalogs/translations.py", "catalogs/catalog.py", "catalogs/interface.py"}
COUNTED = {"editions/coverage.py", "editions/thresholds.py", "phrases/ease.py"}
# The face of the resolver: an edition hands it to another edition.
FACE = {"edition.py": {"resolver", "own_edition"}}


def modules() -> list[Path]:
    """All that is at work when a file is made."""
    made = {path.relative_to(LIVRET).as_posix(): path for room in MAKING for path in (LIVRET / room).rglob("*.py")}
    return [made[name] for name in sorted(made.keys() - RESOLVER - ON_CATALOGS - COUNTED)]


@pytest.mark.parametrize("module", modules(), ids=lambda path: str(path.relative_to(LIVRET)))
def test_nothing_is_read_beneath_the_looks(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    touched = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)} & BENEATH
    assert touched <= FACE.get(module.name, set())


@pytest.mark.parametrize("module", modules(), ids=lambda path: str(path.relative_to(LIVRET)))
def test_no_maker_imports_what_was_read(module: Path) -> None:
    """Of reading, makers know where texts have their addresses and how YAML of the theme is read; of the door, what it refuses."""
    allowed = {"addresses", "leaflets", "yaml", "door", "read", "prose"}
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
    assert not values & {"Door", "Reading", "Contents"}
