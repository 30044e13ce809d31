"""Runs of blocks that are not in the reader's language: one notice for each, on the web and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from livret.model import Block, Filled, Language, State
from livret.text.inline import has_words
from livret.text.tree import messages
from livret.translation.edition import Edition


def runs(edition: Edition, blocks: tuple[Block, ...]) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """The blocks in runs, each with what the reader is told of it: "" for what is in their language."""
    for foreign, run in groupby(blocks, lambda block: bool(_foreign(edition, block))):
        group = tuple(run)
        yield (_notice(edition, group) if foreign else ""), group


def language_of(edition: Edition, block: Block) -> Language:
    """The one language that a whole block is shown in – its bullets and columns then follow it – or else the reader's."""
    found = {edition.fill(message).language for message in messages(block) if has_words(message.text)}
    return found.pop() if len(found) == 1 else edition.language


def _foreign(edition: Edition, block: Block) -> set[Filled]:
    """What stands in a block in another language than the reader's."""
    filled = (edition.fill(message) for message in messages(block))
    return {each for each in filled if not each.state.translated}


def _notice(edition: Edition, run: tuple[Block, ...]) -> str:
    """In which language it is, why, and that nothing is hidden from the reader."""
    foreign = {filled for block in run for filled in _foreign(edition, block)}
    names = edition.join(sorted({edition.language_name(filled.language.tag) for filled in foreign}))
    if all(filled.state is State.STALE for filled in foreign):
        return edition.say(
            "This part has changed since it was translated. It is shown in another language: {language}.", language=names
        )
    return edition.say("Not translated yet. This part is in another language: {language}.", language=names)
