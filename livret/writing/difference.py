"""What would change in a file, line by line, as every program shows it."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff


def difference(before: str, after: str, path: str) -> Iterator[str]:
    """The lines of a unified diff; none where nothing changes."""
    lines = unified_diff(before.splitlines(), after.splitlines(), path if before else "/dev/null", path, lineterm="")
    return (line.rstrip("\n") for line in lines)
