"""Coverage: what is counted, and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from covered import covered

from livret.editions import coverage
from livret.editions.coverage import Coverage

HEAD = 'msgid ""\nmsgstr ""\n"Language: ar\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
EVERY_STATE = (
    HEAD
    + """
#, fuzzy
#| msgid "Que dire ?"
msgid "Que dire"
msgstr "ماذا تقول"

#, fuzzy
#| msgid "Avertissez le {phone.samu}."
msgid "Appelez le {phone.samu} ou le {phone.long}, avant {deadline.form}. Voir [les soins](02-soins.md#le-médecin)."
msgstr "اتصل بـ {phone.samu}."

msgid "Le prix est {price.day}"
msgstr "الثمن"

# livret: machine
msgid "Quoi"
msgstr "ماذا"

msgid "Où"
msgstr "أين"
"""
)


def test_every_state_is_counted(sound: Path) -> None:
    (sound / "translations/ar/sante.po").write_text(EVERY_STATE, encoding="utf-8")
    assert covered(sound, "ar")["sante"] == Coverage(current=2, to_check=1, stale=1, missing=9, damaged=1, machine=1)


def test_a_text_that_stands_twice_is_one_message(sound: Path) -> None:
    before = covered(sound, "ar")["sante"]
    chapter = sound / "content/booklets/01-sante/02-soins.md"
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\n## Que dire\n", encoding="utf-8")
    assert covered(sound, "ar")["sante"] == before


def test_what_is_written_in_a_language_needs_no_translation(sound: Path) -> None:
    parts = covered(sound, "fr")
    assert parts["sante"] == Coverage()
    assert (coverage.total(parts.values()).share, coverage.total(parts.values()).percent) == (1.0, 100)


@pytest.mark.parametrize(
    ("part", "percent"), [(Coverage(199, missing=1), 99), (Coverage(1, 1, 1, 1), 50), (Coverage(missing=3), 0), (Coverage(3), 100)]
)
def test_a_hundred_percent_means_every_one(part: Coverage, percent: int) -> None:
    assert part.percent == percent


def test_parts_are_added() -> None:
    assert coverage.total([Coverage(1, 2, 3, 4, 5, 6), Coverage(1, 1, 1, 1, 1, 1)]) == Coverage(2, 3, 4, 5, 6, 7)
