"""A feed of each language (Atom, RFC 4287)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from urllib.parse import urlsplit

from livret import paths
from livret.artifact import Artifact
from livret.editions.edition import Edition
from livret.format import File, Format, Scope
from livret.phrases.news import news
from livret.web.templates import template

MOST = 50  # entries: who looks once a month misses nothing


def _feed(edition: Edition, artifact: Artifact) -> bytes:
    entries = news(edition)[:MOST]
    updated = max((entry.day for entry in entries), default=datetime.date.min)
    host = urlsplit(edition.config.url).hostname
    named = [(f"tag:{host},{entry.day}:/{entry.path.replace('#', '?')}", entry) for entry in entries]  # RFC 4151
    return template(edition, "feed.xml").render(path=artifact.path, entries=named, updated=updated).encode()


def _all(scope: Scope) -> Iterator[File]:
    if scope.edition.has_room:
        yield paths.feed(scope.tag), ""


FORMATS = (Format("feed", _feed, _all),)
