"""What pictures of every kind of page showed, and what holds it since: by geometry and by computed styles, on the shipped site in Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import show
from conftest import contexts
from playwright.sync_api import Browser, Page, ViewportSize
from test_axe import ALERT, DESKTOP, PUT_ALERT
from test_reflow import BROKEN
from test_shipped import TAGS

PHONE: ViewportSize = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with contexts(browser) as new_context:
        yield new_context(viewport=PHONE).new_page()


@pytest.mark.parametrize("tag", ["fr", "ar"])
def test_a_closed_correction_ends_with_a_sign_that_it_goes_on(tag: str, shipped: Path, page: Page) -> None:
    show(page, f"file://{shipped}/{tag}/about.html")
    page.evaluate(PUT_ALERT, ALERT)
    summary = page.locator(".alert summary")
    reach = "each => [each.scrollWidth > each.clientWidth, getComputedStyle(each).textOverflow, each.getBoundingClientRect().height < 40]"
    assert summary.evaluate(reach) == [True, "ellipsis", True]
    summary.click()
    assert summary.evaluate("each => [each.scrollWidth > each.clientWidth, each.scrollHeight > each.clientHeight + 1]") == [
        False,
        False,
    ]


@pytest.mark.parametrize("tag", TAGS)
def test_no_word_of_a_need_is_broken(tag: str, shipped: Path, page: Page) -> None:
    """Nor of whom a number reaches, on a phone and on a desktop: a word that does not fit beside its pictogram stands below it."""
    for path in ("index.html", "services/index.html"):
        show(page, f"file://{shipped}/{tag}/{path}")
        page.evaluate("document.fonts.ready.then(() => 0)")
        assert page.locator(".tiles span").count() >= 5
        for size in (DESKTOP, PHONE):
            page.set_viewport_size(size)
            assert page.evaluate(BROKEN) == [], path


@pytest.mark.parametrize("tag", ["uk", "ar"])
def test_the_words_of_each_switch_begin_where_lines_do(tag: str, shipped: Path, page: Page) -> None:
    show(page, f"file://{shipped}/{tag}/asile/ofpra.fr.html")
    ways = page.locator("article .turns > :visible, main > .turns > :visible, .turns > button:visible")
    assert ways.count() >= 3
    assert set(ways.evaluate_all("all => all.map(each => getComputedStyle(each).textAlign)")) == {"start"}


def test_words_in_the_bars_stand_in_their_middle(shipped: Path, page: Page) -> None:
    show(page, f"file://{shipped}/fr/urgences/danger.html")
    assert set(page.eval_on_selector_all(".bars a", "all => all.map(each => getComputedStyle(each).textAlign)")) == {"center"}


def test_cards_begin_with_their_title(shipped: Path, page: Page) -> None:
    """Whatever level of heading it is: no card has a hole at its top."""
    for path in ("agora/labs.html", "index.html", "services/doctor.need.html"):
        show(page, f"file://{shipped}/fr/{path}")
        holes = "all => all.map(card => card.firstElementChild.getBoundingClientRect().top - card.getBoundingClientRect().top)"
        assert max(page.eval_on_selector_all(".card", holes)) <= 24, path


def test_lines_of_a_heading_are_as_close_in_another_language(shipped: Path, page: Page) -> None:
    show(page, f"file://{shipped}/fr/services/permanence_sante.html")
    heights = "name => [name, name.parentElement].map(each => getComputedStyle(each).lineHeight)"
    own, around = page.locator("h1 bdi[lang]").evaluate(heights)
    assert own == around


def test_what_a_search_marks_is_marked_in_strong_contrast_and_in_forced_colours(shipped: Path, page: Page) -> None:
    """There every ground is white: a line below the word is seen."""
    show(page, f"file://{shipped}/fr/search.html#q=112")
    page.evaluate("document.documentElement.setAttribute('data-theme', 'strong')")
    page.emulate_media(forced_colors="active")
    below = "all => all.map(each => getComputedStyle(each).borderBottomWidth)"
    assert set(page.eval_on_selector_all("mark", below)) == {"2px"}
    page.emulate_media(forced_colors="none")
