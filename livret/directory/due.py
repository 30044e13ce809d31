"""What is to be verified this month, by organisation, and for each a letter in the site's own language, ready to be sent.

The letter is `theme/letters/verify.txt`; a site's own theme may say it in its own words.
"""

from __future__ import annotations

import calendar
import datetime
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, StrictUndefined

from livret.editions.edition import Edition
from livret.model import Message
from livret.phrases import listing_text
from livret.phrases.fact_text import plain
from livret.phrases.quantities import date, phone
from livret.phrases.timetable import in_a_line
from livret.publish import folder
from livret.schema.service import Service
from livret.schema.site_config import SiteConfig
from livret.schema.verification import valid_until
from livret.site import Site

TEMPLATE = "letters/verify.txt"


@dataclass(frozen=True, slots=True)
class Reminder:
    """An organisation – or a service that names none – and its listings to verify, the oldest first."""

    name: str
    email: str
    services: tuple[Service, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """`path` is from the site folder; `to` and `mailto`, which opens it in a mail program, are "" where there is no address."""

    path: str
    to: str
    subject: str
    text: str
    mailto: str


def due(site: Site, today: datetime.date) -> list[Reminder]:
    """Who is to be asked until the end of the month of `today`; a listing that is closed for good is not."""
    last = today.replace(day=calendar.monthrange(today.year, today.month)[1])
    services = [s for s in site.services.values() if s.status != "closed" and until(s, site.config) <= last]
    groups: dict[str, list[Service]] = {}
    for service in sorted(services, key=lambda s: (s.verified_on, s.id)):
        groups.setdefault(service.organisation.name if service.organisation else service.name, []).append(service)
    return [Reminder(name, _email(group), tuple(group)) for name, group in groups.items()]


def by_month(site: Site, today: datetime.date, months: int = 12) -> list[tuple[datetime.date, tuple[Service, ...]]]:
    """The services to verify in each month from that of `today` on, by its first day; what is overdue is due now. What is closed for good is not."""
    first = today.replace(day=1)
    every = [first := first if number == 0 else _next_month(first) for number in range(months)]
    found: dict[datetime.date, list[Service]] = {month: [] for month in every}
    for service in sorted(site.services.values(), key=lambda s: (s.verified_on, s.id)):
        month = max(until(service, site.config), today).replace(day=1)
        if service.status != "closed" and month in found:
            found[month].append(service)
    return [(month, tuple(services)) for month, services in found.items()]


def _next_month(first: datetime.date) -> datetime.date:
    return (first + datetime.timedelta(days=31)).replace(day=1)


def _email(services: Iterable[Service]) -> str:
    """The organisation's address, else the first that a listing has."""
    own = [s.organisation.email for s in services if s.organisation and s.organisation.email]
    return next(iter([*own, *(s.email for s in services if s.email)]), "")


def until(service: Service, config: SiteConfig) -> datetime.date:
    """The last day on which what was verified holds."""
    return valid_until(service.verified_on, config.services_review_days)


def letters(edition: Edition, asked: Iterable[Reminder]) -> Iterator[Letter]:
    """A letter for each; those of a month have a folder of their own."""
    template = Environment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True).from_string(edition.theme(TEMPLATE))  # noqa: S701 – plain text
    taken: set[str] = set()
    for each in asked:
        slug = _slug(each.name, taken)
        subject = f"{plain(edition, edition.config.name)} : {each.name}"
        text = template.render(
            site=plain(edition, edition.config.name),
            services=[{"name": service.name, "lines": _lines(edition, service)} for service in each.services],
            before=date(edition, min(_until(edition, service) for service in each.services)),
            verified=date(edition, min(service.verified_on for service in each.services)),
            publisher=edition.config.publisher.name,
            contact=edition.config.publisher.email,
        )
        path = f"{folder.REPORT}/{folder.LETTERS}{edition.today:%Y-%m}/{slug}.txt"
        yield Letter(path, each.email, subject, text, _mailto(each.email, subject, text))


def _until(edition: Edition, service: Service) -> datetime.date:
    """When an answer is wanted: while the listing still holds, and not before two weeks have gone."""
    return max(until(service, edition.config), edition.today + datetime.timedelta(days=14))


def write(site: Path, letters: Iterable[Letter]) -> None:
    """Each letter as a text file, beside the reports that are there. Raises PublishError."""
    files = [(letter.path.removeprefix(f"{folder.REPORT}/"), _file(letter)) for letter in letters]
    if files:
        folder.write(site / folder.REPORT, site, files, lambda _: True)


def _file(letter: Letter) -> bytes:
    """To whom, about what, then the text; the link that opens a mail program last."""
    head = f"{letter.to}\n{letter.subject}\n\n" if letter.to else f"{letter.subject}\n\n"
    return f"{head}{letter.text}\n{letter.mailto}\n".encode()


def _mailto(email: str, subject: str, text: str) -> str:
    """RFC 6068: line ends are %0D%0A."""
    if not email:
        return ""
    return f"mailto:{quote(email, safe='@')}?subject={quote(subject, safe='')}&body={quote(text.replace(chr(10), chr(13) + chr(10)), safe='')}"


def _lines(edition: Edition, service: Service) -> list[tuple[str, str]]:
    """What is said of a service, field by field; "" is asked for."""

    def words(*messages: Message | None) -> str:
        return " ".join(plain(edition, message) for message in messages if message)

    say = edition.say
    return [
        (say("Phone"), ", ".join(phone(edition, each.number) for each in service.calls)),
        *([(say("Fax"), ", ".join(phone(edition, each.number) for each in service.faxes))] if service.faxes else []),
        (say("Address"), ", ".join(listing_text.lines(edition, service.address)) if service.address else ""),
        (say("Opening hours"), in_a_line(edition, service.opening_hours) if service.opening_hours else ""),
        (say("Appointment"), " ".join(filter(None, (listing_text.appointment(edition, service), words(service.access))))),
        (say("Price"), " ".join(filter(None, (listing_text.fees(edition, service), words(service.fees_detail))))),
        (say("Languages spoken"), edition.join(edition.language_name(tag) for tag in service.languages)),
        (say("Documents to bring"), ", ".join(words(document) for document in service.documents)),
    ]


def _slug(name: str, taken: set[str]) -> str:
    """A file name that no other letter has."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = base = re.sub("[^a-z0-9]+", "-", ascii_name).strip("-") or "service"
    number = 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    taken.add(slug)
    return slug
