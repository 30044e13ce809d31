"""Extraction: what there is to translate, one POT for each domain.

Interface messages come from the theme and from Livret's own code, all others from the site. The files carry no date
and no line numbers, so that extracting twice changes no byte. `pybabel extract` finds the same messages: `babel` is registered as
an extractor, and each domain has its mapping, `translations/<domain>.cfg`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from babel.messages.extract import extract_from_dir, extract_python
from jinja2.ext import babel_extract

from livret.editions.edition import Edition
from livret.editions.editions import Editions
from livret.editions.inputs import Inputs
from livret.model import FactRef, Message, folded
from livret.phrases.fact_text import show
from livret.problems import Report
from livret.publish import atomic
from livret.source import layers
from livret.source import read as source
from livret.source.door import PACKAGE, Door, carried
from livret.source.read import Reading
from livret.text.dialect import REFERENCE
from livret.text.inline import has_words

FOLDER = "translations"
# For `pybabel extract -k say -k say_in:2 -k say_many:1,2 -k say_many_in:2,3`, which knows N_ by itself, where Livret's own code and theme lie, as in its repository.
_INTERFACE = b"[python: livret/**.py]\n[jinja2: theme/**.html]\n[jinja2: theme/**.xml]\n"
_KEYWORDS: dict[str, Any] = {"say": None, "say_in": (2,), "say_many": (1, 2), "say_many_in": (2, 3), "N_": None}
_METHODS = [("**.py", "livret.extract:python"), *((f"**.{kind}", "livret.extract:template") for kind in ("html", "xml", "txt"))]
_CALLS = re.compile(rf"\b(?:{'|'.join(_KEYWORDS)})\b".encode())
_PROSE = frozenset({"heading", "paragraph", "item", "cell", "term", "definition", "quote", "callout title", "text"})


def templates(site: Path, report: Report) -> dict[str, bytes]:
    """The POT of every domain and its mapping for pybabel, by their paths from the site folder."""
    files = prose(site, report)
    return {f"{FOLDER}/interface.pot": interface(site), f"{FOLDER}/interface.cfg": _INTERFACE, **files} if files else {}


def prose(site: Path, report: Report, *, whole: bool = False) -> dict[str, bytes]:
    """The same without the interface: what the site's own files say, and what is inherited too where the `whole` is asked for."""
    door = Door(site, datetime.date.min)
    reading = source.read(door, report)
    if reading is None:
        return {}
    edition = _edition(reading, door)
    files = {}
    for domain, every in reading.messages.items():
        messages = every if whole or not door.layers.bases else tuple(each for each in every if door.is_own(each.place.path))
        if messages or not door.layers.bases:
            files[f"{FOLDER}/{domain}.pot"] = _pot(domain, messages, edition)
            files[f"{FOLDER}/{domain}.cfg"] = _mapping(messages)
    return files


def reading(site: Path, report: Report) -> Reading | None:
    """The site as it is read for translation: no date has a part in it."""
    return source.read(Door(site, datetime.date.min), report)


def write(site: Path, files: dict[str, bytes]) -> Iterator[str]:
    """Writes what changed; gives the paths."""
    return (path for path, data in files.items() if atomic.write(site / path, data))


def interface(site: Path) -> bytes:
    """The interface's POT: what the theme of the site, Livret's theme and its code say to a reader."""
    found: dict[tuple[str, str], Unit] = {}
    folders = layers.of(site, carried()).roots
    roots = dict.fromkeys((carried() / "theme" / "web", *(folder / "theme" / "web" for folder in folders), PACKAGE))
    for root in roots:
        for name, _, text, comments, _ in extract_from_dir(root, _METHODS, keywords=_KEYWORDS, comment_tags=("Translators:",)):
            one, many = text if isinstance(text, tuple) else (text, "")
            unit = found.setdefault(("", folded(one)), Unit(one, many, flags=("python-brace-format",) if "{" in one else ()))
            unit.files[f"{root.name}/{name}"] = None
            unit.comments.update(dict.fromkeys(comments))
    return _template("interface", sorted(found.values(), key=lambda unit: unit.text))


def python(fileobj: IO[bytes], *_: object, **__: object) -> tuple[Any, ...]:
    """Babel's extractor for our code."""
    return _calls(extract_python, fileobj.read())


def template(fileobj: IO[bytes], *_: object, **__: object) -> tuple[Any, ...]:
    """Jinja's extractor for the theme."""
    return _calls(babel_extract, fileobj.read())


@lru_cache(maxsize=1024)
def _calls(extractor: Callable[..., Iterable[Any]], data: bytes) -> tuple[Any, ...]:
    """What a file says to a reader. Most files call nothing that does, and are not taken apart; the same bytes always say the same."""
    return tuple(extractor(BytesIO(data), tuple(_KEYWORDS), ("Translators:",), {})) if _CALLS.search(data) else ()


def babel(
    fileobj: IO[bytes],
    keywords: object,  # noqa: ARG001 – Babel's
    comment_tags: object,  # noqa: ARG001
    options: object,  # noqa: ARG001
) -> Iterator[tuple[int, str, str | tuple[str, str], list[str]]]:
    """The extractor for `pybabel extract -k pgettext:1c,2`: the messages of one file of a site."""
    path = Path(fileobj.name).resolve()
    root = next((folder for folder in path.parents if (folder / source.SITE).is_file()), None)
    if root is None:
        return
    reading, edition = _site(root)
    relative = path.relative_to(root).as_posix()
    for messages in reading.messages.values():
        for message, comments in _commented(messages, edition):
            if message.place.path == relative:
                if message.context:
                    yield message.place.line, "pgettext", (message.context, message.text), comments
                else:
                    yield message.place.line, "gettext", message.text, comments


@lru_cache(maxsize=4)
def _site(root: Path) -> tuple[Reading, Edition]:
    door = Door(root, datetime.date.min)
    reading = source.read(door, Report())
    if reading is None:
        raise ValueError(f"{root} has errors: see livret check")
    return reading, _edition(reading, door)


def _edition(reading: Reading, door: Door) -> Edition:
    """The source's edition, which knows how a fact is shown."""
    return Editions(Inputs(reading, door, {}, {}))[reading.site.config.language]


def _pot(domain: str, messages: Iterable[Message], edition: Edition) -> bytes:
    found: dict[tuple[str, str], Unit] = {}
    for message, comments in _commented(messages, edition):
        unit = found.get(message.key)
        if unit is None:
            flags = (*(("md-text",) if message.kind in _PROSE else ()), *(("python-brace-format",) if "{" in message.text else ()))
            unit = found[message.key] = Unit(message.text, context=message.context, flags=flags)
        unit.comments.update(dict.fromkeys(comments))
        if message.place.path:
            unit.files[message.place.path] = None
    return _template(domain, found.values())


def _commented(messages: Iterable[Message], edition: Edition) -> Iterator[tuple[Message, list[str]]]:
    """What is to be translated, each with what a translator wants to know: where it stands, below what, what its facts are."""
    headings: dict[str, str] = {}
    for message in messages:
        page = message.address.partition("#")[0]
        if has_words(message.text):
            comments = [f"{message.address} {message.kind}".strip()]
            if (above := headings.get(page)) and message.kind != "heading":
                comments.append(f"below: {above}")
            if "{" in message.text:
                comments += _values(message.text, edition)
            yield message, comments
        if message.kind == "heading":
            headings[page] = message.text


def _values(text: str, edition: Edition) -> list[str]:
    """What its facts are today."""
    references = [(kind, name) for kind, name in dict.fromkeys(REFERENCE.findall(text)) if edition.knows(kind, name)]
    return [f"{{{kind}.{name}}} = {show(edition, FactRef(kind, name)).text}" for kind, name in references]


def _mapping(messages: Iterable[Message]) -> bytes:
    """The files of a domain, for `pybabel extract -F`."""
    paths = sorted({message.place.path for message in messages if message.place.path})
    return "".join(f"[livret: {path}]\n" for path in paths).encode()


# --- templates ----------------------------------------------------------------------------------------

_HEADER = """# {domain}: a template by Livret.
msgid ""
msgstr ""
"Project-Id-Version: Livret\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\t": "\\t", "\n": "\\n"})


@dataclass(slots=True)
class Unit:
    """A message of a template. Never `python-format`: « 20 % de » is none, and a right translation would fail msgfmt."""

    text: str
    many: str = ""
    context: str = ""
    flags: tuple[str, ...] = ()
    comments: dict[str, None] = field(default_factory=dict)
    files: dict[str, None] = field(default_factory=dict)


def _template(domain: str, units: Iterable[Unit]) -> bytes:
    """A POT, written by hand: it is a tenth of what a general writer takes, and every line of it is known."""
    return "\n".join((_HEADER.format(domain=domain), *map(_unit, units))).encode()


def _unit(unit: Unit) -> str:
    lines = [f"#. {comment}" for comment in unit.comments]
    lines += [f"#: {_location(name)}" for name in sorted(unit.files)]
    if unit.flags:
        lines.append(f"#, {', '.join(unit.flags)}")
    if unit.context:
        lines.append(f'msgctxt "{unit.context}"')
    lines.append(f'msgid "{_escaped(unit.text)}"')
    if unit.many:
        lines += [f'msgid_plural "{_escaped(unit.many)}"', 'msgstr[0] ""', 'msgstr[1] ""\n']
    else:
        lines.append('msgstr ""\n')
    return "\n".join(lines)


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES) if '"' in text or "\\" in text else text


def _location(name: str) -> str:
    """A file alone; gettext isolates a name with a space in it."""
    return f"\u2068{name}\u2069" if " " in name else name
