"""The dialect: Python-Markdown's own inline rules, less those that are left out.

References are seen before any other rule, code included, so that none can be swallowed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import InlineProcessor as InlineRun
from markdown.util import AtomicString

from livret.model import Break, Code, Emphasis, FactRef, Inline, Strong, Text
from livret.text.targets import Fault, Targets

REFERENCE = re.compile(r"\{([a-z]+)\.([a-z][a-z0-9_]*)\}")
MAIL = r"<(?:mailto:)?([\w.+-]+@[\w-]+(?:\.[\w-]+)+)>"
_BRACES = re.compile(r"(?<!\\)(?:\{\{[^{}]*\}\}|\{[^{}]*\}?|\})")
_ELSEWHERE = re.compile(r"\{(?:[:#.%]|\{(?! ?[a-z]+\.[a-z]\w* ?\}\})).*\}")  # an id or a class, a command of a template
_HTML = re.compile(r"</?[A-Za-z][^<>]*>|<!--")
_BROKEN = re.compile(r"\] ?\(")
_BY_REFERENCE = re.compile(r"(?<!\d)\]\[[^\[\]\n]*\]")  # [text][name]; numbers in brackets are sources, one beside the other
_ESCAPED = re.compile("\x02(\\d+)\x03")
# The rules in use, in their order, with a sign without which there is nothing for a rule to find.
_RULES = {
    "fact": "{", "backtick": "`", "escape": "\\", "break": "\\ ", "noteref": "[^", "link": "[", "image_link": "![", "autolink": "<", "mail": "<", "em_strong": "",
}  # fmt: skip


class _Reference(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: ARG002 – Python-Markdown's
        return Element("fact", {"kind": m[1], "name": m[2]}), m.start(0), m.end(0)


class _NoteMark(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: ARG002 – Python-Markdown's
        return Element("noteref", {"name": m[1]}), m.start(0), m.end(0)


class _Mail(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: ARG002 – Python-Markdown's
        link = Element("a", {"href": f"mailto:{m[1]}"})
        link.text = AtomicString(m[1])
        return link, m.start(0), m.end(0)


class _Break(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: ARG002 – Python-Markdown's
        return Element("br"), m.start(0), m.end(0)


class _Machine:
    """Python-Markdown as far as it is needed: its inline rules, and what runs them."""

    def __init__(self) -> None:
        md = Markdown()
        md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "{", "}", "|", "<", ">"]
        md.inlinePatterns.register(_Reference(REFERENCE.pattern, md), "fact", 200)
        md.inlinePatterns.register(_Break(r"\\ ", md), "break", 178)  # after what is escaped, a backslash among it
        md.inlinePatterns.register(_NoteMark(r"\[\^([^\[\]]+)\]", md), "noteref", 175)
        md.inlinePatterns.register(_Mail(MAIL, md), "mail", 115)
        self._rules = [(sign, md.inlinePatterns[name]) for name, sign in _RULES.items()]
        self._delimiters = cast(Any, md).delimiters
        self._run = cast(InlineRun, md.treeprocessors["inline"])

    def paragraph(self, source: str) -> Element:
        """A message as elements."""
        root = Element("div")
        paragraph = SubElement(root, "p")
        paragraph.text = source
        self._delimiters.reset()  # nothing else is kept from one text to the next
        self._run.inlinePatterns = cast(Any, [rule for sign, rule in self._rules if sign in source])
        self._run.run(root)
        return paragraph


_MACHINE = _Machine()


def nodes(source: str, targets: Targets) -> tuple[Inline, ...]:
    """The nodes of a message. Neighbouring texts are not yet one."""
    targets.faults.extend(_misformed(source))
    return _Reader(targets).children(_MACHINE.paragraph(source))


def _misformed(source: str) -> Iterator[Fault]:
    """Braces that are no reference: a misspelt one would be shown to the reader as it stands."""
    for found in _BRACES.finditer(source):
        if _ELSEWHERE.fullmatch(found[0]):
            yield Fault("mark-unknown", found[0], (("text", found[0]),))
        elif not REFERENCE.fullmatch(found[0]):
            yield Fault("fact-malformed", found[0], (("text", found[0]),))


@dataclass(frozen=True, slots=True)
class _Reader:
    """From Python-Markdown's elements to our nodes."""

    targets: Targets

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
        if html := _HTML.search(raw):  # before what is escaped becomes itself: \< is allowed
            self.targets.faults.append(Fault("html-raw", _plain(html[0])))
        if reference := _BY_REFERENCE.search(raw):
            self.targets.faults.append(Fault("link-reference", _plain(reference[0])))
        text = _plain(raw)
        if broken := _BROKEN.search(text):
            self.targets.faults.append(Fault("link-broken", broken[0]))
        return Text(text)

    def title(self, raw: str | None) -> None:
        """The title of a link or a picture, which CommonMark has behind its address."""
        if raw and (text := _plain(raw)):
            self.targets.faults.append(Fault("link-title", text, (("text", text),)))

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
            case "br":
                yield Break()
            case "noteref":
                yield from self.targets.noteref(element.get("name", ""))
            case "a":
                children = self.children(element)
                self.title(element.get("title"))
                yield from self.targets.link(_plain(element.get("href", "")), children)
            case "img":
                self.title(element.get("title"))
                yield from self.targets.image(_plain(element.get("src", "")), _plain(element.get("alt", "")))
            case tag:
                raise TypeError(f"no node for <{tag}>")


def _plain(raw: str) -> str:
    return _ESCAPED.sub(lambda m: chr(int(m[1])), raw).replace("\x02amp\x03", "&")
