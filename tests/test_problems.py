"""What a report keeps: each problem once, in the order of the files; of too many that are alike the first, and how many more there are."""

from __future__ import annotations

import pytest

from livret import limits, tongue, wording
from livret.problems import Place, Problem, Report, Severity


@pytest.fixture(autouse=True)
def _english() -> None:
    """Whatever a test before spoke in this process."""
    tongue.speak(tongue.SOURCE)


def full(path: str = "content/x.md", count: int = limits.PROBLEMS_ALIKE + 5, code: str = "message-long") -> Report:
    report = Report()
    for line in range(1, count + 1):
        report.add(code, Place(path, line))
    return report


def test_up_to_the_limit_each_is_told() -> None:
    report = full(count=limits.PROBLEMS_ALIKE)
    assert len(report) == len(list(report)) == limits.PROBLEMS_ALIKE
    assert "problems-alike" not in {problem.code for problem in report}


def test_the_rest_are_counted_and_told_as_a_warning_beside_the_errors() -> None:
    report = full()
    first, *rest = report
    assert first == Problem("problems-alike", Place("content/x.md"), (("code", "message-long"), ("count", "5")))
    assert [problem.place.line for problem in rest] == [*range(1, limits.PROBLEMS_ALIKE + 1)]
    assert wording.severity(first) is Severity.WARNING
    assert "5 more" in wording.words(first)
    assert len(report) == limits.PROBLEMS_ALIKE + 1


def test_what_is_told_twice_is_counted_once() -> None:
    report = full()
    for problem in full():
        report.take(problem)
    report.add("message-long", Place("content/x.md", limits.PROBLEMS_ALIKE + 1))
    assert next(iter(report)).values[1] == ("count", "5")


@pytest.mark.parametrize(("path", "code"), [("content/y.md", "message-long"), ("content/x.md", "lines-many")])
def test_another_file_and_another_mistake_have_room_of_their_own(path: str, code: str) -> None:
    report = full()
    report.add(code, Place(path, 7))
    assert Problem(code, Place(path, 7)) in list(report)


def test_what_another_report_has_counted_is_taken_over() -> None:
    report = Report()
    for problem in full():
        report.take(problem)
    assert list(report) == list(full())
