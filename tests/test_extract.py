"""Extraction: every message once, with what a translator wants to know of it; pybabel finds the same."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import plain
import polib
import pytest
from conftest import ROOT, run

from livret.catalogs import catalog

OURS = os.environ | {"PYTHONPATH": str(ROOT)}  # the extractor of this tree, whatever is installed
DOMAINS = ("site", "services", "terms", "sante")


@pytest.fixture(scope="module")
def once_extracted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = plain.site(tmp_path_factory.mktemp("extracted"), "sound")
    assert run("extract", "--site", site).exit_code == 0
    return site


@pytest.fixture
def extracted(once_extracted: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(once_extracted, tmp_path / "site"))


def pot(site: Path, domain: str) -> polib.POFile:
    return catalog.parse((site / f"translations/{domain}.pot").read_text(encoding="utf-8"), domain)


def entry(site: Path, domain: str, text: str, context: str | None = None) -> polib.POEntry:
    return next(each for each in pot(site, domain) if each.msgid == text and each.msgctxt == context)


def test_there_is_a_template_for_each_domain(extracted: Path) -> None:
    assert {path.stem for path in (extracted / "translations").glob("*.pot")} == {"interface", *DOMAINS}


@pytest.mark.parametrize("domain", DOMAINS)
def test_pybabel_finds_the_same_messages(domain: str, extracted: Path, tmp_path: Path) -> None:
    """With the mapping that stands beside each template, and the extractor that Livret registers."""
    babel = [
        sys.executable,
        "-m",
        "babel.messages.frontend",
        "extract",
        "-F",
        f"translations/{domain}.cfg",
        "-k",
        "pgettext:1c,2",
        "-o",
        tmp_path / "x.pot",
        ".",
    ]
    done = subprocess.run(babel, cwd=extracted, env=OURS, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    theirs = {catalog.key(each): each for each in catalog.parse((tmp_path / "x.pot").read_text(encoding="utf-8"), "x")}
    ours = {catalog.key(each): each for each in pot(extracted, domain)}
    assert theirs.keys() == ours.keys()
    assert {key: set(each.comment.splitlines()) for key, each in theirs.items()} == {
        key: set(each.comment.splitlines()) for key, each in ours.items()
    }


def test_pybabel_finds_the_same_interface(tmp_path: Path) -> None:
    keywords = ["-k", "say", "-k", "say_in:2", "-k", "say_many:1,2", "-k", "say_many_in:2,3"]
    babel = [
        sys.executable,
        "-m",
        "babel.messages.frontend",
        "extract",
        "-F",
        "translations/interface.cfg",
        *keywords,
        "-o",
        tmp_path / "x.pot",
        ".",
    ]
    done = subprocess.run(babel, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = {(each.msgid, each.msgid_plural) for each in catalog.parse((tmp_path / "x.pot").read_text(encoding="utf-8"), "x")}
    assert found == {(each.msgid, each.msgid_plural) for each in pot(ROOT, "interface")}


def test_a_message_says_where_it_stands_and_what_its_facts_are(extracted: Path) -> None:
    text = "Appelez le {phone.samu} ou le {phone.long}, avant {deadline.form}. Voir [les soins](02-soins.md#le-médecin)."
    found = entry(extracted, "sante", text)
    assert found.comment.splitlines() == [
        "sante/numeros#p2 paragraph",
        "below: Les numéros",
        "{phone.samu} = 15",
        "{phone.long} = +33 4 65 71 00 12",
        "{deadline.form} = 21\xa0jours",
    ]
    assert found.occurrences == [("content/booklets/01-sante/01-numeros.md", "")]
    assert found.flags == ["md-text", "python-brace-format"]


def test_a_field_of_yaml_has_its_name_as_context(extracted: Path) -> None:
    assert entry(extracted, "services", "Un médecin gratuit", "gloss").comment == "services/permanence#gloss gloss"


def test_what_has_no_words_is_not_asked_for(extracted: Path) -> None:
    assert not [each for each in pot(extracted, "sante") if each.msgid == "{sentence.help}"]


def test_twenty_percent_is_never_a_format_of_python(extracted: Path) -> None:
    path = extracted / "content/booklets/01-sante/02-soins.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n20 % de réduction\n", encoding="utf-8")
    run("extract", "--site", extracted)
    assert entry(extracted, "sante", "20 % de réduction").flags == ["md-text"]
    assert "python-format" not in "".join(p.read_text(encoding="utf-8") for p in (extracted / "translations").glob("*.pot"))


def test_twice_changes_no_byte(extracted: Path) -> None:
    before = {path: path.read_bytes() for path in (extracted / "translations").rglob("*.*")}
    assert run("extract", "--site", extracted).output == ""
    assert {path: path.read_bytes() for path in before} == before


def test_a_line_that_is_wrapped_otherwise_is_the_same_message(extracted: Path) -> None:
    before = (extracted / "translations/sante.pot").read_bytes()
    path = extracted / "content/booklets/01-sante/01-numeros.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace("ou le {phone.long},\navant", "ou\nle {phone.long}, avant"), encoding="utf-8"
    )
    run("extract", "--site", extracted)
    assert (extracted / "translations/sante.pot").read_bytes() == before


def test_a_site_with_errors_gives_no_template(sound: Path) -> None:
    (sound / "content/site.yaml").write_text("livret: [", encoding="utf-8")
    result = run("extract", "--site", sound)
    assert result.exit_code == 1
    assert not list((sound / "translations").glob("*.pot"))
