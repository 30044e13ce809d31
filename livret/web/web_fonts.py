"""Fonts that a page brings, for phones that have none of a script: files of `theme/web/fonts/`, which `theme/web/assets.yaml` lists by their script.

The sheet of a script says which file is for which letters and weight, and by which names a phone may have such a font of its own. Files with the letters of
most texts are saved with a language, and stand in files that carry it. Any other is loaded where a page has a letter of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from livret.editions.edition import Edition

FOLDER = "web/fonts"
_FACE = re.compile(r'@font-face\s*\{[^}]*"fonts/([^"]+)"[^}]*\}\s*')


def files(edition: Edition) -> tuple[str, ...]:
    """The files of all scripts, by name."""
    return tuple(name for each in edition.asset_list.fonts.values() for name in each.files)


def sheets(edition: Edition) -> tuple[str, ...]:
    """The style sheets of all scripts, by name."""
    return tuple(each.sheet for each in edition.asset_list.fonts.values())


def sheet(edition: Edition) -> str:
    """The style sheet of the edition's script, by name; "" where phones have what it is written in."""
    own = edition.asset_list.fonts.get(edition.language.script)
    return own.sheet if own else ""


def carried(edition: Edition) -> tuple[str, ...]:
    """The files of the edition's script that have the letters of most texts, by name."""
    own = edition.asset_list.fonts.get(edition.language.script)
    return own.saved if own else ()


def bound(style: str, addresses: Mapping[str, str]) -> str:
    """A style sheet with its fonts at their addresses, and without the faces of those that have none."""

    def face(found: re.Match[str]) -> str:
        return found[0].replace(f"fonts/{found[1]}", addresses[found[1]]) if found[1] in addresses else ""

    return _FACE.sub(face, style)
