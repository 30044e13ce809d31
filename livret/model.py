"""What a site is made of: frozen values, read once and seen by every visitor.

Prose is a tree of *blocks* whose texts are *messages*: the raw inline source of a paragraph, a
heading, a cell. An edition fills each message, in one language, with *inline* nodes. Data – services,
facts, `site.yaml` – are pydantic models in `livret.schema`, whose translated fields are messages too.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from livret.problems import Place

# --- messages ----------------------------------------------------------------------------------------

_LINE_END = re.compile(r"(?<!\\)\\\s")  # the end of a line that is to be one, in a message: it is white space too
_WHITE_SPACE = re.compile(r"[ \t\n\r\f\v]{2,}|[\t\n\r\f\v]")


def collapsed(text: str) -> str:
    """A text as it is read: white space of ASCII is one space, and none stands at its ends. No-break spaces stay, for French needs them."""
    return _WHITE_SPACE.sub(" ", text).strip(" ")


def folded(text: str) -> str:
    """A text as it is compared, wherever two are: its letters in one form (NFC), and every white space one space."""
    if (
        not text.isprintable() or "  " in text or "\\" in text or text is not text.strip()
    ):  # most have plain spaces alone, one at a time
        text = " ".join(_LINE_END.sub(" ", text).split())
    return text if text.isascii() else unicodedata.normalize("NFC", text)


@dataclass(frozen=True, slots=True)
class Message:
    """A translatable text. It is found by its domain and its `key`, as gettext finds it by context and text.

    `text` has its soft line breaks collapsed to one space. `address` names this occurrence
    (`urgences/numeros#p7`), `kind` the sort of block, `place` where it is written; they are no part of the identity.
    """

    domain: str
    text: str
    context: str = ""
    place: Place = field(default=Place(""), compare=False, repr=False)
    address: str = field(default="", compare=False)
    kind: str = field(default="text", compare=False)

    @property
    def key(self) -> tuple[str, str]:
        """(context, text) as they are compared: of two texts that differ in a no-break space there is one translation."""
        return self.context, folded(self.text)


def distinct(messages: Iterable[Message]) -> Iterator[Message]:
    """Each message once, where it stands first: those that one translation serves are one."""
    found: dict[tuple[str, str, str], Message] = {}
    for message in messages:
        found.setdefault((message.domain, *message.key), message)
    return iter(found.values())


class State(StrEnum):
    """What an edition knows of a message in its language."""

    SOURCE = "source"  # the edition's language is the one it was written in
    CURRENT = "current"
    TO_CHECK = "to-check"  # the source changed in form only: still shown
    STALE = "stale"  # the source changed: shown in the source language
    MISSING = "missing"
    DAMAGED = "damaged"  # the translation would mislead: shown in the source language

    @property
    def translated(self) -> bool:
        """Whether the reader sees the edition's own language."""
        return self in (State.SOURCE, State.CURRENT, State.TO_CHECK)


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the site. `tag` is BCP 47 as used in paths and `lang`; `locale` is what CLDR calls it."""

    tag: str
    locale: str
    direction: str  # "ltr" or "rtl"
    script: str  # ISO 15924: Latn, Arab, Ethi, Cyrl, Geor
    name: str  # in itself: العربية
    html: str  # the tag that browsers and screen readers know: fa-AF for prs


class Provenance(StrEnum):
    """Who made a text."""

    SOURCE = "source"  # its author
    PEOPLE = "people"
    MACHINE_REVIEWED = "machine-reviewed"  # by a native reader
    MACHINE = "machine"


@dataclass(frozen=True, slots=True)
class Former:
    """A translation of what a message said before; `day` is when it was last known to be right, if that is written anywhere."""

    language: Language
    nodes: tuple[Inline, ...]
    day: datetime.date | None


@dataclass(frozen=True, slots=True)
class Filled:
    """A message in an edition: the nodes to show, the language they are in, why, and who made them.

    A stale one keeps its former translation, for the reader who asks to see it.
    """

    state: State
    language: Language
    nodes: tuple[Inline, ...]
    provenance: Provenance = Provenance.SOURCE
    former: Former | None = None


# --- inline nodes ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Code:
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link out of the site: `https:` or `mailto:`."""

    url: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class CrossLink:
    """A link to a chapter, or to a booklet's contents when `chapter` is empty; `anchor` may be empty."""

    booklet: str
    chapter: str
    anchor: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the booklet: `path` from the site folder, `alt` in the message's language."""

    path: str
    alt: str


@dataclass(frozen=True, slots=True)
class FactRef:
    """`{kind.name}`: a fact, or a service when kind is `service`."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Isolate:
    """Text with a direction of its own: a phone number, a time, an address of the web, a foreign name.

    `language` is a tag when the text is in another language than its surroundings, else empty. `forced`: its signs would be shown against
    that direction, as in ٢٠٢٦-١٢-١٥.
    """

    text: str
    language: str = ""
    direction: str = "ltr"
    forced: bool = False


@dataclass(frozen=True, slots=True)
class Isolated:
    """An isolate of which a part is marked, as in **05**/03/2026: one run, over the edges of nodes."""

    children: tuple[Inline, ...]
    direction: str = "ltr"


@dataclass(frozen=True, slots=True)
class NoteRef:
    """The mark of a footnote; `number` counts from 1 in its chapter."""

    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line inside a text: the lines of an address."""


Inline = Text | Strong | Emphasis | Code | Link | CrossLink | Image | FactRef | Isolate | Isolated | NoteRef | Break

# --- blocks ------------------------------------------------------------------------------------------
#
# `children` is what a block holds, in reading order: its own messages, and blocks. Every walk of the tree is made of it.

CALLOUTS = ("note", "free", "deadline", "danger", "documents")


@dataclass(frozen=True, slots=True)
class Heading:
    """`anchor` comes from the source text and is the same in every language."""

    level: int
    anchor: str
    message: Message

    def children(self) -> tuple[Part, ...]:
        return (self.message,)


@dataclass(frozen=True, slots=True)
class Paragraph:
    message: Message

    def children(self) -> tuple[Part, ...]:
        return (self.message,)


@dataclass(frozen=True, slots=True)
class Items:
    """A list; each item is a run of blocks. `start` is the first number of an ordered one."""

    ordered: bool
    start: int
    items: tuple[tuple[Block, ...], ...]

    def children(self) -> tuple[Part, ...]:
        return tuple(inner for item in self.items for inner in item)


@dataclass(frozen=True, slots=True)
class Table:
    """`alignments` holds "", "left", "center" or "right" for each column; an empty cell is None."""

    alignments: tuple[str, ...]
    header: tuple[Message | None, ...]
    rows: tuple[tuple[Message | None, ...], ...]

    def children(self) -> tuple[Part, ...]:
        return tuple(cell for row in (self.header, *self.rows) for cell in row if cell)


@dataclass(frozen=True, slots=True)
class Definition:
    terms: tuple[Message, ...]
    meanings: tuple[tuple[Block, ...], ...]

    def children(self) -> tuple[Part, ...]:
        return (*self.terms, *(inner for meaning in self.meanings for inner in meaning))


@dataclass(frozen=True, slots=True)
class Definitions:
    entries: tuple[Definition, ...]

    def children(self) -> tuple[Part, ...]:
        return tuple(part for entry in self.entries for part in entry.children())


@dataclass(frozen=True, slots=True)
class Callout:
    """A framed advice; `kind` is one of CALLOUTS; without a title the interface names the kind."""

    kind: str
    title: Message | None
    blocks: tuple[Block, ...]

    def children(self) -> tuple[Part, ...]:
        return (self.title, *self.blocks) if self.title else self.blocks


@dataclass(frozen=True, slots=True)
class Quote:
    blocks: tuple[Block, ...]

    def children(self) -> tuple[Part, ...]:
        return self.blocks


@dataclass(frozen=True, slots=True)
class Separator:
    """A thematic break."""

    def children(self) -> tuple[Part, ...]:
        return ()


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: `name` is the author's label, `number` its place in the chapter."""

    name: str
    number: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Notes:
    notes: tuple[Note, ...]

    def children(self) -> tuple[Part, ...]:
        return tuple(inner for note in self.notes for inner in note.blocks)


Block = Heading | Paragraph | Items | Table | Definitions | Callout | Quote | Separator | Notes
Part = Message | Block
