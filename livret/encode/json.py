"""JSON: for a `<script type="application/ld+json">`, where nothing in it can end the element, and as a file."""

from __future__ import annotations

import json
from typing import Any

from livret.encode.html import Html

_SIGNS = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def script(data: Any) -> Html:
    """The data as text that HTML leaves alone."""
    return Html(json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_SIGNS))


def document(data: Any) -> bytes:
    """A file that people can read too."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
