"""`theme/search/<tag>.yaml`: how words of a language are found again."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from livret.schema.fields import Model, Name


def _pattern(value: str) -> str:
    """A regular expression that Python and JavaScript read alike, with one group: what is kept of the word."""
    try:
        groups = re.compile(value).groups
    except re.error:
        groups = 0
    if groups != 1 or "(?<" in value or "(?P" in value:
        raise PydanticCustomError("pattern", "a regular expression with one group, the part of the word that is kept")
    return value


class SearchRules(Model):
    """`stop` are words that say nothing, `stem` what is taken off a folded word, in this order.

    `aliases` are other words for what the source calls by its French name, however spelt or heard: préfecture, بريفكتور.
    """

    stop: str = ""
    stem: tuple[Annotated[Name, AfterValidator(_pattern)], ...] = ()
    aliases: dict[str, tuple[Name, ...]] = Field(default_factory=dict)
