"""A town's own looks: another colour, logo, letters, a line at the foot, a sheet of its own, one template – without touching the package. Read where it is published:
by Chromium, pikepdf and fontTools."""

from __future__ import annotations

import re
import shutil
from io import BytesIO
from pathlib import Path

import pikepdf
import plain
import pytest
from chromium import NewContext
from conftest import DAY, ROOT, run
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from host import hosting

from livret import paths

ACCENT = "#6a1b9a"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24"><path fill="var(--token-colour-accent)" d="M4 4h16v12H4z"/></svg>'
FACES = "".join(
    f'@font-face{{font-family:"Livret";font-weight:{weight};src:url("fonts/{name}") format("woff2")}}\n'
    for weight, name in ((400, "Town.woff2"), (700, "Town-bold.woff2"))
)
THEME = {
    "tokens.yaml": f'colour: {{accent: "{ACCENT}"}}\ndark: {{colour: {{accent: "#d7b3ea"}}}}\nfont: {{latin: Town}}\n',
    "web/assets.yaml": "styles: {town.css: {pages: [every]}}\nicons: {logo.svg: {pages: [every]}}\n"
    "fonts: {Latn: {sheet: Latn.css, saved: [Town.woff2, Town-bold.woff2]}}\n",
    "web/logo.svg": LOGO,
    "web/logo.html": '<img src="{{ asset("logo.svg") }}" alt="" width="24" height="24">\n',
    "web/foot.html": '<p class="town">{{ plain(config.name) }}, avec la Ville</p>\n',
    "web/town.css": ".town { background: url(logo.svg) no-repeat; color: var(--token-colour-accent); }\n"
    '.town::after { content: "A : b, c ; d > e"; }\n',
    "web/fonts/Latn.css": FACES,
    "web/about.html": '{% extends "base.html" %}{% block main %}<h1>Ici, {{ page.title }}</h1>{% endblock %}\n',
}


def town_font(name: str, *, web: bool = False) -> bytes:
    """Noto Sans under another name, which nobody has but this theme; for pages, its first letters."""
    font, made = TTFont(ROOT / f"theme/fonts/NotoSans-{name}.ttf"), BytesIO()
    for record in font["name"].names:
        if record.nameID in (1, 4, 6, 16):
            record.string = "Town" if record.nameID in (1, 16) else f"Town-{name}"
    if web:
        subsetter = Subsetter(Options(notdef_outline=True))
        subsetter.populate(unicodes=range(0x20, 0x180))
        subsetter.subset(font)
        font.flavor = "woff2"
    font.save(made)
    return made.getvalue()


# What the guide is published without, so that its looks cost no more than they show.
LEFT_OUT = "qr,pair,carried-booklet,carried-language,epub,zip,pack,sheaf,search-index,search-texts,lab,minutes"


def dress(site: Path) -> None:
    """Gives a site this theme."""
    for name, text in THEME.items():
        (site / "theme" / name).parent.mkdir(parents=True, exist_ok=True)
        (site / "theme" / name).write_text(text, encoding="utf-8")
    (site / "theme/fonts").mkdir()
    for name, own in (("Regular", "Town"), ("Bold", "Town-bold")):
        (site / f"theme/fonts/{own}.ttf").write_bytes(town_font(name))
        (site / f"theme/web/fonts/{own}.woff2").write_bytes(town_font(name, web=True))


@pytest.fixture(scope="module")
def restyled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is published of the small site with such a theme."""
    site = plain.site(tmp_path_factory.mktemp("restyled"), "sound")
    dress(site)
    assert run("check", "--site", site, "--date", DAY).output == "no problem\n"
    result = run("--site", site, "--date", DAY, "--jobs", "1")
    assert result.exit_code == 0, result.output
    return site / "public"


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages of the guide of this repository with such a theme, in two of its languages."""
    site = tmp_path_factory.mktemp("guide")
    for name in ("content", "translations"):
        shutil.copytree(ROOT / name, site / name)
    dress(site)
    asked = ("--lang", "fr,ar", "--no-pdf", "--without", LEFT_OUT)
    result = run("--site", site, "--out", site / "public", "--date", DAY, "--jobs", "1", *asked)
    assert result.exit_code == 0, result.output
    return site / "public"


@pytest.fixture(params=["restyled", "guide"])
def public(request: pytest.FixtureRequest) -> Path:
    return Path(request.getfixturevalue(request.param))


def test_pages_have_the_town_s_looks(public: Path, new_context: NewContext) -> None:
    with hosting(public) as host:
        page = new_context(color_scheme="light").new_page()
        page.goto(f"{host.url}fr/about.html")
        assert page.inner_text("h1") == "Ici, Qui sommes-nous"
        assert page.evaluate("document.querySelector('.brand img').decode().then(() => true)")
        foot = page.locator(".town")
        assert foot.inner_text() == f"{page.inner_text('.brand')}, avec la Ville"
        assert foot.evaluate("node => getComputedStyle(node).color") == "rgb(106, 27, 154)"
        assert foot.evaluate("node => getComputedStyle(node, '::after').content") == '"A : b, c ; d > e"', "a text stays as it is"
        picture = re.search(r'"(.+)"', foot.evaluate("node => getComputedStyle(node).backgroundImage"))
        assert picture
        assert page.request.get(picture[1]).text() == LOGO.replace("var(--token-colour-accent)", ACCENT)
        assert page.evaluate("document.fonts.ready.then(() => [...document.fonts].some(face => face.status == 'loaded'))")


def test_a_file_to_carry_has_its_pictures_inside(restyled: Path, new_context: NewContext) -> None:
    page = new_context().new_page()
    page.goto((restyled / paths.carried("fr", "html")).as_uri())
    sheet = page.evaluate("[...document.styleSheets].flatMap(sheet => [...sheet.cssRules]).map(rule => rule.cssText).join()")
    assert 'url("data:image/svg+xml;base64,' in sheet
    assert "url(logo" not in sheet


def test_paper_has_the_town_s_letters(restyled: Path) -> None:
    with pikepdf.open(restyled / paths.pdf("fr", "sante")) as pdf:
        fonts = {
            str(each.get("/BaseFont", ""))
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font"
        }
    assert any("Town" in name for name in fonts)
    assert not any("NotoSans-Regular" in name for name in fonts)


def test_nothing_of_livret_s_own_colour_is_left(public: Path) -> None:
    """But in the drawings of an author, which have the colours that they were drawn with."""
    own = re.search(r'^  accent: "(#\w+)"', (ROOT / "theme/tokens.yaml").read_text(encoding="utf-8"), re.MULTILINE)
    assert own
    looks = (".html", ".css", ".js", ".svg", ".json", ".webmanifest")
    published = [path for path in public.rglob("*") if path.suffix in looks and path.parent.name != "media"]
    assert len(published) > 30
    assert [path for path in published if own[1] in path.read_text(encoding="utf-8").lower()] == []
