"""Text on a terminal: what would move its cursor, set its title, or turn round what is read (ECMA-48; UAX #9) is shown as what it is, and does nothing.

It is written as JSON writes it, so that `--json` stays JSON.
"""

from __future__ import annotations

import re

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """The text, with line ends and tabs as they are."""
    return text if text.isascii() and text.isprintable() else _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def one_line(text: str) -> str:
    """The same of what is one line: nobody's words begin another, which would seem to be ours."""
    return visible(text).replace("\n", "\\n")
