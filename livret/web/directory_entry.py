"""What a listing says of itself in the directory: one entry, the same on each page that lists it, and what filters ask of it."""

from __future__ import annotations

from collections.abc import Iterable

from livret.editions.edition import Edition
from livret.encode.html import EMPTY, Html, element, escaped
from livret.phrases import listing_text, open_now
from livret.schema.service import Service
from livret.schema.site_config import SiteConfig
from livret.schema.verification import valid_until
from livret.web.html_inline import InlineVisitor
from livret.web.templates import template

# What a reader can ask for with one press; the names stand in shared addresses (`#lang=ar&free`) and never change.
MARKS = ("free", "walkin", "wheelchair")


def marks(service: Service) -> tuple[str, ...]:
    """Those that are known to hold. What is unknown has none: a filter shows what is sure, and a page never says no."""
    held = {"free": service.fees == "free", "walkin": service.appointment == "none", "wheelchair": service.wheelchair == "yes"}
    return tuple(mark for mark in MARKS if held[mark])


def instead(service: Service) -> tuple[str, ...]:
    """Whom to ask where nobody speaks a language: an interpreter comes there, or somebody answers the phone, wherever one is."""
    held = {"interpreter": service.interpreter == "yes", "line": "remote" in service.attendance and bool(service.calls)}
    return tuple(way for way, holds in held.items() if holds)


def protected(config: SiteConfig, service: Service) -> bool:
    """Whether an entry tells how to call it and nothing else: where somebody is safe from violence."""
    return any(category.protected for category in config.categories if category.id in service.categories)


def place(service: Service) -> str:
    """`45.19,5.72`, to four decimals: ten metres. "" where there is none, or where nobody may know it."""
    if service.latitude is None or service.longitude is None:
        return ""
    return f"{service.latitude:.4f},{service.longitude:.4f}"


def data(config: SiteConfig, service: Service) -> dict[str, str]:
    """The attributes that the filters read; what has nothing to say is left out, for a page of hundreds must stay light."""
    values = {
        "data-lang": " ".join(service.languages),
        "data-need": " ".join(service.needs),
        "data-marks": " ".join(marks(service)),
        "data-instead": " ".join(instead(service)),
        "data-at": "" if protected(config, service) else place(service),
    }
    return {name: value for name, value in values.items() if value}


def entry(edition: Edition, ident: str) -> Html:
    """The entry as `entry.html` writes it, once for an edition."""
    return edition.remember(f"entry {ident}", lambda own: _entry_html(own, own.service(ident)))


def _entry_html(edition: Edition, service: Service) -> Html:
    macro = template(edition, "entry.html").module.entry  # type: ignore[attr-defined]  # its macros are attributes
    gloss = InlineVisitor(edition).inline(service.gloss)
    until = valid_until(service.verified_on, edition.config.services_review_days)
    overdue, shown = edition.overdue(service.id), not protected(edition.config, service)
    hours, area = (open_now.hours(edition, service), _area(edition, service)) if shown else ("", EMPTY)
    values = data(edition.config, service)
    return Html(macro(service, values, marks(service), gloss, until, overdue, hours, edition.source, area))


def _area(edition: Edition, service: Service) -> Html:
    """The town, as its people write it, or the whole country in the reader's words; nothing where it is not known."""
    if service.address:
        return element("bdi", escaped(service.address.city), lang=edition.source.html, dir=edition.source.direction)
    return escaped(listing_text.country(edition)) if service.area == "national" else EMPTY


def spoken(services: Iterable[Service], edition: Edition) -> list[str]:
    """The tags of the languages that one can ask for: those of the site, and those that any of them speaks; the reader's own first, then as the reader
    sorts their names."""
    own = [language.tag for language in edition.languages]
    tags = {tag for service in services for tag in (*own, *service.languages)}
    return sorted(tags, key=lambda tag: (tag != edition.language.tag, edition.language_name(tag).casefold()))
