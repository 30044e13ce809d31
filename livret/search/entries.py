"""What can be found: the pages of a language, each with a function that reads it and looks at nothing but its edition."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from livret import paths
from livret.catalogs.interface import N_
from livret.catalogs.termbase import in_order
from livret.editions.edition import Edition
from livret.engine.memo import Made
from livret.model import Block, FactRef, Heading, Message
from livret.phrases import quantities
from livret.phrases.fact_text import plain_text, show
from livret.phrases.heard import newest_first
from livret.phrases.listing_text import lines
from livret.schema.service import Service
from livret.search.entry import Entry, terms
from livret.search.writer import Writer, marked, shown
from livret.site import EASY, MINUTES, Chapter
from livret.text.tree import messages, rows

TEXTS = {
    "about": N_("About us"),
    "legal": N_("Legal notice"),
    "privacy": N_("Privacy"),
    "accessibility": N_("Accessibility"),
}


def names(edition: Edition) -> Iterator[str]:
    """The pages of an edition – kind/name –, in the order of its booklets, then its directory."""
    yield "home"
    for booklet in edition.booklets():
        yield f"booklet/{booklet.slug}"
        for head in booklet.chapters:
            yield f"chapter/{booklet.slug}/{head.slug}"
            if head.easy:
                yield f"easy/{booklet.slug}/{head.slug}"
    yield "directory"
    yield from (f"service/{ident}" for idents in edition.directory().values() for ident in idents)
    yield from ("sentences",) if edition.sentences else ()
    yield from ("words",) if edition.has_words else ()
    yield from _agora_names(edition)
    yield from (f"text/{name}" for name in TEXTS)


def _agora_names(edition: Edition) -> Iterator[str]:
    """The Agora's pages that say something of their own: its first one, the needs, the laboratories, and the minutes in this language."""
    if edition.has_room:
        yield "agora"
    if edition.needs:
        yield "needs"
    if edition.project:
        yield "project"
    yield from (f"lab/{ident}" for ident in edition.labs)
    yield from (f"minutes/{day}" for day, languages in edition.meetings if edition.language.tag in languages)


def entry(edition: Edition, name: str) -> Entry:
    """What a page gives to the index, read once."""
    found: Entry = edition.look("entry", name)
    return found


def page_entry(edition: Edition, name: str) -> Made:
    """A step: what a page gives to the index."""
    kind, _, rest = name.partition("/")
    return Made(KINDS[kind].read(edition, where(edition.language.tag, name), rest))


def where(tag: str, name: str) -> str:
    """The address of a page in a language, by its name here: nothing is read for that."""
    kind, _, rest = name.partition("/")
    return KINDS[kind].path(tag, rest)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of page: its address by its language and name, and what the page at an address gives to the index."""

    path: Callable[[str, str], str]
    read: Callable[[Edition, str, str], Entry]


# --- booklets ----------------------------------------------------------------------------------------


def _home(edition: Edition, path: str, _: str) -> Entry:
    config, tag = edition.config, edition.language.tag
    writer = _started(edition, config.language, path, config.name, config.tagline)
    writer.go(edition.say("In danger? Call now"))
    for name in config.emergency:
        ref = FactRef(*name.split(".", 1))
        number = show(edition, ref).text
        writer.tell(number, tag)
        writer.number(number, getattr(edition.fact(ref), "label", None))
    return writer.draft.entry()


def _booklet(edition: Edition, path: str, slug: str) -> Entry:
    booklet = edition.booklet(slug)
    writer = _started(edition, booklet.language, path, booklet.meta.title, booklet.meta.summary)
    writer.draft.only = edition.only_in(slug)
    return writer.draft.entry()


def _chapter(edition: Edition, path: str, name: str) -> Entry:
    return _chapter_writer(edition, path, *name.split("/")).draft.entry()


def _easy(edition: Edition, path: str, name: str) -> Entry:
    """An easy-to-read page says in other words what another says: it is found by those that the other has not."""
    writer = _chapter_writer(edition, path, *f"{name}{EASY}".split("/"))
    writer.draft.summary = edition.say("Easy to read")
    return writer.draft.entry(terms(entry(edition, f"chapter/{name}")))


def _chapter_writer(edition: Edition, path: str, booklet: str, slug: str) -> Writer:
    """A native page is found by the words of the chapter that it stands for, too: their headings are the same."""
    chapter = edition.chapter(booklet, slug)
    writer = _begun(edition, edition.original(booklet).tag, path, *_head(edition, booklet, chapter))
    writer.draft.only = edition.only_in(booklet, slug)
    for message in _head(edition, booklet, chapter):
        writer.read(message, strong=True)
    for block in _placed(writer, chapter.blocks):
        told = tuple(messages(block))
        urgent = _urgent(edition, block, told)
        for message in told:
            writer.read(message, strong=isinstance(block, Heading), urgent=message in urgent)
    original = writer.written.chapter(booklet, slug)
    writer.place = 0
    for message in _head(edition, booklet, original):
        writer.original(message, strong=True)
    for block in original.blocks:
        writer.place += isinstance(block, Heading)
        told = tuple(messages(block))
        urgent = _urgent(edition, block, told)
        for message in told:
            writer.original(message, strong=isinstance(block, Heading) or message in urgent)
    return writer


def _urgent(edition: Edition, block: Block, told: tuple[Message, ...]) -> AbstractSet[Message]:
    """Of what a block tells, what a list or a table says of the numbers of the emergencies, row by row: whoever looks for one has no time."""
    named = [f"{{{name}}}" for name in edition.config.emergency]
    naming = {message for message in told if any(name in message.text for name in named)}
    return {message for row in rows(block) if not naming.isdisjoint(row) for message in row} if naming else naming


def _head(edition: Edition, booklet: str, chapter: Chapter) -> tuple[Message, Message]:
    """Its title and its summary. Only where it has none of its own does a page depend on the booklet."""
    return chapter.head.title, chapter.head.meta.summary or edition.booklet(booklet).meta.summary


def _placed(writer: Writer, blocks: tuple[Block, ...]) -> Iterator[Block]:
    """The blocks; each heading begins a place."""
    for block in blocks:
        if isinstance(block, Heading):
            writer.go(shown(writer.edition, writer.edition.fill(block.message)))
        yield block


# --- the directory -----------------------------------------------------------------------------------


def _directory(edition: Edition, path: str, _: str) -> Entry:
    title, summary = edition.say("Who can help"), edition.say("Places and phone numbers, by category.")
    writer = _titled_writer(edition, path, title, summary)
    directory = edition.directory()
    for category in (each for each in edition.config.categories if directory[each.id]):
        writer.go(shown(edition, edition.fill(category.name)))
        writer.message(category.name, strong=True)
    return writer.draft.entry()


def _service(edition: Edition, path: str, ident: str) -> Entry:
    service, source = edition.service(ident), edition.source.tag
    title, summary = marked(edition, service.name, source), _gloss(edition, service)
    writer = Writer(edition, source, path, title, summary)
    for name in filter(None, (service.name, service.alternate_name)):
        writer.name(name, strong=True)
    writer.message(service.gloss, strong=True)
    address = ", ".join(lines(edition, service.address)) if service.address else ""
    for text in filter(None, (service.email, service.website, address)):
        writer.tell(text, source)
        writer.passage(marked(edition, text, source))
    for message in _told(service):
        writer.message(message)
    if service.organisation:
        writer.name(service.organisation.name)
        writer.message(service.organisation.gloss)
    for need in (need for need in edition.config.needs if need.id in service.needs):
        writer.message(need.name)
    for phone in service.phones:
        writer.tell(phone.number, source)
        writer.number(quantities.phone(edition, phone.number), phone.label)
    return writer.draft.entry()


def _gloss(edition: Edition, service: Service) -> str:
    """What a place is, under its name in the list of what is found. An example says so there, in the reader's language."""
    said, mark = shown(edition, edition.fill(service.gloss)), show(edition, FactRef("service", service.id)).mark
    return f"\u2068{said.rpartition(chr(9))[2]}\u2069 ({mark})" if mark else said


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


# --- other pages -------------------------------------------------------------------------------------


def _sentences_entry(edition: Edition, path: str, _: str) -> Entry:
    """What is said, and what it means. Each stands in a chapter, too, which tells when to say it."""
    writer = _titled_writer(edition, path, edition.say("Sentences to show"), "")
    for name in edition.sentences:
        said = show(edition, FactRef("sentence", name))
        writer.tell(said.text, edition.source.tag)
        writer.passage(marked(edition, said.text, edition.source.tag))
        if said.meaning:
            writer.tell(plain_text(edition, said.meaning), said.meaning.language.tag)
            writer.passage(shown(edition, said.meaning))
    return writer.draft.entry()


def _words_entry(edition: Edition, path: str, _: str) -> Entry:
    """The words of letters: each a place of its own."""
    own, source = edition.language.tag, edition.source.tag
    writer = _titled_writer(edition, path, edition.say("Words on your letters"), "")
    for term in in_order(edition.termbase):
        writer.go(marked(edition, term.term, source))
        for form in term.written:
            writer.tell(form, source, strong=True)
        writer.tell(term.glosses.get(own, ""), own, strong=True)
        writer.message(term.explanation)
    return writer.draft.entry()


def _titled_entry(edition: Edition, path: str, name: str) -> Entry:
    """A page that is found by its title."""
    return _titled_writer(edition, path, edition.say(TEXTS[name]), "").draft.entry()


def _agora_entry(edition: Edition, path: str, _: str) -> Entry:
    """What it is, how to join, who takes part."""
    agora, partners = edition.agora, edition.partners.partners
    writer = _titled_writer(edition, path, edition.say("The Agora"), "")
    for message in (*agora.intro, *agora.join, *(partner.does for partner in partners)):
        writer.message(message)
    for partner in partners:
        writer.name(partner.name)
    return writer.draft.entry()


def _needs_entry(edition: Edition, path: str, _: str) -> Entry:
    """The needs: each a place of its own."""
    title = edition.say("What people told us, and what we did")
    writer = _titled_writer(edition, path, title, "")
    for need in newest_first(edition.needs):
        writer.go(shown(edition, edition.fill(need.text)))
        writer.message(need.text)
    return writer.draft.entry()


def _project_entry(edition: Edition, path: str, _: str) -> Entry:
    project = edition.project
    if project is None:
        raise ValueError("nothing is told of a project")
    writer = Writer(edition, edition.source.tag, path, shown(edition, edition.fill(project.title)), edition.say("The project"))
    for message in (project.title, *project.purpose, *project.results):
        writer.message(message, strong=message is project.title)
    return writer.draft.entry()


def _lab_entry(edition: Edition, path: str, ident: str) -> Entry:
    lab = edition.lab(ident)
    writer = Writer(edition, edition.source.tag, path, shown(edition, edition.fill(lab.question)), edition.say("Laboratories"))
    writer.message(lab.question, strong=True)
    for message in (*lab.steps, *lab.tried, *lab.measured, *lab.learnt):
        writer.message(message)
    return writer.draft.entry()


def _minutes_entry(edition: Edition, path: str, day: str) -> Entry:
    chapter = edition.chapter(MINUTES, day)
    title = shown(edition, edition.fill(chapter.head.title))
    summary = edition.say("Minutes of {date}", date=quantities.date(edition, datetime.date.fromisoformat(day)))
    writer = Writer(edition, chapter.language, path, title, summary)
    writer.message(chapter.head.title, strong=True)
    for block in _placed(writer, chapter.blocks):
        for message in messages(block):
            writer.message(message)
    return writer.draft.entry()


KINDS: Mapping[str, Kind] = {
    "home": Kind(lambda tag, _: paths.home(tag), _home),
    "booklet": Kind(paths.booklet, _booklet),
    "chapter": Kind(lambda tag, name: paths.chapter(tag, *name.split("/")), _chapter),
    "easy": Kind(lambda tag, name: paths.chapter(tag, *f"{name}{EASY}".split("/")), _easy),
    "directory": Kind(lambda tag, _: paths.services(tag), _directory),
    "service": Kind(paths.service, _service),
    "sentences": Kind(lambda tag, _: paths.sentences(tag), _sentences_entry),
    "words": Kind(lambda tag, _: paths.words(tag), _words_entry),
    "agora": Kind(lambda tag, _: paths.agora(tag), _agora_entry),
    "needs": Kind(lambda tag, _: paths.agora(tag, "needs"), _needs_entry),
    "lab": Kind(paths.lab, _lab_entry),
    "project": Kind(lambda tag, _: paths.agora(tag, "project"), _project_entry),
    "minutes": Kind(paths.agora, _minutes_entry),
    "text": Kind(paths.page, _titled_entry),
}


def _started(edition: Edition, written: str, path: str, title: Message, summary: Message) -> Writer:
    """A page whose title and summary are an author's, and are read."""
    writer = _begun(edition, written, path, title, summary)
    writer.message(title, strong=True)
    writer.message(summary, strong=True)
    return writer


def _begun(edition: Edition, written: str, path: str, title: Message, summary: Message) -> Writer:
    return Writer(edition, written, path, *(shown(edition, edition.fill(each)) for each in (title, summary)))


def _titled_writer(edition: Edition, path: str, title: str, summary: str) -> Writer:
    """A page whose title is the interface's."""
    writer = Writer(edition, edition.source.tag, path, title, summary)
    writer.tell(title, edition.language.tag, strong=True)
    return writer
