"""Every problem of a site, in words for a terminal or as JSON; nothing is written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from livret import limits, wording
from livret.problems import Place, Problem, Report, Severity
from livret.site import Site
from livret.text import readability as measure
from livret.translation import spoken
from livret.translation.edition import Edition


def lines(problems: Iterable[Problem]) -> Iterable[str]:
    """`path:line:column: severity[code]: words`, and under it the cure."""
    for problem in problems:
        yield f"{problem.place}: {wording.severity(problem)}[{problem.code}]: {wording.words(problem)}"
        yield f"  help: {wording.cure(problem)}"


def as_json(problems: Iterable[Problem]) -> str:
    """A list of objects: path, line, column, severity, code, message, help."""
    return json.dumps([_entry(problem) for problem in problems], ensure_ascii=False, indent=1)


def _entry(problem: Problem) -> dict[str, Any]:
    return {
        "path": problem.place.path,
        "line": problem.place.line,
        "column": problem.place.column,
        "severity": str(wording.severity(problem)),
        "code": problem.code,
        "message": wording.words(problem),
        "help": wording.cure(problem),
    }


def readability(site: Site, editions: Mapping[str, Edition], report: Report) -> None:
    """Warns of chapters that are hard to read in the language they were written in, where that has a formula."""
    languages = {booklet.slug: booklet.language for booklet in site.booklets}
    for (booklet, _), chapter in site.chapters.items():
        tag = languages[booklet]
        if tag in measure.FORMULAS and tag in editions:
            found = measure.of(spoken.texts(editions[tag], chapter))
            if found.words_a_sentence > limits.READING_WORDS or found.score < limits.READING_SCORE:
                figures = {"words": f"{found.words_a_sentence:.0f}", "score": f"{found.score:.0f}"}
                report.add("reading-hard", Place(chapter.path), most=limits.READING_WORDS, least=limits.READING_SCORE, **figures)


def exit_code(report: Report) -> int:
    """1 for an error or a damaged translation, else 0."""
    return int(any(wording.severity(p) is not Severity.WARNING for p in report))


def summary(report: Report) -> str:
    """3 errors, 1 damage, 2 warnings."""
    counts = {severity: sum(wording.severity(p) is severity for p in report) for severity in Severity}
    words = {Severity.ERROR: "error", Severity.DAMAGE: "damaged translation", Severity.WARNING: "warning"}
    return ", ".join(f"{n} {words[s]}{'s' * (n != 1)}" for s, n in counts.items() if n) or "no problem"
