"""What all editions of one run share: what was read, and the catalogs by language and domain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from livret.model import Message
from livret.site import Changes
from livret.source.door import Door
from livret.source.read import Reading
from livret.text.inline import InlineParser, Parsed
from livret.translation import interface
from livret.translation.catalog import Catalog
from livret.translation.side import Side, side
from livret.translation.termbase import Terms

if TYPE_CHECKING:
    from livret.translation.filling import Filler


class Published(Protocol):
    """The files made so far in this build, for what is made of them."""

    def digests(self, prefix: str) -> tuple[tuple[str, str, int], ...]:
        """(path, SHA-256, bytes) of those whose path begins with `prefix`."""

    def read(self, path: str) -> bytes:
        """Raises LookupError."""


@dataclass(slots=True)
class Stock:
    """`sources` holds the language that each domain is written in, `parsers` what its links are relative to."""

    reading: Reading
    door: Door
    catalogs: Mapping[str, Mapping[str, Catalog]]
    tokens: Mapping[str, str]
    parsers: dict[str, InlineParser] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    changes: Changes | None = None  # of the professional edition alone
    fillers: dict[str, Filler] = field(default_factory=dict)  # by language tag
    published: Published | None = None
    terms: Terms = field(init=False)
    _sources: dict[tuple[Message, str], Side] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        shelf, config = self.reading.shelf, self.reading.site.config
        self.terms = Terms(self.reading.site.termbase)
        folders = {"site": "content", "services": "content/services", "terms": "content", **shelf.folders}
        for domain, folder in folders.items():
            self.parsers[domain] = InlineParser(folder, shelf.by_path.get)
            self.sources[domain] = config.language
        self.sources["interface"] = interface.SOURCE
        self.sources |= {booklet.slug: booklet.language for booklet in self.reading.site.booklets}
        self.sources |= {native.head.title.domain: native.language for native in self.reading.site.natives.values()}

    def source(self, message: Message) -> Side:
        """The text of a message, looked at once for all languages; where it has footnotes, once in each chapter."""
        key = message, footnoted(message)
        if (found := self._sources.get(key)) is None:
            found = self._sources[key] = side(message.text, self.parse(message, message.text))
        return found

    def parse(self, message: Message, text: str) -> Parsed:
        notes = self.reading.shelf.notes.get(chapter(message))
        return self.parsers[message.domain].parse(text, notes)

    def knows(self, kind: str, name: str) -> bool:
        """Whether there is such a fact, service or term to show."""
        site = self.reading.site
        return name in site.services if kind == "service" else site.fact(kind, name) is not None


def chapter(message: Message) -> str:
    """The address of the chapter or file that a message stands in."""
    return message.address.partition("#")[0]


def footnoted(message: Message) -> str:
    """The chapter whose numbering its footnotes have; "" of a message without any, which is the same everywhere."""
    return chapter(message) if "[^" in message.text else ""
