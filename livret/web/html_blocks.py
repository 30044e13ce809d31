"""Blocks to HTML, with slots for what differs from file to file: a visitor of the one tree. What is not in the reader's language says in which it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import assert_never

from livret.encode.html import EMPTY, Html, attributes, element, escaped, join
from livret.model import (
    Block,
    Callout,
    Definitions,
    Heading,
    Items,
    Message,
    Notes,
    Paragraph,
    Quote,
    Separator,
    Table,
)
from livret.phrases import quantities
from livret.phrases.danger import alone, phones
from livret.phrases.fact_text import show
from livret.phrases.notices import callout_name
from livret.phrases.runs import language_of, runs
from livret.site import Chapter
from livret.text.tree import messages_outside_danger, sections, shown
from livret.web.assets import icon
from livret.web.html_inline import Companion, InlineVisitor
from livret.web.slots import slot

_LEFT_ALIGNED = ("", "left")


@dataclass(frozen=True, slots=True)
class HtmlVisitor(InlineVisitor):
    """Writes blocks of an edition."""

    own: bool = False  # all of it is in the reader's language: no part has to say in which it is

    def chapter(self, blocks: tuple[Block, ...]) -> Html:
        """The blocks of a chapter; each run of them that is not in the reader's language under one notice."""
        return join(self.run(notice, run) for notice, run in runs(self.edition, blocks, self.fill))

    def both(self, chapter: Chapter, other: Chapter) -> Html:
        """The blocks of a chapter beside those of another language's page. They are the same texts, or – where one of the two is a native
        page – the same sections, whose headings are the same and whose texts are each page's own."""
        if chapter.path == other.path:
            return self.chapter(chapter.blocks)
        alone, guest = replace(self, beside=""), _Companion(self.edition.beside(self.beside))
        pairs = zip_longest(sections(chapter.blocks), sections(other.blocks), fillvalue=())
        return join(self.pair("div", alone.chapter(own), guest.blocks(theirs)) for own, theirs in pairs)

    def title(self, chapter: Chapter, other: Chapter | None) -> Html:
        if other is None or chapter.path == other.path:
            return self.inline(chapter.head.title)
        guest = _Companion(self.edition.beside(self.beside))
        return self.pair("span", self.inline(chapter.head.title), guest.inline(other.head.title))

    def run(self, notice: str, blocks: tuple[Block, ...]) -> Html:
        if not notice:
            return replace(self, own=True).blocks(blocks)
        written = (part for block in shown(blocks, self.fill) for part in (self.block(block), self.former(block)))
        return join((element("p", escaped(notice), class_="notice"), *written))

    def former(self, block: Block) -> Html:
        """What was said in the reader's language before the source changed, folded; of a danger never."""
        found = [filled.former for filled in map(self.fill, messages_outside_danger(block)) if filled.former]
        if not found:
            return EMPTY
        day = found[0].day
        title = (
            self.edition.say("Earlier translation, of {date}", date=quantities.date(self.edition, day))
            if day
            else self.edition.say("Earlier translation")
        )
        texts = join(element("p", self.nodes(each.nodes, each.language)) for each in found)
        return element("details", join((element("summary", escaped(title)), texts)), class_="former")

    def blocks(self, blocks: tuple[Block, ...]) -> Html:
        return join([self.block(block) for block in shown(blocks, self.fill)])

    def block(self, block: Block) -> Html:
        """A list, a table or a frame that is in one other language is marked as a whole, its text marked no more."""
        if self.own:
            return self.written(block, {})
        language = language_of(block, self.fill, self.edition.language)
        marks = self.marks(language)
        return (replace(self, within=language) if marks else self).written(block, marks)

    def written(self, block: Block, marks: dict[str, str]) -> Html:
        match block:
            case Heading(level, anchor, message):
                return self.heading(level, anchor, message, marks)
            case Paragraph(message):
                return element("p", self.words(message), **marks)
            case Items(ordered, start, items):
                content = join(self.item(item) for item in items)
                return element("ol" if ordered else "ul", content, start=str(start) if ordered and start != 1 else None, **marks)
            case Table():
                return self.table(block, marks)
            case Definitions(entries):
                return element(
                    "dl", join(part for entry in entries for part in self.definition(entry.terms, entry.meanings)), **marks
                )
            case Callout():
                return self.callout(block, marks)
            case Quote(inner):
                return element("blockquote", self.blocks(inner), **marks)
            case Separator():
                return element("hr")
            case Notes():
                return self.notes(block, marks)
            case _:
                assert_never(block)

    def heading(self, level: int, anchor: str, message: Message, marks: dict[str, str]) -> Html:
        """Where two languages share a heading, the page with one of them has the link to it."""
        begun, after = slot("heading", f"{level} {anchor}"), slot("after", f"{level} {anchor} {'' if self.beside else 'linked'}")
        return Html(f"{begun}{attributes(marks)}>{self.words(message)}{after}")

    def item(self, blocks: tuple[Block, ...]) -> Html:
        """A list item; the paragraph of a simple one is the item itself."""
        match blocks:
            case (Paragraph(message),):
                return self.said("li", message)
            case _:
                return element("li", self.blocks(blocks))

    def definition(self, terms: tuple[Message, ...], meanings: tuple[tuple[Block, ...], ...]) -> Iterator[Html]:
        for term in terms:
            yield self.said("dt", term)
        for blocks in meanings:
            match blocks:
                case (Paragraph(message),):
                    yield self.said("dd", message)
                case _:
                    yield element("dd", self.blocks(blocks))

    def notes(self, notes: Notes, marks: dict[str, str]) -> Html:
        listed = join(element("li", self.blocks(note.blocks), id=slot("own", f"note-{note.number}")) for note in notes.notes)
        name = self.edition.say("Notes")
        shown = element("strong", escaped(name), aria_hidden="true")  # so that they are not taken for the list above them
        return element("div", join((shown, element("ol", listed))), class_="notes", role="group", aria_label=name, **marks)

    def table(self, table: Table, marks: dict[str, str]) -> Html:
        """What is wider than a phone is a region of its own, which the keyboard can scroll."""
        return element(
            "div", self.rows(table, marks), class_="table", role="group", tabindex="0", aria_label=self.edition.say("Table")
        )

    def rows(self, table: Table, marks: dict[str, str]) -> Html:
        head = element("thead", self.row("th", table.header, table.alignments))
        body = element("tbody", join(self.row("td", row, table.alignments) for row in table.rows))
        return element("table", join((head, body)), **marks)

    def row(self, name: str, cells: tuple[Message | None, ...], alignments: tuple[str, ...]) -> Html:
        return element("tr", join(self.tablecell(name, *cell) for cell in zip(cells, alignments, strict=False)))

    def tablecell(self, name: str, message: Message | None, alignment: str) -> Html:
        where = None if alignment in _LEFT_ALIGNED else alignment
        if message is None:
            return element("td", class_=where)
        return self.said(name, message, class_=where, scope="col" if name == "th" else None)

    def callout(self, callout: Callout, marks: dict[str, str]) -> Html:
        if unsure := alone(self.edition, callout):
            return replace(self, beside=unsure.tag).framed(callout, marks, self.numbers(callout))
        return self.framed(callout, marks)

    def framed(self, callout: Callout, marks: dict[str, str], first: Html = EMPTY) -> Html:
        title = (
            self.said("strong", callout.title)
            if callout.title
            else element("strong", escaped(callout_name(self.edition, callout.kind)), **self.marks(self.edition.language))
        )
        heading = element("p", join((icon(self.edition, callout.kind), title)), class_="callout-title")
        return element("div", join((heading, first, self.blocks(callout.blocks))), class_=f"callout {callout.kind}", **marks)

    def numbers(self, callout: Callout) -> Html:
        """The numbers to call, which no translation can get wrong."""
        phone = icon(self.edition, "phone")
        calls = [
            element("a", join((phone, element("bdi", escaped(shown.text), dir="ltr"))), href=shown.href, class_="call")
            for shown in (show(self.edition, ref) for ref in phones(self.edition, callout))
        ]
        return element("p", join(calls), class_="numbers") if calls else EMPTY


class _Companion(Companion, HtmlVisitor):
    """Blocks that stand beside those of another page."""

    __slots__ = ()

    def heading(self, level: int, anchor: str, message: Message, marks: dict[str, str]) -> Html:  # noqa: ARG002 – the id stands on the other side
        return element(f"h{level}", self.words(message), **marks)

    def table(self, table: Table, marks: dict[str, str]) -> Html:
        return element("div", self.rows(table, marks), class_="table")

    def notes(self, notes: Notes, marks: dict[str, str]) -> Html:  # noqa: ARG002 – what they belong to has no mark here
        return EMPTY
