"""What a listing says, in words: the same on its page, its card, the sheet and in a letter. Unknown is said as unknown, or not at all."""

from __future__ import annotations

from collections.abc import Iterator

from livret.schema.place import Address
from livret.schema.service import Service
from livret.translation.edition import Edition


def lines(address: Address) -> tuple[str, ...]:
    """The lines of an address, as on an envelope; never translated."""
    city = f"{address.postal_code or ''} {address.city}".strip()
    return tuple(line for line in (address.name, address.street, address.detail, city) if line)


def appointment(edition: Edition, service: Service) -> str:
    """ "" when it is not known."""
    match service.appointment:
        case "required":
            return edition.say("You need an appointment")
        case "possible":
            return edition.say("With or without an appointment")
        case "none":
            return edition.say("No appointment needed")
        case _:
            return ""


def fees(edition: Edition, service: Service) -> str:
    """ "" when it is not known."""
    match service.fees:
        case "free":
            return edition.say("Free")
        case "paid":
            return edition.say("You have to pay")
        case _:
            return ""


def audience(edition: Edition, service: Service) -> str:
    """ "" when it is not known."""
    match service.audience:
        case "unconditional":
            return edition.say("For everyone")
        case "preferential":
            return edition.say("First of all for some people")
        case "exclusive":
            return edition.say("Only for some people")
        case _:
            return ""


def answer(edition: Edition, value: str) -> str:
    """Yes, in part, no, or that it is not known."""
    match value:
        case "yes":
            return edition.say("Yes")
        case "limited":
            return edition.say("In part")
        case "no":
            return edition.say("No")
        case _:
            return edition.say("Not known.")


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
    match name:
        case "asylum_seeker":
            return edition.say("Asylum seekers")
        case "refugee":
            return edition.say("Refugees")
        case "subsidiary_protection":
            return edition.say("People with subsidiary protection")
        case "stateless":
            return edition.say("Stateless people")
        case "temporary_protection":
            return edition.say("People with temporary protection")
        case "undocumented":
            return edition.say("People without papers")
        case "residence_permit":
            return edition.say("People with a residence permit")
        case "women":
            return edition.say("Women")
        case "men":
            return edition.say("Men")
        case "alone":
            return edition.say("People on their own")
        case "couple":
            return edition.say("Couples")
        case "with_children":
            return edition.say("Families with children")
        case "pregnant":
            return edition.say("Pregnant women")
        case "unaccompanied_minor":
            return edition.say("Minors without family")
        case "young":
            return edition.say("Young people")
        case "senior":
            return edition.say("Older people")
        case "student":
            return edition.say("Students")
        case "jobseeker":
            return edition.say("People looking for work")
        case "worker":
            return edition.say("People who have work")
        case "benefits":
            return edition.say("People who live on minimum benefits")
        case "emergency":
            return edition.say("People in an emergency")
        case "exile":
            return edition.say("People who had to leave their country")
        case "legal":
            return edition.say("People in a special legal situation")
        case "priority_area":
            return edition.say("People who live in a priority area")
        case "homeless":
            return edition.say("People without a home")
        case "violence":
            return edition.say("Victims of violence")
        case "trafficking":
            return edition.say("Victims of trafficking")
        case "disability":
            return edition.say("People with a disability")
        case "lgbt":
            return edition.say("LGBT people")
        case "addiction":
            return edition.say("People with an addiction")
        case "prison":
            return edition.say("People in prison or leaving it")
        case _:
            raise ValueError(name)


def ways_in(edition: Edition, service: Service) -> list[str]:
    return [_way_in(edition, mode) for mode in service.access_modes]


def _way_in(edition: Edition, mode: str) -> str:
    match mode:
        case "walk_in":
            return edition.say("Go there")
        case "phone":
            return edition.say("Call")
        case "email":
            return edition.say("Write an e-mail")
        case "online":
            return edition.say("Use their website")
        case "post":
            return edition.say("Write a letter")
        case "referral":
            return edition.say("Somebody has to send you")
        case _:
            raise ValueError(mode)


def label(edition: Edition, field: str) -> str:
    """What a key of a listing is called; those that no page names keep the name they have in its file."""
    match field:
        case "phones":
            return edition.say("Phone")
        case "email":
            return edition.say("E-mail")
        case "website":
            return edition.say("Website")
        case "address" | "address_visibility":
            return edition.say("Address")
        case "transport":
            return edition.say("How to get there")
        case "opening_hours" | "opening_hours_note" | "notices":
            return edition.say("Opening hours")
        case "appointment" | "appointment_url" | "access":
            return edition.say("Appointment")
        case "fees" | "fees_detail":
            return edition.say("Price")
        case "audience" | "eligibility" | "statuses" | "gender" | "family" | "situations" | "minimum_age" | "maximum_age" | "zone":
            return edition.say("For whom")
        case "documents":
            return edition.say("Documents to bring")
        case "languages" | "languages_note":
            return edition.say("Languages spoken")
        case "interpreter":
            return edition.say("Interpreter")
        case "wheelchair":
            return edition.say("Wheelchair access")
        case "organisation":
            return edition.say("Organisation")
        case _:
            return field
