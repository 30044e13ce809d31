"""Names for what comes without one: ids and glosses made of other texts."""

from __future__ import annotations

import re
import unicodedata


def first_sentence(text: str) -> str:
    """What can stand as a gloss."""
    return re.split(r"(?<=[.!?])\s", " ".join(text.split()))[0].rstrip(".")


def slug(text: str) -> str:
    """An id: `cafe_des_arrivants` of “Café des Arrivants”."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    return name if name[:1].isalpha() else f"s_{name}".rstrip("_")
