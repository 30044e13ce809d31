"""docs/glossary.md has every word of a room's face: what stands there is what the other rooms know of it.

A word is a noun: a module, a class, the name of a type. Functions are verbs; each says what it does where it stands.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from conftest import ROOT
from test_imports import LIVRET, MODULES, NAMES, named, order, room

FILES = {named(module): module for module in MODULES}
Definition = ast.ClassDef | ast.FunctionDef | ast.Assign | ast.AnnAssign | None


@cache
def parsed(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


def taken(module: Path) -> Iterator[tuple[str, str]]:
    """What a module takes from other rooms: (module, name), with "" for the module itself."""
    for node in ast.walk(parsed(module)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("livret"):
            within = (node.module or "").removeprefix("livret").removeprefix(".")
            for alias in node.names:
                whole = f"{within}.{alias.name}".removeprefix(".")
                found = (whole, "") if whole in NAMES else (within, alias.name)
                if found[0] and room(found[0]) != room(named(module)):  # the package itself is in no room
                    yield found


def definition(module: str, name: str) -> Definition:
    """Where a name is defined; the face of a room hands out what its modules define."""
    for node in parsed(FILES[module]).body:
        match node:
            case ast.ClassDef() | ast.FunctionDef() if node.name == name:
                return node
            case ast.Assign(targets=[ast.Name(id=target)]) | ast.AnnAssign(target=ast.Name(id=target)) if target == name:
                return node
            case ast.ImportFrom(module=str(source)) if any((alias.asname or alias.name) == name for alias in node.names):
                its = next(alias.name for alias in node.names if (alias.asname or alias.name) == name)
                return definition(source.removeprefix("livret."), its)
    return None


def is_noun(module: str, name: str) -> bool:
    """Classes and types are written with a capital; what stands for any type is nobody's word."""
    node = definition(module, name)
    variable = isinstance(node, ast.Assign) and ast.unparse(node.value).startswith("TypeVar")
    return bool(re.match("[A-Z]+[a-z]", name)) and not variable


@cache
def faces() -> dict[str, set[str]]:
    """By room, the words that others know: modules of its folder, classes, names of types. Only who asks for them has Livret parsed."""
    found: dict[str, set[str]] = {name: set() for name in order()}
    for where, name in {each for module in MODULES for each in taken(module)}:
        if not name:
            found[room(where)] |= {where.partition(".")[2]} - {"", "commands"}
        elif is_noun(where, name):
            found[room(where)].add(name)
    return found


def glossary() -> dict[str, list[str]]:
    """The words of each room, as they stand in the glossary."""
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    sections = re.findall(r"^### `(\w+)/?`\n(.*?)(?=^##|\Z)", text, re.MULTILINE | re.DOTALL)
    return {name: re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) for name, section in sections}


GLOSSARY = glossary()


def test_rooms_stand_in_their_order() -> None:
    assert list(GLOSSARY) == [name for name in order() if faces()[name]]


@pytest.mark.parametrize("name", order())
def test_every_word_of_a_face_is_explained_and_no_other(name: str) -> None:
    assert sorted(GLOSSARY.get(name, ())) == sorted(faces()[name])


def test_a_function_of_a_face_says_what_it_does() -> None:
    functions = {each: definition(*each) for module in MODULES for each in taken(module) if each[1]}
    mute = {each for each, node in functions.items() if isinstance(node, ast.FunctionDef) and not ast.get_docstring(node)}
    assert not mute


def test_a_file_has_a_name_of_its_own() -> None:
    """Whoever looks for one finds one; the face and the commands of a room are named after their part in it."""
    stems = [path.name for path in MODULES if path.name not in ("__init__.py", "commands.py")]
    assert sorted(stems) == sorted(set(stems))


MANY = 4


def test_a_name_inside_one_file_is_not_in_many() -> None:
    found: dict[str, set[str]] = {}
    for module in MODULES:
        for node in ast.walk(parsed(module)):
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and re.match("_[^_]", node.name):
                found.setdefault(node.name, set()).add(module.relative_to(LIVRET).as_posix())
    assert {name: sorted(files) for name, files in found.items() if len(files) > MANY} == {}
