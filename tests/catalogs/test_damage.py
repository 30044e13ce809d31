"""Damage: what in a translation would mislead is found, and nothing else: damaged.txt, sound.txt, and every shipped catalog."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from conftest import ROOT

from livret.catalogs.damage import Pair, findings
from livret.catalogs.inventory import inventory
from livret.languages import language
from livret.model import State
from livret.pipeline import Options, translate
from livret.problems import Report
from livret.text.inline import InlineParser

HERE = Path(__file__).parent
PARSER = InlineParser("content/booklets/01-a", {"content/booklets/01-a/02-y.md": ("a", "y")}.get)
_SIGN = re.compile(r"\\(?:u([0-9a-f]{4})|x([0-9a-f]{2})|n(?![a-z]))")


def entries(name: str, parts: int) -> list[tuple[str, ...]]:
    """The lines of a file: language – and that of the source, where it is not French, as `ja/en` – and kind, then its texts, split at « | »."""
    lines = [line for line in (HERE / name).read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [tuple(line.split(" | ", 1)[:1] + _split(line.split(" | ", 1)[1], parts - 1)) for line in lines]


def _split(rest: str, parts: int) -> list[str]:
    """Source, translation, codes: a translation may hold the sign that parts them."""
    source, _, rest = rest.partition(" | ")
    return [source, *rest.rsplit(" | ", parts - 2)]


def codes(head: str, source: str, translation: str) -> list[str]:
    spoken, _, kind = head.partition(" ")
    tag, _, source_tag = spoken.partition("/")
    notes = {"n": 1}
    text = _SIGN.sub(lambda found: chr(int(found[1] or found[2], 16)) if found[1] or found[2] else "\n", translation)
    written = inventory(source, PARSER.parse(source, notes))
    pair = Pair(
        written, text, PARSER.parse(text, notes), language(source_tag or "fr"), language(tag), kind.replace("_", " ") or "text"
    )
    return [code for code, _ in findings(pair)]


DAMAGED = entries("damaged.txt", 4)
SOUND = entries("sound.txt", 3)


@pytest.mark.parametrize(("head", "source", "translation", "expected"), DAMAGED)
def test_damaged(head: str, source: str, translation: str, expected: str) -> None:
    assert sorted(set(codes(head, source, translation))) == sorted(expected.split(", "))


@pytest.mark.parametrize(("head", "source", "translation"), SOUND)
def test_sound(head: str, source: str, translation: str) -> None:
    assert codes(head, source, translation) == []


def test_there_are_sixty_in_every_language_of_the_site() -> None:
    assert len(DAMAGED) >= 60
    assert {head.split(" ")[0] for head, *_ in DAMAGED} == {"en", "ar", "prs", "ps", "ti", "uk", "ru", "sq", "ka", "pt", "es"}


def test_every_finding_has_a_fixture() -> None:
    source = "".join(
        path.read_text(encoding="utf-8") for room in ("text", "catalogs") for path in (ROOT / "livret" / room).glob("*.py")
    )
    every = set(re.findall(r'"(damage-[a-z]+|emphasis-lost|same-as-source)"', source))
    assert every == {code for *_, expected in DAMAGED for code in expected.split(", ")}


def test_no_finding_in_the_shipped_catalogs() -> None:
    """Over five hundred translations in eleven languages, and not one warning."""
    report = Report()
    site, editions = translate(Options(ROOT, ROOT / "public", pdf=False), report)
    assert site
    messages = [message for domain in editions["fr"].resolver.inputs.reading.messages.values() for message in domain]
    states = Counter(edition.fill(message).state for edition in editions.values() for message in messages)
    assert states[State.CURRENT] >= 500
    assert [problem for problem in report if problem.place.path.startswith("translations/")] == []
    assert states[State.DAMAGED] == 0
