"""Walking the tree of blocks: every walk is made of their `children`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from livret.model import Block, Callout, Heading, Message


def messages(block: Block) -> Iterator[Message]:
    """The messages of a block and of all blocks inside it, in reading order."""
    for part in block.children():
        if isinstance(part, Message):
            yield part
        else:
            yield from messages(part)


def calm(block: Block) -> Iterator[Message]:
    """The same without what stands in a frame of danger, however deep."""
    if isinstance(block, Callout) and block.kind == "danger":
        return
    for part in block.children():
        if isinstance(part, Message):
            yield part
        else:
            yield from calm(part)


def headings(blocks: tuple[Block, ...]) -> Iterator[Heading]:
    """Every heading, those inside other blocks too."""
    for block in blocks:
        if isinstance(block, Heading):
            yield block
        yield from headings(tuple(part for part in block.children() if not isinstance(part, Message)))


def sections(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, ...]]:
    """The blocks before the first heading, if there are none an empty run, then each heading with what follows it."""
    starts = [number for number, block in enumerate(blocks) if isinstance(block, Heading)]
    edges = [0, *starts, len(blocks)]
    return (blocks[start:end] for start, end in pairwise(edges))
