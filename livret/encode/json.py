"""JSON: for a `<script type="application/ld+json">`, where nothing in it can end the element, and as a file."""

from __future__ import annotations

import json
from typing import Any

from livret.encode.html import Html

_DENSE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def dense(data: Any) -> str:
    """The data in as few signs as can be."""
    return _DENSE.encode(data)


def script(data: Any) -> Html:
    """The data as text that HTML leaves alone."""
    return Html(dense(data).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def document(data: Any) -> bytes:
    """A file that people can read too."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
