"""Calendars: when a service is open in the next four weeks, and its notices; the meetings of the Agora that are to come. Each opening is an event of its own: what repeats by
rule forgets holidays and notices, and many calendars of phones do not know every rule."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from livret import paths
from livret.data.exports import page
from livret.editions.edition import Edition
from livret.phrases.fact_text import plain
from livret.phrases.listing_text import lines
from livret.phrases.open_now import openings
from livret.phrases.timetable import in_a_line
from livret.schema.service import Notice, Service

DAYS = 28
_DAY, _MINUTE = datetime.timedelta(days=1), datetime.timedelta(minutes=1)


def service(edition: Edition, ident: str) -> bytes:
    its, first = edition.service(ident), edition.monday
    calendar = _calendar(its.name)
    for event in (*_openings(edition, its, first), *_notices(edition, its)):
        event.add("dtstamp", datetime.datetime.combine(first, datetime.time(), datetime.UTC))
        event.add("url", page(edition, ident))
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def meetings(edition: Edition, days: Iterable[datetime.date]) -> bytes:
    """The meetings of the Agora on some days, in the reader's language. What is invented says so wherever it goes."""
    name, zone = edition.say("The Agora"), ZoneInfo(edition.config.timezone)
    calendar = _calendar(name)
    for day in days:
        meta, event = edition.meeting(day), Event()
        summary = f"{edition.say('Next meeting')} – {name}"
        event.add("summary", f"{summary} – {edition.say('Example: invented for this demonstration')}" if meta.example else summary)
        event.add("uid", f"agora-{day:%Y%m%d}@{urlsplit(edition.config.url).hostname}")
        event.add("dtstamp", datetime.datetime.combine(edition.monday, datetime.time(), datetime.UTC))
        for key, hour in (("dtstart", meta.begins), ("dtend", meta.ends)):
            at = datetime.datetime.combine(day, datetime.time.fromisoformat(hour), zone)
            event.add(key, at.astimezone(datetime.UTC))
        event.add("location", plain(edition, meta.where))
        event.add("url", edition.absolute(paths.agora(edition.language.tag)))
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _calendar(name: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Livret//Livret//EN")
    calendar.add("version", "2.0")
    calendar.add("name", name)  # RFC 7986
    calendar.add("x-wr-calname", name)  # what phones show
    return calendar


def has_any(its: Service) -> bool:
    """Whether there is anything to say in a calendar."""
    return its.open_data and its.status == "active" and bool(its.opening_hours or its.notices)


def _openings(edition: Edition, its: Service, first: datetime.date) -> Iterator[Event]:
    zone = ZoneInfo(edition.config.timezone)
    for number, day in enumerate(openings(edition.config, its, first, first + _DAY * DAYS)):
        midnight = datetime.datetime.combine(first + _DAY * number, datetime.time())
        for span in day:
            if span.state == "open" and not span.appointment:
                begin, end = (
                    (midnight + _MINUTE * minute).replace(tzinfo=zone).astimezone(datetime.UTC) for minute in (span.begin, span.end)
                )
                event = _event(edition, its, f"{begin:%Y%m%dT%H%M}", its.name)
                event.add("dtstart", begin)
                event.add("dtend", end)
                if its.address:
                    event.add("location", ", ".join(lines(edition, its.address)))
                yield event


def _notices(edition: Edition, its: Service) -> Iterator[Event]:
    """A notice lasts whole days, the last one included."""
    for notice in its.notices:
        event = _event(
            edition, its, f"notice-{notice.from_:%Y%m%d}-{notice.until:%Y%m%d}", f"{its.name} – {_notice_text(edition, notice)}"
        )
        event.add("dtstart", notice.from_)
        event.add("dtend", notice.until + _DAY)
        event.add("transp", "TRANSPARENT")
        yield event


def _notice_text(edition: Edition, notice: Notice) -> str:
    said = [edition.say("closed")] if notice.closed else []
    said += [in_a_line(edition, notice.opening_hours)] if notice.opening_hours else []
    return ". ".join((*said, *([plain(edition, notice.text)] if notice.text else [])))


def _event(edition: Edition, its: Service, name: str, summary: str) -> Event:
    event = Event()
    event.add("uid", f"{its.id}-{name}@{urlsplit(edition.config.url).hostname}")
    event.add("summary", summary)
    return event
