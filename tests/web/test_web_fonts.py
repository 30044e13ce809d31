"""Fonts of pages: a script that a phone has not comes in two real weights, within the budget of a first chapter; read by fontTools, loaded by Chromium."""

from __future__ import annotations

import gzip
import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from chromium import NewContext
from conftest import ROOT
from fontTools.ttLib import TTFont
from host import Host, hosting
from playwright.sync_api import BrowserContext, Page

from livret.web import web_fonts

FONTS = ROOT / "theme/web/fonts"
WRITTEN = {"Ethi": ("ti",), "Arab": ("ar", "prs", "ps"), "Geor": ("ka",)}
LETTERS = {"Ethi": "[\u1200-\u137f]", "Arab": "[\u0600-\u06ff]", "Geor": "[\u10a0-\u10ff]"}
# A phone that has no font but this one's fallback of Latin letters: our family is asked before those of the system.
BARE = 'html { font-family: "Livret", sans-serif !important }'


def font(name: str) -> TTFont:
    return TTFont(BytesIO((FONTS / name).read_bytes()))


@pytest.mark.parametrize("script", WRITTEN)
def test_both_weights_have_every_letter_that_is_written(script: str) -> None:
    texts = "".join(
        path.read_text(encoding="utf-8") for tag in WRITTEN[script] for path in (ROOT / "translations" / tag).glob("*.po")
    )
    letters = {ord(letter) for letter in re.findall(LETTERS[script], texts)}
    assert len(letters) > 30
    for name, weight in ((f"{script}.woff2", 400), (f"{script}-bold.woff2", 700)):
        found = font(name)
        assert letters <= set(found.getBestCmap()), name
        assert found["OS/2"].usWeightClass == weight


def test_whoever_is_given_a_font_is_given_its_licence(shipped: Path) -> None:
    """In a browser's cache, a saved language, an archive or a book as on the site: a file says itself whose it is, and what may be done with it."""
    carried = [archive for ending in ("zip", "epub") for archive in shipped.rglob(f"*.{ending}")]
    files = {path.name: path.read_bytes() for path in shipped.rglob("*.woff2")}
    files |= {
        f"{path.name} {name}": ZipFile(path).read(name)
        for path in carried
        for name in ZipFile(path).namelist()
        if name.endswith(".woff2")
    }
    assert len({name.rpartition("/")[2].rpartition(" ")[2] for name in files}) >= 8
    for name, data in files.items():
        names = TTFont(BytesIO(data), lazy=True)["name"]
        assert "Copyright" in names.getDebugName(0), name
        assert "SIL Open Font License" in names.getDebugName(13), name
        assert names.getDebugName(14).startswith("https://"), name


def test_what_is_rare_completes_what_is_common() -> None:
    """Every syllable of Ethiopic, each in one file of a weight: Amharic has some that Tigrinya has not."""
    for weight in ("", "-bold"):
        common, rare = (set(font(f"Ethi{part}{weight}.woff2").getBestCmap()) for part in ("", "-rare"))
        whole = {point for point in font_of_paper(weight) if 0x1200 <= point <= 0x137F}
        assert whole <= common | rare
        assert not {point for point in common & rare if point > 0xFF}


def font_of_paper(weight: str) -> set[int]:
    path = ROOT / f"theme/fonts/NotoSansEthiopic-{'Bold' if weight else 'Regular'}.ttf"
    return set(TTFont(path).getBestCmap())


def opened(page: Page, host: Host, path: str, *, bare: bool) -> set[str]:
    """The files that a page loads, it among them, by their paths from public/."""
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url.removeprefix(host.url)) if request.url.startswith(host.url) else None)
    page.goto(host.url + path)
    if bare:
        page.add_style_tag(content=BARE)
        page.evaluate("document.fonts.ready.then(() => 0)")
    return asked


def weight(shipped: Path, paths: set[str]) -> int:
    """As a server sends them."""
    files = [shipped / path for path in paths]
    return sum(path.stat().st_size if path.suffix == ".woff2" else len(gzip.compress(path.read_bytes(), 6)) for path in files)


@pytest.mark.parametrize(("tag", "script"), [(tag, script) for script, tags in WRITTEN.items() for tag in tags])
def test_a_first_chapter_with_its_fonts_weighs_62_kilobytes_at_most(
    tag: str, script: str, shipped: Path, bare: BrowserContext
) -> None:
    with hosting(shipped) as host:
        page = bare.new_page()
        asked = opened(page, host, f"{tag}/urgences/danger.html", bare=True)
        loaded = page.evaluate(
            "[...document.fonts].filter(font => font.status === 'loaded').map(font => font.weight.replace('normal', '400')).sort()"
        )
        page.close()
    fonts = {path.rpartition("/")[2].partition(".")[0] for path in asked if path.endswith(".woff2")}
    assert fonts == {script, f"{script}-bold"}
    assert set(loaded) == {"400", "700"}, "no weight is imitated"
    assert weight(shipped, asked) <= 62_000


ETHIOPIC = ("Ethiopic", "Kefa", "Ebrima")  # ours, and what a machine may have
# Numbers the elements that have Ethiopic words and nothing else, once the fonts are there.
WRITTEN_IN = """async () => {
  await document.fonts.ready;
  const written = [...document.querySelectorAll("h1, h2, h3, a, p, strong, summary span, button, li")]
    .filter(each => !each.children.length && each.getClientRects().length && /^[\\u1200-\\u137f\\s]+$/.test(each.textContent));
  written.forEach((each, number) => each.setAttribute("data-written", number));
  return written.map(each => each.innerText);
}"""


@pytest.mark.parametrize("path", ["ti/index.html", "ti/services/index.html", "ti/urgences/danger.html"])
def test_no_word_stays_a_row_of_boxes(path: str, shipped: Path, new_context: NewContext) -> None:
    """As the page is published: each word is drawn with a font that has its letters, also those that were drawn before it was there."""
    page = new_context().new_page()
    with hosting(shipped) as host:
        page.goto(host.url + path)
        texts = page.evaluate(WRITTEN_IN)
        tool = page.context.new_cdp_session(page)
        for domain in ("DOM", "CSS"):
            tool.send(f"{domain}.enable")
        root = tool.send("DOM.getDocument", {"depth": 1})["root"]["nodeId"]
        boxed = []
        for number, text in enumerate(texts):
            node = tool.send("DOM.querySelector", {"nodeId": root, "selector": f"[data-written='{number}']"})["nodeId"]
            fonts = tool.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
            drawn = sum(font["glyphCount"] for font in fonts if any(name in font["familyName"] for name in ETHIOPIC))
            if drawn < len("".join(text.split())):
                boxed.append((text, fonts))
        page.close()
    assert len(texts) > 10
    assert boxed == []


# What a page has moved under its reader's eyes so far.
SHIFTS = """() => {
  let sum = 0;
  new PerformanceObserver(list => list.getEntries().forEach(each => { sum += each.value; })).observe({ type: "layout-shift", buffered: true });
  return new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum))));
}"""


@pytest.mark.parametrize("tag", ["ar", "prs", "ps", "ti", "ka"])
@pytest.mark.parametrize("path", ["index.html", "services/index.html"])
def test_a_font_that_comes_late_moves_little(tag: str, path: str, shipped: Path, new_context: NewContext) -> None:
    """What stands until then is as wide: the page is painted before any font is sent."""
    page = new_context(viewport={"width": 360, "height": 640}).new_page()
    page.route("**/*.woff2", lambda _: None)
    with hosting(shipped) as host:
        page.goto(f"{host.url}{tag}/{path}", wait_until="domcontentloaded")
        page.evaluate(SHIFTS)
        page.unroute("**/*.woff2")  # from here on they come
        page.evaluate("document.fonts.ready.then(() => 0)")
        assert page.evaluate(SHIFTS) < 0.1
        page.close()


@pytest.mark.parametrize("tag", ["fr", "uk", "pt"])
def test_one_that_wants_no_font_28(tag: str, shipped: Path, bare: BrowserContext) -> None:
    with hosting(shipped) as host:
        page = bare.new_page()
        asked = opened(page, host, f"{tag}/urgences/danger.html", bare=True)
        page.close()
    assert not [path for path in asked if path.endswith(".woff2")]
    assert 10_000 <= weight(shipped, asked) <= 28_000


@pytest.fixture
def bare(new_context: NewContext) -> BrowserContext:
    """A page's policy lets no style in that is not its own; nor does it let ours."""
    return new_context(bypass_csp=True)


def test_a_face_without_its_file_is_left_out() -> None:
    style = '@font-face { src: url("fonts/Ethi.woff2") }\n@font-face { src: url("fonts/Ethi-rare.woff2") }\nbody { margin: 0 }'
    assert web_fonts.bound(style, {"Ethi.woff2": "x.woff2"}) == '@font-face { src: url("x.woff2") }\nbody { margin: 0 }'
