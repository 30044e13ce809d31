"""Runs that go over the edge of a node: of **05**/03/2026 a part is marked, and all of it keeps its order as one isolate."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

from livret.model import CrossLink, Emphasis, Inline, Isolated, Link, Strong, Text

UNIT = r"%‰€$£¥₽₴₺₾°№§"  # what counts as a digit: it belongs to the number beside it
_FIGURE = re.compile(rf"[\d{UNIT}]")  # in every run that goes over an edge
_NEAR = 16  # letters on each side of an edge that are looked at
_OBJECT = "\ufffc"  # what is no text: a fact, a picture
# What may lie on both sides of an edge inside a run: digits with signs and a space between, or letters and digits with signs alone.
_LEFT = re.compile(rf"(?P<digit>[\d{UNIT}])?[^\w\s\ufffc{UNIT}]*(?P<space>\s?)[^\w\s\ufffc{UNIT}]*\Z")
_RIGHT = re.compile(rf"[^\w\s\ufffc{UNIT}]*(?P<space>\s?)[^\w\s\ufffc{UNIT}]*(?P<digit>[\d{UNIT}])?")


def over_edges(nodes: tuple[Inline, ...], apart: Callable[[str], Iterator[tuple[int, int, str]]]) -> tuple[Inline, ...]:
    """The nodes, with an `Isolated` around each run that goes over an edge; `apart` finds the runs of a text."""
    texts = [_flat(node) for node in nodes]
    whole, edges = "".join(texts), {0}
    if not _FIGURE.search(whole) or not any(_one(*pair) for pair in pairwise(texts)):
        return nodes
    for text in texts:
        edges.add(max(edges) + len(text))
    found: list[Inline] = []
    at = 0
    for start, stop, _ in apart(whole):
        inside = [edge for edge in edges if start < edge < stop]
        if inside and all(_one(whole[start:edge], whole[edge:stop]) for edge in inside) and not _in_link(nodes, start, stop):
            found += [*_cut(nodes, at, start), Isolated(tuple(_cut(nodes, start, stop)))]
            at = stop
    return (*found, *_cut(nodes, at, len(whole)))


def _one(left: str, right: str) -> bool:
    """Whether two texts may be parts of one run."""
    if not left or not right or not (left[-4:] + right[:4]).strip(_OBJECT):
        return False
    before, behind = _LEFT.search(left[-_NEAR:]), _RIGHT.match(right[:_NEAR])
    if before is None or behind is None:
        return False
    if before["digit"] and behind["digit"]:
        return not (before["space"] and behind["space"])
    glued = not left[-1].isspace() and not right[0].isspace() and _OBJECT not in (left[-1], right[0])
    return glued and bool(re.search(r"\d\S*\Z", left[-_NEAR:]) or re.match(r"\S*\d", right[:_NEAR]))


def _flat(node: Inline) -> str:
    """The text of a node, and a sign for what is none."""
    match node:
        case Text(text):
            return text
        case Strong(children) | Emphasis(children) | Link(_, children) | CrossLink(_, _, _, children):
            return "".join(map(_flat, children))
        case _:
            return _OBJECT


def _cut(nodes: tuple[Inline, ...], begin: int, end: int) -> Iterator[Inline]:
    """What of the nodes stands between two places of their text."""
    at = 0
    for node in nodes:
        length = len(_flat(node))
        first, last = max(begin - at, 0), min(end - at, length)
        at += length
        if first >= last:
            continue
        match node:
            case Text(text):
                yield Text(text[first:last])
            case Strong(children) | Emphasis(children) | Link(_, children) | CrossLink(_, _, _, children) if last - first < length:
                yield replace(node, children=tuple(_cut(children, first, last)))
            case _:
                yield node


def _in_link(nodes: tuple[Inline, ...], start: int, stop: int) -> bool:
    """Whether a run begins or ends inside a link: it stays one link."""
    at = 0
    for node in nodes:
        length = len(_flat(node))
        if isinstance(node, Link | CrossLink) and any(at < place < at + length for place in (start, stop)):
            return True
        at += length
    return False
