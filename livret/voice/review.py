"""A review with nothing but a phone, or at a table: a chapter with its sentences numbered, as one file of HTML and one PDF on A4.

What the reviewer sends or says – the code, a number and one of three things – comes in by `livret voice`.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from livret.editions.edition import Edition
from livret.editions.editions import Editions
from livret.encode import url
from livret.encode.html import Html
from livret.paper import listed
from livret.paper.document import isolated
from livret.paper.paper_plan import typeset
from livret.phrases import quantities, remarks
from livret.phrases.fact_text import plain
from livret.phrases.notices import origin_notice
from livret.report.proof import Printed
from livret.report.report_pages import template
from livret.site import Chapter
from livret.text.typography import keyed
from livret.voice import numbering
from livret.voice.numbering import Numbered


def files(editions: Editions, tag: str, booklet: str, slug: str) -> Iterator[tuple[str, bytes]]:
    """The two files by their names in report/. Raises PaperError."""
    edition = editions[tag]
    chapter, code = edition.chapter(booklet, slug), edition.code(f"{booklet}/{slug}")
    name = f"review-{code or f'{booklet}-{slug}'}.{tag}"
    found = list(numbering.blocks(edition, chapter))
    yield f"{name}.html", _page(editions, edition, chapter, code, found)
    yield f"{name}.pdf", _sheet(edition, chapter, code, found)


def how(edition: Edition) -> str:
    """What a reviewer does."""
    return edition.say("Read each sentence. Say or send the code, the number and what is the matter:")


def _page(editions: Editions, edition: Edition, chapter: Chapter, code: str, found: list[Numbered]) -> bytes:
    visitor = Printed(edition)
    rows = [
        (
            block,
            [(number, visitor.nodes(nodes, block.filled.language)) for number, nodes in block.sentences],
            _ways(edition, chapter, code, block),
        )
        for block in found
    ]
    text = template(editions.inputs, "review.html").render(
        reader=edition.language,
        scripts=[edition.language.script],
        title=plain(edition, chapter.head.title),
        code=code,
        day=quantities.date(edition, edition.today),
        how=how(edition),
        wrong=remarks.kinds(edition)["wrong"],
        warning=edition.say("Write no name and no phone number."),
        origin=origin_notice(edition, [block.message for block in found]),
        rows=rows,
    )
    return text.encode()


def _ways(edition: Edition, chapter: Chapter, code: str, block: Numbered) -> list[tuple[str, Html]]:
    """A message ready for each block, where readers may write and nobody is in danger by it."""
    asked = edition.config.voice
    if not (asked and asked.sms and code) or chapter.head.meta.sensitive:
        return []
    link, begun = f"sms:{quote(asked.sms, safe='+')}?&amp;body=", remarks.begun(edition)
    return [
        (words, Html(link + url.component(f"{code} {edition.language.tag}\n{block.number} {keyed(begun[kind])} ")))
        for kind, words in remarks.kinds(edition).items()
        if kind != "missing"
    ]


def _sheet(edition: Edition, chapter: Chapter, code: str, found: list[Numbered]) -> bytes:
    example = f"{isolated(code)} 4 {remarks.kinds(edition)['wrong']}"
    lead = [how(edition), example, edition.say("Write no name and no phone number.")]
    sentences = [(number, block.filled, nodes) for block in found for number, nodes in block.sentences]
    return typeset(edition, listed.review_sheet(edition, chapter.head.title, code, lead, sentences))
