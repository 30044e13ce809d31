"""What is kept between runs: JSON that this Livret wrote, whole, or nothing. Bytes in it lie behind it, in their order, as they are.

The first line is a digest of the rest, the second the JSON. The digest is keyed by what makes the bytes, and by the key of whoever runs Livret. So a file that
was cut, changed, forged, or written by another Livret is simply not there, and whoever reads one need not doubt it.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from livret.publish import atomic, libraries
from livret.publish.machine import tables
from livret.publish.store_key import store_key
from livret.source.door import PACKAGE

_APART = "\0"  # the key of a number of bytes that lie behind: no other object has it
FRESH = ".new"  # the end of the name of what is not yet in force


def write(path: Path, store: object) -> None:
    """Writes the file whole and renames it into its place. Where that cannot be, it costs the next run time, and nothing else: nothing is kept."""
    apart: list[bytes] = []

    def counted(value: bytes) -> dict[str, int]:
        apart.append(value)
        return {_APART: len(value)}

    text = json.dumps(store, ensure_ascii=False, separators=(",", ":"), default=counted).encode()
    data = b"\n".join((text, b"".join(apart)))
    with suppress(OSError):
        if path.is_dir():
            drop(path)
        atomic.write(path, _digest(path, data) + b"\n" + data)


def read(path: Path) -> Any:
    """What was written there; None where nothing sound is."""
    try:
        digest, _, data = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return _loaded(data) if digest == _digest(path, data) else None


def _loaded(data: bytes) -> Any:
    text, _, apart = data.partition(b"\n")
    if not apart:
        return json.loads(text)
    at = 0

    def taken(found: dict[str, Any]) -> Any:
        nonlocal at
        if found.keys() != {_APART}:
            return found
        start, at = at, at + found[_APART]
        return apart[start:at]

    return json.loads(text, object_hook=taken)


def activate(fresh: Path) -> Path:
    """Puts what was written under a name that ends with FRESH into force; gives its name now."""
    path = fresh.with_name(fresh.name.removesuffix(FRESH))
    with suppress(OSError):
        if path.is_dir():
            drop(path)
        fresh.replace(path)
    return path


def drop(path: Path) -> None:
    """Removes what nobody needs, whatever somebody has made of it."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _digest(path: Path, data: bytes) -> bytes:
    """A file that took another's place says nothing, either."""
    found = hashlib.blake2b(path.name.removesuffix(FRESH).encode(), digest_size=16, key=_key(generator(), store_key()))
    found.update(data)
    return found.hexdigest().encode()


@lru_cache(maxsize=1)
def _key(made_by: str, own: bytes) -> bytes:
    return hashlib.blake2b(made_by.encode(), key=own).digest()


@lru_cache(maxsize=1)
def generator() -> str:
    """What makes the bytes besides the site: Livret's code, the libraries it calls, Python and its tables."""
    key = hashlib.sha256(json.dumps([tables(), libraries.versions()], sort_keys=True).encode())
    for source in sorted(PACKAGE.rglob("*.py")):
        key.update(source.read_bytes())
    return key.hexdigest()
