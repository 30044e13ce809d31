"""What can be found: every page of a language, its places, and the words that each is found by.

A page is found by its own words, by those of the text it was translated from – a reader types « préfecture » – and by the
other names of what that text speaks of. What is named in a title, a heading or a summary weighs more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from livret.model import FactRef, Filled, Heading, Message
from livret.schema.service import Service
from livret.search.rules import Rules, rules
from livret.site import Booklet, Chapter
from livret.text.inline import walk
from livret.text.tree import messages
from livret.translation import formats
from livret.translation.edition import Edition
from livret.web import paths


@dataclass(frozen=True, slots=True)
class Shown:
    """A text as a result shows it; `tag` is its language."""

    text: str
    tag: str


@dataclass(slots=True)
class Entry:
    """A page. Its places are its headings, from 1, and itself, 0. A term leads to one place that has it.

    A term is in one of the three: in `strong`, else in `weak`, else in `source`, which knows no place.
    """

    path: str
    title: Shown
    summary: Shown
    places: list[Shown] = field(default_factory=list)
    strong: dict[str, int] = field(default_factory=dict)
    weak: dict[str, int] = field(default_factory=dict)
    source: set[str] = field(default_factory=set)


def entries(edition: Edition) -> list[Entry]:
    """The pages of an edition, in the order of its booklets, then its directory."""
    return [writer.finished() for writer in _pages(edition)]


class _Writer:
    """Fills the entry of one page, place by place."""

    def __init__(self, edition: Edition, path: str, title: Shown, summary: Shown) -> None:
        self.edition, self.entry = edition, Entry(path, title, summary)
        self.place = 0

    def go(self, heading: Shown) -> None:
        """A new place begins."""
        self.entry.places.append(heading)
        self.place = len(self.entry.places)

    def say(self, text: str, tag: str, *, strong: bool = False) -> None:
        """Words that stand at this place, in the language `tag`."""
        found = self.entry.strong if strong else self.entry.weak
        for term in rules(self.edition, tag).terms(text):
            self.put(found, term)

    def put(self, found: dict[str, int], term: str) -> None:
        """A heading tells better where to jump than the title does, though it repeats it."""
        if not found.get(term):
            found[term] = self.place

    def message(self, message: Message, *, strong: bool = False) -> None:
        """A message as it is read, as it was written, and what else its things are called."""
        edition = self.edition
        filled, original = edition.fill(message), original_of(edition, message)
        self.say(formats.plain(edition, filled), filled.language.tag, strong=strong)
        for node in walk(filled.nodes):
            if isinstance(node, FactRef) and node.kind == "sentence" and (meaning := edition.show(node).meaning):
                self.say(formats.plain(edition, meaning), meaning.language.tag)
        written = formats.plain(edition, original)
        if original.language.tag != filled.language.tag:
            terms = rules(edition, original.language.tag).terms(written)
            if strong:
                for term in terms:
                    self.put(self.entry.strong, term)
            else:
                self.entry.source.update(terms)
        for name in other_names(edition, original.language.tag, written):
            self.say(name, edition.language.tag, strong=strong)

    def finished(self) -> Entry:
        entry = self.entry
        for term in entry.strong:
            entry.weak.pop(term, None)
        entry.source -= entry.strong.keys() | entry.weak.keys()
        return entry


def other_names(edition: Edition, tag: str, text: str) -> Iterator[str]:
    """The other names that readers of this edition have for what a text in the language `tag` speaks of."""
    spoken = rules(edition, tag).terms(text)
    for first, name, others in _aliases(edition, tag):
        if first in spoken and any(spoken[at : at + len(name)] == name for at in range(len(spoken))):
            yield from others


def _aliases(edition: Edition, tag: str) -> list[tuple[str, list[str], tuple[str, ...]]]:
    def made(edition: Edition) -> list[tuple[str, list[str], tuple[str, ...]]]:
        source, own = rules(edition, tag), rules(edition, edition.language.tag)
        named = [(source.terms(name), others) for name, others in own.aliases]
        return [(name[0], name, others) for name, others in named if name]

    return edition.remember(f"aliases/{tag}", made)


# --- the pages ---------------------------------------------------------------------------------------


def _pages(edition: Edition) -> Iterator[_Writer]:
    yield _home(edition)
    for booklet in edition.booklets():
        yield _booklet(edition, booklet)
        for head in booklet.chapters:
            yield _chapter(edition, booklet, edition.chapter(booklet.slug, head.slug))
    yield _directory(edition)
    for idents in edition.directory().values():
        yield from (_service(edition, edition.service(ident)) for ident in idents)
    yield from _texts(edition)


def _home(edition: Edition) -> _Writer:
    config, tag = edition.config, edition.language.tag
    writer = _started(edition, paths.home(tag), config.name, config.tagline)
    writer.go(Shown(edition.say("In danger? Call now"), tag))
    for name in config.emergency:
        ref = FactRef(*name.split(".", 1))
        writer.say(edition.show(ref).text, tag)
        _said(writer, getattr(edition.fact(ref), "label", None))
    return writer


def _booklet(edition: Edition, booklet: Booklet) -> _Writer:
    return _started(edition, paths.booklet(edition.language.tag, booklet.slug), booklet.meta.title, booklet.meta.summary)


def _chapter(edition: Edition, booklet: Booklet, chapter: Chapter) -> _Writer:
    path = paths.chapter(edition.language.tag, booklet.slug, chapter.head.slug)
    writer = _started(edition, path, chapter.head.title, chapter.head.meta.summary or booklet.meta.summary)
    for block in chapter.blocks:
        if isinstance(block, Heading):
            writer.go(shown(edition, edition.fill(block.message)))
        for message in messages(block):
            writer.message(message, strong=isinstance(block, Heading))
    return writer


def _directory(edition: Edition) -> _Writer:
    tag = edition.language.tag
    title, summary = edition.say("Who can help"), edition.say("Places and phone numbers, by category.")
    writer = _Writer(edition, paths.services(tag), Shown(title, tag), Shown(summary, tag))
    writer.say(title, tag, strong=True)
    directory = edition.directory()
    for category in (each for each in edition.config.categories if directory[each.id]):
        writer.go(shown(edition, edition.fill(category.name)))
        writer.message(category.name, strong=True)
    return writer


def _service(edition: Edition, service: Service) -> _Writer:
    source = edition.source.tag
    gloss = shown(edition, edition.fill(service.gloss))
    writer = _Writer(edition, paths.service(edition.language.tag, service.id), Shown(service.name, source), gloss)
    writer.say(service.name, source, strong=True)
    for name in other_names(edition, source, service.name):
        writer.say(name, edition.language.tag, strong=True)
    writer.message(service.gloss, strong=True)
    for text in (service.organisation, service.email, service.website, service.address and service.address.city):
        writer.say(text or "", source)
    for message in (service.description, service.access, service.transport, service.eligibility, *service.documents):
        _said(writer, message)
    for phone in service.phones:
        writer.say(phone.number, source)
        _said(writer, phone.label)
    return writer


def _texts(edition: Edition) -> Iterator[_Writer]:
    tag = edition.language.tag
    titles = {"about": "About us", "legal": "Legal notice", "privacy": "Privacy", "accessibility": "Accessibility"}
    for name in paths.PAGES:
        writer = _Writer(edition, paths.page(tag, name), Shown(edition.say(titles[name]), tag), Shown("", tag))
        writer.say(edition.say(titles[name]), tag, strong=True)
        yield writer


def _started(edition: Edition, path: str, title: Message, summary: Message) -> _Writer:
    writer = _Writer(edition, path, shown(edition, edition.fill(title)), shown(edition, edition.fill(summary)))
    writer.message(title, strong=True)
    writer.message(summary, strong=True)
    return writer


def _said(writer: _Writer, message: Message | None) -> None:
    if message:
        writer.message(message)


def shown(edition: Edition, filled: Filled) -> Shown:
    """As plain text; inside a text that runs right to left, what runs left to right stays isolated."""
    return Shown(formats.plain(edition, filled, isolated=filled.language.direction == "rtl"), filled.language.tag)
