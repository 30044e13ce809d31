"""The Agora's pages as they are published: what is on them, where they lead, who is led to them, and what of it is past."""

from __future__ import annotations

import datetime
import shutil
import subprocess
import zipfile
from pathlib import Path

import opened
import pikepdf
import plain
import pytest
from conftest import DAY, run
from icalendar import Calendar

from livret.schema.members import Member
from livret.source import yaml

CANARY = "Zwilfimarduk"  # a name that nobody has
MEMBERS = f"""members:
  - id: selam
    name: {CANARY} Ortwell
    credit: {CANARY}
    consents: [{{scope: site, on: 2026-11-01}}, {{scope: paper, on: 2026-11-01}}]
"""


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(plain.site(tmp_path_factory.mktemp("agora"), "sound", "room"), "--without", "pdf")


def built(site: Path, *more: str, day: str = DAY) -> Path:
    result = run("build", "--site", site, "--out", site / "public", "--date", day, "--jobs", "1", *more)
    assert result.exit_code == 0, result.output
    return site / "public"


def text(public: Path, path: str) -> str:
    return (public / path).read_text(encoding="utf-8")


def test_every_language_has_the_pages_and_minutes_are_in_those_of_the_meeting(tmp_path: Path) -> None:
    site = plain.site(tmp_path, "sound", "room")
    meeting = site / "content/agora/meetings/2026-11-12.md"
    meeting.write_text(meeting.read_text(encoding="utf-8").replace("languages: [fr, ar]", "languages: [fr]"), encoding="utf-8")
    public = built(site, "--without", "pdf")
    both = {"index.html", "needs.html", "labs.html", "linge.lab.html", "partners.html", "meetings.ics"}
    assert {path.name for path in (public / "ar/agora").iterdir()} == both
    assert {path.name for path in (public / "fr/agora").iterdir()} == both | {"2026-11-12.html"}
    assert 'href="../../fr/agora/2026-11-12.html" hreflang="fr"' in text(public, "ar/agora/index.html")


def test_minutes_in_a_language_that_waits_are_not_there_yet(tmp_path: Path) -> None:
    site = plain.site(tmp_path, "sound", "room")
    config = site / "content/site.yaml"
    config.write_text(config.read_text(encoding="utf-8") + "publish: {ar: complete}\n", encoding="utf-8")
    public = built(site, "--without", "pdf")
    assert not (public / "ar").exists()
    assert (public / "fr/agora/2026-11-12.html").exists()
    assert [path for path in public.rglob("*.html") if "ar/agora" in path.read_text(encoding="utf-8")] == []


def test_a_need_leads_to_what_answers_it_and_back(public: Path) -> None:
    needs = text(public, "fr/agora/needs.html")
    for path in ("../sante/soins.html", "../services/permanence.html", "linge.lab.html"):
        assert f'href="{path}"' in needs
    assert needs.index('id="laver"') < needs.index('id="bus"'), "what is answered comes first"
    for path, link in (
        ("fr/sante/soins.html", "../agora/needs.html#laver"),
        ("fr/services/permanence.html", "../agora/needs.html#laver"),
    ):
        assert f'href="{link}"' in text(public, path)
    assert 'href="needs.html#laver"' in text(public, "fr/agora/linge.lab.html")
    assert 'href="needs.html#bus"' in text(public, "fr/agora/2026-11-12.html")
    assert "agora/needs.html" not in text(public, "fr/sante/numeros.html"), "it answers none"


def test_a_site_without_a_room_has_no_word_of_it(published: Path) -> None:
    assert not (published / "public/fr/agora").exists()
    assert "agora" not in text(published / "public", "fr/index.html")


def test_it_is_in_the_search_the_map_of_the_site_the_pack_and_the_archive(public: Path) -> None:
    for name in ("index", "needs", "linge.lab", "2026-11-12"):
        assert f"agora/{name}.html" in text(public, "fr/search-index.js")
    assert "/fr/agora/needs.html" in text(public, "sitemap.xml")
    assert "fr/agora/linge.lab.html" in text(public, "packs/fr.json")
    with zipfile.ZipFile(public / "offline/fr.zip") as archive:
        assert "fr/agora/2026-11-12.html" in archive.namelist()


def test_the_calendar_has_the_meetings_to_come_and_says_what_is_invented(tmp_path: Path) -> None:
    public = built(plain.site(tmp_path, "sound", "room"), "--without", "pdf", day="2026-11-01")
    for tag in ("fr", "ar"):
        calendar = Calendar.from_ical((public / f"{tag}/agora/meetings.ics").read_bytes())
        (event,) = calendar.walk("VEVENT")
        assert event.decoded("dtstart") == datetime.datetime(2026, 11, 12, 17, 0, tzinfo=datetime.UTC)
        assert event.decoded("dtend") == datetime.datetime(2026, 11, 12, 19, 0, tzinfo=datetime.UTC)
        assert "Demandez" in event["location"]
        assert calendar["x-wr-calname"]
    french = Calendar.from_ical((public / "fr/agora/meetings.ics").read_bytes())
    assert "Example" in french.walk("VEVENT")[0]["summary"] or "Exemple" in french.walk("VEVENT")[0]["summary"]
    assert 'data-until="2026-11-12"' in text(public, "fr/index.html")


def test_what_is_past_is_no_next_meeting(public: Path) -> None:
    assert "data-until" not in text(public, "fr/index.html")
    calendar = Calendar.from_ical((public / "fr/agora/meetings.ics").read_bytes())
    assert not calendar.walk("VEVENT")


# --- names -------------------------------------------------------------------------------------------


def holders(site: Path) -> list[str]:
    return opened.holders(site, [CANARY], but=".livret-private")


def test_a_name_is_told_with_consent_and_gone_with_it(tmp_path: Path) -> None:
    """One edit takes a name out of everything that is built, and of what is kept for the next build."""
    site = plain.site(tmp_path, "sound", "room")
    members = site / ".livret-private/members.yaml"
    members.parent.mkdir()
    members.write_text(MEMBERS, encoding="utf-8")
    public = built(site)
    assert f"par {CANARY}" in text(public, "fr/sante/numeros.html") or CANARY in text(public, "fr/sante/numeros.html")
    assert "Ortwell" not in text(public, "fr/sante/numeros.html"), "the name itself is for the team"
    assert any(path.startswith(str(public / "offline/fr.zip")) for path in holders(site))

    members.write_text(MEMBERS.replace("on: 2026-11-01}", "on: 2026-11-01, withdrawn: 2026-11-20}"), encoding="utf-8")
    built(site)
    assert holders(site) == []
    assert CANARY not in text(public, "fr/sante/numeros.html")


def test_who_has_no_name_is_not_among_the_authors(tmp_path: Path) -> None:
    site = plain.site(tmp_path, "sound", "room")
    authors = site / "content/agora/authors.yaml"
    authors.write_text("authors: [{id: selam, languages: [ti]}, {id: aman, name: Aman}]\n", encoding="utf-8")
    page = text(built(site, "--without", "pdf"), "fr/about.html")
    assert "Aman" in page
    assert "None" not in page
    assert page.count("<li><bdi>") == page.count("<li><bdi>Aman</bdi>") == 1


def test_consent_for_the_site_is_none_for_paper(tmp_path: Path) -> None:
    site = plain.site(tmp_path, "sound", "room")
    (site / ".livret-private").mkdir()
    only = MEMBERS.replace(", {scope: paper, on: 2026-11-01}", "")
    (site / ".livret-private/members.yaml").write_text(only, encoding="utf-8")
    public = built(site)
    assert CANARY in text(public, "fr/sante/numeros.html")
    assert not [path for path in holders(site) if "/print/" in path]


def test_members_come_from_the_environment_of_a_builder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = plain.site(tmp_path, "sound", "room")
    monkeypatch.setenv("LIVRET_MEMBERS", MEMBERS)
    assert CANARY in text(built(site, "--without", "pdf"), "fr/sante/numeros.html")
    monkeypatch.setenv("LIVRET_MEMBERS", "members: []")
    built(site, "--without", "pdf")
    assert holders(site) == [], "another environment is another build, and a manifest has no name"


def test_what_git_has_taken_up_is_refused(tmp_path: Path) -> None:
    site = plain.site(tmp_path, "sound", "room")
    (site / ".livret-private").mkdir()
    (site / ".livret-private/members.yaml").write_text(MEMBERS, encoding="utf-8")
    git = shutil.which("git")
    assert git
    subprocess.run([git, "init", "-q", site], check=True)
    assert run("check", "--site", site, "--date", DAY).exit_code == 0, "it lies there, and git does not have it"
    subprocess.run([git, "-C", site, "add", "-f", ".livret-private"], check=True)
    result = run("build", "--site", site, "--date", DAY, "--jobs", "1")
    assert result.exit_code == 1
    assert ".livret-private/members.yaml: error[private-tracked]" in result.output


def test_a_guardian_signs_for_a_minor(tmp_path: Path) -> None:
    site = plain.site(tmp_path, "sound", "room")
    (site / ".livret-private").mkdir()
    (site / ".livret-private/members.yaml").write_text(MEMBERS + "    minor: true\n", encoding="utf-8")
    result = run("check", "--site", site, "--date", DAY)
    assert ".livret-private/members.yaml:2:5: error[consent-guardian]" in result.output


@pytest.mark.parametrize(
    ("consents", "told"),
    [
        ("{scope: site, on: 2026-10-01}", True),
        ("{scope: site, on: 2026-10-01, withdrawn: 2026-11-01}", False),
        ("{scope: site, on: 2026-10-01}, {scope: site, on: 2026-10-05, withdrawn: 2026-11-01}", False),
        ("{scope: site, on: 2026-10-01, withdrawn: 2026-11-01}, {scope: site, on: 2026-11-03}", True),
        ("{scope: site, on: 2026-11-01}, {scope: site, on: 2026-10-01, withdrawn: 2026-11-01}", False),
        ("{scope: site, on: 2026-11-01, withdrawn: 2026-10-01}", False),
        ("{scope: paper, on: 2026-10-01}", False),
    ],
)
def test_the_newest_word_of_a_member_counts(consents: str, told: bool) -> None:
    """Whoever withdraws one of two consents has withdrawn; whoever agrees again is told again."""
    member = Member.model_validate({"id": "selam", "credit": CANARY, "consents": yaml.parse(f"[{consents}]", "")})
    assert bool(member.told("site")) == told


@pytest.mark.parametrize(
    ("consents", "problem"),
    [
        ("{scope: site, on: 2026-11-01, withdrawn: 2026-10-01}", "2:69: warning[consent-order]"),
        ("{scope: site, on: 2027-11-01}", "2:46: warning[heard-later]"),
        ("{scope: site, on: 2026-11-01, withdrawn: 2027-11-01}", "2:69: warning[heard-later]"),
        ("{scope: site}", "2:28: error[key-missing]"),
        ("{scope: radio, on: 2026-11-01}", "2:36: error[value-unknown]"),
        ("{scope: site, on: hier}", "2:46: error[date-invalid]"),
        ("2026-11-01", "2:28: error[value-shape]"),
    ],
)
def test_a_slip_in_a_consent_is_told_and_tells_nobody(consents: str, problem: str, tmp_path: Path) -> None:
    site = plain.site(tmp_path, "sound", "room")
    (site / ".livret-private").mkdir()
    file = site / ".livret-private/members.yaml"
    file.write_text(f"members:\n  - {{id: selam, consents: [{consents}]}}\n", encoding="utf-8")
    output = run("check", "--site", site, "--date", DAY).output
    assert f".livret-private/members.yaml:{problem}" in output
    assert "Traceback" not in output


@pytest.mark.parametrize(
    ("credit", "asked"),
    [
        ("Une membre d'Érythrée", True),
        ("from Eritrea", True),
        ("d’Érythrée", True),
        ("عضوة من إريتريا", True),
        ("Selam", False),
        ("A. B.", False),
        ("Selam O'Neil", False),
        ("O'Neil", False),
    ],
)
def test_a_credit_that_fits_one_member_only_is_asked_after(credit: str, asked: bool, tmp_path: Path) -> None:
    site = plain.site(tmp_path, "sound", "room")
    (site / ".livret-private").mkdir()
    file = site / ".livret-private/members.yaml"
    file.write_text(f'members:\n  - {{id: selam, credit: "{credit}"}}\n  - {{id: aman, credit: Aman}}\n', encoding="utf-8")
    told = run("check", "--site", site, "--date", DAY).output
    assert (".livret-private/members.yaml:2:25: warning[credit-alone]" in told) is asked
    file.write_text(file.read_text(encoding="utf-8").replace("Aman}", f'"{credit}"}}'), encoding="utf-8")
    assert "credit-alone" not in run("check", "--site", site, "--date", DAY).output


def test_meetings_of_the_team_are_nowhere(tmp_path: Path) -> None:
    """Minutes for the team alone lie in the private folder: nothing reads them."""
    site = plain.site(tmp_path, "sound", "room")
    (site / ".livret-private/meetings").mkdir(parents=True)
    (site / ".livret-private/meetings/2026-11-13.md").write_text(f"# {CANARY}\n\nEntre nous.\n", encoding="utf-8")
    built(site)
    assert run("extract", "--site", site).exit_code == 0
    assert holders(site) == []
    assert not [
        path for path in (site / "translations").rglob("*") if path.is_file() and CANARY in path.read_text(encoding="utf-8")
    ]


# --- paper -------------------------------------------------------------------------------------------


def read_pdf(path: Path) -> str:
    """The words of a PDF, as poppler reads them."""
    pdftotext = shutil.which("pdftotext")
    assert pdftotext
    said = subprocess.run([pdftotext, "-layout", path, "-"], check=True, capture_output=True, text=True).stdout
    return " ".join(said.split())


def test_an_invitation_and_a_leaf_of_each_laboratory_in_every_language(tmp_path: Path) -> None:
    public = built(plain.site(tmp_path, "sound", "room"), day="2026-11-01")
    for tag in ("fr", "ar"):
        for name in ("invitation", "invitation-poster", "lab-linge"):
            with pikepdf.open(public / f"print/site-{name}.{tag}.pdf") as pdf:
                assert len(pdf.pages) == 1, (tag, name)
    invited = read_pdf(public / "print/site-invitation.fr.pdf")
    for words in (
        "12 novembre 2026",
        "18:00–20:00",
        "Demandez l’adresse à la permanence.",
        "Les tickets de bus.",
        "https://livret.example/fr/agora/",
    ):
        assert words in invited
    leaf = read_pdf(public / "print/site-lab-linge.fr.pdf")
    for words in (
        "Comment laver son linge",
        "Soixante lavages en quatre semaines.",
        "Des jetons gratuits.",
        "Un paragraphe sur la laverie.",
    ):
        assert words in leaf


def test_without_a_meeting_to_come_nobody_is_invited(tmp_path: Path) -> None:
    public = built(plain.site(tmp_path, "sound", "room"), day="2026-11-24")
    assert not list((public / "print").glob("site-invitation*"))
    assert "invitation" not in text(public, "fr/agora/index.html")


# --- beside another language, and in one file -----------------------------------------------------------

AGORA = (
    'msgid ""\nmsgstr ""\n"Language: ar\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    'msgctxt "text"\nmsgid "Où laver mon linge sans argent ?"\nmsgstr "أين أغسل ثيابي بدون مال؟"\n\n'
    'msgctxt "question"\nmsgid "Comment laver son linge quand on vit à l\'hôtel ?"\nmsgstr "كيف نغسل ثيابنا ونحن في الفندق؟"\n'
)
MINUTES = (
    'msgid ""\nmsgstr ""\n"Language: ar\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    'msgid "Réunion de novembre"\nmsgstr "اجتماع نوفمبر"\n\nmsgid "Ce que nous avons entendu"\nmsgstr "ما سمعناه"\n'
)


@pytest.fixture(scope="module")
def translated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = plain.site(tmp_path_factory.mktemp("beside"), "sound", "room")
    for name, catalog in (("agora", AGORA), ("minutes", MINUTES)):
        (site / f"translations/ar/{name}.po").write_text(catalog, encoding="utf-8")
    return built(site, "--without", "pdf")


def test_what_both_languages_have_stands_side_by_side(translated: Path) -> None:
    """By the mechanism of chapters: needs, laboratories and minutes that have a text in Arabic; of partners nothing is translated."""
    pairs = {path.name for path in (translated / "ar/agora").glob("*.fr.html")}
    assert pairs == {"needs.fr.html", "labs.fr.html", "linge.lab.fr.html", "2026-11-12.fr.html"}
    assert not list((translated / "fr/agora").glob("*.ar.html"))
    needs = text(translated, "ar/agora/needs.fr.html")
    assert (
        '<span class="pair"><span>أين أغسل ثيابي بدون مال؟</span>'
        '<span class="beside" lang="fr" dir="ltr" aria-hidden="true">Où laver mon linge sans argent'
    ) in needs
    assert '<link rel="canonical" href="https://livret.example/ar/agora/needs.html">' in needs
    assert 'href="needs.html"' in needs
    assert 'href="needs.fr.html"' in text(translated, "ar/agora/needs.html")
    assert "partners.fr.html" not in text(translated, "ar/agora/partners.html")


def test_the_minutes_keep_their_place_when_a_language_comes_beside(translated: Path) -> None:
    anchor = "#ce-que-nous-avons-entendu"
    assert f'href="2026-11-12.fr.html{anchor}"' in text(translated, "ar/agora/2026-11-12.html")
    beside = text(translated, "ar/agora/2026-11-12.fr.html")
    assert f'href="2026-11-12.html{anchor}"' in beside
    assert 'aria-hidden="true">Ce que nous avons entendu' in beside


def test_all_of_it_is_in_the_file_that_carries_a_language(translated: Path) -> None:
    carried = text(translated, "offline/ar.html")
    for name in ("agora", "agora/needs", "agora/labs", "agora/linge.lab", "agora/2026-11-12", "agora/partners"):
        assert f'id="/{name}"' in carried, name
        assert f'href="#/{name}"' in carried, name
    assert 'id="/agora/needs:laver"' in carried
    assert carried.count("أين أغسل ثيابي بدون مال؟") > 1, "the need, and where it led to"
