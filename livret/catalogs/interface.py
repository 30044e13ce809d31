"""The interface: the words of the theme and of Livret itself, English in the source, complete or refused."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache, partial

from livret import limits
from livret.catalogs import catalog, damage
from livret.catalogs.catalog import Catalog, Entry, Key
from livret.languages import known, language
from livret.model import Language, State
from livret.problems import Place, Report
from livret.source.door import Door, Refused
from livret.text import characters

SOURCE = "en"  # the language of its messages
POT = "translations/interface.pot"
_FIELD = re.compile(r"\{[^{}]*\}")


def N_(text: str) -> str:  # noqa: N802 – gettext's name for it, which every extractor knows
    """Marks a message in a table to be extracted; whoever takes it from there lets an edition say it."""
    return text


def check(door: Door, catalogs: Mapping[str, Catalog], strict: bool, report: Report) -> dict[str, Catalog]:
    """The interface catalogs by language, each as `sound` gives it."""
    keys = wanted(door, report)
    return {tag: sound(catalog, tag, keys, strict, report) for tag, catalog in catalogs.items()}


def sound(interface: Catalog, tag: str, keys: Iterable[Key], strict: bool, report: Report) -> Catalog:
    """Every interface message in a language, with the same {fields}; missing ones are errors when strict.

    Gives the catalog without the messages that are damaged: these are shown in English.
    """
    if tag == SOURCE:
        return replace(interface, entries=interface.said)
    said = interface.said
    missing = [key[1] for key in keys if state(said.get(key), key[1]) in (State.MISSING, State.STALE)]
    if missing and strict:
        report.add("interface-missing", Place(interface.path), count=len(missing), text=missing[0])
    for (_, text), entry in interface.entries.items():
        if state(entry, text) is State.DAMAGED:
            report.add("interface-fields", Place(interface.path, entry.line), text=text)
    return _sound(interface, language(tag), report) if known(tag) else interface


def _sound(interface: Catalog, spoken: Language, report: Report) -> Catalog:
    """The catalog without what its readers could not read; markup means nothing here."""
    damaged = set()
    for key, entry in interface.entries.items():
        if state(entry, key[1]) is State.DAMAGED:
            damaged.add(key)
        for form in entry.forms if not entry.fuzzy else ():
            for code, values in (*characters.findings(form, _FIELD.sub("", form), spoken), *damage.length(key[1], form, "text")):
                report.add(code, Place(interface.path, entry.line), **values)
                damaged.add(key)
    entries = {key: entry for key, entry in interface.entries.items() if key not in damaged} if damaged else interface.entries
    if interface.beneath:  # what the site says well stands before it
        entries = {
            **_sound(interface.beneath, spoken, report).entries,
            **{key: each for key, each in entries.items() if state(each, key[1]) is State.CURRENT},
        }
    return replace(interface, entries=entries)


def state(entry: Entry | None, text: str) -> State:
    """How an interface message stands. A fuzzy one is stale, whatever changed: it is not shown."""
    if entry and any(_differ(form, text) for form in entry.forms if form):
        return State.DAMAGED
    if entry is None or not all(entry.forms):
        return State.MISSING
    return State.STALE if entry.fuzzy else State.CURRENT


def wanted(door: Door, report: Report) -> tuple[Key, ...]:
    """The messages of the template, by context and text."""
    return door.once("template", POT, None, partial(_wanted, door), report)


def _wanted(door: Door, report: Report) -> tuple[Key, ...]:
    if not door.has(POT):
        return ()
    try:
        return _keys(door.text(POT, limits.CATALOG_BYTES))
    except Refused as refused:
        report.take(refused.problem)
        return ()


@lru_cache(maxsize=2)
def _keys(template: str) -> tuple[Key, ...]:
    """Nearly every site has the template that Livret carries: whoever builds several in one process reads it once."""
    return tuple(catalog.key(each) for each in catalog.parse(template, POT) if each.msgid)


@lru_cache(maxsize=1 << 14)
def _differ(form: str, text: str) -> bool:
    """Whether a form has other fields than its English text; a number may be written out."""
    return bool((_fields(form) ^ _fields(text)) - {"number"})


@lru_cache(maxsize=1 << 14)
def _fields(text: str) -> frozenset[str]:
    """The names of the fields. Every language asks for those of the same English messages, and of its own three times."""
    try:
        return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)
    except ValueError:
        return frozenset("?")
