"""What a problem is: data first, words last.

Every mistake that a person can make is a `Problem`: a code, where it is, and the arguments of its
words. The words and the cure stand in one table, `livret.wording`. Problems are collected in a
`Report`; exceptions are kept for bugs and for a machine that fails.
"""

from __future__ import annotations

import difflib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from livret import limits


class Severity(StrEnum):
    """What a problem means for what is published."""

    ERROR = "error"  # nothing is published, what was published stays
    DAMAGE = "damage"  # a translation that would mislead: the block is shown in its source language
    WARNING = "warning"  # published; someone should look


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a file of the site: line and column count from 1; 0 means the whole file."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.path, *(str(n) for n in (self.line, self.column) if n)])


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: `code` names a rule of `livret.wording.RULES`, `values` fills its words."""

    code: str
    place: Place
    values: tuple[tuple[str, str], ...] = ()

    @property
    def is_spared(self) -> bool:
        """Whether the site is published all the same."""
        return _SPARED in self.values

    def spared(self, spares: bool = True) -> Problem:
        """The same as a mistake that costs what it is about – a catalog its texts –, and not the site; or as one that stops whoever meets it."""
        rest = tuple(value for value in self.values if value != _SPARED)
        return replace(self, values=(*rest, _SPARED) if spares else rest)


class MachineFailed(Exception):
    """The machine cannot do what is asked, and nobody's text is to blame; the words are one sentence for a person, a detail where they are found by a worker."""


_SPARED = ("spares", "site")
_OURS = "\x1f"  # begins a value that is words of Livret's, not of an author: a control character that no text may have
_ALIKE = 0.8  # how like each other two names are, from 0 to 1, of which one may be meant for the other
_SHORTEST = 4  # letters: of shorter names each is one letter from another


@dataclass(slots=True)
class Report:
    """Collects every problem of a run, each once, and gives them back in the order of the files. Of those that are alike in a file the first are kept, and the
    others counted: a text that is nothing but mistakes costs no more than one that has many."""

    _problems: dict[Problem, None] = field(default_factory=dict)
    _alike: Counter[tuple[str, str]] = field(default_factory=Counter)  # by file and code
    _others: dict[tuple[str, str], set[int]] = field(default_factory=dict)  # marks of those that are counted, by file and code

    def add(self, code: str, place: Place, **values: object) -> None:
        self.take(Problem(code, place, tuple((name, str(value)) for name, value in values.items())))

    def take(self, problem: Problem) -> None:
        """A problem that was found elsewhere: refused at the door, or kept in another report."""
        alike = problem.place.path, problem.code
        if problem in self._problems:
            return
        if self._alike[alike] < limits.PROBLEMS_ALIKE:
            self._alike[alike] += 1
            self._problems[problem] = None
        else:
            self._others.setdefault(alike, set()).add(hash(problem))

    def take_all(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            self.take(problem)

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted((*self._problems, *self._counted()), key=lambda problem: (problem.place, problem.code)))

    def __len__(self) -> int:
        return len(self._problems) + len(self._others)

    def _counted(self) -> Iterator[Problem]:
        """What stands for those that are not kept."""
        for (path, code), marks in self._others.items():
            yield Problem("problems-alike", Place(path), (("code", code), ("count", str(len(marks)))))


def detail(text: str, /, **values: object) -> str:
    """Words of Livret's own as a value of a problem: kept as they stand in the code, so that they too are told in the language of whoever reads them."""
    return _OURS + json.dumps([text, {name: str(value) for name, value in values.items()}], ensure_ascii=False)


def parted(value: str) -> tuple[str, dict[str, str]]:
    """The words of a detail and what fills them; of any other value "" and nothing."""
    if not value.startswith(_OURS):
        return "", {}
    try:
        text, values = json.loads(value[1:])
    except ValueError:  # an author's after all
        return "", {}
    return text, values


def near(name: str, choices: Iterable[str], cutoff: float = _ALIKE) -> str:
    """The choice that was meant, but for a slip of the pen, or "". In doubt there is none: a wrong suggestion is followed. Figures are no slip."""
    alike = [choice for choice in choices if _figures(choice) == _figures(name)]
    return next(iter(difflib.get_close_matches(name, alike, n=1, cutoff=cutoff)), "") or slipped(name, alike)


def slipped(name: str, choices: Iterable[str]) -> str:
    """The choice from which a name differs in one letter – another one, one more, one less, two that have changed places –, or ""."""
    return next((choice for choice in choices if _is_slip(name, choice)), "")


def _is_slip(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST or len(long) - len(short) > 1 or _figures(one) != _figures(other) or one == other:
        return False
    at = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    return short[at + 1 :] == long[at + 1 :] or (
        short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    )


def _figures(name: str) -> str:
    return "".join(sign for sign in name if sign.isdigit())
