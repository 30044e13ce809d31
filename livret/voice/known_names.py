"""Names that are known, as people write them: in capitals, without accents, with endings, letter by letter, a letter doubled or not, in another script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, product

from livret.search.letters import SOUNDS
from livret.voice.searched import folded

_SHORTEST = 3  # letters of a part of a name
_SOUNDS = 4  # of a name that is known by them alone in another script
_LONG = 5  # letters from which on a name is known in pieces, or with a letter doubled
_INFLECTED = {
    "LATIN": 6,
    "CYRILLIC": 4,
    "GEORGIAN": 4,
}  # letters from which on the last may be another: many languages inflect names
_SOUND = {letter: group[0] for group in SOUNDS for letter in group}
_MARKS = "[\u0640\u064b-\u065f\u0670]*"  # vowels and what stretches a word, between letters of Arabic
_JOINED = ("وال", "بال", "لل", "ال", "و", "ب", "ل")
_WORD = re.compile(rf"(?:[^\W\d_]|{_MARKS[:-1]})+")


@dataclass(frozen=True)
class Names:
    """Names of people, whole as they are known."""

    every: frozenset[str]

    def found(self, text: str) -> Iterator[tuple[int, int]]:
        """Where one of them, or a part of it, stands in a text that is folded."""
        if self._pattern:
            yield from (each.span() for each in self._pattern.finditer(text))
            yield from self._as_heard(text)

    @cached_property
    def _said_of_them(self) -> frozenset[str]:
        """Every name and each of its parts, particles left out."""
        cuts = (re.split(between, name) for name in self.every for between in (r"[\s/]+", r"[\s/-]+"))
        parts = (part for cut in cuts for part in cut if len(part) >= _SHORTEST and not part.islower())
        return frozenset(folded(name) for name in (*self.every, *parts) if name.strip())

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        return (
            re.compile("|".join(map(_as_word, sorted(self._said_of_them, key=len, reverse=True)))) if self._said_of_them else None
        )

    @cached_property
    def _heard(self) -> frozenset[tuple[str, ...]]:
        """The script and the sounds of each part that has many, and of two that stand side by side: three sounds are a word of any language."""
        alone = ((_script(part), _sounds(part)) for part in self._said_of_them)
        whole = ([part for part in re.split(r"[\s/-]+", folded(name)) if len(part) >= _SHORTEST] for name in self.every)
        both = ((_script(one), _sounds(one), _sounds(other)) for parts in whole for one, other in pairwise(parts))
        return frozenset(
            (*(each for each in alone if len(each[1]) >= _SOUNDS), *(each for each in both if min(map(len, each[1:])) > 1))
        )

    def _as_heard(self, text: str) -> Iterator[tuple[int, int]]:
        """Words of another script that sound as one of them."""
        words = list(_WORD.finditer(text))
        for one, other in pairwise((*words, None)):
            if one and any(self._is_heard(one[0], sounds) for sounds in product(_heard_as(one[0]))):
                yield one.span()
            if one and other and any(self._is_heard(one[0], both) for both in product(_heard_as(one[0]), _heard_as(other[0]))):
                yield one.start(), other.end()

    def _is_heard(self, word: str, sounds: tuple[str, ...]) -> bool:
        return any(script != _script(word) for script, *known in self._heard if tuple(known) == sounds)


def _heard_as(word: str) -> set[str]:
    """The sounds of a word, and of what is left without what Arabic writes with the word behind it."""
    return {_sounds(word), *(_sounds(word.removeprefix(each)) for each in _JOINED if word.startswith(each))}


def _sounds(word: str) -> str:
    """What is heard of a word, whatever it is written in: its consonants."""
    return "".join(_SOUND.get(letter, "") for letter in re.sub(r"(.)\1", r"\1", word))


def _script(word: str) -> str:
    return unicodedata.name(word[0], "").partition(" ")[0]


def _as_word(name: str) -> str:
    """The pattern of a name. Where letters are joined in front – in Arabic “and Farid” is one word – it is found inside words."""
    script, long = _script(name), len(name) >= _LONG
    before = "" if script == "ARABIC" else r"(?<!\w)"
    inflected = name.isalpha() and len(name) >= _INFLECTED.get(script, len(name) + 1)
    stem, ending = (name[:-1], r"\w{1,4}") if inflected else (name, "")
    between = (r"[\s._-]?" if long else "") + (_MARKS if script == "ARABIC" else "")
    letters = re.sub(r"(.)\1", r"\1", stem) if long else stem
    return before + between.join(_letter(each, long) for each in letters) + between + ending + r"(?!\w)"


def _letter(sign: str, long: bool) -> str:
    if sign.isspace() or sign == "-":
        return r"[\s_-]*"
    return re.escape(sign) + ("{1,2}" if long else "")
