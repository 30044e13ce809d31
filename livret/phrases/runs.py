"""Runs of blocks that are not in the reader's language: one notice for each, on the web and on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from livret.editions.edition import Edition
from livret.model import Block, Filled, Language, Message, State
from livret.text.inline import has_words
from livret.text.tree import messages

Fill = Callable[[Message], Filled]


def runs(edition: Edition, blocks: tuple[Block, ...], fill: Fill) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """The blocks in runs, each with what the reader is told of it: "" for what is in their language."""
    for foreign, run in groupby(blocks, lambda block: any(_foreign(block, fill))):
        group = tuple(run)
        yield (_notice(edition, {filled for block in group for filled in _foreign(block, fill)}) if foreign else ""), group


def language_of(block: Block, fill: Fill, reader: Language) -> Language:
    """The one language that a whole block is shown in – its bullets and columns then follow it – or else the reader's."""
    found = {fill(message).language for message in messages(block) if has_words(message.text)}
    return found.pop() if len(found) == 1 else reader


def _foreign(block: Block, fill: Fill) -> Iterator[Filled]:
    """What stands in a block in another language than the reader's."""
    return (filled for filled in map(fill, messages(block)) if not filled.state.translated)


def _notice(edition: Edition, foreign: set[Filled]) -> str:
    """In which language it is, why, and that nothing is hidden from the reader."""
    names = edition.join(sorted({edition.language_name(filled.language.tag) for filled in foreign}))
    if all(filled.state is State.STALE for filled in foreign):
        return edition.say(
            "This part has changed since it was translated. It is shown in another language: {language}.", language=names
        )
    return edition.say("Not translated yet. This part is in another language: {language}.", language=names)
