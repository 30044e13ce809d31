"""What is said in French, read for plainness: no English word, no word of programmers, short, and set as a French printer would.

Read are the texts of the catalog, before an author's words fill them.
"""

from __future__ import annotations

import importlib
import io
import pkgutil
import re
import statistics
from collections.abc import Iterator

import mistaken
import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from conftest import ROOT
from pydantic import BaseModel

import livret.schema
from livret.cli import main
from livret.wording import RULES

CATALOG = read_po(io.BytesIO((ROOT / "livret/locale/fr.po").read_bytes()), locale="fr")
MESSAGES = [message for message in CATALOG if message.id]
SAID = {message.id: message.string for message in MESSAGES if isinstance(message.id, str)}
# What is to be typed, or is the name of a file, an option or a field of the text: nobody translates it.
CODE = re.compile(
    r"`[^`]*`|\{[^{}]*\}|--[\w-]+|[\w.*<>-]*[/._][\w.*<>/-]*|\"[^\"]*\"|<[^>]*>|%\(\w+\)s|\b[\w-]+: (?:\[|\{\w+\}|…|true|public|demo|[A-Z]{2}\b)|\bgit \S+"
)
WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
# Words that are French as they are English.
SHARED = frozenset(
    WORD.findall("""
    a actions annotation archives arguments base change code codes comment commune compare condition correction cyan danger date dates description document documents département
    exceptions fiction film font format formats guide import instruction internet invisible latitude livret long longitude machine macro magenta maximum message messages minimum
    minutes mode multiple normal on options organisation organisations original page pages panel panels part place places point points port position postal
    production public question s sa script second service services site six source style tables terminal test urgent usage version versions web
    """)
)
# Names: of programs, formats, signs, codes and units, of fields that are no YAML, of days as OpenStreetMap writes them.
NAMES = frozenset(
    WORD.findall("""
    admin application ar be brotli c card cluster cms codeberg colour csv ctrl dask data emf epci eur false fax flate fogra forgejo fr france gif git gitea github gitlab
    hsds html https id inclusion info insee install javascript je jpeg kandel lab language languages last latitude lfs libreoffice lufs mailto main markdown men mm mo
    moles msgstr name names npm off ogg openstreetmap opi opus opusenc order pack parle pays pdf ph phones pip png poedit postscript prog provenance prs pt publish python
    qpdf qr reads refused sante sh siret su sveltia svg tcp team th ti tiff tls tmpdir tounicode translator trifold true truetype tu typst u utf value voix we website what
    windows wmf women word worker x xml xmp zip
    """)
)
# What programmers say, and no neighbour.
JARGON = re.compile(
    r"\b(?:token|clé|clés|scalaire|parse\w*|mapping|string|booléen|array|chaîne|syntaxe|tag|markup|exception)\b", re.IGNORECASE
)
LONGEST, USUAL = 28, 14  # words
SPACED = re.compile(r"(?<=[^\s:«]) [;:!?»](?=\s|$)|« |[^\W\d_]'[^\W\d_]")


def keys() -> Iterator[str]:
    """The fields of an author's files."""
    for module in pkgutil.iter_modules(livret.schema.__path__):
        for model in vars(importlib.import_module(f"livret.schema.{module.name}")).values():
            if isinstance(model, type) and issubclass(model, BaseModel):
                yield from (field.alias or name for name, field in model.model_fields.items())


def words(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(CODE.sub(" ", text))]


def texts(message: Message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


def forms(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


PERMITTED = SHARED | NAMES | {*main.commands, *keys()}
ENGLISH = {word for message in MESSAGES for text in texts(message) for word in words(text)} - PERMITTED


def test_every_text_has_french_words() -> None:
    missing = [texts(message)[0] for message in MESSAGES if not all(forms(message))]
    assert not missing, "write the French of these into livret/locale/fr.po, then run `python scripts/words.py`:\n" + "\n".join(
        missing
    )


def test_there_is_no_english_word() -> None:
    found = {form: english for message in MESSAGES for form in forms(message) if (english := {*words(form)} & ENGLISH)}
    assert not found, f"say these in French, or add names and words that are French too to {__name__}.py: {found}"


def test_there_is_no_word_of_programmers() -> None:
    assert [form for message in MESSAGES for form in forms(message) if JARGON.search(CODE.sub(" ", form))] == []


def test_it_is_set_as_a_french_printer_would() -> None:
    found = [form for message in MESSAGES for form in forms(message) if SPACED.search(form) or re.search("[“”„]", form)]
    assert not found, (
        f"run `python scripts/words.py`, which puts in the spaces and apostrophes of print; quotation marks are « »: {found}"
    )


@pytest.mark.parametrize("of", ["words", "cure"])
def test_a_problem_is_told_in_a_breath(of: str) -> None:
    lengths = {text: len(words(SAID[text])) for rule in RULES.values() if (text := getattr(rule, of))}
    assert statistics.median(lengths.values()) <= USUAL
    assert [text for text, length in lengths.items() if length > LONGEST] == []


def test_the_mistakes_of_volunteers_are_told_in_a_breath() -> None:
    codes = [
        code for mistake in mistaken.mistakes() for code in re.findall(r"^\S+: [a-z]+\[([a-z0-9-]+)\]", mistake.told, re.MULTILINE)
    ]
    assert len(codes) >= 150
    assert statistics.median(len(words(SAID[RULES[code].words])) for code in codes) <= USUAL
