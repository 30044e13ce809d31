"""The table of a counter: a line for each thing that was said – code, kind, words, language, day. Any other column is dropped, whatever is in it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from livret.data import spreadsheet
from livret.phrases.remarks import KINDS
from livret.problems import Place, near
from livret.schema.fields import as_iso
from livret.voice.said import Intake, Said, kind_of, tags
from livret.voice.searched import seen

_At = Callable[[str], Place]
COLUMNS = ("code", "number", "kind", "words", "language", "day")
NAMES = {"numéro": "number", "sorte": "kind", "mots": "words", "langue": "language", "jour": "day", "date": "day"}
_PEOPLE = frozenset({"name", "nom", "prenom", "first name", "last name", "sender", "who", "qui", "expediteur"})


@dataclass(frozen=True, slots=True)
class Table(Intake):
    """Reads a table."""

    def read(self, text: str) -> Iterator[Said]:
        """What each line says. What cannot be right is told at its line and the number of its column."""
        head = [NAMES.get(name.casefold(), name.casefold()) for name in spreadsheet.columns(text)]
        for column in ("code", "words"):
            if column not in head:
                self.report.add("voice-column", Place(self.path, 1, 1), key=column, choices=", ".join(COLUMNS))
        for dropped in (name for name in head if name not in COLUMNS):
            self.report.add("voice-dropped", Place(self.path, 1, head.index(dropped) + 1), value=dropped)
        if "code" in head and "words" in head:
            for row in spreadsheet.rows(
                text, {name: NAMES.get(name.casefold(), name.casefold()) for name in spreadsheet.columns(text)}
            ):
                yield self._said(row, head)

    def _said(self, row: spreadsheet.Row, head: list[str]) -> Said:
        def place(column: str) -> Place:
            return Place(self.path, row.line, head.index(column) + 1)

        cells = {column: row.cells.get(column, "") for column in COLUMNS}
        if not (cells["words"] or cells["kind"]):
            self.report.add("voice-empty", place("words"))
        senders = tuple(value for column, value in row.cells.items() if seen(column) in _PEOPLE)
        return Said(
            place("words"),
            cells["words"],
            self._read_code(cells["code"], place),
            self._read_kind(cells["kind"], place),
            cells["number"],
            self._read_language(cells["language"], place),
            day=self._read_day(cells["day"], place),
            senders=senders,
        )

    def _read_code(self, written: str, place: _At) -> str:
        found = next(tags(written, self.codes, ()), None)
        code = found.code if found else written
        if code and code not in self.codes:
            self.unknown(code, place("code"))
        elif not code:
            self.report.add("voice-page", place("code"))
        return code

    def _read_kind(self, written: str, place: _At) -> str:
        kind = written if written in KINDS else kind_of(written, self.phrases)[0]
        if written and not kind:
            self.report.add("value-unknown", place("kind"), value=written, choices=", ".join(KINDS), near=near(written, KINDS))
        return kind

    def _read_language(self, written: str, place: _At) -> str:
        if written and written not in self.languages:
            self.report.add("language-absent", place("language"), value=written, choices=", ".join(self.languages))
        return written

    def _read_day(self, written: str, place: _At) -> datetime.date | None:
        iso = as_iso(written)
        if written and not iso:
            self.report.add("date-invalid", place("day"), value=written, near="")
        return datetime.date.fromisoformat(iso) if iso else None
