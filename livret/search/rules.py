"""The rules of a language: its words without a meaning of their own, its endings, its other names for French things."""

from __future__ import annotations

import re
from dataclasses import dataclass

from livret.problems import Place, Report
from livret.schema.search import SearchRules
from livret.search import letters
from livret.source import yaml
from livret.source.door import Refused
from livret.translation.edition import Edition

FOLDER = "search"


@dataclass(frozen=True, slots=True)
class Rules:
    """Patterns match a whole word; their group is what is kept."""

    stop: frozenset[str]
    stem: tuple[str, ...]
    aliases: tuple[tuple[str, tuple[str, ...]], ...]
    patterns: tuple[re.Pattern[str], ...]

    def terms(self, text: str) -> list[str]:
        """What a text is found by, in its order."""
        return [self.term(word) for word in letters.words(text) if word not in self.stop]

    def term(self, word: str) -> str:
        for pattern in self.patterns:
            if found := pattern.fullmatch(word):
                word = found[1]
        return word


def rules(edition: Edition, tag: str) -> Rules:
    """The rules of a language; one without a file of its own is searched by whole words and their beginnings."""
    return edition.remember(f"search/{tag}", lambda edition: _rules(edition, tag))


def _rules(edition: Edition, tag: str) -> Rules:
    name = f"{tag}.yaml"
    found = _read(edition, f"{FOLDER}/{name}") if name in edition.theme_list(FOLDER, ".yaml") else SearchRules()
    stem = (*letters.FIRST, *found.stem, *letters.LAST)
    return Rules(
        frozenset(letters.words(found.stop)), stem, tuple(found.aliases.items()), tuple(re.compile(pattern) for pattern in stem)
    )


def _read(edition: Edition, path: str) -> SearchRules:
    """Raises Refused, as every file of the theme that cannot be read."""
    report, file = Report(), f"theme/{path}"
    found = yaml.validate(yaml.parse(edition.theme(path), file), SearchRules, report, "site", Place(file, 1, 1))
    for problem in report:
        raise Refused(problem.code, problem.place, **dict(problem.values))
    return found or SearchRules()
