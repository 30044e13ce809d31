"""A language or a booklet in one file: everything inside, every link leads somewhere, nothing is asked of the network."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from chromium import PHONE, NewContext, watch
from conftest import DAY, run
from pictures import seen
from playwright.sync_api import BrowserContext, Page

TAGS = ("fr", "en", "ar", "prs", "ps", "ti", "uk", "ru", "sq", "ka", "pt", "es")
BOOKLETS = ("urgences", "asile", "quotidien")
BASE = "https://livret.example/"
LIMIT = 1_000_000  # bytes, as it lies on the phone, 58,000 of them two weights of Ethiopic: Tigrinya had 678,057 with French in what was not translated yet


class File(HTMLParser):
    """The ids, the links and the headings of a file."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.sources: list[str] = []
        self.levels: list[int] = []
        self.named: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if "href" in given else []
        self.sources += [given["src"]] if "src" in given else []
        self.named += [ident for name in ("aria-labelledby", "aria-describedby", "for") for ident in given.get(name, "").split()]
        self.levels += [int(tag[1])] if re.fullmatch("h[1-6]", tag) else []


def names(tag: str) -> list[str]:
    return [tag, *(f"{slug}.{tag}" for slug in BOOKLETS)]


@pytest.mark.parametrize("tag", TAGS)
def test_it_is_sound(tag: str, shipped: Path) -> None:
    """Ids are unique, links inside lead to one, those out of it to the site or far away, and headings follow one another."""
    for name in names(tag):
        path = shipped / f"offline/{name}.html"
        text = path.read_text(encoding="utf-8")
        file = File(text)
        assert path.stat().st_size <= LIMIT, name
        assert [ident for ident, number in Counter(file.ids).items() if number > 1] == [], name
        assert [link for link in file.links if link.startswith("#") and unquote(link[1:]) not in file.ids] == [], name
        assert [ident for ident in file.named if ident not in file.ids] == [], name
        assert {link.partition(":")[0] for link in file.links if not link.startswith("#")} <= {
            "https",
            "tel",
            "sms",
            "mailto",
            "geo",
        }, name
        assert all(source.startswith("data:") for source in file.sources), name
        assert all(after - before <= 1 for before, after in zip([0, *file.levels], file.levels, strict=False)), (name, file.levels)


@pytest.mark.parametrize("tag", ["fr", "ar", "ka"])
def test_every_text_is_inside(tag: str, shipped: Path) -> None:
    """Each chapter's headings and each service's numbers, of the whole site, stand in the file of the language."""
    text = (shipped / f"offline/{tag}.html").read_text(encoding="utf-8")
    ids = set(File(text).ids)
    for slug in BOOKLETS:
        for path in (shipped / tag / slug).glob("*.html"):
            if path.stem != "index" and "." not in path.stem:
                for anchor in re.findall(r'<h[2-6] id="([^"]+)"', path.read_text(encoding="utf-8")):
                    assert f"/{slug}/{path.stem}:{anchor}" in ids
    for path in (
        path for path in (shipped / tag / "services").glob("*.html") if path.stem not in ("index", "sheet") and "." not in path.stem
    ):
        page = path.read_text(encoding="utf-8")
        assert f"/services/{path.stem}" in ids
        assert set(re.findall(r'class="call" href="(tel:[^"]+)"', page)) <= set(re.findall(r'href="(tel:[^"]+)"', text)), path.stem


@pytest.mark.parametrize("tag", ["fr", "ar"])
def test_its_policy_names_what_is_in_it(tag: str, shipped: Path) -> None:
    for name in names(tag):
        text = (shipped / f"offline/{name}.html").read_text(encoding="utf-8")
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
        assert policy
        assert "unsafe" not in policy[1]
        for element in ("style", "script"):
            [inside] = re.findall(rf"<{element}>(.*?)</{element}>", text, re.DOTALL)
            digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
            assert f"{element}-src 'sha256-{digest}'" in unescape(policy[1])


@pytest.mark.parametrize("name", ["fr", "ar", "ti", "asile.ar", "urgences.ti", "quotidien.fr"])
def test_every_link_works_in_chromium(name: str, shipped: Path, tmp_path: Path, phone: BrowserContext) -> None:
    """Alone in a folder, as a message brings it: no request, no complaint, and each anchor scrolls to where it says. Of links that lead to the same
    place, one is followed: each time the page is laid out as a whole, which is long."""
    alone = tmp_path / f"{name}.html"
    alone.write_bytes((shipped / f"offline/{name}.html").read_bytes())
    page = phone.new_page()
    requested, said = [], []
    page.on("request", lambda request: requested.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"file://{alone}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px", "the style is allowed"
    edition = page.query_selector(".edition")
    assert edition
    box = edition.bounding_box()
    assert box
    assert box["y"] + box["height"] < 780, "the date is on the first screen"
    assert "2026" in edition.inner_text()
    lost = page.evaluate("""() => [...new Map([...document.querySelectorAll("a[href^='#']")].map(link => [link.hash, link])).values()].filter(link => {
      link.click();
      const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      const top = target && target.getBoundingClientRect().top;
      const end = document.documentElement.scrollHeight - innerHeight - scrollY < 2;
      return !target || !target.offsetParent && target !== document.body || !(top > -2 && top < 5 || end && top < innerHeight);
    }).map(link => link.getAttribute("href"))""")
    assert lost == []
    assert [url for url in requested if url.startswith(("http", "file")) and url.partition("#")[0] != f"file://{alone}"] == []
    assert said == []


def test_the_fonts_of_a_script_are_inside_where_it_is_written(shipped: Path) -> None:
    inside = {tag: (shipped / f"offline/{tag}.html").read_text(encoding="utf-8").count("font/woff2;base64,") for tag in TAGS}
    assert {tag for tag, count in inside.items() if count} == {"ar", "prs", "ps", "ti", "ka"}
    assert all(count >= 2 for count in inside.values() if count), "in two weights"


def test_a_booklet_carries_the_services_that_it_names(sound: Path) -> None:
    """A link to one leads to it inside the file; any other page is linked at the site."""
    assert run("--site", sound, "--date", DAY, "--no-pdf", "--out", sound / "out").exit_code == 0
    for tag in ("fr", "ar"):
        text = (sound / f"out/offline/sante.{tag}.html").read_text(encoding="utf-8")
        assert '<a href="#/services/permanence" class="service"' in text
        assert 'href="tel:+33465710012"' in text
        assert '<a href="#/sante/soins:le-médecin">' in text
        assert f'<a href="{BASE}{tag}/sante/" rel="noreferrer external">' in text
        assert set(re.findall(r'<section id="(/[^"]+)"', text)) == {"/sante", "/services", "/sentences"}


def test_a_picture_is_inside(sound: Path) -> None:
    booklet = sound / "content/booklets/01-sante"
    picture = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
    (booklet / "plan.png").write_bytes(picture)
    chapter = booklet / "02-soins.md"
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\n![Le plan](plan.png)\n", encoding="utf-8")
    assert run("--site", sound, "--date", DAY, "--no-pdf", "--out", sound / "out").exit_code == 0
    for name in ("fr", "sante.fr"):
        text = (sound / f"out/offline/{name}.html").read_text(encoding="utf-8")
        found = re.search(r'<img src="data:image/png;base64,([^"]+)" alt="Le plan" width="1" height="1"', text)
        assert found
        assert seen(base64.b64decode(found[1])) == seen(picture)


def opened(context: BrowserContext, path: Path) -> Page:
    """A file whose way out leads to a page of the test's own."""
    page = context.new_page()
    page.route("https://meteofrance.com/**", lambda route: route.fulfill(body="elsewhere", content_type="text/html"))
    page.goto(f"file://{path}")
    return page


@pytest.mark.parametrize("name", ["fr", "ar", "urgences.ti"])
def test_what_is_sensitive_can_be_left_at_once(name: str, shipped: Path, phone: BrowserContext) -> None:
    """Its exit is under the thumb as long as any of it is in sight, and nowhere else; Back does not lead here again."""
    page = opened(phone, shipped / f"offline/{name}.html")
    in_sight = "[...document.querySelectorAll('a.exit')].filter(e => { const at = e.getBoundingClientRect(); return at.top >= 0 && at.bottom <= innerHeight; }).length"
    assert page.evaluate(in_sight) == 0
    page.evaluate("document.getElementById('/urgences/danger').scrollIntoView()")
    assert page.evaluate(in_sight) == 1
    words = page.evaluate("document.getElementById('/urgences/danger').querySelector('.exit-words').innerText")
    assert len(words) > 60
    box = page.locator("[id='/urgences/danger'] a.exit").bounding_box()
    assert box
    assert box["height"] >= 44
    assert box["y"] > PHONE["height"] / 2
    assert (box["x"] < 40) if name == "ar" else (box["x"] + box["width"] > 320)
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url("https://meteofrance.com/")
    page.go_back()
    assert "offline" not in page.url


def test_shift_leaves_only_from_what_is_sensitive(shipped: Path, new_context: NewContext) -> None:
    page = opened(new_context(), shipped / "offline/fr.html")
    page.clock.set_fixed_time(DAY)
    watch(page)
    for _ in range(3):
        page.keyboard.press("Shift")
    assert page.evaluate("gone") == []
    page.evaluate("document.getElementById('/services/refuge_exemple').scrollIntoView()")
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("https://meteofrance.com/")


@pytest.mark.parametrize("tag", TAGS)
def test_every_sensitive_page_has_its_exit_inside(tag: str, shipped: Path) -> None:
    """As many as there are chapters with one on the site; each with the words that it erases nothing."""
    own = [
        path
        for path in (shipped / tag).rglob("*.html")
        if not path.name.endswith((".fr.html", ".card.html", ".easy.html", "index.html"))
        and 'class="exit"' in path.read_text(encoding="utf-8")
    ]
    text = (shipped / f"offline/{tag}.html").read_text(encoding="utf-8")
    assert len(own) == 10
    assert [text.count(f'class="{name}"') for name in ("exit", "notice exit-words")] == [10, 10]
