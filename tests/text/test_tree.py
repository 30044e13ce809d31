"""The tree of blocks: one function knows what each block holds, and one goes down."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, get_args

import pytest
from conftest import ROOT

from livret.model import (
    Block,
    Callout,
    Definition,
    Definitions,
    Heading,
    Items,
    Message,
    Note,
    Notes,
    Paragraph,
    Quote,
    Separator,
    Table,
)
from livret.text.tree import headings, messages, messages_outside_danger, parts

NUMBERS = iter(range(1000))


def text() -> Message:
    number = next(NUMBERS)
    return Message("sante", str(number), address=f"sante/numeros#p{number}")


def line() -> Paragraph:
    return Paragraph(text())


BLOCKS: dict[type, Block] = {
    Heading: Heading(2, "a", text()),
    Paragraph: line(),
    Items: Items(False, 1, ((line(), Quote((line(),))), (line(),))),
    Table: Table(("", ""), (text(), None), ((text(), text()), (None, text()))),
    Definitions: Definitions((Definition((text(), text()), ((line(),), (line(), Quote((line(),))))),)),
    Callout: Callout("note", text(), (line(), Callout("danger", text(), (line(),)))),
    Quote: Quote((line(), Heading(3, "b", text()))),
    Separator: Separator(),
    Notes: Notes((Note("n", 1, (line(), Quote((line(),)))), Note("m", 2, (line(),)))),
}


def held(value: Any) -> Iterator[Message]:
    """Every message that a value holds, found in its fields: no list of blocks has a part in it."""
    if isinstance(value, Message):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from held(each)
    elif is_dataclass(value):
        for each in fields(value):
            yield from held(getattr(value, each.name))


def test_every_sort_of_block_is_tried() -> None:
    assert set(BLOCKS) == set(get_args(Block))


@pytest.mark.parametrize("block", BLOCKS.values(), ids=lambda block: type(block).__name__)
def test_all_that_a_block_holds_is_found_in_reading_order(block: Block) -> None:
    assert list(messages(block)) == list(held(block))


@pytest.mark.parametrize("block", BLOCKS.values(), ids=lambda block: type(block).__name__)
def test_children_are_what_stands_in_a_block_itself(block: Block) -> None:
    below = [part for child in block.children() for part in ([child] if isinstance(child, Message) else parts(child))]
    assert [block, *below] == list(parts(block))


def test_a_frame_of_danger_is_left_out_however_deep_it_stands() -> None:
    safe, meant, title = line(), line(), text()
    danger = Callout("danger", title, (Items(False, 1, ((meant,),)),))
    around = Definitions((Definition((), ((safe, Quote((danger,))),)),))
    assert list(messages(around)) == [safe.message, title, meant.message]
    assert list(messages_outside_danger(around)) == [safe.message]
    assert list(messages_outside_danger(danger)) == []


def test_headings_inside_other_blocks_are_found() -> None:
    first, inner = Heading(2, "a", text()), Heading(3, "b", text())
    assert list(headings((first, Quote((line(), inner))))) == [first, inner]


HOLDERS = {"Block", "Items", "Table", "Definitions", "Callout", "Quote", "Notes"}


def test_nobody_else_goes_down_the_tree() -> None:
    """Whoever knows the blocks that hold others has no function that calls itself: that would be a second walk."""
    walks = set()
    for module in (ROOT / "livret").rglob("*.py"):
        tree = ast.parse(module.read_text(encoding="utf-8"))
        imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
        for function in ast.walk(tree) if imported & HOLDERS else ():
            if isinstance(function, ast.FunctionDef):
                called = {ast.unparse(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}
                walks |= {f"{module.name}:{function.name}"} if function.name in called else set()
    assert walks == {"tree.py:parts"}
