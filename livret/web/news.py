"""A feed of each language (Atom, RFC 4287): what is new or changed for its readers, by the days that the content itself tells.

No date comes from the clock: what nobody has touched stays as it was.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from livret import paths
from livret.artifact import Artifact
from livret.editions.edition import Edition
from livret.format import File, Format, Scope
from livret.phrases import heard, quantities
from livret.phrases.fact_text import plain
from livret.schema.service import Notice
from livret.site import MINUTES
from livret.web.templates import template

MOST = 50  # entries: a reader who comes once a month misses nothing


@dataclass(frozen=True, slots=True)
class Entry:
    """Something new on a day: what it is called, what is said of it, where it is told – a path from public/."""

    day: datetime.date
    title: str
    summary: str
    path: str


def news(edition: Edition) -> list[Entry]:
    """The newest first; what is yet to come is no news, but for a meeting that one is invited to."""
    found = [*_answers(edition), *_meetings(edition), *_labs(edition), *_notices(edition)]
    return sorted(found, key=lambda entry: (entry.day, entry.path, entry.title), reverse=True)[:MOST]


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


def _feed(edition: Edition, artifact: Artifact) -> bytes:
    entries = news(edition)
    updated = max((entry.day for entry in entries), default=datetime.date.min)
    host = urlsplit(edition.config.url).hostname
    named = [(f"tag:{host},{entry.day}:/{entry.path.replace('#', '?')}", entry) for entry in entries]  # RFC 4151
    return template(edition, "feed.xml").render(path=artifact.path, entries=named, updated=updated).encode()


def _all(scope: Scope) -> Iterator[File]:
    if scope.edition.has_room:
        yield paths.feed(scope.tag), ""


FORMATS = (Format("feed", _feed, _all),)
