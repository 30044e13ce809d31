"""A correction is in everything that a reader opens, whatever it was made of – and nowhere once it is over; an output of before that is published again has it, too."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import plain
import pytest
from chromium import NewContext
from conftest import DAY, run

from livret.web import sheaf

TEXT = "Le numéro a changé, appelez {phone.samu}."
WORDS, ARABIC = "Le numéro a changé", "تغيّر الرقم"
CATALOG = f"""msgid ""
msgstr ""
"Language: ar\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"X-Livret-Provenance: people\\n"

msgctxt "text"
msgid "{TEXT}"
msgstr "{ARABIC}، اتصلوا على {{phone.samu}}."
"""
RELEASE = "documents: [{document: sante-a5, subject: sante/a5, language: fr, title: Santé, date: 2026-11-02}]\n"
AFTER = "2026-12-02"


def opened(files: Mapping[str, bytes], before: str = "") -> Iterator[tuple[str, str]]:
    """Every page that a reader may have in front of them: published, in a sheaf, in an archive, in a book; and what a saved copy is given."""
    for path, data in files.items():
        if path.endswith((".html", ".xhtml")) and not path.endswith("/nav.xhtml"):
            yield before + path, data.decode()
        elif path.startswith("packs/") and (path.endswith(".txt") or path.removesuffix(".json")[-1].isdecimal()):
            texts = sheaf.read(data) if path.endswith(".json") else {"": data.decode()}
            yield from ((f"{path}!{each}", text) for each, text in texts.items() if not each.endswith(".js"))
        elif path.endswith((".zip", ".epub")):
            with zipfile.ZipFile(BytesIO(data)) as archive:
                yield from opened({name: archive.read(name) for name in archive.namelist()}, f"{before}{path}!")


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """The small site in production and with all kinds of pages: before an alert, during it, published again during it, and after it."""
    site = plain.site(tmp_path_factory.mktemp("everywhere"), "public")
    with (site / "content/booklets/01-sante/booklet.yaml").open("a", encoding="utf-8") as booklet:
        booklet.write("was: [ancien]\n")
    (site / "translations/ar").mkdir(parents=True, exist_ok=True)
    (site / "content/releases").mkdir()
    (site / "content/releases/2026-11.yaml").write_text(RELEASE, encoding="utf-8")
    (site / "translations/ar/alerts.po").write_text(CATALOG, encoding="utf-8")

    def made(*command: str | Path) -> dict[str, bytes]:
        result = run(*command, "--site", site)
        assert result.exit_code == 0, result.output
        return plain.tree(site / "public")

    found = {"before": made("build", "--date", DAY)}
    made("alert", TEXT, "--until", "2026-12-01", "--date", DAY)
    found["during"] = made("build", "--date", DAY)
    found["again"] = made("rollback", "--date", DAY)
    found["after"] = made("build", "--date", AFTER)
    found["over"] = made("rollback", "2", "--date", AFTER)
    return found


@pytest.mark.parametrize("when", ["during", "again"])
def test_it_is_in_all_that_a_reader_opens(when: str, outputs: dict[str, dict[str, bytes]]) -> None:
    pages = dict(opened(outputs[when]))
    for kind in (
        "index.html", "404.html", "fr/404.html", "fr/ancien/index.html", "offline/ar.html", "offline/sante.ar.html", "packs/ar/sante.0.json!ar/sante/numeros.html",
        "packs/alert.ar.txt!", "offline/ar.zip!index.html", "offline/sante.ar.epub!EPUB/numeros.xhtml", "offline/ar.zip!offline/sante.ar.epub!EPUB/title.xhtml",
        "fr/r/2026-11-sante-a5.html",
    ):  # fmt: skip
        assert kind in pages
    assert len(pages) > 100
    arabic = [path for path, text in pages.items() if ARABIC not in text and ("ar/" in path or ".ar." in path or "ar.zip" in path)]
    assert arabic == []
    assert [path for path, text in pages.items() if WORDS not in text and ARABIC not in text] == []
    twice = [path for path, text in pages.items() if text.count('notice danger alert"') != 1]
    assert twice == []


def test_a_book_with_it_is_one(outputs: dict[str, dict[str, bytes]]) -> None:
    """Its pages are XML, and what they are in is said twice, as reading apps ask."""
    for when in ("during", "again"):
        pages = {path: text for path, text in opened(outputs[when]) if path.endswith(".xhtml")}
        for text in pages.values():
            ElementTree.fromstring(text)  # noqa: S314 – our own
            assert re.search(r'<section class="notice danger alert" xml:lang="(\w+)" lang="\1" dir="(ltr|rtl)">', text)


def test_a_page_of_no_language_says_it_in_each(outputs: dict[str, dict[str, bytes]]) -> None:
    for path in ("index.html", "404.html"):
        head = outputs["during"][path].decode().partition("<header>")[2].partition("</header>")[0]
        assert f"<summary><strong>Correction</strong> <span>{WORDS}" in head
        assert '<div lang="ar" dir="rtl">' in head
        assert ARABIC in head.partition('<div lang="ar" dir="rtl">')[2]
        assert WORDS not in head.partition('<div lang="ar" dir="rtl">')[2]


@pytest.mark.parametrize("when", ["before", "after", "over"])
def test_it_is_nowhere_when_it_is_over(when: str, outputs: dict[str, dict[str, bytes]]) -> None:
    found = [path for path, text in opened(outputs[when]) if WORDS in text or ARABIC in text or 'notice danger alert"' in text]
    assert found == []


def test_what_is_published_again_is_what_was_with_it(outputs: dict[str, dict[str, bytes]]) -> None:
    """Nothing else changed between the two, so that the two ways to a page with it – written, laid over – give the same; but for sizes that a page tells."""
    during, again = outputs["during"], outputs["again"]
    pages = {path for path in during if path.endswith(".html") and not path.startswith("offline/")}
    assert {path for path in pages if during[path] != again.get(path)} <= {"ar/saved.html", "fr/saved.html"}


def test_a_page_that_is_printed_has_all_of_it(
    outputs: dict[str, dict[str, bytes]], new_context: NewContext, tmp_path: Path
) -> None:
    """Closed, one line is on the screen; on paper nobody can open it. What an Arabic reader finds is from right to left, on a page of no language too."""
    for path, data in outputs["during"].items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    page = new_context().new_page()
    page.clock.set_fixed_time(f"{DAY}T12:00:00")
    page.goto((tmp_path / "ar/sante/numeros.html").as_uri())
    bar, whole = page.locator(".alert"), page.locator(".alert div")
    assert whole.is_hidden()
    page.emulate_media(media="print")
    assert whole.is_visible()
    assert page.locator(".alert summary").evaluate("line => line.scrollHeight <= line.clientHeight + 1"), "nothing is cut off"
    assert bar.evaluate("bar => getComputedStyle(bar).direction") == "rtl"
    page.emulate_media(media="screen")
    page.goto((tmp_path / "index.html").as_uri())
    assert page.locator(".alert").bounding_box()["height"] < 40, "one line, above the languages"  # type: ignore[index]
    page.locator(".alert summary").click()
    arabic = page.locator('.alert > div[lang="ar"]')
    assert (arabic.is_visible(), arabic.evaluate("text => getComputedStyle(text).direction")) == (True, "rtl")
