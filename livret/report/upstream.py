"""What changed upstream: what the base of a town says now, word for word, beside what it said when the town last took note of it.

`content/upstream.json` is that note, a text to a line, so that it can be read in a difference too. What a town has instead of its base is compared as well: it
was written beside what the base said then.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from pydantic import BaseModel

from livret.catalogs import translations
from livret.editions.inputs import Inputs
from livret.model import Message
from livret.problems import Place, Report
from livret.publish import atomic
from livret.schema.facts import Facts
from livret.source import layers
from livret.source import read as source
from livret.source.door import Door, Refused
from livret.source.layers import Layer, Layers
from livret.source.read import Reading
from livret.tongue import told

PATH = "content/upstream.json"
Said = dict[str, dict[str, list[str]]]  # at each address, in each language, the texts in their order


@dataclass(frozen=True, slots=True)
class Change:
    """A text of a base that is another now: "" where there was none, or is none any more. `standing` says whether the town has its `own` there, or it is
    `hidden`; "" where it is inherited."""

    address: str
    language: str
    before: str
    now: str
    standing: str = ""

    @property
    def words(self) -> str:
        values = {"where": f"{self.address} ({self.language})", "before": self.before, "now": self.now}
        if not self.before:
            found = told("{where}: « {now} » is new", **values)
        elif not self.now:
            found = told("{where}: « {before} » is gone", **values)
        else:
            found = told("{where}: « {before} » is « {now} » now", **values)
        more = {"own": told(" – this site has its own there"), "hidden": told(" – hidden here")}
        return found + more.get(self.standing, "")


@dataclass(frozen=True, slots=True)
class Upstream:
    """What changed in a base since a day; `since` is "" where nobody took note of it yet."""

    base: str
    since: str
    changes: tuple[Change, ...]

    @property
    def lines(self) -> Iterator[str]:
        """In words, for a terminal; none where nothing changed."""
        if not self.since:
            yield told("Nobody has taken note of {base} yet: livret upstream", base=self.base)
        elif self.changes:
            yield told("Changed in {base} since {day}:", base=self.base, day=self.since)
            yield from (f"  {change.words}" for change in self.changes)


def upstream(inputs: Inputs, report: Report) -> Upstream | None:
    """What changed since the note; None where a site extends nothing, or its base cannot be read by itself."""
    now = said(inputs, report)
    if now is None:
        return None
    since, before = _noted(inputs.door, report)
    changes = tuple(_changes(inputs.reading, before, now)) if since else ()
    return Upstream(inputs.door.layers.bases[0].name, since, changes)


def note(inputs: Inputs, report: Report) -> str | None:
    """Takes note of the base as it is now; gives the path of the note."""
    now = said(inputs, report)
    if now is None:
        return None
    text = json.dumps({"on": str(inputs.door.today), "said": now}, ensure_ascii=False, indent=1, sort_keys=True)
    atomic.write(inputs.door.root / PATH, f"{text}\n".encode())
    return PATH


def _noted(door: Door, report: Report) -> tuple[str, Said]:
    """The day of the note and what it says."""
    if not door.has(PATH):
        return "", {}
    try:
        found = json.loads(door.read(PATH))
        day = str(found["on"])
        return day, {
            str(address): {str(tag): [str(text) for text in texts] for tag, texts in its.items()}
            for address, its in found["said"].items()
        }
    except Refused as refused:
        report.take(refused.problem)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        report.add("upstream-broken", Place(PATH))
    return "", {}


# --- what a base says ---------------------------------------------------------------------------------


def said(inputs: Inputs, report: Report) -> Said | None:
    """What the base of a site says, in the languages of the site."""
    if not inputs.door.layers.bases:
        return None
    base = inputs.door.layers.bases[0]
    door = Door(base.root, inputs.door.today, inputs.door.builtin)
    door.layers = Layers(
        (Layer(base.root, "", layers.of_base), *door.layers.every[1:])
    )  # what it has for its own team is nobody else's
    reading = source.read(door, Report())
    if reading is None:
        report.add("upstream-unread", Place(f"{base.name}/{layers.SITE}"), value=base.name)
        return None
    found: Said = {}
    _sources(reading, found)
    tags = [tag for tag in reading.site.config.languages if tag in inputs.reading.site.config.languages]
    catalogs = translations.of(door, reading)
    for tag in tags:
        for term in reading.site.termbase.terms:
            if gloss := term.glosses.get(tag):
                _add(found, f"term.{term.id}", tag, gloss)
        for domain, messages in reading.messages.items():
            catalog = catalogs[tag][domain]
            for message in messages:
                if (address := _unit(message.address)) and (entry := catalog.get(message.key)):
                    _add(found, address, tag, entry.text)
    return found


def _sources(reading: Reading, found: Said) -> None:
    """What is written in the language of the base, and native pages in theirs."""
    site = reading.site
    own = site.config.language
    for kind in Facts.model_fields:
        for name, fact in getattr(site.facts, kind).items():
            _add(found, f"{kind}.{name}", own, *_lines("", fact))
    for ident, service in site.services.items():
        _add(found, f"service.{ident}", own, *_lines("", service))
    for term in site.termbase.terms:
        _add(found, f"term.{term.id}", own, *_lines("", term.model_copy(update={"glosses": {}})))
    spoken = {booklet.slug: booklet.language for booklet in site.booklets}
    for domain, messages in (*reading.messages.items(), *reading.contents.natives.items()):
        slug, _, tag = domain.partition(".")
        for message in messages if slug in spoken else ():
            _add(found, message.address.partition("#")[0], tag or spoken[slug], message.text)


def _add(found: Said, address: str, tag: str, *texts: str) -> None:
    found.setdefault(address, {}).setdefault(tag, []).extend(texts)


def _unit(address: str) -> str:
    """The address of what a message belongs to, as a site hides it; "" where nothing of that is inherited by address."""
    page, _, rest = address.partition("#")
    first, *others = rest.split(".")
    match page:
        case "facts":
            return f"{first}.{others[0]}" if others else ""
        case "terms":
            return f"term.{first}"
        case "site" | "agora":
            return ""
        case _:
            return page.replace("services/", "service.") if page.startswith("services/") else page


def _lines(name: str, value: object) -> Iterator[str]:
    """A line for each value inside a fact, a service, a term: `number: 15`."""
    match value:
        case Message():
            yield f"{name}: {value.text}"
        case BaseModel():
            yield from _each(name, ((key, inner) for key, inner in value))
        case dict():
            yield from _each(name, ((str(key), inner) for key, inner in value.items()))
        case tuple() | list():
            yield from _each(name, (("", inner) for inner in value))
        case None | "" | False:
            return
        case _:
            yield f"{name}: {value}"


def _each(name: str, values: Iterable[tuple[str, Any]]) -> Iterator[str]:
    return (line for key, inner in values for line in _lines(".".join(filter(None, (name, key))), inner))


# --- what is another now ------------------------------------------------------------------------------


def _changes(reading: Reading, before: Said, now: Said) -> Iterator[Change]:
    for address in sorted(before.keys() | now.keys()):
        standing = _standing(reading, address)
        was, its = before.get(address, {}), now.get(address, {})
        for tag in sorted(was.keys() | its.keys()):
            for one, other in _pairs(was.get(tag, []), its.get(tag, [])):
                yield Change(address, tag, one, other, standing)


def _pairs(before: list[str], now: list[str]) -> Iterator[tuple[str, str]]:
    """The texts that differ, each with the one in its place."""
    for kind, a, b, c, d in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from zip_longest(before[a:b], now[c:d], fillvalue="")


def _standing(reading: Reading, address: str) -> str:
    page = address.partition(".")[0] if "/" in address else address  # a page beside a chapter goes with it
    if page in reading.hidden.own:
        return "own"
    return "hidden" if {page, page.partition("/")[0]} & reading.hidden.places.keys() else ""
