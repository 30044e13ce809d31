"""Parts of a page."""

from __future__ import annotations

import re
from pathlib import Path


def fragment(path: Path, element: str) -> str:
    """The first such element of a page, as it is written."""
    found = re.search(rf"<{element}\b.*?</{element}>", path.read_text(encoding="utf-8"), re.DOTALL)
    assert found, path
    return found[0]
