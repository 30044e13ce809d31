"""The termbase at work: which of its terms a source names, and whether the translation names them too.

The French word stands on the letter that a reader holds, so a translation says it, or the one gloss of its language; two names for
one thing are two things to a reader.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from livret.model import FactRef, Image, Inline, Isolate, Language, Text
from livret.schema.terms import Term, Termbase
from livret.text import loose
from livret.text.characters import WORD
from livret.text.inline import walk

_SHORT, _SHORTER = (
    4,
    3,
)  # letters: shorter words of a gloss are « of », « про »; in scripts that write fewer letters, « من », « ናይ »
_DENSE = frozenset({"Arab", "Ethi", "Hebr"})
_WORDED = (Text, Isolate, Image)
_STEM = 0.6  # of a word's letters, at least two: the rest is inflected – посвідчення, посвідченні; საჩივარი, საჩივრის
_ALIKE = str.maketrans({"’": "'", "ی": "ي", "ى": "ي", "ک": "ك", "ة": "ه", "ـ": None, "\u200c": None})


class Terms:
    """Looks for terms. A source is searched once, for all languages."""

    def __init__(self, termbase: Termbase) -> None:
        forms = [(_normal_form(form), term) for term in termbase.terms for form in term.written]
        self._termbase = termbase
        self._short = {form: term for form, term in forms if form.isupper()}  # ADA is no Ada
        self._long = {form.casefold(): term for form, term in forms if not form.isupper()}
        self._short_ones, self._long_ones = _sought(self._short), _sought(self._long)
        self.abbreviations = termbase.abbreviations
        self._named: dict[str, tuple[Term, ...]] = {}
        self._shared: dict[str, Counter[str]] = {}  # by language tag: in how many glosses a stem is

    def missing(self, source: str, translation: tuple[Inline, ...], language: Language) -> Iterator[Term]:
        """The terms that the words of the source name and the translation neither names nor explains as the language does."""
        if not (terms := self.named(source)):
            return
        said = bare(loose.unpointed(words(translation)))
        referred = {node.name for node in walk(translation) if isinstance(node, FactRef) and node.kind == "term"}
        for term in terms:
            gloss = term.glosses.get(language.tag)
            if (
                gloss
                and term.id not in referred
                and not any(_stands(form, said) for form in term.written)
                and not self._says(said, gloss, language)
            ):
                yield term

    def named(self, source: str) -> tuple[Term, ...]:
        """The terms in the words of a text."""
        if source not in self._named:
            text = _normal_form(source)
            found = [self._short[form] for form in self._short_ones.findall(text)]
            found += [self._long[form] for form in self._long_ones.findall(text.casefold())]
            self._named[source] = tuple({term.id: term for term in found}.values())
        return self._named[source]

    def _says(self, said: str, gloss: str, language: Language) -> bool:
        """Whether a text has half of the words of a gloss, whatever their endings, or one that no other gloss has."""
        stems = _stems(gloss, language)
        if language.tag not in self._shared:
            glosses = [term.glosses[language.tag] for term in self._termbase.terms if language.tag in term.glosses]
            self._shared[language.tag] = Counter(stem for each in glosses for stem in set(_stems(each, language)))
        there = [stem for stem in stems if stem in said]
        return 2 * len(there) >= len(stems) or any(self._shared[language.tag][stem] == 1 for stem in there)


def in_order(termbase: Termbase) -> list[Term]:
    """The terms in the order in which a reader looks for them."""
    return sorted(termbase.terms, key=lambda term: bare(term.term))


def bare(text: str) -> str:
    """A text without case, accents, vowel signs and what keyboards write in two ways: to compare, and to sort."""
    letters = unicodedata.normalize("NFKD", text.casefold()).translate(_ALIKE)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _sought(forms: Iterable[str]) -> re.Pattern[str]:
    """Finds forms as whole words, the longest first where one begins another."""
    either = "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)" if either else "(?!)")


def _stands(form: str, said: str) -> bool:
    """Whether half of the words of a term are in a text – بطاقة Vitale; another script may be glued to them, as in ንOFPRA."""
    words = [word for word in WORD.findall(bare(form)) if len(word) >= _SHORT] or [bare(form)]
    there = [word for word in words if re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", said)]
    return 2 * len(there) >= len(words)


def _stems(gloss: str, language: Language) -> list[str]:
    words = [word.removeprefix("ال") or word for word in WORD.findall(bare(gloss))]
    shortest = _SHORTER if language.script in _DENSE else _SHORT
    return [word[: max(2, round(len(word) * _STEM))] for word in words if len(word) >= shortest] or words


def _normal_form(text: str) -> str:
    """One way to write accents and apostrophes."""
    return unicodedata.normalize("NFC", text).replace("’", "'")


def words(nodes: tuple[Inline, ...]) -> str:
    """The words of a text; what its references show are no words of its own."""
    return " ".join(node.alt if isinstance(node, Image) else node.text for node in walk(nodes) if isinstance(node, _WORDED))
