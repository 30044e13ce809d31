"""Inline nodes of a message: Python-Markdown's own inline rules, less those the dialect leaves out.

References are seen before any other rule, code included, so that none can be swallowed. What
cannot be shown is a `Fault` – data, whose place the caller knows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from posixpath import join, normpath
from typing import cast
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import InlineProcessor as InlineRun

from livret import limits
from livret.model import Code, CrossLink, Emphasis, FactRef, Image, Inline, Link, NoteRef, Strong, Text

Resolve = Callable[[str], tuple[str, str] | None]  # a source path to (booklet slug, chapter slug)
MARKUP = re.compile(r"[\\`*_\[\]<>{}!]")
REFERENCE = re.compile(r"\{([a-z]+)\.([a-z][a-z0-9_]*)\}")
BRACES = re.compile(r"(?<!\\)\{[^{}]*\}?|(?<!\\)\}")
HTML = re.compile(r"</?[A-Za-z][^<>]*>|<!--")
SCHEMES = ("https://", "http://", "mailto:")
_ESCAPED = re.compile("\x02(\\d+)\x03")


_SIGNS = re.compile(r"([\\`*_\[\]{}<>])")


def escaped(text: str) -> str:
    """A plain text as a message that says the same: none of its signs is markup."""
    return _SIGNS.sub(r"\\\1", text)


def has_words(text: str) -> bool:
    """Whether there is anything to translate: a cell that holds a reference or a number alone is the same everywhere."""
    return text[:1].isalpha() or any(character.isalpha() for character in REFERENCE.sub("", text))


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a message that cannot be shown: a problem's code, its values, and the text to look for."""

    code: str
    at: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Parsed:
    """A message as inline nodes, and what of it cannot be shown."""

    nodes: tuple[Inline, ...]
    faults: tuple[Fault, ...]


class _Reference(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: ARG002 – Python-Markdown's
        return Element("fact", {"kind": m[1], "name": m[2]}), m.start(0), m.end(0)


class _NoteMark(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: ARG002 – Python-Markdown's
        return Element("noteref", {"name": m[1]}), m.start(0), m.end(0)


def _machine() -> Markdown:
    md = Markdown()
    for left_out in (
        "html",
        "entity",
        "reference",
        "short_reference",
        "image_reference",
        "short_image_ref",
        "linebreak",
        "automail",
    ):
        md.inlinePatterns.deregister(left_out)
    md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "{", "}", "|", "<", ">"]
    md.inlinePatterns.register(_Reference(REFERENCE.pattern, md), "fact", 200)
    md.inlinePatterns.register(_NoteMark(r"\[\^([^\]\s]+)\]", md), "noteref", 175)
    return md


_MD = _machine()
_RUN = cast(InlineRun, _MD.treeprocessors["inline"])


class InlineParser:
    """Parses the messages of one domain: `folder` is what its link paths are relative to.

    `resolve` finds the chapter of a source path; `notes` numbers the footnotes of the chapter, when there are any.
    """

    def __init__(self, folder: str, resolve: Resolve) -> None:
        self.folder, self.resolve = folder, resolve

    def parse(self, source: str, notes: dict[str, int] | None = None) -> Parsed:
        if not MARKUP.search(source):
            return Parsed((Text(source),), ())
        if len(source) > limits.MESSAGE_CHARACTERS or len(MARKUP.findall(source)) > limits.INLINE_OPENERS:
            return Parsed((Text(source),), (Fault("message-long", source[:40]),))
        faults: list[Fault] = list(_misformed(source))
        root = Element("div")
        paragraph = Element("p")
        paragraph.text = source
        root.append(paragraph)
        _MD.reset()
        _RUN.run(root)
        reader = _Reader(self, notes or {}, faults)
        nodes = _joined(reader.children(paragraph))
        if _count(nodes) != len(REFERENCE.findall(source.replace("\\{", ""))):
            faults.append(Fault("fact-misplaced", "{"))
        return Parsed(nodes, tuple(faults))


@dataclass(slots=True)
class _Reader:
    """From Python-Markdown's elements to our nodes."""

    parser: InlineParser
    notes: dict[str, int]
    faults: list[Fault]

    def children(self, element: Element) -> tuple[Inline, ...]:
        return tuple(self._run(element))

    def _run(self, element: Element) -> Iterator[Inline]:
        if element.text:
            yield self.text(element.text)
        for child in element:
            yield from self.node(child)
            if child.tail:
                yield self.text(child.tail)

    def text(self, raw: str) -> Text:
        text = _plain(raw)
        if html := HTML.search(raw):  # before what is escaped becomes itself: \< is allowed
            self.faults.append(Fault("html-raw", _plain(html[0])))
        if text.find("](") >= 0 or text.find("] (") >= 0:
            self.faults.append(Fault("link-broken", "]"))
        return Text(text)

    def node(self, element: Element) -> Iterator[Inline]:
        match element.tag:
            case "strong":
                yield Strong(self.children(element))
            case "em":
                yield Emphasis(self.children(element))
            case "code":
                yield Code(_plain(element.text or ""))
            case "fact":
                yield FactRef(element.get("kind", ""), element.get("name", ""))
            case "noteref":
                yield from self.noteref(element.get("name", ""))
            case "a":
                yield from self.link(_plain(element.get("href", "")), self.children(element))
            case "img":
                yield from self.image(_plain(element.get("src", "")), _plain(element.get("alt", "")))
            case tag:
                raise TypeError(f"no node for <{tag}>")

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
        elif (found := self.parser.resolve(normpath(join(self.parser.folder, path)) if path else "")) is not None:
            yield CrossLink(*found, anchor, children)
        else:
            self.faults.append(Fault("link-target", href, (("href", href),)))

    def image(self, src: str, alt: str) -> Iterator[Inline]:
        if not alt.strip():
            self.faults.append(Fault("image-alt", "![", (("src", src),)))
        if ":" in src or src.startswith("/"):
            self.faults.append(Fault("image-path", src, (("src", src),)))
        else:
            yield Image(normpath(join(self.parser.folder, src)), alt)


def _plain(raw: str) -> str:
    return _ESCAPED.sub(lambda m: chr(int(m[1])), raw).replace("\x02amp\x03", "&")


def _misformed(source: str) -> Iterator[Fault]:
    """Braces that are no reference: a misspelt one would be shown to the reader as it stands."""
    for found in BRACES.finditer(source):
        if not REFERENCE.fullmatch(found[0]):
            yield Fault("fact-malformed", found[0], (("text", found[0]),))


def _joined(nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Neighbouring texts made one."""
    joined: list[Inline] = []
    for node in nodes:
        if joined and isinstance(node, Text) and isinstance(joined[-1], Text):
            joined[-1] = Text(joined[-1].text + node.text)
        else:
            joined.append(node)
    return tuple(joined)


def walk(nodes: tuple[Inline, ...]) -> Iterator[Inline]:
    """Every node of a tree, in reading order."""
    for node in nodes:
        yield node
        if isinstance(node, Strong | Emphasis | Link | CrossLink):
            yield from walk(node.children)


def _count(nodes: tuple[Inline, ...]) -> int:
    return sum(isinstance(node, FactRef) for node in walk(nodes))
