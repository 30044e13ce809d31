"""Blocks to JSON for Typst: the paper's visitor of the one tree. What is in another language says in which."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, assert_never
from urllib.parse import quote

from livret import paths
from livret.editions.edition import Edition
from livret.languages import quotation_marks
from livret.media.shelf import PAPER
from livret.model import (
    Block,
    Break,
    Callout,
    Code,
    CrossLink,
    Definition,
    Definitions,
    Emphasis,
    FactRef,
    Filled,
    Heading,
    Image,
    Inline,
    Isolate,
    Isolated,
    Items,
    Language,
    Link,
    Message,
    NoteRef,
    Notes,
    Paragraph,
    Quote,
    Separator,
    Strong,
    Table,
    Text,
)
from livret.paper import breaks
from livret.phrases import listing_text
from livret.phrases.danger import alone, phones
from livret.phrases.fact_text import Shown, show
from livret.phrases.notices import callout_name
from livret.phrases.runs import language_of
from livret.site import EASY
from livret.text.inline import has_words
from livret.text.tree import messages, shown

Json = dict[str, Any]
_REGION = 2  # letters; a script has four
# Characters that no page divides: of a list or a table, about five lines; of a frame or a definition, about a third of a page.
_SHORT, _WHOLE = 250, 650
_ROWS = 6
_CARD = 100


class PaperVisitor:
    """Gives blocks of an edition as values of JSON; each has a `t`, its type in `theme/print/blocks.typ`."""

    def __init__(
        self,
        edition: Edition,
        booklet: str,
        chapter: str = "",
        beside: Language | None = None,
        inside: Collection[str] | None = None,
        pictures: dict[str, bytes] | None = None,
    ) -> None:
        self.edition, self.booklet, self.chapter = edition, booklet, chapter
        self.inside = (booklet,) if inside is None else inside  # the booklets whose pages one can turn to
        self.beside = beside  # the language that stands under each text
        self.opposite: Language | None = None  # the language of the page opposite
        self.pictures = {} if pictures is None else pictures  # what Typst has to find beside the template, by its path there

    @property
    def label(self) -> str:
        """The name of its chapter among the places of the document."""
        return self.place(self.booklet, self.chapter)

    def place(self, booklet: str, chapter: str) -> str:
        """The name of a chapter among the places of the document."""
        return f"{booklet}/{chapter}"

    def language(self, language: Language) -> Json:
        """What Typst knows of a language: two or three letters, a region, a direction said outright."""
        tag, *others = language.html.split("-")
        region = next((part for part in others if len(part) == _REGION), None)
        return {"lang": tag, "region": region, "dir": language.direction}

    def said(self, message: Message) -> Json:
        filled = self.edition.fill(message)
        return {**self.filled(filled), "beside": self.companion(message, filled)}

    def companion(self, message: Message, filled: Filled) -> Json | None:
        """The message in the language beside; None where there is none, or it is the same, as a picture is."""
        if self.beside is None or not has_words(message.text):
            return None
        guest = self.edition.beside(self.beside.tag)
        other = guest.fill(message)
        if other.language == filled.language or _pictures_alone(other.nodes):
            return None
        return _Companion(guest, self.booklet, self.chapter, inside=self.inside, pictures=self.pictures).filled(other)

    # --- blocks --------------------------------------------------------------------------------------

    def blocks(self, blocks: tuple[Block, ...]) -> list[Json]:
        return [self.block(block) for block in shown(blocks, self.edition.fill)]

    def block(self, block: Block) -> Json:
        return {**self.language(language_of(block, self.edition.fill, self.edition.language)), **self.written(block)}

    def written(self, block: Block) -> Json:
        match block:
            case Heading(level, anchor, message):
                return {"t": "heading", "level": level, "label": f"{self.label}#{anchor}", "said": self.said(message)}
            case Paragraph(message):
                return {"t": "paragraph", "said": self.said(message)}
            case Items(ordered, start, items):
                return {
                    "t": "list",
                    "ordered": ordered,
                    "start": start,
                    "short": self.length(messages(block)) < _SHORT,
                    "items": [self.blocks(item) for item in items],
                }
            case Table(alignments, header, rows):
                cells = [[self.said(cell) if cell else None for cell in row] for row in (header, *rows)]
                return {
                    "t": "table",
                    "align": list(alignments),
                    "header": cells[0],
                    "rows": cells[1:],
                    "short": len(rows) < _ROWS and self.length(messages(block)) < _SHORT,
                    "least": [breaks.longest(column) for column in zip(*cells, strict=True)],
                    "place": str(next((cell.place for cell in header if cell), "")),
                }
            case Definitions(entries):
                return {"t": "definitions", "entries": [self.defined(entry) for entry in entries]}
            case Callout():
                return self.callout(block)
            case Quote(inner):
                return {"t": "quote", "blocks": self.blocks(inner)}
            case Separator():
                return {"t": "separator"}
            case Notes(notes):
                listed = [
                    {"number": str(note.number), "label": self.note(note.number), "blocks": self.blocks(note.blocks)}
                    for note in notes
                ]
                return {"t": "notes", "items": listed}
            case _:
                assert_never(block)

    def defined(self, entry: Definition) -> Json:
        """One or more words, and one or more things that they mean."""
        return {
            "terms": [self.said(term) for term in entry.terms],
            "meanings": [self.blocks(meaning) for meaning in entry.meanings],
            "short": self.length(messages(Definitions((entry,)))) < _WHOLE,
        }

    def length(self, texts: Iterable[Message]) -> int:
        """About how many characters they are on paper: each also in the language that stands under it; a sentence to show is a card, as high as several
        lines."""
        said = sum(len(each.text) + _CARD * each.text.count("{sentence.") for each in texts)
        return said if self.beside is None else 2 * said

    def callout(self, callout: Callout) -> Json:
        """A frame of danger that only a machine translated has its numbers first, and the original under each text, or opposite."""
        unsure = alone(self.edition, callout)
        visitor = (
            PaperVisitor(self.edition, self.booklet, self.chapter, unsure, self.inside, self.pictures)
            if unsure and unsure != self.opposite
            else self
        )
        numbers = [self.shown(show(self.edition, ref)) for ref in phones(self.edition, callout)] if unsure else []
        title = visitor.said(callout.title) if callout.title else self.named(callout_name(self.edition, callout.kind))
        blocks = visitor.blocks(callout.blocks)
        short = visitor.length(messages(callout)) < _WHOLE
        return {"t": "callout", "kind": callout.kind, "title": title, "numbers": numbers, "short": short, "blocks": blocks}

    def named(self, words: str) -> Json:
        """Words of the interface, as a text."""
        return {**self.language(self.edition.language), "c": [_text_node(words)], "beside": None}

    # --- inline nodes --------------------------------------------------------------------------------

    def nodes(self, filled: Filled, nodes: tuple[Inline, ...]) -> list[Json]:
        return [self.node(filled, node) for node in nodes]

    def node(self, filled: Filled, node: Inline) -> Json:
        match node:
            case Text(text):
                return _text_node(text)
            case Strong(children):
                return {"t": "strong", "c": self.nodes(filled, children)}
            case Emphasis(children):
                return {"t": "emphasis", "c": self.nodes(filled, children)}
            case Code(text):
                return {"t": "code", "v": breaks.breakable(text)}
            case Link(url, children):
                return {"t": "link", "url": url, "c": self.nodes(filled, children)}
            case CrossLink(booklet, chapter, anchor, children):
                return {**self.target(booklet, chapter, anchor), "c": self.nodes(filled, children)}
            case Image(path, alt):
                return {"t": "image", "alt": alt, **self.picture(path)}
            case FactRef():
                return self.fact(node, filled.language)
            case Isolate(text, language, direction, forced):
                text = breaks.breakable(text)
                return {"t": "isolate", "v": f"\u202d{text}\u202c" if forced else text, "dir": direction, "lang": language or None}
            case Isolated(children, direction):
                return {"t": "isolated", "dir": direction, "c": self.nodes(filled, children)}
            case NoteRef(_, number):
                return {"t": "noteref", "v": str(number), "label": self.note(number)}
            case Break():
                return {"t": "break"}
            case _:
                assert_never(node)

    def note(self, number: int) -> str:
        return f"{self.label}/note-{number}"

    def picture(self, path: str) -> Json:
        """Its file; how wide it is at most, in pt: as wide as on a page, where a pixel is a 96th of an inch; the letters that fonts have to have."""
        picture = self.edition.picture(path)
        file = f"pictures/{picture.name}.{picture.paper.digest}{picture.paper.ending}"
        self.pictures[file] = self.edition.rendition(path, PAPER)
        return {"file": file, "widest": picture.paper.width * 0.75, "letters": picture.letters}

    def target(self, booklet: str, chapter: str, anchor: str) -> Json:
        """A place in this document, or a page of the site: of another booklet, or one that is easy to read.

        An address in a PDF is ASCII, and an anchor has letters of any script.
        """
        if booklet in self.inside and not chapter.endswith(EASY):
            place = self.place(booklet, chapter)
            return {"t": "goto", "label": f"{place}#{anchor}" if anchor else place}
        path = paths.chapter(self.edition.language.tag, booklet, chapter)
        return {"t": "link", "url": self.edition.absolute(f"{path}#{quote(anchor)}" if anchor else path)}

    def fact(self, ref: FactRef, reader: Language) -> Json:
        """A fact, counted by its name wherever Typst lays it out."""
        return {"t": "fact", "name": f"{ref.kind}.{ref.name}", "c": self.words(ref, show(self.edition, ref, reader), reader)}

    def words(self, ref: FactRef, shown: Shown, reader: Language) -> list[Json]:
        """What stands for a fact: after its gloss, and before what nobody can press on paper, or would take for a real place."""
        before, after = ([_text_node(f"{shown.gloss} (")], [_text_node(")")]) if shown.gloss else ([], [])
        reached = self.reached(ref.name) if shown.service else []
        return [*before, self.shown(shown), *after, *reached, *self.mark(shown, reader)]

    def reached(self, service: str) -> list[Json]:
        """Its phone numbers and its address, in one line: there is no page to turn to."""
        source = self.edition.source.tag
        return [
            part
            for line in listing_text.reached(self.edition, self.edition.service(service))
            for part in (_text_node(", "), {"t": "isolate", "v": line, "dir": "ltr", "lang": source})
        ]

    def mark(self, shown: Shown, reader: Language) -> list[Json]:
        if not shown.mark:
            return []
        own = self.edition.language
        mark = _text_node(f"({shown.mark})")
        return [_text_node(" "), mark if own.tag == reader.tag else {"t": "isolated", "dir": own.direction, "c": [mark]}]

    def shown(self, shown: Shown) -> Json:
        if shown.kind == "sentence":
            ways = (("pronunciation", shown.pronunciation), ("meaning", shown.meaning))
            extras = {name: self.filled(filled) if filled else None for name, filled in ways}
            said = {"v": shown.text, "marks": quotation_marks(shown.language), "lang": shown.language, "dir": shown.direction}
            return {"t": "sentence", **said, **extras}
        inner: Json = _text_node(shown.text)
        if shown.direction:
            inner = {"t": "isolate", "v": breaks.breakable(shown.text), "dir": shown.direction, "lang": shown.language or None}
        href = self.edition.absolute(paths.service(self.edition.language.tag, shown.service)) if shown.service else shown.href
        strong: Json = {"t": "strong", "c": [inner]} if shown.kind == "phone" else inner
        return {"t": "link", "url": href, "c": [strong]} if href else strong

    def filled(self, filled: Filled) -> Json:
        return {**self.language(filled.language), "c": self.nodes(filled, filled.nodes)}


def _text_node(text: str) -> Json:
    return {"t": "text", "v": breaks.breakable(text)}


def _pictures_alone(nodes: Iterable[Inline]) -> bool:
    return all(isinstance(node, Image) or (isinstance(node, Text) and not node.text.strip()) for node in nodes)


class _Companion(PaperVisitor):
    """The text that stands under another: its facts are counted once, there."""

    def fact(self, ref: FactRef, reader: Language) -> Json:
        shown = show(self.edition, ref, reader)
        marked = self.mark(shown, reader)
        body = self.shown(shown)
        return {"t": "isolated", "dir": shown.direction or reader.direction, "c": [body, *marked]} if marked else body


class Opposite(_Companion):
    """The page opposite in another language: its headings and notes are places of their own."""

    def place(self, booklet: str, chapter: str) -> str:
        return f"{self.edition.language.tag}/{super().place(booklet, chapter)}"
