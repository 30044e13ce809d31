"""A new site: files that build as they are, and hold no fact of any town. What its team has to say stands there as a mark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from babel.core import get_global

from livret.publish import atomic
from livret.source.meant import quoted
from livret.starting import editor_files, livret_required, starter

_IGNORED = """\
/.livret/
/.livret-private/
/public/
/press/
/report/
.public.*
.report.*
.venv/
"""
_TEXTS = "* text=auto eol=lf\n*.ttf binary\n*.woff2 binary\n*.whl binary\n"
ADDRESS = "https://town.example/"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of whoever begins a site. The first of the languages is the one that they write in."""

    name: str
    languages: tuple[str, ...]
    country: str
    url: str = ADDRESS


def write(folder: Path, asked: Asked) -> Iterator[str]:
    """Writes the files of a new site; gives their paths."""
    files = {**_begun(asked), ".gitignore": _IGNORED.encode(), ".gitattributes": _TEXTS.encode(), **livret_required.files()}
    for path, data in {**files, **editor_files.files(asked.languages[0])}.items():
        if atomic.write(folder / path, data):
            yield path
    yield from editor_files.write_schemas(folder)


def _begun(asked: Asked) -> dict[str, bytes]:
    own, *others = asked.languages
    words = {
        "name": asked.name,
        "name_quoted": quoted(asked.name),
        "url": asked.url,
        "language": own,
        "languages": ", ".join(asked.languages),
        "timezone": timezone(asked.country),
        "country": asked.country,
        "pairs": pairs(own, others),
    }
    names = (name for name in starter.parts(own) if not name.startswith(starter.LATER))
    return {name: starter.begun(own, name, **words).encode() for name in names}


def pairs(own: str, others: Sequence[str]) -> str:
    """The languages that can be shown beside the site's own, as site.yaml has them."""
    return ", ".join(f"[{own}, {other}]" for other in others)


def timezone(country: str) -> str:
    """The first zone that CLDR has for a country: the only one of most."""
    return str(get_global("territory_zones").get(country, ["UTC"])[0])
