"""Walking the tree of blocks: each of them knows its `children`, `parts` goes down, and every walk is made of these two."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from livret.model import Block, Callout, Filled, Heading, Items, Message, Paragraph, Part, Table


def parts(block: Block, enter: Callable[[Block], bool] = lambda _: True) -> Iterator[Part]:
    """The block and all that stands in it, in reading order. What `enter` refuses is left out, with all that is inside."""
    if enter(block):
        yield block
        for part in block.children():
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


def rows(block: Block) -> Iterator[tuple[Message, ...]]:
    """What belongs together in the lists and tables of a block: the messages of each item, of each row."""
    for part in parts(block):
        match part:
            case Items(_, _, items):
                yield from (tuple(message for each in item for message in messages(each)) for item in items)
            case Table():
                yield from (tuple(filter(None, row)) for row in part.rows)


def shown(blocks: Iterable[Block], fill: Callable[[Message], Filled]) -> Iterator[Block]:
    """The blocks in which there is anything: of a picture that is not shown no paragraph is left."""
    return (block for block in blocks if not isinstance(block, Paragraph) or fill(block.message).nodes)
