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
from dataclasses import dataclass, field

from livret.search.entries import Entry

SIGNS = (
    "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in '"\\' and not chr(code).isalnum()) + "IJKLMNOPQRSTUVWXYZ"
)
KINDS = (2, 1, 4, 6, 3, 5, 7)  # which lists a term has – strong 4, weak 2, source 1 – the most frequent first
COMMON = (
    6  # a word of more than one page in so many tells them apart no more, unless it is named in a title, a heading or a summary
)
_SHARED = "ABCDEFGH"  # how many letters a term has from the one before


@dataclass(slots=True)
class Bits:
    """Bits, written from the highest."""

    bits: list[str] = field(default_factory=list)

    def put(self, value: int, width: int) -> None:
        if width:
            self.bits.append(f"{value:0{width}b}")

    def gamma(self, value: int) -> None:
        """Elias's code of a number from 1: as many zeros as it has bits after its first, then itself."""
        self.put(value, 2 * value.bit_length() - 1)

    def rice(self, value: int, width: int) -> None:
        """The part of a number above `width` bits in ones, a zero, the rest."""
        self.bits.append("1" * (value >> width) + "0")
        self.put(value & ((1 << width) - 1), width)

    def among(self, value: int, count: int) -> None:
        """One of `count` values, in whole bits, the first ones shorter: truncated binary."""
        width = count.bit_length() - 1
        short = (2 << width) - count
        if value < short:
            self.put(value, width)
        else:
            self.put(value + short, width + 1)

    def base64(self) -> str:
        text = "".join(self.bits)
        text += "0" * (-len(text) % 24)
        return base64.b64encode(int("1" + text, 2).to_bytes(len(text) // 8 + 1, "big")[1:] if text else b"").decode()


def width_for(pages: int, count: int) -> int:
    """Rice's parameter for `count` pages of `pages`: gaps are then about one to one and a half in their upper part."""
    width = 0
    while (count << width) * 3 < pages * 2:
        width += 1
    return max(0, width - 1)


def packed(entries: Sequence[Entry]) -> dict[str, object]:
    """Terms and where they are found."""
    found = _found(entries)
    terms, places, bits = sorted(found), [len(entry.places) + 1 for entry in entries], Bits()
    for term in terms:
        _term(bits, found[term], places)
    signs, letters = _letters(terms)
    return {"terms": _front(terms).translate(str.maketrans(letters, signs)), "letters": [signs, letters], "bits": bits.base64()}


Where = tuple[list[tuple[int, int]], list[tuple[int, int]], list[tuple[int, int]]]  # strong, weak, source: (page, place)


def _found(entries: Sequence[Entry]) -> dict[str, Where]:
    found: dict[str, Where] = {}
    for page, entry in enumerate(entries):
        for number, terms in enumerate((entry.strong, entry.weak, dict.fromkeys(entry.source, 0))):
            for term, place in terms.items():
                found.setdefault(term, ([], [], []))[number].append((page, place))
    for strong, weak, source in found.values():
        if strong and len(weak) * COMMON > len(entries):
            weak.clear()
        if len(source) * COMMON > len(entries):
            source.clear()
    return {term: where for term, where in found.items() if any(where)}


def _term(bits: Bits, where: Where, places: list[int]) -> None:
    strong, weak, source = where
    bits.rice(KINDS.index(4 * bool(strong) + 2 * bool(weak) + bool(source)), 0)
    for pages, placed in ((strong, True), (weak, True), (source, False)):
        if pages:
            _pages(bits, pages, places, placed=placed)


def _pages(bits: Bits, pages: list[tuple[int, int]], places: list[int], *, placed: bool) -> None:
    bits.gamma(len(pages))
    width, before = width_for(len(places), len(pages)), -1
    for page, place in pages:
        bits.rice(page - before - 1, width)
        if placed:
            bits.among(place, places[page])
        before = page


def _front(terms: Iterable[str]) -> str:
    written, before = [], ""
    for term in terms:
        shared = 0
        while shared < min(len(term), len(before), len(_SHARED) - 1) and term[shared] == before[shared]:
            shared += 1
        written.append(_SHARED[shared] + term[shared:])
        before = term
    return "".join(written)


def _letters(terms: Iterable[str]) -> tuple[str, str]:
    """The letters that are written as signs, the most frequent first, and those signs."""
    counted = Counter(letter for term in terms for letter in term if not letter.isascii())
    letters = "".join(letter for letter, _ in sorted(counted.items(), key=lambda item: (-item[1], item[0]))[: len(SIGNS)])
    return SIGNS[: len(letters)], letters


def assigned(name: str, data: object) -> bytes:
    """A script that gives a value its name: file:// lets a page load that and nothing else."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"var {name}={text};\n".encode()
