"""JSON: for a `<script type="application/ld+json">`, where nothing in it can end the element, and as a file."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

_SIGNS = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def script(data: Any) -> Markup:
    """The data as text that HTML leaves alone."""
    return Markup(json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_SIGNS))  # noqa: S704


def document(data: Any) -> bytes:
    """A file that people can read too."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
