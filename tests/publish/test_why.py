"""Why a file is made anew: a sentence for each kind of address, and none for what nobody can look at."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from livret.editions.editions import Editions
from livret.editions.resolver import KINDS, Resolver
from livret.engine.memo import PASSING
from livret.engine.view import joined
from livret.options import Options
from livret.problems import Report
from livret.publish import why
from livret.wording import shown
from livret.workshop import gather

OF_STEPS = {"message", "word"}  # what a text and an interface say of their parts


@pytest.fixture
def answers(sound: Path) -> Resolver:
    inputs = gather(Options(sound, sound / "public", date=datetime.date(2026, 11, 24)), Report())
    assert inputs
    return Editions(inputs)["ar"].resolver


def test_each_kind_of_address_has_a_sentence() -> None:
    assert set(why.SENTENCES) == (set(KINDS) - {"beside"}) | PASSING | OF_STEPS


@pytest.mark.parametrize("kind", sorted((set(KINDS) - {"beside"}) | PASSING))
def test_a_sentence_is_said_whole(kind: str, answers: Resolver) -> None:
    said = shown(why.sentence((kind, "a/b", ""), answers))
    assert said == why.SENTENCES[kind].format(name="a/b")
    assert shown(why.sentence(("beside", joined("fr", kind, "a/b"), ""), answers)) == said


def test_a_text_names_its_message(answers: Resolver) -> None:
    assert (
        shown(why.sentence(("text", "sante/numeros", ""), answers))
        == "the text or translation of « Appelez le {phone.samu} ou le {phone.long}, avant {deadline… » changed"
    )
    assert "« Appelez le" in shown(why.sentence(("beside", joined("fr", "text", "sante/numeros"), ""), answers))
