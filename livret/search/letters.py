"""How letters are folded before words are compared.

These tables are all there is: Python folds with them, and each index carries them to `search.js`, which does the same
steps in the same order. So the two cannot differ. Patterns keep to what both engines read alike: no look-behind, `$1` only.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# After NFKD and lower case. NFKD itself takes the hamza off أ إ ؤ ئ, the dots off ё ї, accents off Latin letters.
DROP = (
    "[\u0300-\u036f\u0483-\u0487\u064b-\u065f\u0670\u0610-\u061a\u06d6-\u06ed\u08d3-\u08ff\u135d-\u135f"  # marks
    "\u0640\u0621\u02bc\u044a\u044c"  # tatweel, hamza alone, the apostrophe that is a letter, ъ and ь
    "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"  # joiners, directions
)
_LATIN = {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "ı": "i"}
_CYRILLIC = {"і": "и", "є": "е", "ы": "и", "э": "е", "ґ": "г"}  # Ukrainian and Russian are typed on each other's keyboards
_ARABIC = {
    "ة": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه", "ى": "ي", "ی": "ي", "ې": "ي", "ۍ": "ي", "ے": "ي", "ک": "ك", "ڪ": "ك",
    "گ": "ك", "ګ": "ك", "پ": "ب", "چ": "ج", "ژ": "ز", "ڤ": "ف", "ټ": "ت", "ډ": "د", "ړ": "ر", "ږ": "ز", "ښ": "ش", "ڼ": "ن",
}  # fmt: skip
_DIGITS = {chr(zero + digit): str(digit) for zero in (0x660, 0x6F0) for digit in range(10)}
# Ethiopic: a letter is a consonant and a vowel, and vowels change with the form of a word and from writer to writer. So each is
# folded to its first order, as Arabic leaves its short vowels out; and letters of one sound, or of a hard and a soft one, are one.
_ROWS = {"ሠ": "ሰ", "ፀ": "ጸ", "ኀ": "ሐ", "ኈ": "ሐ", "ቈ": "ቀ", "ቐ": "ቀ", "ቘ": "ቀ", "ኰ": "ከ", "ኸ": "ከ", "ዀ": "ከ", "ጐ": "ገ", "ጘ": "ገ"}
_ETHIOPIC = {
    chr(code): _ROWS.get(first, first) for code in range(0x1200, 0x1358) if (first := chr(code & ~7)) != chr(code) or first in _ROWS
}
FOLD = _LATIN | _CYRILLIC | _ARABIC | _DIGITS | _ETHIOPIC
JOIN = (
    ("([0-9])[ .()/-]+(?=[0-9])", "$1"),  # the groups of a phone number
    ("([\u0400-\u04ff])['\u2019`](?=[\u0400-\u04ff])", "$1"),  # здоров'я
)
# A French number dialled from anywhere; then no word needs more than seven letters to be known, and none is longer.
FIRST = ("(?:00)?33([1-9][0-9]{8})", "0([1-9][0-9]{2,8})")
LAST = ("([^0-9]{6}).*",)
# What is heard of a word, whatever it is written in: consonants alone, and those that one language has not for those of another.
# A group is a sound and the letters of it; `search.js` leaves out all others. Only folded letters.
SOUNDS = (
    "bpбпبბპበጰፐ", "fvwфвفვფፈቨ", "kcqgкгكقغქკგყከቀገ", "dдدضذდደ", "tтتطثტთተጠ", "szjxсзцжшщчسزصظشجსზცძწჩჭჯჟშሰዘጸሸጀቸጨዠ",
    "rрرრረ", "lлلლለ", "mмمმመ", "nнنნነኘ",
)  # fmt: skip

_DROP = re.compile(DROP)
_FOLD = str.maketrans(FOLD)
_JOIN = [(re.compile(pattern), kept.replace("$", "\\")) for pattern, kept in JOIN]
_WORD = re.compile(r"[^\W_]+")
_DIGIT = re.compile("[0-9]")
# Parts of texts whose words are remembered, and words of each language with their terms: 12 MB at most, and 7 for each language.
KEPT = 1 << 15


def words(text: str) -> list[str]:
    """The words of a text, folded. Between spaces its parts are folded each alone, for most come again and again."""
    found: list[str] = []
    for part in text.split(" "):
        alone = _part(part)
        if alone is None:
            return _cut_words(text)
        found += alone
    return found


@lru_cache(maxsize=KEPT)
def _part(part: str) -> list[str] | None:
    """None where a digit is: the groups of a number are joined over spaces."""
    found = _cut_words(part)
    return None if any(map(_DIGIT.search, found)) else found


def _cut_words(text: str) -> list[str]:
    folded = _DROP.sub("", unicodedata.normalize("NFKD", text).lower()).translate(_FOLD)
    for pattern, kept in _JOIN:
        folded = pattern.sub(kept, folded)
    return _WORD.findall(folded)
