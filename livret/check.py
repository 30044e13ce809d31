"""Every problem of a site, in words for a terminal or as JSON; nothing is written."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from livret import wording
from livret.problems import Problem, Report, Severity


def lines(problems: Iterable[Problem]) -> Iterable[str]:
    """`path:line:column: severity[code]: words`, and under it the cure."""
    for problem in problems:
        yield f"{problem.place}: {wording.severity(problem)}[{problem.code}]: {wording.words(problem)}"
        yield f"  help: {wording.cure(problem)}"


def as_json(problems: Iterable[Problem]) -> str:
    """A list of objects: path, line, column, severity, code, message, help."""
    return json.dumps([_problem_as_json(problem) for problem in problems], ensure_ascii=False, indent=1)


def _problem_as_json(problem: Problem) -> dict[str, Any]:
    return {
        "path": problem.place.path,
        "line": problem.place.line,
        "column": problem.place.column,
        "severity": str(wording.severity(problem)),
        "code": problem.code,
        "message": wording.words(problem),
        "help": wording.cure(problem),
    }


def exit_code(report: Report) -> int:
    """1 for an error or a damaged translation, else 0."""
    return int(any(wording.severity(p) is not Severity.WARNING for p in report))


def summary(report: Report) -> str:
    """3 errors, 1 damage, 2 warnings."""
    counts = {severity: sum(wording.severity(p) is severity for p in report) for severity in Severity}
    words = {Severity.ERROR: "error", Severity.DAMAGE: "damaged translation", Severity.WARNING: "warning"}
    return ", ".join(f"{n} {words[s]}{'s' * (n != 1)}" for s, n in counts.items() if n) or "no problem"
