"""A page's address as a QR code inside the page, so that another phone takes it over without a word typed."""

from __future__ import annotations

from functools import lru_cache

import segno
from markupsafe import Markup


@lru_cache(maxsize=1024)
def qr(address: str) -> Markup:
    """An SVG with its quiet zone of four modules, black on white in any colours of the page. The caption beside it names it.

    Every mask is read alike; to try all eight, as segno does for the evenest pattern, takes five times as long.
    """
    svg = segno.make(address, error="m", micro=False, mask=3).svg_inline(border=4, omitsize=True, svgclass="qr", lineclass=None)
    return Markup(svg.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1))  # noqa: S704 – segno's own
