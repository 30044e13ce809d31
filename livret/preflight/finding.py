"""A finding of preflight: a code of `livret.wording`, the page, and where on it in millimetres from the trim's top left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from livret import wording
from livret.problems import Place, Problem, Severity
from livret.tongue import told


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """`page` counts from 1, 0 is the whole file; `x` and `y` are millimetres, or None for the whole page."""

    page: int
    code: str
    x: float | None = None
    y: float | None = None
    values: tuple[tuple[str, str], ...] = ()

    @property
    def problem(self) -> Problem:
        return Problem(self.code, Place("", self.page), self.values)

    @property
    def error(self) -> bool:
        return wording.severity(self.problem) is Severity.ERROR

    def at(self, file: str) -> str:
        page = f" {told('page {number}', number=self.page)}" if self.page else ""
        where = f" ({self.x:.0f}, {self.y:.0f} mm)" if self.x is not None and self.y is not None else ""
        return f"{file}{page}{where}"

    def lines(self, file: str) -> tuple[str, str]:
        problem = self.problem
        return (
            f"{self.at(file)}: {wording.graded(problem)}: {wording.words(problem)}",
            wording.helped(problem),
        )

    def json(self) -> dict[str, Any]:
        problem = self.problem
        place = {"x": self.x, "y": self.y} if self.x is not None else {}
        return {
            "page": self.page,
            **place,
            "severity": wording.severity(problem).value,
            "code": self.code,
            "message": wording.words(problem),
            "help": wording.cure(problem),
        }
