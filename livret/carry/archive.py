"""A language as a folder for a USB stick: its pages, what they need, its PDFs and its files to carry, in a ZIP."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from livret.artifact import Artifact
from livret.carry.container import container
from livret.translation.edition import Edition
from livret.web import paths, recordings
from livret.web.frame import page, render
from livret.web.head import absolute

_LINK = re.compile(r' (href|src|content)="([^":#?]+)(#[^"]*)?"')  # a relative one: no scheme
_REFRESH = "0; url="
_PAGES = frozenset({"404.html", "saved.html", "offline.html"})  # two are for a server alone, the other tells this file's size


def archive(edition: Edition, artifact: Artifact) -> bytes:
    """What is not inside – another language, the page that lists these files – is linked at the site's address."""
    tag = edition.language.tag
    inside = {path for path in _members(edition) if path.removeprefix(f"{tag}/") not in _PAGES}
    start = page(edition, Artifact("index.html", artifact.kind, tag), edition.plain(edition.config.name), "", paths.home)
    files = [("index.html", render(edition, start, "start.html"))]
    files += [(path, _closed(edition, path, inside)) for path in sorted(inside)]
    return container(files)


def _members(edition: Edition) -> Iterator[str]:
    """Published files: the language's own, and those that every language has. Of the recordings, those that its pages play."""
    tag = edition.language.tag
    prefixes = [f"{tag}/", f"qr/{tag}/", "assets/", "media/", paths.carried(tag, "html")]
    for booklet in edition.booklets():
        prefixes += [paths.pdf(tag, booklet.slug), *(paths.carried(f"{booklet.slug}.{tag}", ending) for ending in ("html", "epub"))]
    prefixes += [heard.path for heard in recordings.every(edition)]
    for prefix in prefixes:
        yield from (path for path, _, _ in edition.made(prefix) if prefix != "media/" or not path.endswith(".opus"))


@lru_cache(maxsize=1 << 12)
def _target(folder: str, link: str) -> str:
    """Pages of one folder have most of their links in common."""
    return normpath(join(folder, unquote(link)))


def _closed(edition: Edition, path: str, inside: set[str]) -> bytes:
    """A file as it is; a page with its links out of the folder led to the site."""
    data = edition.copy(path)
    if not path.endswith(".html") or path.startswith("offline/"):
        return data

    def led(found: re.Match[str]) -> str:
        name, link, anchor = found[1], found[2], found[3] or ""
        target = _target(dirname(path), link)
        return found[0] if name == "content" or target in inside else f' {name}="{absolute(edition, target)}{anchor}"'

    return _LINK.sub(led, data.decode()).encode()
