"""The directory: what is listed where, what is shown of it, how it ages; and the edition for professionals, apart from the public's."""

from __future__ import annotations

import json
import re
from pathlib import Path

import plain
import pytest
from conftest import DAY, run
from html_of import fragment

HEALTH = "content/services/health.yaml"
ARABIC = """msgid ""
msgstr ""
"Language: ar\\n"
"Content-Type: text/plain; charset=utf-8\\n"

msgctxt "documents"
msgid "Une pièce d'identité de moins de 3 mois"
msgstr "هوية عمرها أقل من 3 أشهر"
"""


@pytest.fixture
def site(sound: Path) -> Path:
    return plain.site(sound, "directory")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, built once for all that only look at it."""
    site = plain.site(tmp_path_factory.mktemp("directory"), "sound", "directory")
    (site / "translations/ar/services.po").write_text(ARABIC, encoding="utf-8")
    build(site)
    return site


def build(site: Path, *more: str | Path, out: str = "out", date: str = DAY, code: int = 0) -> str:
    result = run("--site", site, "--out", site / out, "--no-pdf", "--date", date, "--jobs", "1", *more)
    assert result.exit_code == code, result.output
    return result.output


def page(site: Path, path: str, out: str = "out") -> str:
    return fragment(site / out / path, "main")


def listed(text: str) -> list[str]:
    """The ids of the entries of a page."""
    return re.findall(r'<h3><a href="(\w+)\.html">', text)


def card(text: str, ident: str) -> str:
    return next(entry for entry in re.findall(r'<li class="card".*?</li>', text, re.DOTALL) if f'href="{ident}.html"' in entry)


def bytes_with(folder: Path, canary: bytes) -> list[str]:
    return [name for name, data in plain.tree(folder).items() if canary in data]


# --- finding ----------------------------------------------------------------------------------------


def test_plain_lists_by_language_and_by_need(built: Path) -> None:
    assert listed(page(built, "fr/services/index.html")) == ["permanence", "dentiste", "inconnu", "cachee"]
    assert listed(page(built, "ar/services/ar.spoken.html")) == ["permanence", "cachee"]
    assert listed(page(built, "ar/services/ti.spoken.html")) == ["dentiste"]
    assert listed(page(built, "fr/services/doctor.need.html")) == ["permanence", "dentiste"]
    assert listed(page(built, "fr/services/sleep.need.html")) == ["cachee"]
    lists = {path.name for path in (built / "out/fr/services").glob("*.*.html")}
    assert lists == {"ar.spoken.html", "fr.spoken.html", "ti.spoken.html", "doctor.need.html", "sleep.need.html"}


def test_the_directory_leads_to_each_list(built: Path) -> None:
    """The reader's own language is the first one."""
    assert re.findall(r'href="(\w+\.(?:spoken|need)\.html)"', page(built, "ar/services/index.html"))[:3] == [
        "doctor.need.html",
        "sleep.need.html",
        "ar.spoken.html",
    ]


def test_what_is_unknown_has_no_mark(built: Path) -> None:
    text = page(built, "fr/services/index.html")
    assert 'data-marks="free walkin wheelchair"' in card(text, "permanence")
    assert 'data-marks="free"' in card(text, "dentiste")
    assert "data-" not in card(text, "inconnu").replace("data-age", "").replace("data-until", "")
    assert "marks" not in card(text, "inconnu")
    unknown = page(built, "fr/services/inconnu.html")
    assert "<dd>Non</dd>" not in unknown
    assert "<dt>Non connu.</dt><dd>Rendez-vous, Prix, Langues parlées, Interprète et Accès en fauteuil roulant</dd>" in unknown, (
        "in one line"
    )
    assert "<dd>Non</dd>" in page(built, "fr/services/dentiste.html")


def test_the_way_to_a_place(built: Path) -> None:
    text = page(built, "ar/services/permanence.html")
    assert 'href="geo:45.1900,5.7200?q=45.1900,5.7200"' in text
    assert 'href="https://www.openstreetmap.org/?mlat=45.1900&amp;mlon=5.7200#map=17/45.1900/5.7200"' in text
    assert '<address lang="fr" dir="ltr">1 rue de l’Exemple, 38000 Grenoble</address>' in text
    for path in ("inconnu", "cachee"):
        assert "geo:" not in page(built, f"ar/services/{path}.html")


@pytest.mark.parametrize("edition", ["public", "professional"])
def test_a_hidden_address_is_nowhere(edition: str, site: Path) -> None:
    build(site, *(["--professional"] if edition == "professional" else []))
    for canary in (b"KANARIE", b"45.1234", b"5.4321"):
        assert bytes_with(site / "out", canary) == []
    assert "data-at" not in card(page(site, "fr/services/index.html"), "cachee")
    assert "L’adresse est gardée secrète" in page(site, "fr/services/cachee.html")
    assert "L’adresse est gardée secrète" in page(site, "fr/services/sheet.html")


def test_ids_that_livret_needs_for_its_own_pages(site: Path) -> None:
    path = site / HEALTH
    path.write_text(path.read_text(encoding="utf-8").replace("id: inconnu", "id: sheet"), encoding="utf-8")
    assert f"{HEALTH}:41:9: error[slug-reserved]" in build(site, code=1)


# --- trust ------------------------------------------------------------------------------------------


def test_past_its_time_an_entry_says_so_and_stays(site: Path) -> None:
    """180 days after the first of June: the 28th of November. Only the pages that say so are made anew."""
    build(site)
    before = plain.tree(site / "out")
    assert "Vérifiez avant" not in page(site, "fr/services/dentiste.html").replace(
        fragment(site / "out/fr/services/dentiste.html", "template"), ""
    )
    why = build(site, "--why", date="2026-11-29")
    assert "fr/services/dentiste.html: the time came to verify the service dentiste again" in why
    assert '<strong class="check">Vérifiez avant' in page(site, "fr/services/dentiste.html").split("<template")[0]
    assert listed(page(site, "fr/services/index.html")) == ["permanence", "dentiste", "inconnu", "cachee"]
    assert '<strong class="check">' in card(page(site, "fr/services/index.html"), "dentiste")
    assert '<strong class="check">' not in card(page(site, "fr/services/index.html"), "permanence")
    assert plain.tree(site / "out")["fr/services/permanence.html"] == before["fr/services/permanence.html"]


def test_the_browser_knows_until_when(built: Path) -> None:
    assert 'data-age="2026-06-01" data-until="2026-11-28"' in page(built, "fr/services/dentiste.html")
    assert 'data-age="2026-06-01" data-until="2026-11-28"' in card(page(built, "fr/services/index.html"), "dentiste")


# --- a card, a sheet --------------------------------------------------------------------------------


def test_the_card_speaks_both_languages(built: Path) -> None:
    whole = page(built, "ar/services/permanence.html")
    text = whole.split('id="card"')[1]
    told = re.search(r'<div class="told" lang="fr" dir="ltr">.*?</div>', text, re.DOTALL)
    assert told
    assert "Bonjour, je cherche ce lieu." in told[0]
    assert '<h2 id="card-name">Permanence</h2>' in told[0]
    assert "<address>1 rue de l’Exemple<br>38000 Grenoble</address>" in told[0]
    assert (
        '<span class="pair"><span>هوية عمرها أقل من 3 أشهر</span><span class="beside" lang="fr" dir="ltr" aria-hidden="true">Une pièce d’identité de moins de 3 mois</span></span>'
        in text
    )
    assert 'href="tel:+33465710012"' in text
    assert 'href="#card"' in whole
    french = page(built, "fr/services/permanence.html").split('id="card"')[1]
    assert "beside" not in french
    assert french.count("Bonjour, je cherche ce lieu.") == 1


def test_the_sheet_has_all_that_one_takes_along(built: Path) -> None:
    text = page(built, "fr/services/sheet.html")
    assert re.findall(r'<article class="leaf [^"]*" id="(\w+)">', text) == ["permanence", "dentiste", "inconnu", "cachee"]
    leaf = text.split('id="permanence"')[1].split("</article>")[0]
    for said in (
        "+33 4 65 71 00 12",
        "1 rue de l’Exemple",
        "Sans rendez-vous",
        "Gratuit",
        "moins de 3 mois",
        "français et arabe",
        "20 novembre 2026",
    ):
        assert said in leaf, said


# --- the edition for professionals -------------------------------------------------------------------


def test_the_public_edition_has_no_private_byte(built: Path) -> None:
    for canary in (b"KANARIP", b"reservee", b"65710016", b"65 71 00 16"):
        assert bytes_with(built / "out", canary) == []
    assert not (built / "out/fr/services/changes.html").exists()
    assert not (built / "out/fr/services/sq.spoken.html").exists()


def test_the_edition_for_professionals_has_and_says_it(site: Path) -> None:
    build(site, "--professional")
    assert "reservee" in listed(page(site, "fr/services/sleep.need.html"))
    assert "Réservé aux professionnels" in page(site, "fr/services/reservee.html")
    for path in ("fr/services/index.html", "ar/index.html", "fr/sante/numeros.html"):
        text = (site / "out" / path).read_text(encoding="utf-8")
        assert 'name="robots" content="noindex"' in text
    assert "ne pas publier" in fragment(site / "out/fr/sante/numeros.html", "header")


def test_it_never_goes_where_the_public_looks(site: Path) -> None:
    assert run("--site", site, "--professional").exit_code == 2
    for out in ("public", "public/pro"):
        assert "which is published" in build(site, "--professional", out=out, code=2)
    build(site)
    before = plain.tree(site / "out")
    assert "holds the public edition" in build(site, "--professional", code=2)
    assert "which is published" in build(site, "--professional", out="out/inside", code=2)
    assert plain.tree(site / "out") == before
    build(site, "--professional", out="pro")
    assert "holds the edition for professionals" in build(site, out="pro", code=2)


def test_what_has_changed_since_last_week(site: Path) -> None:
    build(site, "--professional", out="pro", date="2026-11-10")
    assert "On ne sait rien de la semaine dernière" in page(site, "fr/services/changes.html", "pro")
    path = site / HEALTH
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("+33465710013", "+33465710018").replace(
            "id: inconnu\n    name: Lieu Inconnu", "id: nouveau\n    name: Lieu Nouveau"
        ),
        encoding="utf-8",
    )
    build(site, "--professional", out="pro", date="2026-11-16")  # six days later: still compared with the oldest
    build(site, "--professional", out="pro", date="2026-11-24")
    changed = page(site, "fr/services/changes.html", "pro")
    assert "Depuis le 16 novembre 2026" in changed
    assert "Rien n’a changé." in changed
    (site / ".livret/services-2026-11-16.json").write_text("{", encoding="utf-8")  # what cannot be read is passed over
    build(site, "--professional", out="pro", date="2026-11-25")
    changed = page(site, "fr/services/changes.html", "pro")
    assert "Depuis le 10 novembre 2026" in changed
    assert "<del>+33465710013 voice</del> <ins>+33465710018 voice</ins>" in changed
    new, modified, gone = (section for section in changed.split("<section>")[1:])
    assert ("Lieu Nouveau" in new, "Dentiste Loin" in modified, "Lieu Inconnu" in gone) == (True, True, True)
    assert 'href="nouveau.html"' in new
    assert "href" not in gone


def test_snapshots_hold_nothing_hidden_and_are_let_go(site: Path) -> None:
    build(site, "--professional", out="pro", date="2026-07-01")
    build(site, "--professional", out="pro", date="2026-11-24")
    kept = list((site / ".livret").glob("services-*.json"))
    assert [path.name for path in kept] == ["services-2026-11-24.json"]
    assert "KANARIE" not in kept[0].read_text(encoding="utf-8")
    assert json.loads(kept[0].read_text(encoding="utf-8"))["permanence"]["phones"] == [
        {"label": "Accueil", "languages": ["fr", "ar"], "number": "+33465710012", "type": "voice"}
    ]
    build(site, out="out")
    assert len(list((site / ".livret").glob("services-*.json"))) == 1
