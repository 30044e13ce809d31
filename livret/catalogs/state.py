"""What is known of a translation: its state, from the catalog alone; and whether an edit of its source matters to it."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

from livret.catalogs.catalog import Entry
from livret.model import State
from livret.text.dialect import REFERENCE

# Signs that stand on letters: where a script writes vowels with them, they make the word.
_ON_LETTERS = "".join(chr(code) for code in range(0x300, 0x1D00) if unicodedata.category(chr(code)) in ("Mn", "Mc"))
# What must be the same, in the same order: references, link targets, code, footnotes, numbers, words.
_PIECES = re.compile(rf"{REFERENCE.pattern}|\]\([^)]*\)|`[^`]*`|\[\^[^\]]*\]|\d+(?:[.,:]\d+)*|(?:[^\W\d_]|[{_ON_LETTERS}])+")
# Words that only lead to the next one. No preposition of time or place, no « et » or « ou », no negation is among them.
_ARTICLES = frozenset(["le", "la", "les", "l", "un", "une", "des", "du", "de", "d", "the", "a", "an"])
# Accents that make another word.
_TWINS = frozenset(
    ["peche", "jeune", "cote", "tache", "mais", "sale", "pate", "macon", "interne", "acre", "boite", "roder", "prete"]
)
_LONG_ENOUGH = 5  # letters: « ou » and « où », « sur » and « sûr » are not the same
_TYPO = 7  # letters: « signe » and « singe » are both words, « préfecutre » is none
_DOUBLED = 8  # letters: « poison » and « poisson » are both words, « addresse » is none


def of(entry: Entry | None, source: str) -> State:
    """The state of an entry: a fuzzy one whose source changed in form only is still shown, to be checked."""
    if entry is None:
        return State.MISSING
    if not entry.fuzzy:
        return State.CURRENT
    return State.TO_CHECK if entry.previous and cosmetic(entry.previous, source) else State.STALE


def cosmetic(before: str, after: str) -> bool:
    """Whether an edit changed the form alone: punctuation, case, accents, an article, a slip of the pen.

    In doubt it did not: a stale phone number hurts, a translation checked for nothing does not.
    """
    old, new = _pieces(before), _pieces(after)
    return len(old) == len(new) and all(_same(one, other) for one, other in zip(old, new, strict=True))


def folded_pieces(text: str) -> tuple[str, ...]:
    """What of a text matters, so that two are the same where an edit changed punctuation, case, spaces, articles, or accents of words that have no twin."""
    return tuple(_folded(piece) for piece in _pieces(text))


def _folded(piece: str) -> str:
    bare = _bare(piece)
    return bare if piece.isalpha() and len(bare) >= _LONG_ENOUGH and bare.removesuffix("s") not in _TWINS else piece


def _pieces(text: str) -> list[str]:
    text = unicodedata.normalize("NFC", text).replace("œ", "oe").replace("Œ", "Oe").replace("æ", "ae")
    pieces = [found[0] for found in _PIECES.finditer(text)]
    return [piece for piece in (p if p[0] in "{]`[" else p.casefold() for p in pieces) if piece not in _ARTICLES]


def _same(one: str, other: str) -> bool:
    if one == other:
        return True
    if not (one.isalpha() and other.isalpha()):
        return False
    bare, other_bare = _bare(one), _bare(other)
    if bare == other_bare:
        return len(bare) >= _LONG_ENOUGH and bare.removesuffix("s") not in _TWINS
    return _transposed(bare, other_bare) or _redoubled(bare, other_bare)


def _bare(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _transposed(one: str, other: str) -> bool:
    """préfecutre, préfecture: two neighbours have changed places."""
    if len(one) != len(other) or len(one) < _TYPO:
        return False
    differ = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return (
        len(differ) == 2  # noqa: PLR2004 – two neighbours
        and differ[1] == differ[0] + 1
        and one[differ[0]] == other[differ[1]]
        and one[differ[1]] == other[differ[0]]
    )


def _redoubled(one: str, other: str) -> bool:
    """addresse, adresse: a letter is doubled in one of the two, not the last."""
    short, long = sorted((one, other), key=len)
    if len(long) != len(short) + 1 or len(long) < _DOUBLED:
        return False
    return any(long[at] == long[at - 1] and long[:at] + long[at + 1 :] == short for at in range(1, len(long) - 1))


def likeness(one: str, other: str) -> float:
    """How alike two sources are, from 0 to 1, word by word."""
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()
