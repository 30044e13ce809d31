"""An edition: each block knows its state, and the reader sees what can be trusted."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest
from conftest import DAY, run
from html_of import fragment

from livret.editions.edition import Edition
from livret.languages import language, plural_index
from livret.model import FactRef, State
from livret.phrases.fact_text import show
from livret.pipeline import Options, translate
from livret.problems import Report

SAY = 'msgid "Que dire"\nmsgstr "ماذا تقول"'


def edition(site: Path, tag: str = "ar") -> Edition:
    _, editions = translate(Options(site, site / "public", date=datetime.date(2026, 11, 24)), Report())
    return editions[tag]


def state(site: Path, text: str) -> tuple[State, str]:
    chosen = edition(site)
    message = next(m for m in chosen.resolver.inputs.reading.messages["sante"] if m.text == text)
    filled = chosen.fill(message)
    return filled.state, filled.language.tag


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (SAY, (State.CURRENT, "ar")),
        ("", (State.MISSING, "fr")),
        ('#, fuzzy\n#| msgid "Que dire ?"\n' + SAY, (State.TO_CHECK, "ar")),
        ('#, fuzzy\n#| msgid "que DIRE!"\n' + SAY, (State.TO_CHECK, "ar")),
        ('#, fuzzy\n#| msgid "Ne pas dire"\n' + SAY, (State.STALE, "fr")),
        ("#, fuzzy\n" + SAY, (State.STALE, "fr")),
        ('msgid "Que dire"\nmsgstr "ماذا تقول 15"', (State.DAMAGED, "fr")),
    ],
)
def test_states(entry: str, expected: tuple[State, str], sound: Path) -> None:
    catalog = sound / "translations/ar/sante.po"
    catalog.write_text(catalog.read_text(encoding="utf-8").replace(SAY, entry), encoding="utf-8")
    assert state(sound, "Que dire") == expected


def test_what_is_not_translated_says_so_once_for_a_run(sound: Path) -> None:
    """The page has a notice in Arabic, and each French block its language and direction."""
    assert run("--site", sound, "--date", DAY).exit_code == 0
    article = fragment(sound / "public/ar/sante/numeros.html", "article")
    assert len(re.findall(r'class="notice"', article)) == 1
    assert '<ul lang="fr" dir="ltr"><li>Le prix est ' in article
    assert re.search(r'<h2 id="que-dire">ماذا تقول\b', article)


def test_a_fact_speaks_the_language_of_its_block(sound: Path) -> None:
    assert run("--site", sound, "--date", DAY).exit_code == 0
    article = fragment(sound / "public/ar/sante/numeros.html", "article")
    assert "par jour" in article  # in the French item
    assert "21 يوم" in article  # in the Arabic paragraph


def test_a_page_without_a_word_of_the_language_has_one_notice(sound: Path) -> None:
    assert run("--site", sound, "--date", DAY).exit_code == 0
    article = fragment(sound / "public/ar/sante/soins.html", "article")
    assert len(re.findall(r'class="notice"', article)) == 1


def test_phones_times_and_names_are_isolated(sound: Path) -> None:
    assert run("--site", sound, "--date", DAY).exit_code == 0
    assert '<bdi dir="ltr">+33 4 65 71 00 12</bdi>' in (sound / "public/ar/sante/numeros.html").read_text(encoding="utf-8")
    assert '<bdi dir="ltr">08:30–12:30</bdi>' in (sound / "public/ar/services/permanence.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("tag", "direction", "script", "html"),
    [
        ("ar", "rtl", "Arab", "ar"),
        ("prs", "rtl", "Arab", "fa-AF"),
        ("ps", "rtl", "Arab", "ps"),
        ("ti", "ltr", "Ethi", "ti"),
        ("ka", "ltr", "Geor", "ka"),
        ("uk", "ltr", "Cyrl", "uk"),
        ("sq", "ltr", "Latn", "sq"),
    ],
)
def test_languages(tag: str, direction: str, script: str, html: str) -> None:
    found = language(tag)
    assert (found.direction, found.script, found.html) == (direction, script, html)


@pytest.mark.parametrize(
    ("tag", "number", "form"),
    [
        ("ar", 0, 0),
        ("ar", 1, 1),
        ("ar", 2, 2),
        ("ar", 5, 3),
        ("ar", 11, 4),
        ("ar", 100, 5),
        ("uk", 1, 0),
        ("uk", 3, 1),
        ("uk", 5, 2),
        ("uk", 21, 0),
        ("fr", 0, 0),
        ("fr", 2, 1),
    ],
)
def test_plurals(tag: str, number: int, form: int) -> None:
    index = plural_index(language(tag), number)
    assert index == form or (tag == "fr" and min(index, 1) == form)


def test_a_look_at_nothing_is_an_error(sound: Path) -> None:
    with pytest.raises(LookupError):
        show(edition(sound), FactRef("phone", "nobody"))
