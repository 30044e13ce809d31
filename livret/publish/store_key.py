"""The key of what is kept between runs: it is whoever's runs Livret, and lies in no site. So what somebody else puts into a site's `.livret/` – with a git
repository, an archive, a drive that is shared – is not taken for what this person's runs have made.

It is in the environment (`LIVRET_STORE_KEY`, for a builder that keeps `.livret/` and no home folder) or in the person's own folder of settings, where it is
written by the first run. Where neither can be, it lasts as long as the run.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

import click

NAME = "LIVRET_STORE_KEY"
_BYTES = 32


@lru_cache(maxsize=1)
def store_key() -> bytes:
    """64 bytes: a key of BLAKE2b, whatever whoever set it has chosen."""
    own = os.environ.get(NAME) or _of_person(Path(click.get_app_dir("livret")) / "store-key")
    if not own:
        own = os.environ[NAME] = secrets.token_hex(_BYTES)  # the processes that this one begins hold the same
    return hashlib.blake2b(own.encode()).digest()


def _of_person(path: Path) -> str:
    """What stands in the file, which is written where there is none; "" where that cannot be. Of two runs that begin at once, the first to write is right."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError), os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(_BYTES))
    with suppress(OSError, UnicodeDecodeError):
        return path.read_text(encoding="ascii").strip()
    return ""
