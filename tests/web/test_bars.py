"""What stays in sight – 112, the way out – hides nothing: WCAG 2.4.11 for every stop of the keyboard on every kind of page, by geometry in Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import show
from conftest import contexts
from playwright.sync_api import Browser, Page
from test_axe import LANGUAGE, OTHERS, Share, kinds, look_at, share
from test_shipped import TAGS

__all__ = ["share"]  # a fixture
SIZES = ((320, 256), (360, 740), (1280, 900))  # 1280 px at 400 %, a phone, a desktop
DANGER = "urgences/danger.html"
# Stops that have any point beneath something else, or none in sight. What a label or a pseudo-element shows is the stop's own; what has round
# corners has none at its corners.
COVERED = """() => {
  const stops = [...document.querySelectorAll("a[href], button, input, select, summary, audio, [tabindex]")]
    .filter(stop => stop.tabIndex >= 0 && stop.getClientRects().length);
  const free = (stop, x, y) => {
    const hit = document.elementFromPoint(x, y);
    return stop.contains(hit) || !!hit && (hit.contains(stop) || hit.contains(stop.closest("label")));
  };
  const covered = stop => {
    stop.focus();
    const boxes = [...stop.getClientRects()].filter(box => box.width > 1);
    const points = boxes.flatMap(box => [.15, .5, .85].flatMap(x => [.15, .5, .85].map(y => [box.left + box.width * x, box.top + box.height * y])));
    const inside = points.filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
    return document.activeElement === stop && (!inside.length || !inside.every(([x, y]) => free(stop, x, y)));
  };
  return [stops.length, stops.filter(covered).map(stop => stop.outerHTML.slice(0, 90))];
}"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with contexts(browser) as new_context:
        yield new_context().new_page()


@pytest.mark.parametrize("tag", ["fr", "ar"])
def test_no_stop_of_the_keyboard_is_covered(tag: str, shipped: Path, page: Page) -> None:
    """In both directions of writing; what is folded is opened, for one can stop there then."""
    for path in kinds(shipped, tag):
        nothing_is_covered(page, shipped, path)


@pytest.mark.parametrize("tag", OTHERS)
def test_nor_in_another_language(tag: str, share: Share, shipped: Path, page: Page) -> None:
    """A tenth of the kinds each, all with `--every-kind`: what differs is how long its words are."""
    for path in share(shipped, tag):
        nothing_is_covered(page, shipped, path)


def test_nor_in_a_file_that_carries_a_language(published: Path, page: Page) -> None:
    nothing_is_covered(page, published / "public", LANGUAGE)


def nothing_is_covered(page: Page, public: Path, path: str) -> None:
    look_at(page, public, path)
    page.evaluate("document.querySelectorAll('details:not(.switch)').forEach(each => { each.open = true })")
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        stops, covered = page.evaluate(COVERED)
        assert stops >= (1 if "#say-" in path else 5), path  # a sentence fills the screen: one leaves it, and nothing else
        assert covered == [], (path, width)


def test_the_list_of_languages_closes_when_the_keyboard_leaves_it(shipped: Path, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    show(page, f"file://{shipped}/fr/{DANGER}")
    page.focus(".switch summary")
    page.keyboard.press("Enter")
    assert page.locator(".switch a").last.is_visible()
    page.locator(".switch a").last.focus()
    page.keyboard.press("Tab")
    assert page.locator(".switch a").last.is_hidden()
    assert page.evaluate(COVERED)[1] == []


def test_on_low_windows_the_bars_are_part_of_the_page_and_on_wide_ones_beside_it(shipped: Path, page: Page) -> None:
    edges = """() => [...document.querySelectorAll("header, .bars, main")].map(e => e.getBoundingClientRect()).map(box => [box.left, box.right, box.top, box.bottom])"""
    for tag in ("fr", "ar"):
        for path in (DANGER, "urgences/numeros.html", "asile/droits.html"):
            for size in ("", "huge"):
                page.set_viewport_size({"width": 320, "height": 256})
                show(page, f"file://{shipped}/{tag}/{path}")
                page.evaluate("size => document.documentElement.setAttribute('data-size', size)", size)
                header, main, bars = page.evaluate(edges)
                assert header[3] <= bars[2], "under the header"
                assert bars[3] <= main[2]
                page.set_viewport_size({"width": 1280, "height": 900})
                header, main, bars = page.evaluate(edges)
                assert bars[0] >= main[1] if tag == "fr" else bars[1] <= main[0], "in the margin, where a line ends"
                assert 450 < bars[3] <= 900
                assert 0 <= bars[0] < bars[1] <= 1280


@pytest.mark.parametrize("tag", ["fr", "ar"])
def test_where_there_is_room_the_chapters_stand_beside_the_text(tag: str, shipped: Path, page: Page) -> None:
    """With the headings of the open one, in the margin where lines begin; not where one reads large, nor on a phone."""
    boxes = """() => [...document.querySelectorAll("nav.chapters, main")].map(e => e.getBoundingClientRect()).map(box => [box.left, box.right, box.width])"""
    page.set_viewport_size({"width": 1280, "height": 900})
    show(page, f"file://{shipped}/{tag}/asile/cnda.html")
    main, chapters = page.evaluate(boxes)
    assert 0 <= chapters[0] < chapters[1] <= main[0] if tag == "fr" else main[1] <= chapters[0] < chapters[1] <= 1280
    assert page.locator("nav.chapters [aria-current]").inner_text() == page.locator("h1").inner_text()
    links = page.eval_on_selector_all("nav.chapters ul a", "all => all.map(a => decodeURIComponent(a.hash.slice(1)))")
    assert links == page.eval_on_selector_all("article h2", "all => all.map(h => h.id)")
    page.evaluate("document.documentElement.setAttribute('data-size', 'huge')")
    assert page.locator("nav.chapters").is_hidden()
    page.set_viewport_size({"width": 360, "height": 740})
    show(page, f"file://{shipped}/{tag}/asile/cnda.html")
    assert page.locator("nav.chapters").is_hidden()


@pytest.mark.parametrize("tag", TAGS)
def test_the_first_screen_of_danger_shows_whom_to_call(tag: str, shipped: Path, page: Page) -> None:
    """On a phone of 360 × 640, and so on any that is higher; on the page with French beside, too."""
    page.set_viewport_size({"width": 360, "height": 640})
    for path in (DANGER, DANGER.replace(".html", ".fr.html")):
        if (shipped / tag / path).exists():
            show(page, f"file://{shipped}/{tag}/{path}")
            seen = page.evaluate("""() => ["tel:17", "sms:114", "tel:3919"].map(to => {
              const link = document.querySelector(`main a[href="${to}"]`), box = link.getBoundingClientRect();
              return [.1, .5, .9].every(part => link.contains(document.elementFromPoint(box.left + box.width / 2, box.top + box.height * part)));
            })""")
            assert seen == [True, True, True], path


def test_where_the_way_out_is_scrolled_away_shift_still_leaves(shipped: Path, page: Page) -> None:
    page.route("https://meteofrance.com/**", lambda route: route.fulfill(body="elsewhere", content_type="text/html"))
    page.set_viewport_size({"width": 320, "height": 256})
    show(page, f"file://{shipped}/fr/{DANGER}")
    page.evaluate("document.querySelector('footer').scrollIntoView()")
    assert page.evaluate("document.querySelector('a.exit').getBoundingClientRect().bottom") < 0
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("https://meteofrance.com/")


@pytest.mark.parametrize("tag", TAGS)
def test_a_sensitive_page_begins_with_its_title(tag: str, shipped: Path, page: Page) -> None:
    """The numbers stand below it, in one line of a phone; what each is for opens, and is in the page for a screen reader before."""
    page.set_viewport_size({"width": 360, "height": 640})
    tops = """() => ["h1", ".strip", ".exit-words"].map(each => Math.round(document.querySelector(each).getBoundingClientRect().top))"""
    rows = """() => new Set([...document.querySelectorAll(".strip a")].map(a => Math.round(a.getBoundingClientRect().top))).size"""
    for path in (DANGER, "violences/lgbt.html", *(["violences/violence.easy.html"] if tag == "fr" else [])):
        show(page, f"file://{shipped}/{tag}/{path}")
        title, numbers, words = page.evaluate(tops)
        assert title < numbers < words, path
        many = page.locator(".strip li").count() > 4  # a page for who flees names the number of a bed, too
        assert page.evaluate(rows) == 1 + many, path
        assert page.evaluate("document.querySelector('.strip').getBoundingClientRect().height") < (200 if many else 140), path
    show(page, f"file://{shipped}/{tag}/services/aide_victimes.html")
    title, words = page.evaluate(tops.replace('".strip", ', ""))
    assert title < words, "of a protected place"
    show(page, f"file://{shipped}/{tag}/{DANGER}")
    page.click(".strip summary")
    assert page.locator(".strip .what").first.evaluate("each => each.getBoundingClientRect().width > 20")


@pytest.mark.parametrize("tag", TAGS)
def test_the_words_of_the_way_out_name_no_key_where_there_is_none(tag: str, shipped: Path, browser: Browser) -> None:
    with contexts(browser) as new_context:
        touched, keyed = (new_context(has_touch=touch, is_mobile=touch).new_page() for touch in (True, False))
        for each in (touched, keyed):
            each.goto(f"file://{shipped}/{tag}/{DANGER}")
        assert [each.locator(".exit-words .keys").is_visible() for each in (touched, keyed)] == [False, True]
        key = "Maj" if tag == "fr" else "Shift"
        assert [key in each.inner_text(".exit-words") for each in (touched, keyed)] == [False, True]


@pytest.mark.parametrize("tag", ["fr", "ar"])
def test_home_and_directory_stand_in_the_middle_and_have_three_columns(tag: str, shipped: Path, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    boxes = """query => [...document.querySelectorAll(query)].filter(each => each.getClientRects().length).map(each => each.getBoundingClientRect())
      .map(box => [Math.round(box.left), Math.round(box.right)])"""
    for path in ("index.html", "services/index.html", "services/doctor.need.html", "asile/index.html"):
        show(page, f"file://{shipped}/{tag}/{path}")
        ((left, right),) = page.evaluate(boxes, "main")
        assert abs(left - (1280 - right)) <= 16, path  # as wide as a scroll bar
        if path in ("index.html", "services/index.html"):
            page.evaluate("document.querySelectorAll('.kind').forEach(each => { each.open = true })")
            assert len({box[0] for box in page.evaluate(boxes, ".cards > li")}) == 3, path
        lines = "all => all.filter(a => a.firstElementChild.getClientRects().length > 1).map(a => a.textContent)"
        assert page.eval_on_selector_all(".dial a", lines) == [], "a number stands in one line"


@pytest.mark.parametrize("tag", TAGS)
def test_the_head_of_a_page_is_one_line_on_a_phone(tag: str, shipped: Path, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    show(page, f"file://{shipped}/{tag}/index.html")
    middles = page.evaluate("""() => [...document.querySelectorAll(".top > *, .switch summary")].map(e => e.getBoundingClientRect())
      .map(box => Math.round((box.top + box.bottom) / 2))""")
    assert max(middles) - min(middles) <= 4
