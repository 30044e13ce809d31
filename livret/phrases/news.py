"""What is new or changed for the readers of a language, by the days that the content itself tells: for the feed, and on paper for a meeting.

No date comes from the clock: what nobody has touched stays as it was.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from livret import paths
from livret.editions.edition import Edition
from livret.phrases import heard, quantities
from livret.phrases.fact_text import plain
from livret.schema.service import Notice
from livret.site import MINUTES


@dataclass(frozen=True, slots=True)
class Entry:
    """Something new on a day: what it is called, what is said of it, where it is told – a path from public/."""

    day: datetime.date
    title: str
    summary: str
    path: str


def news(edition: Edition, since: datetime.date = datetime.date.min) -> list[Entry]:
    """What came since a day and is not yet to come, the newest first."""
    found = (*_answers(edition), *_meetings(edition), *_labs(edition), *_notices(edition))
    recent = [entry for entry in found if since <= entry.day]
    return sorted(recent, key=lambda entry: (entry.day, entry.path, entry.title), reverse=True)


def _answers(edition: Edition) -> Iterator[Entry]:
    """Each need on the day of its newest answer."""
    for need in edition.needs:
        if need.answered and need.answered <= edition.today:
            path = paths.need_heard(edition.language.tag, need.id)
            yield Entry(
                need.answered, _title(edition, plain(edition, need.text), invented=need.example), heard.state(edition, need), path
            )


def _meetings(edition: Edition) -> Iterator[Entry]:
    tag = edition.language.tag
    for day, languages in edition.meetings:
        meta = edition.meeting(day)
        if day < edition.today and tag in languages:
            title = plain(edition, edition.chapter(MINUTES, day.isoformat()).head.title)
            said = edition.say("Minutes of {date}", date=quantities.date(edition, day))
            yield Entry(day, _title(edition, title, invented=meta.example), said, paths.agora(tag, day.isoformat()))


def _labs(edition: Edition) -> Iterator[Entry]:
    """Each laboratory on the day on which it ended."""
    for ident in edition.labs:
        lab = edition.lab(ident)
        if lab.until <= edition.today:
            title = _title(edition, plain(edition, lab.question), invented=lab.example)
            yield Entry(lab.until, title, edition.say("Laboratories"), paths.lab(edition.language.tag, ident))


def _notices(edition: Edition) -> Iterator[Entry]:
    """Closures and other hours, from the day on which they begin."""
    for idents in edition.directory().values():
        for service in map(edition.service, idents):
            for notice in service.notices:
                if notice.from_ <= edition.today:
                    path = paths.service(edition.language.tag, service.id)
                    yield Entry(notice.from_, service.name, _said(edition, notice), path)


def _said(edition: Edition, notice: Notice) -> str:
    days = edition.say(
        "From {from_date} to {until_date}:",
        from_date=quantities.date(edition, notice.from_),
        until_date=quantities.date(edition, notice.until),
    )
    told = [edition.say("closed")] if notice.closed else []
    return " ".join((days, *told, *([plain(edition, notice.text)] if notice.text else [])))


def _title(edition: Edition, title: str, *, invented: bool) -> str:
    """What is invented says so wherever it goes."""
    return f"{title} – {edition.say('Example: invented for this demonstration')}" if invented else title
