"""What readers say of a page or of a sentence, in three ways that are the same on the web, on paper and in what comes back."""

from __future__ import annotations

from livret.catalogs.interface import N_
from livret.editions.edition import Edition

KINDS = {"wrong": N_("This is wrong"), "missing": N_("This is missing"), "unclear": N_("I could not understand this")}


def kinds(edition: Edition) -> dict[str, str]:
    """Each kind in the reader's words."""
    return {kind: edition.say(said) for kind, said in KINDS.items()}
