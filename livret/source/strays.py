"""Files that no author wrote: what systems, office programs and shared drives lay into every folder."""

from __future__ import annotations

import re
from posixpath import splitext

# Windows, macOS, Google Drive, a ZIP that macOS made.
_SYSTEM = frozenset({"desktop.ini", "thumbs.db", "ehthumbs.db", "__macosx", "icon\r", "$recycle.bin", "@eadir"})
# Locks of Word and LibreOffice, what editors keep beside a file, catalogs compiled by Poedit.
_STARTS, _ENDINGS = (".", "~$"), ("~", ".mo", ".tmp", ".bak", ".swp", ".crdownload", ".part")
# Dropbox, Nextcloud, Syncthing, Google Drive and browsers, Windows and macOS in French and English.
_COPY = re.compile(
    r"(?: \([^)]*(?:conflict|conflit|copie|copy)[^)]*\)|[ _]?\(\d+\)|\.sync-conflict-[\w-]+| ?- (?:copie|copy)(?: \(\d+\))?| (?:copie|copy)(?: \d+)?)$",
    re.IGNORECASE,
)


def is_of_system(name: str) -> bool:
    """Whether nobody wrote the file of this name, so that it is passed over without a word."""
    lower = name.lower()
    return lower in _SYSTEM or lower.startswith(_STARTS) or lower.endswith(_ENDINGS)


def original_of(name: str) -> str:
    """The name of the file that this one is a copy of, made by a shared drive or by a hand: `02-soins.md` of `02-soins (1).md`; "" for no copy."""
    stem, ending = splitext(name)
    found = _COPY.search(stem)
    return stem[: found.start()] + ending if found else ""
