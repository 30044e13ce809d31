"""Heading ids: made from the source text, kept in every language, so that no link breaks on translation."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from livret.text.inline import REFERENCE


def slug(text: str) -> str:
    """The anchor of a heading's source: lower case, letters and digits of any script kept, the rest one hyphen."""
    text = unicodedata.normalize("NFC", REFERENCE.sub(" ", text)).lower()
    return re.sub(r"[\W_]+", "-", text).strip("-") or "section"


@dataclass(slots=True)
class Anchors:
    """Gives each heading of a chapter its own anchor: the second « Où aller » is `où-aller-2`."""

    given: set[str] = field(default_factory=set)

    def give(self, text: str) -> str:
        base = anchor = slug(text)
        number = 1
        while anchor in self.given:
            number += 1
            anchor = f"{base}-{number}"
        self.given.add(anchor)
        return anchor
