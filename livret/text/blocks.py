"""Blocks of a chapter: Python-Markdown's block parser, stopped before it looks inside a line.

Its block parser leaves the inline source of each element untouched, which is exactly the message. It
keeps no line numbers: they are found again by walking the source in reading order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions.footnotes import FootnoteExtension

from livret import limits
from livret.model import (
    CALLOUTS,
    Block,
    Callout,
    Definition,
    Definitions,
    Heading,
    Items,
    Message,
    Note,
    Notes,
    Paragraph,
    Quote,
    Separator,
    Table,
)
from livret.problems import Place, Report
from livret.text.anchors import Anchors

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_REFERENCE_LINK = re.compile(r"^ {0,3}\[[^\]^][^\]]*\]:\s", re.MULTILINE)
_GLUED = re.compile(r"\n\s*(?:[-*+]|\d{1,3}[.)]|#{1,6}|>) ")
_UNTITLED_CALLOUT = re.compile(r"^!!! *(\w+)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Prose:
    """A chapter's text: its title, the blocks after it, every message in reading order, the numbers of its footnotes.

    `headings` are all of them, the title too, in the order of their anchors.
    """

    title: Message | None
    blocks: tuple[Block, ...]
    messages: tuple[Message, ...]
    notes: dict[str, int]
    headings: tuple[Heading, ...]


def parse(
    source: str, path: str, domain: str, address: str, first_line: int, report: Report, original: tuple[Heading, ...] = ()
) -> Prose:
    """The blocks of a Markdown text that begins at `first_line` of `path`; mistakes go to the report.

    `original` are the headings of the page that it is written after: its own have their anchors.
    """
    for found in _REFERENCE_LINK.finditer(source) if "]:" in source else ():
        report.add("link-reference", Place(path, first_line + source.count("\n", 0, found.start()), 1))
    _MD.reset()
    lines = (_UNTITLED_CALLOUT.sub(r'!!! \1 ""', source) if "!!!" in source else source).split("\n")
    for preprocessor in _MD.preprocessors:
        lines = preprocessor.run(lines)
    root = cast(Element, _MD.parser.parseDocument(lines).getroot())
    anchors = Anchors(heading.anchor for heading in original)
    reader = _Reader(_Walk(source.split("\n"), path, first_line), domain, address, report, anchors)
    blocks = reader.blocks(root, 0)
    notes = reader.notes(_MD, _FOOTNOTES)
    title, blocks = reader.title(blocks)
    return Prose(title, (*blocks, *notes), tuple(reader.messages), reader.note_numbers, tuple(reader.headings))


def _machine(footnotes: FootnoteExtension) -> Markdown:
    """Python-Markdown with the blocks of the dialect, made once: making it takes as long as a chapter."""
    md = Markdown(extensions=["tables", "def_list", "admonition", "sane_lists", footnotes])
    md.preprocessors.deregister("html_block")
    for left_out in ("code", "setextheader", "reference"):
        md.parser.blockprocessors.deregister(left_out)
    for name, sign in _SIGNS.items():
        _only_with(md.parser.blockprocessors[name], sign)
    # The registry puts its rules in order anew for every block; they do not change any more.
    md.parser.blockprocessors = tuple(md.parser.blockprocessors)  # type: ignore[assignment]
    return md


# Most blocks are plain paragraphs: a rule is not tried on a text that has not the sign that it needs.
_SIGNS = {"table": "|", "hashheader": "#", "quote": ">", "footnote": "[^", "deflist": ": "}


def _only_with(processor: BlockProcessor, sign: str) -> None:
    test = processor.test
    processor.test = lambda parent, block: sign in block and test(parent, block)  # type: ignore[method-assign]


_FOOTNOTES = FootnoteExtension()
_MD = _machine(_FOOTNOTES)


@dataclass(slots=True)
class _Walk:
    """Finds where each message begins, in a source that is walked once from top to bottom."""

    lines: list[str]
    path: str
    first_line: int
    line: int = 0
    column: int = 0

    def find(self, raw: str) -> Place:
        first = raw.strip().partition("\n")[0].rstrip()
        line, column = self.line, self.column
        while line < len(self.lines):
            at = self.lines[line].find(first, column)
            if at >= 0:
                self.line, self.column = line, at + len(first)
                return Place(self.path, line + self.first_line, at + 1)
            line, column = line + 1, 0
        return Place(self.path, self.line + self.first_line, 1)

    def rewind(self) -> None:
        self.line = self.column = 0


@dataclass(slots=True)
class _Reader:
    """From Python-Markdown's elements to our blocks, gathering the messages."""

    walk: _Walk
    domain: str
    address: str
    report: Report
    anchors: Anchors
    messages: list[Message] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    level: int = 0
    note_numbers: dict[str, int] = field(default_factory=dict)

    def message(self, raw: str | None, kind: str) -> Message | None:
        if not raw or not (text := " ".join(raw.split())):
            return None
        place = self.walk.find(raw)
        if "\n" in raw and (glued := _GLUED.search(raw)):
            line = place.line + raw.count("\n", 0, glued.end())
            self.report.add("list-glued", Place(place.path, line, 1), text=glued[0].strip())
        message = Message(self.domain, text, "", place, f"{self.address}#p{len(self.messages) + 1}", kind)
        self.messages.append(message)
        return message

    def blocks(self, parent: Element, depth: int) -> tuple[Block, ...]:
        if depth > limits.BLOCK_DEPTH:
            first = next((text for text in parent.itertext() if text.strip()), "")
            self.report.add("text-deep", self.walk.find(first))
            return ()
        return tuple(block for element in parent for block in self.block(element, depth))

    def block(self, element: Element, depth: int) -> Iterator[Block]:
        match element.tag:
            case tag if tag in _HEADINGS:
                yield from self.heading(element, _HEADINGS[tag])
            case "p":
                yield from self.paragraph(element.text, "paragraph")
            case "ul" | "ol":
                start = int(element.get("start", "1"))
                yield Items(element.tag == "ol", start, tuple(self.cell(li, "item", depth) for li in element))
            case "table":
                yield self.table(element)
            case "dl":
                yield self.definitions(element, depth)
            case "div":
                yield from self.callout(element, depth)
            case "blockquote":
                yield Quote(self.cell(element, "quote", depth))
            case "hr":
                yield Separator()
            case tag:
                raise TypeError(f"no block for <{tag}>")

    def paragraph(self, raw: str | None, kind: str) -> Iterator[Block]:
        if message := self.message(raw, kind):
            yield Paragraph(message)

    def heading(self, element: Element, level: int) -> Iterator[Block]:
        message = self.message(element.text, "heading")
        if message is None:
            self.report.add("heading-empty", Place(self.walk.path, self.walk.line + self.walk.first_line))
            return
        if self.level and level > self.level + 1:
            self.report.add("heading-jump", message.place, level=level, before=self.level)
        self.level = level
        self.headings.append(Heading(level, self.anchors.give(message.text), message))
        yield self.headings[-1]

    def cell(self, element: Element, kind: str, depth: int) -> tuple[Block, ...]:
        """What an item, a definition or a quote holds: its own text, then its blocks."""
        return (*self.paragraph(element.text, kind), *self.blocks(element, depth + 1))

    def table(self, element: Element) -> Table:
        rows = [list(row) for row in element.iter("tr")]
        alignments = tuple(_alignment(cell) for cell in rows[0])
        header, *body = [tuple(self.message(cell.text, "cell") for cell in row) for row in rows]
        return Table(alignments, header, tuple(body))

    def definitions(self, element: Element, depth: int) -> Definitions:
        entries: list[Definition] = []
        terms: list[Message] = []
        meanings: list[tuple[Block, ...]] = []
        for child in element:
            if child.tag == "dt":
                if meanings:
                    entries.append(Definition(tuple(terms), tuple(meanings)))
                    terms, meanings = [], []
                terms += [message] if (message := self.message(child.text, "term")) else []
            else:
                meanings.append(self.cell(child, "definition", depth))
        return Definitions((*entries, Definition(tuple(terms), tuple(meanings))))

    def callout(self, element: Element, depth: int) -> Iterator[Block]:
        kind = element.get("class", "").removeprefix("admonition").split(" ")[-1]
        title: Message | None = None
        children = list(element)
        if children and children[0].get("class") == "admonition-title":
            title = self.message(children[0].text, "callout title")
            element.remove(children[0])
        if kind not in CALLOUTS:
            place = self.walk.find(f"!!! {kind}") if title is None else Place(self.walk.path, title.place.line, 1)
            self.report.add("callout-unknown", place, kind=kind, choices=", ".join(CALLOUTS))
            return
        yield Callout(kind, title, self.blocks(element, depth + 1))

    def notes(self, md: Markdown, footnotes: FootnoteExtension) -> tuple[Block, ...]:
        """The footnotes, which Python-Markdown keeps apart; numbered in the order of their texts."""
        found = cast(dict[str, str], footnotes.footnotes)
        self.note_numbers = {name: number for number, name in enumerate(found, 1)}
        notes = []
        for name, text in found.items():
            self.walk.rewind()
            holder = Element("div")
            md.parser.parseChunk(holder, text)
            notes.append(Note(name, self.note_numbers[name], self.blocks(holder, 1)))
        return (Notes(tuple(notes)),) if notes else ()

    def title(self, blocks: tuple[Block, ...]) -> tuple[Message | None, tuple[Block, ...]]:
        """The chapter's title, its only first-level heading, and what follows it."""
        for block in blocks[1:]:
            if isinstance(block, Heading) and block.level == 1:
                self.report.add("title-twice", block.message.place)
        match blocks:
            case (Heading(level=1, message=message), *rest):
                return message, tuple(rest)
            case _:
                self.report.add("title-missing", Place(self.walk.path, self.walk.first_line, 1))
                return None, blocks


def _alignment(cell: Element) -> str:
    found = re.search(r"left|center|right", cell.get("style", ""))
    return found[0] if found else ""
