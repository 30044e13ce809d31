"""Where a build spends its time: the largest costs by function, and by room of Livret or library."""

from __future__ import annotations

import pstats
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

Place = tuple[str, int, str]  # file, line and function, as pstats has them
_MOST = 10


@dataclass(frozen=True, slots=True)
class Profile:
    """Seconds of each function itself, and of each room; what is written in C counts for the room that called it."""

    functions: Mapping[str, float]
    rooms: Mapping[str, float]

    @property
    def total(self) -> float:
        return sum(self.rooms.values())

    def largest(self) -> str:
        """The ten largest of both, as Markdown."""
        return "\n\n".join(
            _table(head, Counter(costs).most_common(_MOST), self.total)
            for head, costs in (("function", self.functions), ("room", self.rooms))
        )


def read(path: Path) -> Profile:
    functions: Counter[str] = Counter()
    rooms: Counter[str] = Counter()
    for place, (_, _, own, _, callers) in pstats.Stats(str(path)).stats.items():  # type: ignore[attr-defined]
        functions[_function(place)] += own
        if place[0] == "~" and callers:
            for caller, (_, _, part, _) in callers.items():
                rooms[_room(caller)] += part
        else:
            rooms[_room(place)] += own
    return Profile(functions, rooms)


def growth(small: Profile, large: Profile, times: float) -> dict[str, float]:
    """For each function above one per cent of the larger profile, the power of the size that its cost grows with."""
    return {
        name: log(seconds / small.functions[name]) / log(times)
        for name, seconds in large.functions.items()
        if seconds > large.total / 100 and small.functions.get(name)
    }


def _table(head: str, costs: Sequence[tuple[str, float]], total: float) -> str:
    lines = [f"| {head} | s | % |", "| --- | ---: | ---: |"]
    return "\n".join([*lines, *(f"| {name} | {seconds:.2f} | {100 * seconds / total:.1f} |" for name, seconds in costs)])


def _function(place: Place) -> str:
    """A function with its module, without its line: that of the smaller site and of the larger are one."""
    return place[2] if place[0] == "~" else f"`{_module(place[0])}` {place[2]}"


def _module(file: str) -> str:
    parts = Path(file).parts
    for root in ("site-packages", "livret"):
        if root in parts:
            return "/".join(parts[len(parts) - parts[::-1].index(root) - (root == "livret") :])
    return Path(file).name


def _room(place: Place) -> str:
    """livret/web, a library, or Python itself."""
    parts = Path(place[0]).parts
    if "site-packages" in parts:
        return Path(parts[parts.index("site-packages") + 1]).stem
    if "livret" in parts[:-1]:
        return f"livret/{Path(parts[len(parts) - parts[::-1].index('livret')]).stem}"
    return "imports" if place[0].startswith("<frozen importlib") else "Python"
