"""Importing: services of another directory become a file of listings. What could not be mapped is told; nothing is ever overwritten."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import phonenumbers

from livret import limits
from livret.data import hsds, inclusion, table
from livret.data.names import slug
from livret.data.service_record import Record, nested
from livret.directory import listing_file
from livret.directory.asked import FORMATS, FileHints
from livret.problems import Place, Report
from livret.publish import atomic
from livret.schema import place as places
from livret.schema.fields import split_extension
from livret.source.door import Door, Refused, elsewhere
from livret.source.read import Reading
from livret.source.services import FOLDER

Found = Iterable[tuple[Record, list[str]]]


@dataclass(slots=True)
class Taken:
    """What became of a file: where it went, how many services it gave, and of those left out why."""

    path: str
    services: int = 0
    left: dict[str, int] = field(default_factory=dict)  # what no key of Livret has: how many services said it


def take(door: Door, reading: Reading, file: Path, asked: FileHints, report: Report) -> Taken | None:
    """Writes `content/services/<name>.yaml`; None, with a problem, when nothing can be read of the file or that name is taken."""
    taken = Taken(f"{FOLDER}/{asked.name or slug(file.stem)}.yaml")
    if door.has(taken.path):
        report.add("import-exists", Place(taken.path))
        return None
    try:
        records = list(_records(file, asked, reading, door, taken))
    except Refused as refused:
        report.take(refused.problem)
        return None
    known = {*reading.site.services, *reading.private, *(name.removeprefix("service.") for name in reading.written)}
    fresh = list(_fresh(records, known, str(file), report))
    for path, count in taken.left.items():
        report.add("import-left", Place(str(file)), path=path, count=count)
    if fresh:
        atomic.write(door.root / taken.path, _listings_file(fresh, asked, reading).encode())
    taken.services = len(fresh)
    return taken


def _records(file: Path, asked: FileHints, reading: Reading, door: Door, taken: Taken) -> Iterator[Record]:
    """Each service of the file, with its category and its source where it says none."""
    for record, left in _records_of_file(file, asked.form, reading):
        for path in left:
            taken.left[path] = taken.left.get(path, 0) + 1
        if asked.category:
            record.setdefault("category", asked.category)
        if asked.source and not record.get("sources"):
            record["sources"] = [{"title": asked.source, "url": asked.source, "read_on": door.today.isoformat()}]
        for each, key in _numbers(record):
            each[key] = _dialled(str(each[key]), reading.site.config.country)
        yield record


def _numbers(record: Record) -> Iterator[tuple[dict[str, Any], str]]:
    """Where the record has a phone number."""
    yield from ((phone, "number") for phone in record.get("phones", ()) if phone.get("number"))
    organisation = record.get("organisation")
    if isinstance(organisation, dict) and organisation.get("phone"):
        yield organisation, "phone"


def _dialled(number: str, country: str) -> str:
    """A number as it is dialled from anywhere, with its extension; one that cannot be, as it is."""
    base, mark, extension = split_extension(number)
    try:
        parsed = phonenumbers.parse(base, country)
    except phonenumbers.NumberParseException:
        return number
    if not phonenumbers.is_valid_number(parsed):
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164) + mark + extension


def _records_of_file(file: Path, form: str, reading: Reading) -> Found:
    """Raises Refused for what is no such file."""
    text = elsewhere(file, limits.CATALOG_BYTES)
    if (form or file.resolve().suffix.removeprefix(".").lower()) == "csv":
        return [nested({path: value for path, value in row.items() if path != "url"}) for row in table.read(text)]
    try:
        document = json.loads(text)
        return list(_understood(document, form, reading))
    except json.JSONDecodeError as error:
        raise Refused("import-broken", Place(str(file), error.lineno, error.colno), reason=error.msg) from None
    except (AttributeError, KeyError, TypeError, ValueError):
        raise Refused("import-shape", Place(str(file)), choices=", ".join(FORMATS)) from None


def _understood(document: Any, form: str, reading: Reading) -> Found:
    first = next(iter(_entities(document)), {})
    if (form or ("data-inclusion" if "nom" in first else "hsds")) == "data-inclusion":
        return inclusion.read(document, reading.site.config)
    return hsds.read(document, reading.site.config.country)


def _entities(document: Any) -> list[dict[str, Any]]:
    """The services of either format, to see which it is."""
    found = document.get("services", document.get("contents", [document])) if isinstance(document, dict) else document
    if not isinstance(found, list) or not all(isinstance(each, dict) and ("nom" in each or "name" in each) for each in found):
        raise TypeError("no list of services")
    return found


def _fresh(records: Iterable[Record], known: set[str], file: str, report: Report) -> Iterator[Record]:
    """Those that the site does not have yet. Two of one name are told apart by a number."""
    seen: set[str] = set()
    for record in records:
        name = str(record.get("id") or slug(str(record.get("name", ""))))
        if name in known:
            report.add("import-known", Place(file), value=name)
            continue
        ident = next(
            each for each in itertools.chain([name], (f"{name}_{number}" for number in itertools.count(2))) if each not in seen
        )
        seen.add(ident)
        yield {"id": ident, **{key: value for key, value in record.items() if key != "id"}}


def _listings_file(records: list[Record], asked: FileHints, reading: Reading) -> str:
    shared, entries = listing_file.placed(records, places.Place.model_fields, reading.places)
    head: dict[str, Any] = {"category": asked.category} if asked.category else {}
    head |= {"places": {ident: listing_file.place(place) for ident, place in shared.items()}} if shared else {}
    return listing_file.written({**head, "services": [listing_file.entry(each) for each in entries]})
