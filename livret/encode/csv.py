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


def table(columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> bytes:
    """A line of names, then the rows."""
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet)
    writer.writerow(columns)
    writer.writerows([cell(row.get(column, "")) for column in columns] for row in rows)
    return sheet.getvalue().encode("utf-8-sig")


def cell(text: str) -> str:
    """The text, behind an apostrophe where a spreadsheet would run it (OWASP, CSV injection), or make a day of it: 24/7 is one in July. A
    number stays one, a date too."""
    changed = text.startswith(_FORMULA) or _DAY.fullmatch(text)
    return f"'{text}" if changed and not (_NUMBER.fullmatch(text) or _DATE.fullmatch(text)) else text


def plain(text: str) -> str:
    """What `cell` was given."""
    return text[1:] if text[:1] == "'" and text[1:].startswith((*_FORMULA, *"0123456789")) else text
