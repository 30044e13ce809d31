"""Two languages on a page, and what is told of a translation that is not, or not wholly, to be trusted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import DAY, run
from html_of import fragment

SAY = 'msgid "Que dire"\nmsgstr "ماذا تقول"'
DANGER = '\n!!! danger "Fuite de gaz"\n    Sortez et appelez le {phone.samu}.\n'
TRANSLATED = '\nmsgid "Fuite de gaz"\nmsgstr "تسرب غاز"\n\nmsgid "Sortez et appelez le {phone.samu}."\nmsgstr "اخرج واتصل بـ {phone.samu}."\n'


def build(site: Path) -> None:
    result = run("--site", site, "--date", DAY, "--no-pdf", "--out", site / "out", "--jobs", "1")
    assert result.exit_code == 0, result.output


def catalog(site: Path, old: str, new: str) -> None:
    path = site / "translations/ar/sante.po"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def article(site: Path, name: str = "numeros.html") -> str:
    return fragment(site / "out/ar/sante" / name, "article")


def danger(site: Path, provenance: str, stale: str = "") -> str:
    """The frame of danger of a page whose catalog says who made it."""
    chapter = site / "content/booklets/01-sante/01-numeros.md"
    chapter.write_text(chapter.read_text(encoding="utf-8") + DANGER, encoding="utf-8")
    translated = TRANSLATED.replace('msgid "Sortez', f'{stale}msgid "Sortez') if stale else TRANSLATED
    catalog(site, '"Language: ar\\n"\n', f'"Language: ar\\n"\n"X-Livret-Provenance: {provenance}\\n"\n')
    catalog(site, SAY, SAY + "\n" + translated)
    build(site)
    found = re.search(r'<div class="callout danger".*?</div>', article(site), re.DOTALL)
    assert found
    return found[0]


# --- side by side -------------------------------------------------------------------------------------


def test_each_text_has_its_companion(sound: Path) -> None:
    build(sound)
    page = article(sound, "numeros.fr.html")
    assert (
        '<span class="pair"><span>ماذا تقول</span><span class="beside" lang="fr" dir="ltr" aria-hidden="true">Que dire</span></span>'
        in page
    )


def test_what_is_french_already_stands_once(sound: Path) -> None:
    build(sound)
    assert page_of(sound).count("Le prix est") == 1


def page_of(site: Path) -> str:
    return article(site, "numeros.fr.html")


def test_nothing_beside_can_be_pressed_or_is_counted(sound: Path) -> None:
    """A screen reader that skips it must not stop in it; a fact stands once."""
    build(sound)
    for companion in re.findall(r'<span class="beside"[^>]*>(.*?)</span></span>', page_of(sound)):
        assert "<a " not in companion
        assert "data-fact" not in companion


def test_the_page_keeps_the_place(sound: Path) -> None:
    """Each heading leads to the same heading of the page with one language more, or less."""
    build(sound)
    assert 'href="numeros.fr.html#que-dire"' in article(sound)
    assert 'href="numeros.html#que-dire"' in page_of(sound)


def test_search_engines_are_led_to_the_page_of_one_language(sound: Path) -> None:
    build(sound)
    head = fragment(sound / "out/ar/sante/numeros.fr.html", "head")
    assert '<link rel="canonical" href="https://livret.example/ar/sante/numeros.html">' in head
    assert 'content="noindex"' in head
    assert "hreflang" not in head


def test_there_are_pairs_only_where_there_are_two_languages(sound: Path) -> None:
    build(sound)
    assert not (sound / "out/ar/sante/soins.fr.html").exists()  # nothing of it is in Arabic
    assert not list((sound / "out/fr").rglob("*.ar.html"))


# --- stale --------------------------------------------------------------------------------------------


def test_a_real_change_folds_the_earlier_translation(sound: Path) -> None:
    catalog(sound, SAY, '#, fuzzy\n#| msgid "Que faire"\n# livret: confirmed 2026-03-05 by selam\n' + SAY)
    build(sound)
    page = article(sound)
    assert '<h2 id="que-dire" lang="fr" dir="ltr">Que dire' in page
    assert re.search(r'<details class="former"><summary>[^<]*5 مارس 2026</summary><p>ماذا تقول</p></details>', page)


def test_the_earlier_translation_shows_today_s_facts(sound: Path) -> None:
    catalog(
        sound,
        'msgid "Appelez',
        '#, fuzzy\n#| msgid "Appelez vite le {phone.samu} ou le {phone.long}, avant {deadline.form}. Voir [les soins](02-soins.md#le-médecin)."\nmsgid "Appelez',
    )
    build(sound)
    found = re.search(r'<details class="former">.*?</details>', article(sound))
    assert found
    assert 'href="tel:15"' in found[0]


def test_an_earlier_translation_that_was_damaged_is_not_shown(sound: Path) -> None:
    catalog(sound, SAY, '#, fuzzy\n#| msgid "Que faire"\n' + SAY.replace("تقول", "تقول 15"))
    build(sound)
    assert "former" not in article(sound)


def test_a_cosmetic_change_keeps_the_translation(sound: Path) -> None:
    catalog(sound, SAY, '#, fuzzy\n#| msgid "Que dire ?"\n' + SAY)
    build(sound)
    assert "ماذا تقول" in article(sound)
    assert "former" not in article(sound)


def test_in_a_danger_the_earlier_translation_is_never_shown(sound: Path) -> None:
    found = danger(sound, "people", '#, fuzzy\n#| msgid "Restez et appelez le {phone.samu}."\n')
    assert "Sortez et appelez" in found
    assert "اخرج" not in article(sound)


def test_the_notice_says_that_it_changed(sound: Path) -> None:
    catalog(sound, SAY, '#, fuzzy\n#| msgid "Que faire"\n' + SAY)
    chapter = sound / "content/booklets/01-sante/01-numeros.md"
    chapter.write_text(chapter.read_text(encoding="utf-8").replace("- Le prix est {price.day}\n", ""), encoding="utf-8")
    build(sound)
    assert "تغيّر هذا الجزء بعد ترجمته" in article(sound)


# --- who translated it --------------------------------------------------------------------------------


@pytest.mark.parametrize("provenance", ["people", "machine-reviewed"])
def test_a_danger_that_a_person_has_read_stands_alone(provenance: str, sound: Path) -> None:
    found = danger(sound, provenance)
    assert "اخرج" in found
    assert "Sortez" not in found


def test_a_machine_s_danger_has_its_numbers_first_and_the_original_beside(sound: Path) -> None:
    found = danger(sound, "machine")
    number, arabic, french = (found.index(part) for part in ('class="numbers"', "اخرج", "Sortez"))
    assert number < arabic < french
    assert re.search(r'class="numbers"><a href="tel:15" class="call">', found)


@pytest.mark.parametrize(
    ("header", "comment", "told"),
    [
        ("people", "", ""),
        ("machine", "", "ترجمت آلة هذا النص. لم"),
        ("machine-reviewed", "", "وراجعه قارئ"),
        ("machine", "# livret: people\n", "ترجمت آلة أجزاء"),
        ("people", "# livret: machine\n", "ترجمت آلة أجزاء"),
    ],
)
def test_who_translated_is_told_at_the_top(header: str, comment: str, told: str, sound: Path) -> None:
    """By message where a comment says so, else by the catalog's header."""
    catalog(sound, '"Language: ar\\n"\n', f'"Language: ar\\n"\n"X-Livret-Provenance: {header}\\n"\n')
    catalog(sound, SAY, comment + SAY)
    build(sound)
    found = re.findall(r'<p class="notice machine">([^<]*)<?', article(sound))
    assert bool(found) == bool(told)
    assert not told or found[0].startswith(told) or told in found[0]
