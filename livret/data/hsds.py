"""HSDS 3 (Open Referral): the nested services of its API, as one page of `/services`; written. `livret.data.hsds_reading` reads it.

https://docs.openreferral.org – What HSDS has no word for, or says less exactly, is an attribute named after the path of Livret's key:
so nothing is lost, and who does not know these attributes still reads the rest. Schedules name the hours of the usual week without
recurrence rules, and have the whole expression as their description.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from livret.data.exports import Listed, about, listed, stable
from livret.data.hsds_reading import SAME, STATUS, as_record
from livret.data.service_record import Record, flat
from livret.editions.edition import Edition
from livret.encode import json
from livret.hours.week import certain
from livret.phrases.fact_text import plain
from livret.phrases.timetable import clock

Entity = dict[str, Any]
Identify = Callable[..., str]  # names to a stable identifier
TAXONOMY = "livret"
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def services(edition: Edition) -> bytes:
    terms = about(edition)
    contents = [_service(edition, each) for each in listed(edition)]
    count = len(contents)
    page = {
        "total_items": count,
        "total_pages": 1,
        "page_number": 1,
        "size": count,
        "first_page": True,
        "last_page": True,
        "empty": not count,
    }
    return json.document(
        {**page, "contents": contents, "licence": terms["licence_url"], "publisher": terms["publisher"], "date": terms["date"]}
    )


# --- writing ------------------------------------------------------------------------------------------


def _service(edition: Edition, each: Listed) -> Entity:
    identify, term = partial(stable, edition, "services", each.service.id), partial(_term, edition)
    return entity(each.record, identify, term, edition.config.country)


def entity(its: Record, identify: Identify, term: Callable[[str], Entity], country: str = "FR") -> Entity:
    """A service; `identify` gives the same identifier for the same names, `term` the entry of a category in a taxonomy. `country` is the site's."""
    made = core(its, identify, country)
    exact, back = flat(its), flat(as_record(made, country))
    paths = [path for path in {**exact, **back} if exact.get(path, "") != back.get(path, "")]
    made["attributes"] = [_attribute(identify, term, path, exact.get(path, "")) for path in paths]
    return made


def core(its: Record, identify: Identify, country: str) -> Entity:
    """What HSDS has words for."""
    entity: Entity = {"id": identify(), **{theirs: its[ours] for theirs, ours in SAME.items() if ours in its}}
    entity.setdefault("description", its["gloss"])
    entity["status"] = STATUS[its.get("status", "active")]
    entity |= {key: its[key] for key in ("minimum_age", "maximum_age") if key in its}
    if its.get("interpreter") in ("yes", "no"):
        entity["interpretation_services"] = its["interpreter"]
    if "organisation" in its:
        entity["organization"] = _organization(its["organisation"], identify)
    if alerts := [notice["text"] for notice in its.get("notices", ()) if "text" in notice]:
        entity["alert"] = " ".join(alerts)
    entity["phones"] = [_phone(phone, identify, str(number)) for number, phone in enumerate(its.get("phones", ()), 1)]
    entity["languages"] = [_language(tag, identify, "language") for tag in its.get("languages", ())]
    entity["required_documents"] = [
        {"id": identify("document", str(n)), "document": text} for n, text in enumerate(its.get("documents", ()), 1)
    ]
    entity["schedules"] = list(_schedules(its.get("opening_hours", ""), identify))
    entity["service_areas"] = [
        {"id": identify("area", code), "extent": code, "extent_type": "INSEE"} for code in its.get("zone", ())
    ]
    entity["cost_options"] = [{"id": identify("cost"), "option": its["fees"]}] if "fees" in its else []
    location = _location(its, identify, country)
    entity["service_at_locations"] = [{"id": identify("at"), "location": location}] if location else []
    return entity


def _organization(its: Record, identify: Identify) -> Entity:
    entity = {"id": identify("organisation"), "name": its["name"], "description": its.get("gloss", its["name"])}
    entity |= {key: its[key] for key in ("website", "email") if key in its}
    if "phone" in its:
        entity["phones"] = [{"id": identify("organisation", "phone"), **_dialled(its["phone"])}]
    if "siret" in its:
        numbers = {"identifier_scheme": "FR-SIRET", "identifier_type": "SIRET", "identifier": its["siret"]}
        entity["organization_identifiers"] = [{"id": identify("organisation", "siret"), **numbers}]
    return entity


def _phone(its: Record, identify: Identify, number: str) -> Entity:
    entity = {"id": identify("phone", number), **_dialled(its["number"]), "type": its.get("type", "voice")}
    if "label" in its:
        entity["description"] = its["label"]
    entity["languages"] = [_language(tag, identify, "phone", number, "language") for tag in its.get("languages", ())]
    return entity


def _dialled(number: str) -> Entity:
    """HSDS has a key for the extension, a number."""
    dialled, _, extension = number.partition(";ext=")
    return {"number": dialled, "extension": int(extension)} if extension else {"number": dialled}


def _language(tag: str, identify: Identify, *names: str) -> Entity:
    return {"id": identify(*names, tag), "code": tag}


def _schedules(expression: str, identify: Identify) -> Iterator[Entity]:
    if expression:
        yield {"id": identify("schedule"), "description": expression, "notes": "opening_hours of OpenStreetMap"}
        for number, day in enumerate(certain(expression)):
            for span in day:
                name = identify("schedule", _DAYS[number], str(span.begin))
                yield {"id": name, "byday": _DAYS[number], "opens_at": clock(span.begin), "closes_at": clock(span.end)}


def _location(its: Record, identify: Identify, country: str) -> Entity | None:
    if not {"address", "latitude", "transport", "wheelchair"} & set(its):
        return None
    entity: Entity = {"id": identify("location"), "location_type": "physical"}
    entity |= {key: its[key] for key in ("latitude", "longitude") if key in its}
    if "transport" in its:
        entity["transportation"] = its["transport"]
    if "wheelchair" in its:
        entity["accessibility"] = [{"id": identify("accessibility"), "description": "wheelchair", "details": its["wheelchair"]}]
    if "address" in its:
        entity["addresses"] = [_address(its["address"], identify, country)]
    return entity


def _address(its: Record, identify: Identify, country: str) -> Entity:
    """HSDS wants a street, a département and a code of each address; an attribute says which were made up of what is there."""
    code = its.get("insee_code") or its.get("postal_code", "")
    country = its.get("country", country)
    entity = {"id": identify("address"), "address_type": "physical", "country": country, "city": its["city"]}
    entity |= {"address_1": its.get("street") or its["city"], "postal_code": its.get("postal_code", "")}
    entity["state_province"] = code[: 3 if code.startswith("97") else 2] if country == "FR" else ""
    return {**entity, **{theirs: its[ours] for theirs, ours in (("attention", "name"), ("address_2", "detail")) if ours in its}}


def _attribute(identify: Identify, term: Callable[[str], Entity], path: str, value: str) -> Entity:
    made: Entity = {
        "id": identify("attribute", path),
        "link_id": identify(),
        "link_entity": "service",
        "link_type": path,
        "value": value,
    }
    return {**made, "taxonomy_term": term(value)} if path == "category" else made


def _term(edition: Edition, code: str) -> Entity:
    name = next(plain(edition, category.name) for category in edition.config.categories if category.id == code)
    return {"id": stable(edition, "category", code), "code": code, "name": name, "description": name, "taxonomy": TAXONOMY}
