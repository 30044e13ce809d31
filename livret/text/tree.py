"""Walking the tree of blocks: `children` knows what each of them holds, `parts` goes down, and every walk is made of these two."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import assert_never

from livret.model import Block, Callout, Definitions, Heading, Items, Message, Notes, Paragraph, Quote, Separator, Table

Part = Message | Block


def children(block: Block) -> Iterator[Part]:
    """What a block holds, in reading order: its own messages, and blocks."""
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


def parts(block: Block, enter: Callable[[Block], bool] = lambda _: True) -> Iterator[Part]:
    """The block and all that stands in it, in reading order. What `enter` refuses is left out, with all that is inside."""
    if enter(block):
        yield block
        for part in children(block):
            if isinstance(part, Message):
                yield part
            else:
                yield from parts(part, enter)


def messages(block: Block) -> Iterator[Message]:
    """The messages of a block and of all blocks inside it."""
    return (part for part in parts(block) if isinstance(part, Message))


def messages_outside_danger(block: Block) -> Iterator[Message]:
    """The same without what stands in a frame of danger, however deep."""
    return (part for part in parts(block, _harmless) if isinstance(part, Message))


def _harmless(block: Block) -> bool:
    return not (isinstance(block, Callout) and block.kind == "danger")


def headings(blocks: tuple[Block, ...]) -> Iterator[Heading]:
    """Every heading, those inside other blocks too."""
    return (part for block in blocks for part in parts(block) if isinstance(part, Heading))


def sections(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, ...]]:
    """The blocks before the first heading, if there are none an empty run, then each heading with what follows it."""
    starts = [number for number, block in enumerate(blocks) if isinstance(block, Heading)]
    edges = [0, *starts, len(blocks)]
    return (blocks[start:end] for start, end in pairwise(edges))
