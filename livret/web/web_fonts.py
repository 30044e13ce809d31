"""Fonts that a page brings, for phones that have none of a script: files of `theme/web/fonts/` that are named by the script, as ISO 15924 does.

`Ethi.css` says which file is for which letters and weight, and by which names a phone may have such a font of its own. `Ethi.woff2` and `Ethi-bold.woff2`
have the letters of most texts: they are saved with a language, and stand in files that carry it. Any other is loaded where a page has a letter of it. So
a script is added by putting its files there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from livret.editions.edition import Edition

FOLDER = "web/fonts"
_FACE = re.compile(r'@font-face\s*\{[^}]*"fonts/([^"]+)"[^}]*\}\s*')


def files(edition: Edition) -> tuple[str, ...]:
    """The files of all scripts, by name."""
    return edition.theme_list(FOLDER, ".woff2")


def sheets(edition: Edition) -> tuple[str, ...]:
    """The style sheets of all scripts, by name."""
    return edition.theme_list(FOLDER, ".css")


def sheet(edition: Edition) -> str:
    """The style sheet of the edition's script, by name; "" where phones have what it is written in."""
    name = f"{edition.language.script}.css"
    return name if name in sheets(edition) else ""


def carried(edition: Edition) -> tuple[str, ...]:
    """The files of the edition's script that have the letters of most texts, by name."""
    script = edition.language.script
    return tuple(name for name in files(edition) if name in (f"{script}.woff2", f"{script}-bold.woff2"))


def bound(style: str, addresses: Mapping[str, str]) -> str:
    """A style sheet with its fonts at their addresses, and without the faces of those that have none."""

    def face(found: re.Match[str]) -> str:
        return found[0].replace(f"fonts/{found[1]}", addresses[found[1]]) if found[1] in addresses else ""

    return _FACE.sub(face, style)
