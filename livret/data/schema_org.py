"""A service in the words of schema.org, for its page and for the export of all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from livret.editions.edition import Edition
from livret.hours.rules import DAY
from livret.hours.week import certain
from livret.phrases.fact_text import plain
from livret.phrases.timetable import clock
from livret.schema.organisation import Organisation
from livret.schema.service import Notice, Service, ServicePhone

Node = dict[str, Any]
_DAYS = tuple(f"https://schema.org/{day}" for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"))
_LAST_MINUTE = "23:59"  # schema.org's example of a place that never closes


def service(edition: Edition, its: Service, url: str) -> Node:
    """schema.org/Service. What is unknown is left out."""
    category = next(category for category in edition.config.categories if category.id == its.category)
    return _known(
        {
            "@type": "Service",
            "@id": url,
            "identifier": its.id,
            "url": url,
            "name": its.name,
            "alternateName": its.alternate_name,
            "description": plain(edition, its.description or its.gloss),
            "serviceType": plain(edition, category.name),
            "provider": _organisation(edition, its.organisation) if its.organisation else None,
            "areaServed": {"@type": "Country", "name": edition.config.country} if its.area == "national" else None,
            "offers": {"@type": "Offer", "price": "0", "priceCurrency": "EUR"} if its.fees == "free" else None,
            "hoursAvailable": list(_week(its.opening_hours or "")) if its.status == "active" else None,
            "availableChannel": _channel(edition, its),
        }
    )


def _organisation(edition: Edition, its: Organisation) -> Node:
    return _known(
        {
            "@type": "Organization",
            "name": its.name,
            "description": plain(edition, its.gloss) if its.gloss else None,
            "url": its.website,
            "email": its.email,
            "telephone": its.phone,
            "identifier": {"@type": "PropertyValue", "propertyID": "SIRET", "value": its.siret} if its.siret else None,
        }
    )


def _channel(edition: Edition, its: Service) -> Node:
    return _known(
        {
            "@type": "ServiceChannel",
            "servicePhone": [_phone(phone, its.languages) for phone in its.calls if phone.type != "sms"],
            "serviceSmsNumber": [_phone(phone, its.languages) for phone in its.calls if phone.type == "sms"],
            "serviceUrl": its.appointment_url or its.website,
            "availableLanguage": list(its.languages),
            "serviceLocation": _place(edition, its),
        }
    )


def _phone(phone: ServicePhone, spoken: tuple[str, ...]) -> Node:
    return _known({"@type": "ContactPoint", "telephone": phone.number, "availableLanguage": list(phone.languages or spoken)})


def _place(edition: Edition, its: Service) -> Node | None:
    """schema.org/Place; None of a service that has none, or whose place nobody may know."""
    if not its.address and its.latitude is None:
        return None
    address = its.address
    return _known(
        {
            "@type": "Place",
            "name": address and address.name,
            "address": address
            and _known(
                {
                    "@type": "PostalAddress",
                    "streetAddress": ", ".join(filter(None, (address.street, address.detail))),
                    "postalCode": address.postal_code,
                    "addressLocality": address.city,
                    "addressCountry": address.country or edition.config.country,
                }
            ),
            "geo": {"@type": "GeoCoordinates", "latitude": its.latitude, "longitude": its.longitude}
            if its.latitude is not None
            else None,
            "specialOpeningHoursSpecification": [hours for notice in its.notices for hours in _special(notice)],
            "faxNumber": its.faxes[0].number if its.faxes else None,
            "amenityFeature": _wheelchair(its.wheelchair),
        }
    )


def _wheelchair(value: str) -> Node | None:
    """A yes or a no that somebody knows."""
    if value not in ("yes", "no"):
        return None
    return {"@type": "LocationFeatureSpecification", "name": "wheelchair", "value": value == "yes"}


def _week(expression: str) -> Iterator[Node]:
    """What is usual, by day and span; by appointment and perhaps are no hours that are available."""
    for day, spans in zip(_DAYS, certain(expression) if expression else (), strict=False):
        for span in spans:
            closes = _LAST_MINUTE if span.end == DAY else clock(span.end)
            yield {"@type": "OpeningHoursSpecification", "dayOfWeek": day, "opens": clock(span.begin), "closes": closes}


def _special(notice: Notice) -> Iterator[Node]:
    """Other hours on the days of a notice; closed is from midnight to midnight."""
    days = {"validFrom": notice.from_.isoformat(), "validThrough": notice.until.isoformat()}
    if notice.closed:
        yield {"@type": "OpeningHoursSpecification", "opens": "00:00", "closes": "00:00", **days}
    for hours in _week(notice.opening_hours or ""):
        yield {**hours, **days}


def _known(node: Node) -> Node:
    return {key: value for key, value in node.items() if value not in (None, "", [], {})}
