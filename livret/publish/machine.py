"""What a result depends on besides files and options: the interpreter and its tables, the environment, what is installed."""

from __future__ import annotations

import hashlib
import os
import sys
import unicodedata
import zlib
import zoneinfo
from pathlib import Path
from typing import Any

from livret.source.door import MEMBERS, PRIVATE_AT

_READ = ("SOURCE_DATE_EPOCH", "TZ", "PYTHONTZPATH", PRIVATE_AT)  # of the environment
_METADATA = (".dist-info", ".egg-info")


def tables() -> dict[str, str]:
    """The versions of Python, Unicode, zlib and the time zones."""
    return {
        "python": sys.version,
        "unicode": unicodedata.unidata_version,
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        "zones": zones(),
    }


def surroundings() -> dict[str, Any]:
    """The same, with the environment. Who the members are is only known by a digest: names are kept nowhere."""
    members = hashlib.blake2b(os.environ.get(MEMBERS, "").encode(), digest_size=8).hexdigest()
    return {**tables(), "environment": [*(os.environ.get(name) for name in _READ), members]}


def installed() -> list[str]:
    """jinja2-3.1.6.dist-info and so on, in the order in which Python looks for them. While these are the same, so are the versions of
    all that Livret requires (`livret.publish.libraries`), which are not known so soon."""
    return [name for folder in sys.path for name in _names(folder) if name.endswith(_METADATA)]


def _names(folder: str) -> list[str]:
    try:
        with os.scandir(folder or ".") as entries:
            return sorted(entry.name for entry in entries)
    except OSError:  # an archive, or nothing
        return []


def zones() -> str:
    """The version of the system's time zones; "" where it has none, since Python then takes those of the package `tzdata`, a library."""
    for folder in map(Path, zoneinfo.TZPATH):
        for name in ("tzdata.zi", "+VERSION"):
            try:
                with (folder / name).open(encoding="utf-8") as file:
                    return file.readline().strip()
            except OSError:
                continue
    return ""
