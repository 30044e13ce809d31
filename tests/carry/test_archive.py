"""The folder for a stick: it works once unpacked, holds one language, and is the same bytes each time."""

from __future__ import annotations

import re
import zipfile
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

import pytest
from conftest import DAY, run

TAGS = ("fr", "en", "ar", "prs", "ps", "ti", "uk", "ru", "sq", "ka", "pt", "es")
BASE = "https://livret.example/"


class Links(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.ids: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.found += [given[name] for name in ("href", "src") if name in given]
        self.ids |= {given["id"]} if "id" in given else set()


@pytest.mark.parametrize("tag", TAGS)
def test_every_link_works_once_unpacked(tag: str, shipped: Path) -> None:
    with zipfile.ZipFile(shipped / f"offline/{tag}.zip") as archive:
        assert archive.testzip() is None
        names = set(archive.namelist())
        pages = {name: Links(archive.read(name).decode()) for name in names if name.endswith(".html")}
    broken = []
    for path, page in pages.items():
        for link in page.found:
            parts = urlsplit(link)
            if parts.scheme:
                continue
            target = normpath(join(dirname(path), unquote(parts.path))) if parts.path else path
            if target not in names or (parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids):
                broken.append((path, link))
    assert broken == []


@pytest.mark.parametrize("tag", TAGS)
def test_what_is_in_it(tag: str, shipped: Path) -> None:
    with zipfile.ZipFile(shipped / f"offline/{tag}.zip") as archive:
        infos = {info.filename: info for info in archive.infolist()}
        assert f'url={tag}/index.html"' in archive.read("index.html").decode()
        pages = {path.relative_to(shipped).as_posix() for path in (shipped / tag).rglob("*.html")} - {
            f"{tag}/{name}.html" for name in ("404", "offline", "saved")
        }
        assert pages == {name for name in infos if name.startswith(f"{tag}/") and name.endswith(".html")}
        assert {f"{tag}/search-index.js", f"offline/{tag}.html", f"offline/asile.{tag}.epub", f"print/asile-a5.{tag}.pdf"} <= set(
            infos
        )
        assert {name.partition("/")[0] for name in infos} <= {
            tag,
            "index.html",
            "licences.txt",
            "assets",
            "media",
            "offline",
            "print",
            "qr",
        }
        assert {name.split(".")[-2] for name in infos if name.endswith((".pdf", ".epub"))} == {tag}
        for name, info in infos.items():
            packed = name.endswith((".pdf", ".epub", ".woff2", ".png", ".jpg", ".opus"))
            assert info.compress_type == (zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED)
            assert (info.date_time, info.create_system, info.external_attr >> 16) == ((1980, 1, 1, 0, 0, 0), 3, 0o100644)
            if name != "licences.txt" and (not name.endswith(".html") or name.startswith("offline/")):
                assert archive.read(name) == (shipped / name).read_bytes()


def test_another_language_is_linked_at_the_site(shipped: Path) -> None:
    with zipfile.ZipFile(shipped / "offline/ar.zip") as archive:
        page = archive.read("ar/asile/ofpra.html").decode()
    assert f'<a href="{BASE}fr/asile/ofpra.html" lang="fr"' in page
    assert f'href="{BASE}ar/saved.html"' in page
    assert 'rel="next" href="cnda.html"' in page


def test_a_changed_page_makes_it_anew(sound: Path) -> None:
    """And nothing else does: it is made of published files, whose hashes it depends on."""
    arguments = ("--site", sound, "--date", DAY, "--no-pdf", "--out", sound / "out")
    assert run(*arguments).exit_code == 0
    chapter = sound / "content/booklets/01-sante/02-soins.md"
    chapter.write_text(chapter.read_text(encoding="utf-8").replace("Une note.", "Une autre note."), encoding="utf-8")
    output = run(*arguments, "--why").output
    assert re.search(r"^offline/fr\.zip: .*changed", output, re.MULTILINE)
    with zipfile.ZipFile(BytesIO((sound / "out/offline/fr.zip").read_bytes())) as archive:
        assert "Une autre note." in archive.read("fr/sante/soins.html").decode()
    assert ", 0 made anew," in run(*arguments).output
