"""What a listing says of itself in the directory: one entry, the same on each page that lists it, and what filters ask of it."""

from __future__ import annotations

from collections.abc import Iterable

from livret.editions.edition import Edition
from livret.encode.html import Html
from livret.phrases import open_now
from livret.schema.service import Service
from livret.schema.verification import valid_until
from livret.web.html_inline import InlineVisitor
from livret.web.templates import template

# What a reader can ask for with one press; the names stand in shared addresses (`#lang=ar&free`) and never change.
MARKS = ("free", "walkin", "wheelchair")


def marks(service: Service) -> tuple[str, ...]:
    """Those that are known to hold. What is unknown has none: a filter shows what is sure, and a page never says no."""
    held = {"free": service.fees == "free", "walkin": service.appointment == "none", "wheelchair": service.wheelchair == "yes"}
    return tuple(mark for mark in MARKS if held[mark])


def place(service: Service) -> str:
    """`45.19,5.72`, to four decimals: ten metres. "" where there is none, or where nobody may know it."""
    if service.latitude is None or service.longitude is None:
        return ""
    return f"{service.latitude:.4f},{service.longitude:.4f}"


def data(service: Service) -> dict[str, str]:
    """The attributes that the filters read; what has nothing to say is left out, for a page of hundreds must stay light."""
    values = {
        "data-lang": " ".join(service.languages),
        "data-need": " ".join(service.needs),
        "data-marks": " ".join(marks(service)),
        "data-at": place(service),
    }
    return {name: value for name, value in values.items() if value}


def entry(edition: Edition, ident: str) -> Html:
    """The entry as `entry.html` writes it, once for an edition."""
    return edition.remember(f"entry {ident}", lambda own: _entry_html(own, own.service(ident)))


def _entry_html(edition: Edition, service: Service) -> Html:
    macro = template(edition, "entry.html").module.entry  # type: ignore[attr-defined]  # its macros are attributes
    gloss = InlineVisitor(edition).inline(service.gloss)
    until = valid_until(service.verified_on, edition.config.services_review_days)
    overdue, hours = edition.overdue(service.id), open_now.hours(edition, service)
    written = macro(service, data(service), marks(service), gloss, until, overdue, hours, edition.source)
    return Html(written)


def spoken(services: Iterable[Service], edition: Edition) -> list[str]:
    """The tags of the languages that any of them speaks: the reader's own first, then as the reader sorts their names."""
    tags = {tag for service in services for tag in service.languages}
    return sorted(tags, key=lambda tag: (tag != edition.language.tag, edition.language_name(tag).casefold()))
