"""Another language is the same place, a link says before the tap that it leads to another language, and an address that is not there leads home."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from chromium import come_true, show
from conftest import DAY, contexts, run
from playwright.sync_api import Browser, Page
from test_shipped import TAGS
from test_shipped import Page as Parsed

from livret.languages import name_in


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with contexts(browser) as new_context:
        yield new_context(viewport={"width": 360, "height": 640}).new_page()


def turn(page: Page, tag: str) -> str:
    """Changes the language; what the address says of the place then."""
    page.click("details.switch summary")
    page.click(f"details.switch a[lang={tag}]")
    page.wait_for_url(f"**/{tag}/**")
    return unquote(urlsplit(page.url).fragment)


def test_the_heading_in_sight_is_kept(shipped: Path, page: Page) -> None:
    show(page, f"file://{shipped}/fr/asile/ofpra.html")
    page.evaluate("document.querySelectorAll('article h2')[1].scrollIntoView()")
    passed = page.evaluate("document.querySelectorAll('article h2')[1].id")
    page.evaluate("document.querySelector('.switch summary').click()")
    come_true(page, "document.querySelector('.switch a[lang=ar]').hash")
    page.evaluate("document.querySelector('.switch a[lang=ar]').click()")
    page.wait_for_url("**/ar/asile/ofpra.html#*")
    assert unquote(urlsplit(page.url).fragment) == passed
    assert page.evaluate("document.querySelector(':target').getBoundingClientRect().top") < 640


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("urgences/appeler.html#les-phrases-à-dire", "les-phrases-à-dire"),
        ("services/index.html#lang=ar&free", "lang=ar&free"),
        ("services/permanence_sante.html", ""),
        ("services/sheet.html#sheet=cafe_langues_exemple", "sheet=cafe_langues_exemple"),
    ],
)
def test_anchor_and_filters_are_kept(path: str, place: str, shipped: Path, page: Page) -> None:
    show(page, f"file://{shipped}/fr/{path}")
    page.evaluate("scrollTo(0, 0)")
    assert turn(page, "uk") == place


def test_what_is_looked_for_is_kept(shipped: Path, page: Page) -> None:
    show(page, f"file://{shipped}/fr/search.html")
    page.fill("#q", "médecin & 115")
    assert turn(page, "en") == "q=médecin & 115"
    assert page.input_value("#q") == "médecin & 115"


def _elsewhere(path: Path) -> bool:
    """Whether search engines are led from a page to the one in another language."""
    [canonical] = [
        each["href"] for each in Parsed(path.read_text(encoding="utf-8")).all("link") if each.get("rel") == "canonical"
    ] or [""]
    return bool(canonical) and f"/{path.parents[1].name}/" not in canonical


@pytest.fixture
def half(sound: Path) -> Path:
    """The pages of a small site whose Arabic has the interface alone: every chapter stands there in French."""
    for catalog in (sound / "translations/ar").glob("*.po"):
        catalog.unlink()
    (sound / "content/booklets/01-sante/02-soins.md").write_text(
        "# Les soins\n\n## Le médecin\n\n[Les numéros](01-numeros.md) et {phone.samu}.\n", encoding="utf-8"
    )
    assert run("--site", sound, "--date", DAY, "--no-pdf", "--out", sound / "out").exit_code == 0
    return sound / "out"


def test_links_to_pages_in_another_language_say_so(half: Path) -> None:
    """Of every chapter's page that has nothing in the reader's language, and of every booklet of such chapters: each link that leads there, from wherever,
    names the language first. The shipped site has none: everything is translated."""
    only = {f"ar/sante/{path.name}" for path in (half / "ar/sante").glob("*.html") if _elsewhere(path)} | {"ar/sante/index.html"}
    assert {"ar/sante/numeros.html", "ar/sante/soins.html"} <= only
    told = 0
    for path in (half / "ar").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        body = re.sub(
            r'<details class="switch">.*?</details>|<nav class="crumbs".*?</nav>', "", text[text.index("<body") :], flags=re.DOTALL
        )
        for href, words in re.findall(r'<a [^>]*?href="([^"#:]+\.html)[^"]*"[^>]*>(.*?)</a>', body, re.DOTALL):
            target = (path.parent / unquote(href)).resolve()
            if target.is_relative_to(half) and str(target.relative_to(half)) in only and target != path:
                assert 'class="only"' in words, (path, href)
                told += 1
    assert told >= 5


def test_a_link_into_another_language_names_it(shipped: Path) -> None:
    """What leads out of a language's folder – to the original, to minutes that are only there – says which language is behind it."""
    told = 0
    for tag in TAGS:
        for path in (shipped / tag).rglob("*.html"):
            text = path.read_text(encoding="utf-8")
            body = re.sub(r'<details class="switch">.*?</details>', "", text[text.index("<body") :], flags=re.DOTALL)
            for href, words in re.findall(r'<a [^>]*?href="(\.\./[^"#:]+)[^"]*"[^>]*>(.*?)</a>', body, re.DOTALL):
                other = (path.parent / unquote(href)).resolve().relative_to(shipped).parts[0]
                if other in TAGS and other != tag:
                    assert f"({name_in(other, tag)})" in re.sub("<[^>]+>", "", words), (path, href)
                    told += 1
    assert told > 500


@pytest.mark.parametrize(("tag", "query", "only"), [("ps", "logement", ""), ("ar", "السكن", "")])
def test_what_is_found_in_another_language_says_so(tag: str, query: str, only: str, shipped: Path, page: Page) -> None:
    show(page, f"file://{shipped}/{tag}/search.html")
    page.fill("#q", query)
    words = page.locator("#results a[href^='quotidien/logement.html']").first.inner_text()
    assert words.count("(") == bool(only)
    assert only in words


def test_a_heading_in_the_list_beside_the_text_is_one_link(sound: Path) -> None:
    """Whatever stands in it: a number, another chapter, another site, a note."""
    chapter = sound / "content/booklets/01-sante/01-numeros.md"
    heading = "Le {phone.samu}, [les soins](02-soins.md), [ailleurs](https://exemple.fr), une note[^une]"
    chapter.write_text(chapter.read_text(encoding="utf-8") + f"\n## {heading}\n\nVoilà.\n\n[^une]: La note.\n", encoding="utf-8")
    assert run("--site", sound, "--date", DAY, "--no-pdf", "--out", sound / "out").exit_code == 0
    page = (sound / "out/fr/sante/numeros.html").read_text(encoding="utf-8")
    beside = page.partition('<nav class="chapters"')[2].partition("</nav>")[0]
    links = re.findall(r"<a [^>]*>(.*?)</a>", beside)
    assert re.sub("<[^>]*>", "", links[-2]) == "Le 15, les soins, ailleurs, une note"
    assert not any("<a" in link for link in links)


class _Lost(SimpleHTTPRequestHandler):
    """A host that shows the nearest 404.html, as most do."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        folder = Path(self.translate_path(self.path))
        found = next(each / "404.html" for each in folder.parents if (each / "404.html").is_file())
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(found.read_bytes())

    def log_message(self, *_: object) -> None:
        """Silence."""


@pytest.mark.parametrize("below", ["", "/ville/guide"], ids=["at the root", "below a folder"])
def test_an_address_that_is_not_there_leads_home_on_any_host(below: str, sound: Path, page: Page, tmp_path: Path) -> None:
    """The site is published for livret.example and shown by another host: the page has its style, and every link leads somewhere."""
    config = sound / "content/site.yaml"
    config.write_text(
        config.read_text(encoding="utf-8").replace("https://livret.example", f"https://livret.example{below}"), encoding="utf-8"
    )
    root = tmp_path / "host"
    assert run("--site", sound, "--out", root / below.strip("/") if below else root, "--no-pdf", "--date", DAY).exit_code == 0
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Lost, directory=str(root)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    base = f"http://127.0.0.1:{server.server_port}{below}"
    try:
        for path, home in (
            ("/fr/sante/rien.html", "/fr/"),
            ("/ar/rien", "/ar/"),
            ("/fr/a/b/c/", "/fr/"),
            ("/rien/du/tout.html", "/fr/"),
        ):
            page.goto(f"{base}{path}")
            assert page.evaluate("getComputedStyle(document.querySelector('.page-404 .skip, .card')).position") in (
                "absolute",
                "relative",
            ), path
            links = page.eval_on_selector_all(
                "a[href]", "all => all.map(each => each.href).filter(href => href.startsWith(location.origin))"
            )
            assert f"{base}{home}" in links, path
            for link in {link.partition("#")[0] for link in links} - {page.url}:  # “Skip to the text” stays
                answer = page.request.get(link)
                assert answer.status == 200, (path, link)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
