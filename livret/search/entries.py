"""What can be found: every page of a language, its places, and the words that each is found by.

A page is found by its own words, by those of the text it was translated from – a reader types « préfecture » – and by the
other names of what that text speaks of. What is named in a title, a heading or a summary weighs more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from livret.model import Block, FactRef, Filled, Heading, Message
from livret.schema.service import Service
from livret.search.rules import rules
from livret.site import EASY, Booklet, ChapterHead
from livret.text.inline import walk
from livret.text.tree import messages
from livret.translation import formats
from livret.translation.edition import Edition
from livret.translation.listing import lines
from livret.translation.termbase import in_order
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
    """Fills the entry of one page, place by place; its texts were written in the language `written`."""

    def __init__(self, edition: Edition, written: str, path: str, title: Shown, summary: Shown) -> None:
        self.edition, self.entry, self.place = edition, Entry(path, title, summary), 0
        self.written = edition if written == edition.language.tag else edition.beside(written)

    def go(self, heading: Shown) -> None:
        """A new place begins."""
        self.entry.places.append(heading)
        self.place = len(self.entry.places)

    def message(self, message: Message | None, *, strong: bool = False) -> None:
        if message:
            self.read(message, strong=strong)
            self.original(message, strong=strong)

    def read(self, message: Message, *, strong: bool = False) -> None:
        """A message as it is read."""
        filled = self.edition.fill(message)
        self.tell(formats.plain(self.edition, filled), filled.language.tag, strong=strong)
        for node in walk(filled.nodes):
            if isinstance(node, FactRef):
                self.fact(node)

    def fact(self, ref: FactRef) -> None:
        """What a sentence means, and what a number is for: « pompiers », where the text says 18."""
        if ref.kind == "sentence" and (meaning := self.edition.show(ref).meaning):
            self.tell(formats.plain(self.edition, meaning), meaning.language.tag)
        elif ref.kind == "phone":
            self.message(getattr(self.edition.fact(ref), "label", None))

    def original(self, message: Message, *, strong: bool = False) -> None:
        """A message as it was written, and what else its things are called."""
        tag, text = self.written.language.tag, self.written.plain(message)
        if strong:
            self.tell(text, tag, strong=True)
        else:
            self.entry.source.update(rules(self.edition, tag).terms(text))
        self.names(text, strong=strong)

    def names(self, text: str, *, strong: bool = False) -> None:
        for name in other_names(self.edition, self.written.language.tag, text):
            self.tell(name, self.edition.language.tag, strong=strong)

    def tell(self, text: str, tag: str, *, strong: bool = False) -> None:
        """Words that stand at this place. A heading tells better where to jump than the title that it repeats."""
        found = self.entry.strong if strong else self.entry.weak
        for term in rules(self.edition, tag).terms(text):
            if not found.get(term):
                found[term] = self.place

    def finished(self) -> Entry:
        entry = self.entry
        for term in entry.strong:
            entry.weak.pop(term, None)
        entry.source -= entry.strong.keys() | entry.weak.keys()
        return entry


# --- other names -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Alias:
    """What a text in the source language may name, as its terms, and what readers call it."""

    terms: tuple[str, ...]
    names: tuple[str, ...]
    sign: str = ""  # an abbreviation, as it is written: CAF is no « café »


def other_names(edition: Edition, tag: str, text: str) -> Iterator[str]:
    """What readers of this edition call the things that a text in the language `tag` names: aliases, and glosses of the termbase."""
    spoken = rules(edition, tag).terms(text)
    known = edition.remember(f"aliases/{tag}", lambda own: _aliases(own, tag))
    for at, term in enumerate(spoken):
        for alias in known.get(term, ()):
            if tuple(spoken[at : at + len(alias.terms)]) == alias.terms and alias.sign in text:
                yield from alias.names


def _aliases(edition: Edition, tag: str) -> dict[str, list[_Alias]]:
    """By their first term."""
    source, own = rules(edition, tag), edition.language.tag
    named = list(rules(edition, own).aliases)
    named += [(form, (term.glosses[own],)) for term in edition.termbase.terms if own in term.glosses for form in term.written]
    found: dict[str, list[_Alias]] = {}
    for name, names in named:
        if terms := tuple(source.terms(name)):
            found.setdefault(terms[0], []).append(_Alias(terms, names, name if name.isupper() else ""))
    return found


# --- the pages ---------------------------------------------------------------------------------------


def _pages(edition: Edition) -> Iterator[_Writer]:
    yield _home(edition)
    for booklet in edition.booklets():
        yield _started(
            edition, booklet.language, paths.booklet(edition.language.tag, booklet.slug), booklet.meta.title, booklet.meta.summary
        )
        for head in booklet.chapters:
            yield (full := _chapter(edition, booklet, head))
            if head.easy:
                yield _easy(edition, booklet, edition.chapter(booklet.slug, head.slug + EASY).head, full.entry)
    yield _directory(edition)
    for idents in edition.directory().values():
        yield from (_service(edition, edition.service(ident)) for ident in idents)
    if edition.termbase.terms:
        yield _words(edition)
    yield from _texts(edition)


def _home(edition: Edition) -> _Writer:
    config, tag = edition.config, edition.language.tag
    writer = _started(edition, config.language, paths.home(tag), config.name, config.tagline)
    writer.go(Shown(edition.say("In danger? Call now"), tag))
    for name in config.emergency:
        ref = FactRef(*name.split(".", 1))
        writer.tell(edition.show(ref).text, tag)
        writer.message(getattr(edition.fact(ref), "label", None))
    return writer


def _chapter(edition: Edition, booklet: Booklet, head: ChapterHead) -> _Writer:
    """A native page is found by the words of the chapter that it stands for, too: their headings are the same."""
    path = paths.chapter(edition.language.tag, booklet.slug, head.slug)
    chapter, title = edition.chapter(booklet.slug, head.slug), shown(edition, edition.fill(head.title))
    writer = _Writer(
        edition, booklet.language, path, title, shown(edition, edition.fill(head.meta.summary or booklet.meta.summary))
    )
    original = writer.written.chapter(booklet.slug, head.slug)
    for message in (head.title, head.meta.summary or booklet.meta.summary):
        writer.read(message, strong=True)
    for block in _placed(writer, chapter.blocks):
        for message in messages(block):
            writer.read(message, strong=isinstance(block, Heading))
    writer.place = 0
    for message in (original.head.title, original.head.meta.summary or booklet.meta.summary):
        writer.original(message, strong=True)
    for block in original.blocks:
        writer.place += isinstance(block, Heading)
        for message in messages(block):
            writer.original(message, strong=isinstance(block, Heading))
    return writer


def _easy(edition: Edition, booklet: Booklet, head: ChapterHead, full: Entry) -> _Writer:
    """An easy-to-read page says in other words what another says: it is found by those that the other has not."""
    writer = _chapter(edition, booklet, head)
    entry, known = writer.entry, full.strong.keys() | full.weak.keys() | full.source
    entry.summary = Shown(edition.say("Easy to read"), edition.language.tag)
    for found in (entry.strong, entry.weak):
        for term in known & found.keys():
            del found[term]
    entry.source -= known
    return writer


def _placed(writer: _Writer, blocks: tuple[Block, ...]) -> Iterator[Block]:
    """The blocks; each heading begins a place."""
    for block in blocks:
        if isinstance(block, Heading):
            writer.go(shown(writer.edition, writer.edition.fill(block.message)))
        yield block


def _directory(edition: Edition) -> _Writer:
    title, summary = edition.say("Who can help"), edition.say("Places and phone numbers, by category.")
    writer = _said(edition, paths.services(edition.language.tag), title, summary)
    directory = edition.directory()
    for category in (each for each in edition.config.categories if directory[each.id]):
        writer.go(shown(edition, edition.fill(category.name)))
        writer.message(category.name, strong=True)
    return writer


def _service(edition: Edition, service: Service) -> _Writer:
    source = edition.source.tag
    title = Shown(service.name, source)
    writer = _Writer(
        edition, source, paths.service(edition.language.tag, service.id), title, shown(edition, edition.fill(service.gloss))
    )
    for name in filter(None, (service.name, service.alternate_name)):
        writer.tell(name, source, strong=True)
        writer.names(name, strong=True)
    writer.message(service.gloss, strong=True)
    for text in (service.email or "", service.website or "", *(lines(service.address) if service.address else ())):
        writer.tell(text, source)
    for message in _told(service):
        writer.message(message)
    if service.organisation:
        writer.tell(service.organisation.name, source)
        writer.names(service.organisation.name)
        writer.message(service.organisation.gloss)
    for need in (need for need in edition.config.needs if need.id in service.needs):
        writer.message(need.name)
    for phone in service.phones:
        writer.tell(phone.number, source)
        writer.message(phone.label)
    return writer


def _told(service: Service) -> Iterator[Message | None]:
    """What its page tells in sentences. An edition hands out no address that is to be kept, so none is found."""
    yield from (
        service.description,
        service.transport,
        service.opening_hours_note,
        service.access,
        service.referred_by,
        service.fees_detail,
    )
    yield from (service.eligibility, service.languages_note, *service.documents)


def _words(edition: Edition) -> _Writer:
    """The words of letters: each a place of its own."""
    own, source = edition.language.tag, edition.source.tag
    writer = _said(edition, paths.words(own), edition.say("Words on your letters"), "")
    for term in in_order(edition.termbase):
        writer.go(Shown(term.term, source))
        for form in term.written:
            writer.tell(form, source, strong=True)
        writer.tell(term.glosses.get(own, ""), own, strong=True)
        writer.message(term.explanation)
    return writer


def _texts(edition: Edition) -> Iterator[_Writer]:
    """Pages that are found by their titles."""
    titles = {
        "about": edition.say("About us"),
        "legal": edition.say("Legal notice"),
        "privacy": edition.say("Privacy"),
        "accessibility": edition.say("Accessibility"),
    }
    return (_said(edition, paths.page(edition.language.tag, name), title, "") for name, title in titles.items())


def _started(edition: Edition, written: str, path: str, title: Message, summary: Message) -> _Writer:
    """A page whose title and summary are an author's."""
    writer = _Writer(edition, written, path, shown(edition, edition.fill(title)), shown(edition, edition.fill(summary)))
    writer.message(title, strong=True)
    writer.message(summary, strong=True)
    return writer


def _said(edition: Edition, path: str, title: str, summary: str) -> _Writer:
    """A page whose title is the interface's."""
    tag = edition.language.tag
    writer = _Writer(edition, edition.source.tag, path, Shown(title, tag), Shown(summary, tag))
    writer.tell(title, tag, strong=True)
    return writer


def shown(edition: Edition, filled: Filled) -> Shown:
    """As plain text; inside a text that runs right to left, what runs left to right stays isolated."""
    return Shown(formats.plain(edition, filled, isolated=filled.language.direction == "rtl"), filled.language.tag)
