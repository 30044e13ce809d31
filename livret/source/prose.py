"""Booklets and chapters: from `content/booklets/` to blocks, with every link followed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from posixpath import splitext

from livret.model import Block, Heading, Message
from livret.problems import Place, Report
from livret.schema.booklet import BookletMeta, ChapterMeta
from livret.site import Booklet, Chapter, ChapterHead
from livret.source import yaml
from livret.source.door import Door, Refused
from livret.text import blocks

FOLDER = "content/booklets"
RESERVED = frozenset({"services", "interface", "site", "agora", "print", "offline", "search", "data", "packs", "assets", "media", "index"})
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".svg")
SOUNDS = (".opus", ".opus.yaml")  # read in `recordings`
_SLUG = re.compile(r"^(?:\d+-)?([a-z0-9]+(?:-[a-z0-9]+)*)$")


@dataclass(slots=True)
class Shelf:
    """What reading the booklets gives: the booklets, their chapters, and what the checks need to look further."""

    booklets: list[Booklet] = field(default_factory=list)
    chapters: dict[tuple[str, str], Chapter] = field(default_factory=dict)
    by_path: dict[str, tuple[str, str]] = field(default_factory=dict)
    messages: dict[str, list[Message]] = field(default_factory=dict)  # by domain
    notes: dict[str, dict[str, int]] = field(default_factory=dict)  # by chapter address
    folders: dict[str, str] = field(default_factory=dict)  # domain to its folder
    heads: list[yaml.Mapping] = field(default_factory=list)  # booklet.yaml and front matters as they are written


def slug_of(name: str) -> str | None:
    """The slug of a file or folder name: `02-soins` is `soins`; None for a name that makes no address."""
    found = _SLUG.match(name)
    return found[1] if found else None


def read(door: Door, language: str, report: Report) -> Shelf:
    """Every booklet; `language` is the site's own."""
    shelf = Shelf()
    seen: dict[str, str] = {}
    for name in door.folder(FOLDER):
        folder = f"{FOLDER}/{name}"
        slug = _checked(name, folder, seen, report)
        if slug and (booklet := _booklet(door, folder, slug, language, shelf, report)):
            shelf.booklets.append(booklet)
    return shelf


def _checked(name: str, path: str, seen: dict[str, str], report: Report) -> str | None:
    slug = slug_of(name)
    if slug is None:
        report.add("slug-invalid", Place(path), name=name)
    elif slug in RESERVED:
        report.add("slug-reserved", Place(path), name=slug)
    elif slug in seen:
        report.add("duplicate", Place(path), value=slug, where=seen[slug])
    else:
        seen[slug] = path
        return slug
    return None


def _booklet(door: Door, folder: str, slug: str, language: str, shelf: Shelf, report: Report) -> Booklet | None:
    shelf.folders[slug] = folder
    messages = shelf.messages.setdefault(slug, [])
    meta, tree = yaml.load(door, f"{folder}/booklet.yaml", BookletMeta, report, slug)
    if meta:
        shelf.heads.append(tree)
    heads: list[ChapterHead] = []
    seen: dict[str, str] = {}
    for name in door.folder(folder):
        path = f"{folder}/{name}"
        stem, ending = splitext(name)
        if ending != ".md":
            if name != "booklet.yaml" and ending.lower() not in PICTURES and not name.endswith(SOUNDS):
                report.add("file-unexpected", Place(path), name=name, expected="booklet.yaml, 01-title.md, pictures, recordings")
            continue
        chapter_slug = _checked(stem, path, seen, report)
        if chapter_slug and (chapter := _chapter(door, path, slug, chapter_slug, shelf, report)):
            heads.append(chapter.head)
            shelf.chapters[slug, chapter_slug] = chapter
    if not seen:
        report.add("booklet-empty", Place(f"{folder}/booklet.yaml"))
    if meta is None:
        return None
    messages[:0] = [replace(meta.title, address=f"{slug}#title"), replace(meta.summary, address=f"{slug}#summary")]
    return Booklet(slug, meta.language or language, meta, tuple(heads))


def _chapter(door: Door, path: str, booklet: str, slug: str, shelf: Shelf, report: Report) -> Chapter | None:
    address = f"{booklet}/{slug}"
    shelf.by_path[path] = (booklet, slug)
    try:
        head, body, first_line = _split(door.text(path), path)
        tree = yaml.parse(head, path, 2) if head else None
    except Refused as refused:
        report.add(refused.problem.code, refused.problem.place, **dict(refused.problem.values))
        return None
    meta = yaml.validate(tree, ChapterMeta, report, booklet, Place(path, 1, 1))
    if meta and tree:
        shelf.heads.append(tree)
    prose = blocks.parse(body, path, booklet, address, first_line, report)
    shelf.notes[address] = prose.notes
    shelf.messages[booklet] += [*([replace(meta.summary, address=f"{address}#summary")] if meta and meta.summary else []), *prose.messages]
    if meta is None or prose.title is None:
        return None
    return Chapter(path, ChapterHead(slug, prose.title, meta), prose.blocks)


def _split(text: str, path: str) -> tuple[str, str, int]:
    """The YAML head and the Markdown body of a chapter, and the line at which the body begins."""
    if not text.startswith("---\n"):
        return "", text, 1
    end = text.find("\n---\n", 3)
    if end < 0:
        raise Refused("front-matter-open", Place(path, 1, 1))
    return text[4 : end + 1], text[end + 5 :], text.count("\n", 0, end + 5) + 1


def anchors(items: tuple[Block, ...]) -> Iterator[str]:
    """The ids of a chapter's headings. Headings inside lists and callouts have none to link to."""
    return (block.anchor for block in items if isinstance(block, Heading))
