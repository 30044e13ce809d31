"""Every problem of a site, in words for a terminal or as JSON; nothing is written."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Container, Iterable
from typing import Any

from livret import wording
from livret.encode.terminal import one_line
from livret.problems import Problem, Report, Severity
from livret.tongue import told, told_many


def lines(problems: Iterable[Problem], paint: Callable[[Severity, str], str] = lambda _, words: words) -> Iterable[str]:
    """`path:line:column: severity[code]: words`, and under it the cure; what says how bad it is may be painted."""
    for problem in problems:
        graded = paint(wording.severity(problem), wording.graded(problem))
        yield f"{one_line(str(problem.place))}: {graded}: {one_line(wording.words(problem))}"
        yield one_line(wording.helped(problem))


def as_json(problems: Iterable[Problem]) -> str:
    """A list of objects: path, line, column, severity, code, message, help."""
    return json.dumps([problem_as_json(problem) for problem in problems], ensure_ascii=False, indent=1)


def problem_as_json(problem: Problem) -> dict[str, Any]:
    """path, line, column, severity, code, message, help."""
    return {
        "path": problem.place.path,
        "line": problem.place.line,
        "column": problem.place.column,
        "severity": str(wording.severity(problem)),
        "code": problem.code,
        "message": wording.words(problem),
        "help": wording.cure(problem),
    }


def concerning(report: Report, changed: Container[str]) -> Report:
    """Of these problems, those of files that somebody has changed, and every error: it may come of a change elsewhere, and stops a build wherever it stands."""
    found = Report()
    for problem in report:
        if problem.place.path in changed or wording.severity(problem) is Severity.ERROR:
            found.take(problem)
    return found


def as_comment(report: Report) -> str:
    """Markdown for a comment on a merge request: the gravest first, each with its cure."""
    rows = [f"**{one_line(summary(report))}**"]
    for severity in Severity:
        its = [problem for problem in report if wording.severity(problem) is severity]
        rows += ["", *(_in_comment(problem) for problem in its)] if its else []
    return "\n".join(rows)


def _in_comment(problem: Problem) -> str:
    said = f"{wording.graded(problem)}: {wording.words(problem)} – {wording.cure(problem)}"
    return f"- `{_bare(str(problem.place)).replace('`', '')}` {_SIGN.sub(_written_out, _bare(said))}"


_SIGN = re.compile(r"[\\`*_{}\[\]()#+!|<>&@~$]")


def _written_out(sign: re.Match[str]) -> str:
    """An author's words are shown as they are: they make no link, no picture, and call nobody."""
    return f"&#{ord(sign[0])};"


def _bare(text: str) -> str:
    return " ".join(text.split())


def exit_code(report: Report) -> int:
    """1 for an error or a damaged translation, else 0."""
    return int(any(wording.severity(p) is not Severity.WARNING for p in report))


def summary(report: Report) -> str:
    """3 errors, 1 damaged translation, 2 warnings."""
    counts = Counter(map(wording.severity, report))
    return ", ".join(counted(each, counts[each]) for each in Severity if counts[each]) or told("no problem")


def counted(severity: Severity, count: int) -> str:
    """2 warnings."""
    match severity:
        case Severity.ERROR:
            return told_many("{count} error", "{count} errors", count)
        case Severity.DAMAGE:
            return told_many("{count} damaged translation", "{count} damaged translations", count)
        case Severity.WARNING:
            return told_many("{count} warning", "{count} warnings", count)
