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
# Whether all of a correction's line is in the window, and the first letters of what it says are in their box.
BEGUN = """summary => {
  const inside = (box, around) => box.left >= around.left - 1 && box.right <= around.right + 1;
  const said = summary.querySelector("span"), box = said.getBoundingClientRect(), range = document.createRange();
  range.setStart(said.firstChild, 0);
  range.setEnd(said.firstChild, 4);
  return [inside(box, summary.getBoundingClientRect()), inside(range.getBoundingClientRect(), box)];
}"""
# Every number that a sign follows, in windows from 120 to 360 px: how many there are, and which stand in another line than the sign, or in two.
PARTED = """() => {
  const range = document.createRange(), parted = [];
  const numbers = [...document.querySelectorAll("main .phone")].filter(each => /^[\\u202f\\u00a0]?[.,:;?!]/.test((each.nextSibling || {}).data || ""));
  for (const each of numbers)
    for (let width = 120; width <= 360; width += 4) {
      each.parentElement.style.width = `${width}px`;
      range.setStart(each.nextSibling, 0);
      range.setEnd(each.nextSibling, each.nextSibling.data.search(/[.,:;?!]/) + 1);
      if (each.getClientRects().length > 1 || [...range.getClientRects()].some(box => box.top > each.getBoundingClientRect().bottom - 4))
        parted.push([each.textContent, width]);
    }
  return { seen: numbers.length, parted };
}"""


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
    assert summary.locator("span").evaluate(reach) == [True, "ellipsis", True]
    assert summary.evaluate(BEGUN) == [True, True], (
        "what is said begins in sight, also from left to right on a page from right to left"
    )
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


@pytest.mark.parametrize("tag", TAGS)
def test_no_word_of_a_heading_is_broken(tag: str, shipped: Path, page: Page) -> None:
    """Beside the switch for another language, which stands below a word that leaves it no room."""
    for path in ("asile/cnda.easy.html", "asile/cnda.html", "urgences/appeler.html", "urgences/danger.html"):
        show(page, f"file://{shipped}/{tag}/{path}")
        page.evaluate("document.fonts.ready.then(() => 0)")
        assert page.locator(".section-head h2").count(), path
        assert page.evaluate(BROKEN.replace(".brand", ".section-head h2, .section-head h3, .files span")) == [], path


def test_a_number_and_the_sign_behind_it_stand_in_one_line(shipped: Path, page: Page) -> None:
    """However wide the window is, where a page is written from left to right. A number stands in one line, too, but where one reads very large."""
    show(page, f"file://{shipped}/fr/urgences/numeros.html")
    signs = page.evaluate(PARTED)
    assert signs["seen"] >= 3
    assert signs["parted"] == []


@pytest.mark.parametrize("tag", ["uk", "ar"])
def test_where_two_languages_stand_side_by_side_so_do_those_of_a_heading(tag: str, shipped: Path, page: Page) -> None:
    """Its French begins where that of the text does, or beside the switch; on a phone the switch does not touch it."""
    show(page, f"file://{shipped}/{tag}/urgences/danger.fr.html")
    page.set_viewport_size(DESKTOP)
    heads, texts = (
        page.eval_on_selector_all(
            f"{query} .beside", "all => all.map(each => each.getBoundingClientRect()).map(box => [box.left, box.right])"
        )
        for query in (".section-head", "article > p")
    )
    side = 0 if tag == "uk" else 1
    assert len(heads) >= 2
    assert max(abs(head[side] - texts[0][side]) for head in heads) <= 60
    page.set_viewport_size(PHONE)
    gaps = page.eval_on_selector_all(
        ".section-head .turn",
        """all => all.map(turn => [turn, turn.parentElement.firstElementChild]).map(each => each.map(one => one.getBoundingClientRect()))
          .map(([turn, head]) => turn.top < head.bottom ? Math.max(head.left - turn.right, turn.left - head.right) : 9)""",
    )
    assert min(gaps) >= 0
    pad = "all => all.map(each => getComputedStyle(each)).map(own => parseFloat(own.paddingInlineEnd))"
    assert min(page.eval_on_selector_all(".section-head > :first-child", pad)) >= 6


def test_hours_stand_in_one_line(shipped: Path, page: Page) -> None:
    for path in ("fr/services/sheet.html", "pt/agora/index.html"):
        show(page, f"file://{shipped}/{path}")
        hours = "all => all.filter(each => /\\d:\\d\\d–/.test(each.textContent)).map(each => each.getClientRects().length)"
        assert set(page.eval_on_selector_all("dd > bdi", hours)) == {1}, path


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
