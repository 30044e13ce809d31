"""What an author wrote and nobody translates – names, addresses, titles of sources – in the signs of print of its language.

Files, catalogs, ids and addresses of the web keep the signs in which they were written: what is looked at is made anew for whoever looks.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from pydantic import BaseModel

from livret.schema.fields import untranslated
from livret.site import Booklet, Chapter, ChapterHead
from livret.text.typography import typeset


def in_print(value: Any, tag: str) -> Any:
    """A value with such texts, itself where they are as they are to be. One that names no language of its own is in that of the tag."""
    match value:
        case Booklet() | Chapter() | ChapterHead():
            parts = {part.name: getattr(value, part.name) for part in fields(value)}
            return _with(value, {name: in_print(each, parts.get("language", tag)) for name, each in parts.items()})
        case BaseModel():
            shown = untranslated(type(value))
            own = getattr(value, "language", None) or tag
            return _with(value, {name: (_typeset if name in shown else in_print)(each, own) for name, each in value})
        case (BaseModel() | Booklet() | ChapterHead(), *_):
            return _same(value, tuple(in_print(each, tag) for each in value))
        case _:
            return value


def _with(value: Any, parts: dict[str, Any]) -> Any:
    others = {name: each for name, each in parts.items() if each is not getattr(value, name)}
    if not others:
        return value
    return value.model_copy(update=others) if isinstance(value, BaseModel) else replace(value, **others)


def _typeset(value: Any, tag: str) -> Any:
    """A text, or several; those of a dictionary by their language."""
    match value:
        case str():
            return _same(value, typeset(value, tag))
        case dict():
            return _same(value, {its: typeset(text, its) for its, text in value.items()})
        case _:
            return value


def _same(before: Any, now: Any) -> Any:
    return before if before == now else now
