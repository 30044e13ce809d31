"""axe-core on every kind of page, in every language, by day and at night, on a phone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from chromium import COLOURS, PHONE, violations
from playwright.sync_api import Browser

TAGS = ("fr", "en", "ar", "prs", "ps", "ti", "uk", "ru", "sq", "ka", "pt", "es")
WHOLE = ("fr", "ar", "ti")
BASE = "https://livret.example"  # where the site says it is: a 404 page has whole addresses
_CLASSES = re.compile(r'<body class="([^"]*)"|<article class="(easy)"')


def kinds(shipped: Path, tag: str) -> list[Path]:
    """One page of each kind that a language has, as the classes of its body say, easy ones apart; and a booklet in one file.

    The file of a whole language has the same parts, and takes axe as long as all other pages: three languages are enough.
    """
    found: dict[tuple[str, ...], Path] = {}
    for path in [*sorted((shipped / tag).rglob("*.html")), shipped / f"offline/{tag if tag in WHOLE else f'urgences.{tag}'}.html"]:
        found.setdefault(tuple("".join(classes) for classes in _CLASSES.findall(path.read_text(encoding="utf-8"))), path)
    return list(found.values())


@pytest.mark.parametrize("tag", TAGS)
def test_axe_finds_nothing(tag: str, shipped: Path, browser: Browser) -> None:
    """Every rule by day; at night and in strong contrast those that colours can break. What is folded is opened, for axe sees nothing of it else."""
    context = browser.new_context(viewport=PHONE, bypass_csp=True)
    page = context.new_page()
    page.route(f"{BASE}/**", lambda route: route.fulfill(path=shipped / route.request.url.removeprefix(f"{BASE}/")))
    paths, wrong = kinds(shipped, tag), []
    addresses = [
        *(f"file://{path}" for path in paths),
        f"file://{shipped}/{tag}/services/permanence_sante.html#card",
        f"file://{shipped}/index.html",
    ]
    for address in addresses:
        page.emulate_media(color_scheme="light")
        page.goto(address)
        page.evaluate("document.querySelectorAll('details:not(.switch)').forEach(each => { each.open = true })")
        wrong += [(address, "light", *each) for each in violations(page)]
        page.emulate_media(color_scheme="dark")
        wrong += [(address, "dark", *each) for each in violations(page, COLOURS)]
        page.evaluate("document.documentElement.setAttribute('data-theme', 'strong')")
        wrong += [(address, "strong", *each) for each in violations(page, COLOURS)]
    context.close()
    assert wrong == []
    assert len(paths) >= 19
