"""A build somewhere else: `MATRIX` says in which other way – `backwards`, folders list their files the other way round; `1970`, the clock has just begun."""

from __future__ import annotations

import os
import pathlib
import time
from collections.abc import Iterator
from typing import Any

SEEN = os.environ.get("MATRIX", "").split()

if "1970" in SEEN:
    ZERO, NOW = time.time(), time.time
    time.time = lambda: NOW() - ZERO

if "backwards" in SEEN:
    listed, found = os.listdir, pathlib.Path.iterdir

    def backwards(*of: Any) -> list[Any]:
        return sorted(listed(*of), reverse=True)

    def each(folder: pathlib.Path) -> Iterator[pathlib.Path]:
        return iter(sorted(found(folder), reverse=True))

    os.listdir = backwards
    pathlib.Path.iterdir = each  # type: ignore[method-assign]

from livret.__main__ import run  # noqa: E402 – what it imports takes what is here

run()
