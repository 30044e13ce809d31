"""axe-core on every kind of page: on a phone and on a desktop, by day, at night, in strong contrast and in forced colours, in every language.

A kind is what the class of a page's body says, or a shape that pages of one class have or have not: a table, sentences to show, a card.
What of a page axe can find depends on its kind, on palette, width and direction, and on what its words are and how long:

- each kind, on a phone in each palette and on a desktop: in French and in Arabic, which runs from right to left;
- each other language: a tenth of the kinds, another one than the others and always the same, on a phone by day. So each kind is seen in three languages.
  Its colours at night are those of the page in French: what the stylesheets know of languages is how high a line is.
  `pytest --every-kind tests/web/test_axe.py tests/web/test_bars.py tests/web/test_reflow.py` looks at all of them, each in every palette and width.

That every page of every language has its texts, labels and `lang`, test_shipped.py holds for all of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from chromium import COLOURS, PHONE, bring_axe, show, violations
from conftest import ROOT, contexts
from playwright.sync_api import Browser, Page, ViewportSize

WHOLE = ("fr", "ar")
OTHERS = ("en", "prs", "ps", "ti", "uk", "ru", "sq", "ka", "pt", "es")
DESKTOP: ViewportSize = {"width": 1280, "height": 780}
SHAPES = (
    "urgences/numeros.html",
    "urgences/appeler.html",
    "asile/droits.html",
    "asile/procedures.html",
    "services/permanence_sante.html",
    "services/permanence_sante.html#card",
    "sentences.html#say-aide",
    "search.html#q=112",
    "search.html#q=99999",  # which is nowhere
)
# A correction, as theme/web/alert.html has it where it is not translated yet.
ALERT = f"""<details class="notice danger alert"><summary><strong>Correction</strong> <span lang="fr" dir="ltr">{"Le numéro a changé. " * 9}</span></summary>
<div><p>Appelez.</p></div></details>"""
PUT_ALERT = "alert => document.querySelector('header').insertAdjacentHTML('afterbegin', alert)"
LANGUAGE = "offline/ar.html"  # of the small site
Share = Callable[[Path, str], list[str]]
_CLASSES = re.compile(r'<body class="([^"]*)"|<article class="(easy)"')


def kinds(shipped: Path, tag: str) -> list[str]:
    """A page of each kind that a language has, and a file that carries a booklet. One that carries a language is as long as all of its pages: the small
    site's stands for it (`LANGUAGE`)."""
    found: dict[tuple[str, ...], str] = {}
    for path in [*sorted((shipped / tag).rglob("*.html")), shipped / f"offline/urgences.{tag}.html"]:
        classes = tuple("".join(each) for each in _CLASSES.findall(path.read_text(encoding="utf-8")))
        found.setdefault(classes, str(path.relative_to(shipped)))
    found.pop(("page-stub",), None)  # it leads elsewhere at once
    return ["index.html", "404.html", *found.values(), *(f"{tag}/{path}" for path in SHAPES)]


@pytest.fixture(scope="session")
def share(request: pytest.FixtureRequest) -> Share:
    """The kinds that a run looks at in one of the other languages: its tenth of them, or all with `--every-kind`."""

    def share(shipped: Path, tag: str) -> list[str]:
        every = kinds(shipped, tag)
        return every if request.config.getoption("--every-kind") else every[OTHERS.index(tag) :: len(OTHERS)]

    return share


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with contexts(browser) as new_context:
        page = new_context(bypass_csp=True).new_page()
        bring_axe(page)
        yield page


def look_at(page: Page, public: Path, path: str) -> None:
    """Opens a page. Only what has addresses from the root of a host has them answered from here: while that goes on, every file of every page waits
    for us."""
    if path.endswith("404.html"):
        page.route("https://a-host.example/**", lambda route: route.fulfill(path=public / urlsplit(route.request.url).path[1:]))
        show(page, f"https://a-host.example/{path}")
        page.unroute_all()
    else:
        show(page, f"file://{public}/{path}")


def found_by_day(page: Page) -> list[object]:
    """Every rule on a phone. What is folded is opened, for axe sees nothing of it else."""
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="light")
    page.evaluate("document.querySelectorAll('details:not(.switch)').forEach(each => { each.open = true })")
    return [("day", *each) for each in violations(page)]


def found_in_forced_colours(page: Page) -> list[object]:
    """By day: at night axe-core reads a colour of text that Chromium has replaced by the system's."""
    page.emulate_media(color_scheme="light", forced_colors="active")
    forced = violations(page, COLOURS)
    page.emulate_media(forced_colors="none")
    return [("forced", *each) for each in forced]


def found_in_the_dark(page: Page) -> list[object]:
    """At night and in strong contrast the rules that colours can break."""
    page.emulate_media(color_scheme="dark")
    night = violations(page, COLOURS)
    page.evaluate("document.documentElement.setAttribute('data-theme', 'strong')")
    return [("night", *each) for each in night] + [("strong", *each) for each in violations(page, COLOURS)]


def found_on_a_desktop(page: Page) -> list[object]:
    """Every rule by day, on a page as it is opened."""
    page.set_viewport_size(DESKTOP)
    page.emulate_media(color_scheme="light")
    return [("desktop", *each) for each in violations(page)]


def nothing_is_found(page: Page, public: Path, path: str) -> None:
    look_at(page, public, path)
    nothing_is_found_of(page, path)


def nothing_is_found_of(page: Page, path: str) -> None:
    assert found_on_a_desktop(page) == [], path
    assert found_by_day(page) == [], path
    assert found_in_forced_colours(page) == [], path
    assert found_in_the_dark(page) == [], path


@pytest.mark.parametrize("part", range(4))
@pytest.mark.parametrize("tag", WHOLE)
def test_every_kind_of_page(tag: str, part: int, shipped: Path, page: Page) -> None:
    paths = kinds(shipped, tag)
    assert len(paths) >= 26
    for path in paths[part::4]:
        nothing_is_found(page, shipped, path)


def test_a_file_that_carries_a_language(published: Path, page: Page) -> None:
    nothing_is_found(page, published / "public", LANGUAGE)


def test_a_page_with_a_correction(shipped: Path, page: Page) -> None:
    look_at(page, shipped, "fr/index.html")
    page.evaluate(PUT_ALERT, ALERT)
    nothing_is_found_of(page, "a correction")


def test_a_search_is_seen_with_what_it_finds_and_with_nothing(shipped: Path, page: Page) -> None:
    """Else what the pages of a search are looked at for is not there."""
    for tag in (*WHOLE, "ti", "ka"):
        for path in SHAPES[-2:]:
            look_at(page, shipped, f"{tag}/{path}")
            assert bool(page.locator(".results li").count()) == path.endswith("112"), (tag, path)


@pytest.mark.parametrize("tag", OTHERS)
def test_every_language(tag: str, share: Share, shipped: Path, page: Page, request: pytest.FixtureRequest) -> None:
    for path in share(shipped, tag):
        if request.config.getoption("--every-kind"):
            nothing_is_found(page, shipped, path)
        else:
            look_at(page, shipped, path)
            assert found_by_day(page) == [], path


def test_no_colour_depends_on_a_language() -> None:
    known = []
    for sheet in (ROOT / "theme/web").glob("*.css"):
        for selector, body in re.findall(r"([^{}]*)\{([^{}]*)\}", sheet.read_text(encoding="utf-8")):
            if re.search(r"lang\b", re.sub(r".*\*/", "", selector, flags=re.DOTALL)):
                known += [declaration.partition(":")[0].strip() for declaration in body.split(";") if declaration.strip()]
    assert set(known) == {"line-height", "text-align", "white-space"}
