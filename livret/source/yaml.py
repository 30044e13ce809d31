"""YAML without its surprises: every scalar stays a text that knows its place.

The guard works on libyaml's event stream, before anything is built: no alias (a bomb of 432 bytes
expands to 3 GB), no tag, bounded depth and size, no duplicate key. What a scalar means – a number, a date, yes or no –
is for the schema to say: `open: 12:30` is no 750 and `lang: no` is no False.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any, Self, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from livret import limits
from livret.hours import as_written
from livret.problems import Place, Report, detail, near
from livret.schema.fields import as_iso
from livret.schema.thematiques import THEMATIQUES
from livret.source import meant, unseen
from livret.source import yaml_slips as slips
from livret.source.door import Door, Refused
from livret.text import joined
from livret.tongue import marked
from livret.wording import RULES

M = TypeVar("M", bound=BaseModel)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")  # YAML refuses these as they are; neither HTML nor XML has them


class Scalar(str):
    """A text and where it stands."""

    __slots__ = ("_at", "_path", "offset")
    _path: str
    _at: tuple[int, int]
    offset: int | None  # of its first character from there; None where it is not written character by character

    @classmethod
    def at(cls, text: str, path: str, line: int, column: int, offset: int | None) -> Self:
        """A text at a line and column of a file."""
        scalar = cls(text)
        scalar._path, scalar._at, scalar.offset = path, (line, column), offset
        return scalar

    @property
    def written_at(self) -> tuple[str, int, int, int | None]:
        """What `at` was told."""
        return self._path, *self._at, self.offset

    @property
    def place(self) -> Place:
        """Made when it is asked for: hardly any scalar is mistaken."""
        return Place(self._path, *self._at)

    def place_of(self, at: int) -> Place:
        """Where a character of it stands; where it begins, if it is not written character by character."""
        place = self.place
        return place if self.offset is None else replace(place, column=place.column + self.offset + at)


class Mapping(dict[str, Any]):
    """A mapping and where it begins."""

    __slots__ = ("place",)
    place: Place

    @classmethod
    def at(cls, place: Place, entries: dict[str, Any]) -> Self:
        """A mapping that begins at a place."""
        mapping = cls(entries)
        mapping.place = place
        return mapping


class Sequence(list[Any]):
    """A sequence and where it begins."""

    __slots__ = ("place",)
    place: Place

    @classmethod
    def at(cls, place: Place, items: Iterable[Any]) -> Self:
        """A sequence that begins at a place."""
        sequence = cls(items)
        sequence.place = place
        return sequence


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
    """The tree of a file as it is written. Raises Refused."""
    text, within = door.text(path), door.within(path)
    unseen.refuse_versions(text, path)
    tree = parse(text, path, report=report if within.startswith("content/") else None)
    # What translators write is held to their rules: it costs a translation, not the site. What was printed is Livret's own writing, isolates and all.
    if within.startswith("content/") and not within.startswith("content/releases/"):
        unseen.check(text, path, report)
    return tree


def place_of(tree: Any, *path: str | int) -> Place:
    """Where a value stands; where it is left out, the collection that could hold it."""
    node, around = _follow(tree, path)
    found: Place = getattr(node, "place", None) or key_place(around, str(path[-1]))
    return found


def scalars(tree: Any) -> Iterator[Scalar]:
    """Every text of a tree, in its order; keys are none."""
    if isinstance(tree, Scalar):
        yield tree
    elif isinstance(tree, dict | list | tuple):
        for inner in tree.values() if isinstance(tree, dict) else tree:
            yield from scalars(inner)


def node_at(tree: Any, *path: str | int) -> Any:
    """What stands at a path; None where nothing does."""
    return _follow(tree, path)[0]


def validate(tree: Any, model: type[M], report: Report, domain: str, place: Place) -> M | None:
    """The tree as a model. Each mistake is reported where it stands."""
    if tree is None:
        tree = Mapping()
        tree.place = place
    if not isinstance(tree, Mapping):
        report.add(
            "yaml-shape", getattr(tree, "place", place), expected=detail("a name, a colon, a space and a value on each line")
        )
        return None
    try:
        return model.model_validate(tree, context={"domain": domain})
    except ValidationError as error:
        _tell_all(error.errors(include_url=False), tree, model, report)
        return None


def _tell_all(findings: list[ErrorDetails], tree: Mapping, model: type[BaseModel], report: Report) -> None:
    """Each mistake once: a key that is misspelt, or has no colon, is not missing as well."""
    misspelt = {(*each["loc"][:-1], _key_meant(each, model)) for each in findings if each["type"] == "extra_forbidden"}
    for details in findings:
        if not (details["type"] == "missing" and details["loc"] in misspelt):
            _tell(details, tree, model, report)


def _key_meant(details: ErrorDetails, model: type[BaseModel]) -> str:
    """The key that an unknown one was perhaps meant to be."""
    name, keys = str(details["loc"][-1]), _keys_at(model, details["loc"])
    glued = _GLUED.match(name)
    return glued[1] if glued and glued[1] in keys else meant.key(name, keys) or near(name, keys)


_GLUED = re.compile(r"([a-z_]+)\s*:?\s*(\S.*)")  # a key and its value, without the colon and the space between them


def _tell(details: ErrorDetails, tree: Mapping, model: type[BaseModel], report: Report) -> None:
    """One finding of pydantic, in our codes and at its line."""
    path, kind, context = details["loc"], details["type"], details.get("ctx", {})
    if path[-1:] == ("[key]",):  # of the key itself
        path = path[:-1]
        _, around = _follow(tree, path)
        value = str(path[-1])
        report.add("key-form", key_place(around, value), value=value, near=meant.ident(value))
        return
    node, around = _follow(tree, path)
    name = next((step for step in reversed(path) if isinstance(step, str)), "")
    place = getattr(node, "place", None) or key_place(around, name)
    value = details["input"]
    shown = value if isinstance(value, str) else ""
    if kind == "too_short" and len(node or ()) >= context["min_length"]:
        return  # what is wrong with its entries is told where they stand
    if kind == "extra_forbidden":
        _tell_unknown(name, _key_meant(details, model), around, report)
    elif kind == "missing" and isinstance(path[-1], int):
        report.add("value-shape", around.place, key=name, expected=detail("one more between these brackets"), near="")
    elif kind == "missing":
        report.add("key-missing", around.place, key=name)
    elif value is None:
        report.add("value-empty", key_place(around, name), key=name)
    elif kind == "literal_error":
        choices = [c.strip("' ") for c in re.split(r",| or ", str(context["expected"]))]
        close = meant.choice(shown, choices) or ("" if name in _UNITS else _like(shown, choices))
        report.add("value-unknown", place, value=shown, choices=", ".join(choices), near=close)
    elif kind.startswith("hours-"):
        if kind in ("hours-invalid", "hours-capital"):
            context["near"] = as_written.meant(shown)
        report.add(kind, _inside(place, value, context.pop("at")), value=shown, **context)
    elif "date" in kind:
        code = "date-none" if _DAY.fullmatch(shown) and not as_iso(shown) else "date-invalid"
        report.add(code, place, value=shown, near=as_iso(shown))
    elif kind == "thematique-unknown":
        report.add(kind, place, value=shown, near=near(shown, THEMATIQUES))
    elif kind in RULES:  # one of the schema's own
        report.add(kind, place_of(node, _ENDS[kind]) if kind in _ENDS else place, value=shown, **context)
    elif kind == "string_too_short":
        report.add("text-empty", place)
    elif kind == "string_pattern_mismatch" and name in _DECLARED:
        report.add("id-form", place, value=node)
    elif kind == "string_pattern_mismatch" and name not in _FORMS:
        report.add("key-form", place, value=node, near=meant.ident(str(node)))
    elif kind in _SHAPES:
        _tell_shape(kind, name, path, node, around, model, report)
    elif kind == "string_type" and not shown:
        report.add("value-shape", place, key=name, expected=detail("one text"), near="")
    else:
        report.add(
            "value-invalid",
            place,
            key=name,
            value=shown,
            expected=_expected(kind, name, context),
            near=meant.value(kind, name, value),
        )


def _like(name: str, choices: list[str]) -> str:
    """The choice that was perhaps meant; what has other figures is another thing."""
    close = near(name, choices)
    return close if re.findall(r"\d+", name) in ([], re.findall(r"\d+", close)) else ""


def _tell_unknown(name: str, close: str, around: Mapping, report: Report) -> None:
    """A key that is none: a key and its value without what stands between them, the rest of a text behind its comma, or a slip."""
    place, glued, keys = key_place(around, name), _GLUED.match(name), list(around)
    before = around[keys[keys.index(name) - 1]] if keys.index(name) else None
    if around[name] is None and glued and glued[1] == close and glued[1] != name:
        report.add("yaml-space", place, near=f"{close}: {glued[2]}")
    elif around[name] is None and not close and isinstance(before, Scalar) and before.place.line == place.line:
        whole = f"{before},{name}"
        report.add("yaml-comma", place, text=name, near=meant.number(whole) or meant.quoted(f"{before}, {name}"))
    else:
        report.add("key-unknown", place, key=name, near=close)


def _tell_shape(
    kind: str, name: str, path: tuple[int | str, ...], node: Any, around: Any, model: type[BaseModel], report: Report
) -> None:
    """A text where a list is expected, or keys; a list where each of its entries is one."""
    place: Place = getattr(node, "place", None) or key_place(around, name)
    if kind == "tuple_type" and isinstance(node, Scalar):
        inside = isinstance(path[-1], int) and isinstance(around, Sequence) and all(isinstance(each, Scalar) for each in around)
        close = f"[{meant.listed(around)}]" if inside else meant.listed([node])
        place = around.place if inside else place
        # A list of lists, or of things with keys, has no short form that would be right.
        plain = inside or _inner_model(_annotation(model, path)) is None
        report.add("value-shape", place, key=name, expected=detail(_SHAPES[kind]), near=close if plain else "")
    elif kind == "tuple_type":
        report.add("value-shape", place, key=name, expected=detail(_SHAPES[kind]), near="")
    else:
        keys = _required(model, path)
        example = f"{{{', '.join(f'{key}: …' for key in keys)}}}"
        expected = detail("its keys, at least {example}", example=example) if keys else detail(_SHAPES[kind])
        report.add("value-shape", place, key=name, expected=expected, near="")


def _expected(kind: str, name: str, context: dict[str, Any]) -> str:
    """What is to be written instead."""
    if kind == "string_pattern_mismatch":
        return detail(_FORMS[name])
    if kind in _BOUNDS:
        key, number, day = _BOUNDS[kind]
        bound = context[key]
        return detail(day, day=bound) if isinstance(bound, str) else detail(number, number=f"{bound:.10g}")
    return detail(_EXPECTED.get(kind, _OTHER))


_BOUNDS = {
    "less_than_equal": ("le", marked("a number at most {number}"), marked("a day until {day}")),
    "greater_than_equal": ("ge", marked("a number at least {number}"), marked("a day from {day}")),
    "greater_than": ("gt", marked("a number above {number}"), marked("a day after {day}")),
    "less_than": ("lt", marked("a number below {number}"), marked("a day before {day}")),
}
_UNITS = frozenset({"unit", "per"})  # a day that becomes an hour is a deadline missed: nobody guesses them
_FORMS = {
    "postal_code": marked('its five digits between double quotes: "38000"'),
    "insee_code": marked('INSEE\'s code of the commune between double quotes: "38185"'),
    "zone": marked('codes of INSEE between double quotes: a commune "38185", a département "38", an EPCI "200040715"'),
    **dict.fromkeys(
        ("language", "languages", "pairs", "interpreters", "approval"), marked("the short code of the language: fr, ar, prs")
    ),
    "who": marked("the id of a member, or a role: small letters, digits and _, never a name"),
    "country": marked("two capital letters: FR"),
    "currency": marked("the three letters of one: EUR"),
    "reads": marked("the twelve letters and digits that `livret script` prints under the text"),
    "was": marked("a former name as it stood in the address: small letters without accents, digits and hyphens"),
}
# What is declared elsewhere, under an id that nobody can make of its name.
_DECLARED = frozenset({"topic", "category", "also_in", "needs", "service", "lab", "place", "funder", "verified_by"})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ENDS = {"notice-order": "until", "withdraw-early": "withdraw_on"}  # the key to which a mistake in two days belongs
_SHAPES = {
    "tuple_type": marked("a list: each entry on a line of its own that begins with “- ”"),
    **dict.fromkeys(("dict_type", "model_type", "model_attributes_type"), marked("names, each with a colon and a value")),
}
_OTHER = marked("something else, as docs/writing.md shows it")
_EXPECTED = {
    "string_type": marked("a text"),
    "string_too_long": marked("a shorter text"),
    "too_short": marked("a list with at least one entry (a line that begins with “- ”)"),
    "too_long": marked("fewer"),
    **dict.fromkeys(("int_parsing", "int_type", "int_from_float"), marked("a whole number")),
    **dict.fromkeys(("float_parsing", "float_type"), marked("a number")),
    **dict.fromkeys(
        ("decimal_parsing", "decimal_type", "decimal_max_digits", "decimal_max_places", "decimal_whole_digits", "finite_number"),
        marked("a number such as 6.80"),
    ),
    **dict.fromkeys(("bool_parsing", "bool_type"), marked("true or false")),
    "pattern": marked('a pattern of letters with one group, the part of the word that is kept: "(.*)s"'),
}


def _follow(tree: Any, path: tuple[int | str, ...]) -> tuple[Any, Any]:
    """The node at a path, or None where the path leads to nothing, and the innermost collection around it.

    A scalar where a mapping could stand is that mapping: an organisation by its name alone.
    """
    node, around = tree, tree
    for step in path:
        if isinstance(node, Scalar):
            break
        if isinstance(node, Mapping | Sequence):
            around = node
        try:
            node = node[step]
        except (KeyError, IndexError, TypeError):
            return None, around
    return node, around


def key_place(parent: Any, name: str) -> Place:
    """Where a key is written; its value may be empty and have no place."""
    if isinstance(parent, Mapping):
        for key in parent:
            if key == name and isinstance(key, Scalar):
                return key.place
    place: Place = parent.place
    return place


def _annotation(model: type[BaseModel], path: tuple[int | str, ...]) -> Any:
    """What a model says of the last key of a path."""
    current: Any = model
    for step in (step for step in path if isinstance(step, str)):
        field = _field(current, step)
        if field is None:
            return None
        annotation, current = field.annotation, _inner_model(field.annotation)
    return annotation


def _field(model: Any, key: str) -> FieldInfo | None:
    fields: dict[str, FieldInfo] = getattr(model, "model_fields", {})
    return fields.get(key)


def _required(model: type[BaseModel], path: tuple[int | str, ...]) -> list[str]:
    """The keys without which the thing at the end of a path is none."""
    current: Any = model
    for step in path:
        if isinstance(step, str) and (field := _field(current, step)):
            current = _inner_model(field.annotation)
    fields: dict[str, FieldInfo] = getattr(current, "model_fields", {})
    return [field.alias or name for name, field in fields.items() if field.is_required()]


def _keys_at(model: type[BaseModel], path: tuple[int | str, ...]) -> list[str]:
    """The keys that the model takes where the path ends."""
    current: Any = model
    for step in path[:-1]:
        if isinstance(step, str) and (field := _field(current, step)):  # what is no field is a name of the author's
            current = _inner_model(field.annotation)
    if isinstance(current, type) and issubclass(current, BaseModel):
        return [field.alias or name for name, field in current.model_fields.items()]
    return []


def _inner_model(annotation: Any) -> Any:
    """The model inside `X | None`, `tuple[X, ...]` or `dict[str, X]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        if (found := _inner_model(argument)) is not None:
            return found
    return None


def _inside(place: Place, value: object, at: int) -> Place:
    """The position of a character of a value, where it is written as it is."""
    return value.place_of(at) if isinstance(value, Scalar) else place
