"""Inline nodes of a message: `simple` reads most, `dialect` all others.

What cannot be shown is a `Fault` – data, whose place the caller knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from livret import limits
from livret.model import CrossLink, Emphasis, FactRef, Image, Inline, Isolated, Link, Strong, Text
from livret.text import dialect, simple
from livret.text.dialect import REFERENCE
from livret.text.message_text import SIGNS
from livret.text.targets import Fault, Resolve, Targets

MARKUP = re.compile(r"[\\`*_\[\]<>{}!]")
_PARENTS = (Strong, Emphasis, Link, CrossLink, Isolated)


def escaped(text: str) -> str:
    """A plain text as a message that says the same: none of its signs is markup."""
    return SIGNS.sub(r"\\\1", text)


def has_words(text: str) -> bool:
    """Whether there is anything to translate: a cell that holds a reference or a number alone is the same everywhere."""
    return text[:1].isalpha() or any(character.isalpha() for character in REFERENCE.sub("", text))


@dataclass(frozen=True, slots=True)
class Parsed:
    """A message as inline nodes, what of it cannot be shown, and the pictures that are not to be."""

    nodes: tuple[Inline, ...]
    faults: tuple[Fault, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InlineParser:
    """Parses the messages of one domain: `folder` is what its link paths are relative to.

    `resolve` finds the chapter of a source path; `notes` numbers the footnotes of the chapter, when there are any. Pictures that are `withheld` leave nothing;
    what leads to a page that is `held`, by its address, leaves its words, and a reference the name that stands there.
    """

    folder: str
    resolve: Resolve
    withheld: frozenset[str] = frozenset()
    held: Mapping[str, str] = field(default_factory=dict)

    def parse(self, source: str, notes: dict[str, int] | None = None) -> Parsed:
        if _too_long(source):
            return Parsed((Text(source[: limits.MESSAGE_CHARACTERS]),), (Fault("message-long", source[:40]),))
        if not MARKUP.search(source):
            return Parsed((Text(source),))
        targets = Targets(self.folder, self.resolve, notes or {}, self.withheld)
        found = simple.nodes(source, targets)
        if found is None:
            targets = Targets(self.folder, self.resolve, notes or {}, self.withheld)
            found = dialect.nodes(source, targets)
        nodes = _joined(found)
        if "{" in source and _count(nodes) != len(REFERENCE.findall(source.replace("\\{", ""))):
            targets.faults.append(Fault("fact-misplaced", "{"))
        if self.held:
            nodes = _joined(_unled(nodes, self.held))
        return Parsed(nodes, tuple(targets.faults), tuple(targets.left_out))


def _too_long(source: str) -> bool:
    """Whether a text would keep the parser busy. It has no more signs than characters, so that most need no count."""
    if len(source) > limits.MESSAGE_CHARACTERS:
        return True
    return len(source) > limits.INLINE_OPENERS and len(MARKUP.findall(source)) > limits.INLINE_OPENERS


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
        if isinstance(node, _PARENTS):
            yield from walk(node.children)


def with_pictures(nodes: tuple[Inline, ...], others: Mapping[str, str]) -> tuple[Inline, ...]:
    """The nodes with other pictures in the place of some, by their paths."""

    def other(node: Inline) -> Inline:
        if isinstance(node, Image):
            return replace(node, path=others.get(node.path, node.path))
        return replace(node, children=with_pictures(node.children, others)) if isinstance(node, _PARENTS) else node

    return tuple(map(other, nodes))


def leads_to(node: CrossLink | FactRef) -> str:
    """The address of what a link or a reference leads to: `sante/numeros`, `services/permanence`; "" for a fact."""
    if isinstance(node, CrossLink):
        return f"{node.booklet}/{node.chapter}".rstrip("/")
    return f"services/{node.name}" if node.kind == "service" else ""


def _unled(nodes: tuple[Inline, ...], held: Mapping[str, str]) -> tuple[Inline, ...]:
    """The nodes with words in the place of what leads to something that is held."""
    found: list[Inline] = []
    for node in nodes:
        if isinstance(node, CrossLink) and leads_to(node) in held:
            found += _unled(node.children, held)
        elif isinstance(node, FactRef) and (address := leads_to(node)) in held:
            found.append(Text(held[address]))
        elif isinstance(node, _PARENTS):
            found.append(replace(node, children=_unled(node.children, held)))
        else:
            found.append(node)
    return tuple(found)


def _count(nodes: tuple[Inline, ...]) -> int:
    return sum(isinstance(node, FactRef) for node in walk(nodes))
