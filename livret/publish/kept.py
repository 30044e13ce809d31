"""What is kept between runs: JSON that this Livret wrote, whole, or nothing.

The first line is a digest of the rest, keyed by what makes the bytes. So a file that was cut, changed, or written by another Livret is simply not
there, and whoever reads one need not doubt it.
"""

from __future__ import annotations

import hashlib
import json
import sys
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from livret.publish import atomic

_LIBRARIES = (
    "jinja2",
    "markdown",
    "babel",
    "pydantic",
    "phonenumbers",
    "opening-hours-py",
    "segno",
    "typst",
    "fonttools",
    "pikepdf",
    "pillow",
    "pypdfium2",
    "zxing-cpp",
)


def write(path: Path, store: object) -> None:
    """Writes the file whole and renames it into its place."""
    data = json.dumps(store, ensure_ascii=False, separators=(",", ":")).encode()
    atomic.write(path, _digest(data) + b"\n" + data)


def read(path: Path) -> Any:
    """What was written there; None where nothing sound is."""
    try:
        digest, _, data = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return json.loads(data) if digest == _digest(data) else None


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16, key=generator().encode()[:64]).hexdigest().encode()


@lru_cache(maxsize=1)
def generator() -> str:
    """What makes the bytes besides the site: Livret's code, the libraries it calls, Python."""
    package = Path(__file__).resolve().parents[1]
    digest = hashlib.sha256(sys.version.encode())
    for source in sorted(package.rglob("*.py")):
        digest.update(source.read_bytes())
    for library in _LIBRARIES:
        try:
            digest.update(version(library).encode())
        except PackageNotFoundError:
            digest.update(b"-")
    return digest.hexdigest()
