"""What an edition finds at each address that it looks at: one short function for each kind of address.

`publish/why.py` has a sentence for each of the kinds; what an answer depends on besides its name is in the stock, or is the language.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from livret.hours.compact import first_day
from livret.languages import PSEUDO
from livret.model import Message, Provenance
from livret.schema.facts import Fact
from livret.schema.site import SiteConfig
from livret.schema.terms import Term
from livret.schema.verification import valid_until
from livret.site import Booklet, Chapter, Recording, Site
from livret.translation import pseudo, state
from livret.translation.catalog import Catalog, Entry
from livret.translation.filling import Filler
from livret.translation.looks import parted
from livret.translation.stock import Stock


@dataclass(frozen=True, slots=True)
class Answers:
    """The values of one language, a tag, at their addresses."""

    stock: Stock
    tag: str
    filler: Filler
    outline: tuple[Booklet, ...]

    @property
    def site(self) -> Site:
        return self.stock.reading.site

    def at(self, kind: str, name: str) -> Any:
        """Raises LookupError where nothing is."""
        if kind not in KINDS:
            raise LookupError(f"no look of kind {kind!r}")
        return KINDS[kind](self, name)

    # --- what there is -------------------------------------------------------------------------------

    def fact(self, name: str) -> Fact | Term:
        fact = self.site.fact(*name.split(".", 1))
        if fact is None:
            raise LookupError(name)
        return fact

    def chapter(self, name: str) -> Chapter:
        booklet, _, slug = name.partition("/")
        return self.site.chapter(booklet, slug, self.tag)

    def recordings(self, name: str) -> tuple[Recording, ...]:
        booklet, _, chapter = name.partition("/")
        return tuple(each for each in self.site.recordings.get((booklet, chapter), ()) if each.language == self.tag)

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

    # --- how it is said ------------------------------------------------------------------------------

    def translation(self, name: str) -> tuple[Entry, Provenance] | None:
        """All that the catalog says of a message, but for the line it stands on."""
        domain, context, text = parted(name)
        entry = self.filler.entry(domain, context, text)
        return (replace(entry, line=0), self.filler.provenance(domain, entry)) if entry else None

    def interface(self, name: str) -> tuple[str, ...]:
        """The forms of an interface message, which is named tag/text; one that is empty where there is no translation."""
        tag, _, text = name.partition("/")
        if tag in PSEUDO:
            return (pseudo.words(text, tag),)
        entry = self.stock.catalogs.get(tag, {}).get("interface", Catalog("")).entries.get(("", text))
        return entry.forms if entry and not entry.fuzzy else ("",)

    def coverage(self, name: str) -> tuple[str, ...]:
        """Languages with a native page or any current message of a chapter. Damage is not looked for: that would parse every language."""
        domain, _, slug = name.partition("/")
        messages = [m for m in self.stock.reading.messages[domain] if m.address.startswith(f"{name}#p")]
        tags = shown_in(self.site.config, self.tag)
        return tuple(tag for tag in tags if (domain, slug, tag) in self.site.natives or _covers(self.stock, tag, domain, messages))

    # --- what is made of other files ------------------------------------------------------------------

    def made(self, prefix: str) -> tuple[tuple[str, str, int], ...]:
        return self.stock.published.digests(prefix) if self.stock.published else ()

    def copy(self, path: str) -> bytes:
        if self.stock.published is None:
            raise LookupError(path)
        return self.stock.published.read(path)


KINDS: Mapping[str, Callable[[Answers, str], Any]] = {
    "message": Answers.translation,
    "interface": Answers.interface,
    "fact": Answers.fact,
    "service": lambda own, name: own.site.services[name],
    "chapter": Answers.chapter,
    "step": lambda own, name: own.stock.reading.shelf.by_path[f"content/{name}"],
    "config": lambda own, _: own.site.config,
    "releases": lambda own, _: own.site.releases,
    "agora": lambda own, _: own.site.agora,
    "outline": lambda own, _: own.outline,
    "termbase": lambda own, _: own.site.termbase,
    "words": lambda own, _: bool(own.site.termbase.terms),
    "directory": lambda own, _: own.directory(),
    "coverage": Answers.coverage,
    "changes": lambda own, _: own.stock.changes,
    "professional": lambda own, _: own.stock.changes is not None,
    "overdue": Answers.overdue,
    "today": lambda own, _: own.today,
    "monday": lambda own, _: first_day(own.today),
    "theme": lambda own, name: own.stock.door.read(f"theme/{name}"),
    "themes": lambda own, name: own.stock.door.folder(f"theme/{name}"),
    "token": lambda own, name: own.stock.tokens[name],
    "picture": lambda own, name: own.stock.door.read(name),
    "recordings": Answers.recordings,
    "made": Answers.made,
    "copy": Answers.copy,
}


def shown_in(config: SiteConfig, own: str) -> tuple[str, ...]:
    """The tags of the site's languages, in its order; a pseudo-locale, which is none of them, after them."""
    return config.languages if own in config.languages else (*config.languages, own)


def _covers(stock: Stock, tag: str, domain: str, messages: Iterable[Message]) -> bool:
    if stock.sources[domain] == tag or tag in PSEUDO:
        return True
    catalog = stock.catalogs.get(tag, {}).get(domain)
    entries = catalog.entries if catalog else {}
    return any(state.of(entries.get((m.context, m.text)), m.text).translated for m in messages)
