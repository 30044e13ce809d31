"""Reading the directory: what is shared stands where it is named, what is hidden is gone, what is private is apart."""

from __future__ import annotations

import datetime
from pathlib import Path

import plain
import pytest
from test_broken import BROKEN

from livret.problems import Report
from livret.source import read as source
from livret.source.door import Door
from livret.source.read import Reading, for_professionals


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    plain.lay(plain.read(plain.HERE / "sites" / "public.txt"), tmp_path)
    report = Report()
    found = source.read(Door(tmp_path, datetime.date(2026, 11, 24)), report)
    assert list(report) == []
    assert found
    return found


def test_a_service_has_the_keys_of_its_place_but_for_its_own(reading: Reading) -> None:
    permanence, dispensaire = reading.site.services["permanence"], reading.site.services["dispensaire"]
    assert permanence.address == dispensaire.address
    assert (permanence.latitude, permanence.longitude, permanence.place) == (45.1885, 5.7245, "maison")
    assert (permanence.wheelchair, dispensaire.wheelchair) == ("limited", "yes")


def test_an_organisation_is_named_by_id_or_by_name(reading: Reading) -> None:
    soins, croix = reading.site.services["permanence"].organisation, reading.site.services["dispensaire"].organisation
    assert soins
    assert (soins.id, soins.name, soins.siret) == ("soins", "Association Soins Ensemble", "73282932000074")
    assert croix
    assert (croix.id, croix.name) == (None, "Croix Exemple")


@pytest.mark.parametrize(
    ("ident", "hidden"), [("permanence", False), ("refuge_cache", True), ("ecoute", True), ("accueil_ouvert", False)]
)
def test_a_protected_category_hides_unless_one_says_otherwise(ident: str, hidden: bool, reading: Reading) -> None:
    service = reading.site.services[ident]
    assert service.hidden is hidden
    assert (service.address is None) is hidden
    if hidden:
        assert (service.latitude, service.longitude, service.transport, service.place) == (None, None, None, None)


def test_a_private_listing_is_apart(reading: Reading) -> None:
    assert "secret_pro" not in reading.site.services
    assert list(reading.private) == ["secret_pro"]
    assert "service.secret_pro" not in reading.written
    assert "secret_pro" in for_professionals(reading).site.services


def test_a_private_and_hidden_place_is_hidden_from_professionals_too(tmp_path: Path) -> None:
    plain.lay(plain.read(plain.HERE / "sites" / "public.txt"), tmp_path)
    file = tmp_path / "content/services/health.yaml"
    text = file.read_text(encoding="utf-8").replace(
        "visibility: professionals", "visibility: professionals\n    address_visibility: hidden"
    )
    file.write_text(text, encoding="utf-8")
    found = source.read(Door(tmp_path, datetime.date(2026, 11, 24)), Report())
    assert found
    assert for_professionals(found).site.services["secret_pro"].address is None


def test_the_texts_of_what_is_hidden_are_no_messages(reading: Reading) -> None:
    texts = {message.text for message in reading.messages["services"]}
    assert "Bus Canaribus, arrêt Canariarret" not in texts
    assert "Canaritram" not in texts
    assert "Un lieu sûr" in texts


def test_forty_mistakes_of_listings_are_tried() -> None:
    """Each in a file of its own, with its line and column."""
    tried = [
        path for path in BROKEN if any("content/services/" in line and line.count(":") == 2 for line in plain.read(path).expected)
    ]
    assert len(tried) >= 40


def test_a_day_to_come_is_told_where_it_stands(reading: Reading, tmp_path: Path) -> None:
    report = Report()
    source.due(reading, Door(tmp_path, datetime.date(2026, 11, 19)), report)
    told = [(problem.code, problem.place.path, problem.place.column) for problem in report]
    assert told.count(("verified-later", "content/services/health.yaml", 18)) == 3
    assert source.due(reading, Door(tmp_path, datetime.date(2026, 11, 20)), again := Report()) is None
    assert not list(again)


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        (
            "    opening_hours: Mo-Fr 08:30-12:30,14:00-17:00; PH off; SH off",
            "    opening_hours: Mo-Fr 08:30-12:00; Tu 14:00-17:00",
            "3:39",
        ),
        (
            "    opening_hours: Mo-Fr 08:30-12:30,14:00-17:00; PH off; SH off",
            '    opening_hours: "Mo-Sa 08:30-12:00; Sa 14:00-17:00"',
            "3:40",
        ),
        ('opening_hours: "Mo-Fr 10:00-12:00"', 'opening_hours: "Mo-Fr 10:00-12:00; We 14:00-16:00"', ""),
    ],
)
def test_hours_that_a_later_rule_takes_away_are_asked_after(old: str, new: str, place: str, tmp_path: Path) -> None:
    plain.lay(plain.read(plain.HERE / "sites" / "public.txt"), tmp_path)
    file = tmp_path / "content/services/health.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    report = Report()
    assert source.read(Door(tmp_path, datetime.date(2026, 11, 24)), report)
    (problem,) = report
    assert problem.code == "hours-overwritten"
    line = file.read_text(encoding="utf-8").splitlines()[problem.place.line - 1]
    later = dict(problem.values)["later"]
    assert line[problem.place.column - 1 :].startswith(later)
    assert place == "" or problem.place.column == int(place.partition(":")[2])


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ('{city: Bruxelles, postal_code: "1000", country: BE}', ""),
        ('{city: Amsterdam, postal_code: "1012 AB", country: NL}', ""),
        ("{city: Londres, postal_code: SW1A 1AA, country: GB}", ""),
        ('{city: Bruxelles, postal_code: "1000"}', "postal-code"),
        ('{city: Grenoble, postal_code: "38000", country: BE}', "postal-code"),
        ('{city: Grenoble, postal_code: "38000", country: France}', "value-invalid"),
    ],
)
def test_a_postal_code_is_one_of_its_country(address: str, code: str, tmp_path: Path) -> None:
    plain.site(tmp_path, "sound")
    file = tmp_path / "content/services/health.yaml"
    file.write_text(f"{file.read_text(encoding='utf-8')}    address: {address}\n", encoding="utf-8")
    report = Report()
    assert source.read(Door(tmp_path, datetime.date(2026, 11, 24)), report)
    assert [each.code for each in report] == ([code] if code else [])
