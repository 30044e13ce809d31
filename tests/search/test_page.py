"""The page that searches, in Chromium, from file://: fingers, keyboard, screen reader, no JavaScript; and nothing leaves the phone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from chromium import NewContext, come_true, watch
from playwright.sync_api import BrowserContext, Page

Open = Callable[..., Page]


@pytest.fixture
def visit(phone: BrowserContext, new_context: NewContext, shipped: Path) -> Iterator[Open]:
    """Opens a page; a request that is no file of the site fails the test."""
    wrong: list[str] = []

    def visit(path: str, *, clock: bool = False, **options: Any) -> Page:
        page = (new_context(**options) if clock or options else phone).new_page()
        if clock:
            page.clock.install()
        page.on("request", lambda request: None if request.url.startswith(f"file://{shipped}/") else wrong.append(request.url))
        page.goto(f"file://{shipped}/{path}")
        return page

    yield visit
    assert wrong == []


def results(page: Page, query: str) -> list[str]:
    page.fill("#q", query)
    come_true(page, "document.getElementById('found').textContent !== '' && document.querySelectorAll('#results li').length > 0")
    return [str(link.get_attribute("href")) for link in page.query_selector_all("#results a")]


@pytest.mark.parametrize(
    ("tag", "query", "path", "heading"),
    [
        ("fr", "entretien ofpra", "asile/ofpra.html", "l-entretien"),
        ("ar", "المقابله", "asile/ofpra.html", "l-entretien"),
        ("ar", "autorisation de travail", "asile/droits.html", "l-autorisation-de-travail"),
        ("ti", "ናይ ገንዘብ ሓገዝ", "asile/droits.html", "l-allocation-ada"),
        ("prs", "مکتب ثبت نام طفل", "quotidien/ecole.html", "inscrire-un-enfant"),
    ],
)
def test_a_result_jumps_to_its_heading(tag: str, query: str, path: str, heading: str, visit: Open) -> None:
    page = visit(f"{tag}/search.html")
    found = [link.partition("#")[0] for link in results(page, query)]
    assert path in found[:3]
    page.click(f"#results a[href^='{path}']")
    come_true(page, "location.hash && !location.hash.startsWith('#~')")
    assert page.evaluate("decodeURIComponent(location.hash)") == f"#{heading}"
    top = page.evaluate("document.getElementById(decodeURIComponent(location.hash.slice(1))).getBoundingClientRect().top")
    assert -1 <= top < 780


def test_one_comes_from_the_home_page_and_back_with_the_results_still_there(visit: Open) -> None:
    page = visit("fr/index.html")
    page.click("a.ask")
    come_true(page, "document.activeElement.id === 'q'")
    assert results(page, "avocat")
    page.click("#results a >> nth=0")
    page.go_back()
    page.wait_for_selector("#results a")
    assert page.input_value("#q") == "avocat"


def test_the_keyboard_goes_along_the_results(visit: Open) -> None:
    page = visit("fr/search.html")
    links = results(page, "médecin")
    focused = "document.activeElement.getAttribute('href') || document.activeElement.id"
    for key, expected in (("ArrowDown", links[0]), ("ArrowDown", links[1]), ("ArrowUp", links[0]), ("Escape", "q")):
        page.keyboard.press(key)
        assert page.evaluate(focused) == expected, key
    page.keyboard.press("Escape")
    assert page.input_value("#q") == ""
    assert page.is_visible("#contents")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(focused) == "q"


def test_a_screen_reader_hears_how_many(visit: Open) -> None:
    page = visit("fr/search.html")
    number = len(results(page, "médecin"))
    assert page.get_attribute("#found", "role") == "status"
    assert page.inner_text("#found") == f"{number} résultats"
    page.fill("#q", "xyzzyplugh")
    come_true(page, "document.querySelectorAll('#results li').length === 0")
    assert page.inner_text("#found") == "Rien trouvé. Essayez un autre mot."
    assert page.is_visible("#contents")


def test_what_is_in_another_language_says_so(visit: Open) -> None:
    """A name in Latin letters stands from left to right in a list that runs the other way."""
    page = visit("ar/search.html")
    results(page, "كاف")
    title = page.query_selector("#results a[href='services/caf.html'] strong")
    assert title
    assert (title.get_attribute("lang"), title.get_attribute("dir"), title.inner_text()) == ("fr", "ltr", "CAF")
    page = visit("ka/search.html")
    results(page, "Je suis enceinte")
    assert page.evaluate("[...document.querySelectorAll('#results [lang=fr]')].some(each => each.innerText.includes('enceinte'))")


def test_nothing_that_is_typed_is_kept_or_sent(visit: Open) -> None:
    """Nor an hour later, by the clock of the page."""
    page = visit("ar/search.html", clock=True)
    results(page, "زوجي يضربني")
    watch(page)
    page.keyboard.press("Enter")
    page.clock.run_for("01:00:00")
    assert page.evaluate("gone") == []
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie, history.length]") == [0, 0, "", 2]
    assert page.get_attribute("#q", "autocomplete") == "off"


def test_a_word_may_come_with_the_address(visit: Open) -> None:
    page = visit("fr/search.html#q=avocat")
    page.wait_for_selector("#results a")
    assert page.input_value("#q") == "avocat"


def test_a_broken_address_is_looked_for_as_it_is(visit: Open) -> None:
    """`%` alone is no letter's code; an error fails the test."""
    page = visit("fr/search.html#q=avocat%")
    page.wait_for_selector("#results a")
    assert page.input_value("#q") == "avocat%"


def test_back_leads_to_what_was_typed_last(visit: Open) -> None:
    """Not to what the address came with."""
    page = visit("fr/search.html#q=avocat")
    page.wait_for_selector("#results a")
    page.fill("#q", "tram")
    page.wait_for_selector("#results a[href^='quotidien/transport']")
    page.click("#results a[href^='quotidien/transport']")
    page.wait_for_url("**/quotidien/transport.html*")
    page.go_back()
    page.wait_for_selector("#results a[href^='quotidien/transport']")
    assert page.input_value("#q") == "tram"


def test_why_a_page_was_found_is_shown_with_the_word_marked(visit: Open) -> None:
    page = visit("ar/search.html")
    results(page, "محامي مجاني")
    page.wait_for_selector("#results li:first-child p mark")
    marked = page.locator("#results li:first-child p mark").all_inner_texts()
    assert any("محام" in text for text in marked)
    assert page.locator("#results li:first-child a").get_attribute("href") == "asile/cnda.html"


def test_where_nothing_is_found_there_is_help(visit: Open) -> None:
    """Whom to call, who can help with what, and the word that was perhaps meant."""
    page = visit("fr/search.html")
    assert page.is_hidden("#help")
    page.fill("#q", "avokkkat")
    page.wait_for_selector("#help", state="visible")
    assert page.is_visible("#help a[href='tel:112']")
    assert page.is_visible("#help a[href='services/doctor.need.html']")
    page.click("#meant button")
    assert page.input_value("#q") == "avocat"
    page.wait_for_selector("#results a")
    assert page.is_hidden("#help")
    assert page.is_hidden("#meant")


def test_words_are_proposed_while_one_types(visit: Open) -> None:
    page = visit("fr/search.html")
    page.fill("#q", "un rende")
    page.click("#completed button >> nth=0")
    assert page.input_value("#q") == "un rendez"
    assert page.evaluate("document.activeElement.id") == "q"
    page.wait_for_selector("#results a")


def test_until_the_passages_come_there_are_results_without(new_context: NewContext, shipped: Path) -> None:
    page = new_context().new_page()
    page.route("**/search-texts.js", lambda route: route.abort())
    page.goto(f"file://{shipped}/fr/search.html")
    assert results(page, "avocat")
    summary = page.evaluate(
        "livretIndex.pages.find(each => each[0] === document.querySelector('#results a').getAttribute('href').split('#')[0])[2]"
    )
    assert page.locator("#results li:first-child p").inner_text() == summary


@pytest.mark.parametrize(
    ("name", "query", "anchor"),
    [("fr", "avocat gratuit", "/asile/cnda"), ("asile.ar", "محامي مجاني", "/asile/cnda")],
)
def test_a_file_to_carry_is_searched_as_well(name: str, query: str, anchor: str, phone: BrowserContext, shipped: Path) -> None:
    """In what is inside: each result leads to a place of the file."""
    page = phone.new_page()
    page.goto(f"file://{shipped}/offline/{name}.html")
    page.fill("#q", query)
    page.wait_for_selector("#results mark")
    links = [str(link.get_attribute("href")) for link in page.query_selector_all("#results a")]
    assert links[0] == f"#{anchor}"
    assert page.evaluate("links => links.every(link => document.getElementById(link.slice(1)))", links)
    page.click("#results a >> nth=0")
    top = page.evaluate("id => document.getElementById(id).getBoundingClientRect().top", anchor)
    assert -1 <= top < 780


@pytest.mark.parametrize("name", ["fr", "ar", "asile.ti", "urgences.fr"])
def test_a_file_to_carry_has_the_passages_that_the_site_has(name: str, phone: BrowserContext, shipped: Path) -> None:
    """It reads them from its own pages, place by place: those of chapters and of the words of letters, which say the same there."""
    folder, page = shipped / name.rpartition(".")[2], phone.new_page()
    texts, index = (script.read_text(encoding="utf-8") for script in (folder / "search-texts.js", folder / "search-index.js"))
    page.goto(f"file://{shipped}/offline/{name}.html")
    own = dict(page.evaluate("livretIndex.pages.map((page, number) => [page[0], livretTexts[number]])"))
    page.evaluate(f"{texts}{index}; window.whole = livretIndex.pages.map((page, number) => [page[0], livretTexts[number]])")
    chapters = {
        path: places for path, places in page.evaluate("whole") if len(own.get(path, [])) > 1 and re.match("[a-z]+/|words", path)
    }
    inside = {path: places for path, places in chapters.items() if not path.startswith(("agora/", "services/"))}
    assert len(inside) >= 4
    wanting = [
        (path, line)
        for path, places in inside.items()
        for place, lines in enumerate(places)
        for line in lines.split("\n")
        if letters(line) not in "".join(map(letters, own[path][place].split("\n")))
    ]
    assert wanting == []


def letters(line: str) -> str:
    """The letters and digits of a passage, without the tag of its language and the other names of its things."""
    return re.sub(r"[\W_]", "", line.partition("\v")[0].rpartition("\t")[2])


def test_a_file_without_javascript_has_no_form(visit: Open) -> None:
    page = visit("offline/ar.html", java_script_enabled=False)
    assert page.is_hidden("form.search")
    assert page.is_visible("#contents")


def test_without_javascript_there_are_the_contents_and_no_form(visit: Open) -> None:
    """A form would send the words to a server, which could not answer."""
    page = visit("ti/search.html", java_script_enabled=False)
    assert not page.is_visible("form.search")
    assert page.is_visible("#off")
    page.click("#contents a >> nth=0")
    page.wait_for_url("**/ti/urgences/index.html")
