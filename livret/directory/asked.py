"""What a person says of a file to take in."""

from __future__ import annotations

from dataclasses import dataclass

FORMATS = ("hsds", "data-inclusion", "csv")


@dataclass(frozen=True, slots=True)
class FileHints:
    """What the file does not say: "" where it does, or where nobody knows. `source` is the address of the other directory."""

    form: str = ""
    category: str = ""
    source: str = ""
    name: str = ""
