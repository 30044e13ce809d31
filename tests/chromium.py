"""Debian's Chromium, and axe-core in it: what every test of a page opens pages with."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from waiting import LAST_RESORT

PHONE = {"width": 360, "height": 780}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NewContext = Callable[..., BrowserContext]  # what the fixture new_context gives
COLOURS = ["color-contrast", "link-in-text-block"]  # the rules that other colours can break
_AXE = Path(__file__).parent / "tools/node_modules/axe-core/axe.min.js"


@contextmanager
def chromium() -> Iterator[Browser]:
    program = shutil.which("chromium")
    assert program, "scripts/test installs it"
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=ARGUMENTS, timeout=LAST_RESORT * 1000)
        yield browser
        browser.close()


def show(page: Page, address: str) -> None:
    """Loads an address in the place of the page before, also where the two differ by their fragments alone."""
    if "#" in address:
        page.goto("about:blank")
    page.goto(address)


def watch(page: Page) -> None:
    """From here on the page notes in `gone` where it begins to go, at once and before anything is loaded."""
    page.evaluate("window.gone = []; navigation.addEventListener('navigate', event => gone.push(event.destination.url)); 0")


def bring_axe(page: Page) -> None:
    """From here on axe-core is in whatever the page shows: sent once, not with each address."""
    page.add_init_script(path=_AXE)


def violations(page: Page, rules: list[str] | None = None) -> list[tuple[str, list[str]]]:
    """What axe-core finds on the page: the rule, and the elements that break it. All rules, or those with these names."""
    only = {"type": "rule", "values": rules} if rules else _RULES
    found = page.evaluate("only => axe.run({runOnly: only, resultTypes: ['violations'], preload: false})", only)
    return [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found["violations"]]
