"""Texts that differ in white space or in how their letters are written are one message, wherever two are compared."""

from __future__ import annotations

import datetime
import json
import re
import shutil
import unicodedata
from pathlib import Path

import plain
import pytest
from conftest import DAY, ROOT, run
from hypothesis import given, settings
from hypothesis import strategies as st

from livret.catalogs import catalog
from livret.catalogs.catalog import Catalog
from livret.model import Message, collapsed, folded
from livret.paper.paper_plan import compose
from livret.pipeline import Options, translate
from livret.problems import Report
from livret.source.door import Door
from livret.text.dialect import REFERENCE
from livret.text.typography import typeset

NARROW, WIDE, IDEOGRAPHIC = "\u202f", "\u00a0", "\u3000"
HEAD = 'msgid ""\nmsgstr ""\n"Language: ar\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
SOURCE = f"Ouvert à 14{NARROW}h{WIDE}: dites «{WIDE}bonjour{WIDE}»{NARROW}!"
PLAIN = "Ouvert à 14 h : dites « bonjour » !"
ARABIC = "يفتح الساعة 14: قل «صباح الخير»!"


def test_a_text_keeps_the_spaces_that_its_author_chose() -> None:
    assert collapsed(f"  un\t deux\n trois{WIDE}\u202f! \r\n") == f"un deux trois{WIDE}{NARROW}!"
    assert folded(f"un{WIDE}deux\u2009trois{IDEOGRAPHIC}{NARROW}!") == "un deux trois !"
    assert folded("une ligne\\ et une autre") == "une ligne et une autre"
    assert folded("un \\\\ signe") == "un \\\\ signe"


@given(st.text(alphabet="aé\u0301 \u00a0\u202f\\\n"))
@settings(max_examples=300)
def test_what_is_folded_is_folded(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert folded(text) == folded(unicodedata.normalize("NFD", text).replace(" ", WIDE) if "\\" not in text else text)


@pytest.fixture
def site(sound: Path) -> Path:
    """A site whose author writes French as French is written."""
    chapter = sound / "content/booklets/01-sante/02-soins.md"
    chapter.write_text(chapter.read_text(encoding="utf-8").replace("Une note.[^a]", f"{SOURCE}\n\nUne note.[^a]"), encoding="utf-8")
    return sound


def translated(site: Path, text: str, translation: str = ARABIC, before: str = "") -> Path:
    path = site / "translations/ar/sante.po"
    with path.open("a", encoding="utf-8") as file:
        file.write(f'\n{before}msgid "{text}"\nmsgstr "{translation}"\n')
    return path


def page(site: Path, tag: str) -> str:
    result = run("--site", site, "--date", DAY, "--jobs", "1", "--no-pdf", "--out", site / "out", "--lang", tag)
    assert result.exit_code == 0, result.output
    assert "no problem" in result.output
    return (site / f"out/{tag}/sante/soins.html").read_text(encoding="utf-8")


def test_a_page_keeps_them(site: Path) -> None:
    assert SOURCE in page(site, "fr")


def test_so_does_paper(site: Path) -> None:
    found, editions = translate(Options(site, site / "public", jobs=1), Report())
    assert found
    assert SOURCE in json.dumps(compose(editions["fr"], "sante/a5").values, ensure_ascii=False, default=str)


def test_so_does_a_field_of_a_listing(sound: Path) -> None:
    listing = sound / "content/services/health.yaml"
    listing.write_text(
        listing.read_text(encoding="utf-8").replace(
            "gloss: Un médecin gratuit", f'gloss: "Un médecin{NARROW}: c\'est gratuit{WIDE}!"'
        ),
        encoding="utf-8",
    )
    assert f"Un médecin{NARROW}: c’est gratuit{WIDE}!" in (
        page(sound, "fr") and (sound / "out/fr/services/permanence.html").read_text(encoding="utf-8")
    )


SPELT = [SOURCE, PLAIN, unicodedata.normalize("NFD", SOURCE), PLAIN.replace(" ", "\u2009"), PLAIN.replace(" : ", " :  ")]


@pytest.mark.parametrize("spelt", SPELT)
def test_a_catalog_of_before_is_current(spelt: str, site: Path) -> None:
    translated(site, spelt)
    assert ARABIC in page(site, "ar")


@pytest.mark.parametrize("spelt", [SPELT[1], *SPELT[3:]])
def test_update_rewrites_the_text_alone(spelt: str, site: Path) -> None:
    run("update", "--site", site)
    path = site / "translations/ar/sante.po"
    wanted = path.read_text(encoding="utf-8").replace(f'msgid "{SOURCE}"\nmsgstr ""', f'msgid "{SOURCE}"\nmsgstr "{ARABIC}"')
    path.write_text(wanted.replace(f'msgid "{SOURCE}"', f'msgid "{spelt}"'), encoding="utf-8")
    assert run("update", "--site", site).output.splitlines() == ["translations/ar/sante.po"]
    assert path.read_text(encoding="utf-8") == wanted


def test_an_edit_of_spaces_is_taken_back_by_an_update(site: Path) -> None:
    translated(site, SOURCE, before=f'#, fuzzy\n#| msgid "{PLAIN}"\n')
    run("update", "--site", site)
    assert "fuzzy" not in (site / "translations/ar/sante.po").read_text(encoding="utf-8")


def test_two_texts_are_one_message(site: Path) -> None:
    chapter = site / "content/booklets/01-sante/01-numeros.md"
    chapter.write_text(chapter.read_text(encoding="utf-8") + f"\n{PLAIN}\n", encoding="utf-8")
    translated(site, PLAIN)
    assert ARABIC in page(site, "ar")
    assert ARABIC in (site / "out/ar/sante/numeros.html").read_text(encoding="utf-8")
    assert typeset(PLAIN, "fr") in (page(site, "fr") and (site / "out/fr/sante/numeros.html").read_text(encoding="utf-8"))
    run("update", "--site", site)
    text = (site / "translations/sante.pot").read_text(encoding="utf-8")
    assert sum(folded(found) == folded(PLAIN) for found in re.findall(r'msgid "(.*)"', text)) == 1


def test_confirm_finds_it(site: Path) -> None:
    path = translated(site, PLAIN, before='#, fuzzy\n#| msgid "Ouvert à 15 h"\n')
    result = run("confirm", "sante/soins", "--lang", "ar", "--by", "selam", "--site", site, "--date", DAY)
    assert "is confirmed" in result.output
    assert "fuzzy" not in path.read_text(encoding="utf-8")
    assert ARABIC in page(site, "ar")


def test_so_does_receive(site: Path) -> None:
    mail = site.parent / "mail.po"
    mail.write_text(f'{HEAD}msgid "{unicodedata.normalize("NFD", PLAIN)}"\nmsgstr "{ARABIC}"\n', encoding="utf-8")
    assert "1 taken" in run("receive", mail, "--site", site, "--date", DAY).output
    assert ARABIC in page(site, "ar")


def test_so_does_the_comparison_of_the_directory(tmp_path: Path) -> None:
    site = plain.site(tmp_path / "site", "public")
    arguments = ("--site", site, "--no-pdf", "--professional", "--out", site / "out")
    assert run(*arguments, "--date", "2026-11-21").exit_code == 0
    before = (site / ".livret/services-2026-11-21.json").read_text(encoding="utf-8")
    (site / ".livret/services-2026-11-21.json").write_text(before.replace(" ", WIDE), encoding="utf-8")
    assert run(*arguments, "--date", "2026-11-24").exit_code == 0
    told = "".join(path.read_text(encoding="utf-8") for path in (site / "out/fr/services").glob("*.html"))
    assert "2026-11-21" not in told or "changed" not in told.casefold()


# --- the catalogs of this repository ------------------------------------------------------------------

CATALOGS = sorted(ROOT.glob("translations/*/*.po"))


def read(folder: Path, text: str, tag: str) -> Catalog:
    (folder / "x.po").write_text(text, encoding="utf-8")
    report = Report()
    found = catalog.read(Door(folder, datetime.date.min), "x.po", tag, report)
    assert not len(report)
    return found


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: "/".join(path.parts[-2:]))
def test_shipped_catalogs_say_the_same_whatever_spaces_their_sources_have(path: Path, tmp_path: Path) -> None:
    """As they are, and as an older Livret would have written them for sources with no-break spaces: entry for entry the same."""
    text = path.read_text(encoding="utf-8")
    spaced = re.sub(r'^msgid (".*")$', lambda found: "msgid " + respelt(found[1]), text, flags=re.MULTILINE)
    assert spaced != text
    assert read(tmp_path, spaced, path.parent.name) == read(tmp_path, text, path.parent.name)


def test_update_makes_the_shipped_catalogs_of_them(tmp_path: Path) -> None:
    """Nothing becomes fuzzy, obsolete or missing: of every file the texts alone are written anew."""
    for name in ("content", "translations", "theme"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for path in CATALOGS:
        spaced = re.sub(
            r'^msgid (".*")$', lambda found: "msgid " + respelt(found[1]), path.read_text(encoding="utf-8"), flags=re.MULTILINE
        )
        (tmp_path / path.relative_to(ROOT)).write_text(spaced, encoding="utf-8")
    assert run("update", "--site", tmp_path).exit_code == 0
    assert {path: (tmp_path / path.relative_to(ROOT)).read_bytes() for path in CATALOGS} == {
        path: path.read_bytes() for path in CATALOGS
    }


def respelt(text: str) -> str:
    """With no-break spaces, outside of references and links."""
    return re.sub(rf"{REFERENCE.pattern}|\]\([^)]*\)| ", lambda found: NARROW if found[0] == " " else found[0], text)


def test_a_message_is_found_by_its_key() -> None:
    assert Message("sante", SOURCE, "label").key == Message("sante", PLAIN, "label").key == ("label", PLAIN)
