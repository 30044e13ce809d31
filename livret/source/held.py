"""What is not out on a day, and why: the values. `waiting` finds them, and takes what they name out of a site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from livret.problems import Place, detail
from livret.schema.days_out import Wait
from livret.tongue import marked

LAST_LINE = 1 << 30  # behind it there is none


@dataclass(frozen=True, slots=True)
class Held:
    """Something that is not out: why, and where it is written – its file, and of a listing, which shares one, the lines from `first` to before `end`.
    `because` is the file that says so, where it is another one."""

    wait: Wait
    path: str
    first: int = 0
    end: int = LAST_LINE
    name: str = ""  # of a service: the words that stand for it
    because: str = ""

    def holds(self, place: Place) -> bool:
        return place.path == self.path and self.first <= place.line < self.end


Waiting = Mapping[str, Held]
"""By address: `sante`, a booklet; `sante/numeros`, `sante/numeros.easy`; `sante/numeros.ar`, a native page; `services/permanence`."""


_WHY = {
    "draft": marked("it is a draft"),
    "later": marked("it is out from {day} on"),
    "withdrawn": marked("it was withdrawn on {day}"),
}


def waiting_because(wait: Wait) -> str:
    """Why something is not out: a value of a problem."""
    return detail(_WHY[wait.why], day=wait.since or "")
