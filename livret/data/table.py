"""`services.csv`: one row a listing, one column a key. It comes back from a spreadsheet unchanged: what that would take for a sum or round is
written so that it does not, and `livret.data.spreadsheet` understands the rest."""

from __future__ import annotations

import re

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
    return {path: _cell(path, value) for path, value in row.items()}


_SIRET = re.compile("([0-9]{3})([0-9]{3})([0-9]{3})([0-9]{5})")


def _cell(path: str, value: str) -> str:
    """A phone number as its address: a spreadsheet would take it for a sum. A SIRET as people write it: fourteen digits in a row would be
    rounded."""
    last = path.rpartition(".")[2]
    if last in ("number", "phone"):
        return f"tel:{value}"
    if last == "siret":
        return _SIRET.sub(r"\1 \2 \3 \4", value)
    return value
