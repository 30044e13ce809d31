"""`services.csv`: one row a listing, one column a key. A spreadsheet can be sent back: `read` understands what it makes of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from livret.data.exports import listed
from livret.data.service_record import Flat, flat
from livret.editions.edition import Edition
from livret.encode import csv as encode


def services(edition: Edition) -> bytes:
    rows = [{**written(flat(each.record)), "url": each.url} for each in listed(edition)]
    return encode.table(_columns(rows), rows)


def _columns(rows: list[Flat]) -> list[str]:
    """Every path that any row has; those of one key together, in the order in which the first row has them."""
    columns: dict[str, None] = {}
    for row in sorted(rows, key=len, reverse=True):
        columns |= dict.fromkeys(row)
    places = {column.partition(".")[0]: number for number, column in reversed(list(enumerate(columns)))}
    return sorted(columns, key=lambda column: (column == "url", places[column.partition(".")[0]]))


def written(row: Flat) -> Flat:
    """A phone number as its address: a spreadsheet would take it for a sum."""
    return {path: f"tel:{value}" if _is_phone(path) else value for path, value in row.items()}


def _is_phone(path: str) -> bool:
    return path.endswith(".number") or path == "organisation.phone"


def read(text: str) -> Iterator[Flat]:
    """The rows of a table whose first line names its columns, between commas, semicolons or tabs; cells without a value are left out."""
    text = text.removeprefix("\ufeff")
    mark = max(",;\t", key=text.partition("\n")[0].count)
    for row in csv.DictReader(io.StringIO(text), delimiter=mark):
        cells = {(key or "").strip(): encode.plain(value).strip() for key, value in row.items() if isinstance(value, str)}
        yield {key: _cell_value(key, value) for key, value in cells.items() if value}


def _cell_value(path: str, value: str) -> str:
    """What a spreadsheet may have changed: it takes the first zero of a code for nothing."""
    if _is_phone(path):
        return value.removeprefix("tel:")
    return value.zfill(5) if path in ("address.postal_code", "address.insee_code") and value.isdigit() else value
