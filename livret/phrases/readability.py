"""How hard a French text is to read: words in a sentence, and the score of Kandel and Moles.

Kandel, L. and Moles, A., « Application de l'indice de Flesch à la langue française », 1958: 207 − 1.015 × words in a sentence
− 73.6 × syllables in a word. Above 80 is easy, below 50 hard. Numbers of phones and prices are no words. It is a hint for authors: no
formula knows whether a text can be understood, and easy French (FALC) is tried with its readers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

FORMULAS = frozenset({"fr"})  # the languages that have one here
_WORD = re.compile(r"[^\W\d_]+")
_END = re.compile(r"[.!?…]+(?=\s|$)")
_VOWEL = "aeiouyàâäéèêëîïôöùûüœæ"
_SILENT = re.compile(f"(?<=[^{_VOWEL.replace('é', '')}])e(?:s|nt)?$")  # the last e of `centre`, `idées`, `parlent`
_HEARD = re.compile(
    r"ment$|^(?:absent|accident|agent|argent|cent|client|content|différent|parent|patient|présent|président|récent|résident|souvent|urgent|vent)$"
)
_GLIDE = re.compile(r"(?<=q)u|(?<=g)u(?=[eiyéèê])")
_BETWEEN = re.compile(f"(?<=[{_VOWEL}])y(?=[{_VOWEL}])")
_HIATUS = re.compile(f"(?<=é)(?=[{_VOWEL}])|(?<=[{_VOWEL}])(?=[ïëü])")
_GROUP = re.compile(f"[{_VOWEL}]+")


@dataclass(frozen=True, slots=True)
class Readability:
    """The counts that a text is measured by."""

    words: int
    sentences: int
    syllables: int

    @property
    def words_a_sentence(self) -> float:
        return self.words / max(self.sentences, 1)

    @property
    def score(self) -> float:
        """Kandel and Moles; 100 of a text without words."""
        return 207 - 1.015 * self.words_a_sentence - 73.6 * self.syllables / self.words if self.words else 100.0


def of(texts: Iterable[str]) -> Readability:
    """Each text – a paragraph, an item, a heading – is at least one sentence."""
    words = sentences = syllables = 0
    for text in texts:
        found = _WORD.findall(text.lower())
        if found:
            words += len(found)
            sentences += sum(bool(_WORD.search(sentence)) for sentence in _END.split(text))
            syllables += sum(map(syllables_of, found))
    return Readability(words, sentences, syllables)


def syllables_of(word: str) -> int:
    """The syllables of a French word in small letters, as they are spoken: `centre` has one, `bureau` two, `créer` two."""
    text = _HIATUS.sub("-", _BETWEEN.sub("-i", _GLIDE.sub("", word)))
    groups = len(_GROUP.findall(text))
    silent = groups > 1 and _SILENT.search(text) and not _HEARD.search(word)
    return max(groups - bool(silent), 1)
