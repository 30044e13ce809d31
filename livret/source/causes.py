"""One cause is one problem: what follows from another mistake, or is the same mistake at many places, is told once.

A file that cannot be read is told; that its services, terms or places are referred to is no mistake. A reference that is gone is told where it stands
first, with how many places have it. Languages that were taken from `site.yaml` are one finding, whatever else names them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from livret import wording
from livret.problems import Place, Problem, Report, Severity, detail

SITE = "content/site.yaml"
_TERMS, _SERVICES = "translations/terms.yaml", "content/services/"
_UNREADABLE = ("yaml-", "file-")  # how the codes of a file begin that could not be read at all
_LINES = frozenset({"lines-joined", "word-cut"})  # of a value, which is perhaps another thing: its error is told first
_UNSPOKEN = frozenset({"gloss-own", "language-source"})  # of a site that says that it is written in another language than its base
_DECLARED = frozenset({"place-unknown", "organisation-unknown", "service-unknown"})


def told(found: Iterable[Problem], report: Report) -> None:
    """Hands on the problems of a reading, those that have one cause as one."""
    problems = list(_uncovered(list(found)))
    unreadable = {problem.place.path for problem in problems if problem.code.startswith(_UNREADABLE) and _is_error(problem)}
    mistaken = {problem.place.path for problem in problems if problem.place.path.endswith(".yaml") and _is_error(problem)}
    pictures = {dict(problem.values)["src"] for problem in problems if problem.code == "image-kind"}
    besides = {**dict.fromkeys(_LINES, mistaken), "file-unexpected": pictures}
    unspoken = _UNSPOKEN if any(problem.code == "extends-language" for problem in problems) else ()
    sure = (each for each in problems if each.place.path not in besides.get(each.code, ()) and each.code not in unspoken)
    for problem in _languages(_references(problem for problem in sure if not _follows(problem, unreadable))):
        report.take(problem)


def _uncovered(problems: list[Problem]) -> Iterator[Problem]:
    """The problems without those in lines of which another one makes something else, up to its value `until`."""
    covered = _Covered(problems)
    colons = {(problem.place.path, dict(problem.values)["name"]) for problem in problems if problem.code == "note-colon"}
    for problem in problems:
        told = problem.code == "note-unknown" and (problem.place.path, dict(problem.values)["name"]) in colons
        if not told and not covered.by_another(problem):
            yield problem


class _Covered:
    """Which lines problems make something else of; of thousands in one file, too, one is found at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        covers = sorted(
            (problem.place.path, problem.place.line, int(end), id(problem))
            for problem in problems
            if (end := dict(problem.values).get("until"))
        )
        self._begin = [(path, line) for path, line, _, _ in covers]
        self._longest: list[tuple[tuple[int, int], ...]] = []  # of those of a file up to here, the two that reach furthest
        for number, (path, _, until, which) in enumerate(covers):
            before = self._longest[-1] if number and covers[number - 1][0] == path else ()
            self._longest.append(tuple(sorted((*before, (until, which)), reverse=True)[:2]))

    def by_another(self, problem: Problem) -> bool:
        place = problem.place
        number = bisect_right(self._begin, (place.path, place.line)) - 1
        if number < 0 or self._begin[number][0] != place.path:
            return False
        return any(until >= place.line and which != id(problem) for until, which in self._longest[number])


def _is_error(problem: Problem) -> bool:
    return wording.severity(problem) is Severity.ERROR


def _follows(problem: Problem, unreadable: set[str]) -> bool:
    """Whether a problem is one only because a file could not be read."""
    services = any(path.startswith(_SERVICES) for path in unreadable)
    text = dict(problem.values).get("text", "")
    match problem.code:
        case "fact-unknown":
            return (services and text.startswith("service.")) or (_TERMS in unreadable and text.startswith("term."))
        case code if code in _DECLARED:
            return services
        case _:
            return False


def _references(problems: Iterable[Problem]) -> Iterator[Problem]:
    """A reference to what is not there stands for all those to the same."""
    places: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.code == "fact-unknown":
            places.setdefault(dict(problem.values)["text"], []).append(problem)
        else:
            yield problem
    for same in places.values():
        first = min(same, key=lambda problem: problem.place)
        more = _elsewhere(len(same) - 1)
        yield replace(first, values=tuple((name, more if name == "more" else value) for name, value in first.values))


def _elsewhere(others: int) -> str:
    match others:
        case 0:
            return ""
        case 1:
            return detail(" (here and at 1 other place)")
        case _:
            return detail(" (here and at {count} other places)", count=others)


def _languages(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The languages that have catalogs and are not in the list any more, and whatever names them, are one finding."""
    problems = list(problems)
    gone = [dict(problem.values)["name"] for problem in problems if problem.code == "language-folder"]
    following = [problem for problem in problems if problem.code == "language-absent" and dict(problem.values)["value"] in gone]
    yield from (problem for problem in problems if problem not in following and problem.code != "language-folder")
    names = ", ".join(gone)
    if following:
        first = min(following, key=lambda problem: problem.place)
        yield Problem(
            "languages-taken", Place(SITE), (("names", names), ("count", str(len(following))), ("first", str(first.place)))
        )
    elif gone:
        first = min((problem for problem in problems if problem.code == "language-folder"), key=lambda problem: problem.place)
        near = dict(first.values).get("near", "") if len(gone) == 1 else ""
        yield replace(first, values=(("name", names), ("near", near)))
