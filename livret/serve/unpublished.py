"""The line on a page of the preview that no reader has: why it is not out. It is put into what is shown, never into what was made."""

from __future__ import annotations

import re

from livret import paths, wording
from livret.encode.html import element, escaped
from livret.schema.days_out import Wait
from livret.source.held import Waiting, waiting_because
from livret.tongue import told

_BODY = re.compile(rb"<body[^>]*>")


def wait_of(path: str, waiting: Waiting) -> Wait | None:
    """Why a page is not out, by its path in public/; None for one that is."""
    name, tag = paths.of_page(path), path.partition("/")[0]
    held = waiting.get(f"{name}.{tag}") or waiting.get(name)
    return held.wait if held else None


def with_mark(page: bytes, wait: Wait) -> bytes:
    """A page with the line at its top."""
    words = told("Readers do not see this page ({why}).", why=wording.shown(waiting_because(wait)))
    mark = element("p", element("mark", escaped(words)), role="status").encode()
    return _BODY.sub(lambda found: found[0] + mark, page, count=1)
