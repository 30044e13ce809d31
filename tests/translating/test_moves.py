"""What moves – a chapter to another booklet, a file or a booklet to another name – keeps its translations."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import polib
import pytest
from conftest import DAY, run

BOOKLET = "title: Asile\nsummary: Demander.\npictogram: health\nauthors: [selam]\n"
FIRST = "# Commencer\n\nUn début.\n"
LONG = "Appelez le {phone.samu} ou le {phone.long}, avant {deadline.form}. Voir [les soins](%s#le-médecin)."
LONG_AR = "اتصل بـ {phone.samu} أو {phone.long} قبل {deadline.form}. انظر [العلاج](%s#le-médecin)."


@pytest.fixture
def site(sound: Path) -> Path:
    """Two booklets; every text of the one has its translation, `ع` and a number."""
    folder = sound / "content/booklets/02-asile"
    folder.mkdir()
    (folder / "booklet.yaml").write_text(BOOKLET, encoding="utf-8")
    (folder / "01-commencer.md").write_text(FIRST, encoding="utf-8")
    assert run("update", "--site", sound).exit_code == 0
    return sound


def catalog(site: Path, domain: str) -> dict[str, polib.POEntry]:
    path = site / f"translations/ar/{domain}.po"
    return {entry.msgid: entry for entry in polib.pofile(str(path), encoding="utf-8") if not entry.obsolete}


def told(site: Path) -> list[str]:
    """What a check says, once for the whole site."""
    return re.findall(r"^(\S+): warning\[translations-left\]", run("check", "--site", site, "--date", DAY).output, re.MULTILINE)


def update(site: Path) -> None:
    assert run("update", "--site", site).exit_code == 0
    assert told(site) == []
    assert run("update", "--site", site).output == ""


def moved_to(site: Path, name: str) -> None:
    (site / "content/booklets/01-sante/01-numeros.md").rename(site / "content/booklets" / name)
    text = (site / "content/booklets" / name).read_text(encoding="utf-8")
    (site / "content/booklets" / name).write_text(text.replace("(02-soins.md", "(../01-sante/02-soins.md"), encoding="utf-8")
    for path in (site / "content/site.yaml", *site.rglob("content/booklets/01-sante/*.md")):
        path.write_text(
            path.read_text(encoding="utf-8").replace("booklets/01-sante/01-numeros.md", f"booklets/{name}"), encoding="utf-8"
        )


def test_a_chapter_moves_to_another_booklet(site: Path) -> None:
    moved_to(site, "02-asile/02-numeros.md")
    assert told(site) == ["content/booklets/02-asile/02-numeros.md"]
    update(site)
    now = catalog(site, "asile")
    assert now["Que dire"].msgstr == "ماذا تقول"
    assert now[LONG % "../01-sante/02-soins.md"].msgstr == LONG_AR % "../01-sante/02-soins.md"
    assert not any(entry.fuzzy for entry in now.values())
    assert "asile/numeros" in now["Que dire"].comment


def test_a_sentence_that_stays_comes_along_too(site: Path) -> None:
    chapter = site / "content/booklets/01-sante/02-soins.md"
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\n## Que dire\n", encoding="utf-8")
    moved_to(site, "02-asile/02-numeros.md")
    update(site)
    assert catalog(site, "asile")["Que dire"].msgstr == catalog(site, "sante")["Que dire"].msgstr == "ماذا تقول"


def test_it_comes_from_obsolete_entries_too(site: Path) -> None:
    """Somebody ran an older `update` after the move: the translations are at the end of the other catalog."""
    chapter = site / "content/booklets/01-sante/01-numeros.md"
    text = chapter.read_text(encoding="utf-8")
    chapter.write_text(text.replace("## Que dire\n", ""), encoding="utf-8")
    run("update", "--site", site)
    assert "#~ msgid" in (site / "translations/ar/sante.po").read_text(encoding="utf-8")
    first = site / "content/booklets/02-asile/01-commencer.md"
    first.write_text(FIRST + "\n## Que dire\n", encoding="utf-8")
    assert told(site) == ["content/booklets/02-asile/01-commencer.md"]
    update(site)
    assert catalog(site, "asile")["Que dire"].msgstr == "ماذا تقول"


def test_a_booklet_gets_another_name(site: Path) -> None:
    shutil.move(site / "content/booklets/01-sante", site / "content/booklets/01-bien-etre")
    config = site / "content/site.yaml"
    config.write_text(config.read_text(encoding="utf-8").replace("01-sante", "01-bien-etre"), encoding="utf-8")
    assert len(told(site)) == 1
    update(site)
    now = catalog(site, "bien-etre")
    assert now["Que dire"].msgstr == "ماذا تقول"
    output = run("check", "--site", site, "--date", DAY).output
    assert output.count("catalog-domain") == 1  # the catalog that was left, with what to do


def test_a_file_gets_another_name(site: Path) -> None:
    folder = site / "content/booklets/01-sante"
    (folder / "02-soins.md").rename(folder / "05-medecins.md")
    chapter = folder / "01-numeros.md"
    chapter.write_text(chapter.read_text(encoding="utf-8").replace("02-soins.md", "05-medecins.md"), encoding="utf-8")
    assert told(site) == ["content/booklets/01-sante/01-numeros.md"]
    update(site)
    entry = catalog(site, "sante")[LONG % "05-medecins.md"]
    assert (entry.msgstr, entry.fuzzy) == (LONG_AR % "05-medecins.md", False)


def test_a_text_that_was_edited_as_it_moved_is_looked_at_again(site: Path) -> None:
    moved_to(site, "02-asile/02-numeros.md")
    chapter = site / "content/booklets/02-asile/02-numeros.md"
    chapter.write_text(
        chapter.read_text(encoding="utf-8").replace("Appelez le {phone.samu}", "Appelez vite le {phone.samu}"), encoding="utf-8"
    )
    run("update", "--site", site)
    entry = next(entry for text, entry in catalog(site, "asile").items() if text.startswith("Appelez vite"))
    assert entry.fuzzy
    assert entry.previous_msgid == LONG % "02-soins.md"
    assert entry.msgstr == LONG_AR % "02-soins.md"


def test_two_links_that_cannot_be_told_apart_are_looked_at_again(site: Path) -> None:
    chapter = site / "content/booklets/01-sante/01-numeros.md"
    text = chapter.read_text(encoding="utf-8")
    chapter.write_text(text + "\nVoir [un](02-soins.md) et [deux](02-soins.md).\n", encoding="utf-8")
    with (site / "translations/ar/sante.po").open("a", encoding="utf-8") as file:
        file.write('\nmsgid "Voir [un](02-soins.md) et [deux](02-soins.md)."\nmsgstr "[١](02-soins.md) [٢](02-soins.md)"\n')
    run("update", "--site", site)
    changed = "Voir [un](02-soins.md) et [deux](02-soins.md#le-médecin)."
    chapter.write_text(text + f"\n{changed}\n", encoding="utf-8")
    run("update", "--site", site)
    assert catalog(site, "sante")[changed].fuzzy


def test_nothing_is_taken_from_where_nothing_has_left(site: Path) -> None:
    """A new text that says what another booklet says, too, is new: nobody moved it."""
    first = site / "content/booklets/02-asile/01-commencer.md"
    first.write_text(FIRST + "\n## Que dire\n", encoding="utf-8")
    assert told(site) == []
    update(site)
    assert catalog(site, "asile")["Que dire"].msgstr == ""


def test_a_new_catalog_does_not_say_who_translated(site: Path) -> None:
    assert "X-Livret-Provenance" not in (site / "translations/ar/asile.po").read_text(encoding="utf-8")
