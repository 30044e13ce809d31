"""Walking the tree of blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import assert_never

from livret.model import Block, Callout, Definitions, Heading, Items, Message, Notes, Paragraph, Quote, Separator, Table


def messages(block: Block) -> Iterator[Message]:
    """The messages of a block and of all blocks inside it, in reading order."""
    match block:
        case Heading(message=message) | Paragraph(message=message):
            yield message
        case Items(items=items):
            yield from _all(blocks for blocks in items)
        case Table(header=header, rows=rows):
            yield from (cell for row in (header, *rows) for cell in row if cell)
        case Definitions(entries=entries):
            for entry in entries:
                yield from entry.terms
                yield from _all(entry.meanings)
        case Callout(title=title, blocks=blocks):
            yield from (title,) if title else ()
            yield from _all((blocks,))
        case Quote(blocks=blocks):
            yield from _all((blocks,))
        case Notes(notes=notes):
            yield from _all(note.blocks for note in notes)
        case Separator():
            return
        case _:
            assert_never(block)


def calm(block: Block) -> Iterator[Message]:
    """The same without what stands in a frame of danger."""
    match block:
        case Callout(kind="danger"):
            return
        case Callout(title=title, blocks=blocks):
            yield from (title,) if title else ()
            yield from (message for inner in blocks for message in calm(inner))
        case Items(items=items):
            yield from (message for item in items for inner in item for message in calm(inner))
        case Quote(blocks=blocks):
            yield from (message for inner in blocks for message in calm(inner))
        case _:
            yield from messages(block)


def sections(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, ...]]:
    """The blocks before the first heading, if there are none an empty run, then each heading with what follows it."""
    starts = [number for number, block in enumerate(blocks) if isinstance(block, Heading)]
    edges = [0, *starts, len(blocks)]
    return (blocks[start:end] for start, end in pairwise(edges))


def _all(runs: Iterable[tuple[Block, ...]]) -> Iterator[Message]:
    return (message for run in runs for block in run for message in messages(block))
