"""Runs of blocks that are not in the reader's language: one notice for each, on the web and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from livret.model import Block, Language
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


def _foreign(edition: Edition, block: Block) -> set[str]:
    """The tags of the languages that stand in for the reader's own in a block."""
    filled = (edition.fill(message) for message in messages(block))
    return {each.language.tag for each in filled if not each.state.translated}


def _notice(edition: Edition, run: tuple[Block, ...]) -> str:
    """In which language it is, and that nothing is hidden from the reader."""
    tags = {tag for block in run for tag in _foreign(edition, block)}
    names = edition.join(sorted(edition.language_name(tag) for tag in tags))
    return edition.say("Not translated yet. This part is in another language: {language}.", language=names)
