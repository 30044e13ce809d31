"""What a listing says, in words: the same on its page, its card, the sheet and in a letter. Unknown is said as unknown, or not at all.

The tables hold a word for each value that `schema/service.py` allows; what is said for it stands in the interface's catalogs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from livret.catalogs.interface import N_
from livret.editions.edition import Edition
from livret.languages import locale
from livret.phrases.quantities import phone
from livret.schema.place import Address
from livret.schema.service import Service

_APPOINTMENTS: Mapping[str, str] = {
    "required": N_("You need an appointment"),
    "possible": N_("With or without an appointment"),
    "none": N_("No appointment needed"),
}
_FEES: Mapping[str, str] = {
    "free": N_("Free"),
    "paid": N_("You have to pay"),
}
_AUDIENCES: Mapping[str, str] = {
    "unconditional": N_("For everyone"),
    "preferential": N_("First of all for some people"),
    "exclusive": N_("Only for some people"),
}
_ANSWERS: Mapping[str, str] = {
    "yes": N_("Yes"),
    "limited": N_("In part"),
    "no": N_("No"),
}
_GROUPS: Mapping[str, str] = {
    "asylum_seeker": N_("Asylum seekers"),
    "refugee": N_("Refugees"),
    "subsidiary_protection": N_("People with subsidiary protection"),
    "stateless": N_("Stateless people"),
    "temporary_protection": N_("People with temporary protection"),
    "undocumented": N_("People without papers"),
    "residence_permit": N_("People with a residence permit"),
    "women": N_("Women"),
    "men": N_("Men"),
    "alone": N_("People on their own"),
    "couple": N_("Couples"),
    "with_children": N_("Families with children"),
    "pregnant": N_("Pregnant women"),
    "unaccompanied_minor": N_("Minors without family"),
    "young": N_("Young people"),
    "senior": N_("Older people"),
    "student": N_("Students"),
    "jobseeker": N_("People looking for work"),
    "worker": N_("People who have work"),
    "benefits": N_("People who live on minimum benefits"),
    "emergency": N_("People in an emergency"),
    "exile": N_("People who had to leave their country"),
    "legal": N_("People in a special legal situation"),
    "priority_area": N_("People who live in a priority area"),
    "homeless": N_("People without a home"),
    "violence": N_("Victims of violence"),
    "trafficking": N_("Victims of trafficking"),
    "disability": N_("People with a disability"),
    "lgbt": N_("LGBT people"),
    "addiction": N_("People with an addiction"),
    "prison": N_("People in prison or leaving it"),
}
_WAYS_IN: Mapping[str, str] = {
    "walk_in": N_("Go there"),
    "phone": N_("Call"),
    "email": N_("Write an e-mail"),
    "online": N_("Use their website"),
    "post": N_("Write a letter"),
    "referral": N_("Somebody has to send you"),
}
_LABELS: Mapping[str, str] = {
    "phones": N_("Phone"),
    "email": N_("E-mail"),
    "website": N_("Website"),
    **dict.fromkeys(("address", "address_visibility"), N_("Address")),
    "transport": N_("How to get there"),
    **dict.fromkeys(("opening_hours", "opening_hours_note", "notices"), N_("Opening hours")),
    **dict.fromkeys(("appointment", "appointment_url", "access"), N_("Appointment")),
    **dict.fromkeys(("fees", "fees_detail"), N_("Price")),
    **dict.fromkeys(
        ("audience", "eligibility", "statuses", "gender", "family", "situations", "minimum_age", "maximum_age", "zone"),
        N_("For whom"),
    ),
    "documents": N_("Documents to bring"),
    **dict.fromkeys(("languages", "languages_note"), N_("Languages spoken")),
    "interpreter": N_("Interpreter"),
    "wheelchair": N_("Wheelchair access"),
    "organisation": N_("Organisation"),
}
# By key of a listing: what is said for its values.
VALUES: Mapping[str, Mapping[str, str]] = {
    "appointment": _APPOINTMENTS,
    "fees": _FEES,
    "audience": _AUDIENCES,
    **dict.fromkeys(("interpreter", "wheelchair"), _ANSWERS),
    **dict.fromkeys(("statuses", "family", "situations", "gender"), _GROUPS),
    "access_modes": _WAYS_IN,
}


def words(edition: Edition, service: Service) -> dict[str, Any]:
    """What is said of each key of a listing that has words of the interface, for templates."""
    return {
        "appointment": appointment(edition, service),
        "fees": fees(edition, service),
        "audience": audience(edition, service),
        "groups": groups(edition, service),
        "ways_in": ways_in(edition, service),
        "interpreter": answer(edition, service.interpreter),
        "wheelchair": answer(edition, service.wheelchair),
        "unknown": unknown(edition, service),
    }


def unknown(edition: Edition, service: Service) -> dict[str, str]:
    """What nobody has told of a listing, key by key with its label: its page says so of all of it in one line."""
    told = {
        "appointment": appointment(edition, service) or service.access or service.appointment_url,
        "fees": fees(edition, service) or service.fees_detail,
        "languages": service.languages or service.languages_note,
        "interpreter": service.interpreter != "unknown",
        "wheelchair": service.wheelchair != "unknown",
    }
    return {key: edition.say(_LABELS[key]) for key, known in told.items() if not known}


def lines(edition: Edition, address: Address) -> tuple[str, ...]:
    """The lines of an address, as on an envelope: those that are known, and the country where it is another one; never translated."""
    parts = (address.city, address.postal_code) if address.country in _CODE_LAST else (address.postal_code, address.city)
    abroad = address.country and address.country != edition.config.country
    country = locale(edition.source.tag).territories.get(address.country, address.country) if abroad else None
    return tuple(line for line in (address.name, address.street, address.detail, " ".join(filter(None, parts)), country) if line)


def reached(edition: Edition, service: Service) -> tuple[str, ...]:
    """How to reach a place without a screen: its numbers and its address; its website where it has neither. Never translated."""
    called = [phone(edition, number.number) for number in service.calls]
    found = [", ".join(lines(edition, service.address))] if service.address else []
    return tuple(called + found) or ((service.website.partition("://")[2],) if service.website else ())


def country(edition: Edition) -> str:
    """The country of the site, as readers call it: where what is everywhere can be found."""
    return str(locale(edition.language.tag).territories.get(edition.config.country, edition.config.country))


_CODE_LAST = frozenset(
    {"GB", "IE", "US", "CA", "AU"}
)  # the postal code stands behind the city, as the Universal Postal Union has it


def appointment(edition: Edition, service: Service) -> str:
    """ "" when it is not known."""
    return _value_text(edition, _APPOINTMENTS, service.appointment)


def fees(edition: Edition, service: Service) -> str:
    """ "" when it is not known."""
    return _value_text(edition, _FEES, service.fees)


def audience(edition: Edition, service: Service) -> str:
    """ "" when it is not known."""
    return _value_text(edition, _AUDIENCES, service.audience)


def answer(edition: Edition, value: str) -> str:
    """Yes, in part, no, or that it is not known."""
    return _value_text(edition, _ANSWERS, value) or edition.say("Not known.")


def groups(edition: Edition, service: Service) -> list[str]:
    """Whom it is for: status, gender, family, situation, age; where `audience` says how strictly."""
    names = (*service.statuses, *((service.gender,) if service.gender else ()), *service.family, *service.situations)
    return [*(group(edition, name) for name in names), *_ages(edition, service)]


def _ages(edition: Edition, service: Service) -> Iterator[str]:
    if service.minimum_age is not None:
        yield edition.say("From the age of {age}", age=service.minimum_age)
    if service.maximum_age is not None:
        yield edition.say("Up to the age of {age}", age=service.maximum_age)


def group(edition: Edition, name: str) -> str:
    """What people of a status, gender, family or situation are called. Raises KeyError for a name that the schema has not."""
    return edition.say(_GROUPS[name])


def ways_in(edition: Edition, service: Service) -> list[str]:
    """What one does to get in, each way by itself, in the order of the listing."""
    return [edition.say(_WAYS_IN[mode]) for mode in service.access_modes]


def label(edition: Edition, field: str) -> str:
    """What a key of a listing is called; those that no page names keep the name they have in its file."""
    return _value_text(edition, _LABELS, field) or field


def _value_text(edition: Edition, words: Mapping[str, str], value: str) -> str:
    """ "" for a value that has no words."""
    return edition.say(words[value]) if value in words else ""
