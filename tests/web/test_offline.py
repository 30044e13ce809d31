"""Saving on the phone, in Debian's Chromium: whole or not at all, resumed, renewed, and gone without a trace."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from chromium import NewContext
from conftest import DAY, ROOT, run
from host import Host, hosting
from playwright.sync_api import BrowserContext, Page
from waiting import LAST_RESORT, until

KEPT = """async () => ({
  caches: await caches.keys(), workers: (await navigator.serviceWorker.getRegistrations()).length,
  local: localStorage.length, session: sessionStorage.length, cookies: document.cookie, databases: (await indexedDB.databases()).length })"""
# The date that a page has as a copy, once it is told, and whether its style is there. One question and no locator: that loads a library of its own
# into each page.
COPY = """async () => {
  let date;
  while (!(date = document.querySelector("p.saved"))) await new Promise(requestAnimationFrame);
  return [date.innerText, getComputedStyle(document.querySelector(".skip")).position];
}"""
WORKER = "theme/web/sw.js"
NOTHING = {"caches": [], "workers": 0, "local": 0, "session": 0, "cookies": "", "databases": 0}


@pytest.fixture
def small(sound: Path) -> Iterator[Host]:
    """The sound site, published. Its worker waits for the network as long as the machine of a test may take: never is a copy shown for that."""
    patience(sound, LAST_RESORT * 1000)
    publish(sound)
    with hosting(sound / "public") as host:
        yield host


def patience(site: Path, milliseconds: int) -> None:
    """The site gets a worker of its own, which waits so long for a page from the network before the saved copy stands in."""
    worker = (ROOT / WORKER).read_text(encoding="utf-8")
    assert "PATIENCE = 3000;" in worker
    (site / WORKER).parent.mkdir(parents=True, exist_ok=True)
    (site / WORKER).write_text(worker.replace("PATIENCE = 3000;", f"PATIENCE = {milliseconds};"), encoding="utf-8")


def publish(site: Path, day: str = DAY) -> None:
    result = run("--site", site, "--out", site / "public", "--no-pdf", "--date", day)
    assert result.exit_code == 0, result.output


def change(host: Host, *names: str) -> None:
    """Chapters of the site get another paragraph, and the site is published anew."""
    site = host.folder.parent
    for name in names:
        chapter = site / "content/booklets/01-sante" / name
        chapter.write_text(chapter.read_text(encoding="utf-8") + "\nUne phrase de plus.\n", encoding="utf-8")
    publish(site, "2026-11-27")  # of the same week: pages with opening hours hold those of the clock


def pack(host: Host, ident: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((host.folder / "packs" / f"{ident}.json").read_text(encoding="utf-8"))
    return data


def press(page: Page, ident: str, what: str) -> None:
    """Presses a button of a pack and waits until the work is done, well or not."""
    page.click(f"[data-pack='{ident}'] [data-do={what}]")
    page.wait_for_selector(f"[data-pack='{ident}']:not([aria-busy])")


def state(page: Page, ident: str) -> str:
    return page.inner_text(f"[data-pack='{ident}'] .state")


def status(page: Page, ident: str) -> str:
    return page.inner_text(f"[data-pack='{ident}'] [role=status]")


def saved(phone: BrowserContext, host: Host, ident: str, tag: str) -> Page:
    page = phone.new_page()
    page.goto(f"{host.url}{tag}/saved.html")
    page.wait_for_selector(f"[data-pack='{ident}'] [data-do=save]", state="visible")
    press(page, ident, "save")
    assert state(page, ident)
    assert status(page, ident) == ""
    return page


def test_arabic_is_saved_and_every_page_opens_and_is_searched_without_a_server(shipped: Path, phone: BrowserContext) -> None:
    """Each page with its style, its date as a copy, and no request that leaves for elsewhere."""
    host = Host(shipped)
    page = saved(phone, host, "ar", "ar")
    host.stop()
    failed: list[str] = []
    page.on(
        "requestfailed", lambda request: failed.append(request.url) if request.failure != "net::ERR_ABORTED" else None
    )  # by the next page
    pages = [path for path, *_ in pack(host, "ar")["files"] if path.endswith(".html")]
    assert {f"ar/{path}" for path in ("index.html", "services/index.html", "asile/ofpra.html", "urgences/danger.html")} <= set(
        pages
    )
    for path in pages:
        page.goto(host.url + path)
        if path == "index.html":
            continue
        date, position = page.evaluate(COPY)
        assert date.endswith("24 نوفمبر 2026"), path
        assert position == "absolute", path
    page.goto(f"{host.url}ar/")
    assert page.locator("#emergency").is_visible()
    page.goto(f"{host.url}ar/search.html")
    page.fill("#q", "طبيب")
    page.wait_for_selector("#results a")
    page.click("#results a >> nth=0")
    page.wait_for_selector("p.saved")
    assert [url for url in failed if "/packs/" not in url and ".woff2" not in url] == [], (
        "the font of another language's name is not worth its weight"
    )


ALERT = """alerts:
  - {id: alert_1, text: "Appelez {phone.long}.", from: 2026-11-24, until: 2199-12-01}
"""
# What the worker has of an alert, as soon as it has something like it.
HEARD = """async part => {
  for (;;) {
    const found = await caches.match(document.baseURI.replace(/fr.*/, "packs/alert.ar.txt")), text = found && await found.text();
    if (text !== undefined && (part ? text.includes(part) : text === "")) return text;
    await new Promise(requestAnimationFrame);
  }
}"""


def test_an_alert_reaches_a_saved_copy_at_the_next_contact(small: Host, phone: BrowserContext) -> None:
    """Any page brings it, in whichever language; its end as well. Of all that, nothing is left when nothing is saved."""
    page = saved(phone, small, "ar", "ar")
    alerts, chapter = small.folder.parent / "content/alerts.yaml", "ar/sante/numeros.html"
    alerts.write_text(ALERT, encoding="utf-8")
    publish(small.folder.parent)
    page.goto(f"{small.url}fr/index.html")
    page.evaluate(HEARD, "tel:+33465710012")
    small.broken.add(chapter)
    page.goto(small.url + chapter)
    assert page.locator("p.saved").is_visible()
    assert page.locator("header > details.alert").count() == 1
    page.click("header > details.alert summary")
    assert page.locator("details.alert a[href='tel:+33465710012']").is_visible()
    alerts.unlink()
    publish(small.folder.parent)
    page.goto(f"{small.url}fr/index.html")
    page.evaluate(HEARD, "")
    page.goto(small.url + chapter)
    assert page.locator("p.saved").is_visible()
    assert page.locator("details.alert").count() == 0
    page.goto(f"{small.url}ar/saved.html")
    page.wait_for_selector("[data-pack=ar] [data-do=remove]", state="visible")
    press(page, "ar", "remove")
    assert page.evaluate(KEPT) == NOTHING


def test_what_is_not_saved_leads_to_what_is(small: Host, phone: BrowserContext) -> None:
    page = saved(phone, small, "sante.ar", "ar")
    small.stop()
    page.goto(f"{small.url}ar/services/permanence.html")
    page.wait_for_url("**/ar/saved.html#missing")
    assert page.locator(".missing").is_visible()
    page.goto(f"{small.url}fr/index.html")
    page.wait_for_url("**/ar/saved.html#missing")


def test_the_size_is_shown_first(small: Host, phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto(f"{small.url}fr/saved.html")
    page.wait_for_selector("[data-pack=fr] [data-do=save]", state="visible")
    assert page.inner_text("[data-pack=fr] .size") == f"{-(-pack(small, 'fr')['weight'] // 1000)} ko"
    assert page.locator("[data-pack=fr] [data-do=remove]").is_hidden()
    assert page.evaluate(KEPT) == NOTHING


def loaded(host: Host) -> set[str]:
    """The sheaves and files that were fetched since the last time; not the lists of packs, which are fetched to see what is new."""
    found = {path for path in host.asked if not (path.startswith("packs/") and path.count("/") == 1)}
    host.asked.clear()
    return found


def test_a_renewal_that_fails_midway_leaves_the_old_copy_whole(small: Host, phone: BrowserContext) -> None:
    page = saved(phone, small, "fr", "fr")
    change(small, "01-numeros.md", "02-soins.md")
    small.broken.add("packs/fr/sante.0.json")
    page.reload()
    page.wait_for_selector("[data-pack=fr] [data-do=renew]", state="visible")
    loaded(small)
    press(page, "fr", "renew")
    assert "Appuyez encore" in status(page, "fr")
    first = loaded(small) - small.broken
    small.broken.clear()
    press(page, "fr", "renew")
    assert status(page, "fr") == ""
    again = loaded(small)
    assert "packs/fr/sante.0.json" in again
    assert not first & again, "nothing is fetched twice"
    # The page that says how large a pack is may have another size to tell.
    assert (first | again) - {"fr/saved.html"} == {"packs/fr/sante.0.json", "fr/search-index.js", "fr/search-texts.js"}, (
        "what did not change is not fetched again, and a file alone comes alone"
    )
    small.stop()
    page.goto(f"{small.url}fr/sante/soins.html")
    assert "Une phrase de plus." in page.inner_text("main")
    assert "27 novembre 2026" in page.inner_text("p.saved")


def test_the_old_copy_is_read_until_the_new_one_is_whole(small: Host, phone: BrowserContext) -> None:
    page = saved(phone, small, "fr", "fr")
    change(small, "01-numeros.md", "02-soins.md")
    small.broken.add("packs/fr/sante.0.json")
    page.reload()
    page.wait_for_selector("[data-pack=fr] [data-do=renew]", state="visible")
    press(page, "fr", "renew")
    small.stop()
    for name in ("numeros", "soins", "index"):
        page.goto(f"{small.url}fr/sante/{name}.html")
        assert "Une phrase de plus." not in page.inner_text("main")
        assert "24 novembre 2026" in page.inner_text("p.saved")


def test_the_retry_of_a_first_save_fetches_only_what_was_missing(small: Host, phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto(f"{small.url}ar/saved.html")
    page.wait_for_selector("[data-pack=ar] [data-do=save]", state="visible")
    small.broken.add("packs/ar/services.0.json")
    loaded(small)
    press(page, "ar", "save")
    assert state(page, "ar") == ""
    first = loaded(small) - small.broken
    small.broken.clear()
    press(page, "ar", "save")
    assert state(page, "ar")
    again = loaded(small)
    whole = pack(small, "ar")
    fetched = {path for path in first | again if not path.endswith(".woff2")}  # as the machine has Arabic letters, or not
    alone = {file[0] for file in whole["files"] if len(file) == 3}
    assert fetched == {name for name, _ in whole["sheaves"]} | alone
    assert "packs/ar/services.0.json" in again
    assert not first & again, "nothing is fetched twice"


def test_a_file_that_is_not_what_the_pack_says_is_refused(small: Host, phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto(f"{small.url}fr/saved.html")
    page.wait_for_selector("[data-pack=fr] [data-do=save]", state="visible")
    target = small.folder / "packs/fr/sante.0.json"
    target.write_bytes(target.read_bytes().replace(b"15", b"17"))
    press(page, "fr", "save")
    assert state(page, "fr") == ""
    assert status(page, "fr")
    small.stop()
    with pytest.raises(Exception, match="ERR_CONNECTION_REFUSED"):
        page.goto(f"{small.url}fr/sante/soins.html")


def test_deleting_leaves_nothing(small: Host, phone: BrowserContext) -> None:
    page = saved(phone, small, "ar", "ar")
    press(page, "sante.ar", "save")
    kept = page.evaluate(KEPT)
    assert len(kept["caches"]) == 3
    assert kept["workers"] == 1
    press(page, "ar", "remove")
    assert page.evaluate(KEPT)["workers"] == 1, "the booklet is still there"
    press(page, "sante.ar", "remove")
    assert page.evaluate(KEPT) == NOTHING


def test_one_button_deletes_everything(small: Host, phone: BrowserContext) -> None:
    page = saved(phone, small, "ar", "ar")
    page.click(".tools summary")
    page.check("[name=keep]")
    page.check("[name=size][value=large]")
    assert page.evaluate(KEPT)["local"] == 1
    with page.expect_navigation():
        page.click(".everything")
    assert page.evaluate(KEPT) == NOTHING


def test_a_newer_copy_is_offered_on_opening(small: Host, phone: BrowserContext) -> None:
    page = saved(phone, small, "fr", "fr")
    with page.expect_response("**/packs/fr.json") as asked:
        page.goto(f"{small.url}fr/sante/soins.html")
    asked.value.finished()
    page.evaluate("url => fetch(url).then(response => response.json())", asked.value.url)  # what came before is read before
    assert page.locator(".renew").is_hidden()
    assert page.locator("p.saved").is_hidden(), "this page comes from the network"
    change(small, "02-soins.md")
    page.reload()
    page.wait_for_selector(".renew", state="visible")


@pytest.mark.parametrize("trouble", ["broken", "held"])
def test_a_network_that_fails_or_does_not_answer_gives_way_to_the_copy(trouble: str, small: Host, phone: BrowserContext) -> None:
    if trouble == "held":
        patience(small.folder.parent, 1)
        publish(small.folder.parent)
    page = saved(phone, small, "fr", "fr")
    getattr(small, trouble).add("fr/sante/soins.html")
    page.goto(f"{small.url}fr/sante/soins.html")
    assert page.locator("p.saved").is_visible()


def test_the_kill_switch_removes_what_was_saved(small: Host, phone: BrowserContext) -> None:
    page = saved(phone, small, "fr", "fr")
    site = small.folder.parent / "content/site.yaml"
    site.write_text(site.read_text(encoding="utf-8") + "offline: false\n", encoding="utf-8")
    publish(small.folder.parent)
    page.goto(f"{small.url}fr/index.html")
    page.evaluate("navigator.serviceWorker.getRegistration().then(found => found && found.update())")
    until(lambda: page.evaluate("navigator.serviceWorker.getRegistrations().then(found => !found.length)"))
    assert page.evaluate(KEPT) == NOTHING
    assert "saved.html" not in page.content()


def test_inside_another_app_one_is_warned(small: Host, new_context: NewContext) -> None:
    agent = "Mozilla/5.0 (Linux; Android 9; wv) Version/4.0 Chrome/80.0 Mobile; wv) [FBAN/FB4A]"
    page = new_context(user_agent=agent).new_page()
    page.goto(f"{small.url}fr/saved.html")
    assert page.locator(".inside").is_visible()


def test_on_a_usb_stick_nothing_is_offered(small: Host, phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto(f"file://{small.folder}/fr/saved.html")
    assert page.locator(".cannot").is_visible()
    assert page.locator("[data-packs]").is_hidden()
    page.click(".cannot a")
    page.wait_for_url("**/saved.html#take")
    assert page.locator("#take ~ .take .files a").first.is_visible(), "what is offered instead is on the same page"


def test_what_is_saved_and_what_is_taken_away_are_one_page(small: Host, phone: BrowserContext) -> None:
    """It tells them apart in one sentence; the address that the second one had leads there."""
    page = phone.new_page()
    page.goto(f"{small.url}fr/offline.html")
    page.wait_for_url("**/fr/saved.html")
    page.wait_for_selector("[data-pack=fr] [data-do=save]", state="visible")
    lead = page.inner_text("main .lead")
    assert "navigateur" in lead
    assert "fichier" in lead
    assert lead.count(".") == 1
    assert page.locator("main h2").all_inner_texts() == ["Enregistrer sur ce téléphone", "À emporter"]
    assert page.locator(".files a").count() > 2


def test_where_there_is_no_room_the_size_is_named_and_less_is_offered(small: Host, phone: BrowserContext) -> None:
    """What was fetched is let go of, so that a booklet fits."""
    page = phone.new_page()
    page.add_init_script("""{
      const put = Cache.prototype.put;
      let room = 6;
      Cache.prototype.put = function (...all) {
        return room-- > 0 || window.free ? put.apply(this, all) : Promise.reject(new DOMException("full", "QuotaExceededError"));
      };
    }""")
    page.goto(f"{small.url}fr/saved.html")
    page.wait_for_selector("[data-pack=fr] [data-do=save]", state="visible")
    press(page, "fr", "save")
    assert state(page, "fr") == ""
    assert f"{-(-pack(small, 'fr')['weight'] // 1000)} ko" in status(page, "fr").replace("\u202f", " ").replace("\xa0", " ")
    assert page.evaluate(KEPT)["caches"] == []
    ways = page.locator("[data-pack=fr] [role=status] a")
    assert ways.evaluate_all("all => all.map(each => each.getAttribute('href'))") == ["#pack-2", "#take"]
    page.evaluate("window.free = true")
    ways.first.click()
    assert page.evaluate("document.querySelector(':target').closest('section').dataset.pack") == "sante.fr"
    press(page, "sante.fr", "save")
    assert state(page, "sante.fr")


def test_in_a_window_that_refuses_storage_nothing_is_offered(small: Host, phone: BrowserContext) -> None:
    page = phone.new_page()
    page.add_init_script("CacheStorage.prototype.has = () => Promise.reject(new DOMException('no', 'SecurityError'))")
    page.goto(f"{small.url}fr/saved.html")
    page.wait_for_selector(".cannot", state="visible")
    assert page.locator("[data-packs]").is_hidden()
