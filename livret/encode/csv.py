"""CSV that a spreadsheet shows as it is: RFC 4180, UTF-8 with the mark that Excel wants, and no cell that it would change."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
_NUMBER = re.compile(r"[+-]?[0-9][0-9.]*")
_DAY = re.compile("[0-9]+[/:-][0-9/:-]*")
_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
# What stands in a cell that cannot be worked out, in any language of Excel, and in LibreOffice; and in a column that is too narrow.
_MISTAKE = re.compile(r"#[^\W\d_]+(?:/[^\W\d_]+|/0)?[!?]|#N/[A-Z]{1,2}|#NV|#{3,}|(?:Err|Fehler):\d{3}", re.IGNORECASE)
_NOTHING = frozenset(
    {"-", "–", "—", "/", "?", "nc", "n/c", "n.c.", "n/a", "n.a.", "nd", "n/d", "n.d.", "néant", "s/o", "sans objet"}
)


def table(columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> bytes:
    """A line of names, then the rows."""
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet)
    writer.writerow(columns)
    writer.writerows([cell(row.get(column, "")) for column in columns] for row in rows)
    return sheet.getvalue().encode("utf-8-sig")


def cell(text: str) -> str:
    """The text, behind an apostrophe where a spreadsheet would run it (OWASP, CSV injection), or make a day of it – 24/7 is one in July –, and where
    it would be read as none. A number stays one, a date too."""
    changed = text.startswith(_FORMULA) or _DAY.fullmatch(text) or is_nothing(text) or is_mistake(text)
    return f"'{text}" if changed and not (_NUMBER.fullmatch(text) or _DATE.fullmatch(text)) else text


def plain(text: str) -> str:
    """What `cell` was given."""
    rest = text[1:]
    guarded = rest.startswith((*_FORMULA, *"0123456789")) or is_nothing(rest) or is_mistake(rest)
    return rest if text[:1] == "'" and guarded else text


def is_nothing(text: str) -> bool:
    """Whether people write this into a cell to say that they have nothing to write."""
    return text.strip().casefold() in _NOTHING


def is_mistake(text: str) -> bool:
    """Whether a spreadsheet shows this where it could not work out a cell, or show it."""
    return bool(_MISTAKE.fullmatch(text))
