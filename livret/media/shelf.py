"""The shelf: what was made of each picture and recording, once for all languages and for all runs.

It is a memo whose addresses are digests of what authors gave: a file that is moved, or stands in two booklets, is decoded once, and an edit of a text
decodes none. What pages have to know – sizes, addresses – is in the note of a row; the bytes are read by whoever publishes or prints them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from livret import paths
from livret.engine.memo import EmptyStore, Made, Memo, Step, Store, digest_of
from livret.engine.view import View
from livret.media import raster, svg
from livret.media.encoding import Encoding, UnfitError
from livret.problems import Place, Problem
from livret.source import opus
from livret.source.door import Door, Refused


@dataclass(frozen=True, slots=True)
class Rendition:
    """A picture in one size, in pixels: the ending of its file, and a digest of its bytes."""

    ending: str
    width: int
    height: int
    digest: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is published: on screens, the smallest first, and on paper. `name` is its author's, the ending left out; `letters` are those
    that it is written with."""

    name: str
    screens: tuple[Rendition, ...]
    paper: Rendition
    letters: str = ""

    @property
    def small(self) -> Rendition:
        """The one for phones, and for whatever is carried away."""
        return self.screens[0]

    @property
    def large(self) -> Rendition:
        return self.screens[-1]

    def path(self, folder: str, rendition: Rendition) -> str:
        """Where a rendition lies: all of a picture change their addresses together, and differ by their width, so that a phone without a network can
        show the one that it has instead of another."""
        of_all = digest_of("".join(each.digest for each in self.screens))
        width = "" if rendition == self.small else f".{rendition.width}"
        return f"{folder}{self.name}.{of_all[:10]}{width}{rendition.ending}"


PAPER = "paper"  # in the name of the bytes for paper; those for screens are counted


@dataclass
class Shelf(Memo):
    """What was made of pictures and recordings. Without a `door` there are none."""

    steps: Mapping[str, Step] = field(default_factory=lambda: STEPS)
    store: Store = field(default_factory=EmptyStore)
    door: Door | None = None
    _paths: dict[str, str] = field(default_factory=dict)  # of the files, by their addresses
    _view: View | None = None

    @property
    def looker(self) -> View:
        self._view = self._view or View(self)
        return self._view

    def resolve(self, kind: str, name: str) -> bytes:
        """The file with that address."""
        if kind != "original" or self.door is None:
            raise LookupError(name)
        return self.door.read(self._paths[name])

    def hashed(self, kind: str, name: str) -> str:
        """An original is what its address says."""
        if kind != "original":
            raise LookupError(kind)
        return name

    def picture(self, path: str) -> Picture:
        """What is published of the picture at a path from the site folder. Raises Refused, where it cannot be."""
        note = self._note("picture", path)
        if note["fault"]:
            code, values = note["fault"]
            raise Refused(code, Place(path), src=path, **values)
        *screens, paper = (Rendition(*each) for each in note["renditions"])
        return Picture(paths.plain_name(path), tuple(screens), paper, note["letters"])

    def faults(self, path: str) -> Iterator[Problem]:
        """What is wrong with a picture."""
        try:
            self.picture(path)
        except Refused as refused:
            yield refused.problem
        else:
            if self._note("picture", path)["moves"]:
                yield Problem("picture-moves", Place(path), (("src", path),))

    def rendition(self, name: str) -> bytes:
        """The bytes at `0/content/…/plan.jpg`, or at `paper/content/…`."""
        number, _, path = name.partition("/")
        values: list[bytes] = self._value("picture", path)
        return values[-1 if number == PAPER else int(number)]

    def sound(self, path: str) -> bytes:
        """A recording, without what is written in it beside the sound."""
        found: list[bytes] = self._value("sound", path)
        return found[0]

    def digest_at(self, kind: str, path: str) -> str:
        """The digest of what is made of a file."""
        return self.digest(kind, self._address(path))

    def _address(self, path: str) -> str:
        """Those that begin alike are kept together: a site of many pictures has not as many files of them, nor one of all."""
        if self.door is None:
            raise LookupError(path)
        digest = self.door.digest(path)
        if not digest:
            raise Refused("file-missing", Place(path))
        address = f"{digest[:2]}/{digest}"
        self._paths[address] = path
        return address

    def _note(self, kind: str, path: str) -> Any:
        return self.row(kind, self._address(path)).note

    def _value(self, kind: str, path: str) -> Any:
        return self.value(kind, self._address(path))


def _renditions(view: View, name: str) -> Made:
    data: bytes = view.look("original", name)
    try:
        decoded = svg.decoded(data) if svg.is_drawing(data) else raster.decoded(data)
    except UnfitError as unfit:
        return Made([], name, {"fault": [unfit.code, dict(unfit.values)], "moves": False, "letters": "", "renditions": []})
    encodings = [*decoded.screens, decoded.paper]
    renditions = [_as_note(each) for each in encodings]
    note = {"fault": None, "moves": decoded.moves, "letters": decoded.letters, "renditions": renditions}
    return Made([each.data for each in encodings], digest_of(note), note)


def _as_note(encoding: Encoding) -> list[Any]:
    return [encoding.ending, encoding.width, encoding.height, digest_of(encoding.data)]


def _recording(view: View, name: str) -> Made:
    data: bytes = view.look("original", name)
    return Made([opus.bare(data)], name)


STEPS: Mapping[str, Step] = {"picture": Step(_renditions, kept=True), "sound": Step(_recording, kept=True)}
