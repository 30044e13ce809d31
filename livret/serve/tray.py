"""The tray: pictures that were given to a page in the browser. They wait in memory until a text that shows them is saved, so that none lies in the site that
nobody shows; then each lies beside its page, under a name of ours."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from posixpath import basename, dirname
from urllib.parse import unquote

from livret import limits
from livret.media.encoding import Encoding
from livret.problems import detail
from livret.source import layers
from livret.source.door import Door
from livret.source.prose import FOLDER
from livret.text.targets import TARGET
from livret.writing.brought_pictures import NotTaken, free


@dataclass(slots=True)
class Tray:
    """By the path that each will have, the bytes of what waits, and of what was laid down by a save that can be taken back."""

    _held: dict[str, bytes] = field(default_factory=dict)

    def hold(self, door: Door, page: str, picture: Encoding) -> str:
        """Keeps a picture for a page; gives its name beside that. Raises NotTaken where it is no page of a booklet, or too many wait."""
        if not (page.startswith(f"{FOLDER}/") and page.endswith(".md")):
            raise NotTaken(detail("only a page of a booklet has pictures"))
        if len(self._held) >= limits.PICTURES_BROUGHT:
            raise NotTaken(detail("{count} came along before it", count=limits.PICTURES_BROUGHT))
        folder = dirname(page)
        there = {name.casefold() for name in (*door.folder(folder), *(basename(path) for path in self._held))}
        path = f"{folder}/{free(layers.plain(basename(page)).split('.')[0], picture.ending, there)}"
        self._held[path] = picture.data
        return basename(path)

    def shown(self, page: str, text: str) -> Iterator[tuple[str, bytes]]:
        """The pictures of ours that a text shows, by their paths."""
        names = set(_targets(text))
        for path, data in self._held.items():
            if dirname(path) == dirname(page) and basename(path) in names:
                yield path, data

    def digest(self, path: str) -> str:
        """The SHA-256 of one of ours."""
        return hashlib.sha256(self._held[path]).hexdigest()


def _targets(text: str) -> Iterator[str]:
    """What a text leads to, by the names beside it."""
    return (unquote(found[1].strip()).removeprefix("./") for found in TARGET.finditer(text))


def is_shown(door: Door, path: str) -> bool:
    """Whether any text beside a picture shows it."""
    texts = (f"{dirname(path)}/{name}" for name in door.folder(dirname(path)) if name.endswith(".md"))
    return any(basename(path) in _targets(door.text(text)) for text in texts)
