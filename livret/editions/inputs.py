"""What all editions of one run share: what was read, and what is read when somebody asks for it. Only the resolver looks into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from livret.catalogs import interface
from livret.catalogs.catalog import Key
from livret.catalogs.inventory import Inventory, inventory
from livret.catalogs.termbase import Terms
from livret.catalogs.translations import LanguageCatalogs
from livret.editions.groups import group
from livret.engine.memo import digest_of
from livret.media.shelf import Shelf
from livret.model import Message
from livret.paths import from_the_right
from livret.schema.asset_list import AssetList
from livret.site import Changes, Editable
from livret.source.door import Door
from livret.source.held import Waiting
from livret.source.read import Reading
from livret.text.inline import InlineParser, Parsed


@dataclass(frozen=True)
class Inputs:
    """`coverage` has the languages of each chapter where others have looked at them; where it is None, they are asked."""

    reading: Reading
    door: Door
    catalogs: Mapping[str, LanguageCatalogs]
    tokens: Mapping[str, str]
    assets: AssetList = field(default_factory=AssetList)  # what pages load
    wanted: tuple[Key, ...] = ()  # the messages of the interface
    editable: Editable | None = None  # at /admin/, where the site has an editor there
    changes: Changes | None = None  # of the professional edition alone
    coverage: Mapping[str, tuple[str, ...]] | None = None
    shared: dict[tuple[str, str], str] = field(default_factory=dict)  # digests that are the same in every language
    shelf: Shelf = field(default_factory=Shelf)  # what was made of pictures and recordings
    waiting: Waiting = field(default_factory=dict)  # what is not out today, whether or not it was taken out of the reading
    _written: dict[str, tuple[tuple[Message, Inventory], ...]] = field(default_factory=dict)
    _theme: dict[str, bytes] = field(default_factory=dict)

    @cached_property
    def terms(self) -> Terms:
        return Terms(self.reading.site.termbase)

    @cached_property
    def parsers(self) -> dict[str, InlineParser]:
        """By domain: what its links are relative to."""
        contents = self.reading.contents
        folders = {"site": "content", "services": "content/services", "terms": "content", "alerts": "content", **contents.folders}
        return {
            domain: InlineParser(folder, contents.by_path.get, frozenset(self.reading.withheld), self.unled)
            for domain, folder in folders.items()
        }

    @cached_property
    def unled(self) -> dict[str, str]:
        """What nothing leads to, by its address, with the words that stand for it."""
        return {address: held.name for address, held in self.reading.held.items()}

    @cached_property
    def sources(self) -> dict[str, str]:
        """The language that each domain is written in."""
        site = self.reading.site
        return {
            **dict.fromkeys(self.parsers, site.config.language),
            "interface": interface.SOURCE,
            **{booklet.slug: booklet.language for booklet in site.booklets},
            **{native.head.title.domain: native.language for native in site.natives.values()},
        }

    @cached_property
    def groups(self) -> dict[str, tuple[Message, ...]]:
        """The messages that are filled together, in reading order."""
        found: dict[str, list[Message]] = {}
        natives = self.reading.contents.natives
        for message in (m for its in (*self.reading.messages.values(), *natives.values()) for m in its):
            found.setdefault(group(message.address), []).append(message)
        return {name: tuple(its) for name, its in found.items()}

    @cached_property
    def targets(self) -> str:
        """The digest of what a link can lead to, and of the pictures and pages that are not shown."""
        targets, withheld, unled = self.reading.contents.targets, self.reading.withheld, self.unled
        return digest_of((targets, sorted(withheld), sorted(unled.items()))) if withheld or unled else targets

    @cached_property
    def turned(self) -> dict[str, str]:
        """The pictures that have another one for languages written from the right, each with that."""
        every = {path for found in self.reading.pictures.values() for path in found}
        return {path: other for path in sorted(every) if (other := from_the_right(path)) in every}

    def picture_digest(self, path: str) -> str:
        """That of what is made of a picture; none of one that is not shown: to ask for it would be to keep it."""
        return "" if path in self.reading.withheld else self.shelf.digest_at("picture", path)

    def photographed(self, path: str) -> str:
        """The digest of a picture as its author gave it, whatever is made of it; "" of one that is not shown."""
        return "" if path in self.reading.withheld else self.door.digest(path)

    def with_languages(self, languages: tuple[str, ...], coverage: Mapping[str, tuple[str, ...]] | None) -> Inputs:
        """The same, when it is known which languages are published and perhaps which of them have which chapter."""
        site = self.reading.site
        config = site.config.model_copy(update={"languages": languages})
        known = {address: digest for address, digest in self.shared.items() if address[0] != "config"}
        return replace(self, reading=replace(self.reading, site=replace(site, config=config)), coverage=coverage, shared=known)

    def source(self, message: Message) -> Inventory:
        """The text of a message as it was written, parsed."""
        return inventory(message.text, self.parse(message, message.text))

    def written(self, name: str) -> tuple[tuple[Message, Inventory], ...]:
        """The messages of a group and their sources, which are looked at once for all languages."""
        if name not in self._written:
            self._written[name] = tuple((message, self.source(message)) for message in self.groups.get(name, ()))
        return self._written[name]

    def parse(self, message: Message, text: str) -> Parsed:
        notes = self.reading.contents.notes.get(message.address.partition("#")[0])
        return self.parsers[message.domain].parse(text, notes)

    def theme(self, path: str) -> bytes:
        """A file of the theme, at a path from theme/, read once for all languages. Raises Refused."""
        if path not in self._theme:
            self._theme[path] = self.door.read(f"theme/{path}")
        return self._theme[path]

    def knows(self, kind: str, name: str) -> bool:
        """Whether there is such a fact, service or term to show."""
        site = self.reading.site
        return name in site.services if kind == "service" else site.fact(kind, name) is not None
