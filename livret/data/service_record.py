"""A service as plain data – the keys of its YAML, texts in one language – and the same laid flat, for tables and attributes.

Laid flat, a key is a path (`address.city`, `phones.1.number`) and a value a text; short lists (`languages`) are one text, with spaces.
What every format writes and reads is this record, so that none of them forgets a key that the schema gains.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from livret.model import Message
from livret.schema.service import Service

Record = dict[str, Any]
Flat = dict[str, str]


def _types(annotation: Any) -> set[type]:
    """The classes in what the schema says of a value; a choice of words is a text."""
    if isinstance(annotation, type):
        return {annotation}
    return {str} if get_origin(annotation) is Literal else set().union(*map(_types, get_args(annotation)))


def lists(model: type[BaseModel], kind: type) -> set[str]:
    """The keys of a model that are lists of such values."""
    fields = model.model_fields.items()
    return {
        name
        for name, field in fields
        if get_origin(field.annotation) is tuple and any(issubclass(each, kind) for each in _types(field.annotation))
    }


def _models(model: type[BaseModel]) -> Iterator[tuple[str, type[BaseModel]]]:
    for name, field in model.model_fields.items():
        yield from ((name, each) for each in _types(field.annotation) if issubclass(each, BaseModel))


_INNER: Mapping[str, type[BaseModel]] = dict(_models(Service))
WORDS = frozenset(lists(Service, str).union(*(lists(each, str) for each in _INNER.values())))  # lists of words that hold no space
TEXTS = frozenset(lists(Service, Message))
LISTS = frozenset(lists(Service, BaseModel))


def _scalars(*kinds: type) -> frozenset[str]:
    """The keys, wherever they stand, that hold a value of these kinds."""
    models: list[type[BaseModel]] = [Service, *_INNER.values()]
    fields = (field for model in models for field in model.model_fields.items())
    return frozenset(field.alias or name for name, field in fields if _types(field.annotation) & {*kinds})


DATES, NUMBERS, TRUTHS, PROSE = _scalars(datetime.date), _scalars(int, float), _scalars(bool), _scalars(Message)


def record(service: Service, text: Callable[[Message], str]) -> Record:
    """What is known of a service: what is left as it is by default is left out."""
    return dict(_keys(service, text))


def _keys(model: BaseModel, text: Callable[[Message], str]) -> Iterator[tuple[str, Any]]:
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        if value != field.default:
            yield field.alias or name, _value(value, text)


def _value(value: Any, text: Callable[[Message], str]) -> Any:
    match value:
        case Message():
            return text(value)
        case BaseModel():
            return dict(_keys(value, text))
        case tuple():
            return [_value(each, text) for each in value]
        case datetime.date():
            return value.isoformat()
        case _:
            return value


def flat(tree: Record) -> Flat:
    """A record by paths, in the order of the schema."""
    return dict(_paths(tree, ""))


def _paths(tree: Any, above: str) -> Iterator[tuple[str, str]]:
    steps = tree.items() if isinstance(tree, dict) else enumerate(tree, 1)
    for step, value in steps:
        path = f"{above}{step}"
        if isinstance(value, dict) or (isinstance(value, list) and step not in WORDS):
            yield from _paths(value, f"{path}.")
        elif isinstance(value, list):
            yield path, " ".join(value)
        else:
            yield path, _as_text(value)


def _as_text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def nested(paths: Mapping[str, str]) -> tuple[Record, list[str]]:
    """The record of some paths, and the paths that no key of the schema has. An empty value is none."""
    tree: Record = {}
    unknown = []
    for path, value in paths.items():
        if not known(path):
            unknown.append(path)
        elif value:
            _set(tree, path.split("."), value)
    return _numbers_as_lists(tree), unknown


def known(path: str) -> bool:
    """Whether the schema has a key at a path."""
    first, *rest = path.split(".")
    if first in LISTS:
        return len(rest) == 2 and bool(_NUMBER.fullmatch(rest[0])) and rest[1] in keys(_INNER[first])  # noqa: PLR2004 – phones.1.number
    if first in _INNER:
        return len(rest) == 1 and rest[0] in keys(_INNER[first])
    if first in TEXTS:
        return len(rest) == 1 and bool(_NUMBER.fullmatch(rest[0]))
    return not rest and first in keys(Service)


_NUMBER = re.compile("[1-9][0-9]{0,2}")


def keys(model: type[BaseModel]) -> tuple[str, ...]:
    """The keys of a model as they are written."""
    return tuple(field.alias or name for name, field in model.model_fields.items())


def _set(tree: Record, steps: list[str], value: str) -> None:
    for step in steps[:-1]:
        tree = tree.setdefault(step, {})
    tree[steps[-1]] = value.split() if steps[-1] in WORDS else value


def _numbers_as_lists(tree: Record) -> Record:
    """Mappings from numbers are lists, in the order of the numbers."""
    made: Record = {}
    for key, value in tree.items():
        if key in LISTS | TEXTS:
            made[key] = [value[number] for number in sorted(value, key=int)]
        else:
            made[key] = value
    return made
