"""The shipped site, every page of it: links, languages, weights, and nothing from elsewhere."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import pikepdf
import pytest
import vnu
import yaml
from conftest import BOOKLETS, DAY, ON_PAPER, ROOT, run

from livret import limits
from livret.starting import hosting

TAGS = ("fr", "en", "ar", "prs", "ps", "ti", "uk", "ru", "sq", "ka", "pt", "es")
FULL = ("fr", "en", "ar", "prs", "ti", "uk")
BASE = "https://livret.example"

# What the content holds, counted in its own files.
EASY = len(list((ROOT / "content/booklets").glob("*/*.easy.md")))
CHAPTERS = len(list((ROOT / "content/booklets").glob("*/*.md"))) - EASY
LISTED = [
    {"category": file.get("category"), **each}
    for path in (ROOT / "content/services").glob("*.yaml")
    for file in [yaml.safe_load(path.read_text(encoding="utf-8"))]
    for each in file["services"]
]
SERVICES, SPOKEN = len(LISTED), len({*TAGS, *(tag for each in LISTED for tag in each.get("languages", ()))})
NEEDS = len({need for each in LISTED for need in each.get("needs", ())})
LABS = sorted(path.stem for path in (ROOT / "content/agora/labs").glob("*.yaml"))
# What it is, what people need, the laboratories and each of them, the partners, what is funded; minutes are in languages of their own.
AGORA = 5 + len(LABS)
IN_DIRECTORY = 2 + SPOKEN + NEEDS + SERVICES  # the list, the sheet, a list by language and by need, a page of each service


AGORA_LEAVES = ("site-invitation", "site-invitation-poster", "site-project-poster", *(f"site-lab-{ident}" for ident in LABS))


class Page(HTMLParser):
    """What a page holds: elements with their attributes, ids, links."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def kind(self) -> str:
        """What its body's class says it is: `page-service`, and perhaps its mood behind."""
        return self.all("body")[0]["class"].split()[0].removeprefix("page-")

    @property
    def ids(self) -> set[str]:
        return {attributes["id"] for _, attributes in self.elements if "id" in attributes}

    @property
    def links(self) -> list[str]:
        return [attributes[key] for tag, attributes in self.elements for key in ("href", "src") if key in attributes]


@pytest.fixture(scope="session")
def files(shipped: Path) -> dict[str, Page]:
    """Every page, and what is carried away in one file."""
    return {str(path.relative_to(shipped)): Page(path.read_text(encoding="utf-8")) for path in sorted(shipped.rglob("*.html"))}


@pytest.fixture(scope="session")
def pages(files: dict[str, Page]) -> dict[str, Page]:
    return {path: page for path, page in files.items() if not path.startswith("offline/")}


def test_every_language_has_every_page(pages: dict[str, Page]) -> None:
    kinds = Counter(path.split("/")[0] for path in pages if not path.endswith(".fr.html") and not is_minutes(path))
    assert kinds["index.html"] == 1
    assert {kinds[tag] for tag in TAGS} == {kinds["fr"]}
    # home, 404, search, what to take, about, saved and the law's, words, sentences, what can be said, booklets, chapters, easy pages, directory, the Agora
    assert kinds["fr"] == 1 + 1 + 1 + 1 + 5 + 1 + 1 + 1 + len(BOOKLETS) + CHAPTERS + EASY + IN_DIRECTORY + AGORA


def test_minutes_are_in_the_languages_that_the_meeting_names(pages: dict[str, Page]) -> None:
    found = {(path[:-5].rpartition("/")[2], path.split("/")[0]) for path in pages if is_minutes(path) and ".fr." not in path}
    named = {"2026-10-08": ("fr", "ar", "ti"), "2026-11-12": ("fr", "prs", "uk"), "2026-12-10": ("fr", "ar", "ti")}
    assert found == {(day, tag) for day, tags in named.items() for tag in tags}


def is_minutes(path: str) -> bool:
    """Minutes are named by their day, and are in the languages that their meeting names."""
    return bool(re.search(r"/agora/\d", path))


def test_every_language_has_the_whole_directory(shipped: Path) -> None:
    names = {path.name for path in (shipped / "fr/services").iterdir()}
    assert len(names) == IN_DIRECTORY
    assert all({path.name for path in (shipped / tag / "services").iterdir()} == names for tag in TAGS)


def test_every_translated_chapter_has_a_page_with_french_beside(pages: dict[str, Page]) -> None:
    """One that is nothing but its source has none: it is left to the source."""

    def is_translated(path: str, page: Page) -> bool:
        tag, folder, name = path.split("/") if path.count("/") == 2 else (path, "", "")
        left = any(link.get("rel") == "canonical" and f"{BASE}/fr/" in link["href"] for link in page.all("link"))
        return tag != "fr" and folder in BOOKLETS and name != "index.html" and not path.endswith(".fr.html") and not left

    paired = {path for path in pages if path.endswith(".fr.html") and "/agora/" not in path}
    assert paired == {path.replace(".html", ".fr.html") for path, page in pages.items() if is_translated(path, page)}
    counted = Counter(path.split("/")[0] for path in paired)
    assert min(counted[tag] for tag in FULL if tag != "fr") >= 18


def test_every_page_of_the_agora_s_has_one_with_french_beside(pages: dict[str, Page]) -> None:
    own = {path for path in pages if "/agora/" in path and not path.endswith(".fr.html") and not path.startswith("fr/")}
    assert {path for path in pages if "/agora/" in path and path.endswith(".fr.html")} == {
        path.replace(".html", ".fr.html") for path in own
    }


def test_a_pdf_of_each_booklet_leaflet_and_sheet_in_each_language(shipped: Path) -> None:
    found = {path.name for path in (shipped / "print").iterdir()}
    names = (*ON_PAPER, "site-card", "site-remarks", *AGORA_LEAVES)
    assert found == {f"{name}.{tag}.pdf" for name in names for tag in TAGS} | {
        f"urgences-a5{way}-fr.{tag}.pdf" for way in ("", "-facing") for tag in TAGS if tag != "fr"
    } | {"site-welcome.mul.pdf", *(f"site-attendance-{each}.mul.pdf" for each in ("2026-10-08", "2026-11-12", "2026-12-10", *LABS))}


@pytest.mark.parametrize("name", ["site-invitation", "site-invitation-poster", "site-lab-douches", "site-lab-rendez_vous"])
def test_a_leaf_is_one_page(name: str, shipped: Path) -> None:
    pages = {}
    for tag in TAGS:
        with pikepdf.open(shipped / f"print/{name}.{tag}.pdf") as pdf:
            pages[tag] = len(pdf.pages)
    assert pages == dict.fromkeys(TAGS, 1)


def test_no_internal_link_is_broken(shipped: Path, files: dict[str, Page]) -> None:
    broken = []
    for path, page in files.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            folder = "" if parts.path.startswith("/") else f"{path}/../"
            target = normpath(f"{folder}{unquote(parts.path)}").lstrip("/") if parts.path else path
            target += "/index.html" if (shipped / target).is_dir() else ""
            if not (shipped / target).is_file() or (parts.fragment and unquote(parts.fragment) not in files[target].ids):
                broken.append((path, link))
    assert broken == []


def test_links_with_the_site_s_address_lead_somewhere(shipped: Path, files: dict[str, Page]) -> None:
    for page in files.values():
        for link in (link for link in page.links if link.startswith(BASE)):
            path = unquote(urlsplit(link).path).lstrip("/")
            assert (shipped / (path + "index.html" if path == "" or path.endswith("/") else path)).is_file(), link


def test_nothing_is_loaded_from_another_host(shipped: Path, files: dict[str, Page]) -> None:
    for path, page in files.items():
        for tag, attributes in page.elements:
            loaded = attributes.get("src") or (
                attributes.get("href") if tag == "link" and attributes.get("rel") in ("stylesheet", "icon") else None
            )
            assert not loaded or not urlsplit(loaded).netloc, (path, loaded)
            assert "style" not in attributes, path
            assert not any(name.startswith("on") for name in attributes), path
    for style in (shipped / "assets").glob("*.css"):
        assert not re.search(r"@import|url\(['\"]?(?!data:)[a-z]*:?//", style.read_text(encoding="utf-8"))


def test_every_host_is_told_the_type_of_every_file(shipped: Path) -> None:
    shown = {path.name for path in shipped.rglob("*") if path.is_file() and not path.name.startswith(".")}
    assert {name for name in shown if hosting.media_type(name) == hosting.UNKNOWN} == set()


def test_every_slot_is_filled(shipped: Path, files: dict[str, Page]) -> None:
    assert not [path for path in files if "<?" in (shipped / path).read_text(encoding="utf-8")]


def test_weights(shipped: Path, pages: dict[str, Page]) -> None:
    """Gzipped, in bytes: what a phone with little data pays."""

    def weight(path: Path) -> int:
        return len(gzip.compress(path.read_bytes(), 9))

    assert max(weight(shipped / path) for path in pages) <= limits.PAGE_SENT
    styles = {path.name.partition(".")[0]: weight(path) for path in (shipped / "assets").glob("*.css")}
    assert styles.pop("services") <= 1_500, "it is of the directory's pages alone, with the card of A6"
    assert styles.pop("sentences") + styles.pop("lists") <= 1_000, "each is of one or two pages alone"
    faces = [styles.pop(path.stem) for path in (ROOT / "theme/web/fonts").glob("*.css")]
    assert max(faces) <= 400, "it is of the pages of a script alone"
    assert sum(styles.values()) <= limits.STYLES_SENT
    scripts = {path.name.partition(".")[0]: weight(path) for path in (shipped / "assets").glob("*.js")}
    assert scripts["services"] <= 2_048
    assert scripts["script"] + scripts["open"] + scripts["services"] <= 4_000, "what the directory loads of its own"
    assert scripts.pop("search") <= limits.SEARCH_SENT, "it finds, and shows why, on one page alone"
    assert scripts.pop("sheet") <= 1_000, "it is of one page alone"
    assert scripts.pop("answers") <= 1_400, "it is of the directory alone"
    assert scripts.pop("sentences") <= 1_000, "it is of one page alone"
    assert sum(scripts.values()) <= limits.SCRIPTS_SENT
    assert weight(shipped / "sw.js") <= 2_000
    assert max(path.stat().st_size for path in (shipped / "print").iterdir()) <= limits.PDF_TO_READ


def test_every_page_can_be_handed_on_without_a_script(shipped: Path, pages: dict[str, Page]) -> None:
    """By SMS and WhatsApp, as links that the reader presses, and as an address to copy; a sensitive page says before what a message tells."""
    for path, page in pages.items():
        if page.kind in ("start", "stub", "sheet") or "tools" not in {each.get("class") for each in page.all("details")}:
            continue
        alone = path.replace(".fr.html", ".html")
        address = f"{BASE}/{alone.removesuffix('index.html') if alone.endswith('/index.html') else alone}"
        links = {each["href"] for each in page.all("a")}
        assert {f"sms:?&body={address}", f"https://wa.me/?text={address}"} <= links, path
        text = (shipped / path).read_text(encoding="utf-8")
        assert f'<bdi class="copy" dir="ltr">{address}</bdi>' in text, path
        shared = text.split('<details class="tools" id="tools">')[1].partition('class="turns"')[0]
        assert ("sensitive" in page.all("body")[0]["class"].split()) == ("<p>" in shared), path
    assert sum("/danger." in path for path in pages) == 2 * len(TAGS) - 1


def test_the_switcher_stays_on_the_page(shipped: Path, pages: dict[str, Page]) -> None:
    for path, page in pages.items():
        if path in ("index.html", "404.html"):
            continue
        rest = "saved.html" if page.kind == "stub" else path.partition("/")[2].replace(".fr.html", ".html")
        menu = (shipped / path).read_text(encoding="utf-8").partition('<details class="switch">')[2].partition("</details>")[0]
        own = re.findall(r'<a href="([^"]+)" lang="[^"]+"(?: dir="[a-z]+")?>', menu)
        assert own, path
        assert all(rest.rsplit("/", 1)[-1] in href for href in own), path


_FRENCH = re.compile(r"[^\W\d_][?!](?!\w)|[^\W\d_]:(?=[ \u00a0]|$)|[(\[][ \u00a0\u202f][:;?!]")
_UNSEEN = re.compile(r"<(script|style|head|svg|bdi|q)\b.*?</\1>|<[^>]*>", re.DOTALL)


def test_french_signs_have_their_space_wherever_they_stand(shipped: Path) -> None:
    """On every page, whether a text comes from an author, a catalog or a template. Titles of sources are as their authors wrote them."""
    for path in sorted((shipped / "fr").rglob("*.html")):
        text = re.sub(r'<a [^>]*rel="noreferrer external".*?</a>', "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for part in _UNSEEN.sub("\0", text).split("\0"):
            assert not _FRENCH.search(part.strip()), (path.name, part)


def test_direction_and_language_of_every_page(pages: dict[str, Page]) -> None:
    rtl = {"ar", "fa-AF", "ps"}
    for path, page in pages.items():
        html = page.all("html")[0]
        assert (html["dir"] == "rtl") == (html["lang"] in rtl), path
        expected = {"prs": "fa-AF"}.get(path.split("/")[0], path.split("/")[0])
        assert html["lang"] == expected or path in ("index.html", "404.html"), path


def test_anchors_are_the_same_in_every_language(pages: dict[str, Page]) -> None:
    for path in (path for path in pages if path.startswith("fr/")):
        for tag in (tag for tag in TAGS if not is_minutes(path) or f"{tag}/{path[3:]}" in pages):
            assert pages[f"{tag}/{path[3:]}"].ids == pages[path].ids, path


def test_alternates_are_reciprocal(pages: dict[str, Page]) -> None:
    def alternates(page: Page) -> set[str]:
        return {
            link["href"]
            for link in page.all("link")
            if link.get("rel") == "alternate" and link.get("hreflang", "x-default") != "x-default"
        }

    by_address = {f"{BASE}/{path.removesuffix('index.html')}": page for path, page in pages.items()}
    for page in pages.values():
        for other in alternates(page):
            assert alternates(by_address[other]) == alternates(page)


def test_a_page_that_is_all_fallback_is_left_to_its_source(sound: Path) -> None:
    """None is on the shipped site, which is whole in every language."""
    (sound / "translations/ar/sante.po").unlink()
    run("--site", sound, "--date", DAY, "--jobs", "1", "--no-pdf", "--out", sound / "out")
    page = Page((sound / "out/ar/sante/numeros.html").read_text(encoding="utf-8"))
    source = f"{BASE}/fr/sante/numeros.html"
    assert [link["href"] for link in page.all("link") if link.get("rel") == "canonical"] == [source]
    assert not [link for link in page.all("link") if link.get("rel") == "alternate"]
    sitemap = (sound / "out/sitemap.xml").read_text(encoding="utf-8")
    assert (source in sitemap, source.replace("/fr/", "/ar/") in sitemap) == (True, False)


def test_the_sitemap_names_what_is_translated(shipped: Path) -> None:
    root = ET.fromstring((shipped / "sitemap.xml").read_text(encoding="utf-8"))  # noqa: S314 – our own
    addresses = {element.text for element in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
    assert {f"{BASE}/{tag}/{page}.html" for tag in TAGS for page in ("asile/cnda", "words")} <= addresses
    for address in addresses:
        path = urlsplit(address or "").path.lstrip("/")
        assert (shipped / (path + "index.html" if path.endswith("/") else path)).is_file()


def test_a_demonstration_says_so_and_is_not_indexed(files: dict[str, Page]) -> None:
    for path, page in files.items():
        assert {"name": "robots", "content": "noindex"} in page.all("meta"), path
        assert "demo" in {attributes.get("class") for attributes in page.all("p")}, path


def test_structured_data_is_json(shipped: Path) -> None:
    kinds = Counter[str]()
    for path in shipped.rglob("*.html"):
        for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', path.read_text(encoding="utf-8"), re.DOTALL):
            data = json.loads(text)
            kinds[data["@type"]] += 1
    assert kinds["WebPage"] == (CHAPTERS + EASY) * len(TAGS)
    assert sum(kinds.values()) == (CHAPTERS + EASY + SERVICES) * len(TAGS)
    assert "EmergencyService" not in kinds


def test_vnu_finds_no_error_and_no_warning_of_language(shipped: Path) -> None:
    """The W3C's own checker over every page; it knows a wrong `lang` or `dir` by the letters it sees."""
    bad = [m for m in vnu.messages(shipped) if m["type"] == "error" or re.search(r"\b(lang|dir)\b", m["message"])]
    assert [(m["url"].rsplit("public/", 1)[-1], m["message"]) for m in bad] == []
