"""Text size and zoom reflow, by geometry in Chromium, on every kind of page in every language: WCAG 1.4.10, 1.4.12 and 2.5.8.

What a page overflows with is its words, which are in its file: a page is put in the place of the one before without being loaded, so that twelve
languages cost as much as two. With `--every-kind` targets are pressed on a desktop, too, and no text is cut off where it is spaced.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import show
from conftest import contexts
from playwright.sync_api import Browser, Page, ViewportSize
from test_axe import DESKTOP, kinds
from test_shipped import TAGS

NARROW: ViewportSize = {"width": 320, "height": 740}  # 1280 px at 400 %
SPACED = """[data-size=spaced] * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
[data-size=spaced] p { margin-bottom: 2em !important }"""
# Shows another page. What only a script would show is shown, what is folded opened; a card is shown as if its address were asked for.
PUT = """text => {
  const page = new DOMParser().parseFromString(text, "text/html"), html = document.documentElement;
  html.lang = page.documentElement.lang;
  html.dir = page.documentElement.dir;
  document.body.replaceWith(page.body);
  document.querySelectorAll("details").forEach(each => { each.open = true; });
  document.querySelectorAll("[hidden]").forEach(each => { each.hidden = false; });
  document.querySelectorAll(".show").forEach(each => { each.style.display = "block"; });
}"""
# In the largest of our own text sizes, then with the spacing that 1.4.12 asks for: how far the page reaches, and what reaches too far.
WIDE = """() => ["huge", "spaced"].map(way => {
  document.documentElement.setAttribute("data-size", way);
  const wide = document.documentElement.scrollWidth > 320;
  return [...document.querySelectorAll(wide ? "body *" : "nothing")].filter(each => !each.closest(".table *"))
    .filter(each => { const box = each.getBoundingClientRect(); return box.width > 1 && (box.right > 321 || box.left < -1); })
    .map(each => `${way}: ${each.outerHTML.slice(0, 80)}`);
}).flat()"""
AS_IT_IS = "document.documentElement.removeAttribute('data-size')"
SMALL = """() => [...document.querySelectorAll("a[href], button, input, select, summary, audio")]
  .map(target => [target, (target.closest("label") || target).getBoundingClientRect()])
  .filter(([target, box]) => box.width > 1 && (box.width < 24 || box.height < 24)).map(([target]) => target.outerHTML.slice(0, 90))"""
# What is cut off where it is spaced: hidden beyond a box, but for what is there for who listens.
CUT = """() => [...document.querySelectorAll("body *")].filter(each => /hidden|clip/.test(getComputedStyle(each).overflow) && each.clientWidth > 1)
  .filter(each => each.scrollHeight > each.clientHeight + 1 || each.scrollWidth > each.clientWidth + 1).map(each => each.outerHTML.slice(0, 90))"""
# Names – of the site, of places, of what one needs, of whom a number reaches – whose words stand in two lines though each would fit one.
BROKEN = """() => [...document.querySelectorAll(".brand, .tiles span, .what, h3 bdi, h1 bdi")].flatMap(name => {
  const walker = document.createTreeWalker(name, NodeFilter.SHOW_TEXT), range = document.createRange(), broken = [];
  for (let node; (node = walker.nextNode());)
    for (const word of node.data.matchAll(/[^\\s.-]+/g)) {
      range.setStart(node, word.index); range.setEnd(node, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1) broken.push(word[0]);
    }
  return broken;
})"""


@pytest.fixture(scope="module")
def page(browser: Browser, shipped: Path) -> Iterator[Page]:
    """A page of the site at 320 px; others come into its place."""
    with contexts(browser) as new_context:
        page = new_context(viewport=NARROW, bypass_csp=True).new_page()
        page.goto(f"file://{shipped}/fr/services/sheet.html")  # which has the style of all, but of what one looks up
        page.add_style_tag(content=next((shipped / "assets").glob("lists.*.css")).read_text(encoding="utf-8"))
        page.add_style_tag(content=SPACED)
        yield page


@pytest.mark.parametrize("tag", TAGS)
def test_nothing_scrolls_sideways_and_everything_can_be_pressed(
    tag: str, shipped: Path, page: Page, request: pytest.FixtureRequest
) -> None:
    every = request.config.getoption("--every-kind")
    for path in dict.fromkeys(path.partition("#")[0] for path in kinds(shipped, tag)):
        page.evaluate(PUT, (shipped / path).read_text(encoding="utf-8"))
        assert page.evaluate(WIDE) == [], path
        assert not every or page.evaluate(CUT) == [], path
        page.evaluate(AS_IT_IS)
        assert page.evaluate(SMALL) == [], path
        assert page.evaluate(BROKEN) == [], path
        if every:
            page.set_viewport_size(DESKTOP)
            assert page.evaluate(SMALL) == [], path
            page.set_viewport_size(NARROW)


@pytest.mark.parametrize("tag", TAGS)
def test_nor_does_what_a_search_finds(tag: str, shipped: Path, browser: Browser) -> None:
    with contexts(browser) as new_context:
        page = new_context(viewport=NARROW, bypass_csp=True).new_page()
        show(page, f"file://{shipped}/{tag}/search.html#q=112")
        page.add_style_tag(content=SPACED)
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        assert page.locator(".results li").count() > 1
        assert page.evaluate(WIDE) == []
        page.evaluate(AS_IT_IS)
        assert page.evaluate(SMALL) == []


def test_a_page_that_is_too_wide_is_found(page: Page) -> None:
    page.evaluate(
        PUT,
        "<main><p style='width: 400px'>wide</p><a href='#' style='padding: 0; font-size: 8px'>small</a><h3><bdi>Grenoblois</bdi></h3></main>",
    )
    assert len(page.evaluate(WIDE)) == 2
    assert len(page.evaluate(SMALL)) == 1
    page.evaluate("document.querySelector('bdi').style.cssText = 'display: block; width: 3em; overflow-wrap: anywhere'")
    assert page.evaluate(BROKEN) == ["Grenoblois"]
    page.evaluate("document.querySelector('p').style.cssText = 'width: 2em; white-space: nowrap; overflow: hidden'")
    assert len(page.evaluate(CUT)) == 1
