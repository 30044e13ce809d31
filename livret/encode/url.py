"""Text inside an address: what a browser encodes itself stays as it is written, for an Ethiopic letter would take nine signs instead of one."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote


def component(text: str) -> str:
    """A part of an address in HTML (https://url.spec.whatwg.org/#url-code-points): letters of every script as they are; what is ASCII and means something
    in an address, spaces, and signs that nobody sees, in per cent."""
    return "".join(map(_encoded, text))


@lru_cache(maxsize=4096)
def _encoded(sign: str) -> str:
    return sign if not sign.isascii() and sign.isprintable() and not sign.isspace() else quote(sign, safe="")
