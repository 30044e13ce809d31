"""Every CSS and JavaScript feature of the reading pages against MDN's browser-compat-data: Chrome 69 and Safari 12 are enough to read."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest
from conftest import ROOT

PROGRESSIVE = {
    ":focus-visible": "an older browser drops the rule and keeps its own ring around every focus",
    "text-underline-offset": "the underline is a little nearer",
    "cursor": "a touch phone has no pointer",
    "cursor: pointer": "the same",
    ":-webkit-details-marker": "WebKit's own name for the triangle, which MDN does not list; others drop the rule",
    "border-inline-start": "-webkit-border-start stands beside it",
    "border-inline-start: solid": "the same",
    "-webkit-border-start": "WebKit's own name until Safari 12.1, which MDN does not list",
    "color-scheme": "form controls keep the colours of the day",
    "color-scheme: light": "the same",
    "color-scheme: dark": "the same",
    "@media prefers-color-scheme": "an older browser shows the colours of the day; the reader can choose others",
    "@media forced-colors": "a browser without forced colours needs no frame for them",
    "forced-color-adjust": "the same",
    "forced-color-adjust: none": "the same",
    ":has": "a card to print is cut from the last sheet of its page",
    "page": "the same",
    "@page": "a card to print is cut from a larger sheet",
    "size": "the same",
    ":details-content": "on paper what is closed stays closed: one opens it first, and the sheet of the places has them all",
    "content-visibility": "the same",
    "content-visibility: visible": "the same",
    ":marker": "on paper the triangle stands before the name of a category",
    "scroll-margin-top": "a category that an address opens stands at the edge of the window",
    "@media scripting": "the filters come with their script, a little later",
    "accent-color": "boxes and buttons keep the colour of the system",
    "page-break-after: avoid": "on paper a heading may stand alone at the foot of a page",
    "min()": "cards, numbers and languages stand one under the other",
    "overflow-wrap: anywhere": "break-word is inherited, and breaks all but the narrowest columns alike",
    "position: sticky": "-webkit-sticky stands beside it",
    ".share": "the button shows where there is a share sheet",
    ".RelativeTimeFormat": "the date stands there in words without its age",
    ".persist": "the browser may delete the copy, and the page says so",
}


def above_the_floor(paths: Iterable[Path]) -> list[dict[str, str]]:
    node = shutil.which("node")
    assert node, "scripts/test installs it"
    done = subprocess.run([node, ROOT / "tests/tools/support.mjs", *paths], capture_output=True, text=True, check=True)
    found: list[dict[str, str]] = json.loads(done.stdout)
    return found


def test_an_old_phone_can_read_everything(shipped: Path) -> None:
    paths = [*(shipped / "assets").glob("*.css"), *shipped.rglob("*.js"), ROOT / "theme/web/sw-off.js"]
    assert len(paths) >= 6
    found = above_the_floor(paths)
    assert [one for one in found if one["feature"] not in PROGRESSIVE] == []
    assert set(PROGRESSIVE) == {one["feature"] for one in found}, "an exception that nothing needs any more"


NEW = {
    "a { inset: 0 }": "inset",
    "a { display: flex; gap: 1rem }": "gap in flex",
    "a:has(b) { color: red }": ":has",
    "a { width: clamp(1px, 2px, 3px) }": "clamp()",
    "a { height: 100dvh }": "dvh",
    "@container (width > 3px) { a { color: red } }": "@container",
    "a { color: oklch(1 0 0) }": "oklch()",
    "@media (width > 3px) { a { color: red } }": "@media range",
    "a { no-such-property: 1 }": "no-such-property",
    "a?.b;": "syntax after ES2018",
    "try { a() } catch { b() }": "syntax after ES2018",
    "[1].at(-1);": ".at",
    "structuredClone({});": "structuredClone",
    "document.body.replaceChildren();": ".replaceChildren",
    "'a'.replaceAll('a', 'b');": ".replaceAll",
    "/(?<=a)b/.test('ab');": "RegExp lookbehind",
}


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    folder = tmp_path_factory.mktemp("new")
    paths = {}
    for number, text in enumerate(NEW):
        paths[text] = folder / f"{number}.{'js' if text.endswith((';', '}')) and not text.startswith(('a ', 'a:', '@')) else 'css'}"
        paths[text].write_text(text, encoding="utf-8")
    found = above_the_floor(paths.values())
    return {text: [one["feature"] for one in found if one["file"] == str(path)] for text, path in paths.items()}


@pytest.mark.parametrize("text", NEW)
def test_what_is_newer_is_found(text: str, judged: dict[str, list[str]]) -> None:
    assert NEW[text] in judged[text]
