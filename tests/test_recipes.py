"""What CONTRIBUTING.md promises of the changes that come most often: what each of them needs, and nothing else."""

from __future__ import annotations

import ast
import csv
import datetime
import io
import json
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import plain
import pytest
from conftest import DAY, ROOT, run
from fontTools.ttLib import TTFont

from livret import wording
from livret.data import service_record
from livret.encode.html import element, join
from livret.languages import language
from livret.model import Block, Message, Part
from livret.options import Options
from livret.paper.typst_blocks import PaperVisitor
from livret.pipeline import translate
from livret.problems import Report, Severity
from livret.schema.fields import Translated, Tristate
from livret.schema.service import AccessMode, Service
from livret.search.entries import entry
from livret.search.entry import terms
from livret.search.language_rules import rules
from livret.source import services
from livret.text.blocks import _Reader
from livret.web.html_blocks import HtmlVisitor

CATALOG = """msgid ""
msgstr ""
"Language: {tag}\\n"
"Content-Type: text/plain; charset=utf-8\\n"

msgctxt "title"
msgid "Santé"
msgstr "{health}"

msgid "Que dire"
msgstr "{what}"
"""


# --- a language: a line of site.yaml, and its catalogs ------------------------------------------------


def speak(site: Path, tag: str, health: str, what: str) -> None:
    config = site / "content/site.yaml"
    config.write_text(
        config.read_text(encoding="utf-8").replace("languages: [fr, ar]", f"languages: [fr, ar, {tag}]"), encoding="utf-8"
    )
    folder = site / "translations" / tag
    folder.mkdir()
    (folder / "sante.po").write_text(CATALOG.format(tag=tag, health=health, what=what), encoding="utf-8")


@pytest.mark.parametrize(
    ("tag", "health", "what", "written"),
    [("tr", "Sağlık", "Ne demeli", 'lang="tr" dir="ltr"'), ("ur", "صحت", "کیا کہیں", 'lang="ur" dir="rtl"')],
)
def test_a_language_is_content_alone(tag: str, health: str, what: str, written: str, sound: Path) -> None:
    """Pages, search, files to carry, paper; the interface is English until it is translated."""
    speak(sound, tag, health, what)
    result = run("--site", sound, "--date", DAY, "--jobs", "1", "--lang", f"fr,{tag}", "--out", sound / "out")
    assert result.exit_code == 0, result.output
    page = (sound / f"out/{tag}/sante/numeros.html").read_text(encoding="utf-8")
    assert f"<html {written}>" in page
    assert what in page
    assert f'hreflang="{tag}"' in (sound / "out/fr/sante/numeros.html").read_text(encoding="utf-8")
    for path in (f"{tag}/search-index.js", f"offline/{tag}.html"):
        assert health in (sound / "out" / path).read_text(encoding="utf-8")
    assert (sound / f"out/print/sante-a5.{tag}.pdf").is_file()


def test_a_script_that_no_font_has_needs_a_font_and_its_token(sound: Path) -> None:
    """Each character that is missing is named; with a font in theme/fonts and its family in theme/tokens.yaml there is paper."""
    speak(sound, "he", "בריאות", "מה לומר")
    arguments = ("--site", sound, "--date", DAY, "--jobs", "1", "--lang", "he", "--out", sound / "out")
    told = run(*arguments)
    assert told.exit_code == 0, told.output
    assert "theme/fonts: warning[glyph-missing]" in told.output
    assert re.search(r"translations/he/sante\.po:\d+: warning\[glyph-missing\]", told.output)
    assert (sound / "out/he/sante/numeros.html").is_file()
    assert not (sound / "out/print/sante-a5.he.pdf").exists()
    fonts = sound / "theme/fonts"
    fonts.mkdir(parents=True)
    for style in ("Regular", "Bold"):
        (fonts / f"TestHebrew-{style}.ttf").write_bytes(drawn_as_georgian(f"NotoSansGeorgian-{style}.ttf", range(0x5D0, 0x5EB)))
    (sound / "theme/tokens.yaml").write_text('font: {Hebr: "Test Hebrew"}\n', encoding="utf-8")
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    assert (sound / "out/print/sante-a5.he.pdf").is_file()


def drawn_as_georgian(name: str, signs: Iterable[int]) -> bytes:
    """A font of the family Test Hebrew, for there is none at hand."""
    font = TTFont(ROOT / "theme/fonts" / name)
    for table in font["cmap"].tables:
        table.cmap.update(dict.fromkeys(signs, font.getBestCmap()[ord("ა")]))
    for each in font["name"].names:
        if each.nameID in (1, 16):
            each.string = "Test Hebrew"
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(("tag", "region"), [("fr", None), ("prs", "AF"), ("pt-BR", "BR"), ("zh-Hant", None), ("zh-Hant-TW", "TW")])
def test_paper_knows_regions_from_scripts(tag: str, region: str | None) -> None:
    assert PaperVisitor.language(None, language(tag))["region"] == region  # type: ignore[arg-type]


def test_no_module_knows_a_language() -> None:
    """But for the one that says what CLDR files under another name, the words for numbers, which a language may do without, French, whose forms of data
    are read, and English, in which the interface is written."""
    tags = {path.parent.name for path in (ROOT / "translations").glob("*/interface.po")} - {"fr", "en"}
    trees = {path.stem: ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "livret").rglob("*.py")}
    naming = {
        name for name, tree in trees.items() for node in ast.walk(tree) if isinstance(node, ast.Constant) and node.value in tags
    }
    assert len(tags) == 10
    assert naming == {"languages", "number_words"}


# --- a block: what it holds, how it is read, and how each visitor writes it ----------------------------


@dataclass(frozen=True, slots=True)
class Fold:
    """What livret/model.py gains."""

    title: Message
    blocks: tuple[Block, ...]

    def children(self) -> tuple[Part, ...]:
        return (self.title, *self.blocks)


@pytest.fixture
def with_folds(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lines that a block needs in livret/text/blocks.py, livret/web/html_blocks.py and livret/paper/typst_blocks.py."""
    callout, on_the_web, on_paper = _Reader.callout, HtmlVisitor.written, PaperVisitor.written

    def read(reader: Any, found: Element, depth: int) -> Any:
        if found.get("class") != "admonition more":
            return callout(reader, found, depth)
        title = reader.message(found[0].text, "callout title")
        found.remove(found[0])
        return Fold(title, reader.blocks(found, depth + 1))

    def web(visitor: Any, block: Any, marks: dict[str, str]) -> Any:
        if not isinstance(block, Fold):
            return on_the_web(visitor, block, marks)
        return element("details", join((visitor.said("summary", block.title), visitor.blocks(block.blocks))), **marks)

    def paper(visitor: Any, block: Any) -> Any:
        if not isinstance(block, Fold):
            return on_paper(visitor, block)
        return {
            "t": "quote",
            "blocks": [
                {**visitor.language(visitor.edition.language), "t": "paragraph", "said": visitor.said(block.title)},
                *visitor.blocks(block.blocks),
            ],
        }

    monkeypatch.setattr(_Reader, "callout", read)
    monkeypatch.setattr(HtmlVisitor, "written", web)
    monkeypatch.setattr(PaperVisitor, "written", paper)


@pytest.mark.usefixtures("with_folds")
def test_a_block_is_seen_by_all_that_walks_the_tree(sound: Path) -> None:
    """Translation, search, facts, files to carry, books and paper have it without a line of their own."""
    chapter = sound / "content/booklets/01-sante/02-soins.md"
    fold = '\n!!! more "Pour en savoir davantage"\n    Demandez à la {service.permanence}.\n\n    - Le dossier\n'
    chapter.write_text(chapter.read_text(encoding="utf-8") + fold, encoding="utf-8")
    catalog = sound / "translations/ar/sante.po"
    catalog.write_text(catalog.read_text(encoding="utf-8") + '\nmsgid "Le dossier"\nmsgstr "الملف"\n', encoding="utf-8")
    result = run("--site", sound, "--date", DAY, "--jobs", "1", "--out", sound / "out")
    assert result.exit_code == 0, result.output
    page = (sound / "out/fr/sante/soins.html").read_text(encoding="utf-8")
    assert "<details><summary>Pour en savoir davantage</summary><p>Demandez à la <a" in page
    for path in ("ar/sante/soins.html", "offline/ar.html", "offline/sante.ar.html"):
        assert "الملف" in (sound / "out" / path).read_text(encoding="utf-8"), path
    editions = translate(Options(sound, sound / "out", date=datetime.date.fromisoformat(DAY), pdf=False), Report())[1]
    assert set(rules(editions["fr"], "fr").terms("davantage dossier")) <= terms(entry(editions["fr"], "chapter/sante/soins"))
    with zipfile.ZipFile(sound / "out/offline/sante.fr.epub") as book:
        assert "savoir davantage" in book.read("EPUB/soins.xhtml").decode()
        assert "permanence" in book.read("EPUB/services.xhtml").decode(), "a service that it names goes with the booklet"
    assert run("extract", "--site", sound).exit_code == 0
    template = (sound / "translations/sante.pot").read_text(encoding="utf-8")
    assert all(f'msgid "{text}"' in template for text in ("Pour en savoir davantage", "Le dossier"))


# --- a problem: a line of the table; whatever meets it says its code -----------------------------------


def test_a_problem_is_a_line_of_the_table(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told with its place, on the terminal and as JSON, and its severity decides the exit code."""
    rule = wording.Rule(Severity.WARNING, "“{text}” is shouted", "write it in small letters")
    monkeypatch.setitem(wording.RULES, "text-shouted", rule)
    message = _Reader.message

    def listening(reader: Any, raw: str | None, kind: str) -> Message | None:
        found = message(reader, raw, kind)
        if found and found.text.isupper():
            reader.report.add("text-shouted", found.place, text=found.text)
        return found

    monkeypatch.setattr(_Reader, "message", listening)
    chapter = sound / "content/booklets/01-sante/02-soins.md"
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\nATTENTION\n", encoding="utf-8")
    line = chapter.read_text(encoding="utf-8").count("\n")
    said = run("check", "--site", sound, "--date", DAY)
    assert said.exit_code == 0
    assert (
        f"content/booklets/01-sante/02-soins.md:{line}:1: warning[text-shouted]: “ATTENTION” is shouted\n  help: write it in small letters"
        in said.output
    )
    [problem] = json.loads(run("check", "--json", "--site", sound, "--date", DAY).output)
    assert problem["code"] == "text-shouted"


# --- a field of a service: a line of the schema, and its words ------------------------------------------


class Minding(Service):
    """What livret/schema/service.py gains."""

    childcare: Tristate = "unknown"
    childcare_note: Translated | None = None
    childcare_by: tuple[AccessMode, ...] = ()


def test_a_field_of_a_service_is_in_all_that_tells_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Templates, translation, exports; a page says its value with the words of livret/phrases/listing_text.py."""
    monkeypatch.setattr(services, "Service", Minding)
    monkeypatch.setattr(service_record, "WORDS", frozenset(service_record.lists(Minding, str)))  # as it is known of the schema
    site = plain.site(tmp_path / "site", "public")
    listing = site / "content/services/health.yaml"
    added = '    childcare: "yes"\n    childcare_note: Le matin seulement\n    childcare_by: [phone, post]\n    verified_on:'
    listing.write_text(listing.read_text(encoding="utf-8").replace("    verified_on:", added, 1), encoding="utf-8")
    template = (ROOT / "theme/web/service-text.html").read_text(
        encoding="utf-8"
    ) + "<p>{{ inline(service.childcare_note) if service.childcare_note }}</p>\n"
    (site / "theme/web").mkdir(parents=True, exist_ok=True)
    (site / "theme/web/service-text.html").write_text(template, encoding="utf-8")
    result = run("--site", site, "--date", DAY, "--no-pdf", "--jobs", "1", "--out", site / "out")
    assert result.exit_code == 0, result.output
    for path in ("fr/services/permanence.html", "offline/fr.html"):
        assert "Le matin seulement" in (site / "out" / path).read_text(encoding="utf-8"), path
    rows = csv.DictReader(io.StringIO((site / "out/data/services.csv").read_text(encoding="utf-8-sig")))
    row = next(row for row in rows if row["id"] == "permanence")
    assert (row["childcare"], row["childcare_note"], row["childcare_by"]) == ("yes", "Le matin seulement", "phone post")
    assert '"childcare": "yes"' in (site / "out/data/services.json").read_text(encoding="utf-8")
    assert run("extract", "--site", site).exit_code == 0
    assert "services/permanence#childcare_note" in (site / "translations/services.pot").read_text(encoding="utf-8")
