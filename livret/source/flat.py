"""What was read, as data and back, for what is kept of a reading until the next run: JSON of lists.

A text, a number, a yes or no is itself. All else is a list that begins with the number of its kind – a tuple, a day, a frozen class of Livret's –, and the
names of the kinds stand beside the value. Nothing in it says what is to be run.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache, partial
from importlib import import_module
from itertools import chain
from typing import Any

from pydantic import BaseModel

from livret.model import Message
from livret.problems import Place
from livret.source import yaml

Parts = Sequence[Any]
_PLAIN = frozenset({str, int, float, bool, type(None)})


def flat(value: object, kinds: dict[str, int]) -> Any:
    """A value as data; `kinds` are numbered as they are met. Raises TypeError for what has no form here."""
    if type(value) in _PLAIN:
        return value
    kind, parts = _taken_apart(value)
    return [kinds.setdefault(kind, len(kinds)), *[part if type(part) in _PLAIN else flat(part, kinds) for part in parts]]


def whole(data: Any, kinds: Sequence[str]) -> Any:
    """The value that `flat` was given."""

    def made(each: list[Any]) -> Any:
        kind, *parts = each
        return _maker(kinds[kind])([made(part) if type(part) is list else part for part in parts])

    return made(data) if type(data) is list else data


def _taken_apart(value: Any) -> tuple[str, Iterable[Any]]:
    """The kind of a value, and what its maker is given to make it."""
    match value:
        case yaml.Scalar():
            return "Scalar", (str(value), *value.written_at)
        case yaml.Mapping():
            return "Mapping", (*_at(value.place), *chain.from_iterable(value.items()))
        case yaml.Sequence():
            return "Sequence", (*_at(value.place), *value)
        case Message(domain, text, context, place, address, kind):
            return "Message", (domain, text, context, *_at(place), address, kind)
        case StrEnum() | Decimal():
            return _name(value), (str(value),)
        case datetime.date() if type(value) is datetime.date:
            return "date", (value.isoformat(),)
        case dict() if type(value) is dict:
            return "dict", chain.from_iterable(value.items())
        case tuple() | list() | frozenset() if type(value) in (tuple, list, frozenset):
            return type(value).__name__, value
        case BaseModel():
            return _name(value), (list(value.model_fields_set), *(getattr(value, name) for name in type(value).model_fields))
        case _ if is_dataclass(value):
            return _name(value), (getattr(value, field.name) for field in fields(value))
        case _:
            raise TypeError(type(value).__name__)


def _at(place: Place) -> tuple[str, int, int]:
    return place.path, place.line, place.column


def _name(value: object) -> str:
    return f"{type(value).__module__}:{type(value).__qualname__}"


@lru_cache
def _maker(kind: str) -> Callable[[Parts], Any]:
    if kind in _MAKERS:
        return _MAKERS[kind]
    module, _, name = kind.partition(":")
    made: Any = getattr(import_module(module), name)
    if issubclass(made, BaseModel):
        return partial(_model, made, tuple(made.model_fields))
    return lambda parts: made(*parts)


def _model(made: type[BaseModel], names: tuple[str, ...], parts: Parts) -> BaseModel:
    """It was checked when it was read."""
    return made.model_construct({*parts[0]}, **dict(zip(names, parts[1:], strict=True)))


def _message(domain: str, text: str, context: str, path: str, line: int, column: int, address: str, kind: str) -> Message:
    return Message(domain, text, context, Place(path, line, column), address, kind)


def _dict(parts: Parts) -> dict[Any, Any]:
    return dict(zip(parts[::2], parts[1::2], strict=True))


_MAKERS: dict[str, Callable[[Parts], Any]] = {
    "tuple": tuple,
    "list": list,
    "frozenset": frozenset,
    "dict": _dict,
    "date": lambda parts: datetime.date.fromisoformat(*parts),
    "Scalar": lambda parts: yaml.Scalar.at(*parts),
    "Mapping": lambda parts: yaml.Mapping.at(Place(*parts[:3]), _dict(parts[3:])),
    "Sequence": lambda parts: yaml.Sequence.at(Place(*parts[:3]), parts[3:]),
    "Message": lambda parts: _message(*parts),
}
