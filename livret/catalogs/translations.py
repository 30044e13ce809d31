"""All catalogs of a site: `translations/<lang>/<domain>.po`, each read when somebody asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from livret.catalogs import catalog
from livret.catalogs.catalog import Catalog
from livret.problems import Place, Report
from livret.source.door import Door
from livret.source.read import Reading

FOLDER = "translations"
INTERFACE = "interface"


def path(tag: str, domain: str) -> str:
    """Where a catalog lies, from the site folder."""
    return f"{FOLDER}/{tag}/{domain}.po"


def domains(reading: Reading) -> tuple[str, ...]:
    """What is translated: the interface, and what authors wrote."""
    return (INTERFACE, *reading.messages)


@dataclass(frozen=True, slots=True)
class LanguageCatalogs(Mapping[str, Catalog]):
    """The catalogs of a language by domain; one that is not there is empty."""

    door: Door
    tag: str
    known: tuple[str, ...]
    _read: dict[str, tuple[Catalog, Report]] = field(default_factory=dict)

    def __getitem__(self, domain: str) -> Catalog:
        return self._found(domain)[0]

    def __contains__(self, domain: object) -> bool:
        return domain in self.known

    def __iter__(self) -> Iterator[str]:
        return iter(self.known)

    def __len__(self) -> int:
        return len(self.known)

    def put_away(self) -> None:
        """Whoever asks for one again has it read again."""
        for domain in self._read:
            self.door.known.pop(("catalog", path(self.tag, domain)), None)
        self._read.clear()

    def report(self, domain: str) -> Report:
        """What is wrong with the form of a catalog."""
        return self._found(domain)[1]

    def _found(self, domain: str) -> tuple[Catalog, Report]:
        if domain not in self._read:
            if domain not in self.known:
                raise KeyError(domain)
            report, file = Report(), path(self.tag, domain)
            read = partial(catalog.read, self.door, file, self.tag)
            self._read[domain] = self.door.once("catalog", file, self.tag, read, report), report
        return self._read[domain]


def of(door: Door, reading: Reading) -> dict[str, LanguageCatalogs]:
    """The catalogs by language tag."""
    return {tag: LanguageCatalogs(door, tag, domains(reading)) for tag in reading.site.config.languages}


def check_names(door: Door, reading: Reading, report: Report) -> None:
    """Warns of folders and files that are no language's and no domain's."""
    tags, choices = reading.site.config.languages, domains(reading)
    for name in door.folder(FOLDER):
        if "." not in name and name not in tags:
            report.add("language-folder", Place(f"{FOLDER}/{name}"), name=name)
    for tag in tags:
        for name in door.folder(f"{FOLDER}/{tag}"):
            if name.removesuffix(".po") not in choices:
                report.add("catalog-domain", Place(f"{FOLDER}/{tag}/{name}"), choices=", ".join(choices))
