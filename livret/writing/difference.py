"""What would change in a file, line by line, as every program shows it; and where its lines stand then."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher, unified_diff


def difference(before: str, after: str, path: str) -> Iterator[str]:
    """The lines of a unified diff; none where nothing changes."""
    lines = unified_diff(before.splitlines(), after.splitlines(), path if before else "/dev/null", path, lineterm="")
    return (line.rstrip("\n") for line in lines)


def moved(one: str, other: str) -> dict[int, int]:
    """Where each line of a text, from 1, stands in another state of it; for a line that is another one there, where its place is."""
    before, after = one.split("\n"), other.split("\n")
    found: dict[int, int] = {}
    for _, first, last, begin, _ in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        found |= {number + 1: min(begin + number - first, len(after) - 1) + 1 for number in range(first, last)}
    return found
