"""HSDS 3 (Open Referral), read: each service as a record, and every word of it for which Livret has no key.

Phones, schedules and languages hang on the service, on the place, on the service at that place and on the organisation: all of them are looked at,
and what is not taken from a level is told by its path. https://docs.openreferral.org
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from livret.data.names import first_sentence, slug
from livret.data.service_record import Record, flat, known, nested
from livret.languages import tag_of

Entity = dict[str, Any]
STATUS = {"active": "active", "suspended": "temporarily closed", "closed": "defunct"}
# Keys that mean the same here and there, one text each.
SAME = {
    "name": "name",
    "alternate_name": "alternate_name",
    "description": "description",
    "url": "website",
    "email": "email",
    "application_process": "access",
    "fees_description": "fees_detail",
    "eligibility_description": "eligibility",
    "assured_date": "verified_on",
}

# What is read of each entity. Ids that lead from one to the other say nothing of it.
_READ = {
    "": {
        *SAME, "status", "minimum_age", "maximum_age", "interpretation_services", "organization", "phones", "languages", "required_documents",
        "schedules", "service_areas", "cost_options", "service_at_locations", "attributes", "alert", "last_modified",
    },
    "phones": {"number", "extension", "type", "description", "languages"},
    "languages": {"code", "name"},
    "required_documents": {"document"},
    "service_areas": {"name", "extent", "extent_type"},
    "cost_options": {"option"},
    "organization": {"name", "description", "website", "email", "phones", "organization_identifiers"},
    "organization_identifiers": {"identifier", "identifier_type", "identifier_scheme"},
    "service_at_locations": {"location", "phones", "schedules"},
    "location": {"location_type", "name", "latitude", "longitude", "transportation", "accessibility", "addresses", "phones", "languages", "schedules"},
    "addresses": {"attention", "address_1", "address_2", "city", "state_province", "postal_code", "country", "address_type"},
}  # fmt: skip
_LINES = ("voice", "sms", "fax", "textphone")
_WHEELCHAIR = ("yes", "limited", "no")


def read(document: Any, country: str = "FR") -> Iterator[tuple[Record, list[str]]]:
    """Each service of a document – a page of an API, a list, or one – as a record, and the paths of what Livret has no key for. `country`
    is the site's: an address there says none."""
    contents = document.get("contents", [document]) if isinstance(document, dict) else document
    for entity in contents:
        record, strange = nested({**flat(as_record(entity, country)), **dict(_own(entity))})
        yield record, [*strange, *_left(entity)]


def _own(entity: Entity) -> Iterator[tuple[str, str]]:
    """The attributes that are paths of Livret's keys; one without a value takes back what the rest of the entity says."""
    for attribute in entity.get("attributes") or ():
        if known(str(attribute.get("link_type"))):
            yield attribute["link_type"], attribute.get("value") or ""


def as_record(its: Entity, country: str) -> Record:
    """What HSDS's own words say."""
    record: Record = {ours: its[theirs] for theirs, ours in SAME.items() if its.get(theirs)}
    if "description" in record:
        record["gloss"] = first_sentence(record["description"])
    record["id"] = slug(str(its.get("name") or its.get("id") or ""))
    status = next((ours for ours, theirs in STATUS.items() if theirs == its.get("status")), "active")
    record |= {"status": status} if status != "active" else {}
    record |= {key: its[key] for key in ("minimum_age", "maximum_age") if its.get(key) is not None}
    if its.get("interpretation_services") in ("yes", "no"):
        record["interpreter"] = its["interpretation_services"]
    if organisation := its.get("organization"):
        record["organisation"] = _organisation(organisation)
    record |= {key: value for key, value in _lists(its) if value}
    if at := _at(its):
        record |= _place(at.get("location") or {}, country)
    return record


def _at(its: Entity) -> Entity:
    """The first place of a service: it has one with us."""
    return next(iter(its.get("service_at_locations") or ()), {})


def _levels(its: Entity) -> Iterator[tuple[str, Entity]]:
    """What may have phones, languages and schedules, by its path."""
    at = _at(its)
    yield "", its
    yield "service_at_locations.", at
    yield "service_at_locations.location.", at.get("location") or {}


def _every(its: Entity, key: str) -> Iterator[Entity]:
    return (each for _, entity in _levels(its) for each in entity.get(key) or ())


def _lists(its: Entity) -> Iterator[tuple[str, Any]]:
    numbers = {phone["number"]: phone for each in _every(its, "phones") if each.get("number") and (phone := _number(each))}
    yield "phones", list(numbers.values())
    yield "languages", list(dict.fromkeys(filter(None, map(_tag, _every(its, "languages")))))
    yield "documents", [each["document"] for each in its.get("required_documents") or () if each.get("document")]
    yield "opening_hours", next((each["description"] for each in _every(its, "schedules") if _is_expression(each)), "")
    yield "zone", [each["extent"] for each in its.get("service_areas") or () if each.get("extent_type") == "INSEE"]
    yield "fees", next((each["option"] for each in its.get("cost_options") or () if each.get("option") in ("free", "paid")), "")


def _is_expression(schedule: Entity) -> bool:
    return "OpenStreetMap" in (schedule.get("notes") or "") and bool(schedule.get("description"))


def _tag(its: Entity) -> str:
    """The tag of a language by its code or its name; "" for one that nobody knows."""
    return str(its.get("code") or tag_of(str(its.get("name") or "")))


def _organisation(its: Entity) -> Record:
    record = {key: its[key] for key in ("name", "website", "email") if its.get(key)}
    if its.get("description") not in (None, its.get("name")):
        record["gloss"] = its["description"]
    for phone in (its.get("phones") or ())[:1]:
        record["phone"] = _dialled(phone)
    for identifier in its.get("organization_identifiers") or ():
        if identifier.get("identifier_type") == "SIRET":
            record["siret"] = identifier["identifier"]
    return record


def _number(its: Entity) -> Record:
    """A phone; a sort of line that Livret does not know is a voice."""
    record = {"number": _dialled(its)}
    if its.get("type") in _LINES[1:]:
        record["type"] = its["type"]
    if its.get("description"):
        record["label"] = its["description"]
    spoken = list(filter(None, map(_tag, its.get("languages") or ())))
    return {**record, "languages": spoken} if spoken else record


def _dialled(its: Entity) -> str:
    return f"{its['number']};ext={its['extension']}" if its.get("extension") else str(its["number"])


def _place(its: Entity, country: str) -> Record:
    record: Record = {key: its[key] for key in ("latitude", "longitude") if its.get(key) is not None}
    if its.get("transportation"):
        record["transport"] = its["transportation"]
    for each in its.get("accessibility") or ():
        if _is_wheelchair(each):
            record["wheelchair"] = each["details"]
    for address in _visited(its)[:1]:
        keys = (
            ("attention", "name"),
            ("address_1", "street"),
            ("address_2", "detail"),
            ("postal_code", "postal_code"),
            ("city", "city"),
        )
        record["address"] = {ours: address[theirs] for theirs, ours in keys if address.get(theirs)}
        record["address"] |= {"country": address["country"]} if address.get("country") not in (None, "", country) else {}
        record["address"] |= {"name": its["name"]} if its.get("name") and not address.get("attention") else {}
    return record


def _visited(location: Entity) -> list[Entity]:
    """The addresses that one can go to: letters go elsewhere."""
    return [each for each in location.get("addresses") or () if each.get("address_type") in (None, "", "physical")]


def _is_wheelchair(its: Entity) -> bool:
    return its.get("description") == "wheelchair" and its.get("details") in _WHEELCHAIR


# --- what is left -------------------------------------------------------------------------------------


def _left(its: Entity) -> Iterator[str]:
    """What nothing above reads."""
    yield from _strange(its, "", "")
    yield from (
        f"attributes: {each.get('link_type')}" for each in its.get("attributes") or () if not known(str(each.get("link_type")))
    )
    for path, entity in _levels(its):
        yield from _left_of_level(entity, path)
    yield from _left_of_place(_at(its))
    organisation = its.get("organization") or {}
    yield from _strange(organisation, "organization.", "organization")
    phones = enumerate(organisation.get("phones") or (), 1)
    yield from (f"organization.phones.{number}: {each.get('number')}" for number, each in phones if number > 1)
    for each in organisation.get("organization_identifiers") or ():
        if each.get("identifier_type") != "SIRET":
            yield f"organization.organization_identifiers: {each.get('identifier_type')}"
    yield from (f"service_at_locations.{number}" for number, _ in enumerate(its.get("service_at_locations") or (), 1) if number > 1)
    for key in ("required_documents", "cost_options", "service_areas"):
        yield from (path for each in its.get(key) or () for path in _strange(each, f"{key}.", key))
    yield from (
        f"cost_options: {each['option']}"
        for each in its.get("cost_options") or ()
        if each.get("option") not in (None, "free", "paid")
    )
    yield from (
        f"service_areas: {each.get('name') or each.get('extent')}"
        for each in its.get("service_areas") or ()
        if each.get("extent_type") != "INSEE"
    )
    if its.get("interpretation_services") not in (None, "", "yes", "no"):
        yield "interpretation_services"
    if its.get("alert") and not any(str(each.get("link_type")).startswith("notices.") for each in its.get("attributes") or ()):
        yield "alert"


def _left_of_level(its: Entity, path: str) -> Iterator[str]:
    """Phones, languages and schedules of the service, of the place, or of the service there."""
    schedules = its.get("schedules") or ()
    if schedules and not any(map(_is_expression, schedules)):
        yield f"{path}schedules: {'; '.join(filter(None, map(_told, schedules)))}".removesuffix(": ")
    for phone in its.get("phones") or ():
        yield from _strange(phone, f"{path}phones.", "phones")
        if phone.get("type") not in (None, "", *_LINES):
            yield f"{path}phones.type: {phone['type']}"
        yield from _left_of_languages(phone.get("languages") or (), f"{path}phones.")
    yield from _left_of_languages(its.get("languages") or (), path)


def _told(schedule: Entity) -> str:
    """MO 09:00–12:00: days and times, for who writes them by hand."""
    times = "–".join(str(schedule[key])[:5] for key in ("opens_at", "closes_at") if schedule.get(key))
    return " ".join(filter(None, (str(schedule.get("byday") or ""), times, str(schedule.get("description") or ""))))


def _left_of_languages(languages: Iterable[Entity], path: str) -> Iterator[str]:
    for each in languages:
        yield from _strange(each, f"{path}languages.", "languages")
        if not _tag(each):
            yield f"{path}languages: {each.get('name') or each.get('id')}"


def _left_of_place(at: Entity) -> Iterator[str]:
    location, path = at.get("location") or {}, "service_at_locations.location."
    yield from _strange(at, "service_at_locations.", "service_at_locations")
    yield from _strange(location, path, "location")
    for each in location.get("accessibility") or ():
        if not _is_wheelchair(each):
            yield f"{path}accessibility: {each.get('description') or each.get('details')}"
    visited = _visited(location)
    if location.get("name") and (not visited or visited[0].get("attention") not in (None, "", location["name"])):
        yield f"{path}name"
    if location.get("location_type") not in (None, "", "physical"):
        yield f"{path}location_type: {location['location_type']}"
    for each in location.get("addresses") or ():
        if each in visited[:1]:
            yield from _strange(each, f"{path}addresses.", "addresses")
        else:
            told = ", ".join(filter(None, (each.get("address_1"), each.get("postal_code"), each.get("city"))))
            yield f"{path}addresses ({each.get('address_type') or 'physical'}): {told}"


def _strange(its: Entity, path: str, kind: str) -> Iterator[str]:
    """The keys of an entity that are not read, and say something."""
    yield from (
        f"{path}{key}" for key, value in its.items() if value and key != "id" and not key.endswith("_id") and key not in _READ[kind]
    )
