"""`clean` takes cures literally: the cases in `tests/text/cures.txt` that leave nothing to decide, and never a text that is worse than it was."""

from __future__ import annotations

import re

import plain
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livret import wording
from livret.problems import Severity
from livret.writing.cures import CURES
from livret.writing.mending import Mended, Mender

MENDER = Mender("content/booklets/01-a/01-x.md", "fr")
TITLE = "# Titre\n\n"


def mended(text: str) -> Mended:
    return MENDER.mended(TITLE + text)


def cases() -> list[tuple[str, str, str]]:
    text = (plain.HERE / "text" / "cures.txt").read_text(encoding="utf-8").replace("→", "\t").replace("␠", " ")
    text = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)
    parts = [case.split("\n--\n") for case in text.split("== ")[1:]]
    return [(*head.partition("\n")[::2], cured) for head, _, cured in parts]


CASES = {name: (text, cured) for name, text, cured in cases()}
DONE = (
    "a heading that is underlined", "a heading that is underlined with dashes", "boxes to tick", "a callout of GitHub", "a callout that folds",
    "a callout of Docusaurus", "a table from Word", "a table glued to its paragraph", "a table without its rule", "a rule with a column too few",
    "a cell too few", "a year at the beginning of a line", "a list glued to its paragraph", "a list of dashes glued to its sentence", "a footnote in its place",
)  # fmt: skip


@pytest.mark.parametrize("name", DONE)
def test_a_cure_that_leaves_nothing_to_decide_is_taken_to_the_letter(name: str) -> None:
    text, cured = CASES[name]
    found = mended(text)
    assert (found.text.removeprefix(TITLE).strip("\n"), found.left) == (cured.strip("\n"), ())


@pytest.mark.parametrize("name", sorted(set(CASES) - set(DONE)))
def test_what_asks_for_a_person_is_left_to_one(name: str) -> None:
    """Whatever was not mended is told, and nothing is worse."""
    text, _ = CASES[name]
    before, found = MENDER.problems(TITLE + text), mended(text)
    assert len(found.left) + len(found.done) >= min(len(before), 1)
    assert len(found.left) <= len(before)
    assert {problem.code for problem in found.left} <= {problem.code for problem in before}


@pytest.mark.parametrize(
    ("text", "cured"),
    [
        ("Le numÃ©ro du mÃ©decin.", "Le numéro du médecin."),
        ("Un\u200b mot.", "Un mot."),
        ("Un <b>mot</b> <span style='x'>fort</span>.", "Un **mot** fort."),
        ("Ligne.<br>Ligne.", "Ligne.\\\nLigne."),
        ("Un ** mot ** fort.", "Un **mot** fort."),
        ("#### Trop bas", "## Trop bas"),
        ("(lien)[https://exemple.fr]", "[lien](https://exemple.fr)"),
        ("[ici](https://exemple.fr/a b)", "[ici](https://exemple.fr/a%20b)"),
        ("[TOC]\n\nUn mot.", "\n\nUn mot."),
        ("```\nrue\nville\n```", "rue\\\nville"),
        ("Mot[^a].\n\n[^a] Sens.", "Mot[^a].\n\n[^a]: Sens."),
    ],
)
def test_what_comes_with_pasted_text_is_mended(text: str, cured: str) -> None:
    found = mended(text)
    assert (found.text.removeprefix(TITLE).rstrip("\n"), [each.code for each in found.left]) == (cured, [])


@settings(max_examples=60)
@given(st.lists(st.sampled_from([text for text, _ in CASES.values()]), min_size=1, max_size=3))
def test_nothing_is_worse_than_it_was_and_a_second_time_changes_nothing(texts: list[str]) -> None:
    text = "\n\n".join(texts)
    before, found = MENDER.problems(TITLE + text), mended(text)

    def errors(problems: tuple[object, ...]) -> int:
        return sum(wording.severity(each) is Severity.ERROR for each in problems)  # type: ignore[arg-type]

    assert errors(found.left) <= errors(before)
    assert MENDER.mended(found.text).text == found.text
    assert {each.code for each in found.done} <= set(CURES)
