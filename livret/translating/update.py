"""Updating: every catalog takes up what changed in the site, and loses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polib
from babel.messages.catalog import Catalog

from livret import extract, limits
from livret.catalogs import catalog
from livret.catalogs.interface import SOURCE
from livret.languages import locale
from livret.problems import Report
from livret.publish import atomic
from livret.source.door import Door, Refused
from livret.translating.merge import merge, same


def update(site: Path, door: Door, report: Report) -> Iterator[str]:
    """Writes the templates, then merges them into each language's catalogs; gives the paths of what changed.

    A catalog that cannot be read is left as it is, with its problem in the report.
    """
    reading = extract.reading(site, report)
    if reading is None:
        return
    files = extract.templates(site, report)
    yield from extract.write(site, files)
    config = reading.site.config
    languages = {booklet.slug: booklet.language for booklet in reading.site.booklets}
    for tag in config.languages:
        for domain in ("interface", *reading.asked(tag)):
            source = SOURCE if domain == "interface" else languages.get(domain, config.language)
            if tag != source:
                path = f"{extract.FOLDER}/{tag}/{domain}.po"
                data = merged(files[f"{extract.FOLDER}/{domain}.pot"], door, path, tag, report)
                if data is not None and atomic.write(site / path, data):
                    yield path


def merged(template: bytes, door: Door, path: str, tag: str, report: Report) -> bytes | None:
    """The catalog with the template in it; None when it says the same already, or cannot be read."""
    fresh = catalog.parse(template.decode(), path)
    domain = path.rpartition("/")[2].removesuffix(".po")
    try:
        old = catalog.parse(door.text(path, limits.CATALOG_BYTES), path, tag) if door.has(path) else new(tag, domain)
    except Refused as refused:
        report.take(refused.problem)
        return None
    result = merge(fresh, old)
    return None if same(result, old) else catalog.write(result)


def new(tag: str, domain: str) -> polib.POFile:
    """An empty catalog in a language, with the plural forms that CLDR gives it; it says which one it is, wherever it is sent."""
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
        "X-Livret-Provenance": "people",
    }
    return made
