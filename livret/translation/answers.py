"""The resolver: what an edition finds at each address, one short function for each kind of input. Nothing else looks into the stock.

Each input has its value and its digest; where the value is long to be hashed, the digest is of what it was read from. `publish/why.py` has a
sentence for each of the kinds.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from livret.engine.memo import Looker, Memo, digest_of
from livret.engine.view import parted
from livret.hours.compact import first_day
from livret.languages import PSEUDO
from livret.model import Message
from livret.schema.facts import Fact
from livret.schema.site import SiteConfig
from livret.schema.terms import Term
from livret.schema.verification import valid_until
from livret.site import Booklet, Chapter, Recording, Site
from livret.text.tree import headings
from livret.translation import catalogs
from livret.translation.catalog import Catalog
from livret.translation.stock import Stock


@dataclass
class Answers(Memo):
    """The values of one language, a tag. `others` finds those of another one; `takes_steps` is this language's own edition."""

    stock: Stock = field(kw_only=True)
    tag: str = field(kw_only=True)
    others: Callable[[str], Answers] = field(kw_only=True)
    takes_steps: Looker | None = None

    @property
    def looker(self) -> Looker:
        if self.takes_steps is None:
            raise RuntimeError(f"no edition takes the steps of {self.tag}")
        return self.takes_steps

    @property
    def site(self) -> Site:
        return self.stock.reading.site

    def resolve(self, kind: str, name: str) -> Any:
        return _input(kind).value(self, name)

    def hashed(self, kind: str, name: str) -> str:
        found = _input(kind)
        if not found.shared:
            return self._hashed(found, kind, name)
        shared = self.stock.shared
        if (kind, name) not in shared:
            shared[kind, name] = self._hashed(found, kind, name)
        return shared[kind, name]

    def _hashed(self, found: _Input, kind: str, name: str) -> str:
        return found.digest(self, name) if found.digest else digest_of(self.value(kind, name))

    def learn(self, stock: Stock) -> None:
        """The same site, of which more is known now: which languages are published, and which of them have which chapter."""
        self.stock = stock
        self.forget(kind for kind, found in INPUTS.items() if found.late)

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
        return digest_of((self.stock.door.digest(chapter.path), chapter.head, chapter.language, chapter.changed, anchors))

    def recordings(self, name: str) -> tuple[Recording, ...]:
        booklet, _, chapter = name.partition("/")
        return tuple(each for each in self.site.recordings.get((booklet, chapter), ()) if each.language == self.tag)

    def pictures(self, name: str) -> tuple[str, ...]:
        return self.stock.reading.pictures.get(self.chapter(name).path, ())

    def directory(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The ids of the services that are not closed for good, by category."""
        listed = [service for service in self.site.services.values() if service.status != "closed"]
        return tuple(
            (category.id, tuple(s.id for s in listed if s.category == category.id)) for category in self.site.config.categories
        )

    def overdue(self, ident: str) -> bool:
        return self.today > valid_until(self.site.services[ident].verified_on, self.site.config.services_review_days)

    @property
    def today(self) -> datetime.date:
        return self.stock.door.today

    # --- what it is translated from, and to ------------------------------------------------------------

    def messages_digest(self, name: str) -> str:
        return _texts_digest(self.stock.groups.get(name, ()))

    def notes(self, domain: str) -> Mapping[str, dict[str, int]]:
        """The numbers of the footnotes of each page of a domain."""
        pages = {message.address.partition("#")[0] for message in self.of_domain(domain)}
        return {page: found for page, found in self.stock.reading.shelf.notes.items() if page in pages and found}

    def of_domain(self, domain: str) -> Iterable[Message]:
        reading = self.stock.reading
        return reading.messages[domain] if domain in reading.messages else reading.shelf.natives.get(domain, ())

    def catalog(self, domain: str) -> Catalog:
        known = self.stock.catalogs.get(self.tag)
        return known[domain] if known is not None and domain in known else Catalog("")

    def catalog_digest(self, domain: str) -> str:
        known = self.stock.catalogs.get(self.tag)
        there = known is not None and domain in known
        return self.stock.door.digest(catalogs.path(self.tag, domain)) if there else ""

    def coverage(self, name: str) -> tuple[str, ...]:
        """Languages with a native page or any current message of a chapter."""
        tags = shown_in(self.site.config, self.tag)
        if self.stock.coverage is not None:
            there = self.stock.coverage.get(name, ())
            return tuple(tag for tag in tags if tag in there or tag in PSEUDO)
        return tuple(tag for tag in tags if self.others(tag).row("covered", name).note)


@dataclass(frozen=True, slots=True)
class _Input:
    """The value at a name, and its digest where that is not of the value. `shared`: the same in every language; `late`: known when every
    language was looked at."""

    value: Callable[[Answers, str], Any]
    digest: Callable[[Answers, str], str] | None = None
    shared: bool = False
    late: bool = False


def _texts_digest(messages: Iterable[Message]) -> str:
    texts = ((m.domain, m.context, m.text, m.kind, m.address) for m in messages)
    return digest_of("\x04".join(part for text in texts for part in text).encode())


def _beside(own: Answers, name: str) -> Any:
    tag, kind, its_name = parted(name)
    return own.others(tag).value(kind, its_name)


def _beside_digest(own: Answers, name: str) -> str:
    tag, kind, its_name = parted(name)
    return own.others(tag).digest(kind, its_name)


INPUTS: Mapping[str, _Input] = {
    # what there is
    "config": _Input(lambda own, _: own.site.config, shared=True, late=True),
    "fact": _Input(Answers.fact, shared=True),
    "known": _Input(lambda own, name: own.stock.knows(*name.split(".", 1)), shared=True),
    "service": _Input(lambda own, name: own.site.services[name], shared=True),
    "outline": _Input(Answers.outline),
    "chapter": _Input(Answers.chapter, Answers.chapter_digest),
    "native": _Input(lambda own, name: (*name.split("/", 1), own.tag) in own.site.natives),
    "step": _Input(lambda own, name: own.stock.reading.shelf.by_path[f"content/{name}"], shared=True),
    "releases": _Input(lambda own, _: own.site.releases, shared=True),
    "agora": _Input(lambda own, _: own.site.agora, shared=True),
    "termbase": _Input(lambda own, _: own.site.termbase, shared=True),
    "words": _Input(lambda own, _: bool(own.site.termbase.terms), shared=True),
    "directory": _Input(lambda own, _: own.directory(), shared=True),
    "recordings": _Input(Answers.recordings),
    "pictures": _Input(Answers.pictures),
    "changes": _Input(lambda own, _: own.stock.changes, shared=True),
    "professional": _Input(lambda own, _: own.stock.changes is not None, shared=True),
    "overdue": _Input(Answers.overdue, shared=True),
    "today": _Input(lambda own, _: own.today, shared=True),
    "monday": _Input(lambda own, _: first_day(own.today), shared=True),
    # what it is translated from, and to
    "own-language": _Input(lambda own, _: own.site.config.language, shared=True),
    "strict-interface": _Input(lambda own, _: own.site.config.strict_interface, shared=True),
    "original": _Input(lambda own, domain: own.stock.sources[domain], shared=True),
    "messages": _Input(lambda own, name: own.stock.groups.get(name, ()), Answers.messages_digest, shared=True),
    "written": _Input(lambda own, name: own.stock.written(name), Answers.messages_digest, shared=True),
    "domain": _Input(
        lambda own, domain: tuple(own.of_domain(domain)), lambda own, domain: _texts_digest(own.of_domain(domain)), shared=True
    ),
    "notes": _Input(Answers.notes, shared=True),
    "parser": _Input(
        lambda own, domain: own.stock.parsers[domain],
        lambda own, domain: digest_of((own.stock.parsers[domain].folder, own.stock.targets)),
        shared=True,
    ),
    "terms": _Input(lambda own, _: own.stock.terms, lambda own, _: own.digest("termbase"), shared=True),
    "catalog": _Input(Answers.catalog, Answers.catalog_digest),
    "form": _Input(lambda own, domain: tuple(own.stock.catalogs[own.tag].report(domain)), Answers.catalog_digest),
    "wanted": _Input(lambda own, _: own.stock.wanted, shared=True),
    "coverage": _Input(Answers.coverage, late=True),
    "beside": _Input(_beside, _beside_digest, late=True),
    # the theme
    "theme": _Input(
        lambda own, name: own.stock.door.read(f"theme/{name}"),
        lambda own, name: own.stock.door.digest(f"theme/{name}"),
        shared=True,
    ),
    "themes": _Input(lambda own, name: own.stock.door.folder(f"theme/{name}"), shared=True),
    "token": _Input(lambda own, name: own.stock.tokens[name], shared=True),
    "picture": _Input(lambda own, name: own.stock.door.read(name), lambda own, name: own.stock.door.digest(name), shared=True),
}


def _input(kind: str) -> _Input:
    if kind not in INPUTS:
        raise LookupError(f"no look of kind {kind!r}")
    return INPUTS[kind]


def shown_in(config: SiteConfig, own: str) -> tuple[str, ...]:
    """The tags of the site's languages, in its order; a pseudo-locale, which is none of them, after them."""
    return config.languages if own in config.languages else (*config.languages, own)
