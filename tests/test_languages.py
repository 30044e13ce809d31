"""Languages as CLDR knows them: names of days and months are a language's own, whichever was asked before."""

from __future__ import annotations

import subprocess
import sys

import pytest
from babel import localedata
from babel.dates import get_day_names
from babel.localedata import Alias

from livret.languages import _ALIASED, locale, spoken, tag_here

MONDAYS = {
    "fr": "lundi", "en": "Monday", "ar": "الاثنين", "prs": "دوشنبه", "ps": "دونۍ", "ti": "ሰኑይ", "uk": "понеділок", "ru": "понедельник",
    "sq": "e hënë", "ka": "ორშაბათი", "pt": "segunda-feira", "es": "lunes",
}  # fmt: skip


@pytest.mark.parametrize("order", [list(MONDAYS), list(reversed(MONDAYS)), ["ps", *MONDAYS]])
def test_each_language_has_its_own_days_in_any_order(order: list[str]) -> None:
    """In a process of its own: Babel keeps what was looked up."""
    program = (
        "import sys\nfrom babel.dates import get_day_names\nfrom livret.languages import locale\n"
        "for tag in sys.argv[1:]: print(get_day_names('wide', 'stand-alone', locale(tag))[0])"
    )
    said = subprocess.run(
        [sys.executable, "-c", program, *order], capture_output=True, text=True, check=True, encoding="utf-8"
    ).stdout.splitlines()
    assert dict(zip(order, said, strict=True)) == MONDAYS


def test_every_part_of_cldr_that_holds_an_alias_is_known() -> None:
    assert {name for name, part in localedata.load("root").items() if aliased(part)} == _ALIASED


def aliased(part: object) -> bool:
    inner = part.values() if isinstance(part, dict) else part if isinstance(part, tuple) else ()
    return isinstance(part, Alias) or any(map(aliased, inner))


def test_the_days_here_are_right_too() -> None:
    for tag, monday in MONDAYS.items():
        assert get_day_names("wide", "stand-alone", locale(tag))[0] == monday


def test_a_language_without_a_locale_can_be_spoken() -> None:
    assert spoken("bm")
    assert spoken("byn")
    assert spoken("prs")
    assert not spoken("xx")


@pytest.mark.parametrize(
    ("tag", "here"),
    [("fra", "fr"), ("ben", "bn"), ("fa-AF", "prs"), ("prs", "prs"), ("rom", "rom"), ("pt-BR", "pt-BR"), ("fil", "fil")],
)
def test_a_language_has_one_tag(tag: str, here: str) -> None:
    assert tag_here(tag) == here
