"""What servers answered, kept between runs, so that nobody is asked again who answered lately; and what of it is to be told."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from livret import limits, progress
from livret.outside.asking import Answer, Manners, Standing, ask
from livret.problems import Place, Report
from livret.publish import kept, outputs
from livret.tongue import marked

_CODES = {Standing.DEAD: "outside-dead", Standing.BLOCKED: "outside-blocked", Standing.SLOW: "outside-slow"}
Linked = Mapping[str, tuple[Place, ...]]  # addresses, and where each stands


@dataclass(frozen=True, slots=True)
class Outside:
    """What is known of the addresses of a site, without asking anybody: how many there are, and what was answered when."""

    count: int
    answers: tuple[Answer, ...]
    linked: Linked

    @property
    def asked_on(self) -> datetime.date | None:
        """The day of the oldest answer; None where nobody was ever asked."""
        return min((each.on for each in self.answers), default=None)

    def tell(self, report: Report) -> None:
        """A warning at each place whose address is not fine."""
        for answer in self.answers:
            for place in self.linked[answer.url] if answer.standing in _CODES else ():
                report.add(_CODES[answer.standing], place, url=answer.url, reason=answer.reason)


def known(site: Path, linked: Linked) -> Outside:
    """What earlier runs were answered."""
    rows = kept.read(_store(site)) or {}
    found = (_answer(url, row) for url, row in rows.items() if url in linked)
    return Outside(len(linked), tuple(found), linked)


def asked(site: Path, linked: Linked, today: datetime.date, manners: Manners) -> Outside:
    """What is known once those were asked who did not answer lately. What was answered is kept, also where somebody ends it. Raises MachineFailed."""
    found = {each.url: each for each in known(site, linked).answers}
    waiting = [url for url in linked if url not in found or not _holds(found[url], today)]
    try:
        for answer in progress.through(marked("Asking servers"), ask(waiting, today, manners), len(waiting)):
            found[answer.url] = answer
    finally:
        _keep(site, found.values())
    return Outside(len(linked), tuple(found[url] for url in linked), linked)


def _holds(answer: Answer, today: datetime.date) -> bool:
    """Whoever was fine, or refuses programs, is left in peace for some days; of others it is asked anew the next day."""
    days = limits.LINK_DAYS if answer.standing in (Standing.FINE, Standing.BLOCKED) else 1
    return 0 <= (today - answer.on).days < days


def _store(site: Path) -> Path:
    return site / outputs.STORE / "outside"


def _keep(site: Path, answers: Iterable[Answer]) -> None:
    kept.write(_store(site), {each.url: [each.standing, each.reason, each.on.isoformat()] for each in answers})


def _answer(url: str, row: list[str]) -> Answer:
    standing, reason, on = row
    return Answer(url, Standing(standing), reason, datetime.date.fromisoformat(on))
