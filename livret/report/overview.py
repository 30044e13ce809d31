"""What the one page for the team tells besides the status: every problem, what is due when, who reviewed, paper that was printed and ordered, links, sizes.

Each part is a value, and is gathered here; the page shows it (`report_pages`). What needs much – a build's checks, questions to servers – was done before, by
`check`, and is looked at as it is known.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from livret import limits, wording
from livret.directory.due import by_month
from livret.editions.editions import Editions
from livret.outside.answers import Outside
from livret.outside.asking import Answer, Standing
from livret.phrases import readability
from livret.problems import Place, Problem, Report, Severity
from livret.release.reprints import Reprint, reprints
from livret.report.reread import KINDS, Dated, dated
from livret.report.sizes import Size, sizes
from livret.schema.order import Order
from livret.schema.service import Service
from livret.site import Site
from livret.source.door import Door
from livret.source.read import for_professionals

AGES = (90, 180, 365)  # days


@dataclass(frozen=True, slots=True)
class Aged:
    """Things of a kind by the days since they were checked: fewer than each of AGES, more than the last, and those of which no day is written."""

    kind: str
    counts: tuple[int, ...]
    never: int
    oldest: Dated | None


@dataclass(frozen=True, slots=True)
class Ordered:
    """An order: when it went to the shop, if it did, and its copies by language."""

    name: str
    on: datetime.date | None
    documents: int
    copies: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        return sum(count for _, count in self.copies)


@dataclass(frozen=True, slots=True)
class Read:
    """How hard a chapter is to read in the language it was written in."""

    path: str
    title: str
    words: float  # in a sentence
    score: float  # by Kandel and Moles

    @property
    def is_hard(self) -> bool:
        return self.words > limits.READING_WORDS or self.score < limits.READING_SCORE


@dataclass(frozen=True, slots=True)
class Overview:
    """The parts, in the order of the page."""

    problems: tuple[tuple[Severity, tuple[Problem, ...]], ...]  # the gravest first
    ages: tuple[Aged, ...]
    months: tuple[tuple[datetime.date, tuple[Service, ...]], ...]
    reprints: tuple[Reprint, ...]
    orders: tuple[Ordered, ...]
    outside: Outside
    reading: tuple[Read, ...]
    sizes: tuple[Size, ...]

    @property
    def unanswered(self) -> dict[Standing, tuple[tuple[Answer, tuple[Place, ...]], ...]]:
        """The addresses that are not fine, with where they stand; what is certainly wrong first."""
        found = {
            standing: tuple((each, self.outside.linked[each.url]) for each in self.outside.answers if each.standing is standing)
            for standing in (Standing.DEAD, Standing.SLOW, Standing.BLOCKED)
        }
        return {standing: answers for standing, answers in found.items() if answers}


def overview(editions: Editions, checked: Report, orders: dict[str, Order], outside: Outside, published: Door) -> Overview:
    """All of it on the day of the editions. `checked` has every problem of the site, `published` is the door of its public/."""
    inputs = editions.inputs
    site, today = inputs.reading.site, inputs.door.today
    tags = site.config.languages
    return Overview(
        tuple(_graded(checked)),
        tuple(_ages(site, today)),
        tuple(by_month(for_professionals(inputs.reading).site, today)),
        tuple(each for each in reprints(site, {tag: editions[tag] for tag in tags}) if each.changes),
        tuple(_ordered(name, order) for name, order in sorted(orders.items(), reverse=True)),
        outside,
        tuple(sorted(_reading(site, editions), key=lambda each: (each.score, -each.words))),
        sizes(published, inputs.assets, tags),
    )


def _graded(report: Report) -> Iterator[tuple[Severity, tuple[Problem, ...]]]:
    for severity in Severity:
        if found := tuple(problem for problem in report if wording.severity(problem) is severity):
            yield severity, found


def _ages(site: Site, today: datetime.date) -> Iterator[Aged]:
    every = list(dated(site))
    for kind in KINDS:
        its = [each for each in every if each.kind == kind]
        days = [(today - each.checked).days for each in its if each.checked]
        counts = (sum(low <= day < high for day in days) for low, high in pairwise((-math.inf, *AGES, math.inf)))
        oldest = min((each for each in its if each.checked), key=lambda each: (str(each.checked), each.path), default=None)
        yield Aged(kind, tuple(counts), len(its) - len(days), oldest)


def _ordered(name: str, order: Order) -> Ordered:
    copies: dict[str, int] = {}
    for tag, count in _copies(order):
        copies[tag] = copies.get(tag, 0) + count
    return Ordered(name, order.ordered_on, len(order.documents), tuple(copies.items()))


def _copies(order: Order) -> Iterable[tuple[str, int]]:
    return (each for line in order.documents for each in line.copies.items())


def _reading(site: Site, editions: Editions) -> Iterator[Read]:
    languages = {booklet.slug: booklet.language for booklet in site.booklets}
    for (booklet, slug), chapter in site.chapters.items():
        if languages[booklet] in readability.FORMULAS:
            words, score = editions[languages[booklet]].resolver.row("ease", f"{booklet}/{slug}").note
            yield Read(chapter.path, chapter.head.title.text, words, score)
