"""The resolver: what an edition finds at each address, one short function for each kind of input. Nothing else looks into the inputs.

Each input has its value and its digest; where the value is long to be hashed, the digest is of what it was read from. `publish/why.py` has a
sentence for each of the kinds.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from livret.catalogs import translations
from livret.catalogs.catalog import Catalog
from livret.editions.in_print import in_print
from livret.editions.inputs import Inputs
from livret.engine.memo import Looker, Memo, digest_of
from livret.engine.view import parted
from livret.hours.compact import first_day
from livret.languages import PSEUDO, language
from livret.model import Message
from livret.schema.alert import Alert
from livret.schema.facts import Fact
from livret.schema.funding import Funder
from livret.schema.site_config import SiteConfig
from livret.schema.terms import Term
from livret.schema.verification import valid_until
from livret.site import Booklet, Chapter, Recording, Site
from livret.text.tree import headings


@dataclass
class Resolver(Memo):
    """The values of one language, a tag. `others` finds those of another one; `own_edition` takes the steps of this language."""

    inputs: Inputs = field(kw_only=True)
    tag: str = field(kw_only=True)
    others: Callable[[str], Resolver] = field(kw_only=True)
    own_edition: Looker | None = None

    @property
    def looker(self) -> Looker:
        if self.own_edition is None:
            raise RuntimeError(f"no edition takes the steps of {self.tag}")
        return self.own_edition

    @property
    def site(self) -> Site:
        return self.inputs.reading.site

    def resolve(self, kind: str, name: str) -> Any:
        return in_print(_kind(kind).value(self, name), self.site.config.language)

    def hashed(self, kind: str, name: str) -> str:
        found = _kind(kind)
        if not found.shared:
            return self._hashed(found, kind, name)
        shared = self.inputs.shared
        if (kind, name) not in shared:
            shared[kind, name] = self._hashed(found, kind, name)
        return shared[kind, name]

    def _hashed(self, found: _Kind, kind: str, name: str) -> str:
        return found.digest(self, name) if found.digest else digest_of(self.value(kind, name))

    def learn(self, inputs: Inputs) -> None:
        """The same site, of which more is known now: which languages are published, and which of them have which chapter."""
        self.inputs = inputs
        self.forget(kind for kind, found in KINDS.items() if found.late)

    # --- what there is -------------------------------------------------------------------------------

    def fact(self, name: str) -> Fact | Term:
        fact = self.site.fact(*name.split(".", 1))
        if fact is None:
            raise LookupError(name)
        return fact

    def outline(self, slug: str) -> Booklet | tuple[Booklet, ...]:
        """A booklet with the heads of its chapters, or all of them."""
        if not slug:
            return self.site.outline(self.tag)
        outline: tuple[Booklet, ...] = self.value("outline")
        found = next((each for each in outline if each.slug == slug), None)
        if found is None:
            raise LookupError(slug)
        return found

    def chapter(self, name: str) -> Chapter:
        booklet, _, slug = name.partition("/")
        return self.site.chapter(booklet, slug, self.tag)

    def chapter_digest(self, name: str) -> str:
        """A chapter is what its file says; a native page takes its anchors from its original."""
        chapter = self.chapter(name)
        booklet, _, slug = name.partition("/")
        native = (booklet, slug, self.tag) in self.site.natives
        anchors = [heading.anchor for heading in headings(chapter.blocks)] if native else []
        return digest_of((self.inputs.door.digest(chapter.path), chapter.head, chapter.language, chapter.changed, anchors))

    def recordings(self, name: str) -> tuple[Recording, ...]:
        booklet, _, chapter = name.partition("/")
        return tuple(each for each in self.site.recordings.get((booklet, chapter), ()) if each.language == self.tag)

    def pictures(self, name: str) -> tuple[str, ...]:
        """Those of a chapter, in the direction of the language."""
        found, turned = self.inputs.reading.pictures.get(self.chapter(name).path, ()), self.inputs.turned
        others = turned if language(self.tag).direction == "rtl" else turned.values()
        return tuple(path for path in found if path not in others)

    def directory(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The ids of the services that are not closed for good, by category."""
        listed = [service for service in self.site.services.values() if service.status != "closed"]
        return tuple(
            (category.id, tuple(s.id for s in listed if s.category == category.id)) for category in self.site.config.categories
        )

    def overdue(self, ident: str) -> bool:
        return self.today > valid_until(self.site.services[ident].verified_on, self.site.config.services_review_days)

    def funders(self, booklet: str) -> tuple[Funder, ...]:
        """Those who pay today: for a booklet, or for anything. What looks at it is made anew when a period begins or ends, not each day."""
        return tuple(funder for funder in self.site.config.funding if funder.pays(self.today, booklet))

    def alerts(self, _: str) -> tuple[Alert, ...]:
        """Those that stand on the pages of this language today: what looks at them is made anew when one begins or ends, not each day."""
        return tuple(alert for alert in self.site.alerts if alert.holds(self.today, self.tag))

    @property
    def today(self) -> datetime.date:
        return self.inputs.door.today

    # --- what it is translated from, and to ------------------------------------------------------------

    def messages_digest(self, name: str) -> str:
        return _texts_digest(self.inputs.groups.get(name, ()))

    def notes(self, domain: str) -> Mapping[str, dict[str, int]]:
        """The numbers of the footnotes of each page of a domain."""
        pages = {message.address.partition("#")[0] for message in self.of_domain(domain)}
        return {page: found for page, found in self.inputs.reading.contents.notes.items() if page in pages and found}

    def of_domain(self, domain: str) -> Iterable[Message]:
        reading = self.inputs.reading
        return reading.messages[domain] if domain in reading.messages else reading.contents.natives.get(domain, ())

    def catalog(self, domain: str) -> Catalog:
        known = self.inputs.catalogs.get(self.tag)
        return known[domain] if known is not None and domain in known else Catalog("")

    def catalogs(self) -> tuple[str, ...]:
        """The domains of the catalogs of prose that there are, those of parts that are gone among them."""
        known = self.inputs.catalogs.get(self.tag)
        domains = (*known, *known.former) if known is not None else ()
        return tuple(domain for domain in domains if domain != translations.INTERFACE)

    def catalog_digest(self, domain: str) -> str:
        known = self.inputs.catalogs.get(self.tag)
        there = known is not None and domain in known
        return known.digest(domain) if known is not None and there else ""

    def coverage(self, name: str) -> tuple[str, ...]:
        """Languages with a native page or any current message of a chapter."""
        tags = shown_in(self.site.config, self.tag)
        if self.inputs.coverage is not None:
            there = self.inputs.coverage.get(name, ())
            return tuple(tag for tag in tags if tag in there or tag in PSEUDO)
        return tuple(tag for tag in tags if self.others(tag).row("covered", name).note)


@dataclass(frozen=True, slots=True)
class _Kind:
    """The value at a name, and its digest where that is not of the value. `shared`: the same in every language; `late`: known when every
    language was looked at."""

    value: Callable[[Resolver, str], Any]
    digest: Callable[[Resolver, str], str] | None = None
    shared: bool = False
    late: bool = False


def _texts_digest(messages: Iterable[Message]) -> str:
    texts = ((m.domain, m.context, m.text, m.kind, m.address) for m in messages)
    return digest_of("\x04".join(part for text in texts for part in text).encode())


def _beside(own: Resolver, name: str) -> Any:
    tag, kind, its_name = parted(name)
    return own.others(tag).value(kind, its_name)


def _beside_digest(own: Resolver, name: str) -> str:
    tag, kind, its_name = parted(name)
    return own.others(tag).digest(kind, its_name)


KINDS: Mapping[str, _Kind] = {
    # what there is
    "config": _Kind(lambda own, _: own.site.config, shared=True, late=True),
    "fact": _Kind(Resolver.fact, shared=True),
    "known": _Kind(lambda own, name: own.inputs.knows(*name.split(".", 1)), shared=True),
    "service": _Kind(lambda own, name: own.site.services[name], shared=True),
    "outline": _Kind(Resolver.outline),
    "chapter": _Kind(Resolver.chapter, Resolver.chapter_digest),
    "native": _Kind(lambda own, name: (*name.split("/", 1), own.tag) in own.site.natives),
    "step": _Kind(lambda own, name: own.inputs.reading.contents.by_path[f"content/{name}"], shared=True),
    "releases": _Kind(lambda own, _: own.site.releases, shared=True),
    "alerts": _Kind(Resolver.alerts),
    "approvals": _Kind(lambda own, page: tuple(each for each in own.site.approvals if each.page == page), shared=True),
    "agora": _Kind(lambda own, _: own.site.agora, shared=True),
    "credit": _Kind(lambda own, name: own.site.credit(*name.split(":", 1)), shared=True),
    "code": _Kind(lambda own, name: own.site.codes.get(name, ""), shared=True),
    "codes": _Kind(lambda own, _: tuple(own.site.codes.items()), shared=True),
    "room": _Kind(lambda own, _: own.site.room.is_open, shared=True),
    "needs": _Kind(lambda own, _: tuple(own.site.room.needs), shared=True),
    "need": _Kind(lambda own, name: own.site.room.needs[name], shared=True),
    "answered": _Kind(lambda own, name: own.site.room.answered(*name.split(":", 1)), shared=True),
    "meetings": _Kind(lambda own, _: tuple((m.day, m.languages) for m in own.site.room.meetings.values()), shared=True),
    "meeting": _Kind(lambda own, name: own.site.room.meetings[name].meta, shared=True),
    "labs": _Kind(lambda own, _: tuple((ident, ident in own.site.room.reports) for ident in own.site.room.labs), shared=True),
    "lab": _Kind(lambda own, name: own.site.room.labs[name], shared=True),
    "partners": _Kind(lambda own, _: own.site.room.partners, shared=True),
    "project": _Kind(lambda own, _: own.site.room.project, shared=True),
    "funders": _Kind(Resolver.funders, shared=True),
    "termbase": _Kind(lambda own, _: own.site.termbase, shared=True),
    "words": _Kind(lambda own, _: bool(own.site.termbase.terms), shared=True),
    "sentences": _Kind(lambda own, _: tuple(own.site.facts.sentence), shared=True),
    "directory": _Kind(lambda own, _: own.directory(), shared=True),
    "recordings": _Kind(Resolver.recordings),
    "pictures": _Kind(Resolver.pictures),
    "turned": _Kind(lambda own, _: own.inputs.turned, shared=True),
    "changes": _Kind(lambda own, _: own.inputs.changes, shared=True),
    "professional": _Kind(lambda own, _: own.inputs.changes is not None, shared=True),
    "overdue": _Kind(Resolver.overdue, shared=True),
    "today": _Kind(lambda own, _: own.today, shared=True),
    "monday": _Kind(lambda own, _: first_day(own.today), shared=True),
    # what it is translated from, and to
    "own-language": _Kind(lambda own, _: own.site.config.language, shared=True),
    "production": _Kind(lambda own, _: own.site.config.mode == "production", shared=True),
    "strict-interface": _Kind(lambda own, _: own.site.config.strict_interface, shared=True),
    "original": _Kind(lambda own, domain: own.inputs.sources[domain], shared=True),
    "messages": _Kind(lambda own, name: own.inputs.groups.get(name, ()), Resolver.messages_digest, shared=True),
    "written": _Kind(lambda own, name: own.inputs.written(name), Resolver.messages_digest, shared=True),
    "domain": _Kind(
        lambda own, domain: tuple(own.of_domain(domain)), lambda own, domain: _texts_digest(own.of_domain(domain)), shared=True
    ),
    "notes": _Kind(Resolver.notes, shared=True),
    "parser": _Kind(
        lambda own, domain: own.inputs.parsers[domain],
        lambda own, domain: digest_of((own.inputs.parsers[domain].folder, own.inputs.targets)),
        shared=True,
    ),
    "terms": _Kind(lambda own, _: own.inputs.terms, lambda own, _: own.digest("termbase"), shared=True),
    "catalog": _Kind(Resolver.catalog, Resolver.catalog_digest),
    "catalogs": _Kind(lambda own, _: own.catalogs()),
    "has-part": _Kind(lambda own, domain: domain in own.inputs.reading.messages, shared=True),
    "form": _Kind(lambda own, domain: tuple(own.inputs.catalogs[own.tag].report(domain)), Resolver.catalog_digest),
    "wanted": _Kind(lambda own, _: own.inputs.wanted, shared=True),
    "coverage": _Kind(Resolver.coverage, late=True),
    "beside": _Kind(_beside, _beside_digest, late=True),
    # the theme
    "theme": _Kind(
        lambda own, name: own.inputs.theme(name),
        lambda own, name: own.inputs.door.digest(f"theme/{name}"),
        shared=True,
    ),
    "themes": _Kind(lambda own, name: own.inputs.door.folder(f"theme/{name}"), shared=True),
    "asset-list": _Kind(lambda own, _: own.inputs.assets, shared=True),
    "editable": _Kind(lambda own, _: own.inputs.editable, shared=True),
    "own-theme": _Kind(lambda own, name: not own.inputs.door.is_carried(f"theme/{name}"), shared=True),
    "token": _Kind(lambda own, name: own.inputs.tokens[name], shared=True),
    # what was made of pictures and recordings
    "picture": _Kind(
        lambda own, path: own.inputs.shelf.picture(path), lambda own, path: own.inputs.picture_digest(path), shared=True
    ),
    "picture-file": _Kind(lambda own, path: own.inputs.photographed(path), shared=True),
    "rendition": _Kind(
        lambda own, name: own.inputs.shelf.rendition(name),
        lambda own, name: own.inputs.picture_digest(name.partition("/")[2]),
        shared=True,
    ),
    "sound": _Kind(
        lambda own, path: own.inputs.shelf.sound(path), lambda own, path: own.inputs.shelf.digest_at("sound", path), shared=True
    ),
}


def _kind(kind: str) -> _Kind:
    if kind not in KINDS:
        raise LookupError(f"no look of kind {kind!r}")
    return KINDS[kind]


def shown_in(config: SiteConfig, own: str) -> tuple[str, ...]:
    """The tags of the site's languages, in its order; a pseudo-locale, which is none of them, after them."""
    return config.languages if own in config.languages else (*config.languages, own)
