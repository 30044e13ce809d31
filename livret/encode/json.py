"""JSON for a `<script type="application/ld+json">`: nothing in it can end the element."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

_SIGNS = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def script(data: Any) -> Markup:
    """The data as text that HTML leaves alone."""
    return Markup(json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_SIGNS))  # noqa: S704
