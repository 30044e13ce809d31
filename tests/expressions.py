"""The expressions of tests/hours/expressions.txt, and what is said of one."""

from __future__ import annotations

from pathlib import Path

import guide

from livret.editions.edition import Edition
from livret.hours import rule_order
from livret.hours.expression import Unclear
from livret.phrases.timetable import Words, timetable
from livret.text.typography import keyed

FILE = Path(__file__).parent / "hours" / "expressions.txt"


def entries() -> dict[str, list[str]]:
    """Each expression and the lines below it."""
    found: dict[str, list[str]] = {}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            found[next(reversed(found))].append(line[2:])
        elif line and not line.startswith("# "):
            assert line not in found, line
            found[line] = []
    return found


def edition(tag: str) -> Edition:
    """The shipped site, of which only the interface is used."""
    return guide.editions()[tag]


def said(text: str, tag: str = "fr") -> list[str]:
    try:
        rule_order.check(text)
    except Unclear as error:
        return [f"{error.code} {error.at + 1}"]
    table = timetable(edition(tag), text)
    return [plain(words) for words in (*table.short, *table.others)]


def plain(words: Words) -> str:
    """In the signs of a keyboard, as the goldens are."""
    return keyed("".join(node.text for node in words))  # type: ignore[union-attr]


ENTRIES = entries()
