"""The code of each page, wherever the page is: on the site, in files to carry, in books, on paper. Of a sensitive page nothing else is offered."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml
from conftest import BOOKLETS, ROOT

from livret.text.typography import keyed

TAGS = ("fr", "en", "ar", "prs", "ps", "ti", "uk", "ru", "sq", "ka", "pt", "es")
CODES: dict[str, str] = yaml.safe_load((ROOT / "content/codes.yaml").read_text(encoding="utf-8"))  # the page of each
CODE = re.compile(r"\b[A-Z]-\d+\b")
_TELL = re.compile(r"tell\.html#([A-Z]-\d+)")


def services() -> Iterator[tuple[str, bool]]:
    """Every service, and whether its category is protected."""
    config = yaml.safe_load((ROOT / "content/site.yaml").read_text(encoding="utf-8"))
    protected = {each["id"] for each in config["categories"] if each.get("protected")}
    for path in (ROOT / "content/services").glob("*.yaml"):
        listed = yaml.safe_load(path.read_text(encoding="utf-8"))
        for each in listed["services"]:
            yield f"services/{each['id']}", each.get("category", listed.get("category")) in protected


def chapters() -> Iterator[tuple[str, bool]]:
    """Every chapter, and whether it is sensitive: what is easy to read is as its original."""
    for path in sorted((ROOT / "content/booklets").glob("*/*.md")):
        head = path.with_name(path.name.replace(".easy", "")).read_text(encoding="utf-8").split("---")[1]
        yield f"{path.parent.name[3:]}/{path.name[3:].removesuffix('.md')}", "sensitive: true" in head


SENSITIVE = frozenset(name for name, hidden in (*services(), *chapters()) if hidden)
LISTED = {
    f"services/{each['id']}"
    for path in (ROOT / "content/services").glob("*.yaml")
    for each in yaml.safe_load(path.read_text(encoding="utf-8")).get("services", ())
}
# No code is given twice: those of listings that are gone stay in the file.
NAMES = {page: code for code, page in CODES.items() if not page.startswith("services/") or page in LISTED}
QUIET = frozenset(NAMES[name] for name in SENSITIVE)


def prepared(text: str) -> Iterator[str]:
    """Every message that is ready in a file – of an SMS, of a mail, to be copied – and every code that leads to one."""
    for link in re.findall(r'href="((?:sms|mailto):[^"]*)"', text):
        yield unquote(unescape(link))
    yield from re.findall(r"<blockquote>(.*?)</blockquote>", text, re.DOTALL)
    yield from _TELL.findall(text)


def page_of(public: Path, tag: str, name: str) -> Path:
    found = public / tag / f"{name}.html"
    return found if found.exists() else public / tag / name / "index.html"


def coded(text: str, code: str) -> bool:
    return f'<bdi dir="ltr">{code}</bdi>' in text


def test_there_are_sensitive_pages() -> None:
    assert {name.partition("/")[0] for name in SENSITIVE} == {"urgences", "violences", "services"}


def test_every_page_shows_its_code(shipped: Path) -> None:
    for name, code in NAMES.items():
        for tag in TAGS:
            path = page_of(shipped, tag, name)
            assert path.exists() or re.match(r"agora/\d", name), (tag, name)
            if path.exists():
                assert coded(path.read_text(encoding="utf-8"), code), path
                beside = path.with_name(path.name.replace(".html", ".fr.html"))
                assert not beside.exists() or coded(beside.read_text(encoding="utf-8"), code), beside


def test_of_a_sensitive_page_nothing_but_the_code_is_offered(shipped: Path) -> None:
    """In every published page and file; each message that is ready has one code, of another page."""
    seen = set()
    for path in sorted(shipped.rglob("*.html")):
        for message in prepared(path.read_text(encoding="utf-8")):
            codes = set(CODE.findall(message))
            assert not codes & QUIET, path
            seen |= codes
    assert seen == set(NAMES.values()) - QUIET, "all others have one"


def test_a_text_to_copy_is_what_the_message_says(shipped: Path) -> None:
    for tag in TAGS:
        page = (shipped / tag / "tell.html").read_text(encoding="utf-8")
        for section in re.findall(r'<section class="coded".*?</section>', page, re.DOTALL):
            bodies = {unescape(unquote(each)) for each in re.findall(r'sms:[^"]*body=([^"]*)"', section)}
            copied = re.findall(r'<blockquote><bdi dir="ltr">([^<]*)</bdi><br>(.*?)</blockquote>', section)
            assert {f"{head}\n{keyed(unescape(words))} " for head, words in copied} == bodies, tag
            assert len(copied) == 3


@pytest.mark.parametrize("tag", TAGS)
def test_files_to_carry_show_the_code_of_each_page_inside(tag: str, shipped: Path) -> None:
    for name in (tag, *(f"{slug}.{tag}" for slug in BOOKLETS)):
        text = (shipped / "offline" / f"{name}.html").read_text(encoding="utf-8")
        _, *parts = re.split(r'id="/([^":]*)"', text)
        inside = dict(zip(parts[::2], parts[1::2], strict=True))
        online = "index" if name == tag else name.partition(".")[0]
        assert coded(inside.pop("index"), NAMES[online]), name
        if name != tag:
            inside.pop("services", "")  # of a booklet, the services that it names: not the page of all of them
        assert not [page for page, part in inside.items() if page != online and not coded(part, NAMES[page])], name
        assert not [message for message in prepared(text) if CODE.search(message)], name


@pytest.mark.parametrize("tag", TAGS)
def test_a_book_shows_the_code_of_each_chapter_and_service(tag: str, shipped: Path) -> None:
    for slug in BOOKLETS:
        with zipfile.ZipFile(shipped / f"offline/{slug}.{tag}.epub") as book:
            texts = {name: book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml")}
        assert coded(texts["EPUB/title.xhtml"], NAMES[slug])
        own = [name for name, _ in chapters() if name.startswith(f"{slug}/") and not name.endswith(".easy")]
        assert all(coded(texts[f"EPUB/{name.partition('/')[2]}.xhtml"], NAMES[name]) for name in own)
        listed = re.split(r'<section id="([^"]*)">', texts.get("EPUB/services.xhtml", ""))
        assert all(coded(part, NAMES[f"services/{ident}"]) for ident, part in zip(listed[1::2], listed[2::2], strict=True))
        assert not [message for text in texts.values() for message in prepared(text) if CODE.search(message)]


@pytest.mark.parametrize("slug", BOOKLETS)
def test_paper_shows_the_code_of_each_chapter(slug: str, shipped: Path) -> None:
    pdftotext = shutil.which("pdftotext")
    assert pdftotext
    own = [name for name, _ in chapters() if name.startswith(f"{slug}/") and not name.endswith(".easy")]
    for tag in ("fr", "ar", "ti"):
        told = subprocess.run([pdftotext, shipped / f"print/{slug}-a5.{tag}.pdf", "-"], check=True, capture_output=True, text=True)
        for name in (slug, *own):
            assert re.search(rf"(?<!\w){NAMES[name]}(?!\w)", told.stdout), (tag, name)
