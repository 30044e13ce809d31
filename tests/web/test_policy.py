"""A page says itself what it may load: from a host with Livret's headers and from one with none, from a folder, from an unpacked ZIP – nothing of ours is stopped,
and whatever a script of somebody else would be is."""

from __future__ import annotations

import re
import socket
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from chromium import come_true, show
from conftest import ROOT
from host import hosting
from playwright.sync_api import BrowserContext, Page

from livret.web import policy

# A page of each kind that has a style, a script or a picture of its own.
PAGES = (
    "index.html", "sante/index.html", "sante/numeros.html", "services/index.html", "services/permanence.html", "services/sheet.html",
    "services/ar.spoken.html", "sentences.html", "words.html",
)  # fmt: skip
LISTENING = "window.refused = []; window.hit = 0; document.addEventListener('securitypolicyviolation', event => refused.push(event.effectiveDirective));"
STYLED = "() => getComputedStyle(document.querySelector('.skip')).position"
# A picture that is not on the page, and a sound – of any bytes, for what is refused is not even opened.
SHOWN = """async path => {
  const shown = new Image(), heard = new Audio(), settled = new Promise(resolve => heard.onerror = heard.oncanplay = resolve);
  shown.src = heard.src = path;
  await shown.decode();
  await settled;
  return shown.naturalWidth;
}"""
# What would run, and what would ask elsewhere; each is refused by another directive, or twice by the same.
FOREIGN = """elsewhere => {
  const add = (name, values) => document.body.appendChild(Object.assign(document.createElement(name), values));
  add("script", { textContent: "hit = 1" });
  add("script", { src: "data:text/javascript,hit=2" });
  add("script", { src: elsewhere });
  add("div", { innerHTML: "<img src=data:, onerror='hit = 3'>" });
  add("a", { href: "javascript:hit=4" }).click();
  add("style", { textContent: ".skip { position: static }" });
  add("link", { rel: "stylesheet", href: elsewhere });
  add("img", { src: elsewhere });
  add("video", { src: elsewhere });
  add("iframe", { srcdoc: "<script>parent.hit = 5</script>" });
  add("iframe", { src: elsewhere });
  add("object", { data: elsewhere });
  try { add("form", { action: elsewhere }).submit(); } catch { /* Firefox says so */ }
  document.head.prepend(Object.assign(document.createElement("base"), { href: elsewhere }));
  fetch(elsewhere).catch(() => 0);
  navigator.sendBeacon(elsewhere);
}"""
REFUSED = {
    "script-src-elem", "script-src-attr", "style-src-elem", "img-src", "media-src", "frame-src", "object-src", "form-action", "base-uri", "connect-src",
}  # fmt: skip
PLACES = ("a host", "a host without headers", "a folder", "an unpacked ZIP")


@contextmanager
def lying(place: str, public: Path, room: Path) -> Iterator[str]:
    """The address of a site in one of the places where readers have it."""
    if place.startswith("a host"):
        with hosting(public) if place == "a host" else hosting(public, {}) as host:
            yield host.url
    elif place == "a folder":
        yield f"file://{public}/"
    else:
        zipfile.ZipFile(public / "offline/fr.zip").extractall(room)
        yield f"file://{room}/"


@pytest.mark.parametrize("place", PLACES)
def test_it_stops_whatever_is_not_ours_and_nothing_of_ours(
    place: str, published: Path, tmp_path: Path, phone: BrowserContext
) -> None:
    page = phone.new_page()
    page.add_init_script(LISTENING)
    with lying(place, published / "public", tmp_path) as address, socket.create_server(("127.0.0.1", 0)) as elsewhere:
        for path in PAGES:
            show(page, f"{address}fr/{path}")
            assert page.evaluate(STYLED) == "absolute", path
            assert page.evaluate("refused") == [], path
        assert page.evaluate(SHOWN, f"{address}assets/{icon(published)}") > 0
        show(page, f"{address}fr/search.html")
        page.fill("#q", "médecin")
        page.wait_for_selector("#results a")
        if place == "a host without headers":
            save(page, address)
        assert page.evaluate("refused") == []
        show(page, f"{address}fr/index.html")
        page.evaluate(FOREIGN, f"http://127.0.0.1:{elsewhere.getsockname()[1]}/x")
        come_true(page, f"new Set(refused).size >= {len(REFUSED)}")
        assert set(page.evaluate("refused")) == REFUSED
        assert page.evaluate("hit") == 0
        assert page.evaluate(STYLED) == "absolute"
        assert heard(elsewhere) == b""


def heard(elsewhere: socket.socket) -> bytes:
    """What reached it; Chromium opens a connection for a frame before it looks whether there may be one, and sends nothing through it."""
    elsewhere.setblocking(False)
    found = b""
    with suppress(BlockingIOError):
        while True:
            connection, _ = elsewhere.accept()
            connection.setblocking(False)
            with connection, suppress(BlockingIOError):
                found += connection.recv(1 << 10)
    return found


def icon(site: Path) -> str:
    return next(path.name for path in (site / "public/assets").glob("icon.*.svg"))


def save(page: Page, address: str) -> None:
    """A booklet is kept on the phone, by the worker."""
    show(page, f"{address}fr/saved.html")
    page.click("[data-pack='sante.fr'] [data-do=save]")
    page.wait_for_selector("[data-pack='sante.fr'] [data-do=remove]", state="visible")


def test_every_page_has_it_first(published: Path) -> None:
    """Before anything that it would have to allow; a file that has all inside has one of its own."""
    for path in sorted((published / "public").rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        found = re.search(r'<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="([^"]+)">', text)
        assert found, path
        if path.parent.name == "offline":
            assert found[1].startswith("default-src 'none';")
        else:
            assert found[1] == policy.INSIDE
            assert not re.search(r"<style|<script(?! src=| type=\"application/ld\+json\")| style=| on\w+=", text), path


def test_a_server_says_the_same(published: Path) -> None:
    """One table: of a header nothing is missing in the page but what means nothing there, and files of a stick."""
    sent = dict(part.split(" ", 1) for part in policy.SENT.split("; "))
    inside = dict(part.split(" ", 1) for part in policy.INSIDE.split(";"))
    assert sent.pop("frame-ancestors") == "'none'"
    assert inside == {**sent, "default-src": f"{sent['default-src']} file:"}
    assert policy.SENT in (ROOT / "netlify.toml").read_text(encoding="utf-8")
