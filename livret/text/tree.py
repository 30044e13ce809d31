"""Walking the tree of blocks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import assert_never

from livret.model import Block, Callout, Definitions, Heading, Items, Message, Notes, Paragraph, Quote, Separator, Table

Part = Message | Block


def children(block: Block) -> Iterator[Part]:
    """What a block holds, in reading order: its own messages, and blocks. Every walk is made of this one."""
    match block:
        case Heading(message=message) | Paragraph(message=message):
            yield message
        case Items(items=items):
            yield from (inner for item in items for inner in item)
        case Table(header=header, rows=rows):
            yield from (cell for row in (header, *rows) for cell in row if cell)
        case Definitions(entries=entries):
            for entry in entries:
                yield from entry.terms
                yield from (inner for meaning in entry.meanings for inner in meaning)
        case Callout(title=title, blocks=blocks):
            yield from (title,) if title else ()
            yield from blocks
        case Quote(blocks=blocks):
            yield from blocks
        case Notes(notes=notes):
            yield from (inner for note in notes for inner in note.blocks)
        case Separator():
            return
        case _:
            assert_never(block)


def messages(block: Block) -> Iterator[Message]:
    """The messages of a block and of all blocks inside it, in reading order."""
    for part in children(block):
        if isinstance(part, Message):
            yield part
        else:
            yield from messages(part)


def calm(block: Block) -> Iterator[Message]:
    """The same without what stands in a frame of danger, however deep."""
    if isinstance(block, Callout) and block.kind == "danger":
        return
    for part in children(block):
        if isinstance(part, Message):
            yield part
        else:
            yield from calm(part)


def headings(blocks: tuple[Block, ...]) -> Iterator[Heading]:
    """Every heading, those inside other blocks too."""
    for block in blocks:
        if isinstance(block, Heading):
            yield block
        yield from headings(tuple(part for part in children(block) if not isinstance(part, Message)))


def sections(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, ...]]:
    """The blocks before the first heading, if there are none an empty run, then each heading with what follows it."""
    starts = [number for number, block in enumerate(blocks) if isinstance(block, Heading)]
    edges = [0, *starts, len(blocks)]
    return (blocks[start:end] for start, end in pairwise(edges))
