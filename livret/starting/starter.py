"""The texts that things begin with: one file of `sites/` for each language that has them. What is to be filled in begins with `text.targets.MARK`.

A file holds several: `== ` and a path from the site folder for what every new site has, `== new ` and a name for what is begun later. `$title` is a place
for a word that is known then.
"""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from pathlib import Path
from string import Template

from livret.source.door import Door

_HERE, _ENDING = Path(__file__).parent / "sites", ".txt"
_COMMON = "en"
_PART = re.compile(r"^== (.+)\n", re.MULTILINE)
LATER = "new "


def languages() -> tuple[str, ...]:
    """The tags of the languages that have texts to begin with."""
    return tuple(name.removesuffix(_ENDING) for name in _door().folder("."))


def begun(tag: str, part: str, /, **words: str) -> str:
    """A text in a language – in English where it has none – with words in its places."""
    return parts(tag)[part].substitute(words)


@lru_cache(maxsize=8)
def parts(tag: str) -> dict[str, Template]:
    """Every text of a language, by its name."""
    own = tag.partition("-")[0]
    text = _door().text((own if own in languages() else _COMMON) + _ENDING)
    pieces = _PART.split(text)[1:]
    return {name: Template(part) for name, part in zip(pieces[::2], pieces[1::2], strict=True)}


def _door() -> Door:
    return Door(_HERE, datetime.date.min)
