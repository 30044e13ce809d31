"""The shipped site in Debian's Chromium, from file://, as a reader has it: a phone of 360 px, a desktop, with and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from chromium import come_true, show
from conftest import contexts
from playwright.sync_api import Browser, Page

KINDS = {
    "home": "index.html",
    "booklet": "urgences/index.html",
    "chapter": "urgences/numeros.html",
    "easy": "urgences/numeros.easy.html",
    "sentences": "urgences/appeler.html",
    "table": "asile/droits.html",
    "procedures": "asile/procedures.html",
    "sensitive": "urgences/danger.html",
    "services": "services/index.html",
    "service": "services/permanence_sante.html",
    "card": "services/permanence_sante.html#card",
    "sheet": "services/sheet.html",
    "spoken": "services/ar.spoken.html",
    "need": "services/doctor.need.html",
    "words": "words.html",
    "about": "about.html",
    "search": "search.html",
    "offline": "saved.html",
    "legal": "legal.html",
}
BESIDE = "urgences/numeros.fr.html"  # of a language that is not French
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def visit(browser: Browser, shipped: Path) -> Iterator[Open]:
    """Opens a page at a width, in the place of the one before; every request that is made anywhere else than in the folder fails a test."""
    pages: dict[str, Page] = {}
    requested: list[str] = []
    with contexts(browser) as new_context:

        def visit(path: str, width: int = 360, **options: Any) -> Page:
            key = repr((width, sorted(options.items())))
            if key not in pages:
                pages[key] = new_context(viewport={"width": width, "height": 780}, **options).new_page()
                pages[key].on("request", lambda request: requested.append(request.url))
            show(pages[key], f"file://{shipped}/{path}")
            return pages[key]

        yield visit
    assert [url for url in requested if not url.startswith(f"file://{shipped}/")] == []


@pytest.mark.parametrize("tag", ["ar", "ti"])
def test_both_languages_stay_aligned(tag: str, visit: Open) -> None:
    """The two texts of a block begin at the same height on a desktop, one right under the other on a phone."""
    edges = """() => [...document.querySelectorAll("article span.pair")].map(pair => {
      const [own, other] = [...pair.children].map(child => child.getBoundingClientRect());
      return [own.top, own.bottom, other.top, !!pair.closest("table")];
    })"""
    for path in ("urgences/numeros", "asile/premiers-jours", "asile/droits"):
        for own_top, own_bottom, other_top, in_table in visit(f"{tag}/{path}.fr.html", 1280).evaluate(edges):
            assert in_table or abs(own_top - other_top) < 12, path
            assert not in_table or 0 <= other_top - own_bottom < 12, path
        phone = visit(f"{tag}/{path}.fr.html").evaluate(edges)
        assert len(phone) > 8, path
        assert all(0 <= other_top - own_bottom < 12 for _, own_bottom, other_top, _ in phone), path


def test_a_screen_reader_hears_both_languages_only_when_asked(visit: Open) -> None:
    page = visit("ar/urgences/numeros.fr.html")
    hidden = "[...document.querySelectorAll('main .beside')].every(each => each.getAttribute('aria-hidden') === '{}')"
    assert page.evaluate(hidden.format("true"))
    page.click("button.both")
    assert page.evaluate(hidden.format("false"))


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])
@pytest.mark.parametrize("tag", ["fr", "ar", "ti"])
def test_one_can_click_through_from_a_usb_stick(tag: str, script: bool, visit: Open) -> None:
    page = visit("index.html", java_script_enabled=script)
    page.click(f"a[hreflang={tag}]")
    page.click(".steps a >> nth=0")
    page.wait_for_url(f"**/{tag}/urgences/numeros.html")
    page.click("nav.pager a.after")
    page.wait_for_url(f"**/{tag}/urgences/appeler.html")
    page.click("details.switch summary")
    page.click("details.switch a[lang=en]")
    page.wait_for_url("**/en/urgences/appeler.html")
    page.click("nav.crumbs a >> nth=0")
    page.click("section[aria-labelledby=services] a >> nth=0")
    page.click("main a[href$='chu_grenoble.html']")
    page.wait_for_url("**/en/services/chu_grenoble.html")


LEFT_TO_RIGHT = """element => {
  const range = document.createRange(), edges = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());)
    for (let i = 0; i < node.length; i++) if (/[+0-9]/.test(node.data[i])) {
      range.setStart(node, i); range.setEnd(node, i + 1); edges.push(range.getBoundingClientRect().left);
    }
  return edges.every((edge, i) => !i || edge > edges[i - 1]);
}"""


@pytest.mark.parametrize("tag", ["ar", "prs", "ps"])
def test_phones_read_from_left_to_right(tag: str, visit: Open) -> None:
    for path in ("services/permanence_sante.html", "services/permanence_sante.html#card", "urgences/danger.html", "index.html"):
        page = visit(f"{tag}/{path}")
        phones = [each for each in page.query_selector_all("a[href^='tel:'] bdi, a[href^='sms:'] bdi") if each.is_visible()]
        assert phones
        assert all(phone.evaluate(LEFT_TO_RIGHT) for phone in phones)


def test_the_page_is_mirrored(visit: Open) -> None:
    """Bullets on the right, the arrow of « next » pointing left, numbers of a column ending at one edge."""
    page = visit("ar/asile/procedures.html", 1280)
    item = page.query_selector("article ul li")
    assert item
    assert item.evaluate("e => getComputedStyle(e.parentElement).paddingRight") != "0px"
    arrow = page.query_selector("nav.pager a.after svg")
    assert arrow
    assert arrow.evaluate("e => new DOMMatrix(getComputedStyle(e).transform).a") == -1
    page = visit("ar/asile/droits.html", 1280)
    edges = page.eval_on_selector_all(
        "td.right",
        "cells => cells.map(c => { const r = document.createRange(); r.selectNodeContents(c); return Math.round(r.getBoundingClientRect().left) })",
    )
    assert len(edges) == 3
    assert max(edges) - min(edges) <= 1 or _right_edges(page)


def _right_edges(page: Page) -> bool:
    edges = page.eval_on_selector_all(
        "td.right",
        "cells => cells.map(c => { const r = document.createRange(); r.selectNodeContents(c); return Math.round(r.getBoundingClientRect().right) })",
    )
    return max(edges) - min(edges) <= 1


@pytest.mark.parametrize("tag", ["fr", "ar", "ti"])
def test_targets_are_made_for_thumbs(tag: str, visit: Open) -> None:
    page = visit(f"{tag}/index.html")
    sizes = page.eval_on_selector_all(
        "#emergency a, .steps a, .urgent a, summary", "all => all.map(a => a.getBoundingClientRect().height)"
    )
    assert sizes
    assert min(sizes) >= 44


def test_the_ethiopic_font_is_there(visit: Open) -> None:
    page = visit("ti/index.html")
    come_true(page, "document.fonts.status === 'loaded'")
    assert page.evaluate("[...document.fonts].some(font => font.family.includes('Livret') && font.status === 'loaded')")


def test_the_bar_of_emergencies_stays_in_reach(visit: Open) -> None:
    for tag in ("fr", "ar", "ti"):
        page = visit(f"{tag}/asile/droits.html")
        bar = page.query_selector("nav.urgent")
        assert bar
        box = bar.bounding_box()
        assert box
        assert box["y"] + box["height"] <= 780 + 1
        assert box["height"] <= 64, "one line"
