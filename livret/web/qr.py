"""A page's address as a QR code inside the page, so that another phone takes it over without a word typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import segno

from livret import paths
from livret.artifact import Artifact
from livret.editions.edition import Edition
from livret.encode.html import Html
from livret.format import File, Format

# What is another look at a page hands on the code of that page.
_WITHOUT = frozenset({"404", "stub", "pair"})
_QUIET = 4  # modules of white around a code (ISO/IEC 18004)
_DARK = re.compile(b"\x01+")


def _handed_on(planned: Iterable[Artifact]) -> Iterator[File]:
    """A code for each page of a language that one may want to hand on."""
    for artifact in planned:
        if artifact.path.endswith(".html") and artifact.kind not in _WITHOUT and artifact.path.startswith(f"{artifact.language}/"):
            yield paths.code(artifact.path), artifact.path


def _code(edition: Edition, artifact: Artifact) -> bytes:
    """The file: black lines on white, whatever the colours around it."""
    size, path = _drawing(edition.absolute(artifact.subject))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path stroke="#000" d="{path}"/></svg>'
    ).encode()


FORMATS = (Format("qr", _code, following=_handed_on),)


def qr(address: str) -> Html:
    """An element inside a page, whose style sheet colours it. The caption beside it names it."""
    size, path = _drawing(address)
    return Html(f'<svg class="qr" viewBox="0 0 {size} {size}" aria-hidden="true"><path d="{path}"/></svg>')


@lru_cache(maxsize=1 << 10)
def _drawing(address: str) -> tuple[int, str]:
    """The width of a code in modules, white ones included, and its dark ones as a path. Whoever builds a site again in one process draws each once."""
    width, modules = _CODES.of(address.encode())
    rows = modules.to_bytes(width * width)
    return width + 2 * _QUIET, "".join(_runs(rows[start : start + width] for start in range(0, len(rows), width)))


def _runs(rows: Iterable[bytes]) -> Iterator[str]:
    """Each run of dark modules as a line through their middle, relative to the end of the one before: short, and quick to write."""
    x, down = -_QUIET, _QUIET + 0.5
    for row in rows:
        for run in _DARK.finditer(row):
            yield f"m{run.start() - x} {down}h{run.end() - run.start()}"
            x, down = run.end(), 0
        down += 1


class _Codes:
    """The modules of codes, as numbers of a byte for each.

    Codes of one size are linear (ISO/IEC 18004: a Reed–Solomon code, under a mask that is the same for all): where two addresses of a length
    differ in the same bits as two others, their codes differ in the same modules. So each code that segno draws teaches one that need not be drawn.
    """

    def __init__(self) -> None:
        self._first: dict[int, tuple[int, int, int]] = {}  # by the length of an address: the width, its bits, the modules
        self._learnt: dict[tuple[int, int], tuple[int, int]] = {}  # by width and highest bit: bits, and the modules that they turn

    def of(self, address: bytes) -> tuple[int, int]:
        """The width of its code, and the modules."""
        bits = int.from_bytes(address, "little")
        if len(address) not in self._first:
            width, modules = _drawn(address)
            self._first[len(address)] = width, bits, modules
        width, other, modules = self._first[len(address)]
        differing = bits ^ other
        while differing and (known := self._learnt.get((width, differing.bit_length()))):
            differing, modules = differing ^ known[0], modules ^ known[1]
        if differing:
            drawn = _drawn(address)[1]
            self._learnt[width, differing.bit_length()] = differing, drawn ^ modules
            modules = drawn
        return width, modules


_CODES = _Codes()


def _drawn(address: bytes) -> tuple[int, int]:
    """A code by segno. Every mask is read alike: to try all eight, as it does for the evenest pattern, takes five times as long. The lowest
    correction is enough on a screen, which has no stains."""
    code = segno.make_qr(address, mode="byte", error="l", boost_error=False, mask=3)
    return len(code.matrix), int.from_bytes(b"".join(code.matrix))
