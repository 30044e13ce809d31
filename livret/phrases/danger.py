"""Danger: a machine's words that no native reader has checked never stand alone there."""

from __future__ import annotations

from collections.abc import Iterator

from livret.editions.edition import Edition
from livret.model import Block, Callout, FactRef, Language, Provenance
from livret.schema.facts import PhoneFact
from livret.text.inline import walk
from livret.text.tree import messages


def alone(edition: Edition, callout: Callout) -> Language | None:
    """The language that has to stand beside a callout's text; None where the text can be trusted by itself."""
    if callout.kind != "danger" or Provenance.MACHINE not in edition.origins(messages(callout)):
        return None
    return edition.original(next(messages(callout)).domain)


def phones(edition: Edition, *blocks: Block) -> Iterator[FactRef]:
    """The phone numbers of blocks, each once, in their order."""
    nodes = (node for block in blocks for message in messages(block) for node in walk(edition.fill(message).nodes))
    found = dict.fromkeys(node for node in nodes if isinstance(node, FactRef) and node.kind == "phone")
    yield from (ref for ref in found if isinstance(edition.fact(ref), PhoneFact))
