"""The interface: the words of the theme and of Livret itself, English in the source, complete or refused."""

from __future__ import annotations

import string

from livret.problems import Place, Report
from livret.source.door import Door
from livret.translation import catalog
from livret.translation.catalog import Catalog, Entry

SOURCE = "en"  # the language of its messages
POT = "translations/interface.pot"


def check(door: Door, catalogs: dict[str, dict[str, Catalog]], strict: bool, report: Report) -> None:
    """Every interface message in every language, with the same {fields}; missing ones are errors when strict."""
    wanted = [key for key in _template(door, report) if key[1]]
    for tag, domains in catalogs.items():
        if tag == SOURCE or "interface" not in domains:
            continue
        interface = domains["interface"]
        missing = [text for context, text in wanted if not _usable(interface.entries.get((context, text)))]
        if missing and strict:
            report.add("interface-missing", Place(interface.path), count=len(missing), text=missing[0])
        for (_, text), entry in interface.entries.items():
            if any(_fields(form) - _fields(text) - {"number"} for form in entry.forms):
                report.add("interface-fields", Place(interface.path, entry.line), text=text)


def _usable(entry: Entry | None) -> bool:
    return entry is not None and not entry.fuzzy and all(entry.forms)


def _template(door: Door, report: Report) -> list[tuple[str, str]]:
    """The messages of the template: Babel drops empty translations, so their ids are read as such."""
    return list(catalog.ids(door, POT, report))


def _fields(text: str) -> set[str]:
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return {"?"}
