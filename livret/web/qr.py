"""A page's address as a QR code inside the page, so that another phone takes it over without a word typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import segno

from livret.artifact import Artifact
from livret.encode.html import Html
from livret.translation.edition import Edition
from livret.web import paths
from livret.web.head import absolute

# What is another look at a page hands on the code of that page.
_WITHOUT = frozenset({"404", "stub", "pair"})
_QUIET = 4  # modules of white around a code (ISO/IEC 18004)


def plan(artifacts: Iterable[Artifact]) -> Iterator[Artifact]:
    """A code for each page of a language that one may want to hand on."""
    for artifact in artifacts:
        if artifact.path.endswith(".html") and artifact.kind not in _WITHOUT and artifact.path.startswith(f"{artifact.language}/"):
            yield Artifact(paths.code(artifact.path), "qr", artifact.language, artifact.path)


def _code(edition: Edition, artifact: Artifact) -> bytes:
    """The file: black lines on white, whatever the colours around it."""
    size, path = _drawing(absolute(edition, artifact.subject))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path stroke="#000" d="{path}"/></svg>'
    ).encode()


MAKERS: dict[str, Callable[[Edition, Artifact], bytes]] = {"qr": _code}


def qr(address: str) -> Html:
    """An element inside a page, whose style sheet colours it. The caption beside it names it."""
    size, path = _drawing(address)
    return Html(f'<svg class="qr" viewBox="0 0 {size} {size}" aria-hidden="true" focusable="false"><path d="{path}"/></svg>')


def _drawing(address: str) -> tuple[int, str]:
    """The width of a code in modules, white ones included, and its dark ones as a path.

    Every mask is read alike: to try all eight, as segno does for the evenest pattern, takes five times as long. The lowest
    correction is enough on a screen, which has no stains.
    """
    code = segno.make_qr(address, error="l", boost_error=False, mask=3)
    return len(code.matrix) + 2 * _QUIET, "".join(_runs(code.matrix))


def _runs(matrix: tuple[bytearray, ...]) -> Iterator[str]:
    """Each run of dark modules as a line through their middle, relative to the end of the one before: short, and quick to write."""
    last_x, last_y = 0.0, 0.0
    for y, row in enumerate(matrix, _QUIET):
        start = row.find(1)
        while start >= 0:
            end = row.find(0, start)
            end = len(row) if end < 0 else end
            x, middle = start + _QUIET, y + 0.5
            yield f"m{x - last_x:g} {middle - last_y:g}h{end - start}"
            last_x, last_y = end + _QUIET, middle
            start = row.find(1, end)
