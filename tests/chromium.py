"""Debian's Chromium, and axe-core in it: what every test of a page opens pages with."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Frame, Page, sync_playwright
from waiting import LAST_RESORT, until

PHONE = {"width": 360, "height": 780}
# What Chromium would start for each window besides the page: a renderer that waits for a second site, and two pages below the address bar, which
# cost as much as the page. A second list of what is off replaces that of Playwright, which is the rest.
_OFF = (
    "SpareRendererForSitePerProcess", "WebUIOmniboxPopup", "WebUIOmniboxAimPopup",
    "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable", "LensOverlay",
    "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints",
    "NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch",
)  # fmt: skip
ARGUMENTS = [
    f"--disable-features={','.join(_OFF)}",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--js-flags=--single-threaded",  # a page lives too short for what V8 prepares in other threads: a tenth of all work
]
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NewContext = Callable[..., BrowserContext]  # what the fixture new_context gives
COLOURS = ["color-contrast", "link-in-text-block"]  # the rules that other colours can break
_ORIGIN = re.compile("(?:https?|file)://[^/]*")
_AXE = Path(__file__).parent / "tools/node_modules/axe-core/axe.min.js"


@contextmanager
def chromium() -> Iterator[Browser]:
    program = shutil.which("chromium")
    assert program, "scripts/test installs it"
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=ARGUMENTS, timeout=LAST_RESORT * 1000)
        yield browser
        browser.close()


def window(browser: Browser, errors: list[str], **options: Any) -> BrowserContext:
    """A browser with nothing in it: a phone, where nothing else is said. It notes the errors of scripts."""
    context = browser.new_context(**{"viewport": PHONE, **options})
    context.set_default_timeout(LAST_RESORT * 1000)
    context.on("weberror", lambda error: errors.append(str(error.error)))
    return context


class Phone:
    """A window that one test after the other finds empty: one of its own, with its processes, would cost each as much as two pages more.

    What is never taken out of it again is a clock: whoever sets one needs another window.
    """

    def __init__(self, browser: Browser) -> None:
        self._errors, self._seen = list[str](), set[str]()
        self.context = window(browser, self._errors)
        self._blank = self.context.new_page()
        self._tool = self.context.new_cdp_session(self._blank)
        self.context.on("page", lambda page: page.on("framenavigated", self._note))

    def _note(self, frame: Frame) -> None:
        if origin := _ORIGIN.match(frame.url):
            self._seen.add(origin[0])

    def empty(self) -> None:
        """Closes its pages, and takes away what the sites that were seen have kept. An error in a script fails the test."""
        for page in self.context.pages:
            if page is not self._blank:
                page.close()
        self.context.unroute_all()
        self.context.clear_cookies()
        for origin in self._seen:
            self._tool.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
        self._seen.clear()
        errors = self._errors.copy()
        self._errors.clear()
        assert errors == []


def show(page: Page, address: str) -> None:
    """Loads an address in the place of the page before, also where the two differ by their fragments alone."""
    if "#" in address:
        page.goto("about:blank")
    page.goto(address)


def come_true(page: Page, expression: str) -> None:
    """Waits until an expression is true on the page, or on the one that comes in its place. Playwright's own way has the page look again and again, and evaluate
    a text each time: a page's policy forbids it that."""

    def is_true() -> bool:
        try:
            return bool(page.evaluate(expression))
        except Error:  # it is gone
            return False

    until(is_true)


def watch(page: Page) -> None:
    """From here on the page notes in `gone` where it begins to go, at once and before anything is loaded."""
    page.evaluate("window.gone = []; navigation.addEventListener('navigate', event => gone.push(event.destination.url)); 0")


def bring_axe(page: Page) -> None:
    """From here on axe-core is in whatever the page shows: sent once, not with each address."""
    page.add_init_script(path=_AXE)


def violations(page: Page, rules: list[str] | None = None) -> list[tuple[str, list[str]]]:
    """What axe-core finds on the page: the rule, and the elements that break it. All rules, or those with these names. It looks from the end of the page,
    where the bar at the foot of the window covers nothing: what is half behind it anywhere else can be scrolled away from it (tests/web/test_bars.py)."""
    options = {
        "runOnly": {"type": "rule", "values": rules} if rules else _RULES,
        "reporter": "no-passes",
        "iframes": False,
        "preload": False,
    }
    found = page.evaluate("options => { scrollTo(0, document.documentElement.scrollHeight); return axe.run(options); }", options)
    return [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found["violations"]]
