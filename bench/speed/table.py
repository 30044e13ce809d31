"""The table of a run, in Markdown, and its place in a document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from speed.french import in_french
from speed.measure import Cost, Failed, Weight

_HEAD = ("case", "Livret", "files written", "Hugo", "×", "must", "aim", "met")


@dataclass(frozen=True, slots=True)
class Bound:
    """What a case has to reach and what it should; None where nobody said. `unit` is that of both."""

    must: float | None = None
    aim: float | None = None
    unit: str = "×"

    def verdict(self, *values: float) -> str:
        """Every value counts: processor time and wall, say."""
        if self.must is None:
            return ""
        if self.aim is not None and max(values) <= self.aim:
            return "aim"
        return "yes" if max(values) <= self.must else "**no**"


@dataclass(frozen=True, slots=True)
class Row:
    title: str
    bound: Bound = Bound()
    livret: str = ""
    written: str = ""
    hugo: str = ""
    ratio: str = ""
    met: str = ""

    def cells(self) -> tuple[str, ...]:
        bounds = (self.bound.must, self.bound.aim)
        must, aim = ("" if value is None else f"≤ {value:g} {self.bound.unit}".strip() for value in bounds)
        return (self.title, self.livret, self.written, self.hugo, self.ratio, must, aim, self.met)


def beside(title: str, bound: Bound, ours: Cost, theirs: Cost, written: Weight) -> Row:
    """A build of Livret beside Hugo's, processor with processor and wall with wall."""
    ratios = ours.cpu / theirs.cpu, ours.wall / theirs.wall
    return Row(
        title, bound, both(ours.cpu, ours.wall) + " s", _weight(written), both(theirs.cpu, theirs.wall) + " s", both(*ratios), bound.verdict(*ratios)
    )  # fmt: skip


def alone(title: str, bound: Bound, cost: Cost, written: Weight) -> Row:
    """A build that has no peer: its processor time counts."""
    return Row(title, bound, both(cost.cpu, cost.wall) + " s", _weight(written), met=bound.verdict(cost.cpu))


def waited(title: str, bound: Bound, seconds: float, memory: int) -> Row:
    return Row(title, bound, f"{short(seconds)} s, {_megabytes(memory)}", met=bound.verdict(seconds))


def sizes(title: str, bound: Bound, ours: int, theirs: int) -> Row:
    """Bytes of both; they are bound by the bound's unit, as a ratio or as megabytes."""
    value = ours / theirs if bound.unit == "×" else ours / 1e6
    return Row(title, bound, _megabytes(ours), "", _megabytes(theirs), short(ours / theirs), bound.verdict(value))


def share(title: str, bound: Bound, part: int, whole: int) -> Row:
    """Bytes beside others of ours."""
    return Row(title, bound, _megabytes(part), ratio=short(part / whole), met=bound.verdict(part / whole))


def power(title: str, bound: Bound, value: float) -> Row:
    """The power of the size that a cost grows with."""
    return Row(title, bound, f"{value:.2f}", met=bound.verdict(value))


def missing(title: str, bound: Bound, reason: str) -> Row:
    return Row(title, bound, f"– ({reason.splitlines()[0]})")


def markdown(rows: Iterable[Row]) -> str:
    lines = [_HEAD, ("---",) * len(_HEAD), *(row.cells() for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def short(value: float) -> str:
    """Three figures, and no more zeros than they need."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def replace(document: Path, name: str, text: str) -> None:
    """Puts a text between the marks of that name, and the same in French into the page beside it, where there is one. Raises Failed where there are no marks."""
    _between(document, name, text)
    beside = document.with_suffix(".fr.md")
    if beside.exists():
        _between(beside, name, in_french(text))


def _between(document: Path, name: str, text: str) -> None:
    pattern = re.compile(rf"(<!-- yardstick: {re.escape(name)} -->\n).*?(<!-- /yardstick -->)", re.DOTALL)
    new, found = pattern.subn(lambda marks: f"{marks[1]}\n{text}\n\n{marks[2]}", document.read_text(encoding="utf-8"))
    if not found:
        raise Failed(f"{document} has no marks of the name “{name}”")
    document.write_text(new, encoding="utf-8")


def both(*values: float) -> str:
    return " / ".join(map(short, values))


def _weight(weight: Weight) -> str:
    return f"{weight.files:,}, {_megabytes(weight.size)}"


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"
