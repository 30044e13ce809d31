"""A table as spreadsheets save it: read as its writer meant it, or told.

Excel writes what it shows: dates of the country, or the number that it has for a day, numbers with a comma, no zero in front, an encoding of its
own, `sep=;` above the table and empty rows below it. What it has rounded – 7,32829E+13 – nobody can read any more; a formula is not what it shows.
"""

from __future__ import annotations

import codecs
import csv
import datetime
import io
import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from livret.data.service_record import DATES, NUMBERS, PROSE, TEXTS, TRUTHS, WORDS, Flat, known
from livret.encode import csv as encode
from livret.languages import tag_of
from livret.problems import Place
from livret.schema.fields import as_iso
from livret.source.door import Refused, decoded, one_line_end
from livret.text import joined

_SEP = re.compile(r"\ufeff?\"?sep=(.)\"?[ ,;\t]*\n", re.IGNORECASE)
_FILLED = re.compile(r"^.*[^ ,;|\t\"\n].*$", re.MULTILINE)  # a line that says anything
_CELL = re.compile(r"[^,;|\t]*[^ ,;|\t\"][^,;|\t]*")  # a cell that does
_SPACES = re.compile(r"[ \t\r\n]+")
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)  # ="0465710012": how a text is kept from becoming a number
_LINK = re.compile(r'=(?:HYPERLINK|LIEN_HYPERTEXTE)\("([^"]+)"', re.IGNORECASE)
_NO_TABLE = (b"pk\x03\x04", b"\xd0\xcf\x11\xe0", b"<!doctype html", b"<html", b"<table")  # workbooks, and pages of the web
# é, è, ê, ë, ç, à, â, É in the encoding of old Macs, beside letters; the French of Windows has its accents above 0xE0 instead.
_MAC, _WINDOWS = re.compile(rb"[A-Za-z][\x8d-\x91\x88\x89](?=[A-Za-z\s;,\"])|\x83[a-z]"), re.compile(rb"[\xe0-\xff]")
_FIRST_DAY, _DAYS = datetime.date(1899, 12, 30), range(36526, 73051)  # Excel counts days; those of this century
_WHOLE = re.compile(r"(\+?\d{6,})[.,]0+")
_TRUE, _FALSE = frozenset({"true", "vrai", "oui", "yes", "1", "x", "✓", "✔", "☑"}), frozenset({"false", "faux", "non", "no", "0"})
_SPOKEN = frozenset({"languages", "interpreters"})
_CODES = frozenset({"postal_code", "insee_code", "zone"})
_INSEE = 5  # digits of a code of a commune, and of a French postal code


class _Reader(Protocol):
    """csv's, which has no name of its own."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...
    def __next__(self) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class Slip:
    """What cannot be read of a row: the code of its problem, and what fills its words."""

    code: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: its values by path, and what of it cannot be read."""

    line: int
    cells: Flat
    slips: tuple[Slip, ...] = ()


def text_of(data: bytes, path: str) -> str:
    """The text of a table: UTF-8, UTF-16 with its mark, or else what Windows writes in the west (1252), or an old Mac. Raises Refused."""
    if data.lstrip()[:16].lower().startswith(_NO_TABLE):
        raise Refused("import-workbook", Place(path))
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return decoded(data, path)
    except Refused:
        try:
            return data.decode("mac_roman" if _MAC.search(data) and not _WINDOWS.search(data) else "cp1252")
        except UnicodeDecodeError:
            pass
        raise


def columns(text: str) -> tuple[str, ...]:
    """What the columns are called, in their order."""
    return tuple(_path_of(name, {}) for name in _column_names(next(_table(text)[0], [])) if name)


def rows(text: str, names: Mapping[str, str] | None = None, country: str = "FR") -> Iterator[Row]:
    """The rows that say anything, below the one that names the columns; between commas, semicolons or tabs.

    `names` are paths for columns that are called otherwise; `country` is that of addresses which name none. A column without a name, and
    the second of one name, are called `column 7`: no key is called so, and the import tells what stands in it.
    """
    reader, above = _table(text)
    head = [_path_of(name, names or {}) for name in _column_names(next(reader, []))]
    begin = reader.line_num + above + 1
    for cells in reader:
        line = reader.line_num + above
        if torn := _torn(cells, len(head)):
            yield Row(begin, {}, (torn,))
        elif any(map(str.strip, cells)):
            yield _row(line, cells, head, country)
        begin = line + 1


def _torn(cells: list[str], columns: int) -> Slip | None:
    """Why nobody knows what stands where in a row: a mark between cells stands in a text, or a quotation mark is not closed; None for most rows."""
    while cells and not cells[-1].strip():
        cells = cells[:-1]
    swallowed = next((each for each in cells if any(len(_CELL.findall(line)) >= columns for line in each.split("\n")[1:])), "")
    if swallowed and columns > 1:
        return Slip("import-quote", (("value", swallowed.partition("\n")[0].strip()[:_SHOWN]),))
    return Slip("import-cells", (("columns", str(columns)), ("count", str(len(cells))))) if len(cells) > columns else None


_SHOWN = 40  # signs of a text that is named


def _row(line: int, cells: list[str], head: list[str], country: str) -> Row:
    found: Flat = {}
    slips: list[Slip] = []
    for number, (path, cell) in enumerate(zip(head, cells, strict=False), 1):
        value, code = _meant(cell, path)
        if code:
            slips.append(_of_cell(code, path or f"column {number}", cell.strip()))
        elif value:
            _keep(found, path, number, value)
    return _understood(line, found, slips, country)


def _of_cell(code: str, path: str, value: str) -> Slip:
    return Slip(code, (("path", path), ("value", value)))


def _meant(cell: str, path: str) -> tuple[str, str]:
    """What a cell says, "" for nothing; and the code of what is wrong with it."""
    bare = cell.strip(" \t\n\ufeff")
    if bare.startswith("="):
        if found := _AS_TEXT.fullmatch(bare) or _LINK.match(bare):
            return found[1].replace('""', '"'), ""
        return "", "import-formula"
    if encode.is_mistake(bare):
        return "", "import-error"
    if encode.is_nothing(bare) and not path.endswith("country"):  # NC is New Caledonia
        return "", ""
    return encode.plain(bare).strip(), ""


def title(text: str) -> str:
    """What stands alone above the line that names the columns; "" for nothing."""
    body = _body(text)[0]
    return body[: _head(body)].strip(' ,;|\t"\n')


def _body(text: str) -> tuple[str, str]:
    """A table without the line that says what is between its cells, and what that is; "" where nothing says it."""
    text = one_line_end(text.removeprefix("\ufeff"))
    told = _SEP.match(text)
    return (text[told.end() :], told[1]) if told else (text, "")


def _table(text: str) -> tuple[_Reader, int]:
    """A reader that stands at the row of names, and how many lines are above what it counts."""
    body, mark = _body(text)
    start = _head(body)
    above = one_line_end(text).count("\n") - body.count("\n", start)
    mark = mark or max(",;\t|", key=lambda each: len(next(csv.reader(io.StringIO(body[start:]), delimiter=each), [])))
    return csv.reader(io.StringIO(body[start:]), delimiter=mark), above


def _head(body: str) -> int:
    """Where the line begins that names the columns: the first that is not empty, or the next one where that is a title, alone in its line, or
    names what several columns have in common."""
    filled = list(itertools.islice(_FILLED.finditer(body), 2))
    if len(filled) < 2:  # noqa: PLR2004
        return filled[0].start() if filled else len(body)
    first, second = ([cell.strip(' "').casefold() for cell in _CELL.findall(line[0])] for line in filled)
    return filled[len(first) == 1 < len(second) or ("name" in second and "name" not in first)].start()


def _column_names(cells: list[str]) -> list[str]:
    return [_SPACES.sub(" ", encode.plain(cell)).strip(" \ufeff") for cell in cells]


def _path_of(name: str, names: Mapping[str, str]) -> str:
    """The path of a column: as it is told, or a key of ours, whatever its capitals."""
    told = next((path for called, path in names.items() if called.casefold() == name.casefold()), "")
    return told or (name.casefold() if known(name.casefold()) else name)


def _keep(found: Flat, path: str, number: int, value: str) -> None:
    """A value under its path; what another column says already is not said twice, what it says otherwise is under the column's number."""
    if not path or found.get(path, value) != value:
        path = f"{path} (column {number})".strip() if path else f"column {number}"
    found[path] = value


def _understood(line: int, found: Flat, slips: list[Slip], country: str) -> Row:
    home = found.get("address.country", country)
    cells: Flat = {}
    for path, value in found.items():
        last = path.rpartition(".")[2]
        if _is_figures(path, last) and _ROUNDED.fullmatch(value):
            slips.append(_of_cell("import-spoiled", path, value))
        elif path in TEXTS:  # documents, one a line
            cells |= {f"{path}.{number}": text for number, text in enumerate(filter(None, map(_as_line, value.split("\n"))), 1)}
        else:
            cells[path] = _value(last, value, home)
    return Row(line, cells, tuple(slips))


def _is_figures(path: str, last: str) -> bool:
    return last in {"siret", "phone", "number"} | _CODES or path in _CODES


def _value(last: str, value: str, home: str) -> str:
    """A cell as it was before a spreadsheet changed it."""
    if last in ("number", "phone"):
        return _WHOLE.sub(r"\1", _as_line(value)).removeprefix("tel:")
    if last == "siret":
        return "".join(value.split())
    if last in DATES:
        return as_iso(value) or _of_excel(value) or value
    if last in NUMBERS:
        return re.sub(r"(?<=\d),(?=\d)", ".", value)
    if last in TRUTHS:
        return "true" if value.casefold() in _TRUE else "false" if value.casefold() in _FALSE else value
    if last in WORDS:
        words = re.split(r"[\s,;|]+", value)
        if last in _SPOKEN:
            words = [tag_of(word) or word for word in words]
        return " ".join(filter(None, (_as_zone(word) for word in words) if last == "zone" else words))
    if last in _CODES and home == "FR" and value.isdecimal():
        return value.zfill(_INSEE)
    if last in PROSE and any(joined.faults(value, blocks=False)):
        return "\\ ".join(filter(None, map(_as_line, value.split("\n"))))  # the lines of a cell stay lines
    return _as_line(value)


def _of_excel(value: str) -> str:
    """The day that Excel shows for a number; "" for one that is none."""
    return (_FIRST_DAY + datetime.timedelta(int(value))).isoformat() if value.isdecimal() and int(value) in _DAYS else ""


def _as_line(value: str) -> str:
    return _SPACES.sub(" ", value).strip()


def _as_zone(code: str) -> str:
    """A département or a commune with the zero that it begins with; an EPCI has nine digits, and none in front."""
    return code.zfill(2 if len(code) < 3 else _INSEE) if code.isdecimal() and len(code) in (1, 4) else code  # noqa: PLR2004
