"""The rules of a language: its words without a meaning of their own, its endings, its other names for French things."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache, partial

from livret.editions.edition import Edition
from livret.problems import Place, Report
from livret.schema.search import SearchRules
from livret.search import letters
from livret.source import yaml
from livret.source.door import Refused

FOLDER = "search"


@dataclass(frozen=True, slots=True)
class Rules:
    """Patterns match a whole word; their group is what is kept: `term` gives it, and remembers it, for most words come again."""

    stop: frozenset[str]
    stem: tuple[str, ...]
    aliases: tuple[tuple[str, tuple[str, ...]], ...]
    term: Callable[[str], str]

    def terms(self, text: str) -> list[str]:
        """What a text is found by, in its order."""
        stop, term = self.stop, self.term
        return [term(word) for word in letters.words(text) if word not in stop]


def rules(edition: Edition, tag: str) -> Rules:
    """The rules of a language; one without a file of its own is searched by whole words and their beginnings."""
    return edition.remember(f"search/{tag}", lambda edition: _rules(edition, tag))


def _rules(edition: Edition, tag: str) -> Rules:
    path = f"{FOLDER}/{tag}.yaml"
    known = f"{tag}.yaml" in edition.theme_list(FOLDER, ".yaml")
    return _parsed_rules(edition.theme(path) if known else None, f"theme/{path}")


@lru_cache(maxsize=64)
def _parsed_rules(text: str | None, file: str) -> Rules:
    """One for all editions, so that what the source says is cut once and not for each of them.

    Raises Refused, as every file of the theme that cannot be read.
    """
    found = SearchRules() if text is None else _parsed(text, file)
    stem = (*letters.FIRST, *found.stem, *letters.LAST)
    term = partial(_term, [re.compile(pattern) for pattern in stem])
    return Rules(frozenset(letters.words(found.stop)), stem, tuple(found.aliases.items()), lru_cache(maxsize=letters.KEPT)(term))


def _term(patterns: Iterable[re.Pattern[str]], word: str) -> str:
    for pattern in patterns:
        if found := pattern.fullmatch(word):
            word = found[1]
    return word


def _parsed(text: str, file: str) -> SearchRules:
    report = Report()
    found = yaml.validate(yaml.parse(text, file), SearchRules, report, "site", Place(file, 1, 1))
    for problem in report:
        raise Refused(problem.code, problem.place, **dict(problem.values))
    return found or SearchRules()
