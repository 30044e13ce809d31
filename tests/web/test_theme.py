"""A theme of a town's own: what it may change, and that the frame of a page, which is written once for many, is the frame of each of them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import plain
import pytest
from conftest import DAY, ROOT, run

THEME = ROOT / "theme/web"
BESIDE = """{% extends "base.html" %}
{% block main %}
<article>{% if page.fallback %}{{ visitor.blocks(chapter.blocks) }}{% elif other %}{{ visitor.both(chapter, other) }}{% else %}{{ visitor.chapter(chapter.blocks) }}{% endif %}</article>
{% endblock %}
"""


def build(site: Path, *arguments: str) -> dict[str, bytes]:
    out = site / "out"
    shutil.rmtree(out, ignore_errors=True)
    result = run("--site", site, "--date", DAY, "--no-pdf", "--out", out, "--jobs", "1", *arguments)
    assert result.exit_code == 0, result.output
    return {path: data for path, data in plain.tree(out).items() if path.endswith(".html")}


def write(site: Path, name: str, text: str) -> None:
    path = site / "theme/web" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A site with pages of every kind: pairs, native and easy ones, old addresses, a directory, listings for professionals."""
    site = tmp_path / "site"
    plain.lay(plain.read(plain.HERE / "sites" / "arabic.txt"), site)
    chapter = site / "content/booklets/01-sante/01-soins.md"
    chapter.write_text(chapter.read_text(encoding="utf-8").replace("---\n", "---\nwas: [soigner]\n", 1), encoding="utf-8")
    return site


@pytest.mark.parametrize("arguments", [(), ("--professional",), ("--lang", "ar,ar-XB")])
def test_the_frame_of_many_is_the_frame_of_each(arguments: tuple[str, ...], many: Path) -> None:
    """A frame that is inside another is written anew with each page: that gives the same pages."""
    together = build(many, *arguments)
    write(many, "outer.html", (THEME / "base.html").read_text(encoding="utf-8"))
    write(many, "base.html", '{% extends "outer.html" %}')
    assert build(many, *arguments) == together
    assert len({re.search(rb'<body class="page-(\w+)', page)[1] for page in together.values() if b"<body class" in page}) > 12  # type: ignore[index]


def test_a_frame_shows_what_is_a_page_s_own(sound: Path) -> None:
    base = (THEME / "base.html").read_text(encoding="utf-8")
    own = '<p id="own">{{ page.title }} | {{ page.path }} | {{ absolute(page.path) }} | {{ url(page.path_of("ar")) }}{% if page.data %} | data{% endif %}</p>\n'
    write(sound, "base.html", base.replace("</footer>", own + "</footer>"))
    pages = build(sound)
    found = {path: re.search(r'<p id="own">(.*)</p>', page.decode()) for path, page in pages.items() if path.startswith("fr/")}
    assert {path: own[1] for path, own in found.items() if own and path.startswith(("fr/sante/", "fr/services/p"))} == {
        "fr/sante/index.html": "Santé | fr/sante/index.html | https://livret.example/fr/sante/ | ../../ar/sante/index.html",
        "fr/sante/numeros.html": "Les numéros | fr/sante/numeros.html | https://livret.example/fr/sante/numeros.html | ../../ar/sante/numeros.html | data",
        "fr/sante/soins.html": "Les soins | fr/sante/soins.html | https://livret.example/fr/sante/soins.html | ../../ar/sante/soins.html | data",
        "fr/services/permanence.html": "Permanence | fr/services/permanence.html | https://livret.example/fr/services/permanence.html | ../../ar/services/permanence.html | data",
    }
    assert all(found.values())


def test_a_block_of_the_frame_may_have_a_text_of_its_own(sound: Path) -> None:
    """It is there where a page says nothing else, and where a page asks for it."""
    base = (THEME / "base.html").read_text(encoding="utf-8")
    write(sound, "base.html", base.replace("{% block exit %}", '{% block exit %}<p class="own">{{ page.title }}</p>'))
    write(sound, "chapter.html", '{% extends "base.html" %}{% block exit %}before {{ super() }} after{% endblock %}')
    pages = build(sound)
    assert b'<p class="own">Sant\xc3\xa9</p>' in pages["fr/sante/index.html"]
    assert b'before <p class="own">Les soins</p> after' in pages["fr/sante/soins.html"]


def test_a_template_may_write_the_text_itself(many: Path) -> None:
    """As the templates of earlier themes do; what is written for all files is the same."""
    before = build(many)
    write(many, "chapter.html", BESIDE)
    after = build(many)
    chapters = [
        path for path in before if b'<body class="page-chapter' in before[path] or b'<body class="page-pair' in before[path]
    ]
    assert len(chapters) > 10
    for path in chapters:
        article = re.search(r"<article>(.*)</article>", after[path].decode(), re.DOTALL)
        assert article
        assert article[1] in before[path].decode(), path


def test_a_template_of_its_own_frame_is_a_whole_page(sound: Path) -> None:
    write(
        sound,
        "about.html",
        '<!doctype html><title>{{ page.title }}</title><a href="{{ url(paths.home(tag)) }}">{{ inline(config.name) }}</a>',
    )
    assert (
        build(sound)["fr/about.html"].decode()
        == '<!doctype html><title>Qui sommes-nous</title><a href="index.html">Livret d’essai</a>'
    )
