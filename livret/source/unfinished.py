"""What a site still has to say: texts that begin with a mark, as `livret new` writes them. No reader ever sees them of a site that is no demonstration."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from livret.model import Message
from livret.problems import Place, Report
from livret.source import fiction, yaml
from livret.text.targets import MARK


def check(trees: Iterable[Any], messages: Iterable[Message], report: Report) -> None:
    """Tells each place where something is still to be said: in files of YAML, as they are written, and in texts."""
    written = ((str(text), text.place) for tree in trees for text in yaml.scalars(tree))
    for text, place in (*written, *((message.text, message.place) for message in messages)):
        if MARK in text:
            report.add("text-unfinished", place, mark=MARK)


def check_address(url: str, place: Place, report: Report) -> None:
    """Tells of an address at which nobody can publish anything."""
    if fiction.host(urlsplit(url).hostname or ""):
        report.add("production-example", place)
