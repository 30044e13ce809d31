"""A further language: everything that it touches, in one step. Direction, names and plurals are CLDR's; the rest is written here.

`content/site.yaml` gets its tag, the pair with the site's own language, and the level from which on readers are offered it; the catalogs are begun; a script
that no font has gets its fonts; search gets a file for the language's rules; what a host reads is written anew. What only people can say is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from livret.languages import language
from livret.problems import Report
from livret.publish import atomic
from livret.schema.site_config import SiteConfig
from livret.source import yaml
from livret.source.door import Door
from livret.source.read import SITE, Reading
from livret.starting import found_fonts, hosting, script_fonts
from livret.starting.written_in import added
from livret.tongue import told
from livret.translating import update

_RULES = """\
# How words are found again in a language: docs/carrying.md. “stop” has words that say nothing, “stem” what is cut off a word.
stop: ""
stem: []
aliases: {}
"""


@dataclass(frozen=True, slots=True)
class Lacking:
    """What a language still lacks: letters that no font has, and how many terms have no word in it."""

    letters: str
    terms: int


class NoFont(Exception):
    """No font can be had as a person said; the text says why."""


def add(door: Door, reading: Reading, tag: str, fonts: Iterable[str], report: Report) -> Iterator[str]:
    """Writes all that a language needs and does not have; gives the paths of what changed. Raises NoFont, before anything is written."""
    script = language(tag).script
    families = [_family(door, tag, source) for source in fonts]
    for path, text in {**_in_site_file(door, reading.site.config, tag), **_rules(door, tag)}.items():
        if atomic.write(door.on_disk(path), text.encode()):
            yield path
    for family in families:
        yield from script_fonts.write(door, script, family)
    again = Door(door.root, door.today)
    yield from update.update(door.root, again, report)
    yield from hosting.renewed(again, report)


def lacking(door: Door, reading: Reading, tag: str) -> Lacking:
    """What is missing once a language was added."""
    return Lacking(script_fonts.lacking(door, tag), sum(tag not in term.glosses for term in reading.site.termbase.terms))


def _family(door: Door, tag: str, source: str) -> found_fonts.FontFamily:
    paths = found_fonts.files(source, (Path(), door.root))
    found = found_fonts.family(paths, script_fonts.letters(tag))
    if found is None:
        raise NoFont(told("{source} has no regular TrueType font with the letters of this language", source=source))
    if not find_spec("brotli"):
        raise NoFont(told("fonts of pages are compressed with a library that is not there: pip install brotli"))
    return found


def _in_site_file(door: Door, config: SiteConfig, tag: str) -> dict[str, str]:
    """site.yaml with a language that is offered once a part of it is translated, and shown beside the site's own; nothing where it has it."""
    if tag in config.languages:
        return {}
    text = door.written(SITE)
    own = yaml.parse(text, SITE)
    inherited = {
        "languages": config.languages,
        "pairs": tuple(f"[{', '.join(pair)}]" for pair in config.pairs),
        "publish": tuple(f"{each}: {level}" for each, level in config.publish.items()),
    }
    for key, entry in (("languages", tag), ("pairs", f"[{config.language}, {tag}]"), ("publish", f"{tag}: partial")):
        for each in (*(() if key in own else inherited[key]), entry):  # a list of a town stands before that of its base
            text = added(text, key, each)
    return {SITE: text}


def _rules(door: Door, tag: str) -> dict[str, str]:
    path = f"theme/search/{tag}.yaml"
    return {} if door.has(path) else {path: _RULES}
