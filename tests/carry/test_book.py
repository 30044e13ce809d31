"""Booklets as EPUB: clean for epubcheck in each language, mirrored where the language is, with what the booklet says."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import plain
import pytest
from conftest import BOOKLETS, DAY, ROOT, Once, run

TAGS = ("fr", "en", "ar", "prs", "ps", "ti", "uk", "ru", "sq", "ka", "pt", "es")
VALIDATE = Path(__file__).parent / "validate.py"
OPF = "{http://www.idpf.org/2007/opf}"


Said = dict[str, tuple[int, list[str]]]


@pytest.fixture(scope="module")
def checked(common: Path, shipped: Path, once: Once) -> dict[str, Said]:
    """What epubcheck returns and says of each book, by the folder that it lies in: one Java machine looks at all."""

    def check() -> dict[str, Said]:
        folders = {"shipped": shipped / "offline", "broken": broken(shipped, common), "pictured": pictured(common)}
        done = subprocess.run([sys.executable, VALIDATE, *folders.values()], capture_output=True, text=True, check=False)
        lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("[")]
        assert lines, done.stderr
        return {
            name: {Path(path).name: (returned, words) for path, returned, words in lines if Path(path).parent == folder}
            for name, folder in folders.items()
        }

    return once("epubcheck", check)


def broken(shipped: Path, common: Path) -> Path:
    """A book with a link that leads nowhere, and one whose first file is not its type."""
    folder = common / "broken-books"
    folder.mkdir()
    with zipfile.ZipFile(shipped / "offline/asile.fr.epub") as book:
        files = {name: book.read(name) for name in book.namelist()}
    linked = files | {
        "EPUB/ofpra.xhtml": files["EPUB/ofpra.xhtml"].replace(
            b"</section>", '<p><a href="nulle-part.xhtml">…</a></p></section>'.encode(), 1
        )
    }
    for name, content in (("link", linked), ("order", dict(sorted(files.items())))):
        with zipfile.ZipFile(folder / f"{name}.epub", "w") as book:
            for path, data in content.items():
                book.writestr(path, data)
    return folder


def pictured(common: Path) -> Path:
    """The books of a site that has a picture."""
    site = plain.site(common / "pictured", "sound")
    booklet = site / "content/booklets/01-sante"
    (booklet / "plan.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M1 1h7v7z"/></svg>', encoding="utf-8"
    )
    chapter = booklet / "02-soins.md"
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\n![Le plan](plan.svg)\n", encoding="utf-8")
    assert run("--site", site, "--date", DAY, "--no-pdf", "--out", site / "out").exit_code == 0
    return site / "out/offline"


def test_epubcheck_has_nothing_to_say(checked: dict[str, Said]) -> None:
    found = checked["shipped"]
    assert set(found) == {f"{slug}.{tag}.epub" for slug in BOOKLETS for tag in TAGS}
    assert {name: told for name, told in found.items() if told != [0, []]} == {}


def test_epubcheck_would_say_it(checked: dict[str, Said]) -> None:
    found = checked["broken"]
    assert {name: returned for name, (returned, _) in found.items()} == {"link.epub": 2, "order.epub": 2}
    assert any("nulle-part.xhtml" in words for words in found["link.epub"][1])


@pytest.mark.parametrize("tag", ["fr", "ar", "ti"])
def test_what_a_book_says_of_itself(tag: str, shipped: Path) -> None:
    with zipfile.ZipFile(shipped / f"offline/quotidien.{tag}.epub") as book:
        assert book.infolist()[0].filename == "mimetype"
        assert book.read("mimetype") == b"application/epub+zip"
        assert [info.filename for info in book.infolist() if info.compress_type == zipfile.ZIP_STORED] == ["mimetype"]
        package = ET.fromstring(book.read("EPUB/package.opf"))  # noqa: S314 – our own
        spine = package.find(f"{OPF}spine")
        assert spine is not None
        assert spine.get("page-progression-direction") == ("rtl" if tag == "ar" else "ltr")
        hrefs = {item.get("id"): item.get("href") for item in package.iter(f"{OPF}item")}
        order = [hrefs[item.get("idref")] for item in spine]
        assert order == [
            "title.xhtml",
            *(f"{path.stem[3:]}.xhtml" for path in sorted((ROOT / "content/booklets/03-quotidien").glob("*[!y].md"))),
            "services.xhtml",
        ]
        assert {item.get("properties") for item in package.iter(f"{OPF}item")} >= {"nav", "cover-image"}
        assert ("Ethi.woff2" in hrefs.values()) == (tag == "ti")
        title = book.read("EPUB/title.xhtml").decode()
        assert "2026" in title
        chapter = book.read("EPUB/francais.xhtml").decode()
        assert f'dir="{"rtl" if tag == "ar" else "ltr"}"' in chapter[:300]
        assert 'href="services.xhtml#maisons_habitants"' in chapter


def test_links_between_chapters_stay_in_the_book(shipped: Path) -> None:
    with zipfile.ZipFile(shipped / "offline/asile.ar.epub") as book:
        text = book.read("EPUB/droits.xhtml").decode()
    assert 'href="cnda.xhtml#comment-faire"' in text
    assert 'href="https://livret.example/ar/asile/' not in text


def test_no_phone_is_lost(shipped: Path) -> None:
    """Each number of a chapter's page stands in the book; what cannot be a link there is text."""
    for tag in ("fr", "ar"):
        page = (shipped / tag / "urgences/numeros.html").read_text(encoding="utf-8")
        article = page[page.index("<article") : page.index("</article>")]
        with zipfile.ZipFile(shipped / f"offline/urgences.{tag}.epub") as book:
            text = book.read("EPUB/numeros.xhtml").decode()
        assert sorted(re.findall(r'data-fact="phone[^"]+"', article)) == sorted(re.findall(r'data-fact="phone[^"]+"', text))
        assert "sms:" not in text
        assert set(re.findall(r'href="tel:(\d+)"', article)) <= set(re.findall(r'href="tel:(\d+)"', text))
        assert ">114</bdi>" in text


def test_what_is_sensitive_can_be_left(shipped: Path) -> None:
    """Before and after its text, with the words that it erases nothing; no other chapter has it."""
    with zipfile.ZipFile(shipped / "offline/urgences.ar.epub") as book:
        found = {
            name: book.read(f"EPUB/{name}.xhtml").decode().count('href="https://meteofrance.com') for name in ("danger", "numeros")
        }
        assert found == {"danger": 2, "numeros": 0}
        assert "exit-words" in book.read("EPUB/danger.xhtml").decode()


def test_pictures_come_along(common: Path, checked: dict[str, Said]) -> None:
    with zipfile.ZipFile(common / "pictured/out/offline/sante.fr.epub") as book:
        [picture] = [name for name in book.namelist() if name.startswith("EPUB/pictures/")]
        assert f'src="{picture.removeprefix("EPUB/")}"' in book.read("EPUB/soins.xhtml").decode()
    assert checked["pictured"] == {f"sante.{tag}.epub": [0, []] for tag in ("ar", "fr")}
