"""A withdrawal reaches former outputs too: one that shows a name, a picture or a place that may be shown no more is deleted."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from livret import wording
from livret.problems import Report, Severity
from livret.publish import former
from livret.publish.former import Shown
from livret.source import shown_of_people
from livret.source.alerts import PATH as ALERTS
from livret.source.door import MEMBERS, PRIVATE, Door
from livret.source.read import Reading


def shown(reading: Reading, door: Door, files: Mapping[str, str]) -> Shown:
    """What an output shows that was made of a reading; `files` are its own, with their digests."""
    consents = former.marks(shown_of_people.consents(reading))
    return Shown(door.today.isoformat(), files, former.marks(shown_of_people.shown(reading, door)), consents)


def reach(site: Path, reading: Reading, door: Door, report: Report) -> None:
    """Deletes the former outputs that show what is withdrawn. A consent that is another one now is withdrawn, too: nobody is told as they no longer
    wish to be. Where nobody can read who agreed, nothing is known to be withdrawn."""
    if not can_tell(report):
        return
    gone = former.marks(shown_of_people.withdrawn(reading, door))
    agreed = former.marks(shown_of_people.consents(reading))
    former.withdraw(site, lambda its: bool(its.marks & gone or its.consents - agreed))


def can_tell(report: Report) -> bool:
    """Whether what members agreed to could be read."""
    return not _has_error(report, (PRIVATE, MEMBERS))


def can_correct(report: Report) -> bool:
    """Whether it could be read what is corrected."""
    return not _has_error(report, (ALERTS,))


def _has_error(report: Report, starts: tuple[str, ...]) -> bool:
    return any(wording.severity(each) is Severity.ERROR and each.place.path.startswith(starts) for each in report)
