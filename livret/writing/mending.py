"""Mending a chapter: its mistakes are found as a build finds them, and each cure that leaves nothing to decide is taken literally, one after the other.

Each is tried, and taken where its mistake is gone then and no other came of it: so a text is never worse than it was, and what is left is a person's.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from livret import wording
from livret.problems import Place, Problem, Report, Severity
from livret.source import causes, unseen
from livret.source.door import Refused
from livret.source.prose import split
from livret.text import blocks, loose
from livret.text.inline import InlineParser
from livret.writing.cures import CURES

_MOST = 1_000  # mistakes of one text
_PARSER = InlineParser("content", lambda _: ("", ""))  # where links to chapters lead is the site's to say


@dataclass(frozen=True, slots=True)
class Mended:
    """A text whose mistakes were mended, those that were, at the places where they stood when their turn came, and those that are left."""

    text: str
    done: tuple[Problem, ...]
    left: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Mender:
    """Mends a page: `path` is where it lies or will lie, `language` the tag that it is written in, `abbreviations` those of the termbase."""

    path: str
    language: str
    abbreviations: frozenset[str] = frozenset()

    def mended(self, text: str) -> Mended:
        """A text as the cures of its mistakes say, and what is left of them."""
        done: list[Problem] = []
        left, refused = self.problems(text), set[Problem]()
        while problem := next((each for each in left if each.code in CURES and each not in refused), None):
            if len(done) < _MOST and (better := self._better(text, problem, left)):
                text, left = better
                done.append(problem)
                refused.clear()
            else:
                refused.add(problem)
        return Mended(text, tuple(done), left)

    def _better(self, text: str, problem: Problem, before: tuple[Problem, ...]) -> tuple[str, tuple[Problem, ...]] | None:
        """A text after a cure, and what is wrong with it then; None where its mistake stays, or another one comes."""
        changed = _cured(text, problem)
        if changed == text:
            return None
        after = self.problems(changed)
        now, then = (Counter(each.code for each in found) for found in (after, before))
        errors = [code for code in now if wording.RULES[code].severity is Severity.ERROR]
        is_better = problem not in after and all(now[code] <= then[code] for code in errors)
        return (changed, after) if is_better else None

    def problems(self, text: str) -> tuple[Problem, ...]:
        """What is wrong with a page by itself, whatever there is of the rest of its site."""
        found, told = Report(), Report()
        unseen.check(text, self.path, found)
        try:
            unseen.refuse_versions(text, self.path)
            _, _, body, first = split(text, self.path)
        except Refused as refused:
            found.take(refused.problem)
        else:
            self._check(body, first, text.split("\n"), found)
        causes.told(found, told)
        return tuple(told)

    def _check(self, body: str, first: int, lines: list[str], report: Report) -> None:
        prose = blocks.parse(body, self.path, "", "", first, report, language=self.language)
        for message in prose.messages:
            parsed = _PARSER.parse(message.text, prose.notes)
            for fault in (
                *parsed.faults,
                *loose.faults(message.text, parsed.nodes),
                *loose.abbreviations(parsed.nodes, self.abbreviations),
            ):
                place = _found_at(lines, message.place, fault.at)
                report.add(fault.code, place, **{"at": fault.at, **dict(fault.values)})


def _cured(text: str, problem: Problem) -> str:
    lines = text.split("\n")
    at, values = max(problem.place.line - 1, 0), dict(problem.values)
    if "until" in values:
        values["span"] = str(int(values["until"]) - problem.place.line)
    if at < len(lines):
        CURES[problem.code](lines, at, max(problem.place.column - 1, 0), values)
    return "\n".join(lines)


_LONGEST = 100  # lines of one message


def _found_at(lines: list[str], begin: Place, text: str) -> Place:
    """Where a text of a message stands; where the message begins, if it is not found."""
    column = max(begin.column - 1, 0)
    for number in range(max(begin.line - 1, 0), min(begin.line + _LONGEST, len(lines))):
        if (found := lines[number].find(text, column)) >= 0:
            return replace(begin, line=number + 1, column=found + 1)
        column = 0
    return begin
