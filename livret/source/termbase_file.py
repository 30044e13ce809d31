"""The termbase: `translations/terms.yaml`, where there is one, each mistake at its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from livret.languages import known, language
from livret.problems import Report
from livret.schema.site_config import SiteConfig
from livret.schema.terms import Term, Termbase
from livret.source import inherited, yaml
from livret.source.addresses import addressed
from livret.source.door import Door
from livret.source.inherited import Hidden
from livret.text import characters

PATH, DOMAIN = "translations/terms.yaml", "terms"


def read(door: Door, report: Report, hidden: Hidden) -> tuple[Termbase | None, list[yaml.Mapping]]:
    """The terms and what was written of each, the mistaken ones too, but for those that are hidden; the termbase is None when there is a mistake in it."""
    if not door.has(PATH):
        return Termbase(), []
    termbase, tree = yaml.load(door, PATH, Termbase, report, DOMAIN, inherited.terms)
    entries = tree.get("terms") if isinstance(tree, yaml.Mapping) else None
    shown = list(inherited.unhidden((entry for entry in entries or () if isinstance(entry, yaml.Mapping)), door, hidden))
    if termbase:
        kept = tuple(term for term in termbase.terms if f"term.{term.id}" in {*names(shown)})
        termbase = termbase.model_copy(update={"terms": kept})
    return termbase, shown


def names(entries: list[yaml.Mapping]) -> Iterator[str]:
    """How prose refers to each: `term.recepisse`."""
    return (f"term.{entry['id']}" for entry in entries if isinstance(entry.get("id"), str))


def checked(termbase: Termbase, entries: list[yaml.Mapping], config: SiteConfig, door: Door, report: Report) -> Termbase:
    """Each id and each way to write a term once; glosses in the site's other languages alone. `entries` are what was written of the terms.

    Gives the termbase without the glosses that nobody could read: the term then stands alone.
    """
    ids: dict[str, yaml.Scalar] = {}
    forms: dict[str, yaml.Scalar] = {}
    for entry in entries:
        _once(entry["id"], ids, report)
        for form in (entry["term"], entry.get("full"), *(entry.get("forms") or ())):
            if form is not None:
                _once(form, forms, report)
    sound = [
        addressed(_sound(term, _glosses(entry, config, door), config, report), f"{DOMAIN}#{term.id}")
        for term, entry in zip(termbase.terms, entries, strict=True)
    ]
    return termbase.model_copy(update={"terms": tuple(sound)})


def _glosses(entry: yaml.Mapping, config: SiteConfig, door: Door) -> yaml.Mapping:
    """The glosses of a term; of a base those in languages that the site has."""
    glosses: yaml.Mapping = entry.get("glosses") or yaml.Mapping()
    return (
        glosses
        if door.is_own(entry.place.path)
        else yaml.Mapping({tag: each for tag, each in glosses.items() if tag in config.languages})
    )


def _sound(term: Term, written: yaml.Mapping, config: SiteConfig, report: Report) -> Term:
    """The term with the glosses that are sound."""
    damaged = set()
    pairs: Iterable[tuple[Any, Any]] = written.items()
    for tag, gloss in pairs:
        if tag == config.language:
            report.add("gloss-own", tag.place, value=tag)
        elif tag not in config.languages:
            report.add("language-absent", tag.place, value=tag, choices=", ".join(config.languages))
        elif known(tag):
            for code, values in characters.findings(gloss, gloss, language(tag)):
                report.add(code, gloss.place, **values)
                damaged.add(tag)
    return (
        term.model_copy(update={"glosses": {tag: gloss for tag, gloss in term.glosses.items() if tag not in damaged}})
        if damaged
        else term
    )


def _once(value: yaml.Scalar, seen: dict[str, yaml.Scalar], report: Report) -> None:
    if value in seen:
        report.add("duplicate", value.place, value=value, where=seen[value].place)
    else:
        seen[value] = value
