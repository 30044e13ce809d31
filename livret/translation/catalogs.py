"""All catalogs of a site: `translations/<lang>/<domain>.po`."""

from __future__ import annotations

from livret.problems import Place, Report
from livret.source.door import Door
from livret.source.read import Reading
from livret.translation import catalog
from livret.translation.catalog import Catalog

FOLDER = "translations"


def read(door: Door, reading: Reading, report: Report) -> dict[str, dict[str, Catalog]]:
    """Catalogs by language tag and domain."""
    tags = reading.site.config.languages
    domains = ("interface", *reading.messages)
    for name in door.folder(FOLDER):
        if "." not in name and name not in tags:
            report.add("language-folder", Place(f"{FOLDER}/{name}"), name=name)
    return {tag: _language(door, tag, domains, report) for tag in tags}


def _language(door: Door, tag: str, domains: tuple[str, ...], report: Report) -> dict[str, Catalog]:
    folder = f"{FOLDER}/{tag}"
    for name in door.folder(folder):
        if name.removesuffix(".po") not in domains:
            report.add("catalog-domain", Place(f"{folder}/{name}"), choices=", ".join(domains))
    return {domain: catalog.read(door, f"{folder}/{domain}.po", tag, report) for domain in domains}
