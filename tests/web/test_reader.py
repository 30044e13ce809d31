"""What a reader can do with a page, in Debian's Chromium: leave it, share it, enlarge it, listen; and what the page does not do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import NewContext, Phone, come_true, watch
from conftest import DAY, ROOT
from host import Host, hosting
from playwright.sync_api import Browser, BrowserContext, Page
from test_browser import BESIDE, KINDS
from test_offline import KEPT, NOTHING, publish, saved
from test_recordings import record

MORE = {
    **KINDS,
    "saved": "saved.html",
    "privacy": "privacy.html",
    "accessibility": "accessibility.html",
}
SENSITIVE = "fr/urgences/danger.html"


@pytest.fixture(scope="module")
def host(shipped: Path) -> Iterator[Host]:
    with hosting(shipped) as host:
        yield host


PUT = """async () => {
  localStorage.a = sessionStorage.a = document.cookie = "a=b";
  await (await caches.open("a")).put("/a", new Response("b"));
  await navigator.serviceWorker.register("/sw.js");
  await new Promise(done => { indexedDB.open("a").onsuccess = done; });
}"""


@pytest.mark.parametrize("place", ["a host", "a folder"])
def test_a_phone_that_a_test_has_used_has_nothing_in_it(place: str, host: Host, shipped: Path, browser: Browser) -> None:
    """The tests of pages share one."""
    phone = Phone(browser)
    address, put, kept = (
        (host.url, PUT, KEPT) if place == "a host" else (f"file://{shipped}/", "localStorage.a = 'b'", "localStorage.length")
    )
    page = phone.context.new_page()
    page.goto(f"{address}fr/index.html")
    before = page.evaluate(kept)
    page.evaluate(put)
    assert page.evaluate(kept) != before
    phone.empty()
    page = phone.context.new_page()
    page.goto(f"{address}fr/index.html")
    assert page.evaluate(kept) == before
    phone.context.close()


# --- safety ------------------------------------------------------------------------------------------


def test_a_full_visit_asks_no_other_host_and_leaves_nothing(host: Host, new_context: NewContext) -> None:
    """Under the site's own policy, which no page offends; each page is looked at for an hour, by its own clock."""
    page, asked, refused = new_context().new_page(), list[str](), list[str]()
    page.clock.install()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    for tag in ("fr", "ti"):  # the one with and the one without a font that is loaded
        for path in ("../index.html", *MORE.values()):
            page.goto(f"{host.url}{tag}/{path}")
            page.clock.run_for("01:00:00")
    assert len(asked) > 100
    assert [url for url in asked if not url.startswith(host.url)] == []
    assert refused == []
    assert page.evaluate(KEPT) == NOTHING


def leaves(page: Page, context: BrowserContext) -> list[str]:
    """Where the page goes from here on: nothing outside is really asked."""
    gone: list[str] = []
    context.route(
        "https://meteofrance.com/**",
        lambda route: (gone.append(route.request.url), route.fulfill(body="<p>rain</p>", content_type="text/html")),
    )
    return gone


def test_the_quick_exit_is_a_link_under_the_thumb_and_says_what_it_cannot_do(host: Host, phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto(host.url + SENSITIVE)
    box = page.locator("a.exit").bounding_box()
    assert box
    assert box["y"] > 780 / 2
    assert box["height"] >= 44
    assert box["x"] + box["width"] <= 360
    assert "Il ne peut pas effacer l’historique" in page.inner_text(".exit-words")
    page.goto(f"{host.url}fr/urgences/numeros.html")
    assert page.locator("a.exit").count() == 0, "only where it is needed"


@pytest.mark.parametrize("way", ["press", "shift", "no script"])
def test_the_quick_exit_leaves(way: str, host: Host, new_context: NewContext) -> None:
    context = new_context(java_script_enabled=way != "no script")
    page = context.new_page()
    gone = leaves(page, context)
    page.goto(f"{host.url}fr/index.html")
    page.goto(host.url + SENSITIVE)
    with page.expect_navigation(url="https://meteofrance.com/**"):
        if way == "shift":
            page.clock.set_fixed_time(DAY)
            for _ in range(3):
                page.keyboard.press("Shift")
        else:
            page.click("a.exit")
    assert gone == ["https://meteofrance.com/"]
    if way != "no script":
        page.go_back()
        page.wait_for_url(f"{host.url}fr/index.html")  # and not the sensitive page


def test_shift_in_a_sentence_is_no_exit(host: Host, new_context: NewContext) -> None:
    """Three of them with nothing between are one; also when the machine is slow, for the page's clock stands still."""
    context = new_context()
    page = context.new_page()
    page.clock.set_fixed_time(DAY)
    leaves(page, context)
    page.goto(host.url + SENSITIVE)
    watch(page)
    for key in ("Shift", "Shift", "Shift+A", "Shift", "Shift"):
        page.keyboard.press(key)
    assert page.evaluate("gone") == []
    page.keyboard.press("Shift")
    page.wait_for_url("https://meteofrance.com/")


# --- sharing -----------------------------------------------------------------------------------------


def test_each_heading_has_a_link_to_itself(host: Host, phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto(f"{host.url}ar/urgences/appeler.html")
    links = page.eval_on_selector_all(
        "article h2, article h3", "all => all.map(h => [h.id, h.parentNode.querySelector('a.anchor').hash.slice(1)])"
    )
    assert links
    assert all(anchor == page.evaluate("decodeURIComponent", hash_) for anchor, hash_ in links)
    page.focus("a.anchor >> nth=0")
    page.keyboard.press("Enter")
    come_true(page, "location.hash")


@pytest.mark.parametrize("tag", ["fr", "ar"])
def test_a_heading_and_the_link_to_it_have_its_words_once(tag: str, shipped: Path, phone: BrowserContext) -> None:
    """As Chromium's accessibility tree has them: a heading that held its link had the link's name in its own."""
    page = phone.new_page()
    page.goto(f"file://{shipped}/{tag}/asile/ofpra.html")
    words = page.eval_on_selector_all("article h2", "all => all.map(each => each.textContent)")
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    named = [(node["role"]["value"], node["name"]["value"]) for node in nodes if node.get("role") and node.get("name")]
    assert len(words) > 1
    for each in words:
        assert named.count(("heading", each)) == 1
        assert ("link", each) in named


def test_the_language_beside_is_a_switch_without_javascript(shipped: Path, new_context: NewContext) -> None:
    """A link that says what it switches and whether it is on, the same in both states; with JavaScript the space bar turns it, too."""
    for script in (False, True):
        page = new_context(java_script_enabled=script).new_page()
        page.goto(f"file://{shipped}/ar/asile/ofpra.html")
        page.get_by_role("switch", checked=False).first.focus()
        name = page.get_by_role("switch").first.inner_text()
        page.keyboard.press(" " if script else "Enter")
        page.wait_for_url("**/ofpra.fr.html")
        switch = page.get_by_role("switch", checked=True).first
        assert switch.inner_text() == name
        switch.click()
        page.wait_for_url("**/ofpra.html")


def test_the_share_sheet_opens_where_there_is_one(host: Host, phone: BrowserContext) -> None:
    page = phone.new_page()
    page.add_init_script("navigator.share = data => { window.shared = data; return Promise.resolve(); }")
    page.goto(f"{host.url}fr/urgences/numeros.html")
    page.click(".tools summary")
    page.click("[data-share]")
    assert page.evaluate("shared.url") == "https://livret.example/fr/urgences/numeros.html"
    page.add_init_script("delete Navigator.prototype.share; delete navigator.share")
    page.reload()
    page.click(".tools summary")
    assert page.locator("[data-share]").is_hidden()


def test_size_and_colours_last_only_when_they_are_kept(host: Host, phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto(f"{host.url}fr/index.html")
    page.click(".tools summary")
    page.check("[name=size][value=huge]")
    page.check("[name=theme][value=dark]")
    size = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
    assert page.evaluate(size) == 28
    assert page.evaluate("getComputedStyle(document.querySelector('main')).backgroundColor") == "rgb(29, 27, 34)"
    page.reload()
    assert page.evaluate(size) == 18
    assert page.evaluate(KEPT) == NOTHING
    page.click(".tools summary")
    page.check("[name=size][value=large]")
    page.check("[name=keep]")
    page.goto(f"{host.url}fr/about.html")
    assert page.evaluate(size) == 22
    page.click(".tools summary")
    page.uncheck("[name=keep]")
    assert page.evaluate(KEPT) == NOTHING


# --- listening ---------------------------------------------------------------------------------------

VOICES = """voices => {
  window.spoken = [];
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
  Object.defineProperty(window, "speechSynthesis", { value: {
    getVoices: () => voices, addEventListener() {}, cancel() { window.cancelled = true; }, speak(said) { window.spoken.push(said); } } });
}"""


@pytest.mark.parametrize(
    ("voices", "offered"),
    [
        ([{"lang": "ar-EG", "localService": True}], True),
        ([{"lang": "ar", "localService": False}], False),
        ([{"lang": "fr-FR", "localService": True}], False),
        ([], False),
    ],
    ids=["a voice of the phone", "a voice that asks a server", "another language", "none"],
)
def test_the_phone_reads_aloud_only_with_its_own_voice(
    voices: list[dict[str, object]], offered: bool, host: Host, phone: BrowserContext
) -> None:
    page = phone.new_page()
    page.add_init_script(f"({VOICES})({json.dumps(voices)})")
    page.goto(f"{host.url}ar/urgences/numeros.html")
    button = page.locator("[data-speak]")
    assert button.is_visible() == offered
    if offered:
        button.click()
        spoken = page.evaluate("spoken.map(said => said.text)")
        assert spoken[0].strip() == page.inner_text("article h1").strip()
        assert len(spoken) > 5
        assert not any("#" in text for text in spoken)
        button.click()
        assert page.evaluate("cancelled")


PLAY = """() => new Promise((done, failed) => {
  const audio = document.querySelector("audio");
  audio.muted = true;
  audio.addEventListener("timeupdate", () => audio.currentTime > 0 && done());
  audio.addEventListener("error", () => failed(audio.error.message));
  audio.play();
})"""


def test_a_recording_plays_and_plays_without_a_network_once_saved(sound: Path, phone: BrowserContext) -> None:
    record(sound, "ar", seconds=12)
    publish(sound)
    with hosting(sound / "public") as host:
        page = phone.new_page()
        page.goto(f"{host.url}ar/sante/numeros.html")
        page.evaluate(PLAY)
        assert page.locator("[data-speak]").is_hidden()
        saved(phone, host, "ar.audio", "ar")
        page = saved(phone, host, "ar", "ar")
    page.goto(f"{host.url}ar/sante/numeros.html")
    assert page.locator("p.saved").is_visible()
    page.evaluate(PLAY)


# --- access ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["index.html", "urgences/danger.html", "saved.html", "services/index.html"])
def test_the_keyboard_alone_reaches_everything_and_one_sees_where_one_is(path: str, host: Host, phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto(f"{host.url}ar/{path}")
    wanted = page.evaluate("""[...document.querySelectorAll('a[href], button, summary, input, [tabindex="0"]')]
      .filter(e => e.offsetParent !== null || getComputedStyle(e).position === 'fixed').filter(e => !e.closest('details:not([open]) > :not(summary)')).length""")
    reached = set()
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
        seen = page.evaluate("""() => {
          const e = document.activeElement; if (!e || e === document.body) return null;
          const box = e.getBoundingClientRect(), style = getComputedStyle(e);
          return [[...document.querySelectorAll('*')].indexOf(e), style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2, box.bottom > 0 && box.top < innerHeight];
        }""")
        if seen:
            reached.add(seen[0])
            assert seen[1], "the focus is seen"
            assert seen[2], "and on the screen"
    assert len(reached) >= wanted


@pytest.mark.parametrize("tag", ["fr", "ar", "ti"])
def test_at_400_per_cent_and_with_spaced_text_nothing_is_lost(tag: str, host: Host, new_context: NewContext) -> None:
    """WCAG 1.4.10 and 1.4.12: 1280 px at 400 % are 320; the spacing is the one that 1.4.12 asks for. What is a pixel wide is for who listens."""
    page = new_context(viewport={"width": 320, "height": 256}, bypass_csp=True).new_page()
    for path in (*MORE.values(), *([] if tag == "fr" else [BESIDE])):
        page.goto(f"{host.url}{tag}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, f"{path}, as it is"
        page.add_style_tag(
            content="* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }"
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        cut = page.evaluate("""[...document.querySelectorAll('main *, .urgent *, .leave *')].filter(e => e.children.length === 0 && e.textContent.trim() && !e.closest('.table, .hidden, [hidden], svg'))
          .filter(e => e.clientWidth > 1 && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX === 'hidden').map(e => e.outerHTML.slice(0, 80))""")
        assert cut == [], path
        fixed = page.evaluate("""[...document.querySelectorAll('.urgent a, .exit')].map(e => e.getBoundingClientRect())
          .filter(box => box.left < 0 || box.right > 321).length""")
        assert fixed == 0, path


def test_what_is_fixed_leaves_room_to_read_when_the_page_is_enlarged(host: Host, new_context: NewContext) -> None:
    page = new_context(viewport={"width": 320, "height": 256}).new_page()
    page.goto(host.url + SENSITIVE)
    covered = page.evaluate(
        "[...document.querySelectorAll('.urgent, .leave')].reduce((least, e) => Math.min(least, e.getBoundingClientRect().top), innerHeight)"
    )
    assert covered >= 256 / 2


def test_forced_colours_keep_every_frame_and_the_code(host: Host, new_context: NewContext) -> None:
    page = new_context(forced_colors="active").new_page()
    page.goto(host.url + SENSITIVE)
    frames = page.eval_on_selector_all(
        ".callout, .notice, .urgent, .exit",
        "all => all.filter(e => e.offsetParent || getComputedStyle(e).position === 'fixed').map(e => getComputedStyle(e).borderTopStyle)",
    )
    assert frames
    assert set(frames) == {"solid"}
    page.click(".tools summary")
    assert page.evaluate("getComputedStyle(document.querySelector('.qr')).backgroundColor") == "rgb(255, 255, 255)"


def test_without_styles_the_order_is_the_order_of_reading(host: Host, phone: BrowserContext) -> None:
    page = phone.new_page()
    page.route("**/*.css", lambda route: route.abort())
    page.goto(host.url + SENSITIVE)
    tops = page.eval_on_selector_all(
        "header, main h1, .pager, footer.bottom, .leave, .urgent", "all => all.map(e => e.getBoundingClientRect().top)"
    )
    assert tops == sorted(tops)
    assert len(tops) == 6
    assert page.locator("p.saved").is_hidden()


def test_without_javascript_nothing_that_needs_it_shows(host: Host, new_context: NewContext) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{host.url}fr/urgences/numeros.html")
    page.click(".tools summary")
    assert page.locator(".qr").is_visible()
    assert page.locator("button").filter(visible=True).count() == 0
    assert page.locator("form.adjust").is_hidden()
    page.goto(f"{host.url}fr/saved.html")
    assert page.locator(".cannot").is_visible()


def test_on_paper_there_is_nothing_to_press_and_no_night(host: Host, new_context: NewContext) -> None:
    page = new_context(viewport={"width": 800, "height": 1100}, color_scheme="dark").new_page()
    page.goto(host.url + SENSITIVE)
    page.emulate_media(media="print", color_scheme="dark")
    for gone in (".urgent", ".leave", ".tools", ".anchor", ".exit-words", ".pager"):
        assert page.locator(gone).first.is_hidden(), gone
    assert page.evaluate("getComputedStyle(document.querySelector('main')).color") == "rgb(0, 0, 0)"


def test_nothing_moves_unasked() -> None:
    for name in ("style.css", "print.css"):
        text = (ROOT / "theme/web" / name).read_text(encoding="utf-8")
        assert not any(word in text for word in ("animation", "transition", "scroll-behavior", "@keyframes")), name
    for script in (ROOT / "theme/web").glob("*.js"):
        assert "scrollTo" not in script.read_text(encoding="utf-8")
