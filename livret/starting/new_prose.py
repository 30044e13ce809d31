"""A new booklet with its first chapter, and a new chapter at the end of a booklet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from posixpath import dirname

from livret.problems import Place, Report, near
from livret.publish import atomic
from livret.source import meant
from livret.source.door import Door
from livret.source.prose import FOLDER, RESERVED, Contents, reserved, slug_of
from livret.source.read import Reading
from livret.starting import starter
from livret.text.inline import escaped
from livret.text.targets import MARK
from livret.writing import brought_in
from livret.writing.brought_in import BroughtIn
from livret.writing.mending import Mender


def booklet(door: Door, reading: Reading, title: str, slug: str, first: str, report: Report) -> tuple[str, ...]:
    """Writes booklet.yaml and a first chapter; gives their paths. None, with a problem, where its address is taken or cannot be."""
    if not _may_be(slug, reading.contents.folders, report):
        return ()
    folder = f"{FOLDER}/{_next(door.folder(FOLDER))}-{slug}"
    head = starter.begun(reading.site.config.language, "new booklet.yaml", title=meant.quoted(escaped(title)), pictogram="booklet")
    page = f"{folder}/01-{meant.slug(first) or 'page'}.md"
    return tuple(_laid_out(door, {f"{folder}/booklet.yaml": head, page: _first_text(reading.site.config.language, first)}))


def chapter(door: Door, reading: Reading, booklet_slug: str, title: str, slug: str, report: Report) -> tuple[str, ...]:
    """Writes a chapter at the end of a booklet; gives its path. None, with a problem, where there is no such booklet or its address is taken."""
    path = place_of(door, reading, booklet_slug, slug, report)
    return tuple(_laid_out(door, {path: _first_text(language_of(reading, booklet_slug), title)})) if path else ()


@dataclass(frozen=True, slots=True)
class ToBe:
    """A chapter that is not written yet, and its pictures, by their paths."""

    path: str
    text: str
    pictures: Mapping[str, bytes]


def chapter_of(door: Door, reading: Reading, booklet_slug: str, slug: str, found: BroughtIn, report: Report) -> ToBe | None:
    """What a document would become at the end of a booklet: nothing is written. None, with a problem, as for `chapter`."""
    path = place_of(door, reading, booklet_slug, slug, report)
    if not path:
        return None
    folder = dirname(path)
    mender = Mender(path, language_of(reading, booklet_slug), reading.site.termbase.abbreviations)
    draft = brought_in.chapter_of(found, mender, slug, door.folder(folder), report)
    return ToBe(path, draft.text, {f"{folder}/{name}": data for name, data in draft.pictures.items()})


def write(door: Door, chapter: ToBe) -> tuple[str, ...]:
    """Writes a chapter, after its pictures; gives their paths, its own last."""
    for path, data in chapter.pictures.items():
        atomic.write(door.root / path, data)
    return (*chapter.pictures, *_laid_out(door, {chapter.path: chapter.text}))


def place_of(door: Door, reading: Reading, booklet_slug: str, slug: str, report: Report) -> str:
    """The path of a new chapter at the end of a booklet; "", with a problem, where it cannot be."""
    contents = reading.contents
    if booklet_slug not in contents.folders:
        close = near(booklet_slug, contents.folders) or meant.address(booklet_slug, contents.folders)
        report.add("booklet-unknown", Place(FOLDER), value=booklet_slug, choices=", ".join(contents.folders), near=close)
        return ""
    if not _may_be(slug, _chapters(contents, booklet_slug), report):
        return ""
    folder = contents.folders[booklet_slug]
    return f"{folder}/{_next(door.folder(folder))}-{slug}.md"


def language_of(reading: Reading, booklet_slug: str) -> str:
    """The language that a booklet is written in."""
    return next((each.language for each in reading.site.booklets if each.slug == booklet_slug), reading.site.config.language)


def _first_text(tag: str, title: str) -> str:
    return starter.begun(tag, "new chapter.md", heading=escaped(title) or MARK)


def _chapters(contents: Contents, booklet_slug: str) -> dict[str, str]:
    return {slug: path for path, (own, slug) in contents.by_path.items() if own == booklet_slug}


def _may_be(slug: str, taken: dict[str, str], report: Report) -> bool:
    if slug_of(slug) != slug:
        report.add("slug-invalid", Place(FOLDER), name=slug, near=meant.slug(slug))
    elif code := reserved(slug, RESERVED):
        report.add(code, Place(FOLDER), name=slug)
    elif slug in taken:
        report.add("duplicate", Place(FOLDER), value=slug, where=taken[slug])
    else:
        return True
    return False


def _next(names: Iterable[str]) -> str:
    """The number behind the last one, with as many figures."""
    numbers = [found[0] for name in names if (found := re.match(r"\d+(?=-)", name))]
    return str(max(map(int, numbers), default=0) + 1).zfill(max(map(len, numbers), default=2))


def _laid_out(door: Door, files: dict[str, str]) -> Iterable[str]:
    for path, text in files.items():
        atomic.write(door.root / path, text.encode())
        yield path
