"""What to verify this month: who is asked, about what, in a letter that can be sent as it is."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import plain
import pytest
from conftest import run

from livret.schema.verification import valid_until


@pytest.fixture
def site(sound: Path) -> Path:
    plain.lay(plain.read(plain.HERE / "sites" / "directory.txt"), sound)
    return sound


def due(site: Path, date: str) -> str:
    result = run("due", "--site", site, "--date", date)
    assert result.exit_code == 0, result.output
    return result.output


def test_until_when_a_listing_holds() -> None:
    assert valid_until(datetime.date(2026, 6, 1), 180) == datetime.date(2026, 11, 28)


def test_those_whose_time_ends_this_month(site: Path) -> None:
    """The dentist's ends on 28 November; what is closed for good is not asked about."""
    assert due(site, "2026-10-31") == "2026-10: 0 services to verify, 0 letters.\n"
    assert due(site, "2026-11-01") == (
        "Essai Santé: report/letters/2026-11/essai-sante.txt\n"
        "  dentiste: verified on 2026-06-01, holds until 2026-11-28\n"
        "2026-11: 1 service to verify, 1 letter.\n"
    )


def test_one_letter_for_each_organisation(site: Path) -> None:
    output = due(site, "2027-05-01")
    assert re.findall(r"^(.+): report/letters/2027-05/(.+)\.txt$", output, re.MULTILINE) == [
        ("Essai Santé", "essai-sante"),
        ("Maison Cachée", "maison-cachee"),
        ("Lieu Inconnu", "lieu-inconnu"),
        ("Ligne KANARIP", "ligne-kanarip"),
    ]
    letter = (site / "report/letters/2027-05/essai-sante.txt").read_text(encoding="utf-8")
    assert letter.index("Dentiste Loin") < letter.index("Permanence"), "the oldest first"


def test_the_letter_is_a_person_s_and_can_be_sent(site: Path) -> None:
    due(site, "2026-11-01")
    letter = (site / "report/letters/2026-11/essai-sante.txt").read_text(encoding="utf-8")
    assert letter.startswith("sante@exemple.fr\nLivret d’essai : Essai Santé\n\nBonjour,\n")
    assert "nous répondre avant le 28 novembre 2026 ?" in letter
    assert "  Téléphone : +33 4 65 71 00 13\n" in letter
    assert "  Adresse : 2 rue de l'Exemple, 38000 Grenoble\n" in letter
    assert "  Documents à apporter : nous ne le savons pas, pouvez-vous nous le dire ?\n" in letter
    assert "None" not in letter
    assert "{" not in letter
    head, _, link = letter.rstrip("\n").rpartition("\n")
    address = urlsplit(link)
    assert (address.scheme, address.path) == ("mailto", "sante@exemple.fr")
    asked = parse_qs(address.query, strict_parsing=True)
    assert asked["subject"] == ["Livret d’essai : Essai Santé"]
    assert asked["body"][0].replace("\r\n", "\n").strip() == head.split("\n\n", 1)[1].strip()


def test_letters_and_reports_leave_each_other_in_place(site: Path) -> None:
    due(site, "2026-11-01")
    assert run("status", "--html", "--site", site, "--date", "2026-11-02").exit_code == 0
    assert run("proof", "--lang", "ar", "--site", site, "--date", "2026-11-02").exit_code == 0
    assert due(site, "2027-05-01").count("report/letters/2027-05/") == 4
    kept = {path.relative_to(site / "report").as_posix() for path in (site / "report").rglob("*")}
    assert {"letters/2026-11/essai-sante.txt", "letters/2027-05/essai-sante.txt", "index.html", "proof-site.ar.html"} <= kept


def test_what_livret_did_not_make_stays(site: Path) -> None:
    (site / "report").mkdir()
    (site / "report/mine.txt").write_text("mine", encoding="utf-8")
    assert run("due", "--site", site, "--date", "2026-11-01").exit_code == 2
    assert [path.name for path in (site / "report").iterdir()] == ["mine.txt"]


def test_an_answer_is_never_wanted_yesterday(site: Path) -> None:
    due(site, "2026-12-20")
    letter = (site / "report/letters/2026-12/essai-sante.txt").read_text(encoding="utf-8")
    assert "avant le 3 janvier 2027 ?" in letter


def test_a_hidden_address_is_in_no_letter(site: Path) -> None:
    due(site, "2027-05-01")
    assert "KANARIE" not in "".join(path.read_text(encoding="utf-8") for path in (site / "report").rglob("*.txt"))


def test_verified_it_is_due_no_more(site: Path) -> None:
    assert run("verify", "dentiste", "--site", site, "--by", "ada", "--date", "2026-11-01").exit_code == 0
    assert due(site, "2026-11-02") == "2026-11: 0 services to verify, 0 letters.\n"
