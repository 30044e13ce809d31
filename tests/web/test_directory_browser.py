"""The directory in Chromium, from file://: filters, near me, a sheet of one's own; nothing is sent, and everything reads the right way round."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import plain
import pytest
from chromium import come_true, show
from conftest import DAY, contexts, run
from playwright.sync_api import Browser, Page, Request

Open = Callable[..., Page]
VISIBLE = "[...document.querySelectorAll('li.card:not([hidden]) h3 a')].map(a => a.getAttribute('href').replace('.html', ''))"


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = plain.site(tmp_path_factory.mktemp("directory"), "sound", "directory")
    config = site / "content/site.yaml"
    config.write_text(
        config.read_text(encoding="utf-8").replace("languages: [fr, ar]", "languages: [fr, ar, ti]"), encoding="utf-8"
    )
    assert run("--site", site, "--out", site / "out", "--no-pdf", "--date", DAY).exit_code == 0
    return site / "out"


@pytest.fixture(scope="module")
def window_for(browser: Browser) -> Iterator[Callable[..., Page]]:
    """The page that is opened with these options: one for all tests."""
    with contexts(browser) as new_context:
        pages: dict[str, Page] = {}

        def window_for(**options: Any) -> Page:
            key = repr(sorted(options.items()))
            if key not in pages:
                pages[key] = new_context(timezone_id="Europe/Paris", **options).new_page()
            return pages[key]

        yield window_for


@pytest.fixture
def visit(window_for: Callable[..., Page], public: Path) -> Iterator[Open]:
    """Opens a page as on a phone; every request that goes anywhere else than into the folder fails the test, and so does storage."""
    pages: list[Page] = []
    requested: list[str] = []

    def note(request: Request) -> None:
        requested.append(request.url)

    def visit(path: str, now: str = f"{DAY}T10:00:00+01:00", **options: Any) -> Page:
        page = window_for(**options)
        if page not in pages:
            pages.append(page)
            page.on("request", note)
        page.clock.set_fixed_time(datetime.datetime.fromisoformat(now))
        show(page, f"file://{public}/{path}")
        return page

    yield visit
    for page in pages:
        page.remove_listener("request", note)
        assert (
            page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage), document.cookie].filter(Boolean)") == []
        )
    assert [url for url in requested if not url.startswith(f"file://{public}/")] == []


def visible(page: Page) -> list[str]:
    found: list[str] = page.evaluate(VISIBLE)
    return found


ALL = ["permanence", "dentiste", "inconnu", "cachee"]


def test_filters_combine_and_say_how_many_are_left(visit: Open) -> None:
    page = visit("fr/services/index.html")
    said = page.locator("#said")
    assert visible(page) == ALL
    assert said.text_content() == "Lieux affichés\u202f: 4"
    page.select_option("select[name=lang]", "ar")
    assert visible(page) == ["permanence", "cachee"]
    page.select_option("select[name=need]", "doctor")
    assert visible(page) == ["permanence"]
    assert said.text_content() == "Lieux affichés\u202f: 1"
    page.select_option("select[name=lang]", "")
    page.check("input[name=free]")
    assert visible(page) == ["permanence", "dentiste"]
    page.check("input[name=wheelchair]")
    page.check("input[name=walkin]")
    assert visible(page) == ["permanence"]
    page.select_option("select[name=lang]", "ti")
    assert visible(page) == []
    assert said.text_content() == "Lieux affichés\u202f: 0"
    assert page.locator("main .kind:visible").count() == 0
    page.click("button[type=reset]")
    come_true(page, "document.querySelector('#said').textContent.endsWith(' 4')")
    assert visible(page) == ALL
    assert "#" not in page.url


def test_a_choice_is_shared_by_its_address(visit: Open) -> None:
    page = visit("fr/services/index.html")
    page.select_option("select[name=lang]", "fr")
    page.check("input[name=free]")
    page.wait_for_url("**/index.html#lang=fr&free")
    shared = visit("ar/services/index.html#lang=fr&free")
    shared.click("details.switch summary")
    assert visible(shared) == ["permanence", "dentiste"]
    assert shared.is_checked("input[name=free]")
    assert shared.input_value("select[name=lang]") == "fr"
    shared.click("details.switch a[lang=ti]")
    shared.wait_for_url("**/ti/services/index.html#lang=fr&free")
    assert visible(shared) == ["permanence", "dentiste"]


@pytest.mark.parametrize("rest", ["#health", "#lang=xx", "#lang", "#%E0%A4%A", "#sheet=nothing,permanence,", "#free=1&&="])
def test_an_address_that_says_something_else(rest: str, visit: Open) -> None:
    page = visit(f"fr/services/index.html{rest}")
    assert visible(page) == (["permanence", "dentiste"] if "free" in rest else ALL)


def test_open_now_and_open_today(visit: Open) -> None:
    """The dentist's hours are 08:30-12:30 on weekdays; the first one is open day and night. Of the others nobody knows."""
    for now, box, found in (
        ("2026-11-24T10:00:00+01:00", "now", ["permanence", "dentiste"]),
        ("2026-11-24T07:00:00+01:00", "now", ["permanence"]),
        ("2026-11-24T07:00:00+01:00", "today", ["permanence", "dentiste"]),
        ("2026-11-24T14:00:00+01:00", "today", ["permanence"]),
        ("2026-11-28T10:00:00+01:00", "today", ["permanence"]),
    ):
        page = visit("fr/services/index.html", now)
        page.check(f"input[name={box}]")
        assert visible(page) == found, (now, box)


def test_near_me_asks_only_when_pressed_and_sorts_on_the_phone(visit: Open) -> None:
    page = visit("fr/services/index.html", geolocation={"latitude": 45.3, "longitude": 5.72}, permissions=["geolocation"])
    page.evaluate(
        "navigator.geolocation.getCurrentPosition = (inner => function () { window.asked = true; inner.apply(navigator.geolocation, arguments); })(navigator.geolocation.getCurrentPosition); 0"
    )
    assert page.evaluate("window.asked") is None
    assert "n’est envoyé à personne" in (page.text_content("form.filters") or "")
    page.click("#near")
    page.wait_for_selector("#nearest li.card")
    assert visible(page) == ["dentiste", "permanence", "inconnu", "cachee"]
    assert page.locator(".far").all_text_contents() == ["1,1\u202fkm", "12\u202fkm", "", ""]
    page.check("input[name=free]")
    assert visible(page) == ["dentiste", "permanence"]
    page.click("#near")
    assert visible(page) == ["permanence", "dentiste"]
    assert page.locator("main .kind:visible").count() == 1
    assert page.evaluate("location.hash") == "#free", "where the phone is stands in no address"


def test_a_phone_that_does_not_say_where_it_is(visit: Open) -> None:
    page = visit("fr/services/index.html")
    page.click("#near")
    come_true(page, "document.querySelector('#said').textContent.includes('ne dit pas')")
    assert visible(page) == ALL


def test_without_javascript_it_is_a_plain_list(visit: Open) -> None:
    page = visit("fr/services/index.html", java_script_enabled=False)
    page.click("details.kind summary")
    assert page.locator("li.card:visible").count() == len(ALL)
    assert page.locator("form.filters").is_hidden()
    page.click("nav.ways a[href='sleep.need.html']")
    assert page.locator("li.card:visible h3").all_text_contents() == ["Maison Cachée"]


def test_a_sheet_of_one_s_own_in_another_language(visit: Open) -> None:
    page = visit("fr/services/index.html")
    assert page.locator("#sheet").is_hidden()
    page.click("details.kind summary")
    page.check("li.card:has(a[href='dentiste.html']) .pick input")
    page.check("li.card:has(a[href='inconnu.html']) .pick input")
    page.wait_for_url("**#sheet=dentiste,inconnu")
    page.click("#sheet")
    page.wait_for_url("**/fr/services/sheet.html#sheet=dentiste,inconnu")
    assert page.locator(".leaf:visible h2").all_text_contents() == ["Dentiste Loin", "Lieu Inconnu"]
    page.fill("#title", "Pour Sara")
    assert page.text_content("h1") == "Pour Sara"
    assert page.text_content("#day") == "24 novembre 2026"
    page.click("details.switch summary")
    page.click("details.switch a[lang=ti]")
    page.wait_for_url("**/ti/services/sheet.html#sheet=dentiste,inconnu")
    assert page.text_content("#day") == "2026-11-24", "Chromium knows no Tigrinya: never a date in English"
    assert page.locator(".leaf:visible h2").all_text_contents() == ["Dentiste Loin", "Lieu Inconnu"]
    page.click(".crumbs a.carry")
    page.wait_for_url("**/ti/services/index.html#sheet=dentiste,inconnu")
    assert page.is_checked("li.card:has(a[href='dentiste.html']) .pick input")


def test_printed_the_sheet_has_no_buttons(visit: Open) -> None:
    page = visit("ar/services/sheet.html#sheet=permanence")
    page.emulate_media(media="print")
    assert page.locator("button:visible, input:visible, .urgent:visible, .top:visible").count() == 0
    assert page.locator(".leaf:visible").count() == 1


def test_the_whole_directory_is_there_to_print_without_a_choice(visit: Open) -> None:
    for page in (visit("fr/services/sheet.html"), visit("fr/services/sheet.html#sheet=permanence", java_script_enabled=False)):
        assert page.locator(".leaf:visible").count() == len(ALL)


def test_an_old_page_says_to_check_before_you_go(visit: Open) -> None:
    """Built in November, opened in March of the next year: nobody has verified the listing since."""
    for path, place in (
        ("fr/services/permanence.html", ".about-page"),
        ("fr/services/index.html", "li.card"),
        ("fr/services/sheet.html", ".leaf"),
        ("fr/services/permanence.html#card", ".show"),
    ):
        assert visit(path).locator(f"{place} .check").count() == 0, path
        old = visit(path, "2027-05-20T10:00:00+02:00")
        assert old.locator(f"{place} .check").first.text_content() == "Vérifiez avant d’y aller.", path
        assert visit(path, "2027-05-19T10:00:00+02:00").locator(f"{place}:has([data-age='2026-11-20']) .check").count() == 0, path


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])
def test_a_card_covers_its_page_and_prints_alone_on_a6(script: bool, visit: Open) -> None:
    page = visit("ar/services/permanence.html", java_script_enabled=script)
    assert not page.is_visible("#card")
    page.click("a[href='#card']")
    page.wait_for_selector("#card")
    for point in ((10, 10), (350, 10), (180, 400)):
        assert page.locator("#card").evaluate("(card, [x, y]) => card.contains(document.elementFromPoint(x, y))", point)
    with pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as printed:
        assert [[round(float(edge) * 25.4 / 72) for edge in each.mediabox[2:]] for each in printed.pages] == [[105, 148]]
    page.click("#card a[href='#main']")
    page.wait_for_selector("#card", state="hidden")
    with pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as printed:
        assert all(float(each.mediabox[3]) > 700 for each in printed.pages), "the page itself has the paper of the printer"


# Digits of one line of text from left to right; a long address has several lines.
LINES = """element => {
  const range = document.createRange(), lines = {};
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());)
    for (let i = 0; i < node.length; i++) if (/[+0-9]/.test(node.data[i])) {
      range.setStart(node, i); range.setEnd(node, i + 1);
      const box = range.getBoundingClientRect();
      (lines[Math.round(box.top)] = lines[Math.round(box.top)] || []).push(box.left);
    }
  return Object.values(lines).every(edges => edges.every((edge, i) => !i || edge > edges[i - 1]));
}"""
READ = "a[href^='tel:'] bdi, .week bdi, .facts dd > bdi, .facts p bdi, main address, .told address, .far"


@pytest.mark.parametrize("tag", ["ar", "ti"])
@pytest.mark.parametrize("path", ["permanence.html", "dentiste.html", "dentiste.html#card", "sheet.html", "index.html"])
def test_phones_times_and_addresses_read_from_left_to_right(path: str, tag: str, visit: Open) -> None:
    page = visit(f"{tag}/services/{path}", geolocation={"latitude": 45.3, "longitude": 5.72}, permissions=["geolocation"])
    if path == "index.html":
        page.click("#near")
        page.wait_for_selector("#nearest li.card")
    lines = [line for line in page.query_selector_all(READ) if (line.text_content() or "").strip() and line.is_visible()]
    assert len(lines) >= (2 if path == "index.html" else 3 if path == "permanence.html" else 5)
    for line in lines:
        assert line.evaluate(LINES), line.text_content()
