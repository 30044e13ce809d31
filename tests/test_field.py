"""Cases from the field at the level of a built site: what people reported of other programs, with the value that is right.

Markdown, YAML, names and links are edits of the small site; hours, phones, addresses and tables are listings of it.
"""

from __future__ import annotations

import csv
import html
import json
import re
from pathlib import Path
from typing import Any

import icalendar
import plain
import pytest
import yaml
from conftest import run

NOTE, CHAPTER, FACTS = "Une note.[^a]", "content/booklets/01-sante/02-soins.md", "content/facts.yaml"
DAY = "2026-12-14"


def say(site: Path, text: str) -> None:
    path = site / CHAPTER
    path.write_text(path.read_text(encoding="utf-8").replace(NOTE, f"{text}\n\n{NOTE}"), encoding="utf-8")


def checked(site: Path) -> list[str]:
    return re.findall(
        r"^(\S+) (?:error|warning|damage)\[([\w-]+)\]", run("check", "--site", site, "--date", DAY).output, re.MULTILINE
    )


def article(site: Path) -> str:
    result = run("--site", site, "--date", DAY, "--out", site / "out", "--no-pdf", "--jobs", "1")
    assert result.exit_code == 0, result.output
    found = re.search(r"<article.*?</article>", (site / "out/fr/sante/soins.html").read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return html.unescape(found[0])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "!!! danger “Danger immédiat”\n    Sortez de la pièce.",
            [r"callout[^>]*danger|danger[^>]*callout", "Danger immédiat", "Sortez de la pièce"],
        ),
        (
            "!!! danger « Danger immédiat »\n    Sortez de la pièce.",
            [r"callout[^>]*danger|danger[^>]*callout", "Danger immédiat", "Sortez de la pièce"],
        ),
        (
            "Apportez :\n\n- vos papiers\n  - le passeport\n  - le visa\n- une photo",
            [r"<li>(?:<p>)?vos papiers(?:</p>)?\s*<ul>\s*<li>le passeport"],
        ),
        (
            "Apportez :\n\n• vos papiers\n• une photo\n\nPuis :\n\n1) Entrez.\n\n2) Attendez.",
            ["<li>vos papiers", "<ol>", "Attendez"],
        ),
        (
            "Ouvert à 14\u00a0h : dites «\u00a0bonjour\u00a0» et payez 20\u202f€ !",
            ["14\u00a0h", "«\u00a0bonjour\u00a0»", "20\u202f€"],
        ),
        ("Ouvert à 14&nbsp;h, caf&eacute; compris.", ["14\u00a0h, café compris"]),
        ("Maison Exemple\\\n1 rue de l'Exemple\\\n38000 Grenoble", [r"Maison Exemple<br ?/?>"]),
        ("## Le délai[^b]\n\nVoir [le délai](02-soins.md#le-délai).\n\n[^b]: Une autre note.", ['id="le-délai"', '#le-délai"']),
        ("Voir [les numéros](https://livret.example/fr/sante/numeros.html).", ["les numéros"]),
    ],
)
def test_what_is_understood(text: str, shown: list[str], sound: Path) -> None:
    say(sound, text)
    found = article(sound)
    for each in shown:
        assert re.search(each, found), (each, found)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("| Jour | Lieu |\n| --- | --- |\n| Lundi | Salle A | fermé en août, appelez le {phone.samu} |", "cells-many"),
        ("Où aller\n========", "heading-underlined"),
        ("> [!WARNING]\n> Ne signez rien.", "callout-elsewhere"),
        ("- [ ] passeport\n- [x] photo", "checkbox"),
        ("Le prix est ~~10 €~~ 8 €.", "mark-unknown"),
        ("Les horaires :\n| Jour | Heure |\n| --- | --- |\n| Lundi | 9 h |", "table-glued"),
        ("2026. Cette année, tout change.", "list-year"),
        ("Voir [la page](https://exemple.fr/aide\u200b).", "sign-unseen"),
        ("Voir [les numéros](https://livret.example/fr/sante/numeros.html).", "link-self"),
    ],
)
def test_what_is_told(text: str, code: str, sound: Path) -> None:
    say(sound, text)
    assert code in [found for _, found in checked(sound)]


def test_a_second_document_is_refused(sound: Path) -> None:
    path = sound / "content/services/health.yaml"
    path.write_text(f"{path.read_text(encoding='utf-8')}---\ncategory: health\nservices: []\n", encoding="utf-8")
    assert ("content/services/health.yaml:11:1:", "yaml-documents") in checked(sound)


@pytest.mark.parametrize(
    ("file", "link"), [("plan-me\u0301tro.png", "plan-métro.png"), ("plan du quartier.png", "plan%20du%20quartier.png")]
)
def test_a_picture_is_found_under_any_spelling_of_its_name(file: str, link: str, sound: Path) -> None:
    from PIL import Image  # noqa: PLC0415 – one test alone makes a picture

    Image.new("RGB", (8, 8), "white").save(sound / "content/booklets/01-sante" / file)
    say(sound, f"![Le plan]({link})")
    assert "<img" in article(sound)


def test_files_of_the_system_are_nobodys(sound: Path) -> None:
    for name in (
        "content/booklets/desktop.ini",
        "content/booklets/__MACOSX/x",
        "content/booklets/01-sante/Thumbs.db",
        "translations/ar/sante.mo",
    ):
        path = sound / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    assert checked(sound) == []


def test_a_decomposed_name_is_one_name(sound: Path) -> None:
    say(sound, "Allez à Saint-E\u0301gre\u0300ve.")
    assert "Saint-Égrève" in article(sound)


# --- listings ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = plain.site(tmp_path_factory.mktemp("field"), "public", "values")
    hours = site / "content/services/field.yaml"
    hours.write_text(
        "category: health\nservices:\n"
        + "".join(
            f"  - {{id: {ident}, name: {ident.title()}, gloss: Une aide, phones: [{{number: '{number}'}}], {more}, "
            "sources: [{title: S, url: 'https://s.example', read_on: 2026-11-20}], verified_on: 2026-11-20}\n"
            for ident, number, more in (
                ("impaires", "+33465710031", "opening_hours: 'week 1-52/2 Tu 10:00-12:00'"),
                (
                    "reveillon",
                    "+33465710032",
                    "opening_hours: 'Mo-Su 21:00-02:00', notices: [{from: 2026-12-24, until: 2026-12-24, opening_hours: '18:00-04:00'}]",
                ),
                ("rendezvous", "+33465710033", "opening_hours: '\"by appointment\"', appointment: required"),
                ("peutetre", "+33465710034", "opening_hours: 'Mo 09:00-10:00 unknown'"),
                ("poste", "+33 4 65 71 00 12 ext. 34", "fees: free"),
            )
        ),
        encoding="utf-8",
    )
    result = run("--site", site, "--out", site / "public", "--date", DAY, "--jobs", "1", "--lang", "fr", "--no-pdf")
    assert result.exit_code == 0, result.output
    return site / "public"


def calendar(public: Path, ident: str) -> list[tuple[str, str]]:
    found = icalendar.Calendar.from_ical((public / f"data/calendars/{ident}.ics").read_bytes())
    events = [(each.decoded("dtstart"), each.decoded("dtend")) for each in found.walk("VEVENT")]
    return [(f"{begin:%m-%d %H:%M}", f"{end:%m-%d %H:%M}") for begin, end in events if hasattr(begin, "hour")]


def test_the_tuesday_of_week_53_is_odd(public: Path) -> None:
    assert ("12-29 09:00", "12-29 11:00") in calendar(public, "impaires"), "10:00–12:00 in Grenoble"


def test_a_notice_over_midnight_and_the_night_before(public: Path) -> None:
    nights = calendar(public, "reveillon")
    assert ("12-23 20:00", "12-24 01:00") in nights, "the usual night ends at two"
    assert ("12-24 17:00", "12-25 03:00") in nights, "Christmas Eve from six until four"
    assert not any(begin.startswith("12-24 0") or begin == "12-23 23:00" for begin, _ in nights), (
        "nobody is there in the morning of the 24th"
    )


@pytest.mark.parametrize("name", ["Rendezvous", "Peutetre"])
def test_by_appointment_and_perhaps_are_no_hours(name: str, public: Path) -> None:
    contents: list[dict[str, Any]] = json.loads((public / "data/hsds.json").read_text(encoding="utf-8"))["contents"]
    found = next(each for each in contents if each["name"] == name)
    assert [each for each in found["schedules"] if "opens_at" in each] == []


def test_an_extension_is_shown_and_dialled(public: Path) -> None:
    page = (public / "fr/services/poste.html").read_text(encoding="utf-8")
    assert 'href="tel:+33465710012;ext=34"' in page
    assert "+33 4 65 71 00 12 poste 34" in page


def test_a_morning_that_is_overwritten_is_warned_of(sound: Path) -> None:
    path = sound / "content/services/health.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("Mo-Fr 08:30-12:30", "Mo-Fr 08:30-12:00; Tu 14:00-17:00"), encoding="utf-8"
    )
    output = run("check", "--site", sound, "--date", DAY).output
    assert "warning[hours-overwritten]" in output
    assert "Mo-Fr 08:30-12:00, Tu 14:00-17:00" in output


# --- tables and files of others --------------------------------------------------------------------------


def test_blank_rows_are_no_services(sound: Path) -> None:
    table = sound / "x.csv"
    table.write_text(
        "name,gloss,phones.1.number,verified_on,\nAccueil,Une aide,+33465710012,2026-11-20,\n,,,,\n,,,,\n", encoding="utf-8"
    )
    result = run("import", "--site", sound, table, "--category", "health", "--source", "https://v.example")
    assert "1 service" in result.output
    assert (sound / "content/services/x.yaml").read_text(encoding="utf-8").count("  - id:") == 1


def test_a_number_with_an_extension_is_imported_whole(sound: Path) -> None:
    table = sound / "x.csv"
    table.write_text(
        "name,gloss,phones.1.number,verified_on\nAccueil,Une aide,04 65 71 00 15 ext. 12,2026-11-20\n", encoding="utf-8"
    )
    run("import", "--site", sound, table, "--category", "health", "--source", "https://v.example")
    assert re.search(
        r"33465710015\D+12|15;ext=12", (sound / "content/services/x.yaml").read_text(encoding="utf-8").replace(" ", "")
    )


def test_a_table_that_a_french_excel_saved_comes_back(public: Path, sound: Path) -> None:
    """Days first, a semicolon between cells, the encoding of Windows."""
    table = (public / "data/services.csv").read_text(encoding="utf-8-sig")
    saved = re.sub(r"\b(\d{4})-(\d\d)-(\d\d)\b", r"\3/\2/\1", table)
    (sound / "x.csv").write_text(saved, encoding="utf-8-sig")
    result = run(
        "import", "--site", sound, sound / "x.csv", "--category", "health", "--source", "https://v.example", "--name", "back"
    )
    listings = yaml.safe_load((sound / "content/services/back.yaml").read_text(encoding="utf-8"))["services"]
    rows = {row["id"]: row for row in csv.DictReader(table.splitlines())}
    assert {each["id"] for each in listings} | {"permanence"} == set(rows) | {"permanence"}
    assert {each["id"]: str(each["verified_on"]) for each in listings} == {
        each["id"]: rows[each["id"]]["verified_on"] for each in listings
    }
    assert not re.search("date-invalid|siret-invalid|phone-invalid", result.output)


LEVELS = {
    "id": "5b1c9f0e-0000-4000-8000-000000000001",
    "name": "Accueil de jour",
    "description": "Un lieu pour se poser.",
    "status": "active",
    "assured_date": "2026-11-01",
    "phones": [{"id": "p1", "number": "04 65 71 00 12"}],
    "languages": [{"id": "l1", "name": "Tigrinya"}],
    "service_at_locations": [
        {
            "id": "s",
            "phones": [{"id": "sp", "number": "04 65 71 00 16"}],
            "schedules": [{"id": "ss", "byday": "MO", "opens_at": "09:00", "closes_at": "12:00"}],
            "location": {
                "id": "loc",
                "languages": [{"id": "z", "code": "ar"}],
                "phones": [{"id": "lp", "number": "04 65 71 00 15"}],
                "accessibility": [{"id": "acc", "description": "Rampe d'accès"}],
                "addresses": [
                    {"id": "ad", "address_1": "BP 12", "city": "Grenoble", "postal_code": "38000", "country": "FR", "address_type": "postal"},
                    {"id": "ad2", "address_1": "3 allée du Parc", "city": "Grenoble", "postal_code": "38000", "country": "FR", "address_type": "physical"},
                ],
            },
        }
    ],
    "organization": {
        "id": "o",
        "name": "Association du Parc",
        "description": "Entraide",
        "phones": [{"id": "op", "number": "04 65 71 00 17"}, {"id": "oq", "number": "04 65 71 00 18"}],
    },
}  # fmt: skip


def test_what_hangs_on_each_level_of_hsds_is_on_the_page_or_named(sound: Path) -> None:
    """Phones, languages and addresses of the service, of its place, of the service there and of the organisation; hours and a ramp are named."""
    (sound / "services.json").write_text(json.dumps({"contents": [LEVELS]}), encoding="utf-8")
    told = run("import", "--site", sound, sound / "services.json", "--category", "health", "--source", "https://v.example").output
    assert run("--site", sound, "--date", DAY, "--out", sound / "out", "--no-pdf", "--jobs", "1").exit_code == 0
    page = html.unescape((sound / "out/fr/services/accueil_de_jour.html").read_text(encoding="utf-8"))
    for number in ("65710012", "65710015", "65710016", "65710017"):
        assert f'href="tel:+334{number}"' in page
    for words in ("3 allée du Parc", "Association du Parc", "Entraide", "tigrigna", "arabe"):
        assert words in page
    assert "BP 12" not in page, "letters go there, and nobody else"
    for left in (
        "schedules: MO 09:00–12:00",
        "accessibility: Rampe d'accès",
        "(postal): BP 12, 38000, Grenoble",
        "organization.phones.2: 04 65 71 00 18",
    ):
        assert f"{left}”" in told, left
