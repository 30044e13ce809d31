"""An edition: a site in one language, and the only way that visitors look at it.

Every look goes through `Edition.look`, which notes its address – (kind, name) – in the records that are open. What a
page depends on is thus known without being declared: the cache compares the fingerprints of these addresses.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from babel.dates import format_date, get_day_names
from babel.lists import format_list

from livret.languages import language, locale, name_in
from livret.model import FactRef, Filled, Language, Message, State
from livret.problems import Place, Report
from livret.schema.facts import Fact, SentenceFact
from livret.schema.service import Service
from livret.schema.site import Agora, SiteConfig
from livret.site import Booklet, Chapter, Recording
from livret.source.door import Door, Refused
from livret.source.read import Reading
from livret.text.inline import InlineParser, Parsed, has_words
from livret.text.isolates import isolate
from livret.translation import damage, formats, interface, state
from livret.translation.catalog import Catalog, Entry
from livret.translation.formats import Shown

T = TypeVar("T")
Address = tuple[str, str]
Record = dict[Address, str]
_SEPARATOR = "\x04"  # gettext's own, between context and text


@dataclass(slots=True)
class Stock:
    """What all editions of one run share: what was read, and the catalogs by language and domain."""

    reading: Reading
    door: Door
    catalogs: Mapping[str, Mapping[str, Catalog]]
    tokens: Mapping[str, str]
    made: Callable[[str], tuple[tuple[str, str, int], ...]] = lambda _: ()  # the files made so far in this build, by prefix
    parsers: dict[str, InlineParser] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)  # the language of each domain's source

    def __post_init__(self) -> None:
        shelf, config = self.reading.shelf, self.reading.site.config
        folders = {"site": "content", "services": "content/services", **shelf.folders}
        for domain, folder in folders.items():
            self.parsers[domain] = InlineParser(folder, shelf.by_path.get)
            self.sources[domain] = config.language
        self.sources["interface"] = interface.SOURCE
        self.sources |= {booklet.slug: booklet.language for booklet in self.reading.site.booklets}

    def parse(self, message: Message, text: str) -> Parsed:
        notes = self.reading.shelf.notes.get(message.address.partition("#")[0])
        return self.parsers[message.domain].parse(text, notes)


class Edition:
    """One language of a site. Values are frozen, so that the same looks always give the same page."""

    def __init__(self, stock: Stock, tag: str, report: Report) -> None:
        self.language = language(tag)
        self._stock, self._report = stock, report
        self._catalogs = stock.catalogs.get(tag, {})
        self._filled: dict[tuple[Message, str], Filled] = {}
        self._fingerprints: dict[Address, str] = {}
        self._remembered: dict[str, tuple[Any, frozenset[Address]]] = {}
        self._open: list[set[Address]] = []

    # --- looks and records ---------------------------------------------------------------------------

    def look(self, kind: str, name: str = "") -> Any:
        """The present value at an address, noted in every open record. Raises LookupError where nothing is."""
        for record in self._open:
            record.add((kind, name))
        return self._resolve(kind, name)

    @contextmanager
    def recording(self) -> Iterator[Record]:
        """A record that holds, at the end of the block, the fingerprint of every address looked at inside it."""
        record: Record = {}
        seen: set[Address] = set()
        self._open.append(seen)
        try:
            yield record
        finally:
            self._open.remove(seen)
            record.update((address, self.fingerprint(*address)) for address in sorted(seen))

    def fingerprint(self, kind: str, name: str) -> str:
        """Sixteen hexadecimal digits of the value at an address; "" where there is none any more."""
        found = self._fingerprints.get((kind, name))
        if found is None:
            try:
                value = self._resolve(kind, name)
                data = value if isinstance(value, bytes) else repr(value).encode()
                found = hashlib.blake2b(data, digest_size=8).hexdigest()
            except (LookupError, Refused):
                found = ""
            self._fingerprints[kind, name] = found
        return found

    def remember(self, key: str, make: Callable[[Edition], T]) -> T:
        """make(edition), once for each edition; whoever asks depends on what it looked at."""
        if key not in self._remembered:
            with self.recording() as record:
                value = make(self)
            self._remembered[key] = value, frozenset(record)
        value, addresses = self._remembered[key]
        for open_record in self._open:
            open_record.update(addresses)
        return value

    def _resolve(self, kind: str, name: str) -> Any:
        site = self._stock.reading.site
        first, _, rest = name.partition("/")
        match kind:
            case "message":
                return self._translation(name)
            case "interface":
                return self._interface(name)
            case "fact":
                return self._fact(name)
            case "service":
                return site.services[name]
            case "chapter":
                return site.chapters[first, rest]
            case "step":
                return self._stock.reading.shelf.by_path[f"content/{name}"]
            case "config":
                return site.config
            case "agora":
                return site.agora
            case "outline":
                return site.booklets
            case "directory":
                return self._directory()
            case "coverage":
                return self._coverage(name)
            case "provenance":
                return self._catalogs[name].provenance if name in self._catalogs else "people"
            case "today":
                return self._stock.door.today
            case "theme":
                return self._stock.door.read(f"theme/{name}")
            case "themes":
                return self._stock.door.folder(f"theme/{name}")
            case "token":
                return self._stock.tokens[name]
            case "picture":
                return self._stock.door.read(name)
            case "recordings":
                return tuple(one for one in site.recordings.get((first, rest), ()) if one.language == self.language.tag)
            case "made":
                return self._stock.made(name)
        raise LookupError(f"no look of kind {kind!r}")

    # --- what there is -------------------------------------------------------------------------------

    @property
    def config(self) -> SiteConfig:
        config: SiteConfig = self.look("config")
        return config

    @property
    def agora(self) -> Agora:
        agora: Agora = self.look("agora")
        return agora

    @property
    def today(self) -> datetime.date:
        today: datetime.date = self.look("today")
        return today

    @property
    def languages(self) -> tuple[Language, ...]:
        """Every language of the site, in its order."""
        return tuple(language(tag) for tag in self.config.languages)

    @property
    def source(self) -> Language:
        """The site's own language."""
        return language(self.config.language)

    def booklets(self) -> tuple[Booklet, ...]:
        booklets: tuple[Booklet, ...] = self.look("outline")
        return booklets

    def booklet(self, slug: str) -> Booklet:
        return next(booklet for booklet in self.booklets() if booklet.slug == slug)

    def chapter(self, booklet: str, slug: str) -> Chapter:
        chapter: Chapter = self.look("chapter", f"{booklet}/{slug}")
        return chapter

    def recordings(self, booklet: str, chapter: str) -> tuple[Recording, ...]:
        """The recordings of a chapter in this language, whether they are up to date or not."""
        found: tuple[Recording, ...] = self.look("recordings", f"{booklet}/{chapter}")
        return found

    def directory(self) -> dict[str, tuple[str, ...]]:
        """The ids of the services by category, in the order of site.yaml."""
        return dict(self.look("directory"))

    def service(self, ident: str) -> Service:
        service: Service = self.look("service", ident)
        return service

    def _directory(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        site = self._stock.reading.site
        return tuple(
            (category.id, tuple(s.id for s in site.services.values() if s.category == category.id and s.status != "closed"))
            for category in site.config.categories
        )

    # --- how it is said ------------------------------------------------------------------------------

    def fill(self, message: Message) -> Filled:
        """The message in this language, or in its source language where the translation is not to be trusted."""
        self.look("message", _SEPARATOR.join((message.domain, message.context, message.text)))
        key = message, message.address.partition("#")[0] if "[^" in message.text else ""
        if key not in self._filled:
            self._filled[key] = self._fill(message)
        return self._filled[key]

    def _fill(self, message: Message) -> Filled:
        source_tag = self._stock.sources[message.domain]
        parsed = self._stock.parse(message, message.text)
        if source_tag == self.language.tag or not has_words(message.text):
            return Filled(State.SOURCE, self.language, self._isolated(parsed, self.language))
        entry = self._entry(message.domain, message.context, message.text)
        found = state.of(entry, message.text)
        if entry and found.translated:
            translation = self._stock.parse(message, entry.text)
            if not self._damaged(message, entry, parsed, translation):
                return Filled(found, self.language, self._isolated(translation, self.language))
            found = State.DAMAGED
        source = language(source_tag)
        return Filled(found, source, self._isolated(parsed, source))

    def place(self, message: Message) -> Place:
        """Where the text that `fill` gives is written: in a catalog, or in the source."""
        entry = self._entry(message.domain, message.context, message.text)
        if entry and self.fill(message).state in (State.CURRENT, State.TO_CHECK):
            return Place(self._catalogs[message.domain].path, entry.line)
        return message.place

    def _damaged(self, message: Message, entry: Entry, source: Parsed, translation: Parsed) -> bool:
        place = Place(self._catalogs[message.domain].path, entry.line)
        damaged = False
        for code, values in damage.findings(message.text, entry.text, source, translation):
            self._report.add(code, place, **values)
            damaged |= code.startswith("damage")
        return damaged

    def _isolated(self, parsed: Parsed, shown_in: Language) -> tuple[Any, ...]:
        return isolate(parsed.nodes, shown_in, self._stock.reading.site.config.language)

    def plain(self, message: Message) -> str:
        """The text of `fill` without its markup, facts in words: for a title, a bookmark, a description."""
        return formats.plain(self, self.fill(message))

    def say(self, text: str, **values: object) -> str:
        """An interface message; `text` is English, with {name} for each value."""
        return self.say_in(self.language, text, **values)

    def say_in(self, reader: Language, text: str, **values: object) -> str:
        """An interface message in another language: beside a block that is shown in its source's."""
        said: str = self.look("interface", f"{reader.tag}/{text}")[0] or text
        return said.format(**values) if values else said

    def say_many(self, one: str, many: str, number: int, **values: object) -> str:
        """An interface message for a number; {number} stands in it."""
        forms = self.look("interface", f"{self.language.tag}/{one}")
        index = formats.plural_index(self.language, number)
        said: str = forms[min(index, len(forms) - 1)] if forms[0] else (one if number == 1 else many)
        return said.format(number=number, **values)

    def show(self, ref: FactRef, reader: Language | None = None) -> Shown:
        """A fact or a service, in this edition's language or in that of the block it stands in."""
        reader = reader or self.language
        if ref.kind == "service":
            service = self.service(ref.name)
            return Shown("service", service.name, service=ref.name, language=self.source.tag, direction="ltr")
        return formats.show(self, ref, self.fact(ref), reader)

    def ways(self, ref: FactRef) -> tuple[Message, ...]:
        """How a sentence is pronounced and what it means, as messages; none in its own language."""
        fact = self.fact(ref)
        if not isinstance(fact, SentenceFact) or self.language.tag == self.source.tag:
            return ()
        return formats.ways(ref.name, fact)

    def knows(self, kind: str, name: str) -> bool:
        """Whether there is such a fact or service to show."""
        site = self._stock.reading.site
        return name in site.services if kind == "service" else site.facts.get(kind, name) is not None

    def fact(self, ref: FactRef) -> Fact:
        """The fact itself: its label, its note, its source."""
        fact: Fact = self.look("fact", f"{ref.kind}.{ref.name}")
        return fact

    def step(self, link: str) -> tuple[Booklet, str]:
        """The booklet and the chapter's slug at a source path from content/."""
        slug, chapter = self.look("step", link)
        return self.booklet(slug), chapter

    def date(self, day: datetime.date) -> str:
        return str(format_date(day, "long", locale=locale(self.language.tag)))

    def day_names(self) -> tuple[str, ...]:
        """The seven days from Monday, as they stand alone."""
        names = get_day_names("wide", "stand-alone", locale(self.language.tag))
        return tuple(names[day] for day in range(7))

    def join(self, items: Iterable[str]) -> str:
        """a, b and c."""
        return str(format_list(list(items), locale=locale(self.language.tag)))

    def language_name(self, tag: str) -> str:
        return name_in(tag, self.language.tag)

    def direction_of(self, tag: str) -> str:
        return language(tag).direction

    def translated(self, booklet: str, chapter: str) -> bool:
        """Whether any block of the chapter is in this edition's language."""
        return self.language.tag in self.translations(booklet, chapter)

    def translations(self, booklet: str, chapter: str) -> tuple[str, ...]:
        """The tags of the languages that have any block of the chapter, in the site's order."""
        tags: tuple[str, ...] = self.look("coverage", f"{booklet}/{chapter}")
        return tags

    def provenance(self, domain: str) -> str:
        """Who translated a domain: "source", "people", "machine-reviewed" or "machine"."""
        if self._stock.sources[domain] == self.language.tag:
            return "source"
        return str(self.look("provenance", domain))

    # --- the theme -----------------------------------------------------------------------------------

    def theme(self, path: str) -> str:
        return self.theme_bytes(path).decode()

    def theme_bytes(self, path: str) -> bytes:
        data: bytes = self.look("theme", path)
        return data

    def theme_list(self, folder: str, ending: str) -> tuple[str, ...]:
        return tuple(name for name in self.look("themes", folder) if name.endswith(ending))

    def token(self, name: str, default: str | None = None) -> str:
        """A design token; `default` where the theme has none of that name. Raises LookupError without one."""
        try:
            return str(self.look("token", name))
        except LookupError:
            if default is None:
                raise
            return default

    def picture(self, path: str) -> bytes:
        data: bytes = self.look("picture", path)
        return data

    # --- what is made of other files ------------------------------------------------------------------

    def publishes(self, files: Callable[[str], tuple[tuple[str, str, int], ...]]) -> None:
        """Where the files made so far are told; the pipeline knows."""
        self._stock.made = files

    def made(self, prefix: str) -> tuple[tuple[str, str, int], ...]:
        """(path, SHA-256, bytes) of the published files whose path begins with `prefix`; for what is made after them."""
        files: tuple[tuple[str, str, int], ...] = self.look("made", prefix)
        return files

    # --- behind the looks ----------------------------------------------------------------------------

    def _entry(self, domain: str, context: str, text: str) -> Entry | None:
        catalog = self._catalogs.get(domain)
        return catalog.entries.get((context, text)) if catalog else None

    def _interface(self, name: str) -> tuple[str, ...]:
        tag, _, text = name.partition("/")
        entry = self._stock.catalogs.get(tag, {}).get("interface", Catalog("")).entries.get(("", text))
        return entry.forms if entry and not entry.fuzzy else ("",)

    def _translation(self, name: str) -> tuple[tuple[str, ...], State] | None:
        domain, context, text = name.split(_SEPARATOR, 2)
        entry = self._entry(domain, context, text)
        return (entry.forms, state.of(entry, text)) if entry else None

    def _fact(self, name: str) -> Any:
        kind, _, ident = name.partition(".")
        fact = self._stock.reading.site.facts.get(kind, ident)
        if fact is None:
            raise LookupError(name)
        return fact

    def _coverage(self, name: str) -> tuple[str, ...]:
        """Languages with any current message of a chapter. Damage is not looked for: that would parse every language."""
        stock = self._stock
        domain = name.partition("/")[0]
        messages = [m for m in stock.reading.messages[domain] if m.address.startswith(f"{name}#p")]
        return tuple(tag for tag in stock.reading.site.config.languages if _covers(stock, tag, domain, messages))


def _covers(stock: Stock, tag: str, domain: str, messages: Iterable[Message]) -> bool:
    if stock.sources[domain] == tag:
        return True
    catalog = stock.catalogs.get(tag, {}).get(domain)
    entries = catalog.entries if catalog else {}
    return any(state.of(entries.get((m.context, m.text)), m.text).translated for m in messages)

