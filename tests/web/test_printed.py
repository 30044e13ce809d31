"""A page on paper, as Chromium prints it: phones and addresses in full and black, nothing to press, nothing that is true of one moment only."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import contexts
from playwright.sync_api import Browser, Page
from test_axe import kinds
from test_reflow import PUT
from test_shipped import LISTED

NUMBERS = "main a[href^='tel:'] bdi, main a[href^='sms:'] bdi, main address, .paper bdi"
PRINTED = f"""() => {{
  const shown = query => [...document.querySelectorAll(query)].filter(each => each.getClientRects().length);
  return [
    shown(".bars *, .leave, .crumbs, .open, [data-age], button, input, select, .turn").map(each => each.outerHTML.slice(0, 80)),
    shown("{NUMBERS}").filter(each => getComputedStyle(each).color !== "rgb(0, 0, 0)").map(each => each.outerHTML.slice(0, 80)),
    shown("{NUMBERS}").length,
  ];
}}"""


@pytest.fixture(scope="module")
def page(browser: Browser, shipped: Path) -> Iterator[Page]:
    """A page of the site, in the dark, on paper as wide as A4; others come into its place."""
    with contexts(browser) as new_context:
        page = new_context(viewport={"width": 700, "height": 1000}, color_scheme="dark").new_page()
        page.goto(f"file://{shipped}/fr/services/sheet.html")  # which has the style of all
        page.emulate_media(media="print")
        yield page


@pytest.mark.parametrize("tag", ["fr", "ar"])
def test_every_kind_of_page_keeps_what_paper_is_for(tag: str, shipped: Path, page: Page) -> None:
    numbers = 0
    for path in dict.fromkeys(path.partition("#")[0] for path in kinds(shipped, tag)):
        page.evaluate(PUT, (shipped / path).read_text(encoding="utf-8"))
        idle, pale, found = page.evaluate(PRINTED)
        assert idle == [], path
        assert pale == [], path
        numbers += found
    assert numbers > 100


@pytest.mark.parametrize("tag", ["fr", "ar", "ti"])
def test_the_directory_prints_as_a_directory(tag: str, shipped: Path, page: Page, tmp_path: Path) -> None:
    """By category, in two columns; each phone and each address is in the PDF, in full."""
    page.goto(f"file://{shipped}/{tag}/services/index.html")
    assert (
        len(set(page.eval_on_selector_all("li.card", "all => all.map(each => Math.round(each.getBoundingClientRect().left))"))) == 2
    )
    assert page.locator("main .kind h2:visible").count() == 7, "a heading for each category"
    page.pdf(path=tmp_path / "directory.pdf", format="A4")
    subprocess.run(["pdftotext", "-raw", tmp_path / "directory.pdf", tmp_path / "directory.txt"], check=True)
    text = " ".join((tmp_path / "directory.txt").read_text(encoding="utf-8").replace("\u202f", " ").replace("\xa0", " ").split())
    told = page.locator(".paper bdi, .dial bdi").all_text_contents()
    assert len(told) > 20
    for each in told:
        for word in each.split():
            assert word in text, each
    phones = [phone["number"] for each in LISTED for phone in each.get("phones", ())]
    assert len(phones) > 10
    for number in phones:
        assert number.removeprefix("+33") in text.replace(" ", ""), number
