"""What readers say of a page or of a sentence, in three ways that are the same on the web, on paper and in what comes back."""

from __future__ import annotations

from livret.catalogs.interface import N_
from livret.editions.edition import Edition
from livret.text.typography import typeset

KINDS = {"wrong": N_("This is wrong"), "missing": N_("This is missing"), "unclear": N_("I could not understand this")}


def kinds(edition: Edition) -> dict[str, str]:
    """Each kind in the reader's words."""
    return {kind: edition.say(said) for kind, said in KINDS.items()}


def begun(edition: Edition) -> dict[str, str]:
    """Each kind as a message begins with it: its words and a colon, in the signs of print."""
    return {kind: typeset(f"{said}:", edition.language.tag) for kind, said in kinds(edition).items()}
