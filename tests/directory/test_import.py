"""Importing what Livret exports, and what others do: the second export is the first, byte for byte; what no key has is told; no file is changed."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
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
    assert told == ["alert", "attributes: colour", "interpretation_services", "schedules: MO 10:00–12:00", "wait_time"]
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
        ("x.json", "[]", "import-empty"),
        ("x.json", '{"structures": [], "services": []}', "import-empty"),
        ("x.csv", "", "import-empty"),
        ("x.csv", "name,category\n,\n", "import-empty"),
        ("x.json", '{"colour": "red"}', "import-shape"),
        ("x.json", '{"name": "a", "phones": 3}', "import-shape"),
        ("x.json", "\xff", "import-broken"),
        ("x.json", '{"contents": []}', "import-empty"),
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
    file.write_text(head + "".join(line.replace("Un café", f"Un café {number}") for number in (1, 2, 3)), encoding="utf-8")
    result = run("import", file, "--site", other, "--date", DAY)
    assert result.exit_code == 0, result.output
    text = (other / "content/services/x.yaml").read_text(encoding="utf-8")
    assert [line.split(": ")[1] for line in text.splitlines() if " id: " in line] == ["cafe", "cafe_2", "cafe_3"]


ROW = "Accueil;Une aide;04 65 71 00 15 poste 12;20/11/2026\n"


def table(tmp_path: Path, text: str | bytes, name: str = "x.csv") -> Path:
    file = tmp_path / name
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def took(file: Path, other: Path, *more: str, category: str = "health") -> tuple[int, str, str]:
    """The exit code, what was said, and the file that was written."""
    result = run("import", file, "--site", other, "--category", category, "--source", "https://v.example", "--date", DAY, *more)
    written = other / "content/services" / f"{file.stem}.yaml"
    return result.exit_code, result.output, written.read_text(encoding="utf-8") if written.exists() else ""


def test_a_table_of_others_is_read_as_it_was_meant(other: Path, tmp_path: Path) -> None:
    text = "sep=;\r\nname;gloss;phones.1.number;verified_on;;\r\nÉpicerie – œuvres;Une aide;04 65 71 00 15 poste 12;20/11/2026;;\r\n;;;;;\r\n"
    code, output, written = took(table(tmp_path, text.encode("cp1252")), other)
    assert code == 0, output
    assert "1 service" in output
    assert "name: Épicerie – œuvres\n" in written
    assert "+33465710015;ext=12" in written
    assert "verified_on: 2026-11-20\n" in written


HEAD = "name;gloss;phones.1.number;verified_on;languages"
ROWS = f"{HEAD}\nAccueil;Une aide;04 65 71 00 15;20/11/2026;français, arabe\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (ROWS, []),
        (ROWS.replace(HEAD, HEAD.upper()), []),
        (ROWS.replace(";", "|"), []),
        (f"Liste des services 2026;;;;\n\n{ROWS}", ["import-title"]),
        (f"Liste des services 2026\n{ROWS}", ["import-title"]),
    ],
)
def test_heads_of_tables_as_people_make_them(text: str, told: list[str], other: Path, tmp_path: Path) -> None:
    """In capitals, between bars, under a title; languages by their names."""
    _, output, written = took(table(tmp_path, text.encode()), other)
    assert re.findall(r"\[(import-[a-z]+)\]", output) == told, output
    assert "languages: [fr, ar]" in written
    assert "+33465710015" in written


@pytest.mark.parametrize(
    ("head", "cure"),
    [
        (
            "Nom;Objet;Tél;Vérifié le",
            '--map "Nom=name" --map "Objet=gloss" --map "Tél=phones.1.number" --map "Vérifié le=verified_on"',
        ),
        ("Structure;Résumé;Téléphone;Mise à jour", '--map "Structure=name"'),
        ("A;B;C;D", '--map "Nom=name"'),
    ],
)
def test_where_nothing_maps_nothing_is_written(head: str, cure: str, other: Path, tmp_path: Path) -> None:
    code, output, written = took(table(tmp_path, f"{head}\n{ROW}"), other)
    assert code == 1
    assert "x.csv:1: error[import-columns]" in output
    assert cure in output
    assert written == ""
    assert not (other / "content/services").exists()


def test_the_cure_of_unknown_columns_works_as_it_stands(other: Path, tmp_path: Path) -> None:
    file = table(tmp_path, f"Nom;Objet;Tél;Vérifié le\n{ROW}")
    _, output, _ = took(file, other)
    (cure,) = (line.partition(": ")[2] for line in output.splitlines() if "--map" in line)
    code, output, written = took(file, other, *shlex.split(cure.partition(": ")[2]))
    assert code == 0, output
    assert "name: Accueil\n" in written


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ("Non=name", "import-column"),
        ("Nom=nam", "import-key"),
        ("Nom=phones.number", "import-key"),
        ("Ville=address.town", "import-column"),
    ],
)
def test_a_map_that_leads_nowhere(named: str, code: str, other: Path, tmp_path: Path) -> None:
    status, output, written = took(table(tmp_path, f"Nom;gloss;phones.1.number;verified_on\n{ROW}"), other, "--map", named)
    assert (status, written) == (1, "")
    assert f"error[{code}]" in output


def test_a_map_without_a_key_is_explained(other: Path, tmp_path: Path) -> None:
    code, output, written = took(table(tmp_path, f"Nom;gloss\n{ROW}"), other, "--map", "Nom")
    assert (code, written) == (2, "")
    assert '--map "Nom=name"' in output


def test_json_has_no_columns_to_name(other: Path, tmp_path: Path) -> None:
    code, output, _ = took(table(tmp_path, json.dumps(HSDS), "x.json"), other, "--map", "wait_time=access")
    assert code == 1
    assert "error[import-map]" in output


def test_a_dry_run_shows_all_and_writes_nothing(other: Path, tmp_path: Path) -> None:
    before = plain.tree(other)
    file = table(tmp_path, "name;gloss;phones.1.number;colour;verified_on\nAccueil;Une aide;Paul;rouge;hier\n")
    code, output, written = took(file, other, "--dry-run")
    assert (code, written) == (1, "")
    assert "content/services/x.yaml: 1 service would be written" in output
    assert "name: Accueil\n" in output
    for found in ("import-left", "phone-invalid", "date-invalid"):
        assert f"[{found}]" in output
    assert plain.tree(other) == before
    assert took(table(tmp_path, f"name;gloss;phones.1.number;verified_on\n{ROW}"), other, "--dry-run")[0] == 0
    assert plain.tree(other) == before


def test_a_row_twice_and_a_row_without_a_name_are_told(other: Path, tmp_path: Path) -> None:
    code, output, written = took(table(tmp_path, f"name;gloss;phones.1.number;verified_on\n{ROW}{ROW};;04 65 71 00 16;\n"), other)
    assert code == 1
    assert "x.csv:3: warning[import-twice]: this row says what line 2 says" in output
    assert "x.csv:4: warning[import-nameless]: this row names no service, and was left out: 04 65 71 00 16" in output
    assert written.count("- id: ") == 1
    assert "error[" not in output


def test_what_cannot_be_read_of_a_table_is_told_at_its_line(other: Path, tmp_path: Path) -> None:
    text = f"name;gloss;phones.1.number;verified_on\n{ROW}Deux;#REF!;04 65 71 00 16;46346\nTrois;a;b;c;d\n"
    code, output, written = took(table(tmp_path, text), other)
    assert code == 1
    assert "x.csv:3: warning[import-error]: the spreadsheet shows “#REF!” for “gloss”" in output
    assert "x.csv:4: warning[import-cells]: this row has 5 cells, the one of names 4" in output
    assert "verified_on: 2026-11-20\n" in written.partition("Deux")[2]
    assert "Trois" not in written


def test_a_workbook_is_told_how_to_become_a_table(other: Path, tmp_path: Path) -> None:
    code, output, written = took(table(tmp_path, b"PK\x03\x04\x14\0", "x.xlsx"), other)
    assert (code, written) == (1, "")
    assert "x.xlsx: error[import-workbook]" in output


def test_figures_that_a_spreadsheet_rounded_are_named_at_their_line(other: Path, tmp_path: Path) -> None:
    text = f"name;gloss;phones.1.number;verified_on;organisation.name;organisation.siret\n{ROW.strip()};Croix;7,32829E+13\n"
    code, output, written = took(table(tmp_path, text), other)
    assert code == 1
    assert "x.csv:2: warning[import-spoiled]: a spreadsheet has rounded “organisation.siret” to “7,32829E+13”" in output
    assert "siret" not in written
    assert "error[" not in output


def test_what_excel_in_french_makes_of_our_own_table_comes_back(directory: Path, other: Path, tmp_path: Path) -> None:
    """It writes `;` between cells, dates as people do, decimal commas, no zero in front, VRAI, in Windows-1252."""
    first = directory / "public/data"
    sheet = list(csv.reader(io.StringIO((first / "services.csv").read_text(encoding="utf-8-sig"))))
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([[_as_excel(cell) for cell in row] for row in sheet])
    code, output, _ = took(table(tmp_path, out.getvalue().encode("cp1252"), "services.csv"), other, category="")
    assert code == 0, output
    assert (
        run("--site", other, "--out", tmp_path / "out", "--date", DAY, "--jobs", "1", "--lang", "fr,ar", "--no-pdf").exit_code == 0
    )
    assert (tmp_path / "out/data/services.csv").read_bytes() == (first / "services.csv").read_bytes()


def _as_excel(cell: str) -> str:
    """What it shows of a cell is what it writes."""
    if found := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", cell):
        return f"{found[3]}/{found[2]}/{found[1]}"
    if found := re.fullmatch(r"(\d{1,2})/(\d{1,2})", cell):
        return f"{found[1]}-juil"
    if re.fullmatch(r"\d{12,}", cell):
        return f"{cell[0]},{cell[1:6]}E+{len(cell) - 1}"
    if re.fullmatch(r"-?\d+\.\d+", cell):
        return cell.replace(".", ",")
    if cell in ("true", "false"):
        return {"true": "VRAI", "false": "FAUX"}[cell]
    return str(int(cell)) if cell.isdecimal() else cell


def hsds(**more: object) -> dict[str, object]:
    """A service that others send, with what a test says of it."""
    return {
        "id": "1b4c3b1e-8a3c-4c9f-9c5e-0f4a5f1d9a11",
        "name": "Accueil de jour",
        "description": "Un lieu pour se poser.",
        "assured_date": "2026-11-01",
        "phones": [{"id": "p", "number": "04 65 71 00 12"}],
        **more,
    }


def at(**location: object) -> list[dict[str, object]]:
    return [{"id": "s", "location": {"id": "l", **location}}]


def left(output: str) -> list[str]:
    return sorted(line.partition("“")[2].partition("”")[0] for line in output.splitlines() if "import-left" in line)


STREET = {
    "id": "a",
    "address_1": "3 allée du Parc",
    "city": "Grenoble",
    "postal_code": "38000",
    "country": "FR",
    "address_type": "physical",
}
BOX = {**STREET, "id": "b", "address_1": "BP 12", "address_type": "postal"}
PLACE = "service_at_locations.location."


@pytest.mark.parametrize(
    ("more", "written", "told"),
    [
        ({"service_at_locations": at(phones=[{"id": "q", "number": "04 65 71 00 15", "extension": 12}])}, "+33465710015;ext=12", []),
        ({"service_at_locations": [{"id": "s", "phones": [{"id": "q", "number": "04 65 71 00 16"}]}]}, "+33465710016", []),
        ({"service_at_locations": at(languages=[{"id": "z", "code": "ar"}]), "languages": [{"id": "y", "name": "Tigrinya"}]}, "languages: [ti, ar]", []),
        ({"languages": [{"id": "y", "name": "Elfique"}]}, "", ["languages: Elfique"]),
        ({"languages": [{"id": "y", "code": "ar", "note": "le mardi"}]}, "languages: [ar]", ["languages.note"]),
        ({"service_at_locations": at(schedules=[{"id": "c", "byday": "MO"}])}, "", [f"{PLACE}schedules: MO"]),
        ({"service_at_locations": [{"id": "s", "schedules": [{"id": "c", "byday": "MO"}]}]}, "", ["service_at_locations.schedules: MO"]),
        (
            {"service_at_locations": at(schedules=[{"id": "c", "description": "Mo 09:00-12:00", "notes": "opening_hours of OpenStreetMap"}])},
            "opening_hours: Mo 09:00-12:00",
            [],
        ),
        ({"service_at_locations": at(addresses=[BOX, STREET])}, "street: 3 allée du Parc", [f"{PLACE}addresses (postal): BP 12, 38000, Grenoble"]),
        ({"service_at_locations": at(addresses=[BOX])}, "", [f"{PLACE}addresses (postal): BP 12, 38000, Grenoble"]),
        ({"service_at_locations": at(name="Maison du Parc", addresses=[STREET])}, "name: Maison du Parc", []),
        ({"service_at_locations": at(accessibility=[{"id": "x", "description": "Rampe"}])}, "", [f"{PLACE}accessibility: Rampe"]),
        ({"service_at_locations": at(contacts=[{"id": "x", "name": "Paul"}])}, "", [f"{PLACE}contacts"]),
        (
            {"organization": {"id": "o", "name": "Le Parc", "phones": [{"id": "q", "number": "04 65 71 00 17"}, {"id": "r", "number": "3919"}]}},
            "phone: '+33465710017'",
            ["organization.phones.2: 3919"],
        ),
        ({"organization": {"id": "o", "name": "Le Parc", "legal_status": "association"}}, "organisation:", ["organization.legal_status"]),
        ({"phones": [{"id": "p", "number": "04 65 71 00 12", "type": "pager"}]}, "+33465710012", ["phones.type: pager"]),
        ({"cost_options": [{"id": "c", "option": "free", "amount_description": "sauf"}]}, "fees: free", ["cost_options.amount_description"]),
        ({"required_documents": [{"id": "c", "document": "Un papier", "uri": "https://x.example"}]}, "Un papier", ["required_documents.uri"]),
    ],
)  # fmt: skip
def test_every_level_of_hsds_is_mapped_or_told(
    more: dict[str, object], written: str, told: list[str], other: Path, tmp_path: Path
) -> None:
    _, output, text = took(table(tmp_path, json.dumps(hsds(**more)), "x.json"), other)
    assert left(output) == told
    assert written in text
    assert "error[" not in output


def inclusion(**more: object) -> dict[str, object]:
    return {
        "source": "dora", "structure_id": "dora--1", "id": "dora--2", "nom": "Cours du soir", "description": "Apprendre le français.",
        "date_maj": "2026-11-02", "thematiques": ["sante--acces-aux-soins"], "telephone": "+33465710012", **more,
    }  # fmt: skip


def structure(**more: object) -> dict[str, object]:
    return {"source": "dora", "id": "dora--1", "nom": "Cours du soir", "date_maj": "2026-11-02", **more}


@pytest.mark.parametrize(
    ("service", "its_structure", "written", "told"),
    [
        ({}, {"adresse": "3 allée du Parc", "commune": "Grenoble", "code_postal": "38000"}, "street: 3 allée du Parc", []),
        (
            {"commune": "Lyon"},
            {"adresse": "3 allée du Parc", "commune": "Grenoble"},
            "city: Lyon",
            ["structure.adresse", "structure.commune"],
        ),
        ({}, {"horaires_accueil": "Mo 09:00-12:00"}, "opening_hours: Mo 09:00-12:00", []),
        (
            {"horaires_accueil": "Tu 09:00-12:00"},
            {"horaires_accueil": "Mo 09:00-12:00"},
            "Tu 09:00",
            ["structure.horaires_accueil"],
        ),
        ({}, {"telephone": "04 65 71 00 17", "siret": "73282932000074"}, "+33465710017", []),
        ({}, {"accessibilite_lieu": "https://a.example"}, "", ["structure.accessibilite_lieu"]),
        ({"frais": "gratuit-sous-conditions"}, {}, "", ["frais: gratuit-sous-conditions"]),
        ({"modes_accueil": ["en-presentiel", "par-courrier"]}, {}, "attendance: [on_site]", ["modes_accueil: par-courrier"]),
        ({"code_postal": "38000"}, {}, "", ["code_postal"]),
        ({"thematiques": ["sante--acces-aux-soins", "mobilite--permis"]}, {}, "", ["thematiques: mobilite--permis"]),
        ({"lien_source": "https://dora.example/2"}, {}, "{title: dora, url: 'https://dora.example/2', read_on: 2026-11-24}", []),
        ({"structure_id": "dora--9"}, {}, "", ["structures: Cours du soir"]),
    ],
)
def test_every_level_of_data_inclusion_is_mapped_or_told(
    service: dict[str, object], its_structure: dict[str, object], written: str, told: list[str], other: Path, tmp_path: Path
) -> None:
    document = {"structures": [structure(**its_structure)], "services": [inclusion(**service)]}
    _, output, text = took(table(tmp_path, json.dumps(document), "x.json"), other)
    assert left(output) == told
    assert written in text
    assert "error[" not in output
