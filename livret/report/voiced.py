"""What the Agora waits for: needs that have no answer, answers that no need asked for, decisions whose day has passed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from livret.site import Site


@dataclass(frozen=True, slots=True)
class Open:
    """A need without an answer that holds: since when, and how often it was heard."""

    ident: str
    text: str
    state: str
    since: datetime.date
    times: int

    @property
    def words(self) -> str:
        return f"{self.ident}: « {self.text} » – heard {self.times} times since {self.since}, {self.state.replace('-', ' ')}"


@dataclass(frozen=True, slots=True)
class Late:
    """A decision that is not done, though its day has passed."""

    meeting: str
    who: str
    what: str
    until: datetime.date

    @property
    def words(self) -> str:
        return f"{self.meeting}: {self.who} – {self.what}, until {self.until}"


@dataclass(frozen=True, slots=True)
class Voiced:
    """`unasked` are laboratories that no need asked for, by id."""

    waiting: tuple[Open, ...]
    late: tuple[Late, ...]
    unasked: tuple[str, ...]


def voiced(site: Site, today: datetime.date) -> Voiced:
    """The needs that were heard most often come first, of those the oldest; then what was to be done, the oldest first."""
    waiting = sorted(_open(site), key=lambda each: (-each.times, each.since))
    late = sorted(_late(site, today), key=lambda each: each.until)
    return Voiced(tuple(waiting), tuple(late), tuple(ident for ident in site.room.labs if not site.room.answered("lab", ident)))


def _open(site: Site) -> Iterator[Open]:
    for need in site.room.needs.values():
        if need.state in ("heard", "taken-up", "heard-again"):
            yield Open(need.id, need.text.text, need.state, need.first, need.times)


def _late(site: Site, today: datetime.date) -> Iterator[Late]:
    for day, meeting in site.room.meetings.items():
        for decision in meeting.meta.decisions:
            if decision.until < today and decision.done is None:
                yield Late(day, decision.who, decision.what.text, decision.until)
