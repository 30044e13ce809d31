"""The sentences of a chapter, numbered by block: 4, or 4a and 4b where a block has two. “4 wrong” is then enough to say which is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from livret.editions.edition import Edition
from livret.model import Filled, Inline, Message, Text
from livret.site import Chapter
from livret.text.inline import has_words
from livret.text.tree import messages

_END = re.compile(r"(?<=[.!?…؟۔።])\s+")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Numbered(NamedTuple):
    """A block: its number, its text, and as readers see it its sentences, each with its own number."""

    number: int
    message: Message
    filled: Filled
    sentences: tuple[tuple[str, tuple[Inline, ...]], ...]


def blocks(edition: Edition, chapter: Chapter) -> Iterator[Numbered]:
    """The title, the summary and every text of a chapter that has words, in reading order."""
    head = chapter.head
    own = (*filter(None, (head.title, head.meta.summary)), *(each for block in chapter.blocks for each in messages(block)))
    for number, message in enumerate((each for each in own if has_words(each.text)), 1):
        filled = edition.fill(message)
        found = sentences(filled.nodes)
        names = [f"{number}{letter}" for letter in _LETTERS] if len(found) > 1 else [str(number)]
        yield Numbered(number, message, filled, tuple(zip(names, found, strict=False)))


def sentences(nodes: Iterable[Inline]) -> list[tuple[Inline, ...]]:
    """Nodes divided where a sentence ends; what is bold or a link is never divided. More than there are letters for stay together at the end."""
    found: list[list[Inline]] = [[]]
    for node in nodes:
        first, *others = [Text(each) for each in _END.split(node.text)] if isinstance(node, Text) else [node]
        found[-1].append(first)
        found += [[other] for other in others]
    whole = [tuple(each) for each in found if any(not isinstance(node, Text) or node.text.strip() for node in each)]
    most = len(_LETTERS)
    return [*whole[: most - 1], tuple(node for each in whole[most - 1 :] for node in each)] if len(whole) > most else whole
