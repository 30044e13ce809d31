"""The language in which whoever runs Livret is spoken to: which it is, that nothing kept has words, and that its catalogs are whole."""

from __future__ import annotations

import io
import json
import re
import runpy
import string
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import plain
import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from conftest import DAY, ROOT, run

from livret import tongue, usage
from livret.problems import Place, Problem, detail
from livret.wording import words

WORDS: dict[str, Any] = runpy.run_path(str(ROOT / "scripts" / "words.py"))
FOLDER = ROOT / "livret" / "locale"
CATALOGS = sorted(FOLDER.glob("*.po"))


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    tongue.speak(tongue.SOURCE)


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A system that says no language, as a server does."""
    for name in ("LIVRET_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


# --- which language -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environment", "spoken"),
    [
        ({"LIVRET_LANG": "fr", "LANG": "en_GB.UTF-8"}, "fr"),
        ({"LIVRET_LANG": "en", "LANG": "fr_FR.UTF-8"}, "en"),
        ({"LIVRET_LANG": "fr_CH"}, "fr"),
        ({"LIVRET_LANG": "ar", "LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "ti_ER.UTF-8"}, "fr"),
        ({"LANG": "C.UTF-8"}, "fr"),
        ({"LANG": "POSIX"}, "fr"),
        ({"LANG": "../../x"}, "fr"),
        ({}, "fr"),
    ],
)
def test_who_calls_is_asked_then_the_system_then_the_site(
    environment: dict[str, str], spoken: str, nobody: pytest.MonkeyPatch, sound: Path
) -> None:
    for name, value in environment.items():
        nobody.setenv(name, value)
    assert usage.language_for(["check", "--site", str(sound)]) == spoken
    assert usage.language_for([f"--site={sound}"]) == spoken


def test_where_there_is_no_site_and_nobody_says_it_is_english(nobody: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert nobody
    assert usage.language_for(["--site", str(tmp_path)]) == "en"
    assert usage.language_for(["--site", str(tmp_path / "nowhere")]) == "en"


def test_a_site_in_a_language_that_is_not_spoken_has_english(nobody: pytest.MonkeyPatch, sound: Path) -> None:
    config = sound / "content/site.yaml"
    config.write_text(config.read_text(encoding="utf-8").replace("language: fr", "language: ar"), encoding="utf-8")
    assert nobody
    assert usage.language_for(["--site", str(sound)]) == "en"


def test_windows_says_how_it_shows_itself(nobody: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import ctypes  # noqa: PLC0415 – of no use to any other test

    shown = SimpleNamespace(kernel32=SimpleNamespace(GetUserDefaultUILanguage=lambda: 0x040C))
    nobody.setattr(sys, "platform", "win32")
    nobody.setattr(ctypes, "windll", shown, raising=False)
    assert usage.language_for(["--site", str(tmp_path)]) == "fr"


# --- problems are data ----------------------------------------------------------------------------------


def broken(site: Path) -> Path:
    facts = site / "content/facts.yaml"
    facts.write_text(facts.read_text(encoding="utf-8").replace('"15"', '"1A5"'), encoding="utf-8")
    return site


def test_one_site_is_told_in_two_languages_and_kept_once(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second run finds what the first one kept: its words are chosen when they are printed."""
    broken(sound)
    english = run("check", "--site", sound, "--date", DAY)
    kept = plain.tree(sound / ".livret")
    monkeypatch.setenv("LIVRET_LANG", "fr")
    french = run("check", "--site", sound, "--date", DAY)
    assert plain.tree(sound / ".livret") == kept
    assert "error[phone-invalid]: “1A5” is no phone number that can be dialled\n  help: write it as it is dialled" in english.output
    assert "erreur[phone-invalid]: « 1A5 » " in french.output.replace("\u202f", " ")
    assert "\n  aide : " in french.output.replace("\u202f", " ")
    assert french.exit_code == english.exit_code == 1


def test_json_has_the_same_codes_in_both_languages(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken(sound)
    found = []
    for tag in ("en", "fr"):
        monkeypatch.setenv("LIVRET_LANG", tag)
        found.append(json.loads(run("check", "--site", sound, "--date", DAY, "--json").output))
    [english], [french] = found
    assert english["message"] != french["message"]
    neutral = ("path", "line", "column", "severity", "code")
    assert [english[key] for key in neutral] == [french[key] for key in neutral]


def test_a_detail_is_told_like_all_words_and_an_authors_words_are_not() -> None:
    inner = detail("a text of more than {count} signs", count=12)
    assert words(Problem("yaml-shape", Place("x"), (("expected", inner),))) == (
        "something else is expected here: a text of more than 12 signs"
    )
    tongue.speak("fr")
    assert tongue.told("the disk is full") == "le disque est plein"
    shown = words(Problem("value-unknown", Place("x"), (("value", "the disk is full"), ("choices", "\x1f[1"))))
    assert "the disk is full" in shown


# --- help -----------------------------------------------------------------------------------------------


def test_help_is_in_french_and_in_english_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """One process speaks one language after the other, as the tests do."""
    english = run("print", "press", "--help").output
    monkeypatch.setenv("LIVRET_LANG", "fr")
    french = run("print", "press", "--help").output.replace("\u202f", " ")
    assert "Usage :" in french
    assert "Options :" in french
    assert "Montrer cette aide." in french
    assert "Show" not in french
    monkeypatch.setenv("LIVRET_LANG", "en")
    assert run("print", "press", "--help").output == english


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--nothing"], "Il n’y a pas d’option '--nothing'."),
        (["check", "too", "much"], "Ces mots sont de trop (too much)"),
        (["serve", "--port", "x"], "Valeur non valable pour '--port'"),
        (["receive"], "Il manque l’argument 'FICHIER'."),
        (["sirve"], "Il n’y a pas de commande « sirve ». Vouliez-vous dire « serve » ?"),
        (["--date", "demain"], "« demain » n’est pas une date"),
    ],
)
def test_wrong_use_is_told_in_french(arguments: list[str], said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIVRET_LANG", "fr")
    told = run(*arguments)
    assert told.exit_code == 2
    assert said in told.output.replace("\u202f", " ").replace("\n", " ")


def test_what_is_looked_up_of_click_is_said_by_click() -> None:
    import click  # noqa: PLC0415 – its own file is looked at

    found = {message for _, _, message, _, _ in extract_from_dir(Path(click.__file__).parent)}
    assert {*usage.CLICK, *usage.CLICK_MANY} <= found


# --- the catalogs ---------------------------------------------------------------------------------------


def read(path: Path) -> Catalog:
    return read_po(io.BytesIO(path.read_bytes()), locale=path.stem)


def test_the_template_and_the_catalogs_have_what_the_code_says() -> None:
    stale = [path.name for path, catalog in WORDS["files"]().items() if path.read_bytes() != WORDS["written"](catalog)]
    assert not stale, f"run `python scripts/words.py`, which writes {', '.join(stale)} anew, and translate what it names"


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.stem)
def test_a_run_reads_what_babel_reads(path: Path) -> None:
    tongue.speak(path.stem)
    for message in list(read(path))[1:]:
        if isinstance(message.id, str):
            assert tongue.told(message.id) == (message.string or message.id)
        else:
            assert tuple(tongue.form(*message.id, count) for count in (1, 2)) == tuple(message.string)


OF_CLICK = {"name", "number_type"}  # where click puts words of its own, in English: a translation may do without


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.stem)
def test_a_translation_has_the_fields_of_its_text(path: Path) -> None:
    for message in list(read(path))[1:]:
        texts = (message.id,) if isinstance(message.id, str) else message.id
        for text, said in zip(texts, WORDS["forms"](message), strict=True):
            if said and "{" in text:
                free = OF_CLICK if text in usage.CLICK else set()
                assert fields(text) - free <= fields(said) <= fields(text), f"{path.name}: the fields of “{text}”"
            assert re.findall("%\\(\\w+\\)s", said) == re.findall("%\\(\\w+\\)s", text) or not said
