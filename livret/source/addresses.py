"""Addresses: where each message of a model stands – `services/caf#gloss`, `facts#phone.samu.label` – so that it knows it wherever it goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import BaseModel

from livret.model import Message

T = TypeVar("T")


def addressed(value: T, address: str) -> T:
    """The same value, each message inside it with its address: that of the value, then the fields and numbers that lead there."""
    found: T | None = _addressed(value, address)
    return value if found is None else found


def _addressed(value: object, address: str) -> Any:
    """None where there is no message inside."""
    match value:
        case Message():
            return replace(value, address=address)
        case BaseModel():
            inside = {name: _addressed(inner, _below(address, name)) for name, inner in value}
            changed = {name: found for name, found in inside.items() if found is not None}
            return value.model_copy(update=changed) if changed else None
        case tuple():
            return _all(value, [_addressed(inner, _below(address, str(number))) for number, inner in enumerate(value, 1)])
        case dict():
            found = _all(tuple(value.values()), [_addressed(inner, _below(address, str(key))) for key, inner in value.items()])
            return None if found is None else dict(zip(value, found, strict=True))
        case _:
            return None


def _all(values: tuple[object, ...], found: list[Any]) -> tuple[Any, ...] | None:
    if all(each is None for each in found):
        return None
    return tuple(inner if each is None else each for inner, each in zip(values, found, strict=True))


def _below(address: str, name: str) -> str:
    return address + name if address.endswith("#") else f"{address}.{name}"


def messages_in(value: object) -> Iterator[Message]:
    """Every message inside a model, in the order of its fields."""
    match value:
        case Message():
            yield value
        case BaseModel():
            yield from _each(inner for _, inner in value)
        case tuple():
            yield from _each(value)
        case dict():
            yield from _each(value.values())
        case _:
            return


def _each(values: Iterable[object]) -> Iterator[Message]:
    return (message for value in values for message in messages_in(value))
