"""Letters: what is wrong with the characters of a translation, whatever it says – signs that are no text, the wrong script."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from fontTools.unicodedata import Scripts, script

from livret.model import Language

Finding = tuple[str, dict[str, str]]

_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LINE = re.compile("[\n\r\v\f\u0085\u2028\u2029]")
# Controls, the sign for what could not be read, what only one font knows, what Unicode keeps for programs.
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufff9-\ufffd\ue000-\uf8ff\ufdd0-\ufdef]")
# Signs without a width. Thai, Lao, Burmese and Khmer set words apart by U+200B.
_WORDS_APART = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_NO_WIDTH = re.compile(f"[\u180e\u2060\ufeff]|(?<![{_WORDS_APART}])\u200b|\u200b(?![{_WORDS_APART}])")
_WORD_SIGNS = "\uf0a7\uf0b7\uf0d8"  # of lists that were pasted: `habits` knows them
_UNSEEN = re.compile(f"{_BIDI.pattern}|{_NO_TEXT.pattern}|{_NO_WIDTH.pattern}|[\v\f\u0085\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\v\f\x0e-\x1f\x7f]")
# All of these in one class, which is looked through faster than what they are alone: most texts have none.
_ANY_UNSEEN = re.compile(_UNSEEN.pattern.replace(_NO_WIDTH.pattern, "[\u180e\u200b\u2060\ufeff]").replace("]|[", ""))
# What joins or parts letters has no place in an address.
_ADDRESS = re.compile(r"[^\s<>()\"']*(?:@|://|www\.)[^\s<>()\"']*")
_JOINTS = re.compile("[\u00ad\u200c\u200d]")
# UTF-8 that was read as the Latin of Windows: two pairs, or two triples, in a row; â€™ and ï»¿; Ã© alone, but Ã» only where no capital stands
# before it (« AMANHÃ… » is Portuguese). Written by hand: the libraries for this mend whole texts by a score and take longer than the parser.
_AFTER = "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122"
_CLOSING = "\u00a0\u00bb\u2013\u2014\u2019\u201d\u2026\u203a"
_MOJIBAKE = re.compile(
    f"(?:[Â-ß][{_AFTER}]){{2}}|(?:[à-ï][{_AFTER}]{{2}}){{2}}|â€[{_AFTER}]|ï»¿|ï¿½"
    f"|[ÂÃ](?![{_CLOSING}])[{_AFTER}]|(?<![A-ZÀ-Þ])[ÂÃ][{_CLOSING}]|[ÂÃ][{_CLOSING}](?=[a-zß-ÿ])"
)
# What any of them begins with, and what the first three hold: a text without is sound.
_ODD = re.compile("|".join(each.pattern for each in (_BIDI, _LINE, _NO_TEXT)).replace("]|[", "") + "|[\u180e\u200b\u2060]")
_GARBLED = re.compile(f"[Â-ï][{_AFTER}]")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# Scripts of a language that is written in several, as ISO 15924 has them.
_WRITTEN = {
    name: frozenset(scripts.split())
    for name, scripts in {"Hans": "Hani", "Hant": "Hani Bopo", "Jpan": "Hani Hira Kana", "Kore": "Hang Hani"}.items()
}
_OF_NONE = ("Zyyy", "Zinh", "Zzzz")  # signs of all scripts, or of none
_BASIC = 0x10000  # where Unicode's first plane ends
# A path, an address, a name of a file, an option, a piece of code.
_NO_WORD = re.compile(r"[/\\@_=<>$#|~^`]|\w[.:]\w|^--?\w|^\.\w|\(\)|\+\+|&&|->|[a-z][A-Z]|[A-Za-z]\d|\d[A-Za-z]{2}")
_COMMAND = 5  # words beside such signs: more are a sentence
# Words of no meaning of their own: where they stand in small letters among others, somebody speaks; between capitals they belong to a name.
_LITTLE = (
    "le la les l un une des du de d et ou à au aux en dans pour par sur avec sans est sont vous nous votre vos que qui ne pas se ce cette "
    "the a an of to in on for with and or is are you your this that not from by at el los las y del da do dos das e van von der den"
)
_LITTLE_WORDS = frozenset(_LITTLE.split())
_SENTENCE = 3  # words in small letters: fewer may be a name


def unseen(text: str) -> Iterator[int]:
    """Where a text of an author holds signs that nobody sees or reads, in their order."""
    if text.isascii() and not _CONTROL.search(text):
        return
    found = set()
    if _ANY_UNSEEN.search(text):
        found = {sign.start() for sign in _UNSEEN.finditer(text) if sign[0] not in _WORD_SIGNS}
    if _JOINTS.search(text):
        found |= {address.start() + sign.start() for address in _ADDRESS.finditer(text) for sign in _JOINTS.finditer(address[0])}
    yield from sorted(found)


def garbled(text: str) -> re.Match[str] | None:
    """Where a text was read in another encoding than it was written in, and saved."""
    return _MOJIBAKE.search(text) if _GARBLED.search(text) else None


def ungarbled(line: str) -> str:
    """A line as it was before it was read in the encoding of Windows and saved; as it is, where that is not what happened to all of it."""
    try:
        meant = b"".join(_byte(sign) for sign in line).decode()
    except (UnicodeEncodeError, UnicodeDecodeError):
        return line
    return line if garbled(meant) else meant


def _byte(sign: str) -> bytes:
    """What stood for a sign in the Latin of Windows, which leaves out five that programs read all the same."""
    return sign.encode("latin-1") if sign < "\u0100" and not "\u0080" <= sign <= "\u009f" else _windows(sign)


def _windows(sign: str) -> bytes:
    try:
        return sign.encode("cp1252")
    except UnicodeEncodeError:
        return sign.encode("latin-1")


def findings(text: str, words: str, language: Language) -> Iterator[Finding]:
    """What is wrong with a text in a language; `words` is what it shows of it, without its markup."""
    if _ODD.search(text):
        yield from _no_letters(text)
    if found := garbled(text):
        yield "damage-encoding", {"found": found[0]}
    elif foreign(words, language):
        yield "damage-script", {"script": language.script}


def _no_letters(text: str) -> Iterator[Finding]:
    """Signs that are no text."""
    if bidi := _BIDI.search(text):
        yield "damage-bidi", {"found": f"{ord(bidi[0]):04X}"}
    if _LINE.search(text.strip()):
        yield "damage-line", {}
    if sign := _NO_TEXT.search(text) or _NO_WIDTH.search(text):
        yield "damage-characters", {"found": f"{ord(sign[0]):04X}"}


def foreign(words: str, language: Language) -> bool:
    """Whether a text is in another script than its language: no letter of it and more than a name, or more of a third one.

    Latin beside it is sound: « (attestation de demande d'asile) » stands after its gloss.
    """
    written = _WRITTEN.get(language.script, frozenset([language.script]))
    if not _others(written).search(words) and any(_script(sign) in written for sign in words):
        return False
    scripts = Counter(map(_script, words))
    own = sum(scripts[name] for name in written)
    third = sum(number for name, number in scripts.items() if name not in written and name not in ("", "Latn"))
    if own or third:
        return third > own
    return scripts["Latn"] > 0 and sum(word.islower() for word in WORD.findall(words)) >= _SENTENCE and not is_wordless(words)


def is_wordless(text: str) -> bool:
    """Whether nothing in a text is to be translated: a path, an address, a command, a name."""
    tokens = text.split()
    words = [word for token in tokens if not _NO_WORD.search(token) for word in WORD.findall(token)]
    if any(_NO_WORD.search(token) for token in tokens):
        return len(words) <= _COMMAND and not any(word in _LITTLE_WORDS for word in words)
    named = [word for word in words if word not in _LITTLE_WORDS]
    return len(words) > 1 and all(word[0].isupper() for word in named)


@lru_cache(maxsize=64)
def _others(written: frozenset[str]) -> re.Pattern[str]:
    """Finds what may be a letter of a third script; of the signs beyond U+FFFF all may be."""
    beside = written | {"Latn", *_OF_NONE}
    ranges = zip(pairwise(Scripts.RANGES), Scripts.VALUES, strict=False)
    sound = (f"\\u{start:04x}-\\u{end - 1:04x}" for (start, end), name in ranges if name in beside and end <= _BASIC)
    return re.compile(f"[^{''.join(sound)}]")


@lru_cache(maxsize=4096)
def _script(sign: str) -> str:
    """The script of a letter, an ISO 15924 code; "" for what belongs to none or to all."""
    found = script(sign) if sign.isalpha() else ""
    return "" if found in _OF_NONE else found
