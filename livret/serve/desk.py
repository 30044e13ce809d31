"""The desk: the texts of a site that can be written in a browser, each saved whole or not at all.

What may be written are files that are there: texts in `content/` and `translations/`, by the names that the door gives, none of them reached by a link. So
no address leads elsewhere, however it is spelled, on whatever system. Pictures are laid beside such a text, under names that we give.
"""

from __future__ import annotations

import datetime
import hashlib
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import basename

from livret import limits
from livret.media.encoding import Encoding
from livret.problems import Place
from livret.publish import atomic
from livret.serve.tray import Tray, is_shown
from livret.source.door import Door, Refused, one_line_end

_ROOMS = ("content", "translations")
_TEXTS = {".md": limits.TEXT_FILE_BYTES, ".yaml": limits.TEXT_FILE_BYTES, ".po": limits.CATALOG_BYTES}
_SAVES = 100  # that can be taken back, of each file
_MARK = "\ufeff"  # of editors on Windows, at the beginning


@dataclass(frozen=True, slots=True)
class Written:
    """A text as it stands in its file. `text` has line ends as Unix has them, `data` are the bytes; `digest` is their SHA-256."""

    path: str
    text: str
    data: bytes
    digest: str


@dataclass(frozen=True, slots=True)
class _Save:
    """A save that can be taken back: the digest of what it wrote, what was there before, and the pictures that it laid beside."""

    digest: str
    before: bytes
    pictures: tuple[str, ...] = ()


class Changed(Exception):
    """A text is not as it was when it was read: `now` is how it stands."""

    def __init__(self, now: Written) -> None:
        super().__init__(now.path)
        self.now = now


@dataclass(slots=True)
class Desk:
    """The texts of the site in a folder. Whoever calls does one thing after the other: between a look at a file and its writing there is no other save."""

    site: Path
    _saves: dict[str, deque[_Save]] = field(default_factory=dict)  # by path
    _tray: Tray = field(default_factory=Tray)

    def files(self) -> tuple[str, ...]:
        """The paths of all that can be written, folder by folder."""
        door = self._door()
        return tuple(path for path in _own_texts(door) if _is_itself(door, path))

    def read(self, path: str) -> Written:
        """A text as it stands. Raises Refused for what is not to be written here, and for what cannot be read."""
        return _as_read(self._allowed(path), path)

    def save(self, path: str, was: str, text: str) -> Written:
        """Writes a text in the place of the one with the digest `was`; its line ends are those that the file has. Raises Changed where another one is there
        by now, Refused as `read` does, and OSError."""
        now = self._as_it_was(path, was)
        if one_line_end(text) == now.text:
            return now
        data = _as_written(text, now.data)
        if len(data) > _limit(path):
            raise Refused("file-large", Place(path), limit=_limit(path))
        pictures = self._lay_down(path, text)
        try:
            self._replace(path, data)
        except BaseException:
            self._take_away(pictures)
            raise
        saved = self._saves.setdefault(path, deque(maxlen=_SAVES))
        saved.append(_Save(hashlib.sha256(data).hexdigest(), now.data, pictures))
        return self.read(path)

    def give(self, page: str, picture: Encoding) -> str:
        """Takes a picture for a page; gives its name beside that. It is written when a text is saved that shows it. Raises Refused and NotTaken."""
        return self._tray.hold(self._allowed(page), page, picture)

    def can_undo(self, now: Written) -> bool:
        """Whether the text is as a save left it."""
        saved = self._saves.get(now.path)
        return saved is not None and len(saved) > 0 and saved[-1].digest == now.digest

    def undo(self, path: str, was: str) -> Written:
        """Writes what was there before the last save, byte for byte, and takes away the pictures that came with it. Raises as `save` does; Changed too where
        nothing can be taken back."""
        now = self._as_it_was(path, was)
        if not self.can_undo(now):
            raise Changed(now)
        save = self._saves[path][-1]
        self._replace(path, save.before)
        self._saves[path].pop()
        self._take_away(save.pictures)
        return self.read(path)

    def _lay_down(self, page: str, text: str) -> tuple[str, ...]:
        """Writes the pictures that a text shows and that are not there yet; gives their paths."""
        door = self._allowed(page)
        new = [(path, data) for path, data in self._tray.shown(page, text) if not door.has(path)]
        for path, data in new:
            atomic.write(door.on_disk(page).with_name(basename(path)), data)
        return tuple(path for path, _ in new)

    def _take_away(self, pictures: Iterable[str]) -> None:
        """Removes pictures that no text shows any more, unless somebody has put another one there."""
        door = self._door()
        for path in pictures:
            if door.digest(path) == self._tray.digest(path) and not is_shown(door, path):
                atomic.remove(door.on_disk(path))

    def _door(self) -> Door:
        return Door(self.site, datetime.date.min)

    def _allowed(self, path: str) -> Door:
        """A door to a text that may be written. Each part of its path is the name of something that is there."""
        door, (*folders, name) = self._door(), path.split("/")
        named = folders[:1] and folders[0] in _ROOMS and _ending(path) in _TEXTS and name
        if not named or not all(part in door.folder("/".join(folders[:n])) for n, part in enumerate((*folders, name)) if n):
            raise Refused("file-missing", Place(path))
        if not _is_itself(door, path):
            raise Refused("file-outside", Place(path))
        return door

    def _as_it_was(self, path: str, was: str) -> Written:
        now = self.read(path)
        if now.digest != was:
            raise Changed(now)
        return now

    def _replace(self, path: str, data: bytes) -> None:
        atomic.write(self._allowed(path).on_disk(path), data)


def _own_texts(door: Door) -> Iterator[str]:
    return (path for room in _ROOMS for path in door.own(room) if _ending(path) in _TEXTS)


def _is_itself(door: Door, path: str) -> bool:
    """Whether a file lies where its path says: no link on the way, and it is none itself."""
    real = door.on_disk(path)
    return real.is_file() and real.resolve() == real and real.is_relative_to(door.root)


def _ending(path: str) -> str:
    return path[path.rfind(".") :] if "." in path else ""


def _limit(path: str) -> int:
    return _TEXTS[_ending(path)]


def _as_read(door: Door, path: str) -> Written:
    text = door.written(path, _limit(path))
    return Written(path, one_line_end(text.removeprefix(_MARK)), text.encode(), door.looks[path])


def _as_written(text: str, before: bytes) -> bytes:
    """A text with the line ends that most lines had before, and with the mark at its beginning where there was one. Raises UnicodeEncodeError for half a sign."""
    ends = "\r\n" if before.count(b"\r\n") * 2 > before.count(b"\n") else "\n"
    mark = _MARK if before.startswith(_MARK.encode()) else ""
    return (mark + one_line_end(text).replace("\n", ends)).encode()
