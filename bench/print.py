"""A hundred different booklets of sixteen pages (eighteen with Typst), set as Livret does and by WeasyPrint 70; and the finishing of press files.

    python -m pip install weasyprint==70.0      # for this comparison alone; it needs Pango from the system
    python bench/print.py [--count 100]

Both get the same sentences in the same structure – headings, paragraphs, lists, a table, a frame – on A5 and with the same fonts. WeasyPrint
gets ready-made HTML; Typst is called with everything Livret does from blocks on, in its child process.
"""

from __future__ import annotations

import argparse
import datetime
import html
import io
import random
import tempfile
import time
from pathlib import Path
from typing import Any

import corpus
import pikepdf

from livret import pipeline
from livret.editions.edition import Edition
from livret.paper.paper_plan import compose, typeset
from livret.press.finish import finish
from livret.press.make import inks, sheet
from livret.problems import Report

ROOT = Path(__file__).resolve().parents[1]
CHAPTERS = 5  # of a little more than two pages each: with cover, contents and the last page sixteen
DAY = datetime.date(2026, 11, 24)
SITE = """livret: 1
mode: demo
name: Essai
tagline: Essai
url: https://livret.example
language: fr
languages: [fr]
publisher: {name: Essai}
host: {name: Essai}
categories: [{id: x, name: X, pictogram: health}]
"""


def chapter(chance: random.Random) -> list[tuple[str, Any]]:
    """A chapter as (kind, content): the one source of both."""

    def said(count: int) -> str:
        return " ".join(corpus.sentence(chance).replace("**", "").partition("](")[0].replace("[", "") for _ in range(count))

    found: list[tuple[str, Any]] = [("title", said(1)[:40])]
    for _ in range(3):
        found += [("heading", said(1)[:50]), ("paragraph", said(4)), ("paragraph", said(3)), ("list", [said(1) for _ in range(4)])]
    found += [("table", [(said(1)[:40], said(1)) for _ in range(6)]), ("note", said(2)), ("paragraph", said(4))]
    return found


def markdown(blocks: list[tuple[str, Any]]) -> str:
    parts = []
    for kind, content in blocks:
        match kind:
            case "title":
                parts.append(f"# {content}")
            case "heading":
                parts.append(f"## {content}")
            case "list":
                parts.append("\n".join(f"- {item}" for item in content))
            case "table":
                parts.append("\n".join(["| Quoi | Où |", "| --- | --- |", *(f"| {left} | {right} |" for left, right in content)]))
            case "note":
                parts.append(f"!!! note\n    {content}")
            case _:
                parts.append(content)
    return "\n\n".join(parts) + "\n"


def markup(blocks: list[tuple[str, Any]]) -> str:
    parts = []
    for kind, content in blocks:
        match kind:
            case "title":
                parts.append(f"<h1>{html.escape(content)}</h1>")
            case "heading":
                parts.append(f"<h2>{html.escape(content)}</h2>")
            case "list":
                parts.append("<ul>" + "".join(f"<li>{html.escape(item)}</li>" for item in content) + "</ul>")
            case "table":
                rows = "".join(f"<tr><td>{html.escape(left)}</td><td>{html.escape(right)}</td></tr>" for left, right in content)
                parts.append(f"<table><thead><tr><th>Quoi</th><th>Où</th></tr></thead>{rows}</table>")
            case "note":
                parts.append(f"<aside>{html.escape(content)}</aside>")
            case _:
                parts.append(f"<p>{html.escape(content)}</p>")
    return "".join(parts)


CSS = """@font-face { font-family: "Noto Sans"; src: url(NotoSans-Regular.ttf) }
@font-face { font-family: "Noto Sans"; font-weight: bold; src: url(NotoSans-Bold.ttf) }
@page { size: 148mm 210mm; margin: 19mm 15mm 18mm; @bottom-center { content: counter(page) } @top-left { content: string(chapter) } }
body { font: 9.5pt/1.5 "Noto Sans"; color: #1c1b22 } h1 { font-size: 17pt; break-before: page; string-set: chapter content(); bookmark-level: 1 }
h2 { font-size: 12pt } table { border-collapse: collapse; width: 100% } td, th { border-bottom: 1px solid #d9d3c7; padding: 5pt 6pt; text-align: left }
aside { background: #e3f0ef; border-left: 3pt solid #0b5a63; padding: 8pt 9pt }"""


def lay(site: Path, books: list[list[list[tuple[str, Any]]]]) -> None:
    """The booklets as a site."""
    (site / "content").mkdir(parents=True)
    (site / "content/site.yaml").write_text(SITE, encoding="utf-8")
    for number, chapters in enumerate(books):
        folder = site / f"content/booklets/{number:03}-b{number}"
        folder.mkdir(parents=True)
        (folder / "booklet.yaml").write_text(f"title: Livret {number}\nsummary: Essai.\n", encoding="utf-8")
        for index, blocks in enumerate(chapters):
            (folder / f"{index:02}-c{index}.md").write_text(markdown(blocks), encoding="utf-8")


def set_by_typst(edition: Edition) -> tuple[float, list[int]]:
    """Seconds for all booklets, and their pages."""
    start = time.perf_counter()
    made = [typeset(edition, compose(edition, f"{booklet.slug}/a5")) for booklet in edition.booklets()]
    return time.perf_counter() - start, [len(pikepdf.open(io.BytesIO(data)).pages) for data in made]


def set_by_weasyprint(books: list[list[list[tuple[str, Any]]]]) -> tuple[float, list[int]]:
    import weasyprint as engine  # noqa: PLC0415 – only for the comparison
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    fonts = FontConfiguration()
    base = f"{ROOT / 'theme/fonts'}/"
    start, pages = time.perf_counter(), []
    for number, chapters in enumerate(books):
        body = f"<html lang=fr><title>{number}</title><body><p>Livret {number}</p>" + "".join(map(markup, chapters))
        document = engine.HTML(string=body, base_url=base).render(
            stylesheets=[engine.CSS(string=CSS, base_url=base, font_config=fonts)], font_config=fonts
        )
        document.write_pdf(pdf_tags=True)
        pages.append(len(document.pages))
    return time.perf_counter() - start, pages


def finishing(edition: Edition) -> tuple[float, int]:
    """Milliseconds a page that a press file takes after Typst, and the pages finished."""
    spent, pages = 0.0, 0
    for booklet in edition.booklets()[:10]:
        document = compose(edition, f"{booklet.slug}/a5", press=True)
        data = typeset(edition, document, "1.6")
        start = time.perf_counter()
        done = finish(data, sheet(edition, document), inks(edition, document))
        spent += time.perf_counter() - start
        pages += len(pikepdf.open(io.BytesIO(done)).pages)
    return 1000 * spent / pages, pages


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100)
    count = parser.parse_args().count
    chance = random.Random(1)
    books = [[chapter(chance) for _ in range(CHAPTERS)] for _ in range(count)]
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        lay(site, books)
        report = Report()
        _, editions = pipeline.translate(pipeline.Options(site, site / "public", date=DAY), report)
        edition = editions["fr"]
        ours, pages = set_by_typst(edition)
        print(f"Typst: {count} booklets, {sum(pages) / count:.1f} pages each, {ours:.1f} s")
        a_page, finished = finishing(edition)
        print(f"finishing for the press: {a_page:.1f} ms a page ({finished} pages)")
        theirs, their_pages = set_by_weasyprint(books)
        print(f"WeasyPrint: {sum(their_pages) / count:.1f} pages each, {theirs:.1f} s; Typst takes {ours / theirs:.2f} × its time")


if __name__ == "__main__":
    main()
