"""Blocks of a chapter: Python-Markdown's block parser, stopped before it looks inside a line.

Its block parser leaves the inline source of each element untouched, which is exactly the message. It
keeps no line numbers: they are found again by walking the source (`source_walk`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from posixpath import basename
from xml.etree.ElementTree import Element

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
from livret.text import bars, blockparser, elsewhere, habits, joined
from livret.text.anchors import Anchors
from livret.text.message_text import message_text
from livret.text.source_walk import SourceWalk

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_REFERENCE_LINK = re.compile(r"^ {0,3}(\[[^\]^][^\]]*\]):\s", re.MULTILINE)
_GLUED = re.compile(r"\n\s*(?:[-*+•·]|\d{1,3}(?:\.|°?\))|#{1,6}|>)[ \t\u00a0]")
_ALIGNMENT = re.compile(r"left|center|right")


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
    source: str,
    path: str,
    domain: str,
    address: str,
    first_line: int,
    report: Report,
    original: tuple[Heading, ...] = (),
    *,
    language: str = "",
    page: str = "",
) -> Prose:
    """The blocks of a Markdown text that begins at `first_line` of `path`; mistakes go to the report.

    `original` are the headings of the page that it is written after: its own have their anchors. `language` is its tag, where that is known;
    `page` the file that stands for it in a link, where it is another one than its own.
    """
    slips = tuple(elsewhere.slips(source))
    for slip in slips:
        more = {"until": str(first_line + slip.until)} if slip.until >= 0 else {}
        report.add(slip.code, Place(path, first_line + slip.line, slip.column), **dict(slip.values), **more)
    for found in _REFERENCE_LINK.finditer(source) if "]:" in source else ():
        if f"]{found[1]}" not in source and f"{found[1]}[]" not in source:  # else it is told where it is used
            report.add("link-reference", Place(path, first_line + source.count("\n", 0, found.start()), 1))
    try:
        root, footnotes, lengths = blockparser.parse(habits.brought(source, language))
    except RecursionError:
        report.add("text-deep", Place(path, first_line))
        root, footnotes, lengths = Element("div"), {}, {}
    anchors = Anchors(heading.anchor for heading in original)
    slipped = frozenset(line + first_line for slip in slips for line in range(slip.line, max(slip.line, slip.until) + 1))
    reader = _Reader(
        SourceWalk(source, path, first_line, lengths), page or basename(path), domain, address, report, anchors, language, slipped
    )
    blocks = reader.blocks(root, 0)
    notes = reader.notes(footnotes)
    title, blocks = reader.title(blocks, told=any(("signs", "#") in slip.values for slip in slips))
    return Prose(title, (*blocks, *notes), tuple(reader.messages), reader.note_numbers, tuple(reader.headings))


@dataclass(slots=True)
class _Reader:
    """From Python-Markdown's elements to our blocks, gathering the messages."""

    walk: SourceWalk
    page: str  # the name of the file that links to this page lead to
    domain: str
    address: str
    report: Report
    anchors: Anchors
    language: str
    slipped: frozenset[int]  # lines of which something is told already
    messages: list[Message] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    level: int = 0
    untitled: bool = False  # whether its first heading has no words
    note_numbers: dict[str, int] = field(default_factory=dict)

    def message(self, raw: str | None, kind: str) -> Message | None:
        if not raw or not (text := message_text(raw, self.page)):
            return None
        place = self.walk.find(raw)
        if ("\n" in raw or "|" in raw) and not self.glued(raw, place, kind) and "\n" in raw:
            self.joined(raw, place)
        message = Message(self.domain, text, "", place, f"{self.address}#p{len(self.messages) + 1}", kind)
        self.messages.append(message)
        return message

    def glued(self, raw: str, place: Place, kind: str) -> bool:
        """Tells of a list or a table that the lines of a paragraph hold; whether there is one."""
        told = False
        glued = _GLUED.search(raw)
        if number := raw.count("\n", 0, glued.end()) if glued else habits.listed(raw, self.language):
            line = place.line + number
            self.report.add("list-glued", self.walk.sign(line), text=self.walk.first_word(line))
            told = True
        if "|" in raw and kind != "cell":
            for code, number, columns in bars.faults(raw):
                cut = code == "table-rule" and self.walk.above(place.line).startswith("|")
                rule = f"|{' --- |' * columns}"
                self.report.add(
                    "table-cut" if cut else code,
                    self.walk.sign(place.line + number),
                    text=self.walk.text(place.line + number),
                    rule=rule,
                )
                told = True
        return told

    def joined(self, raw: str, place: Place) -> None:
        """Tells of lines that would run together, unless they are told to be something else."""
        if self.slipped.isdisjoint(range(place.line, place.line + raw.count("\n") + 1)):
            for fault in joined.faults(raw, blocks=True):
                self.report.add(fault.code, self.walk.sign(place.line + fault.line), **dict(fault.values))

    def blocks(self, parent: Element, depth: int) -> tuple[Block, ...]:
        """What an element holds, in its order. Right under a heading in a definition Python-Markdown leaves a paragraph as the heading's tail."""
        if depth > limits.BLOCK_DEPTH:
            first = next((text for text in parent.itertext() if text.strip()), "")
            self.report.add("text-deep", self.walk.find(first))
            return ()
        found: list[Block] = []
        for element in parent:
            if block := self.block(element, depth):
                found.append(block)
            if element.tail and (after := self.paragraph(element.tail, "paragraph")):
                found.append(after)
        return tuple(found)

    def block(self, element: Element, depth: int) -> Block | None:
        """The block that an element is; None for one that says nothing, or is mistaken."""
        match element.tag:
            case "p":
                return self.paragraph(element.text, "paragraph")
            case tag if tag in _HEADINGS:
                return self.heading(element, _HEADINGS[tag])
            case "ul" | "ol":
                start = int(element.get("start", "1"))
                return Items(element.tag == "ol", start, tuple(self.cell(li, "item", depth) for li in element))
            case "table":
                return self.table(element)
            case "dl":
                return self.definitions(element, depth)
            case "div":
                return self.callout(element, depth)
            case "blockquote":
                return Quote(self.cell(element, "quote", depth))
            case "hr":
                return Separator()
            case tag:
                raise TypeError(f"no block for <{tag}>")

    def paragraph(self, raw: str | None, kind: str) -> Paragraph | None:
        message = self.message(raw, kind)
        return Paragraph(message) if message else None

    def heading(self, element: Element, level: int) -> Heading | None:
        message = self.message(element.text, "heading")
        if message is None:
            self.report.add("heading-empty", self.walk.next_line("#"))
            self.untitled = self.untitled or not self.messages
            return None
        if self.level and level > self.level + 1:
            self.report.add("heading-jump", message.place, level=level, before=self.level, signs="#" * (self.level + 1))
        self.level = level
        self.headings.append(Heading(level, self.anchors.give(message.text), message))
        return self.headings[-1]

    def cell(self, element: Element, kind: str, depth: int) -> tuple[Block, ...]:
        """What an item, a definition or a quote holds: its own text, then its blocks."""
        own = self.paragraph(element.text, kind)
        inner = self.blocks(element, depth + 1)
        return (own, *inner) if own else inner

    def table(self, element: Element) -> Table:
        rows = [list(row) for row in element.iter("tr")]
        alignments = tuple(_alignment(cell) for cell in rows[0])
        header, *body = [self.row(row, len(rows[0])) for row in rows]
        return Table(alignments, header, tuple(body))

    def row(self, cells: list[Element], columns: int) -> tuple[Message | None, ...]:
        """The cells of a row: as many as its table has columns."""
        found = tuple(self.message(cell.text, "cell") for cell in cells[:columns])
        written = sum(cell.text is not None for cell in cells)
        if written > columns and (text := next((cell.text for cell in cells[columns:] if cell.text), "")):
            self.report.add("cells-many", self.walk.find(text), text=text, columns=columns, count=written)
        elif 0 < written < columns:
            place = next((cell.place for cell in found if cell), self.walk.place)
            self.report.add("cells-few", self.walk.sign(place.line), columns=columns, count=written)
        return found

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
                before = len(self.messages)
                meanings.append(self.cell(child, "definition", depth))
                if not terms and len(self.messages) > before:
                    self.report.add("definition-alone", self.walk.sign(self.messages[before].place.line))
        return Definitions((*entries, Definition(tuple(terms), tuple(meanings))))

    def callout(self, element: Element, depth: int) -> Callout | None:
        kind = element.get("class", "").removeprefix("admonition").split(" ")[-1]
        place = self.walk.callout()
        title: Message | None = None
        children = list(element)
        if children and children[0].get("class") == "admonition-title":
            title = self.message(children[0].text, "callout title")
            element.remove(children[0])
        if kind not in CALLOUTS:
            self.report.add("callout-unknown", place, kind=kind, choices=", ".join(CALLOUTS))
            return None
        blocks = self.blocks(element, depth + 1)
        if not blocks:
            self.report.add("callout-empty", place)
        return Callout(kind, title, blocks)

    def notes(self, found: dict[str, Element]) -> tuple[Block, ...]:
        """The footnotes, which Python-Markdown keeps apart; numbered in the order of their texts."""
        self.note_numbers = {name: number for number, name in enumerate(found, 1)}
        notes = []
        named = " ".join(message.text for message in self.messages)
        for name, element in found.items():
            self.walk.note(name)
            notes.append(Note(name, self.note_numbers[name], self.blocks(element, 1)))
            if not notes[-1].blocks:
                self.report.add("note-empty", self.walk.place, name=name)
            elif f"[^{name}]" not in named and not any(f"[^{name}]" in message.text for message in self.messages):
                self.report.add("note-unused", self.walk.begun(name), name=name)
        return (Notes(tuple(notes)),) if notes else ()

    def title(self, blocks: tuple[Block, ...], *, told: bool) -> tuple[Message | None, tuple[Block, ...]]:
        """The chapter's title, its only first-level heading, and what follows it. `told` where something else is wrong with it, and is told."""
        titles = [block.message for block in blocks if isinstance(block, Heading) and block.level == 1]
        begins = bool(blocks) and isinstance(blocks[0], Heading) and blocks[0].level == 1
        for message in titles[1:]:
            self.report.add("title-twice", message.place)
        if begins:
            return titles[0], blocks[1:]
        if not told and not self.untitled:
            late = titles[0] if titles else None
            near = f"# {late.text}" if late else ""
            self.report.add(
                "title-missing", Place(self.walk.path, self.walk.first_line, 1), near=near, line=late.place.line if late else 0
            )
        return None, blocks


def _alignment(cell: Element) -> str:
    found = _ALIGNMENT.search(cell.get("style", ""))
    return found[0] if found else ""
