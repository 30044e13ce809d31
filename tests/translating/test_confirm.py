"""Confirming: the mark goes, who and when stays, and nothing else is touched."""

from __future__ import annotations

import difflib
import subprocess
from pathlib import Path

import plain
import pytest
from click.testing import CliRunner
from conftest import DAY, run

from livret.catalogs import catalog
from livret.cli import main
from livret.problems import Report
from livret.source.door import Door

HEAD = 'msgid ""\nmsgstr ""\n"Language: ar\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
CATALOG = (
    HEAD
    + """
#. sante/numeros#p3 heading
#: content/booklets/01-sante/01-numeros.md
#, fuzzy, md-text
#| msgid "Que faire"
msgid "Que dire"
msgstr "ماذا تقول"

# seen
#, fuzzy
#| msgid "Le prix est de {price.day}"
msgid "Le prix est {price.day}"
msgstr "الثمن {price.day}"

# livret: confirmed 2025-01-01 by ada
msgid "Les soins"
msgstr "العلاج"

#, fuzzy
#| msgid "Le médecin est là"
msgid "Le médecin"
msgstr ""

msgid "Où"
msgstr "أين 15"

#, fuzzy
#| msgid "Un médecin au {phone.samu}"
msgid "Un médecin"
msgstr "طبيب {phone.samu}"
"""
)
SERVICE = (
    HEAD
    + """
#, fuzzy
#| msgid "Un médecin"
msgctxt "gloss"
msgid "Un médecin gratuit"
msgstr "طبيب مجاني"
"""
)


@pytest.fixture
def site(sound: Path) -> Path:
    (sound / "translations/ar/sante.po").write_text(CATALOG, encoding="utf-8")
    (sound / "translations/ar/services.po").write_text(SERVICE, encoding="utf-8")
    return sound


def confirm(site: Path, *arguments: str, by: str = "selam", code: int = 0) -> str:
    result = run("confirm", *arguments, "--site", site, "--by", by, "--date", DAY)
    assert result.exit_code == code, result.output
    return result.output


def entries(site: Path, domain: str = "sante") -> dict[str, catalog.Entry]:
    report = Report()
    found = catalog.read(Door(site, catalog.datetime.date.min), f"translations/ar/{domain}.po", "ar", report)
    assert not list(report)
    return {text: entry for (_, text), entry in found.entries.items()}


def changes(before: bytes, after: bytes) -> list[str]:
    """The lines that went (-) and came (+)."""
    lines = difflib.ndiff(before.decode().splitlines(keepends=True), after.decode().splitlines(keepends=True))
    return [line.rstrip("\n") for line in lines if line[0] in "+-"]


def test_a_message(site: Path) -> None:
    path = site / "translations/ar/sante.po"
    before = path.read_bytes()
    assert confirm(site, "sante/numeros#p3") == "translations/ar/sante.po:10: sante/numeros#p3 is confirmed (it was stale)\n"
    assert changes(before, path.read_bytes()) == [
        f"+ # livret: confirmed {DAY} by selam",
        "- #, fuzzy, md-text",
        "+ #, md-text",
        '- #| msgid "Que faire"',
    ]
    entry = entries(site)["Que dire"]
    assert (entry.fuzzy, entry.previous, str(entry.confirmed), entry.confirmed_by) == (False, "", DAY, "selam")


def test_a_page_is_shown_again(site: Path) -> None:
    assert "(it was to check)" in confirm(site, "sante/numeros")
    assert run("--site", site, "--date", DAY, "--no-pdf", "--out", site / "out").exit_code == 0
    page = (site / "out/ar/sante/numeros.html").read_text(encoding="utf-8")
    assert "ماذا تقول" in page
    assert "Que dire" not in page


@pytest.mark.parametrize("how", ["msgcat --width=30", "msgcat --no-wrap", "unix2dos", "bom"])
def test_no_other_byte_is_touched(how: str, site: Path) -> None:
    """Whoever wrote the file: its line breaks, its line ends and its order stay."""
    path = site / "translations/ar/sante.po"
    data = path.read_bytes()
    if how.startswith("msgcat"):
        data = subprocess.run([*how.split(), path], capture_output=True, check=True).stdout
    path.write_bytes({"unix2dos": data.replace(b"\n", b"\r\n"), "bom": b"\xef\xbb\xbf" + data}.get(how, data))
    before = path.read_bytes()
    confirm(site, "sante/numeros")
    changed = changes(before, path.read_bytes())
    assert [line for line in changed if line.startswith("+")] != []
    for line in changed:
        content = line.strip("\r")
        assert content in (
            f"+ # livret: confirmed {DAY} by selam",
            "- #, fuzzy",
            "- #, fuzzy, md-text",
            "+ #, md-text",
        ) or content.startswith("- #| "), line
    assert not entries(site)["Le prix est {price.day}"].fuzzy


def test_the_comment_survives_msgcat_and_update(site: Path) -> None:
    confirm(site, "sante/numeros")
    path = site / "translations/ar/sante.po"
    path.write_bytes(subprocess.run(["msgcat", path], capture_output=True, check=True).stdout)
    run("update", "--site", site)
    entry = entries(site)["Le prix est {price.day}"]
    assert (entry.fuzzy, str(entry.confirmed), entry.confirmed_by) == (False, DAY, "selam")
    assert subprocess.run(["msgfmt", "-c", "-o", "/dev/null", path], check=False).returncode == 0
    assert "# seen\n# livret: confirmed" in path.read_text(encoding="utf-8")


def test_a_later_word_takes_the_place_of_the_former(site: Path) -> None:
    confirm(site, "sante/soins#p1")
    confirm(site, "sante/soins#p1", by="ada")
    text = (site / "translations/ar/sante.po").read_text(encoding="utf-8")
    assert text.count("livret: confirmed") == 1
    assert f'# livret: confirmed {DAY} by ada\nmsgid "Les soins"' in text


def test_what_is_damaged_is_refused_with_its_reason(site: Path) -> None:
    before = plain.tree(site)
    output = confirm(site, "sante/soins#p4", code=1)
    assert "translations/ar/sante.po:28: damage[damage-digits]" in output
    output = confirm(site, "sante/soins#p5", code=1)  # it was right for its former source
    assert "translations/ar/sante.po:33: damage[damage-facts]" in output
    assert "is confirmed" not in output
    assert plain.tree(site) == before


def test_the_sound_ones_beside_it_are_confirmed(site: Path) -> None:
    output = confirm(site, "sante", code=1)
    assert "sante/numeros#p3 is confirmed" in output
    assert "damage[damage-digits]" in output
    assert entries(site)["Un médecin"].fuzzy


def test_what_is_missing_cannot_be_confirmed(site: Path) -> None:
    before = plain.tree(site)
    output = confirm(site, "sante/soins#p2", code=1)
    assert "warning[confirm-missing]" in output
    assert "the first: sante/soins#p2" in output
    assert plain.tree(site) == before


@pytest.mark.parametrize("address", ["services/permanence", "services/permanence#gloss", "services"])
def test_a_service(address: str, site: Path) -> None:
    assert "services/permanence#gloss is confirmed (it was stale)" in confirm(site, address)
    assert str(entries(site, "services")["Un médecin gratuit"].confirmed) == DAY


def test_several_addresses_of_one_catalog(site: Path) -> None:
    confirm(site, "sante/numeros#p4", "sante/numeros#p3", "sante/numeros")
    assert [entries(site)[text].fuzzy for text in ("Que dire", "Le prix est {price.day}", "Un médecin")] == [False, False, True]


def test_an_unknown_address(site: Path) -> None:
    before = plain.tree(site)
    output = confirm(site, "sante/numero", code=1)
    assert "sante/numero: error[address-unknown]" in output
    assert "did you mean “sante/numeros”?" in output
    assert "error[address-unknown]" in confirm(site, "nothing-of-the-sort", code=1)
    assert plain.tree(site) == before


def test_languages(site: Path) -> None:
    """The language that a text is written in has nothing to confirm; one that the site does not have is an error."""
    before = plain.tree(site)
    assert confirm(site, "sante/numeros", "--lang", "fr", code=1) == "Nothing was confirmed.\n"
    assert "language-absent" in confirm(site, "sante/numeros", "--lang", "en-XA", code=1)
    assert plain.tree(site) == before
    assert confirm(site, "sante/numeros", "--lang", "ar") != ""


def test_mistakes_in_other_languages_are_not_told(site: Path) -> None:
    (site / "translations/fr").mkdir()
    (site / "translations/fr/interface.po").write_text("<<<<<<< HEAD\n", encoding="utf-8")
    assert "catalog-conflict" not in confirm(site, "sante/numeros#p3", "--lang", "ar")
    assert "catalog-conflict" in confirm(site, "sante/numeros#p3", code=1)


def test_who_confirms(site: Path) -> None:
    assert CliRunner().invoke(main, ["confirm", "sante", "--site", str(site)]).exit_code == 2
    assert CliRunner().invoke(main, ["confirm", "sante", "--site", str(site), "--by", "Two Words"]).exit_code == 2
    done = CliRunner(env={"LIVRET_BY": "ada"}).invoke(main, ["confirm", "sante/numeros#p3", "--site", str(site)])
    assert done.exit_code == 0
    assert entries(site)["Que dire"].confirmed_by == "ada"


def test_what_a_machine_made_and_a_person_checked(site: Path) -> None:
    path = site / "translations/ar/sante.po"
    path.write_text(
        CATALOG.replace('charset=utf-8\\n"', 'charset=utf-8\\n"\n"X-Livret-Provenance: machine\\n"', 1), encoding="utf-8"
    )
    confirm(site, "sante/numeros#p3")
    assert entries(site)["Que dire"].provenance is None
    confirm(site, "sante/numeros#p4", "--reviewed")
    assert entries(site)["Le prix est {price.day}"].provenance == "machine-reviewed"


def test_a_catalog_that_cannot_be_read_is_left_alone(site: Path) -> None:
    path = site / "translations/ar/sante.po"
    path.write_text("<<<<<<< HEAD\n" + CATALOG, encoding="utf-8")
    before = plain.tree(site)
    assert "translations/ar/sante.po:1:1: error[catalog-conflict]" in confirm(site, "sante", code=1)
    assert plain.tree(site) == before
