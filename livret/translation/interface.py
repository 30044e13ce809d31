"""The interface: the words of the theme and of Livret itself, English in the source, complete or refused."""

from __future__ import annotations

import string

from livret.model import State
from livret.problems import Place, Report
from livret.source.door import Door
from livret.translation import catalog
from livret.translation.catalog import Catalog, Entry

SOURCE = "en"  # the language of its messages
POT = "translations/interface.pot"


def check(door: Door, catalogs: dict[str, dict[str, Catalog]], strict: bool, report: Report) -> None:
    """Every interface message in every language, with the same {fields}; missing ones are errors when strict."""
    keys = wanted(door, report)
    for tag, domains in catalogs.items():
        if tag == SOURCE or "interface" not in domains:
            continue
        interface = domains["interface"]
        missing = [text for context, text in keys if state(interface.entries.get((context, text)), text) in (State.MISSING, State.STALE)]
        if missing and strict:
            report.add("interface-missing", Place(interface.path), count=len(missing), text=missing[0])
        for (_, text), entry in interface.entries.items():
            if state(entry, text) is State.DAMAGED:
                report.add("interface-fields", Place(interface.path, entry.line), text=text)


def state(entry: Entry | None, text: str) -> State:
    """How an interface message stands. A fuzzy one is stale, whatever changed: it is not shown."""
    if entry and any(_fields(form) - _fields(text) - {"number"} for form in entry.forms):
        return State.DAMAGED
    if entry is None or not all(entry.forms):
        return State.MISSING
    return State.STALE if entry.fuzzy else State.CURRENT


def wanted(door: Door, report: Report) -> list[tuple[str, str]]:
    """The messages of the template, by context and text."""
    return [key for key in catalog.ids(door, POT, report) if key[1]]


def _fields(text: str) -> set[str]:
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return {"?"}
