"""A text is written once, and bound in each file that holds it."""

from __future__ import annotations

import base64
import re
import zipfile
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

import declared
import pytest
from conftest import DAY, run
from pictures import encoded, seen
from PIL import Image

from livret import formats
from livret.engine.memo import Step
from livret.web import texts

CHAPTER = "content/booklets/01-sante/02-soins.md"


def build(site: Path) -> Path:
    result = run("--site", site, "--date", DAY, "--no-pdf", "--out", site / "out", "--jobs", "1")
    assert result.exit_code == 0, result.output
    return site / "out"


def test_a_chapter_is_written_once_in_a_language(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For its page, the language's file, the booklet's, the book."""
    written, body = Counter[str](), texts.body

    def counted(edition, name):
        written[f"{edition.language.tag}/{name}"] += 1
        return body(edition, name)

    declared.changed(monkeypatch, "chapter", steps={**formats.named("chapter").steps, "body": Step(counted, kept=True)})
    build(sound)
    assert written == {f"{tag}/sante/{slug}": 1 for tag in ("fr", "ar") for slug in ("numeros", "soins")}


def test_a_link_leads_to_where_its_target_is(sound: Path) -> None:
    word = sound / CHAPTER
    word.write_text(word.read_text(encoding="utf-8") + "\nApportez votre {term.recepisse}.\n", encoding="utf-8")
    out = build(sound)
    with zipfile.ZipFile(out / "offline/sante.fr.epub") as book:
        chapter, first = (book.read(f"EPUB/{slug}.xhtml").decode() for slug in ("soins", "numeros"))
    page, file, whole = (
        (out / path).read_text(encoding="utf-8") for path in ("fr/sante/soins.html", "offline/sante.fr.html", "offline/fr.html")
    )
    outside = 'rel="noreferrer external"'
    assert '<a href="../words.html#recepisse" class="term" data-fact="term.recepisse">' in page
    assert '<a href="#/words:recepisse" class="term" data-fact="term.recepisse">' in whole
    for text in (file, chapter):
        assert (
            f'<a href="https://livret.example/fr/words.html#recepisse" class="term" data-fact="term.recepisse" {outside}>' in text
        )
    assert '<a href="../services/permanence.html" class="service"' in page
    assert '<a href="#/services/permanence" class="service"' in file
    assert '<a href="services.xhtml#permanence" class="service"' in chapter
    assert '<a href="soins.xhtml#le-médecin">les soins</a>' in first


def test_a_heading_is_as_deep_as_its_file_has_it(sound: Path) -> None:
    out = build(sound)
    with zipfile.ZipFile(out / "offline/sante.fr.epub") as book:
        chapter = book.read("EPUB/soins.xhtml").decode()
    page = (out / "fr/sante/soins.html").read_text(encoding="utf-8")
    head = '<div class="section-head"><h2 id="le-médecin">Le médecin</h2><a href="#le-médecin" class="anchor" aria-labelledby="le-médecin">#</a></div>'
    assert head in page
    assert '<h3 id="/sante/soins:le-médecin">Le médecin</h3>' in (out / "offline/sante.fr.html").read_text(encoding="utf-8")
    assert '<h4 id="/sante/soins:le-médecin">Le médecin</h4>' in (out / "offline/fr.html").read_text(encoding="utf-8")
    assert '<h2 id="le-médecin">Le médecin</h2>' in chapter


def test_a_picture_may_be_called_anything(sound: Path) -> None:
    name = "l'hôpital & co.png"
    picture = encoded(Image.new("RGB", (3, 2), "red"), "PNG")
    (sound / CHAPTER).with_name(name).write_bytes(picture)
    text = (sound / CHAPTER).read_text(encoding="utf-8")
    (sound / CHAPTER).write_text(f"{text}\n![Ici](<{name}>)\n", encoding="utf-8")
    out = build(sound)
    found = re.search(r'<img src="([^"]+)" alt="Ici"', (out / "fr/sante/soins.html").read_text(encoding="utf-8"))
    assert found
    path = found[1].replace("&#39;", "'").replace("&amp;", "&")
    published = (out / "fr/sante" / unquote(path)).read_bytes()
    assert seen(published) == seen(picture)
    assert f'<img src="data:image/png;base64,{base64.b64encode(published).decode()}" alt="Ici"' in (
        out / "offline/sante.fr.html"
    ).read_text(encoding="utf-8")
