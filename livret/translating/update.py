"""Updating: every catalog takes up what changed in the site, and loses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import polib
from babel.messages.catalog import Catalog

from livret import extract
from livret.catalogs import catalog, translations
from livret.catalogs.catalog import Key
from livret.catalogs.interface import SOURCE
from livret.languages import locale
from livret.problems import Report
from livret.publish import atomic, fullness
from livret.source.door import Door
from livret.translating.merge import merge, same
from livret.translating.moves import Source, into


@dataclass(frozen=True)
class Part:
    """A part of the site that has a catalog: its domain, the language it is written in, its template, and that of what the site does not inherit."""

    domain: str
    language: str
    template: bytes
    own_template: bytes

    @cached_property
    def messages(self) -> polib.POFile:
        return catalog.parse(self.template.decode(), f"{extract.FOLDER}/{self.domain}.pot")

    @cached_property
    def wanted(self) -> frozenset[Key]:
        return frozenset(catalog.key(entry) for entry in self.messages)

    @cached_property
    def own(self) -> frozenset[Key]:
        """The texts that the site's own files say."""
        if self.template == self.own_template:
            return self.wanted
        return (
            frozenset(catalog.key(entry) for entry in catalog.parse(self.own_template.decode(), self.domain))
            if self.own_template
            else frozenset()
        )


def update(site: Path, door: Door, report: Report) -> Iterator[str]:
    """Writes the templates, then merges them into each language's catalogs; gives the paths of what changed. Of what is inherited a town has in its
    catalogs what it says otherwise, and nothing else.

    A catalog that cannot be read is left as it is, with its problem in the report.
    """
    reading = extract.reading(site, report)
    if reading is None:
        return
    files = extract.templates(site, report)
    yield from extract.write(site, files)
    config = reading.site.config
    whole = {**files, **extract.prose(site, Report(), whole=True)} if door.layers.bases else files
    own = {"interface": SOURCE, **{booklet.slug: booklet.language for booklet in reading.site.booklets}}
    parts = [
        Part(domain, own.get(domain, config.language), whole[path], files.get(path, b""))
        for domain in translations.domains(reading)
        if (path := f"{extract.FOLDER}/{domain}.pot")
    ]
    for tag in config.languages:
        asked = (translations.INTERFACE, *reading.asked(tag))
        language = _Language(door, tag, tuple(other for other in config.languages if other != tag), report)
        for path, data in language.changed([part for part in parts if part.language != tag and part.domain in asked]):
            if atomic.write(site / path, data):
                yield path
    fullness.forget(site)


@dataclass(frozen=True, slots=True)
class _Language:
    """The catalogs of a language, of a site that has `others` besides."""

    door: Door
    tag: str
    others: tuple[str, ...]
    report: Report

    def changed(self, parts: list[Part]) -> Iterator[tuple[str, bytes]]:
        """The catalogs that say something else now, by their paths."""
        old = {part.domain: found for part in parts if (found := self.old(part.domain)) is not None}
        held = {translations.path(self.tag, domain): len(catalog.understood(found, "").entries) for domain, found in old.items()}
        fullness.compare(self.door.root, held, self.report)
        from_parts = {part.domain: Source(old[part.domain], part.wanted) for part in parts if part.domain in old}
        former = translations.former(self.door, self.tag, [part.domain for part in parts])
        from_former = [Source(found, frozenset()) for domain in former if (found := self.left(domain)) is not None]
        for part in parts:
            if part.domain in old:
                own = old[part.domain]
                others = [
                    *(from_parts[each.domain] for each in parts if each.domain in old and _may_give(each, part)),
                    *from_former,
                ]
                there = into(part.messages, own, others if part.domain != translations.INTERFACE else ())
                result = merge(self.wanted(part, own), own, there)
                if not same(result, own):
                    yield translations.path(self.tag, part.domain), catalog.write(result)

    def old(self, domain: str) -> polib.POFile | None:
        """The catalog as it is; a new one where there is none, None when it cannot be read."""
        path = translations.path(self.tag, domain)
        return (
            catalog.load(self.door, path, self.tag, self.report, self.others) if self.door.is_own(path) else new(self.tag, domain)
        )

    def left(self, domain: str) -> polib.POFile | None:
        """The catalog of a part that is no longer there; what is wrong with it is told elsewhere."""
        return catalog.load(self.door, translations.path(self.tag, domain), self.tag, Report(), self.others)

    def wanted(self, part: Part, own: polib.POFile) -> polib.POFile:
        """The messages that a catalog is to have: those that the site says itself. What the layers beneath say well is not asked for; what the site has said
        otherwise stays."""
        beneath = self.door.beneath(translations.path(self.tag, part.domain))
        if not beneath and part.own == part.wanted:
            return part.messages
        asked = part.own - self.said(beneath)
        has = {catalog.key(entry) for entry in own if not entry.obsolete}
        chosen = polib.POFile()
        chosen.extend(entry for entry in part.messages if catalog.key(entry) in has or catalog.key(entry) in asked)
        return chosen

    def said(self, paths: tuple[str, ...]) -> set[Key]:
        """The texts that some catalogs say well; what is wrong with their form is told where they are read."""
        found = (catalog.read(self.door, path, self.tag, Report(), self.others) for path in paths)
        return {key for each in found for key, entry in each.entries.items() if not entry.fuzzy}


def _may_give(one: Part, other: Part) -> bool:
    """Whether texts may have moved from one part to another: both are written in one language. The words of the interface never move."""
    return one is not other and one.language == other.language and one.domain != translations.INTERFACE


def new(tag: str, domain: str) -> polib.POFile:
    """An empty catalog in a language, with the plural forms that CLDR gives it; it says which one it is, wherever it is sent. Who will have
    translated it, nobody knows yet."""
    made = polib.POFile(wrapwidth=0)
    babel = Catalog(locale(tag))
    made.metadata = {
        "Project-Id-Version": "Livret",
        "Language": tag,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": babel.plural_forms,
        "X-Livret-Domain": domain,
    }
    return made
