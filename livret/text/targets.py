"""Targets: what the links, pictures and footnote marks of a message lead to. What leads nowhere is a `Fault`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from posixpath import join, normpath

from livret.model import CrossLink, Image, Inline, Link, NoteRef

Resolve = Callable[[str], tuple[str, str] | None]  # a source path to (booklet slug, chapter slug)
SCHEMES = ("https://", "http://", "mailto:")


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
    faults: list[Fault] = field(default_factory=list)

    def noteref(self, name: str) -> Iterator[Inline]:
        if name in self.notes:
            yield NoteRef(name, self.notes[name])
        else:
            self.faults.append(Fault("note-unknown", f"[^{name}]", (("name", name),)))

    def link(self, href: str, children: tuple[Inline, ...]) -> Iterator[Inline]:
        path, _, anchor = href.partition("#")
        if not href:
            self.faults.append(Fault("link-empty", "]("))
        elif href.startswith("tel:"):
            self.faults.append(Fault("link-tel", href, (("href", href),)))
        elif href.startswith(SCHEMES):
            yield Link(href, children)
        elif ":" in path or href.startswith("//"):
            self.faults.append(Fault("link-scheme", href, (("href", href),)))
        elif (found := self.resolve(_from(self.folder, path) if path else "")) is not None:
            yield CrossLink(*found, anchor, children)
        else:
            self.faults.append(Fault("link-target", href, (("href", href),)))

    def image(self, src: str, alt: str) -> Iterator[Inline]:
        if not alt.strip():
            self.faults.append(Fault("image-alt", "![", (("src", src),)))
        if ":" in src or src.startswith("/"):
            self.faults.append(Fault("image-path", src, (("src", src),)))
        else:
            yield Image(_from(self.folder, src), alt)


@lru_cache(maxsize=4096)
def _from(folder: str, path: str) -> str:
    """A path from the site folder; that of a link is asked for in every language."""
    return normpath(join(folder, path))
