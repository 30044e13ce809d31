"""All catalogs of a site: `translations/<lang>/<domain>.po`, each read when somebody asks for it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from livret.catalogs import catalog
from livret.catalogs.catalog import Catalog
from livret.languages import tag_of
from livret.problems import Place, Report
from livret.source.door import Door
from livret.source.read import Reading
from livret.source.strays import original_of

FOLDER, TERMS = "translations", "terms.yaml"
INTERFACE = "interface"
STYLE = "STYLE.md"  # how a language is written here, for those who translate


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
    others: tuple[str, ...]  # the languages that the site has besides
    known: tuple[str, ...]
    _read: dict[str, tuple[Catalog, Report]] = field(default_factory=dict)

    def __getitem__(self, domain: str) -> Catalog:
        return self._found(domain)[0]

    def __contains__(self, domain: object) -> bool:
        return domain in self.known or domain in self.former

    def __iter__(self) -> Iterator[str]:
        return iter(self.known)

    def __len__(self) -> int:
        return len(self.known)

    @property
    def former(self) -> tuple[str, ...]:
        """The domains of catalogs that no part of the site has any more."""
        return former(self.door, self.tag, self.known)

    def put_away(self) -> None:
        """Whoever asks for one again has it read again."""
        for domain in self._read:
            for each in _catalogs_at(self.door, path(self.tag, domain)):
                self.door.known.pop(("catalog", each), None)
        self._read.clear()

    def report(self, domain: str) -> Report:
        """What is wrong with the form of a catalog."""
        return self._found(domain)[1]

    def _found(self, domain: str) -> tuple[Catalog, Report]:
        if domain not in self._read:
            if domain not in self:
                raise KeyError(domain)
            report, file = Report(), path(self.tag, domain)
            self._read[domain] = self._whole(file, report), report
        return self._read[domain]

    def _whole(self, file: str, report: Report) -> Catalog:
        """The site's own catalog before those of its bases and of Livret."""
        every = _catalogs_at(self.door, file)
        whole, *uppers = [self._in_layer(each, file, report) for each in reversed(every)]
        for upper in uppers if every[0] == file else (*uppers, Catalog(file)):
            whole = catalog.over(upper, whole)
        return whole

    def _in_layer(self, path: str, file: str, report: Report) -> Catalog:
        read = partial(catalog.read, self.door, path, self.tag, others=self.others)
        found = Report()
        one = self.door.once(
            "catalog", path, (self.tag, self.others), read, found, lasting=False
        )  # a step keeps what is asked of it
        for problem in found:  # one catalog costs its own texts, and never the site
            report.take(problem.spared())
        return catalog.carried(one, file) if path != file and self.door.is_carried(path) else one

    def digest(self, domain: str) -> str:
        """What a catalog is made from."""
        file = path(self.tag, domain)
        found = [self.door.digest(each) for each in _catalogs_at(self.door, file)]
        return found[0] if len(found) == 1 else hashlib.sha256("".join(found).encode()).hexdigest()


def _catalogs_at(door: Door, file: str) -> tuple[str, ...]:
    """The paths of a catalog in each layer that has it."""
    every = door.every(file)
    return every if len(every) > 1 or (every and door.layers.bases) else (file,)


def of(door: Door, reading: Reading) -> dict[str, LanguageCatalogs]:
    """The catalogs by language tag."""
    tags = reading.site.config.languages
    return {tag: LanguageCatalogs(door, tag, tuple(other for other in tags if other != tag), domains(reading)) for tag in tags}


def former(door: Door, tag: str, known: Iterable[str]) -> tuple[str, ...]:
    """The domains of a language's catalogs that no part of the site has: those of booklets that are gone, or are called otherwise now."""
    names = (name.removesuffix(".po") for name in door.folder(f"{FOLDER}/{tag}") if name.endswith(".po"))
    return tuple(name for name in names if name not in (*known, INTERFACE))


_CATALOGS = (".po", ".mo", ".xlf", ".xliff", ".json", ".csv", ".zip")  # as platforms give them, beside the folders of languages


def check_names(door: Door, reading: Reading, report: Report) -> None:
    """Warns of folders and files that are no language's and no domain's."""
    tags, choices = reading.site.config.languages, domains(reading)
    for name in door.folder(FOLDER):
        if "." not in name and name not in tags:
            meant = next((tag for tag in (tag_of(name), re.split(r"[_-]", name.lower())[0]) if tag in tags), "")
            report.add("language-folder", Place(f"{FOLDER}/{name}"), name=name, near=meant)
        elif name.startswith("terms.") and name != TERMS and not name.endswith((".pot", ".cfg")):
            report.add(
                "file-unexpected",
                Place(f"{FOLDER}/{name}"),
                name=name,
                expected=TERMS,
                near="" if TERMS in door.folder(FOLDER) else TERMS,
            )
        elif name.endswith(_CATALOGS):
            report.add("file-unexpected", Place(f"{FOLDER}/{name}"), name=name, expected=f"{tags[-1]}/{choices[-1]}.po", near="")
    strays: dict[str, list[str]] = {}
    for tag in tags:
        for name in door.folder(f"{FOLDER}/{tag}"):
            if original_of(name) in door.folder(f"{FOLDER}/{tag}"):
                report.add("file-copy", Place(f"{FOLDER}/{tag}/{name}"), name=name, original=original_of(name))
            elif name.removesuffix(".po") not in choices and name != STYLE:
                strays.setdefault(name, []).append(tag)
    for name, its in strays.items():
        place = Place(f"{FOLDER}/{its[0]}/{name}")
        report.add("catalog-domain", place, choices=", ".join(choices), languages=", ".join(its))
