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
from livret.data import hsds_reading, inclusion, spreadsheet
from livret.data.names import slug
from livret.data.service_record import TEXTS, Record, known, nested
from livret.directory import listing_file
from livret.directory.asked import FORMATS, FileHints
from livret.problems import Place, Report, detail, near
from livret.publish import atomic
from livret.schema import place as places
from livret.schema.fields import split_extension
from livret.source.door import Door, Refused, elsewhere
from livret.source.read import Reading
from livret.source.services import FOLDER, tried
from livret.tongue import marked

Found = Iterable[tuple[Record | None, list[str]]]


@dataclass(slots=True)
class Taken:
    """What became of a file: where it went, how many services it gave, and of those left out why."""

    path: str
    services: int = 0
    text: str = ""
    left: dict[str, int] = field(default_factory=dict)  # what no key of Livret has: how many services said it


def take(door: Door, reading: Reading, file: Path, asked: FileHints, report: Report) -> Taken | None:
    """Writes `content/services/<name>.yaml`; None, with a problem, when nothing can be read of the file or that name is taken."""
    taken = Taken(f"{FOLDER}/{asked.name or slug(file.stem)}.yaml")
    if door.is_own(taken.path):
        report.add("import-exists", Place(taken.path))
        return None
    try:
        records = list(_records(file, asked, reading, door, taken, report))
    except Refused as refused:
        report.take(refused.problem)
        return None
    if not records and not report:
        report.add("import-empty", Place(str(file)))
    there = {*reading.site.services, *reading.private, *(name.removeprefix("service.") for name in reading.written)}
    fresh = list(_fresh(records, there, str(file), report))
    for path, count in taken.left.items():
        report.add("import-left", Place(str(file)), path=path, count=count)
    taken.services, taken.text = len(fresh), _listings_file(fresh, asked, reading) if fresh else ""
    if fresh and not asked.dry:
        atomic.write(door.root / taken.path, taken.text.encode())
    return taken


def trial(taken: Taken, reading: Reading, report: Report) -> None:
    """Tells what would be wrong with the file, had it been written."""
    tried(taken.text, taken.path, reading.site.config, report)


def _records(file: Path, asked: FileHints, reading: Reading, door: Door, taken: Taken, report: Report) -> Iterator[Record]:
    """Each service of the file, with its category and its source where it says none."""
    for record, left in _records_of_file(file, asked, reading, report):
        for path in left:
            taken.left[path] = taken.left.get(path, 0) + 1
        if record is None:
            continue
        if asked.category:
            record.setdefault("category", asked.category)
        if asked.source and not record.get("sources"):
            record["sources"] = [{"title": asked.source, "url": asked.source, "read_on": door.today.isoformat()}]
        for source in record.get("sources", ()):
            source.setdefault("read_on", door.today.isoformat())
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


_TABLES = ("csv", "tsv", "txt", "xlsx", "xlsm", "xls", "ods")  # the last ones are told how to become one


def _records_of_file(file: Path, asked: FileHints, reading: Reading, report: Report) -> Found:
    """Raises Refused for what is no such file."""
    if (asked.form or file.resolve().suffix.removeprefix(".").lower()) in _TABLES:
        return list(_rows(file, elsewhere(file, limits.CATALOG_BYTES, spreadsheet.text_of), asked, reading, report))
    if asked.names:
        raise Refused("import-map", Place(str(file)))
    text = elsewhere(file, limits.CATALOG_BYTES)
    try:
        document = json.loads(text)
        return list(_understood(document, asked.form, reading))
    except json.JSONDecodeError as error:
        raise Refused("import-broken", Place(str(file), error.lineno, error.colno), reason=detail(_json_fault(error))) from None
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError):
        raise Refused("import-shape", Place(str(file)), choices=", ".join(FORMATS)) from None


def _json_fault(error: json.JSONDecodeError) -> str:
    """What is wrong with a file of JSON, in words of ours for what Python's reader says most."""
    return next((words for begin, words in _JSON_FAULTS.items() if error.msg.startswith(begin)), error.msg)


_JSON_FAULTS = {
    "Expecting ',' delimiter": marked("a comma or a closing bracket is missing"),
    "Expecting ':' delimiter": marked("a colon is missing"),
    "Expecting property name": marked("a name between double quotes is missing"),
    "Illegal trailing comma": marked("a comma stands before a closing bracket"),
    "Expecting value": marked("a value is missing"),
    "Unterminated string": marked("a double quote is not closed"),
    "Invalid control character": marked("a text goes on to the next line"),
    "Invalid \\": marked("“\\” means nothing here"),
    "Extra data": marked("something stands after the end"),
}


def _rows(file: Path, text: str, asked: FileHints, reading: Reading, report: Report) -> Found:
    """The services of a table. Raises Refused where none of its columns, or none that is asked for, is known: then nothing of it is."""
    columns = spreadsheet.columns(text)
    _check_names(file, columns, asked)
    if title := spreadsheet.title(text):
        report.add("import-title", Place(str(file), 1), text=title)
    seen: dict[tuple[tuple[str, str], ...], int] = {}
    for row in spreadsheet.rows(text, asked.names, reading.site.config.country):
        place = Place(str(file), row.line)
        for slip in row.slips:
            report.add(slip.code, place, **dict(slip.values))
        cells = {path: value for path, value in row.cells.items() if path != "url"}
        if (line := seen.setdefault(tuple(cells.items()), row.line)) != row.line:
            if cells:
                report.add("import-twice", place, line=line)
        elif cells and not cells.keys() & {"id", "name"}:
            report.add("import-nameless", place, text=", ".join(cells.values()))
        elif cells:
            yield nested(cells)


def _check_names(file: Path, columns: tuple[str, ...], asked: FileHints) -> None:
    place, called = Place(str(file), 1), {column.casefold() for column in columns}
    for column, path in asked.names.items():
        if column.casefold() not in called:
            raise Refused("import-column", place, value=column, choices=", ".join(columns), near=near(column, columns))
        if not (known(path) or path in TEXTS):
            raise Refused("import-key", place, value=path, near=near(path, COMMON.values()))
    if columns and "name" not in {*columns, *asked.names.values()}:
        raise Refused("import-columns", place, columns=", ".join(columns), near=_proposed(columns))


def _proposed(columns: tuple[str, ...]) -> str:
    """`--map "Nom=name"`, for each column whose name is a word that people use for one of our keys."""
    paths = {column: COMMON[slug(column)] for column in columns if slug(column) in COMMON}
    return " ".join(f'--map "{column}={path}"' for column, path in paths.items()) if "name" in paths.values() else ""


# What columns are called by those who have not seen Livret.
COMMON = {
    **dict.fromkeys(
        ("nom", "structure", "intitule", "nom_de_la_structure", "nom_du_service", "organisme", "service", "titre"), "name"
    ),
    **dict.fromkeys(("description", "presentation", "details"), "description"),
    **dict.fromkeys(("resume", "en_bref", "objet", "activite", "gloss"), "gloss"),
    **dict.fromkeys(("telephone", "tel", "phone", "numero", "numero_de_telephone", "portable"), "phones.1.number"),
    **dict.fromkeys(("adresse", "rue", "address", "street", "voie"), "address.street"),
    **dict.fromkeys(("code_postal", "cp", "postal_code", "postcode", "zip"), "address.postal_code"),
    **dict.fromkeys(("ville", "commune", "city", "localite"), "address.city"),
    **dict.fromkeys(("code_insee", "insee"), "address.insee_code"),
    **dict.fromkeys(("email", "e_mail", "mail", "courriel", "adresse_mail"), "email"),
    **dict.fromkeys(("site", "site_web", "site_internet", "website", "url", "web"), "website"),
    **dict.fromkeys(("horaires", "heures", "horaires_d_ouverture", "hours"), "opening_hours_note"),
    **dict.fromkeys(("langues", "languages", "langues_parlees"), "languages"),
    **dict.fromkeys(("documents", "pieces", "documents_a_apporter"), "documents"),
    **dict.fromkeys(("latitude", "lat"), "latitude"),
    **dict.fromkeys(("longitude", "lon", "lng", "long"), "longitude"),
    **dict.fromkeys(("verifie_le", "date_de_verification", "mis_a_jour", "date_maj", "mise_a_jour"), "verified_on"),
    "siret": "organisation.siret",
}


def _understood(document: Any, form: str, reading: Reading) -> Found:
    entities = _entities(document)
    is_inclusion = "nom" in entities[0] if entities else "services" in document
    if (form or ("data-inclusion" if is_inclusion else "hsds")) == "data-inclusion":
        return inclusion.read(document, reading.site.config)
    return hsds_reading.read(document, reading.site.config.country)


def _entities(document: Any) -> list[dict[str, Any]]:
    """The services of either format, to see which it is."""
    found = document.get("services", document.get("contents", [document])) if isinstance(document, dict) else document
    if not isinstance(found, list) or not all(isinstance(each, dict) and ("nom" in each or "name" in each) for each in found):
        raise TypeError("no list of services")
    return found


def _fresh(records: Iterable[Record], there: set[str], file: str, report: Report) -> Iterator[Record]:
    """Those that the site does not have yet. Two of one name are told apart by a number."""
    seen: set[str] = set()
    for record in records:
        name = str(record.get("id") or slug(str(record.get("name", ""))))
        if name in there:
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
