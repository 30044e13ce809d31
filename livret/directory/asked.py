"""What a person says of a file to take in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

FORMATS = ("hsds", "data-inclusion", "csv")


@dataclass(frozen=True, slots=True)
class FileHints:
    """What the file does not say: "" where it does, or where nobody knows. `source` is the address of the other directory, `names` are paths
    of our keys for columns that are called otherwise; `dry` is for who wants to see what would be written first.
    """

    form: str = ""
    category: str = ""
    source: str = ""
    name: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    dry: bool = False
