"""Pictures and recordings on a phone, in Debian's Chromium: what a photograph costs, what is seen without a network, what is heard where, and in parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import plain
import polib
import pytest
import yaml
from chromium import PHONE, NewContext, come_true
from conftest import DAY, ROOT, contexts, run
from host import Host, hosting
from pictures import encoded, grain, scene
from playwright.sync_api import Browser, BrowserContext, Page, Response
from test_offline import publish, saved
from test_recordings import record

FOLDER = "content/booklets/01-sante"
# Twelve million pixels, as phones take them.
PHOTOGRAPHS = {"lying": (4000, 3000), "upright": (3000, 4000), "narrow": (2604, 4624), "all grain": (4000, 3000)}


@pytest.fixture(scope="module")
def pictured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """A chapter for each photograph, and one with a screen."""
    site = plain.site(tmp_path_factory.mktemp("pictured") / "site", "sound")
    for number, (name, size) in enumerate(PHOTOGRAPHS.items(), 3):
        image = grain(*size).convert("RGB") if name == "all grain" else scene(*size)
        (site / FOLDER / f"{number}.jpg").write_bytes(encoded(image, "JPEG", quality=90))
        text = f"# Un chapitre\n\nUn texte.\n\n![Une vue]({number}.jpg)\n\nUn autre.\n"
        (site / FOLDER / f"{number:02}-page{number}.md").write_text(text, encoding="utf-8")
    publish(site)
    with hosting(site / "public") as host:
        yield host


@pytest.fixture(scope="module")
def sharp(browser: Browser) -> Iterator[BrowserContext]:
    """A phone with two points to each pixel."""
    with contexts(browser) as new_context:
        yield new_context(device_scale_factor=2)


def loaded(page: Page, address: str) -> dict[str, int]:
    """The bytes of each picture that a page loads, when it is read to its end."""
    found: dict[str, int] = {}

    def note(response: Response) -> None:
        if "/media/" in response.url:
            found[response.url.rsplit("/", 1)[-1]] = len(response.body())

    page.on("response", note)
    page.goto(address)
    page.locator("article img").scroll_into_view_if_needed()
    come_true(page, "[...document.querySelectorAll('article img')].every(image => image.complete && image.naturalWidth)")
    page.wait_for_load_state("networkidle")
    return found


@pytest.mark.parametrize("tag", ["fr", "ar"])
@pytest.mark.parametrize("name", PHOTOGRAPHS)
def test_a_photograph_costs_a_phone_sixty_kilobytes(name: str, tag: str, pictured: Host, sharp: BrowserContext) -> None:
    number = list(PHOTOGRAPHS).index(name) + 3
    page = sharp.new_page()
    found = loaded(page, f"{pictured.url}{tag}/sante/page{number}.html")
    assert len(found) == 1
    assert sum(found.values()) <= 60_000
    width, shown, height, page_width = page.evaluate(
        "() => { const i = document.querySelector('article img'); return [i.naturalWidth, i.clientWidth, i.clientHeight, document.documentElement.scrollWidth]; }"
    )
    assert shown > 300
    assert page_width <= PHONE["width"]
    wide, high = PHOTOGRAPHS[name]
    assert shown / height == pytest.approx(wide / high, rel=0.02)
    assert width >= shown, "not blown up"


def test_a_larger_screen_gets_a_larger_one_and_none_needs_a_script(pictured: Host, new_context: NewContext) -> None:
    wide = new_context(viewport={"width": 1200, "height": 900}, device_scale_factor=2, java_script_enabled=False).new_page()
    wide.goto(f"{pictured.url}fr/sante/page3.html")
    wide.locator("article img").scroll_into_view_if_needed()
    wide.wait_for_load_state("networkidle")
    small = re.search(r'src="../../media/(3\.\w+\.jpg)"', (pictured.folder / "fr/sante/page3.html").read_text(encoding="utf-8"))
    assert small
    with wide.expect_response(lambda response: ".1080.jpg" in response.url):
        wide.reload()
        wide.locator("article img").scroll_into_view_if_needed()


def test_the_text_stays_where_it_is_when_the_picture_comes(pictured: Host, sharp: BrowserContext) -> None:
    """Its room is kept before a byte of it is there."""
    page = sharp.new_page()
    page.route("**/media/*", lambda _: None)  # it is on its way
    page.goto(f"{pictured.url}fr/sante/page4.html", wait_until="domcontentloaded")
    height = page.evaluate("document.querySelector('article img').clientHeight")
    assert height == pytest.approx(page.evaluate("document.querySelector('article img').clientWidth") * 4 / 3, rel=0.02)


def test_a_saved_picture_is_seen_without_a_network_on_any_screen(pictured: Host, new_context: NewContext) -> None:
    """A pack has the small one; a sharp screen asks for the other, and is given what is there."""
    phone = new_context(device_scale_factor=3)
    host = Host(pictured.folder)
    page = saved(phone, host, "sante.fr", "fr")
    host.stop()
    page.goto(f"{host.url}fr/sante/page3.html")
    page.locator("article img").scroll_into_view_if_needed()
    come_true(page, "document.querySelector('article img').naturalWidth > 0")
    assert ".1080." in page.evaluate("document.querySelector('article img').currentSrc")


# --- recordings --------------------------------------------------------------------------------------

ASK = """async ([url, range]) => {
  const answer = await fetch(url, range ? { headers: { Range: range } } : {}), body = await answer.arrayBuffer();
  return [answer.status, answer.headers.get("content-range"), [...new Uint8Array(body)]];
}"""


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a recording, published."""
    site = plain.site(tmp_path_factory.mktemp("spoken") / "site", "sound")
    record(site, "ar", seconds=12)
    publish(site)
    return site / "public"


@pytest.fixture
def heard(spoken: Path) -> Iterator[Host]:
    with hosting(spoken) as host:
        yield host


PARTS = [
    ("bytes=0-1", 206, 0, 1),
    ("bytes=0-", 206, 0, -1),
    ("bytes=10-19", 206, 10, 19),
    ("bytes=-7", 206, -7, -1),
    ("bytes=5-999999999", 206, 5, -1),
    ("bytes=-999999999", 206, 0, -1),
    ("bytes=999999999-", 416, 0, 0),
    ("", 200, 0, -1),
    ("bytes=9-3", 200, 0, -1),
    ("lines=0-1", 200, 0, -1),
    ("bytes=0-1,4-5", 200, 0, -1),
]


def test_a_saved_recording_is_given_in_the_parts_that_are_asked_for(heard: Host, phone: BrowserContext) -> None:
    """Without a server. Safari asks for two bytes first, and plays nothing that does not answer 206."""
    page = saved(phone, heard, "ar.audio", "ar")
    page.goto(f"{heard.url}ar/saved.html")
    (recording,) = (heard.folder / "media").glob("*.opus")
    data, address = recording.read_bytes(), f"{heard.url}media/{recording.name}"
    heard.stop()
    for asked, status, first, last in PARTS:
        start, end = first % len(data), last % len(data)
        wanted: list[Any] = [status, f"bytes {start}-{end}/{len(data)}" if status == 206 else None, list(data[start : end + 1])]
        if status == 416:
            wanted = [status, f"bytes */{len(data)}", []]
        assert page.evaluate(ASK, [address, asked]) == wanted, asked


def test_a_phone_that_cannot_play_says_so_and_offers_the_text(heard: Host, phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto(f"{heard.url}ar/sante/numeros.html")
    assert page.locator(".recording audio").is_visible()
    assert page.locator(".unplayed").is_hidden()
    old = phone.new_page()
    old.add_init_script("HTMLMediaElement.prototype.canPlayType = () => ''")
    old.goto(f"{heard.url}ar/sante/numeros.html")
    assert old.locator(".recording").is_hidden()
    assert old.locator(".unplayed").is_visible()
    assert "iOS 18.4" in old.inner_text(".unplayed")
    assert old.locator("article h2").first.is_visible(), "the text is there"


def test_each_language_says_which_phones_cannot_play_and_where_the_text_is() -> None:
    """No catalog leaves the sentence in English, or loses the version from which on a phone can."""
    words = re.search(r'say\("(This phone cannot play[^"]*)"\)', (ROOT / "theme/web/chapter.html").read_text(encoding="utf-8"))
    assert words
    catalogs = sorted((ROOT / "translations").glob("*/interface.po"))
    assert len(catalogs) == len(yaml.safe_load((ROOT / "content/site.yaml").read_text(encoding="utf-8"))["languages"]) - 1
    said = [entry for path in catalogs if (entry := polib.pofile(str(path)).find(words[1])) and entry.msgstr and not entry.fuzzy]
    assert len(said) == len(catalogs)
    assert all("iOS 18.4" in entry.msgstr and entry.msgstr != words[1] for entry in said)


@pytest.mark.parametrize("tag", ["fr", "ar"])
def test_nothing_is_said_of_a_recording_that_there_is_not(tag: str, sound: Path) -> None:
    assert run("--site", sound, "--date", DAY, "--no-pdf", "--out", sound / "public").exit_code == 0
    assert "iOS" not in (sound / f"public/{tag}/sante/numeros.html").read_text(encoding="utf-8")
