"""What readers say aloud: a sentence in the site's language, with the word that is theirs in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import DAY, run
from html_of import fragment


@pytest.mark.parametrize(
    ("written", "french", "arabic"),
    [
        ('{text: "Je parle ….", blank: language}', "Je parle\u00a0……….", "Je parle arabe."),
        ('{text: "Je suis ici : …"}', "Je suis ici\u202f:\u00a0………", "Je suis ici\u202f:\u00a0………"),
    ],
)
def test_a_sentence_has_room_for_a_word(written: str, french: str, arabic: str, sound: Path) -> None:
    facts = sound / "content/facts.yaml"
    facts.write_text(facts.read_text(encoding="utf-8").replace("{text: \"J'ai besoin d'aide.\"}", written), encoding="utf-8")

    result = run("--site", sound, "--date", DAY, "--jobs", "1")

    assert result.exit_code == 0, result.output
    pages = {tag: fragment(sound / f"public/{tag}/sante/numeros.html", "article") for tag in ("fr", "ar")}
    assert {tag: re.findall(r"<q[^>]*>(.*?)</q>", page) for tag, page in pages.items()} == {"fr": [french], "ar": [arabic]}
