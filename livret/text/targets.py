"""Targets: what the links, pictures and footnote marks of a message lead to. What leads nowhere is a `Fault`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from posixpath import join, normpath
from urllib.parse import unquote

from livret.model import CrossLink, Image, Inline, Link, NoteRef

Resolve = Callable[[str], tuple[str, str] | None]  # a source path to (booklet slug, chapter slug)
_MAIL = re.compile(r"mailto:[^\s@<>,;:/()]+@[^\s@<>,;:/()]+\.[^\s@<>,;:/().?]+(?:\?\S*)?")
_SPACE = re.compile(r"\s+")
# Between quotation marks that Python-Markdown does not take for those of a title; the size of a picture in other programs.
_TITLE = re.compile(r"\s+(?P<text>[“”„«»‘’‹›\"'].*|=\d*x\d*)$")
TARGET = re.compile(r"\]\(([^)]*)\)")  # of a link or a picture, in a text as it is written
MARK = "(???)"  # where a site still has to say something
SCHEMES = ("https://", "http://", "mailto:")


def unlinked(text: str) -> str:
    """A text without what its links lead to."""
    return TARGET.sub("]()", text) if "](" in text else text


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a message that cannot be shown: a problem's code, its values, and the text to look for."""

    code: str
    at: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Targets:
    """Makes the nodes of one message that lead somewhere, and gathers its faults."""

    folder: str
    resolve: Resolve
    notes: Mapping[str, int]
    withheld: frozenset[str] = frozenset()  # pictures that are not shown
    faults: list[Fault] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)  # those of them that are in the text

    def noteref(self, name: str) -> Iterator[Inline]:
        if name in self.notes:
            yield NoteRef(name, self.notes[name])
        else:
            self.faults.append(Fault("note-unknown", f"[^{name}]", (("name", name),)))

    def link(self, href: str, children: tuple[Inline, ...]) -> Iterator[Inline]:
        href = self.untitled(href.translate(_UNSEEN))
        path, anchor = _path_and_anchor(href)
        if not href:
            self.faults.append(Fault("link-empty", "]("))
        elif href.startswith("tel:"):
            self.faults.append(Fault("link-tel", href, (("href", href),)))
        elif href.startswith("mailto:") and not _MAIL.fullmatch(href):
            self.faults.append(Fault("email-invalid", href, (("value", href), ("near", _mail_like(href)))))
        elif href.startswith(SCHEMES) and _SPACE.search(href):
            self.faults.append(Fault("link-space", href, (("href", href), ("near", _SPACE.sub("%20", href)))))
        elif href.startswith(SCHEMES):
            yield Link(href, children)
        elif ":" in path or href.startswith("//"):
            self.faults.append(Fault("link-scheme", href, (("href", href),)))
        elif (found := self.chapter(path)) is not None:
            yield CrossLink(*found, anchor, children)
        else:
            self.faults.append(Fault("link-target", href, (("href", href),)))

    def untitled(self, address: str) -> str:
        """An address without the title or the size that stands behind it: neither is shown."""
        if found := _TITLE.search(address):
            self.faults.append(Fault("link-title", found["text"], (("text", found["text"]),)))
            return address[: found.start()]
        return address

    def chapter(self, path: str) -> tuple[str, str] | None:
        """The chapter at a path; names of chapters have small letters."""
        whole = _from(self.folder, path) if path else ""
        found = self.resolve(whole)
        return found if found is not None else self.resolve(whole.lower())

    def image(self, src: str, alt: str) -> Iterator[Inline]:
        src = _decoded(self.untitled(src.translate(_UNSEEN)))
        if not alt.strip() or MARK in alt:
            self.faults.append(Fault("image-alt", "![", (("src", src),)))
        if ":" in src or src.startswith("/"):
            self.faults.append(Fault("image-path", src, (("src", src),)))
        elif (path := _from(self.folder, src)) in self.withheld:
            self.left_out.append(path)
        else:
            yield Image(path, alt)


# Zero-width signs and marks of direction, which are pasted along with an address: nobody sees them, and none leads there.
_UNSEEN = dict.fromkeys(
    [0xAD, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), *range(0x2066, 0x206A)]
)


def _path_and_anchor(href: str) -> tuple[str, str]:
    """The path and the anchor of a link within the site, as files and headings are named: editors write `%20`, Windows `\\`."""
    path, _, anchor = href.partition("#")
    return (path if path.startswith(SCHEMES) else _decoded(path)), _decoded(anchor).lower()


def _decoded(path: str) -> str:
    if path.isascii() and "%" not in path and "\\" not in path:
        return path
    return unicodedata.normalize("NFC", unquote(path, errors="strict") if _is_encoded(path) else path).replace("\\", "/")


def _is_encoded(path: str) -> bool:
    """Whether its percent signs are those of an address in UTF-8, not signs of a name."""
    try:
        return unquote(path, errors="strict") != path
    except UnicodeDecodeError:
        return False


@lru_cache(maxsize=4096)
def _from(folder: str, path: str) -> str:
    """A path from the site folder; that of a link is asked for in every language."""
    return normpath(join(folder, path))


def _mail_like(href: str) -> str:
    """The same without white space, where that is an address."""
    found = "".join(href.split())
    return found if _MAIL.fullmatch(found) else ""
