"""Native pages, easy-to-read pages, and a booklet that is written in Arabic: what their readers get."""

from __future__ import annotations

import datetime
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import guide
import pikepdf
import plain
import pytest
from chromium import come_true
from conftest import DAY, ROOT, run
from html_of import fragment
from playwright.sync_api import BrowserContext, Page

from livret.editions import coverage
from livret.editions.edition import Edition
from livret.options import Options
from livret.paper.a5_booklet import compose
from livret.pipeline import translate
from livret.problems import Report
from livret.site import EASY

BASE = "https://livret.example"
SOINS = "content/booklets/01-sante/01-soins"
TWIN = re.compile(r'<a class="turn twin" href="([^"]+)"><svg(?:(?!</svg>).)*</svg>([^<]+?) ?(?:<span class="only"|</a>)', re.DOTALL)


def build(site: Path) -> Path:
    result = run("--site", site, "--date", DAY, "--jobs", "1")
    assert result.exit_code == 0, result.output
    return site / "public"


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site in Arabic and French, built once; no test changes it."""
    return build(plain.site(tmp_path_factory.mktemp("arabic"), "arabic"))


def editions(site: Path) -> dict[str, Edition]:
    return translate(Options(site, site / "public", date=datetime.date(2026, 11, 24)), Report())[1]


def text(public: Path, path: str) -> str:
    return (public / path).read_text(encoding="utf-8")


def ids(html: str) -> list[str]:
    return re.findall(r'<h\d id="([^"]+)"', html)


def change(site: Path, path: str, old: str, new: str) -> None:
    content = (site / path).read_text(encoding="utf-8")
    assert old in content
    (site / path).write_text(content.replace(old, new), encoding="utf-8")


# --- native pages ------------------------------------------------------------------------------------


def test_a_native_page_takes_the_place_of_the_translated_one(public: Path) -> None:
    article = fragment(public / "ar/sante/soins.html", "article")
    assert "<h1>العلاج</h1>" in article
    assert re.search(r'<h2 id="le-médecin">الطبيب\b', article)
    assert not re.search(r'class="notice(?! exit-words)', article)
    assert not re.search(r'<(?:p|h\d|li) lang="fr"', article)
    assert '<bdi dir="ltr" lang="fr">Grenoble</bdi>' in article
    assert "<h1>Les soins</h1>" in fragment(public / "fr/sante/soins.html", "article")


def test_its_anchors_are_those_of_every_language(public: Path) -> None:
    native = ids(text(public, "ar/sante/soins.html"))
    assert native == ["le-médecin", "l-hôpital", "les-papiers"]
    assert native == ids(text(public, "fr/sante/soins.html")) == ids(text(public, "ti/sante/soins.html"))


def test_its_facts_links_callouts_and_footnotes_work(public: Path) -> None:
    article = fragment(public / "ar/sante/soins.html", "article")
    assert article.count('data-fact="phone.samu"') == 3  # once among the numbers above it
    assert '<span class="deadline" data-fact="deadline.form">21 يومًا</span>' in article
    assert 'href="../huquq/lujuu.html#كيف-تطلب"' in article
    assert re.search(r'class="callout danger">.*خطر', article)
    assert '<a href="#note-2">2</a>' in article
    assert '<li id="note-2"><p>ملاحظة ثانية.</p></li>' in article
    assert 'id="note-2"' not in text(public, "fr/sante/soins.html")


def test_its_title_and_summary_stand_wherever_the_chapter_is_named(public: Path) -> None:
    contents = fragment(public / "ar/sante/index.html", "main")
    assert '<a href="soins.html">العلاج</a>' in contents
    assert "<p>أين تذهب.</p>" in contents
    assert re.search(r'rel="prev" href="soins.html">.*العلاج</span></a>', text(public, "ar/sante/suite.html"))


def test_the_chapter_counts_as_translated(public: Path) -> None:
    page = text(public, "ar/sante/soins.html")
    assert f'<link rel="canonical" href="{BASE}/ar/sante/soins.html">' in page
    assert f'hreflang="ar" href="{BASE}/ar/sante/soins.html"' in text(public, "fr/sante/soins.html")
    assert f"{BASE}/ar/sante/soins.html" in text(public, "sitemap.xml")
    assert f"{BASE}/ti/sante/soins.html" not in text(public, "sitemap.xml")


def test_its_date_is_its_own_and_its_danger_and_sources_the_original_s(public: Path, arabic: Path) -> None:
    assert "20 novembre 2026" in fragment(public / "fr/sante/soins.html", "footer")
    footer = fragment(public / "ar/sante/soins.html", "footer")
    assert "data-age" not in footer
    assert '<a href="https://exemple.fr" rel="noreferrer external" lang="fr" dir="ltr">Une page</a>' in footer
    chosen = editions(arabic)["ar"]
    assert chosen.chapter("sante", "soins").head.meta.sensitive
    assert chosen.chapter("sante", f"soins{EASY}").head.meta.sensitive


def test_nobody_translates_it(arabic: Path) -> None:
    assert run("update", "--site", arabic).exit_code == 0
    for path in (arabic / "translations").rglob("*.po*"):
        assert "العلاج" not in path.read_text(encoding="utf-8")
    assert 'msgid "Les soins"' in (arabic / "translations/ti/sante.po").read_text(encoding="utf-8")


def test_a_changed_original_is_told_and_the_text_stays(arabic: Path) -> None:
    change(arabic, f"{SOINS}.md", "Il est gratuit.", "Il coûte {deadline.form}.")
    public = build(arabic)
    article = fragment(public / "ar/sante/soins.html", "article")
    assert re.findall(r'<p class="notice">([^<]+)\n<a href="([^"]+)">', article) == [
        ("تغيّر الأصل بعد كتابة هذه الصفحة.", "../../fr/sante/soins.html")
    ]
    assert "الطبيب مجاني." in article
    assert 'class="notice"' not in fragment(public / "ar/sante/soins.easy.html", "article")
    changed = compose(editions(arabic)["ar"], "sante").values["chapters"][0]["changed"]
    assert changed == {"text": "تغيّر الأصل بعد كتابة هذه الصفحة.", "link": "قراءة الأصل", "url": f"{BASE}/fr/sante/soins.html"}
    with pikepdf.open(public / "print/sante-a5.ar.pdf") as pdf:
        assert f"{BASE}/fr/sante/soins.html" in set(uris(pdf))


def test_a_phone_number_changes_without_a_word(arabic: Path) -> None:
    change(arabic, "content/facts.yaml", '"15"', '"112"')
    article = fragment(build(arabic) / "ar/sante/soins.html", "article")
    assert article.count('<bdi dir="ltr">112</bdi>') == 2
    assert 'class="notice"' not in article


def test_it_is_in_the_pdf(arabic: Path) -> None:
    chapters = compose(editions(arabic)["ar"], "sante").values["chapters"]
    assert [chapter["title"]["c"] for chapter in chapters] == [[{"t": "text", "v": "العلاج"}], [{"t": "text", "v": "La suite"}]]
    labels = [block["label"] for block in chapters[0]["groups"][0]["blocks"] if block["t"] == "heading"]
    assert labels == ["sante/soins#le-médecin", "sante/soins#l-hôpital", "sante/soins#les-papiers"]


def test_it_stands_beside_the_original_section_by_section(public: Path) -> None:
    """Its texts are its own, its headings are those of the original: what stands beside has no id, and nothing that can be pressed."""
    for path, tag, other in (("ar/sante/soins.fr.html", "ar", "fr"), ("fr/sante/soins.ar.html", "fr", "ar")):
        if (public / path).exists():
            page = fragment(public / path, "article")
            companions = re.findall(
                r'<div class="beside" lang="(\w+)" dir="\w+" aria-hidden="true">(.*?)</div></div>', page, re.DOTALL
            )
            assert len(companions) == len(re.findall(r"<h\d id=", page)) + 1, "each section, and what comes before the first"
            assert {language for language, _ in companions} == {other}, tag
            assert not re.search(r"<a |id=|tabindex|data-fact", "".join(text for _, text in companions))
    assert "soins.fr.html#le-médecin" in text(public, "ar/sante/soins.html")
    assert (public / "ar/sante/soins.fr.html").exists()
    assert (public / "fr/huquq/lujuu.ar.html").exists()
    assert not (public / "ar/huquq/akhar.fr.html").exists(), "nothing of it is in French"


@pytest.mark.parametrize(("path", "page"), [(f"{SOINS}.ar.md", "soins.html"), (f"{SOINS}.easy.ar.md", "soins.easy.html")])
def test_without_it_the_translated_page_is_back(path: str, page: str, arabic: Path) -> None:
    (arabic / path).unlink()
    assert "لم تُترجم هذه الصفحة بعد" in text(build(arabic), f"ar/sante/{page}")


# --- easy-to-read pages ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "easy", "full"),
    [
        ("fr/sante/soins", "Texte simple", "Texte complet"),
        ("ar/sante/soins", "نص سهل", "النص الكامل"),
        ("ti/sante/soins", "ቀሊል ጽሑፍ", "ምሉእ ጽሑፍ"),
        ("fr/huquq/lujuu", "Texte simple", "Texte complet"),
    ],
)
def test_one_tap_away_and_back(path: str, easy: str, full: str, public: Path) -> None:
    slug = path.rsplit("/", 1)[-1]
    assert TWIN.findall(text(public, f"{path}.html")) == [(f"{slug}.easy.html", easy)]
    assert TWIN.findall(text(public, f"{path}.easy.html")) == [(f"{slug}.html", full)]
    assert TWIN.findall(text(public, "fr/sante/suite.html")) == []


def test_an_easy_page_is_no_chapter(public: Path, arabic: Path) -> None:
    assert "easy" not in fragment(public / "fr/sante/index.html", "main")
    assert 'class="pager"' not in text(public, "fr/sante/soins.easy.html")
    assert "easy" not in fragment(public / "fr/sante/suite.html", "main").replace('href="soins.easy.html#appeler"', "")
    assert [chapter["label"] for chapter in compose(editions(arabic)["fr"], "sante").values["chapters"]] == [
        "sante/soins",
        "sante/suite",
    ]


def test_it_has_addresses_of_its_own(public: Path) -> None:
    page = text(public, "ar/sante/soins.easy.html")
    assert f'<link rel="canonical" href="{BASE}/ar/sante/soins.easy.html">' in page
    assert f'hreflang="fr" href="{BASE}/fr/sante/soins.easy.html"' in page
    assert f"<loc>{BASE}/ar/sante/soins.easy.html</loc>" in text(public, "sitemap.xml")
    assert f"<loc>{BASE}/ti/sante/soins.easy.html</loc>" not in text(public, "sitemap.xml")
    assert "<title>العلاج ببساطة – نص سهل – " in page
    assert 'href="soins.html#le-médecin"' in text(public, "fr/sante/soins.easy.html")
    assert '<details class="switch">' in page
    assert 'href="../../fr/sante/soins.easy.html"' in page


def test_it_is_translated_in_the_catalog_of_its_booklet(arabic: Path) -> None:
    catalog = arabic / "translations/fr/huquq.po"
    catalog.write_text(
        catalog.read_text(encoding="utf-8") + '\nmsgid "اللجوء ببساطة"\nmsgstr "L\'asile, simplement"\n', encoding="utf-8"
    )
    assert 'msgid "اللجوء ببساطة"' in (run("update", "--site", arabic) and catalog.read_text(encoding="utf-8"))
    assert "<h1>L’asile, simplement</h1>" in text(build(arabic), "fr/huquq/lujuu.easy.html")


def test_a_former_address_leads_to_both(arabic: Path) -> None:
    change(arabic, f"{SOINS}.md", "sensitive: true", "sensitive: true\nwas: [medecin]")
    public = build(arabic)
    assert 'url=soins.html"' in text(public, "ar/sante/medecin.html")
    assert 'url=soins.easy.html"' in text(public, "ar/sante/medecin.easy.html")


def test_a_link_to_it_works_on_paper_too(public: Path) -> None:
    with pikepdf.open(public / "print/sante-a5.fr.pdf") as pdf:
        assert f"{BASE}/fr/sante/soins.easy.html#appeler" in set(uris(pdf))


def test_no_label_is_claimed(public: Path) -> None:
    """« Facile à lire et à comprendre » and its logo are for texts that were tried by their readers; Livret prints neither."""
    claimed = re.compile(r"\bfalc\b|facile à lire|easy-to-read logo", re.IGNORECASE)
    files = [
        path
        for folder in ("theme", "translations")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".html", ".typ", ".css", ".js", ".svg", ".po", ".pot")
    ]
    assert len(files) > 50
    for path in [*files, *public.rglob("*.html")]:
        assert not claimed.search(path.read_text(encoding="utf-8")), path


# --- a booklet that is written in Arabic -------------------------------------------------------------


def test_french_is_a_translation_like_any_other(public: Path) -> None:
    article = fragment(public / "fr/huquq/lujuu.html", "article")
    assert "<h1>L’asile</h1>" in article
    assert "Une machine a traduit ce texte." in article
    assert '<a href="../../ar/huquq/lujuu.html">Lire l’original (arabe)</a>' in article
    assert "Cette partie est dans une autre langue\u202f: arabe." in article
    assert '<h2 id="مُهِمّ-جدًا" lang="ar" dir="rtl">مُهِمّ جدًا' in article
    arabic = fragment(public / "ar/huquq/lujuu.html", "article")
    assert 'class="notice' not in arabic
    assert not re.search(r"<(?:p|h\d) lang=", arabic)


def test_a_page_without_a_word_of_french_is_left_to_arabic(public: Path) -> None:
    page = text(public, "fr/huquq/akhar.html")
    assert f'<link rel="canonical" href="{BASE}/ar/huquq/akhar.html">' in page
    assert 'rel="alternate"' not in page
    assert "Cette page n’est pas encore traduite. Elle est montrée dans une autre langue\u202f: arabe." in page
    assert '<p lang="ar" dir="rtl">لا ترجمة لهذه الصفحة.</p>' in page


@pytest.mark.parametrize("path", ["huquq/index.html", "huquq/lujuu.html"])
def test_what_has_no_language_of_its_own_leads_to_arabic(path: str, public: Path) -> None:
    address = path.removesuffix("index.html")
    for tag in ("fr", "ar"):
        assert f'<link rel="alternate" hreflang="x-default" href="{BASE}/ar/{address}">' in text(public, f"{tag}/{path}")


def test_the_page_of_the_booklet_leads_to_its_original(public: Path) -> None:
    main = fragment(public / "fr/huquq/index.html", "main")
    assert "Vos droits</h1>" in main
    assert '<a href="../../ar/huquq/index.html">Lire l’original (arabe)</a>' in main
    assert '<span lang="ar" dir="rtl">آخر</span>' in main


def test_its_headings_have_the_same_anchors_everywhere(public: Path) -> None:
    """Letters and vowel signs are kept as they are written."""
    for tag in ("fr", "ar", "ti"):
        assert ids(text(public, f"{tag}/huquq/lujuu.html")) == ["كيف-تطلب", "مُهِمّ-جدًا"]


def test_its_sources_say_in_which_language_they_are(public: Path) -> None:
    for tag in ("fr", "ar"):
        footer = fragment(public / f"{tag}/huquq/lujuu.html", "footer")
        assert 'lang="ar" dir="rtl">صفحة عن اللجوء</a>' in footer
        assert 'lang="fr" dir="ltr">La page en français</a>' in footer


def test_it_is_extracted_and_updated_from_arabic(arabic: Path) -> None:
    assert run("update", "--site", arabic).exit_code == 0
    assert 'msgid "اللجوء حق."' in (arabic / "translations/huquq.pot").read_text(encoding="utf-8")
    french = (arabic / "translations/fr/huquq.po").read_text(encoding="utf-8")
    assert 'msgid "اللجوء حق."\nmsgstr "L\'asile est un droit."' in french
    assert 'msgid "آخر"\nmsgstr ""' in french
    assert (arabic / "translations/ti/huquq.po").exists()
    assert not (arabic / "translations/ar/huquq.po").exists()
    change(arabic, "content/booklets/02-huquq/01-lujuu.md", "خلال {deadline.form}.", "قبل {deadline.form}.")
    assert run("update", "--site", arabic).exit_code == 0
    assert '#| msgid "اتصل بالرقم {phone.samu} خلال {deadline.form}."\nmsgid "اتصل بالرقم {phone.samu} قبل {deadline.form}."' in (
        arabic / "translations/fr/huquq.po"
    ).read_text(encoding="utf-8")
    article = fragment(build(arabic) / "fr/huquq/lujuu.html", "article")
    assert "Cette partie a changé depuis sa traduction. Elle est dans une autre langue\u202f: arabe." in article
    assert "Appelez le" in article.split("<details")[1]


@pytest.mark.parametrize("name", [f"{slug}-a5.{tag}.pdf" for slug in ("sante", "huquq") for tag in ("fr", "ar", "ti")])
def test_every_link_of_a_pdf_leads_somewhere(name: str, public: Path) -> None:
    """Destinations with Arabic letters are there by the same name; addresses are ASCII, as PDF has them."""
    with pikepdf.open(public / "print" / name) as pdf:
        known = {bytes(key) for key, _ in destinations(pdf.Root.Names.Dests)}
        wanted = {bytes(link.Dest) for link in links(pdf) if isinstance(link.get("/Dest"), pikepdf.String)}
        assert wanted
        assert wanted <= known
        for address in uris(pdf):
            assert address.isascii()
            path, _, anchor = unquote(address.removeprefix(f"{BASE}/")).partition("#")
            if address.startswith(BASE):
                page = text(public, path + "index.html" if path.endswith("/") else path)
                assert not anchor or anchor in ids(page), address


def links(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    return (link for page in pdf.pages for link in page.get("/Annots", []))


def uris(pdf: pikepdf.Pdf) -> Iterator[str]:
    return (bytes(link.A.URI).decode() for link in links(pdf) if "/A" in link and "/URI" in link.A)


def destinations(node: pikepdf.Object) -> Iterator[tuple[pikepdf.Object, pikepdf.Object]]:
    names = list(node.get("/Names", []))
    yield from zip(names[::2], names[1::2], strict=True)
    for kid in node.get("/Kids", []):
        yield from destinations(kid)


def test_french_text_in_the_arabic_pdf_changes_no_sides(public: Path) -> None:
    """In the contents, a French title stands on the right and its page number on the left, as all do."""
    done = subprocess.run(
        ["pdftotext", "-q", "-bbox", "-f", "2", "-l", "2", public / "print/sante-a5.ar.pdf", "-"],
        capture_output=True,
        text=True,
        check=True,
    )
    words = {word: float(left) for left, word in re.findall(r'<word xMin="([\d.]+)"[^>]*>([^<]+)</word>', done.stdout)}
    assert words["suite"] > 200
    assert words["4"] < 100


@pytest.fixture
def page(phone: BrowserContext) -> Page:
    page = phone.new_page()
    page.set_viewport_size({"width": 360, "height": 200})
    return page


@pytest.mark.parametrize("start", ["fr/sante/soins.html", "ar/sante/soins.html", "ti/sante/soins.html"])
def test_an_anchor_in_arabic_letters_works_from_file(start: str, public: Path, page: Page) -> None:
    page.goto(f"file://{public}/{start}")
    page.click("article a[href*='huquq']")
    page.wait_for_selector(":target")
    assert page.evaluate("document.querySelector(':target').id") == "كيف-تطلب"
    come_true(page, "scrollY > 0")


def test_thumbs_find_the_way_to_the_easy_text_and_back(public: Path, page: Page) -> None:
    page.goto(f"file://{public}/ar/sante/soins.html")
    box = page.locator("a.twin").bounding_box()
    assert box
    assert box["height"] >= 44
    page.click("a.twin")
    page.wait_for_url("**/ar/sante/soins.easy.html")
    page.click("a.twin")
    page.wait_for_url("**/ar/sante/soins.html")


# --- the shipped ones --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "tags"),
    [
        ("urgences/numeros.easy", ("en", "ar", "prs", "ps", "ti", "uk", "ru", "sq", "ka", "pt", "es")),
        ("asile/premiers-jours.easy", ("en", "ar", "prs", "ti", "uk")),
    ],
)
def test_the_shipped_easy_pages_are_translated(page: str, tags: tuple[str, ...]) -> None:
    messages = [
        message for message in guide.inputs().reading.messages[page.partition("/")[0]] if message.address.startswith(f"{page}#")
    ]
    assert len(messages) > 20
    for tag in tags:
        assert coverage.of(guide.editions()[tag], messages).percent == 100, tag
