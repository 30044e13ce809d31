"""What a native page means to translators: nothing of its original is left to translate."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import DAY, run
from covered import covered

from livret.editions.coverage import Coverage
from livret.editions.editions import Editions
from livret.model import State
from livret.options import Options
from livret.problems import Report
from livret.workshop import gather

NATIVE = "content/booklets/01-sante/01-soins.ar.md"


def test_what_a_native_page_stands_for_is_not_counted(arabic: Path) -> None:
    assert covered(arabic, "ti")["sante"].missing == 18
    assert covered(arabic, "ar")["sante"] == Coverage(missing=4)  # the booklet's title and summary, a chapter of two texts
    assert "huquq" in covered(arabic, "ar")
    assert covered(arabic, "ar")["huquq"].total == 0


def test_the_original_s_summary_is_where_the_native_page_has_none(arabic: Path) -> None:
    page = arabic / NATIVE
    page.write_text(page.read_text(encoding="utf-8").replace("summary: أين تذهب.\n", ""), encoding="utf-8")
    assert covered(arabic, "ar")["sante"] == Coverage(missing=5)


def test_a_language_with_native_pages_waits_for_less(arabic: Path) -> None:
    catalog = arabic / "translations/ar/sante.po"
    catalog.parent.mkdir()
    texts = {
        "Lisez [le texte simple](01-soins.easy.md#appeler).": "اقرأ [النص السهل](01-soins.easy.md#appeler).",
        "La suite": "التالي",
    }
    entries = "".join(f'\nmsgid "{text}"\nmsgstr "{said}"\n' for text, said in texts.items())
    catalog.write_text(
        f'msgid ""\nmsgstr ""\n"Language: ar\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n{entries}', encoding="utf-8"
    )
    assert covered(arabic, "ar")["sante"].percent == 50
    (arabic / NATIVE).unlink()
    assert covered(arabic, "ar")["sante"].percent < 20


@pytest.mark.parametrize(("tag", "state"), [("ar", State.SOURCE), ("fr", State.MISSING), ("ti", State.MISSING)])
def test_its_messages_are_a_source_in_its_language(tag: str, state: State, arabic: Path) -> None:
    inputs = gather(Options(arabic, arabic / "public"), Report())
    assert inputs
    chapter = inputs.reading.site.natives["sante", "soins", "ar"]
    filled = Editions(inputs)[tag].fill(chapter.head.title)
    assert (filled.state, filled.language.tag) == (state, "ar")


def test_none_of_them_is_extracted(arabic: Path) -> None:
    inputs = gather(Options(arabic, arabic / "public"), Report())
    assert inputs
    domains = set(inputs.reading.messages)
    assert domains == {"site", "services", "sante", "huquq"}
    assert run("extract", "--site", arabic).exit_code == 0
    assert {path.stem for path in (arabic / "translations").glob("*.pot")} == domains | {"interface"}


def test_a_native_page_has_no_machine_s_notice(arabic: Path) -> None:
    """Though all the rest of its booklet is translated by a machine."""
    catalog = arabic / "translations/ar/sante.po"
    catalog.parent.mkdir()
    catalog.write_text(
        'msgid ""\nmsgstr ""\n"Language: ar\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n"X-Livret-Provenance: machine\\n"\n\nmsgid "La suite"\nmsgstr "التالي"\n',
        encoding="utf-8",
    )
    assert run("--site", arabic, "--date", DAY, "--no-pdf", "--out", arabic / "out").exit_code == 0
    assert 'class="notice machine"' in (arabic / "out/ar/sante/suite.html").read_text(encoding="utf-8")
    assert 'class="notice machine"' not in (arabic / "out/ar/sante/soins.html").read_text(encoding="utf-8")
