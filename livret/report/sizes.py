"""What a phone with little data pays for what is published, against the most that it shall pay (`limits`)."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from posixpath import basename

from livret import limits, paths
from livret.languages import name_in
from livret.publish import folder
from livret.schema.asset_list import CARRIED, EVERY, FRAMED, AssetList
from livret.source.door import Door
from livret.tongue import spoken, told

_SEARCH = "search.js"
_LOOKED_AT = 20  # files: the one that weighs most when it is sent is among those that weigh most as they lie there


@dataclass(frozen=True, slots=True)
class Size:
    """What something weighs, in bytes or in requests, and the most that it may; `path` is its file from public/, where it is one."""

    what: str
    weighs: int
    most: int
    path: str = ""

    @property
    def too_much(self) -> bool:
        return self.weighs > self.most


def sizes(published: Door, assets: AssetList, tags: Iterable[str]) -> tuple[Size, ...]:
    """Of what lies behind the door of public/: what all pages share, the largest of them, each language that is saved. Nothing where nothing is published."""
    files = folder.files(published.root)
    if not files:
        return ()
    saved = ((tag, paths.pack(tag)) for tag in tags)
    return (
        *_shared(files, published, assets),
        *_largest(files, published),
        *(size for tag, path in saved if path in files for size in _saved(tag, path, published)),
    )


def _shared(files: Iterable[str], door: Door, assets: AssetList) -> Iterator[Size]:
    loaded = {_name(path): path for path in files if path.startswith(paths.ASSETS)}

    def sent(names: Iterable[str]) -> int:
        return sum(sent_bytes(door.read(loaded[name])) for name in names if name in loaded)

    styles = (name for name, each in assets.styles.items() if not {EVERY, FRAMED}.isdisjoint(each.pages))
    scripts = (name for name, each in assets.scripts.items() if name != _SEARCH and _on_several(each.pages))
    yield Size(told("styles of every page"), sent(styles), limits.STYLES_SENT)
    yield Size(told("scripts of several pages"), sent(scripts), limits.SCRIPTS_SENT)
    yield Size(told("script of the search"), sent([_SEARCH]), limits.SEARCH_SENT)


def _on_several(kinds: Sequence[str]) -> bool:
    return not {EVERY, FRAMED}.isdisjoint(kinds) or len({*kinds} - {CARRIED}) > 1


def _name(path: str) -> str:
    """`style.css` of `assets/style.3f2a….css`."""
    stem, _, ending = basename(path).rpartition(".")
    return f"{stem.rpartition('.')[0]}.{ending}"


def _largest(files: Iterable[str], door: Door) -> Iterator[Size]:
    pages = [path for path in files if path.endswith(".html") and not path.startswith(paths.CARRIED)]
    papers = [path for path in files if path.startswith(paths.PRINT) and path.endswith(".pdf")]
    for what, found, weigh, most in (
        (told("the largest page"), pages, sent_bytes, limits.PAGE_SENT),
        (told("the largest PDF"), papers, len, limits.PDF_TO_READ),
    ):
        if found:
            weighs, path = max(_weighed(found, door, weigh))
            yield Size(what, weighs, most, path)


def _weighed(files: Iterable[str], door: Door, weigh: Callable[[bytes], int]) -> Iterator[tuple[int, str]]:
    heaviest = sorted(files, key=lambda path: -door.on_disk(path).stat().st_size)[:_LOOKED_AT]
    return ((weigh(door.read(path, limits.PDF_BYTES)), path) for path in heaviest)


def _saved(tag: str, path: str, door: Door) -> Iterator[Size]:
    """By its pack, which counts what a phone loads, pictures apart in requests."""
    pack, name = json.loads(door.read(path)), name_in(tag, spoken())
    asked = [sheaf for sheaf, _ in pack["sheaves"]] + [file[0] for file in pack["files"] if len(file) == _ALONE]
    requests = [each for each in asked if not each.startswith(paths.MEDIA)]
    yield Size(told("{language}, saved on a phone", language=name), pack["weight"], limits.SAVED_SENT, path)
    yield Size(told("requests to save {language}", language=name), len(requests), limits.SAVED_REQUESTS, path)


_ALONE = 3  # what a pack tells of a file that is in no sheaf


def sent_bytes(data: bytes) -> int:
    """As a server sends it, about."""
    return len(gzip.compress(data, 9))
