"""Sentences to show: one page has all of them, collected from the texts; each fills the screen, without JavaScript and from a file."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from chromium import NewContext, come_true
from conftest import DAY, ROOT, run
from playwright.sync_api import BrowserContext, Page
from test_reader import VOICES

FACTS = yaml.safe_load((ROOT / "content/facts.yaml").read_text(encoding="utf-8"))["sentence"]
ALONE = """() => [...document.querySelectorAll("body *")].filter(each => each.getClientRects().length && !each.closest(".show") && !each.querySelector(".show:target")).length"""


def cards(text: str) -> list[str]:
    return re.findall(r'<section class="show" id="(?:/sentences:)?say-([a-z0-9_]+)"', text)


@pytest.mark.parametrize("tag", ["fr", "ar", "ti", "ka"])
def test_one_page_has_every_sentence_once(tag: str, shipped: Path) -> None:
    text = (shipped / tag / "sentences.html").read_text(encoding="utf-8")
    assert sorted(cards(text)) == sorted(FACTS)
    assert sorted(re.findall(r'class="sentence" data-fact="sentence\.([a-z0-9_]+)"', text)) == sorted(FACTS)


def groups(text: str) -> dict[str, list[str]]:
    """The sentences under each chapter that says them first."""
    found = re.findall(r'<h2><a href="([^"]+)\.html">.*?<ul class="sentences">(.*?)</ul>', text, re.DOTALL)
    return {path: re.findall(r'data-fact="sentence\.(\w+)"', cards) for path, cards in found}


def test_they_stand_under_the_chapter_that_says_them_first(shipped: Path) -> None:
    said = groups((shipped / "ar/sentences.html").read_text(encoding="utf-8"))
    assert said["urgences/appeler"] == ["langue", "medecin", "ou", "respire", "enceinte", "aide"]
    assert said["asile/premiers-jours"] == ["asile"]


def test_every_chapter_with_a_number_to_call_has_its_key_phrase(shipped: Path) -> None:
    pages = {str(path.relative_to(shipped)): path.read_text(encoding="utf-8") for path in shipped.glob("fr/*/*.html")}
    chapters = {
        name: text.partition("<article")[2].partition("</article>")[0]
        for name, text in pages.items()
        if 'class="page-chapter"' in text
    }
    calling = [name for name, text in chapters.items() if 'href="tel:' in text and not name.endswith(".easy.html")]
    assert len(calling) > 5
    assert [name for name in calling if 'class="sentence"' not in chapters[name]] == []


def test_what_no_chapter_says_comes_last(sound: Path) -> None:
    facts = sound / "content/facts.yaml"
    facts.write_text(
        facts.read_text(encoding="utf-8").replace("sentence:\n", 'sentence:\n  main: {text: "J\'ai mal à la main."}\n'),
        encoding="utf-8",
    )
    assert run("--site", sound, "--date", DAY, "--no-pdf", "--out", sound / "out").exit_code == 0
    text = (sound / "out/fr/sentences.html").read_text(encoding="utf-8")
    assert cards(text) == ["help", "main"]
    assert "J’ai mal à la main." in text, "the signs are those of print"
    assert text.count('id="main"') == 1, "no name of an author's is an id of ours"


def test_without_sentences_there_is_no_page(sound: Path) -> None:
    facts, chapter = sound / "content/facts.yaml", sound / "content/booklets/01-sante/01-numeros.md"
    facts.write_text(re.sub(r"sentence:\n(  .*\n)+", "", facts.read_text(encoding="utf-8")), encoding="utf-8")
    chapter.write_text(chapter.read_text(encoding="utf-8").replace("{sentence.help}\n", ""), encoding="utf-8")
    assert run("--site", sound, "--date", DAY, "--no-pdf", "--out", sound / "out").exit_code == 0
    assert not (sound / "out/fr/sentences.html").exists()
    for path in ("index.html", "search.html", "sante/numeros.html"):
        assert "sentences.html" not in (sound / "out/fr" / path).read_text(encoding="utf-8"), path


@pytest.mark.parametrize("java_script_enabled", [False, True])
@pytest.mark.parametrize(("tag", "meaning"), [("ar", "أريد أن أطلب اللجوء."), ("ti", ""), ("fr", "")])
def test_a_sentence_of_a_chapter_fills_the_screen(
    tag: str, meaning: str, java_script_enabled: bool, new_context: NewContext, shipped: Path
) -> None:
    page = new_context(java_script_enabled=java_script_enabled, viewport={"width": 360, "height": 640}).new_page()
    page.goto(f"file://{shipped}/{tag}/asile/premiers-jours.html")
    page.click("article a.sentence")
    page.wait_for_url(f"**/{tag}/sentences.html#say-asile")
    card = page.locator("#say-asile")
    box = card.bounding_box()
    assert box
    assert (box["x"], box["y"] <= 1, box["width"], box["height"] >= 640) == (0, True, 360, True)
    assert page.evaluate(ALONE) == 0, "nothing else is to be seen"
    said = card.locator(".said")
    assert said.inner_text() == "Je veux demander l’asile."
    assert said.evaluate("text => parseFloat(getComputedStyle(text).fontSize)") >= 36
    assert said.get_attribute("lang") == "fr"
    if meaning:
        assert card.locator(".meaning").inner_text() == meaning
    assert card.locator(".meaning").count() == (tag != "fr")
    page.click("#say-asile .turn")
    come_true(page, "getComputedStyle(document.querySelector('h1')).display !== 'none'") if java_script_enabled else None
    assert page.locator("h1").is_visible()
    assert page.url.endswith("#in-asile")


@pytest.mark.parametrize("name", ["ar", "asile.ar"])
def test_a_file_to_carry_has_its_sentences(name: str, shipped: Path, phone: BrowserContext) -> None:
    path = shipped / f"offline/{name}.html"
    own = {
        said
        for text in (ROOT / "content/booklets/02-asile").glob("*.md")
        for said in re.findall(r"{sentence\.(\w+)}", text.read_text(encoding="utf-8"))
    }
    assert sorted(cards(path.read_text(encoding="utf-8"))) == sorted(FACTS if name == "ar" else own)
    page = phone.new_page()
    page.goto(f"file://{path}")
    page.click("article a.sentence[href='#/sentences:say-asile']")
    assert page.locator("[id='/sentences:say-asile']").is_visible()
    assert page.evaluate(ALONE) == 0


VOICE = [
    ({"lang": "fr-FR", "localService": True}, True),
    ({"lang": "fr-FR", "localService": False}, False),
    ({"lang": "ar", "localService": True}, False),
]


@pytest.mark.parametrize(
    ("voice", "offered"), VOICE, ids=["a voice of the phone", "a voice that asks a server", "another language"]
)
def test_it_is_said_by_a_voice_of_the_phone(voice: dict[str, object], offered: bool, shipped: Path, phone: BrowserContext) -> None:
    page: Page = phone.new_page()
    page.add_init_script(f"({VOICES})({json.dumps([voice])})")
    page.goto(f"file://{shipped}/ar/sentences.html#say-medecin")
    button = page.locator("#say-medecin [data-say]")
    assert button.is_visible() == offered
    if offered:
        button.click()
        assert page.evaluate("spoken.map(said => said.text)") == ["J’ai besoin d’un médecin, s’il vous plaît."]
