"""Alerts as they are written: an entry of `content/alerts.yaml` that comes or goes, and no other byte of the file with it."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from livret.publish import atomic
from livret.source import yaml
from livret.source.alerts import PATH
from livret.source.door import Door, Refused

_HEAD = "# yaml-language-server: $schema=../docs/schema/alerts.json\nalerts:\n"
_NONE = re.compile(r"^alerts:[ \t]*(?:\[[ \t]*\]|~|null)?[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Asked:
    """An alert to begin."""

    text: str
    first: datetime.date
    last: datetime.date
    languages: tuple[str, ...] = ()
    about: tuple[str, ...] = ()

    def lines(self, ident: str) -> Iterator[str]:
        """Its entry, line by line."""
        yield f"- id: {ident}"
        yield f"  text: {json.dumps(self.text, ensure_ascii=False)}"
        yield f"  from: {self.first}"
        yield f"  until: {self.last}"
        for key, names in (("languages", self.languages), ("about", self.about)):
            if names:
                yield f"  {key}: {json.dumps(names, ensure_ascii=False)}"


def begun(before: str, asked: Asked) -> tuple[str, str]:
    """The file with one alert more, and the id of that. Raises Refused for a file that is broken."""
    entries = _written_alerts(before)
    known = {str(entry.get("id")) for entry in entries}
    ident = next(name for name in (f"alert_{number}" for number in count(1)) if name not in known)
    depth = entries[-1].place.column - 3 if entries else 2
    lines = [f"{' ' * depth}{line}" for line in asked.lines(ident)]
    written = _text_lines(before)
    if entries:
        end = _end(written, entries[-1].place.line)
        return _as_text([*written[:end], *lines, *written[end:]]), ident
    head = _NONE.sub("alerts:", before, count=1) if _NONE.search(before) else before + _HEAD
    return _as_text([*_text_lines(head), *lines]), ident


def ended(before: str, ident: str) -> str | None:
    """The file without an alert; None where there is none of that id. Raises Refused for a file that is broken."""
    entries = _written_alerts(before)
    entry = next((each for each in entries if each.get("id") == ident), None)
    if entry is None:
        return None
    written = _text_lines(before)
    rest = [*written[: entry.place.line - 1], *written[_end(written, entry.place.line) :]]
    return _NONE.sub("alerts: []", _as_text(rest), count=1) if len(entries) == 1 else _as_text(rest)


def text(door: Door) -> str:
    """The file as it is; "" where there is none. Raises Refused."""
    return door.written(PATH) if door.has(PATH) else ""


def write(door: Door, text: str) -> None:
    """Writes the file, if it is one that Livret can read again; with no text, takes it away. Raises Refused."""
    if text:
        yaml.parse(text, PATH)
        atomic.write(door.root / PATH, text.encode())
    else:
        atomic.remove(door.root / PATH)


def _written_alerts(text: str) -> list[yaml.Mapping]:
    """What is written of each alert. Raises Refused where a list of them cannot be made out."""
    tree = yaml.parse(text, PATH) if text.strip() else None
    listed = (tree.get("alerts") if isinstance(tree, yaml.Mapping) else None) or []
    dashed = _text_lines(text)
    for entry in listed:
        if not isinstance(entry, yaml.Mapping) or not dashed[entry.place.line - 1].lstrip().startswith("- "):
            raise Refused("alert-form", yaml.place_of(tree, "alerts"))
    return list(listed)


def _end(lines: list[str], first: int) -> int:
    """How many lines there are until an entry is over that begins on the line `first`, counted from 1: what belongs to it is indented."""
    depth = len(lines[first - 1]) - len(lines[first - 1].lstrip())
    for number, line in enumerate(lines[first:], first):
        if line.strip() and len(line) - len(line.lstrip()) <= depth:
            return number
    return len(lines)


def _text_lines(text: str) -> list[str]:
    """As YAML counts them, with what else ends a line for Python left in its text."""
    return text.removesuffix("\n").split("\n")


def _as_text(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"
