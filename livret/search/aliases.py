"""Other names: what readers of a language call the things that a text in the source language names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from livret.editions.edition import Edition
from livret.search.language_rules import rules


@dataclass(frozen=True, slots=True)
class Alias:
    """What a text in the source language may name, as its terms, and the terms of what readers call it."""

    terms: tuple[str, ...]
    names: tuple[str, ...]
    sign: str = ""  # an abbreviation, as it is written: CAF is no « café »


Aliases = Mapping[str, Sequence[Alias]]  # by their first term


def aliases(edition: Edition, tag: str) -> Aliases:
    """The other names, for readers of this edition, of what a text in the language `tag` names: aliases, and glosses of the termbase."""
    return edition.remember(f"aliases/{tag}", lambda own: _aliases(own, tag))


def other_names(known: Aliases, text: str, spoken: Sequence[str]) -> Iterator[str]:
    """The terms of the other names of what a text names; `spoken` are its own."""
    for at, term in enumerate(spoken):
        for alias in known.get(term, ()):
            if tuple(spoken[at : at + len(alias.terms)]) == alias.terms and alias.sign in text:
                yield from alias.names


def _aliases(edition: Edition, tag: str) -> Aliases:
    found: dict[str, list[Alias]] = {}
    source, own = rules(edition, tag), rules(edition, edition.language.tag)
    for name, names in _named(edition):
        if terms := tuple(source.terms(name)):
            called = tuple(term for each in names for term in own.terms(each))
            found.setdefault(terms[0], []).append(Alias(terms, called, name if name.isupper() else ""))
    return found


def _named(edition: Edition) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Names, each with the others that readers know."""
    own = edition.language.tag
    yield from rules(edition, own).aliases
    for term in edition.termbase.terms:
        if own in term.glosses:
            yield from ((form, (term.glosses[own],)) for form in term.written)
