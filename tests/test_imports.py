"""Imports point one way, file by file: the rooms stand in the order of docs/architecture.md, and nowhere do files form a circle."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from conftest import ROOT

LIVRET = ROOT / "livret"
MODULES = sorted(LIVRET.rglob("*.py"))


def order() -> list[str]:
    """The rooms as the table of docs/architecture.md has them: each knows those that stand before it."""
    table = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").partition("\n## The rooms\n")[2].partition("\n## ")[0]
    return [room.rstrip("/") for row in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE) for room in re.findall("`(.+?)`", row)]


RANK = {room: rank for rank, room in enumerate(order())}


def named(module: Path) -> str:
    """`paper/typst_blocks.py` is `paper.blocks`, `paper/__init__.py` is `paper`."""
    return ".".join(module.relative_to(LIVRET).with_suffix("").parts).removesuffix(".__init__")


NAMES = {named(module) for module in MODULES}


def imported(module: Path) -> Iterator[str]:
    """The modules of Livret that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        match node:
            case ast.ImportFrom(module=str(name)) if name == "livret" or name.startswith("livret."):
                within = name.removeprefix("livret").removeprefix(".")
                whole = [f"{within}.{alias.name}".removeprefix(".") for alias in node.names]
                yield from filter(None, (each if each in NAMES else within for each in whole))  # the package itself is in no room
            case ast.Import():
                yield from (alias.name.removeprefix("livret.") for alias in node.names if alias.name.startswith("livret."))


def room(module: str) -> str:
    return module.partition(".")[0]


def test_every_room_stands_in_the_table_once() -> None:
    assert sorted(order()) == sorted({room(name) for name in NAMES} - {"__init__"})


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_knows_the_rooms_before_its_own(module: Path) -> None:
    own = room(named(module))
    later = {other for other in imported(module) if room(other) != own and RANK[room(other)] > RANK[own]}
    assert not later, f"{module.name} imports what stands after {own}"


def test_no_files_form_a_circle() -> None:
    TopologicalSorter({named(module): set(imported(module)) for module in MODULES}).prepare()  # CycleError names one


def test_only_the_door_the_publisher_and_the_preview_touch_the_disk() -> None:
    """`source/layers.py` looks where the bases of a site lie, before there is a door; `paper/compile.py` and `typeset.py` have a temporary folder of their own,
    `scratch.py` makes it, `lock.py` and `ending.py` write a file of their own; what pikepdf opens and reads are bytes in memory."""
    allowed = {
        "lock.py",
        "ending.py",
        "source/door.py",
        "source/shared_drive.py",
        "source/layers.py",
        "paper/compile.py",
        "paper/typeset.py",
        "serve/moment.py",
        "serve/follow.py",
    }
    touching = {"read_bytes", "read_text", "write_bytes", "write_text", "open", "iterdir", "scandir", "rename", "unlink", "mkdir"}
    for module in MODULES:
        name = str(module.relative_to(LIVRET))
        if name in allowed or name.startswith("publish/"):
            continue
        nodes = [node for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))) if isinstance(node, ast.Attribute)]
        calls = {node.attr for node in nodes if ast.unparse(node) not in ("Stage.open", "Workshop.open", "webbrowser.open")}
        if name.startswith(("press/", "preflight/")):
            calls -= {"open", "read_bytes"}
        assert not calls & touching, f"{name}: {calls & touching}"
