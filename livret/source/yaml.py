"""YAML without its surprises: every scalar stays a text that knows its place.

The guard works on libyaml's event stream, before anything is built: no alias (a bomb of 432 bytes
expands to 3 GB), no tag, bounded depth and size, no duplicate key. What a scalar means – a number, a date, yes or no –
is for the schema to say: `open: 12:30` is no 750 and `lang: no` is no False.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from livret import limits
from livret.problems import Place, Report, detail
from livret.source import model_mistakes, unseen
from livret.source import yaml_slips as slips
from livret.source.door import Door, Refused
from livret.source.yaml_tree import Mapping, Scalar, Sequence, key_place, node_at, place_of, scalars
from livret.text import joined

__all__ = ["Mapping", "Scalar", "Sequence", "key_place", "load", "node_at", "parse", "place_of", "scalars", "validate"]

M = TypeVar("M", bound=BaseModel)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")  # YAML refuses these as they are; neither HTML nor XML has them


class _Builder:
    """Builds Scalars, Mappings and Sequences from events, refusing what the guard forbids."""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.event: Callable[[], Any] = yaml.CSafeLoader(text).get_event  # the next one; None after the last
        self.path, self.first_line, self.nodes = path, first_line, 0
        self.twice: list[Scalar] = []  # entries that their list has already
        self.spread: list[tuple[Any, Any]] = []  # where texts of several lines begin and end
        self.lines = text.split("\n") if " #" in text else ()  # where a remark may cut a text short

    def tree(self) -> Any:
        """The tree of the event stream; None for an empty one. A second document is refused where it begins, unless it is empty."""
        tree: Any = None
        begin = None
        for event in iter(self.event, None):
            if isinstance(event, yaml.DocumentStartEvent):
                begin = event
            elif isinstance(event, yaml.NodeEvent):
                node = self.build(event, 1)
                if tree is not None and node is not None:
                    raise Refused("yaml-documents", self.place(begin))
                tree = node if tree is None else tree
        return tree

    def place(self, event: Any) -> Place:
        return Place(self.path, event.start_mark.line + self.first_line, event.start_mark.column + 1)

    def build(self, event: Any, depth: int) -> Any:
        self.nodes += 1
        if depth > limits.YAML_DEPTH or self.nodes > limits.YAML_NODES:
            raise Refused("yaml-large", self.place(event))
        if event.anchor:  # an alias has one too
            raise Refused("yaml-alias", self.place(event))
        if event.tag:
            raise Refused("yaml-tag", self.place(event), tag=event.tag)
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(event, depth)
        return self.mapping(event, depth)

    def scalar(self, event: Any) -> Scalar | None:
        value, style = event.value, event.style
        if self.lines and not style and value:
            end = event.end_mark
            slips.check_remark(self.lines[end.line], end.column, Place(self.path, end.line + self.first_line))
        if not style and value in ("", "~", "null"):
            return None
        if style == '"' and _CONTROL.search(value):
            raise Refused("yaml-control", self.place(event))
        begin, end = event.start_mark, event.end_mark
        if end.line > begin.line and style != '"':  # there a backslash ends no line
            self.spread.append((begin, end))
        line, column, quotes = begin.line, begin.column, 1 if style else 0
        written = end.column - column if end.line == line else 0
        offset = quotes if written == len(value) + 2 * quotes else None
        return Scalar.at(value, self.path, line + self.first_line, column + 1, offset)

    def sequence(self, event: Any, depth: int) -> Sequence:
        sequence = Sequence.at(self.place(event), ())
        while not isinstance(event := self.event(), yaml.SequenceEndEvent):
            sequence.append(self.build(event, depth + 1))
        if len(sequence) > 1 and isinstance(sequence[-1], Scalar):
            self.notice_twice(sequence)
        return sequence

    def notice_twice(self, sequence: Sequence) -> None:
        seen: set[str] = set()
        for each in sequence:
            if isinstance(each, Scalar) and each in seen:
                self.twice.append(each)
            seen.update([each] if isinstance(each, Scalar) else [])

    def mapping(self, event: Any, depth: int) -> Mapping:
        mapping = Mapping.at(self.place(event), {})
        while not isinstance(event := self.event(), yaml.MappingEndEvent):
            key = self.build(event, depth + 1)
            if not isinstance(key, Scalar):
                raise Refused("yaml-key", self.place(event))
            if key in mapping:
                raise Refused("yaml-duplicate", self.place(event), key=key)
            before = len(self.spread)
            mapping[key] = self.build(self.event(), depth + 1)
            if key == "opening_hours":  # its lines are rules, of which more is told
                del self.spread[before:]
        return mapping

    def tell(self, text: str, report: Report) -> None:
        """What is worth a look and stops nothing: entries that stand twice in a list, lines that a reader sees as one."""
        for each in self.twice:
            report.add("value-twice", each.place, value=each)
        lines = text.split("\n") if self.spread else []
        for begin, end in self.spread:
            first, written = begin.line, [lines[begin.line][begin.column :], *lines[begin.line + 1 : end.line + 1]]
            written[-1] = written[-1][: end.column]
            if written[0].lstrip("> |+-0123456789") == "":  # of a text that begins below its sign
                first, written = first + 1, written[1:]
            for fault in joined.faults("\n".join(written).rstrip(), blocks=False):
                line = lines[first + fault.line]
                place = Place(self.path, self.first_line + first + fault.line, len(line) - len(line.lstrip()) + 1)
                report.add(fault.code, place, **dict(fault.values))


def parse(text: str, path: str, first_line: int = 1, report: Report | None = None) -> Any:
    """The tree of a YAML text; `first_line` is where it begins in its file. Raises Refused at a place; a report is told of less."""
    text = slips.spaced(text)
    try:
        builder = _Builder(text, path, first_line)
        tree = builder.tree()
    except yaml.MarkedYAMLError as error:
        raise slips.explained(error, text, path, first_line) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + first_line
        raise Refused("yaml-control", Place(path, line)) from None
    if report is not None:
        builder.tell(text, report)
    return tree


def load(
    door: Door, path: str, model: type[M], report: Report, domain: str, over: Callable[[Any, Any], Any] | None = None
) -> tuple[M | None, Any]:
    """A YAML file as a model, or None with its problems in the report; and its tree, which knows every place. Where bases have that file too, `over` lays the
    tree of one over what lies beneath; without it the uppermost stands alone."""
    files = (over and door.every(path)) or (door.at(path),)
    depends = (domain, *((name, door.digest(name)) for name in files[1:])) if files[1:] else domain
    try:
        return door.once(model.__name__, path, depends, partial(_loaded, door, files, model, domain, over), report)
    except Refused as refused:
        report.take(refused.problem)
        return None, None


def _loaded(
    door: Door, files: tuple[str, ...], model: type[M], domain: str, over: Callable[[Any, Any], Any] | None, report: Report
) -> tuple[M | None, Any]:
    tree, *uppers = (_tree(door, path, report) for path in reversed(files))
    if over and not door.is_own(files[0]):
        uppers.append(Mapping.at(Place(files[0], 1, 1), {}))
    for upper in uppers:
        tree = over(upper, tree) if over else tree
    return validate(tree, model, report, domain, Place(files[0], 1, 1)), tree


def _tree(door: Door, path: str, report: Report) -> Any:
    """The tree of a file as it is written; one that says nothing is a mapping without a key. Raises Refused."""
    text, within = door.text(path), door.within(path)
    unseen.refuse_versions(text, path)
    tree = parse(text, path, report=report if within.startswith("content/") else None)
    # What translators write is held to their rules: it costs a translation, not the site. What was printed is Livret's own writing, isolates and all.
    if within.startswith("content/") and not within.startswith("content/releases/"):
        unseen.check(text, path, report)
    return Mapping.at(Place(path, 1, 1), {}) if tree is None else tree


def validate(tree: Any, model: type[M], report: Report, domain: str, place: Place) -> M | None:
    """The tree as a model. Each mistake is reported where it stands."""
    if tree is None:
        tree = Mapping.at(place, {})
    if not isinstance(tree, Mapping):
        report.add(
            "yaml-shape", getattr(tree, "place", place), expected=detail("a name, a colon, a space and a value on each line")
        )
        return None
    try:
        return model.model_validate(tree, context={"domain": domain})
    except ValidationError as error:
        model_mistakes.tell_all(error.errors(include_url=False), tree, model, report)
        return None
