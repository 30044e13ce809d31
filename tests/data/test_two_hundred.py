"""A directory of two hundred listings that use every key: each export is read back by another program and says what the page of the listing says, and no more."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args
from zoneinfo import ZoneInfo

import icalendar
import plain
import pytest
from conftest import DAY, ROOT, run
from data_inclusion.schema import v1
from geojson_pydantic import FeatureCollection, Point
from jsonschema import Draft202012Validator, FormatChecker
from test_shapes import HSDS_SERVICE

from livret.schema.days_out import Dated
from livret.schema.service import AccessMode, Family, Service, Situation, Status

COUNT = 200
WORDS = [
    "un repas",
    "des papiers",
    "l'école",
    "« un toit »",
    "50 % de l'aide",
    "un médecin ; un dentiste",
    'le "guichet"',
    "a < b & c",
    "=2+2",
    "ça, et là",
]
HOURS = [
    "Mo-Fr 08:30-12:30,14:00-17:00; PH off", "24/7", "Mo-Su 21:00-02:00", "week 1-53/2 Tu 10:00-12:00", "Tu[1] 09:00-10:00", "Jul-Aug Mo 09:00-11:00; Sa 09:30-11:30",
    '"by appointment"', "Mo 09:00-10:00 unknown", None,
]  # fmt: skip


def every(values: Any, most: int = 1) -> Callable[[int], Any]:
    """The values of a list in turn, some at a time."""
    found = list(values)
    return lambda number: [found[(number + step) % len(found)] for step in range(min(most, len(found)))]


def one(values: Any) -> Callable[[int], Any]:
    found = list(values)
    return lambda number: found[number % len(found)]


def text(number: int, what: str) -> str:
    return f"{what} {number} : {WORDS[number % len(WORDS)]}"


KEYS: dict[str, Callable[[int], Any]] = {
    "alternate_name": lambda n: f"SIGLE{n}",
    "organisation": lambda n: "soins" if n % 3 else {"name": f"Association {n}", "gloss": text(n, "Une association"), "email": f"asso{n}@exemple.fr"},
    "description": lambda n: text(n, "On vous aide"),
    "also_in": lambda n: ["housing"],
    "needs": every(["doctor", "sleep"], 2),
    "area": one(["local", "national"]),
    "status": one(["active", "active", "suspended", "active"]),
    "visibility": one([*["public"] * 9, "professionals"]),
    "open_data": one([*[True] * 11, False]),
    "phones": lambda n: [
        {"number": f"+3346571{n:04}", "label": text(n, "Accueil"), "languages": ["fr", "ar"]},
        {"number": f"+3346572{n:04};ext={n % 90 + 1}", "type": ("voice", "sms", "textphone")[n % 3]},
        {"number": f"+3346573{n:04}", "type": "fax", "label": "Secrétariat"},
    ],
    "email": lambda n: f"service{n}@exemple.fr",
    "website": lambda n: f"https://exemple.fr/s/{n}?a=b&c=d",
    "appointment_url": lambda n: f"https://rdv.exemple.fr/{n}",
    "place": lambda n: "maison",
    "address": lambda n: {
        "name": f"Maison {n}", "street": f"{n} rue de l'Exemple", "detail": f"{n % 5}e étage", "postal_code": f"38{n:03}", "city": "Grenoble", "insee_code": "38185",
        **({"country": "BE", "postal_code": "1000", "city": "Bruxelles"} if n % 20 == 7 else {}),
    },
    "address_visibility": one(["public"] * 5 + ["hidden"]),
    "latitude": lambda n: round(45.1 + n / 1000, 5),
    "longitude": lambda n: round(5.7 + n / 1000, 5),
    "transport": lambda n: text(n, "Tram"),
    "wheelchair": one(["yes", "limited", "no", "unknown"]),
    "opening_hours": one(HOURS),
    "opening_hours_note": lambda n: text(n, "Sonnez"),
    "notices": lambda n: [
        {"from": "2026-12-24", "until": "2026-12-26", "closed": True},
        {"from": "2026-12-28", "until": "2026-12-29", "opening_hours": "10:00-11:00", "text": text(n, "Le matin")},
    ],
    "appointment": one(["required", "possible", "none", "unknown"]),
    "access_modes": every(get_args(AccessMode), 2),
    "referred_by": lambda n: text(n, "Un travailleur social"),
    "access": lambda n: text(n, "Venez"),
    "attendance": every(["on_site", "remote"], 1),
    "fees": one(["free", "paid", "unknown"]),
    "fees_detail": lambda n: text(n, "Une adhésion"),
    "documents": lambda n: [text(n, "Un passeport"), text(n, "Une photo")],
    "audience": one(["unconditional", "preferential", "exclusive", "unknown"]),
    "eligibility": lambda n: text(n, "Vivre ici"),
    "statuses": every(get_args(Status), 2),
    "gender": one(["women", "men"]),
    "family": every(get_args(Family), 2),
    "situations": every(get_args(Situation), 2),
    "minimum_age": lambda n: 1 + n % 30,
    "maximum_age": lambda n: 40 + n % 30,
    "zone": one([["38"], ["38185"], ["200040715"]]),
    "languages": every(["fr", "ar", "prs", "ti", "uk", "so"], 3),
    "languages_note": lambda n: text(n, "Arabe le jeudi"),
    "interpreter": one(["yes", "no", "unknown"]),
    "verified_by": lambda n: "selam",
    "example": lambda n: False,
}  # fmt: skip


ORGANISATION = {
    "name": "Soins Ensemble",
    "website": "https://soins.exemple.fr",
    "phone": "+33465740000",
    "siret": "73282932000074",
}


def listing(number: int) -> dict[str, Any]:
    """A listing that has most keys; each key is left out once in a while, so that no two of them hang together."""
    own = {
        "id": f"s{number:03}", "name": f"Service {number} « {WORDS[number % 4]} »", "gloss": text(number, "Une aide"), "category": ("health", "housing")[number % 2],
        "sources": [{"title": f"Source {number}", "url": f"https://source.exemple.fr/{number}", "read_on": "2026-11-20"}], "verified_on": f"2026-11-{number % 20 + 1:02}",
    }  # fmt: skip
    for place, (key, make) in enumerate(KEYS.items()):
        value = make(number)
        if (number + place) % 7 and value is not None:
            own[key] = value
    if "latitude" not in own or "longitude" not in own:
        own = {key: value for key, value in own.items() if key not in ("latitude", "longitude")}
    if not own.keys() & {"phones", "email", "website", "address"}:
        own["email"] = KEYS["email"](number)
    if own["category"] == "housing":
        own.pop("also_in", None)
    return own


LISTINGS = {each["id"]: each for each in map(listing, range(COUNT))}
PUBLIC = [ident for ident, each in LISTINGS.items() if each.get("visibility") != "professionals"]


def is_open_data(its: dict[str, Any]) -> bool:
    return its.get("visibility") != "professionals" and its.get("open_data", True)


OPEN = sorted(ident for ident, its in LISTINGS.items() if is_open_data(its))


def test_every_key_of_the_schema_is_used() -> None:
    """But for the keys that say whether a listing is there."""
    assert {key for each in LISTINGS.values() for key in each} == set(Service.model_fields) - set(Dated.model_fields)
    for key in KEYS:
        assert any(key not in each for each in LISTINGS.values()), f"{key} is never left out"


@dataclass(frozen=True)
class Page:
    """What the page of a listing says to a person: its links, and its words."""

    source: str

    @property
    def words(self) -> str:
        return " ".join(html.unescape(re.sub("<[^>]+>", " ", self.source)).split())

    def links(self, scheme: str) -> list[str]:
        return list(dict.fromkeys(html.unescape(found) for found in re.findall(rf'href="{scheme}:([^"]*)"', self.source)))

    def numbers(self) -> set[str]:
        """Every phone and fax, as it is shown."""
        return {
            re.sub(r"[^+0-9x]", "", found.replace("poste", "x"))
            for found in re.findall(r'<bdi[^>]*dir="ltr">(\+33[^<]+)</bdi>', self.source)
        }

    def says(self, value: str) -> bool:
        return squeezed(value) in squeezed(self.words)


def main(source: str) -> str:
    """What is between the head of a page and its foot: the emergency numbers, and what is for programs, are in none of it."""
    found = re.search(r"<main.*?</main>", source, re.DOTALL)
    assert found
    return found[0]


def squeezed(value: str) -> str:
    return "".join(value.split())


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = plain.site(tmp_path_factory.mktemp("many"), "public")
    for path in (site / "content/services").glob("*.yaml"):
        path.unlink()
    shared = {
        "organisations": {"soins": ORGANISATION},
        "places": {
            "maison": {
                "address": {"street": "1 place de la Maison", "postal_code": "38000", "city": "Grenoble"},
                "latitude": 45.2,
                "longitude": 5.8,
            }
        },
        "services": list(LISTINGS.values()),
    }
    (site / "content/services/all.yaml").write_text(json.dumps(shared, ensure_ascii=False, indent=1), encoding="utf-8")
    for path in (site / "content/booklets").rglob("*.md"):
        path.write_text(re.sub(r"\{service\.\w+\}", "ici", path.read_text(encoding="utf-8")), encoding="utf-8")
    result = run("--site", site, "--out", site / "public", "--date", DAY, "--jobs", "1", "--lang", "fr", "--no-pdf")
    assert result.exit_code == 0, result.output
    return site / "public"


@pytest.fixture(scope="module")
def pages(published: Path) -> dict[str, Page]:
    return {ident: Page(main((published / f"fr/services/{ident}.html").read_text(encoding="utf-8"))) for ident in PUBLIC}


def document(published: Path, name: str) -> Any:
    return json.loads((published / "data" / name).read_text(encoding="utf-8"))


def by_id(entries: list[dict[str, Any]], key: str) -> dict[str, dict[str, Any]]:
    found = {re.sub(r".*(s\d{3})(\.html)?$", r"\1", str(each[key])): each for each in entries}
    assert len(found) == len(entries)
    return found


def dialled(number: str) -> str:
    return number.replace(";ext=", "x")


def hours_of_page(page: Page) -> str:
    """What stands under “Horaires”, and the notices."""
    found = re.search(r"<dt>Horaires</dt>(.*?)<dt>", page.source, re.DOTALL)
    assert found
    return Page(found[1] + " ".join(re.findall(r'<p class="notice">.*?</p>', page.source, re.DOTALL))).words


def of_organisation(its: dict[str, Any], key: str) -> list[str]:
    """The phone, or the e-mail, of the organisation of a listing: its page has it before its own."""
    organisation = its.get("organisation")
    found = ORGANISATION if organisation == "soins" else organisation or {}
    return [found[key]] if key in found else []


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
    elif isinstance(value, str):
        yield value


# --- each export, by another program -----------------------------------------------------------------------


def test_each_export_has_the_same_listings(published: Path) -> None:
    rows = csv.DictReader(io.StringIO((published / "data/services.csv").read_bytes().decode("utf-8-sig")))
    graph = [each for each in document(published, "services.jsonld")["@graph"] if each["@type"] == "Service"]
    assert sorted(row["id"] for row in rows) == OPEN
    assert sorted(by_id(document(published, "data-inclusion.json")["services"], "id")) == OPEN
    assert sorted(by_id(graph, "@id")) == OPEN
    assert len(document(published, "hsds.json")["contents"]) == len(OPEN)
    assert sorted(path.stem for path in (published / "data/calendars").glob("s*.ics")) == sorted(
        ident for ident in OPEN if (published / f"data/calendars/{ident}.ics").exists()
    )


def test_geojson(published: Path, pages: dict[str, Page]) -> None:
    collection = FeatureCollection.model_validate_json((published / "data/services.geojson").read_bytes())
    shown = {ident for ident in OPEN if pages[ident].links("geo")}
    assert {str(each.id) for each in collection.features} == shown
    for feature in collection.features:
        page, its = pages[str(feature.id)], feature.properties or {}
        assert isinstance(feature.geometry, Point)
        (place,) = page.links("geo")
        latitude, longitude = (float(number) for number in place.partition("?")[0].split(","))
        assert (feature.geometry.coordinates.latitude, feature.geometry.coordinates.longitude) == pytest.approx(
            (latitude, longitude), abs=5e-5
        )
        assert page.says(its["name"])
        assert page.says(its["gloss"])
        assert f'data-age="{its["verified_on"]}"' in page.source
        if its.get("phone"):
            assert its["phone"] in (*page.links("tel"), *page.links("sms"))
        assert ("Fermé pour le moment" in page.words) == (its.get("status") == "suspended")


def test_hsds(published: Path, pages: dict[str, Page]) -> None:
    contents = document(published, "hsds.json")["contents"]
    seen = {next(each["value"] for each in its["attributes"] if each["link_type"] == "id"): its for its in contents}
    assert sorted(seen) == OPEN
    for ident, its in seen.items():
        Draft202012Validator(HSDS_SERVICE, format_checker=FormatChecker()).validate(its)
        page = pages[ident]
        said = [
            its["name"],
            its.get("alternate_name"),
            its.get("description"),
            its.get("fees_description"),
            its.get("eligibility_description"),
        ]
        said += [each["document"] for each in its["required_documents"]]
        for value in filter(None, said):
            assert page.says(value), (ident, value)
        numbers = {each["number"] + (f"x{each['extension']}" if each.get("extension") else "") for each in its["phones"]}
        assert numbers | set(of_organisation(LISTINGS[ident], "phone")) == page.numbers()
        assert of_organisation(LISTINGS[ident], "email") + ([its["email"]] if "email" in its else []) == page.links("mailto")
        if "url" in its:
            assert html.escape(its["url"], quote=False) in page.source
        assert f'data-age="{its["assured_date"]}"' in page.source
        for key in ("minimum_age", "maximum_age"):
            assert key not in its or re.search(rf"\b{its[key]} ans\b", page.words), (ident, key)
        hours = hours_of_page(page)
        for schedule in its["schedules"]:
            assert "opens_at" not in schedule or schedule["opens_at"] in hours or "jour et nuit" in hours.lower(), (ident, schedule)
        for at in its["service_at_locations"]:
            for address in at["location"].get("addresses", []):
                for key in ("attention", "address_1", "address_2", "postal_code", "city"):
                    assert key not in address or page.says(address[key]), (ident, key)


def test_data_inclusion(published: Path, pages: dict[str, Page]) -> None:
    found = document(published, "data-inclusion.json")
    structures = {each.id: each for each in (v1.Structure.model_validate(each) for each in found["structures"])}
    fees = {"gratuit": "Gratuit", "payant": "Payant"}
    for each in found["services"]:
        its = v1.Service.model_validate(each)
        page = pages[its.id.rpartition("--")[2]]
        assert its.structure_id in structures
        written = [
            its.nom,
            its.description,
            its.frais_precisions,
            its.publics_precisions,
            its.adresse,
            its.code_postal,
            its.commune,
        ]
        for value in filter(None, written):
            assert page.says(str(value)), (its.id, value)
        assert str(its.lien_source) == f"https://annuaire.exemple.fr/fr/services/{its.id.rpartition('--')[2]}.html"
        assert f'data-age="{its.date_maj}"' in page.source
        assert not its.telephone or its.telephone in (*page.links("tel"), *page.links("sms"))
        mails = of_organisation(LISTINGS[its.id.rpartition("--")[2]], "email") + ([its.courriel] if its.courriel else [])
        assert mails == page.links("mailto")
        assert not its.frais or fees[its.frais.value] in page.words
        if its.latitude:
            (place,) = page.links("geo")
            assert float(place.split(",")[0]) == pytest.approx(its.latitude, abs=5e-5)


def rows_by_python(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"))))


def by_sheetjs(path: Path) -> dict[str, Any]:
    """What SheetJS reads, which is a spreadsheet without a window: every cell, and what it takes the cells of each column for."""
    node = shutil.which("node")
    assert node, "tests read tables with Node.js"
    done = subprocess.run([node, ROOT / "tests/tools/table.mjs", path], capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def rows_by_sheetjs(path: Path) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = by_sheetjs(path)["rows"]
    return rows


def test_a_spreadsheet_reads_every_cell_and_changes_none(published: Path) -> None:
    """No cell is a formula, no figures are rounded; days alone are days."""
    path = published / "data/services.csv"
    found = by_sheetjs(path)
    assert found["rows"] == rows_by_python(path)
    for column, kinds in found["kinds"].items():
        assert "f" not in kinds, column
        if re.search(r"number|phone|siret|opening_hours|zone|insee", column):
            assert set(kinds) <= {"s", "n"} if re.search("zone|insee", column) else set(kinds) <= {"s"}, (column, kinds)
    assert found["kinds"]["verified_on"] == ["d"]


@pytest.mark.parametrize("read", [rows_by_python, rows_by_sheetjs])
def test_the_table(read: Callable[[Path], list[dict[str, str]]], published: Path, pages: dict[str, Page]) -> None:
    """Each cell that is a text of the listing is on its page, word for word; numbers, addresses and dates as they are linked there."""
    spoken = re.compile(
        r"name|gloss|alternate_name|description|organisation\.(name|gloss)|phones\.\d\.label|address\.(?!country|insee)\w+|transport|opening_hours_note|"
        r"notices\.\d\.text|referred_by|access|fees_detail|documents\.\d|eligibility|languages_note|zone|minimum_age|maximum_age|sources\.\d\.title"
    )
    for row in read(published / "data/services.csv"):
        page, its = pages[row["id"]], LISTINGS[row["id"]]
        for column, cell in row.items():
            value = cell.removeprefix("'")
            if cell and spoken.fullmatch(column):
                assert page.says(value), (row["id"], column, cell)
        numbers = {
            dialled(cell.removeprefix("tel:"))
            for column, cell in row.items()
            if re.fullmatch(r"phones\.\d\.number", column) and cell
        }
        assert numbers | set(of_organisation(its, "phone")) == page.numbers()
        assert row["verified_on"] == its["verified_on"]
        assert (row["website"] or None) == its.get("website")
        assert not row["website"] or html.escape(row["website"], quote=False) in page.source
        assert not row["appointment_url"] or html.escape(row["appointment_url"], quote=False) in page.source
        assert of_organisation(its, "email") + ([row["email"]] if row["email"] else []) == page.links("mailto")


def test_calendars(published: Path, pages: dict[str, Page]) -> None:
    zone = ZoneInfo("Europe/Paris")
    seen = 0
    for ident in OPEN:
        path = published / f"data/calendars/{ident}.ics"
        if not path.exists():
            continue
        calendar, page = icalendar.Calendar.from_ical(path.read_bytes()), pages[ident]
        hours = hours_of_page(page)
        events = calendar.walk("VEVENT")
        assert len({str(event["uid"]) for event in events}) == len(events)
        for event in events:
            begin, end = event.decoded("dtstart"), event.decoded("dtend")
            assert page.says(str(event["summary"]).partition(" – ")[0])
            assert "location" not in event or page.says(str(event["location"]))
            if hasattr(begin, "hour"):
                seen += 1
                for time in (begin, end):
                    clock = f"{time.astimezone(zone):%H:%M}"
                    assert clock in hours or clock == "00:00", (ident, clock, hours)
    assert seen > 1000


def test_schema_org(published: Path, pages: dict[str, Page]) -> None:
    for its in document(published, "services.jsonld")["@graph"]:
        if its["@type"] != "Service":
            continue
        page = pages[its["identifier"]]
        channel = its.get("availableChannel", {})
        for value in filter(
            None,
            (its["name"], its.get("alternateName"), its.get("description"), its["provider"]["name"] if "provider" in its else ""),
        ):
            assert page.says(value)
        numbers = [each["telephone"] for each in (*channel.get("servicePhone", ()), *channel.get("serviceSmsNumber", ()))]
        place = channel.get("serviceLocation", {})
        assert {dialled(each) for each in (*numbers, *([place["faxNumber"]] if "faxNumber" in place else ()))} <= page.numbers()
        for value in (place.get("address", {}).get(key) for key in ("streetAddress", "postalCode", "addressLocality")):
            assert not value or page.says(value), (its["identifier"], value)
        if "geo" in place:
            assert page.links("geo")


def test_no_export_has_what_no_page_has(published: Path) -> None:
    """Listings for professionals, and those that keep out of open data, in no byte of any of them."""
    private = set(LISTINGS) - set(OPEN)
    assert len(private) > 20
    everything = b"".join(path.read_bytes() for path in (published / "data").rglob("*") if path.is_file()).decode()
    assert [ident for ident in private if f"Service {int(ident[1:])} «" in everything] == []
    hidden = [ident for ident in OPEN if LISTINGS[ident].get("address_visibility") == "hidden" and "address" in LISTINGS[ident]]
    assert len(hidden) > 5
    assert [ident for ident in hidden if f'"{int(ident[1:])} rue de l\'Exemple"' in everything] == []


# --- no more than the page -----------------------------------------------------------------------------------

# Addresses of the site, dates, identifiers, times: the page has them in other forms.
FORMS = re.compile(
    r"https://(?:annuaire\.exemple\.fr|schema\.org)\S*|\d{4}-\d{2}-\d{2}(?:T[\d:+]+)?|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{2}:\d{2}(?::\d{2})?"
)
# Keys whose values are words of a standard, or codes: nobody writes there what they like. What they mean the page says in French.
CODED = re.compile(
    r"@type|id|identifier|source|structure_id|address_visibility|also_in|appointment|area|attendance|audience|family|fees|gender|interpreter|needs|place|situations|"
    r"status|statuses|wheelchair|access_modes|category|(?:phones\.\d\.)?(?:languages|type)|availableLanguage|inLanguage|code|(?:address\.)?(?:country|insee_code)|code_insee|"
    r"frais|mobilisable_par|modes_accueil|modes_mobilisation|publics|thematiques|zone_eligibilite|link_entity|taxonomy|option|interpretation_services|"
    r"identifier_scheme|identifier_type|byday|freq|extent_type|address_type|location_type|addressCountry|dayOfWeek|priceCurrency|price|contactType|propertyID"
)
CODE = re.compile(r"[A-Za-z0-9_.-]+(?: [a-z_]+)*")
HOURS_AS_WRITTEN = re.compile(
    r"(?:notices\.\d\.)?opening_hours|horaires_accueil|schedules\.description"
)  # said in words, which other tests compare
FIXED = {
    "opening_hours of OpenStreetMap",
    "wheelchair",
    "limited",
    "yes",
    "no",
    "True",
    "False",
    "FR",
    "BE",
    "Point",
    "Feature",
    "Tous publics",
}
TOGETHER = re.compile(r"À apporter : | ; |, ")  # what data·inclusion has in one text


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every value of a document, by the keys that lead to it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, path)
    elif value is not None:
        yield path, str(value)


def entities(published: Path) -> Iterator[tuple[str, str, Any]]:
    """What each export says of a listing: the name of the export, the listing's id, and the values."""
    for row in csv.DictReader(io.StringIO((published / "data/services.csv").read_bytes().decode("utf-8-sig"))):
        yield "csv", row["id"], {key: cell.removeprefix("'") for key, cell in row.items() if cell}
    for its in document(published, "hsds.json")["contents"]:
        own = {each["link_type"]: each.get("value") for each in its["attributes"]}
        yield "hsds", own["id"], {**{key: value for key, value in its.items() if key != "attributes"}, **own}
    found = document(published, "data-inclusion.json")
    structures = {each["id"]: each for each in found["structures"]}
    for its in found["services"]:
        ident = its["id"].rpartition("--")[2]
        yield "data-inclusion", ident, its
        yield (
            "data-inclusion structure",
            ident,
            {key: each for key, each in structures[its["structure_id"]].items() if key != "date_maj"},
        )
    for its in document(published, "services.jsonld")["@graph"]:
        if its["@type"] == "Service":
            yield "schema.org", its["identifier"], its
    for feature in document(published, "services.geojson")["features"]:
        yield "geojson", str(feature["id"]), feature


def is_coded(path: str, value: str) -> bool:
    last = path.rpartition(".")[2]
    return bool((CODED.fullmatch(path) or CODED.fullmatch(last)) and CODE.fullmatch(value)) or bool(
        HOURS_AS_WRITTEN.search(path) or FORMS.fullmatch(value) or value in FIXED
    )


def test_no_export_says_more_than_the_page(published: Path, pages: dict[str, Page]) -> None:
    more: dict[str, str] = {}
    for name, ident, its in entities(published):
        page = pages[ident]
        shown = squeezed(f"{page.words} {html.unescape(page.source)}")
        numbers = {re.sub(r"\D", "", number) for number in page.numbers()}
        for path, value in leaves(its):
            number = re.sub(r"\D", "", value.replace("ext=", ""))
            if is_coded(path, value) or all(
                squeezed(part) in shown for part in (value, *TOGETHER.split(value))[bool(TOGETHER.search(value)) :]
            ):
                continue
            if not (re.fullmatch(r"(?:tel:)?\+33\d+(?:;ext=\d+)?", value) and number in numbers):
                more.setdefault(f"{name}: {path}", f"{ident}: {value}")
    assert more == {}
