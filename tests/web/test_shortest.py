"""The shortest way, on the shipped site in Chromium: who can help from every page, the first screen, cards that one can act on, and an answer where
nobody is found."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from chromium import show
from conftest import DAY, ROOT, contexts
from host import hosting
from playwright.sync_api import Browser, Page
from test_axe import ALERT, PUT_ALERT, kinds, look_at
from test_shipped import LISTED, TAGS

CONFIG = yaml.safe_load((ROOT / "content/site.yaml").read_text(encoding="utf-8"))
HIDDEN = {kind["id"] for kind in CONFIG["categories"] if kind.get("protected")}
PROTECTED = {each["id"] for each in LISTED if each["category"] in HIDDEN}
NIGHT = f"{DAY}T03:00:00+01:00"
# What one sees of an element without scrolling: all of it, and nothing in front.
SEEN = """element => {
  const box = element.getBoundingClientRect(), inside = (x, y) => element.contains(document.elementFromPoint(x, y));
  return box.width > 0 && [.1, .5, .9].every(part => inside(box.left + box.width / 2, box.top + box.height * part));
}"""
# How much a page moves under its reader's eyes, from the first picture to its end.
SHIFTS = """async () => {
  let sum = 0;
  new PerformanceObserver(list => list.getEntries().forEach(each => { sum += each.value; })).observe({ type: "layout-shift", buffered: true });
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
    scrollTo(0, y);
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
  }
  return sum;
}"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A phone of 360 × 640 in Paris, at three in the morning of a Tuesday."""
    with contexts(browser) as new_context:
        page = new_context(
            viewport={"width": 360, "height": 640},
            timezone_id="Europe/Paris",
            geolocation={"latitude": 45.19, "longitude": 5.73},
            permissions=["geolocation"],
        ).new_page()
        page.clock.set_fixed_time(datetime.datetime.fromisoformat(NIGHT))
        yield page


def seen(page: Page, query: str) -> list[str]:
    """The texts of the elements that are seen without scrolling."""
    return [(each.text_content() or "").strip() for each in page.query_selector_all(query) if each.evaluate(SEEN)]


def directory(page: Page, shipped: Path, tag: str, rest: str = "") -> None:
    show(page, f"file://{shipped}/{tag}/services/index.html{rest}")


@pytest.mark.parametrize("tag", ["fr", "ar"])
def test_who_can_help_is_in_the_header_of_every_page(tag: str, shipped: Path, page: Page) -> None:
    for path in kinds(shipped, tag)[2:]:
        if path.startswith("offline/"):
            continue
        look_at(page, shipped, path.partition("#")[0])
        link = page.locator("header a.find").first
        assert link.evaluate(SEEN), path
        assert re.search(f"/{tag}/services/(index.html)?$", link.evaluate("link => link.href")), path
        size = link.bounding_box()
        assert size, path
        assert min(size["width"], size["height"]) >= 44, path


@pytest.mark.parametrize("tag", TAGS)
def test_the_first_screen_has_112_and_three_steps(tag: str, shipped: Path, page: Page) -> None:
    show(page, f"file://{shipped}/{tag}/index.html")
    assert len(seen(page, "main .first[href='tel:112']")) == 1
    assert len(seen(page, ".steps a")) >= 3
    page.evaluate(PUT_ALERT, ALERT)
    assert len(seen(page, ".alert summary")) == 1
    assert len(seen(page, "main .first[href='tel:112']")) == 1, "an alert is one line"
    assert len(seen(page, ".steps a")) >= 3
    assert page.locator(".steps a svg").count() == len(CONFIG["first_steps"]) == 9
    pictures = page.eval_on_selector_all(".steps svg", "all => all.map(each => each.innerHTML)")
    assert len(set(pictures)) == 9, "one pictogram for one meaning"


def test_first_steps_lead_to_what_answers_them(shipped: Path, page: Page) -> None:
    """To the heading where only a part of a chapter answers, which is in sight then."""
    show(page, f"file://{shipped}/fr/index.html")
    steps = page.eval_on_selector_all(".steps a", "all => all.map(each => [each.textContent, each.href])")
    said = {}
    for text, address in steps:
        show(page, address)
        heading = page.locator(":target" if "#" in address else "h1")
        assert heading.evaluate("heading => heading.getBoundingClientRect().top") < 640, text
        said[text] = heading.inner_text().strip("# ")
    assert said["Vous avez faim"] == "Manger"
    assert said["Vous avez moins de 18 ans"] == "Être protégé"
    assert said["Vous avez obtenu une protection"] == "Vos papiers après le oui"
    assert said["Quelqu’un vous fait du mal"] == "Si quelqu’un vous fait du mal"
    assert said["Une lettre ou un refus est arrivé"].startswith("Que faire après un refus")


@pytest.mark.parametrize("path", ["index.html", "services/index.html"])
@pytest.mark.parametrize("tag", ["fr", "ti"])
def test_needs_are_pictograms_that_stay_with_javascript(tag: str, path: str, shipped: Path, page: Page) -> None:
    show(page, f"file://{shipped}/{tag}/{path}")
    links = page.locator("main .tiles a[href*='.need.html']")
    assert links.count() == len(CONFIG["needs"])
    for link in links.all():
        assert link.is_visible()
        assert link.locator("svg").count() == 1


@pytest.mark.parametrize("tag", ["fr", "ar", "ti"])
def test_a_card_shows_what_one_acts_on(tag: str, shipped: Path, page: Page) -> None:
    """Phone, whether it is open, where, and how far; of a protected place the phone alone. Nobody but the number answers to a press on it."""
    directory(page, shipped, tag)
    page.evaluate("document.querySelectorAll('.kind').forEach(each => { each.open = true })")
    page.click("#near")
    page.wait_for_selector("#nearest li.card")
    opened = 0
    for each in LISTED:
        card = page.locator(f"li.card:has(h3 a[href='{each['id']}.html'])")
        numbers = [phone["number"] for phone in each.get("phones", ())]
        told = card.locator(".dial a").evaluate_all("all => all.map(each => each.getAttribute('href'))")
        assert told == [f"tel:{number}" for number in numbers], each["id"]
        shown = [bool("".join(card.locator(name).all_inner_texts()).strip()) for name in (".open", ".area", ".far")]
        known = ["opening_hours" in each and shown[0], "address" in each or each.get("area") == "national", "latitude" in each]
        assert shown == ([False] * 3 if each["id"] in PROTECTED else known), each["id"]
        opened += shown[0]
    timed = [each["id"] for each in LISTED if "opening_hours" in each and each["id"] not in PROTECTED]
    assert opened >= len(timed) - 1, "of lessons in term time the phone is not sure"
    card = page.locator("li.card:has(h3 a[href='permanence_sante.html'])")
    card.scroll_into_view_if_needed()
    assert card.locator(".dial a").evaluate(SEEN), "its place is not the card's own link"


@pytest.mark.parametrize("tag", ["fr", "ar", "ti"])
def test_on_a_wide_screen_cards_stand_in_three_columns(tag: str, shipped: Path, browser: Browser) -> None:
    """As wide as a phone number is: it stays in one line."""
    with contexts(browser) as new_context:
        page = new_context(viewport={"width": 1280, "height": 900}).new_page()
        for path in ("index.html", "services/index.html"):
            page.goto(f"file://{shipped}/{tag}/{path}")
            page.evaluate("document.querySelectorAll('.kind').forEach(each => { each.open = true })")
            boxes = page.eval_on_selector_all("li.card", "all => all.map(each => Math.round(each.getBoundingClientRect().left))")
            assert len(set(boxes)) == 3, path
            lines = page.eval_on_selector_all(".dial bdi", "all => all.map(each => each.getClientRects().length)")
            assert set(lines) <= {1}, path


def test_the_languages_of_the_site_are_offered_each_with_an_answer(shipped: Path, page: Page) -> None:
    """The reader's own first. Of one that nobody speaks, who has an interpreter or answers the phone, and the same on a plain page."""
    directory(page, shipped, "ka")
    offered = page.eval_on_selector_all("select[name=lang] option", "all => all.map(each => each.value)")
    assert offered[:2] == ["", "ka"]
    assert set(TAGS) <= set(offered)
    for tag in TAGS:
        page.select_option("select[name=lang]", tag)
        count = int(re.sub(r"\D", "", page.inner_text("#said")))
        spoken = sum(tag in each.get("languages", ()) for each in LISTED)
        assert count == spoken
        assert page.is_visible("#instead") == (not spoken)
        if not spoken:
            assert page.locator("#instead a[href='cafe_langues_exemple.html']").is_visible(), "it has an interpreter"
            assert page.locator("#instead a[href='tel:115']").is_visible()
            plain = (shipped / f"ka/services/{tag}.spoken.html").read_text(encoding="utf-8")
            assert 'href="cafe_langues_exemple.html"' in plain
            assert 'href="tel:115"' in plain


@pytest.mark.parametrize("tag", ["fr", "ar", "ti"])
def test_when_nobody_is_open_it_says_who_opens_next(tag: str, shipped: Path, page: Page) -> None:
    """In Tigrinya at three in the morning: nobody. Told in the live region, in sight, wherever the window stood when the box was ticked."""
    for scrolled in (0, 200, 400):
        directory(page, shipped, tag, "#lang=ti")
        page.evaluate("y => scrollTo(0, y)", scrolled)
        page.locator("input[name=now]").evaluate("box => box.click()")
        assert page.inner_text("#said").endswith("0")
        told = page.locator("[role=status] #instead li")
        first = told.first
        assert first.locator("a").first.get_attribute("href") == "cafe_langues_exemple.html"
        assert "09:00" in first.inner_text(), "when it opens"
        assert first.locator("a[href^='tel:']").count() == 1
        assert page.locator("#instead p").count() == 3
        assert page.locator("#instead a[href='permanence_sante.html']").is_visible(), "an interpreter comes there"
        assert page.locator("#instead a[href='tel:115']").is_visible()
        assert page.locator("#said").evaluate(SEEN), scrolled
        assert first.locator("a").first.evaluate(SEEN), scrolled
    page.uncheck("input[name=now]")
    assert page.locator("#instead").is_hidden()


def test_who_opens_next_is_in_order(shipped: Path, page: Page) -> None:
    directory(page, shipped, "fr", "#lang=fr&now")
    order = "() => [...document.querySelectorAll('#instead ul')][0].innerText.match(/\\d\\d:\\d\\d/g)"
    times = page.evaluate(order)
    assert len(times) == 3
    assert times == sorted(times)


@pytest.mark.parametrize("tag", TAGS)
def test_the_directory_is_short_and_its_categories_open(tag: str, shipped: Path, page: Page) -> None:
    directory(page, shipped, tag)
    assert page.evaluate("document.documentElement.scrollHeight") <= 5 * 640
    kinds_of = page.locator("details.kind")
    assert kinds_of.count() == len(CONFIG["categories"])
    assert page.locator("li.card:visible").count() == 0
    kinds_of.first.locator("summary").click()
    count = sum(each["category"] == CONFIG["categories"][0]["id"] for each in LISTED)
    assert page.locator("li.card:visible").count() == count
    assert int(kinds_of.first.locator(".count").inner_text()) == count


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])
def test_an_address_opens_its_category(script: bool, shipped: Path, browser: Browser) -> None:
    with contexts(browser) as new_context:
        page = new_context(viewport={"width": 360, "height": 640}, java_script_enabled=script).new_page()
        directory(page, shipped, "fr", "#food")
        page.wait_for_selector("#food li.card")
        assert page.locator("li.card:visible").count() == page.locator("#food li.card").count() > 1


def test_few_that_are_left_are_in_sight(shipped: Path, page: Page) -> None:
    directory(page, shipped, "fr")
    page.select_option("select[name=need]", "doctor")
    left = sum("doctor" in each.get("needs", ()) for each in LISTED)
    assert page.locator("li.card:visible").count() == left


@pytest.mark.parametrize("tag", ["fr", "uk"])
def test_nothing_moves_under_the_reader_s_eyes(tag: str, shipped: Path, browser: Browser) -> None:
    """At 3G (400 ms, 1.6 Mbit/s) on a phone that is six times slower; a font, a script, hours and ages come late."""
    with contexts(browser) as new_context, hosting(shipped) as host:
        for path in ("services/index.html", "services/ti.spoken.html"):
            page = new_context(viewport={"width": 360, "height": 640}).new_page()
            tool = page.context.new_cdp_session(page)
            tool.send("Network.enable")
            tool.send(
                "Network.emulateNetworkConditions",
                {"offline": False, "latency": 400, "downloadThroughput": 200_000, "uploadThroughput": 90_000},
            )
            tool.send("Emulation.setCPUThrottlingRate", {"rate": 6})
            page.goto(f"{host.url}{tag}/{path}")
            assert page.evaluate(SHIFTS) < 0.1, path
            page.close()
