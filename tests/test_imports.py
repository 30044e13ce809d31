"""Imports point one way: each room knows only those above it in docs/architecture.md."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT

ORDER = [
    {"problems", "limits", "paths"},
    {"model"},
    {"wording"},
    {"languages", "clock"},
    {"hours"},
    {"schema"},
    {"site", "artifact"},
    {"text"},
    {"source"},
    {"engine"},
    {"translation"},
    {"whereabouts", "format"},
    {"encode"},
    {"data", "paper"},
    {"web"},
    {"search", "carry"},
    {"press", "preflight", "release"},
    {"options"},
    {"formats"},
    {"publish"},
    {"cluster"},
    {"crew"},
    {"workshop"},
    {"pipeline"},
    {"extract", "check", "schemas", "script"},
    {"console"},
    {"running"},
    {"directory", "translating", "report"},
    {"printing"},
    {"serve"},
    {"cli"},
    {"__main__"},
]
RANK = {room: rank for rank, rooms in enumerate(ORDER) for room in rooms}
MODULES = sorted((ROOT / "livret").rglob("*.py"))


def imported(module: Path) -> Iterator[str]:
    """The rooms of Livret that a module imports."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "livret":
                yield from (alias.name for alias in node.names)
            elif node.module.startswith("livret."):
                yield node.module.split(".")[1]
        elif isinstance(node, ast.Import):
            yield from (alias.name.split(".")[1] for alias in node.names if alias.name.startswith("livret."))


def room(module: Path) -> str:
    return module.relative_to(ROOT / "livret").parts[0].removesuffix(".py")


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_one_way(module: Path) -> None:
    own = room(module)
    if own == "__init__":
        return
    for other in imported(module):
        assert other == own or RANK[other] < RANK[own], f"{own} imports {other}"


def test_every_room_has_a_rank() -> None:
    assert {room(module) for module in MODULES} - {"__init__"} == set(RANK)


def test_only_the_door_the_publisher_and_the_preview_touch_the_disk() -> None:
    """`paper/compile.py` and `typeset.py` have a temporary folder of their own; what pikepdf opens and reads are bytes in memory."""
    allowed = {"source/door.py", "paper/compile.py", "paper/typeset.py", "serve/moment.py", "serve/follow.py"}
    touching = {"read_bytes", "read_text", "write_bytes", "write_text", "open", "iterdir", "scandir", "rename", "unlink", "mkdir"}
    for module in MODULES:
        name = str(module.relative_to(ROOT / "livret"))
        if name in allowed or name.startswith("publish/"):
            continue
        nodes = [node for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))) if isinstance(node, ast.Attribute)]
        calls = {node.attr for node in nodes if ast.unparse(node) not in ("Stage.open", "Workshop.open", "webbrowser.open")}
        if name.startswith(("press/", "preflight/")):
            calls -= {"open", "read_bytes"}
        assert not calls & touching, f"{name}: {calls & touching}"
