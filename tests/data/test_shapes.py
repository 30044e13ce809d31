"""The exports as those who wrote their formats want them: data·inclusion by its own package, GeoJSON by geojson-pydantic, HSDS and schema.org by
what their references say of the entities that are used."""

from __future__ import annotations

import csv
import io
import json
import uuid
from pathlib import Path
from typing import Any

import icalendar
import plain
import pytest
from conftest import DAY, run
from data_inclusion.schema import v1
from geojson_pydantic import FeatureCollection
from jsonschema import Draft202012Validator, FormatChecker

from livret.schema.thematiques import THEMATIQUES

EXPORTED = ["permanence", "dispensaire", "cent_quinze", "refuge_cache", "ecoute", "accueil_ouvert"]


@pytest.fixture(scope="module")
def data(directory: Path) -> Path:
    return directory / "public" / "data"


def document(data: Path, name: str) -> Any:
    return json.loads((data / name).read_text(encoding="utf-8"))


# --- data·inclusion -----------------------------------------------------------------------------------


def test_data_inclusion_validates_the_export(data: Path) -> None:
    found = document(data, "data-inclusion.json")
    structures = [v1.Structure.model_validate(each) for each in found["structures"]]
    services = [v1.Service.model_validate(each) for each in found["services"]]
    assert [each.id for each in services] == [f"annuaire-exemple-fr--{ident}" for ident in EXPORTED]
    assert {each.structure_id for each in services} == {each.id for each in structures}


def test_data_inclusion_says_what_it_has_words_for(data: Path) -> None:
    first = document(data, "data-inclusion.json")["services"][0]
    assert first["publics"] == ["femmes", "familles", "personnes-en-situation-durgence", "personnes-exilees"]
    assert first["mobilisable_par"] == ["usagers", "professionnels"]
    assert first["thematiques"] == ["sante--acces-aux-soins"]
    assert first["horaires_accueil"] == "Mo-Fr 08:30-12:30,14:00-17:00; PH off; SH off"


def test_the_subjects_are_those_of_data_inclusion() -> None:
    assert {each.value for each in v1.Thematique} == set(THEMATIQUES)


# --- GeoJSON ------------------------------------------------------------------------------------------


def test_geojson_has_the_places_that_may_be_known(data: Path) -> None:
    found = FeatureCollection(**document(data, "services.geojson"))
    assert [feature.id for feature in found.features] == ["permanence", "dispensaire"]
    assert found.features[0].geometry
    assert tuple(found.features[0].geometry.coordinates) == (5.7245, 45.1885)  # type: ignore[union-attr]


# --- HSDS 3 -------------------------------------------------------------------------------------------

TEXT, UUID, URI = {"type": "string"}, {"type": "string", "format": "uuid"}, {"type": "string", "format": "uri"}


def entity(required: str = "", **properties: Any) -> dict[str, Any]:
    """An object of HSDS: each has an id, and no key that HSDS does not know."""
    return {
        "type": "object",
        "required": ["id", *required.split()],
        "properties": {"id": UUID, **properties},
        "additionalProperties": False,
    }


def several(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


LANGUAGE = entity(code=TEXT, name=TEXT, note=TEXT)
PHONE = entity("number", number=TEXT, type=TEXT, description=TEXT, extension={"type": "number"}, languages=several(LANGUAGE))
TERM = entity("name description", name=TEXT, description=TEXT, code=TEXT, taxonomy=TEXT, term_uri=URI)
ATTRIBUTE = entity(link_id=UUID, link_type=TEXT, link_entity=TEXT, value=TEXT, taxonomy_term=TERM)
KIND = {"enum": ["physical", "postal", "virtual"]}
ADDRESS = entity(
    "address_1 city state_province postal_code country address_type",
    attention=TEXT, address_1=TEXT, address_2=TEXT, city=TEXT, region=TEXT, state_province=TEXT, postal_code=TEXT, country=TEXT, address_type=KIND,
)  # fmt: skip
LOCATION = entity(
    "location_type",
    location_type=KIND, name=TEXT, transportation=TEXT, latitude={"type": "number"}, longitude={"type": "number"}, addresses=several(ADDRESS),
    accessibility=several(entity(description=TEXT, details=TEXT, url=URI)),
)  # fmt: skip
SCHEDULE = entity(
    description=TEXT,
    notes=TEXT,
    opens_at=TEXT,
    closes_at=TEXT,
    byday={"enum": ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]},
    valid_from=TEXT,
    valid_to=TEXT,
)
IDENTIFIER = entity("identifier_type identifier", identifier_scheme=TEXT, identifier_type=TEXT, identifier=TEXT)
ORGANIZATION = entity(
    "name description",
    name=TEXT, description=TEXT, website=URI, email={"type": "string", "format": "email"}, phones=several(PHONE), organization_identifiers=several(IDENTIFIER),
)  # fmt: skip
HSDS_SERVICE = entity(
    "name status",
    name=TEXT, alternate_name=TEXT, description=TEXT, url=URI, email={"type": "string", "format": "email"},
    status={"enum": ["active", "inactive", "defunct", "temporarily closed"]}, interpretation_services=TEXT, application_process=TEXT,
    fees_description=TEXT, eligibility_description=TEXT, minimum_age={"type": "number"}, maximum_age={"type": "number"},
    assured_date={"type": "string", "format": "date"}, alert=TEXT, organization=ORGANIZATION, phones=several(PHONE), languages=several(LANGUAGE),
    required_documents=several(entity(document=TEXT)), schedules=several(SCHEDULE), cost_options=several(entity(option=TEXT)),
    service_areas=several(entity(name=TEXT, extent=TEXT, extent_type=TEXT)), attributes=several(ATTRIBUTE),
    service_at_locations=several(entity(location=LOCATION)),
)  # fmt: skip


def test_hsds_has_the_shape_of_a_page_of_services(data: Path) -> None:
    found = document(data, "hsds.json")
    for service in found["contents"]:
        Draft202012Validator(HSDS_SERVICE, format_checker=FormatChecker()).validate(service)
    assert (found["total_items"], found["first_page"], found["last_page"], found["empty"]) == (6, True, True, False)


def test_hsds_identifiers_are_stable_and_each_its_own(data: Path) -> None:
    """A change of one of these breaks the links of everybody who reads the export."""
    found = document(data, "hsds.json")["contents"]
    assert found[0]["id"] == str(uuid.uuid5(uuid.NAMESPACE_URL, "https://annuaire.exemple.fr/services/permanence"))
    every = [each for service in found for each in identifiers(service)]
    assert len(every) == len(set(every))


def identifiers(value: Any) -> list[str]:
    """The ids inside an entity; terms of a taxonomy are shared."""
    if isinstance(value, list):
        return [each for inner in value for each in identifiers(inner)]
    if not isinstance(value, dict):
        return []
    inner = [each for key, part in value.items() if key != "taxonomy_term" for each in identifiers(part)]
    return [value["id"], *inner] if "id" in value else inner


def test_a_protected_place_has_no_location(data: Path) -> None:
    by_name = {each["name"]: each for each in document(data, "hsds.json")["contents"]}
    assert by_name["Refuge"]["service_at_locations"] == []
    assert by_name["Écoute"]["service_at_locations"] == []
    assert by_name["Accueil ouvert"]["service_at_locations"][0]["location"]["addresses"][0]["city"] == "Grenoble"


# --- schema.org ---------------------------------------------------------------------------------------

# The properties that schema.org gives these types, or what they are made of (Thing).
THING = {"@type", "@id", "identifier", "name", "alternateName", "description", "url"}
PROPERTIES = {
    "Dataset": {"license", "dateModified", "creator", "inLanguage"},
    "Service": {"serviceType", "provider", "areaServed", "offers", "hoursAvailable", "availableChannel"},
    "Organization": {"email", "telephone"},
    "ServiceChannel": {"servicePhone", "serviceSmsNumber", "serviceUrl", "availableLanguage", "serviceLocation"},
    "ContactPoint": {"telephone", "availableLanguage"},
    "Place": {"address", "geo", "faxNumber", "specialOpeningHoursSpecification", "amenityFeature"},
    "PostalAddress": {"streetAddress", "postalCode", "addressLocality", "addressCountry"},
    "GeoCoordinates": {"latitude", "longitude"},
    "OpeningHoursSpecification": {"dayOfWeek", "opens", "closes", "validFrom", "validThrough"},
    "LocationFeatureSpecification": {"value"},
    "PropertyValue": {"propertyID", "value"},
    "Offer": {"price", "priceCurrency"},
    "Country": set[str](),
}


def nodes(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [node for each in value for node in nodes(each)]
    return [value, *(node for each in value.values() for node in nodes(each))] if isinstance(value, dict) else []


def test_schema_org_knows_every_property(data: Path) -> None:
    found = document(data, "services.jsonld")
    assert found["@context"] == "https://schema.org"
    for node in nodes(found["@graph"]):
        assert set(node) <= THING | PROPERTIES[node["@type"]], node
    assert [node["identifier"] for node in found["@graph"][1:]] == EXPORTED


def test_other_hours_and_closures_are_special(data: Path) -> None:
    service = document(data, "services.jsonld")["@graph"][1]
    special = service["availableChannel"]["serviceLocation"]["specialOpeningHoursSpecification"]
    assert special[0] == {
        "@type": "OpeningHoursSpecification", "opens": "00:00", "closes": "00:00", "validFrom": "2026-12-01", "validThrough": "2026-12-02",
    }  # fmt: skip
    assert [each["dayOfWeek"].rpartition("/")[2] for each in special[1:]] == [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
    ]


def test_a_page_says_the_same_as_the_graph(directory: Path, data: Path) -> None:
    page = (directory / "public/fr/services/permanence.html").read_text(encoding="utf-8")
    own = json.loads(page.split('<script type="application/ld+json">')[1].split("</script>")[0])
    assert {key: value for key, value in own.items() if key != "@context"} == document(data, "services.jsonld")["@graph"][1]


# --- tables, calendars, our own -----------------------------------------------------------------------


def test_the_table_opens_in_a_spreadsheet(data: Path) -> None:
    raw = (data / "services.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    assert [row["id"] for row in rows] == EXPORTED
    assert rows[0]["phones.1.number"] == "tel:+33465710012"
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


def test_a_calendar_has_openings_and_notices(data: Path) -> None:
    calendar = icalendar.Calendar.from_ical((data / "calendars/permanence.ics").read_bytes())
    events = [(event.decoded("dtstart"), event.decoded("dtend"), str(event["summary"])) for event in calendar.walk("VEVENT")]
    days = [begin.date() for begin, _, summary in events if summary == "Permanence"]
    assert len(events) == len({event["uid"] for event in calendar.walk("VEVENT")})
    # Four weeks from Monday, 23 November: two spans on each working day, none on 1 and 2 December, one each on 7 to 11 December.
    assert len(days) == 2 * 20 - 4 - 5
    assert not any((day.month, day.day) in ((12, 1), (12, 2)) for day in days)
    assert [summary for *_, summary in events[-3:]] == [
        "Permanence – fermé", "Permanence – lun.–ven. 10:00–12:00. Le matin seulement.", "Permanence – Journée portes ouvertes.",
    ]  # fmt: skip
    assert (events[-3][0].isoformat(), events[-3][1].isoformat()) == ("2026-12-01", "2026-12-03")
    assert events[0][0].isoformat() == "2026-11-23T07:30:00+00:00"


def test_our_own_says_who_translated(data: Path) -> None:
    found = document(data, "services.json")
    assert (found["licence"], found["date"], found["language"]) == ("etalab-2.0", DAY, "fr")
    assert found["services"][0]["translations"] == {"ar": {"machine": {"gloss": "طبيب مجاني", "documents.2": "وصفة طبية"}}}
    assert "translations" not in found["services"][1]


@pytest.mark.parametrize(("old", "new"), [("mode: production", "mode: demo"), ("open_data: {licence: etalab-2.0}\n", "")])
def test_a_demonstration_and_a_site_without_licence_export_nothing(old: str, new: str, tmp_path: Path) -> None:
    plain.lay(plain.read(plain.HERE / "sites" / "public.txt"), tmp_path / "site")
    config = tmp_path / "site/content/site.yaml"
    config.write_text(config.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    result = run("plan", "--site", tmp_path / "site", "--date", DAY)
    assert result.exit_code == 0, result.output
    assert not {"data", "calendar"} & set(result.output.split())


def test_the_professional_edition_exports_nothing(directory: Path, tmp_path: Path) -> None:
    result = run(
        "--site", directory, "--out", tmp_path / "pro", "--professional", "--no-pdf", "--lang", "fr", "--date", DAY, "--jobs", "1"
    )
    assert result.exit_code == 0, result.output
    assert (tmp_path / "pro/fr/services/secret_pro.html").is_file()
    assert not (tmp_path / "pro/data").exists()


def test_a_page_leads_to_the_files(directory: Path) -> None:
    page = (directory / "public/ar/about.html").read_text(encoding="utf-8")
    linked = {part.partition('"')[0] for part in page.split('href="../data/')[1:]}
    assert linked == {path.name for path in (directory / "public/data").iterdir() if path.is_file()}
