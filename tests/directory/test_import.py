"""Importing what Livret exports, and what others do: the second export is the first, byte for byte; what no key has is told; no file is changed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import plain
import pytest
from conftest import DAY, run

FILES = {"hsds": "hsds.json", "data-inclusion": "data-inclusion.json", "csv": "services.csv"}
# What a format cannot say is not in its export; what it says is the same after a journey through Livret.
SAME = {
    "hsds": ["hsds.json", "services.json", "services.csv", "services.jsonld", "services.geojson", "data-inclusion.json"],
    "csv": ["hsds.json", "services.json", "services.csv", "services.jsonld", "services.geojson", "data-inclusion.json"],
    "data-inclusion": [],
}


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """The same site without its listings: another town that takes them over."""
    site = tmp_path / "other"
    plain.lay(plain.read(plain.HERE / "sites" / "public.txt"), site)
    shutil.rmtree(site / "content/services")
    chapter = site / "content/booklets/01-sante/01-numeros.md"
    chapter.write_text("# Les numéros\n\nAppelez le {phone.samu}.\n", encoding="utf-8")
    return site


@pytest.mark.parametrize("form", FILES)
def test_out_and_back_is_the_same(form: str, directory: Path, other: Path, tmp_path: Path) -> None:
    first = directory / "public/data"
    result = run(
        "import",
        first / FILES[form],
        "--site",
        other,
        "--date",
        DAY,
        *(("--source", "https://soins.example") if form == "data-inclusion" else ()),
    )
    assert result.exit_code == 0, result.output
    assert (
        run("--site", other, "--out", tmp_path / "out", "--date", DAY, "--jobs", "1", "--lang", "fr,ar", "--no-pdf").exit_code == 0
    )
    for name in SAME[form]:
        assert (tmp_path / "out/data" / name).read_bytes() == (first / name).read_bytes(), name
    if form == "data-inclusion":
        assert told(tmp_path / "out/data" / FILES[form]) == told(first / FILES[form])


def told(file: Path) -> object:
    """An export of data·inclusion, but for the address that is public in a protected category: it has no word for that, and who reads it hides it."""
    document = json.loads(file.read_text(encoding="utf-8"))
    for service in document["services"]:
        if service["id"].endswith("accueil_ouvert"):
            for key in ("adresse", "code_postal", "commune"):
                service.pop(key, None)
    return document


def test_the_places_that_services_share_are_declared_once(directory: Path, other: Path) -> None:
    assert run("import", directory / "public/data/hsds.json", "--site", other, "--date", DAY).exit_code == 0
    text = (other / "content/services/hsds.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../docs/schema/services.json\n")
    assert text.count("3 allée du Parc") == 1
    assert text.count("place: maison") == 2


def test_no_file_is_changed_and_nothing_is_there_twice(directory: Path, other: Path) -> None:
    file = directory / "public/data/hsds.json"
    assert run("import", file, "--site", other, "--date", DAY).exit_code == 0
    before = plain.tree(other / "content")
    again = run("import", file, "--site", other, "--date", DAY)
    assert again.exit_code == 1
    assert "content/services/hsds.yaml: error[import-exists]" in again.output
    third = run("import", file, "--site", other, "--date", DAY, "--name", "encore")
    assert third.exit_code == 1
    assert third.output.count("warning[import-known]") == 6
    assert "Nothing was imported." in third.output
    assert plain.tree(other / "content") == before


HSDS = {
    "id": "1b4c3b1e-8a3c-4c9f-9c5e-0f4a5f1d9a11",
    "name": "Café des Réfugiés",
    "description": "On boit un café. On parle.",
    "url": "https://cafe.example",
    "status": "active",
    "wait_time": "no",
    "alert": "Fermé en août",
    "interpretation_services": "On request",
    "assured_date": "2026-11-01",
    "phones": [{"id": "x", "number": "04 65 71 00 12", "type": "voice"}, {"id": "v", "number": "demander à Paul", "type": "voice"}],
    "schedules": [{"id": "y", "byday": "MO", "opens_at": "10:00", "closes_at": "12:00"}],
    "attributes": [{"id": "z", "link_type": "colour", "value": "red"}],
}


def test_what_others_say_is_mapped_or_told(other: Path, tmp_path: Path) -> None:
    file = tmp_path / "Voisins.json"
    file.write_text(json.dumps(HSDS), encoding="utf-8")
    result = run("import", file, "--site", other, "--category", "health", "--source", "https://voisins.example", "--date", DAY)
    assert result.exit_code == 1
    told = sorted(line.partition("“")[2].partition("”")[0] for line in result.output.splitlines() if "import-left" in line)
    assert told == ["alert", "attributes: colour", "interpretation_services", "schedules", "wait_time"]
    assert "error[phone-invalid]: “demander à Paul”" in result.output
    text = (other / "content/services/voisins.yaml").read_text(encoding="utf-8")
    assert "id: cafe_des_refugies\n" in text
    assert '{number: "+33465710012"}' in text.replace("'", '"')
    assert "gloss: On boit un café\n" in text
    assert "{title: 'https://voisins.example', url: 'https://voisins.example', read_on: 2026-11-24}" in text


def test_data_inclusion_of_others(other: Path, tmp_path: Path) -> None:
    service = {
        "source": "dora", "structure_id": "dora--1", "id": "dora--Cours:42", "nom": "Cours du soir", "description": "Apprendre le français. Le soir.",
        "date_maj": "2026-11-02", "thematiques": ["sante--sante-mentale"], "publics": ["tous-publics"], "contact_nom_prenom": "Une Personne",
        "conditions_acces": "Habiter ici", "publics_precisions": "Adultes", "telephone": "+33465710012", "type": "formation", "commune": "Grenoble",
    }  # fmt: skip
    file = tmp_path / "dora.json"
    file.write_text(json.dumps([service]), encoding="utf-8")
    result = run("import", file, "--site", other, "--source", "https://dora.example", "--date", DAY)
    assert result.exit_code == 1
    told = sorted(line.partition("“")[2].partition("”")[0] for line in result.output.splitlines() if "import-left" in line)
    assert told == ["conditions_acces", "contact_nom_prenom", "type"]
    text = (other / "content/services/dora.yaml").read_text(encoding="utf-8")
    assert "Une Personne" not in text
    assert "category: health\n" in text
    assert "id: cours_42\n" in text


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("x.json", "{", "import-broken"),
        ("x.json", "[1]", "import-shape"),
        ("x.json", '{"services": 3}', "import-shape"),
        ("x.json", '{"colour": "red"}', "import-shape"),
        ("x.json", '{"name": "a", "phones": 3}', "import-shape"),
        ("x.json", "\xff", "import-broken"),
        ("x.csv", "", ""),
    ],
)
def test_what_is_no_directory(name: str, text: str, code: str, other: Path, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    result = run("import", file, "--site", other, "--date", DAY)
    assert result.exit_code == 1
    assert code in result.output
    assert "Nothing was imported." in result.output
    assert not (other / "content/services").exists()


def test_two_of_one_name(other: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    head = "name,gloss,category,phones.1.number,sources.1.title,sources.1.url,sources.1.read_on,verified_on\n"
    line = "Café,Un café,health,115,Café,https://cafe.example,2026-11-20,2026-11-20\n"
    file.write_text(head + line * 3, encoding="utf-8")
    result = run("import", file, "--site", other, "--date", DAY)
    assert result.exit_code == 0, result.output
    text = (other / "content/services/x.yaml").read_text(encoding="utf-8")
    assert [line.split(": ")[1] for line in text.splitlines() if " id: " in line] == ["cafe", "cafe_2", "cafe_3"]
