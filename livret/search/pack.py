"""An index as a file: a few tens of kilobytes on a phone that has little data.

Terms are sorted and written by what they do not share with the one before; letters that are not ASCII take the place of signs
that no term has, for in UTF-8 they are two or three bytes. Where a term is found is written in bits, base64: for each term
which of its lists there are, their lengths (Elias gamma), the gaps between pages (Rice), and the place on the page.
"""

from __future__ import annotations

import base64
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from livret.search.postings import At, Found, Where

SIGNS = (
    "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in '"\\' and not chr(code).isalnum()) + "IJKLMNOPQRSTUVWXYZ"
)
KINDS = (2, 1, 4, 6, 3, 5, 7)  # which lists a term has – strong 4, weak 2, source 1 – the most frequent first
_SHARED = "ABCDEFGH"  # how many letters a term has from the one before


# --- bits, as texts of 0 and 1 -----------------------------------------------------------------------


def fixed(value: int, width: int) -> str:
    return f"{value:0{width}b}" if width else ""


def gamma(value: int) -> str:
    """Elias's code of a number from 1: as many zeros as it has bits after its first, then itself."""
    return fixed(value, 2 * value.bit_length() - 1)


@lru_cache(maxsize=1 << 12)
def rice(value: int, width: int) -> str:
    """The part of a number above `width` bits in ones, a zero, the rest."""
    return "1" * (value >> width) + "0" + fixed(value & ((1 << width) - 1), width)


@lru_cache(maxsize=1 << 12)
def among(value: int, count: int) -> str:
    """One of `count` values, in whole bits, the first ones shorter: truncated binary."""
    width = count.bit_length() - 1
    short = (2 << width) - count
    return fixed(value, width) if value < short else fixed(value + short, width + 1)


def base64_of(bits: str) -> str:
    """Bits from the highest, filled up to whole groups of four letters."""
    count = -(-len(bits) // 24) * 3
    return base64.b64encode(int("0" + bits.ljust(8 * count, "0"), 2).to_bytes(count, "big")).decode()


# --- terms, and where they are found -----------------------------------------------------------------


def packed(found: Found) -> dict[str, object]:
    """Terms and where they are found."""
    kept = {term: where for term in sorted(found.terms) if any(where := found.where(term))}
    bits = "".join(_where(where, found.places) for where in kept.values())
    signs, letters = _letters(kept)
    return {"terms": _front(kept).translate(str.maketrans(letters, signs)), "letters": [signs, letters], "bits": base64_of(bits)}


def _where(where: Where, places: Sequence[int]) -> str:
    strong, weak, source = where
    codes = [rice(KINDS.index(4 * bool(strong) + 2 * bool(weak) + bool(source)), 0)]
    codes += [_placed(found, places) for found in (strong, weak) if found]
    codes += [_packed_pages(source, len(places))] if source else ()
    return "".join(codes)


def _placed(found: Sequence[At], places: Sequence[int]) -> str:
    """How many pages, then each with the place on it."""
    width, before, codes = width_for(len(places), len(found)), -1, [gamma(len(found))]
    for page, place in found:
        codes.append(rice(page - before - 1, width) + among(place, places[page]))
        before = page
    return "".join(codes)


def _packed_pages(found: Sequence[int], count: int) -> str:
    width, before, codes = width_for(count, len(found)), -1, [gamma(len(found))]
    for page in found:
        codes.append(rice(page - before - 1, width))
        before = page
    return "".join(codes)


def width_for(pages: int, count: int) -> int:
    """Rice's parameter for `count` pages of `pages`: gaps are then about one to one and a half in their upper part."""
    width = 0
    while (count << width) * 3 < pages * 2:
        width += 1
    return max(0, width - 1)


def _front(terms: Iterable[str]) -> str:
    written, before = [], ""
    for term in terms:
        shared = _shared(term, before)
        written.append(_SHARED[shared] + term[shared:])
        before = term
    return "".join(written)


def _shared(term: str, before: str) -> int:
    shared = 0
    for one, other in zip(term, before[: len(_SHARED) - 1], strict=False):
        if one != other:
            break
        shared += 1
    return shared


def _letters(terms: Iterable[str]) -> tuple[str, str]:
    """The letters that are written as signs, the most frequent first, and those signs."""
    counted = Counter("".join(terms))
    foreign = sorted((letter for letter in counted if not letter.isascii()), key=lambda letter: (-counted[letter], letter))
    letters = "".join(foreign[: len(SIGNS)])
    return SIGNS[: len(letters)], letters


def assigned(name: str, data: object) -> bytes:
    """A script that gives a value its name: file:// lets a page load that and nothing else."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<\u2028\u2029":  # no such text ends a script, nor a line of one
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return f"var {name}={text};\n".encode()
