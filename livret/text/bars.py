"""Bars: lines of a paragraph that look like rows of a table, and why they are none."""

from __future__ import annotations

import re
from collections.abc import Iterator

_RULE = re.compile(r"[ \t|:-]*-[ \t|:-]*")
_FRAME = re.compile(r"\+(?:[-=:]+\+)+")  # +-----+-----+, of reStructuredText and of terminals
_BAR = re.compile(r"(?<!\\)\|")


def faults(raw: str) -> Iterator[tuple[str, int, int]]:
    """For each table that a paragraph holds: the code of its problem, the number of its first line from 0, how many columns it has."""
    lines = [line.strip() for line in raw.split("\n")]
    if frame := next((number for number, line in enumerate(lines) if _FRAME.fullmatch(line)), -1) + 1:
        row = next((line for line in lines[frame:] if _row(line)), "")
        yield "table-framed", frame - 1, _columns(row)
        return
    rules = [number for number, line in enumerate(lines) if "|" in line and _RULE.fullmatch(line)]
    first = max(rules[0] - 1, 0) if rules else next((number for number, line in enumerate(lines) if _row(line)), None)
    if first is None:
        return
    columns = _columns(lines[first])
    if first:
        yield "table-glued", first, columns
    if not rules or _columns(lines[rules[0]]) != columns:
        yield "table-rule", first, columns


def _row(line: str) -> bool:
    return line.startswith("|") and bool(_BAR.search(line, 1))


def _columns(line: str) -> int:
    return len(_BAR.findall(line.strip("|"))) + 1
