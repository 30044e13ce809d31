"""A value is said in one place: the page, its card, the sheet, the letter and every export tell the same of it, and none tells more."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import icalendar
import plain
import pytest
from conftest import DAY, run

EXPORTS = ("hsds.json", "services.geojson", "services.jsonld", "data-inclusion.json")


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = plain.site(tmp_path_factory.mktemp("values"), "public", "values")
    result = run("--site", site, "--out", site / "public", "--date", DAY, "--jobs", "1", "--lang", "fr", "--no-pdf")
    assert result.exit_code == 0, result.output
    return site / "public"


def data(public: Path, name: str) -> Any:
    return json.loads((public / "data" / name).read_text(encoding="utf-8"))


def hsds(public: Path, ident: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in data(public, "hsds.json")["contents"] if each["name"].lower() == ident)
    return found


def page(public: Path, ident: str) -> str:
    return (public / f"fr/services/{ident}.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("ident", ["bureau", "doute"])
def test_neither_by_appointment_nor_perhaps_is_open_for_other_programs(ident: str, public: Path) -> None:
    assert [each for each in hsds(public, ident)["schedules"] if "opens_at" in each] == []
    graph = next(each for each in data(public, "services.jsonld")["@graph"] if each.get("identifier") == ident)
    assert "hoursAvailable" not in graph
    calendar = icalendar.Calendar.from_ical((public / f"data/calendars/{ident}.ics").read_bytes())
    assert not list(calendar.walk("VEVENT"))


def test_what_is_closed_for_now_is_open_nowhere(public: Path) -> None:
    graph = next(each for each in data(public, "services.jsonld")["@graph"] if each.get("identifier") == "suspendu")
    assert "hoursAvailable" not in graph
    assert hsds(public, "suspendu")["status"] == "temporarily closed"
    assert "data-hours" not in page(public, "suspendu")


def test_a_night_is_one_event_and_has_a_name(public: Path) -> None:
    calendar = icalendar.Calendar.from_ical((public / "data/calendars/nuit.ics").read_bytes())
    assert calendar["x-wr-calname"] == "Nuit"
    nights = [(e.decoded("dtstart"), e.decoded("dtend")) for e in calendar.walk("VEVENT") if str(e["summary"]) == "Nuit"]
    written = [f"{begin:%d %H:%M}–{end:%d %H:%M}" for begin, end in nights[:5]]
    assert written == [
        "23 20:00–24 01:00",
        "24 20:00–25 01:00",
        "25 20:00–26 01:00",
        "26 17:00–27 03:00",
        "27 20:00–28 01:00",
    ]  # UTC
    (notice,) = [str(e["summary"]) for e in calendar.walk("VEVENT") if "–" in str(e["summary"])]
    assert notice == "Nuit – lun.–dim. 18:00–04:00"
    assert calendar.walk("VEVENT")[0]["location"] == "2 allée du Parc, 38000 Grenoble"


def test_open_now_knows_the_night_of_a_notice(public: Path) -> None:
    (hours,) = re.findall('data-hours="([^"]+)"', page(public, "nuit"))
    assert ";3:0-120.1080-1440;4:0-240.1260-1440" in hours


def test_a_fax_is_no_phone(public: Path) -> None:
    text = page(public, "infirmerie")
    assert "tel:+33465710099" not in text
    assert re.search(r"<dt>Fax</dt><dd><p><bdi[^>]*>\+33 4 65 71 00 99</bdi> <span class=\"small\">Secrétariat", text)
    places = data(public, "services.geojson")["features"]
    assert next(each for each in places if each["id"] == "infirmerie")["properties"]["phone"] == "+33465710018;ext=34"
    graph = next(each for each in data(public, "services.jsonld")["@graph"] if each.get("identifier") == "infirmerie")
    assert [each["telephone"] for each in graph["availableChannel"]["servicePhone"]] == ["+33465710018;ext=34"]
    assert graph["availableChannel"]["serviceLocation"]["faxNumber"] == "+33465710099"
    assert [(each["number"], each["type"], each.get("extension")) for each in hsds(public, "infirmerie")["phones"]] == [
        ("+33465710099", "fax", None),
        ("+33465710018", "voice", 34),
    ]


def test_an_extension_is_shown_and_dialled(public: Path) -> None:
    assert 'href="tel:+33465710018;ext=34"' in page(public, "infirmerie")
    assert page(public, "infirmerie").count("+33 4 65 71 00 18 poste 34") == 2  # the page and its card
    services = data(public, "data-inclusion.json")["services"]
    assert next(each for each in services if each["nom"] == "Infirmerie")["telephone"] == "+33465710018;ext=34"


def test_an_address_has_the_parts_that_it_has(public: Path) -> None:
    assert re.search(r"<address[^>]*>1000 Bruxelles, Belgique</address>", page(public, "infirmerie"))
    graph = next(each for each in data(public, "services.jsonld")["@graph"] if each.get("identifier") == "infirmerie")
    assert graph["availableChannel"]["serviceLocation"]["address"]["addressCountry"] == "BE"
    (location,) = (each["location"] for each in hsds(public, "infirmerie")["service_at_locations"])
    assert (location["addresses"][0]["country"], location["addresses"][0]["state_province"]) == ("BE", "")
    service = next(each for each in data(public, "data-inclusion.json")["services"] if each["nom"] == "Infirmerie")
    assert "code_postal" not in service  # it knows the codes of France


def test_odd_weeks_are_odd_everywhere(public: Path) -> None:
    for name in EXPORTS:
        assert "1-52/2" not in (public / "data" / name).read_text(encoding="utf-8")
    assert "week 1-53/2 Tu 10:00-12:00" in json.dumps(hsds(public, "infirmerie"))
