"""Who pays: the funders of `site.yaml`; and `theme/emblem/statements.yaml`, what stands beside the emblem of the European Union."""

from __future__ import annotations

import datetime
from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from livret.schema.fields import Day, Ident, Model, Name, Tag, Untranslated

Statement = Literal["cofunded", "funded"]


class Funder(Model):
    """Who pays for the site, or for some of its booklets, from a day until another. `union` says that it is the European Union, and which of its
    two statements stands beside its emblem. The name is never translated."""

    id: Ident
    name: Untranslated
    union: Statement | None = None
    programme: Untranslated | None = None
    from_: Day | None = Field(default=None, alias="from")
    until: Day | None = None
    booklets: tuple[Name, ...] = ()
    """All of them when left out."""
    example: bool = False

    def pays(self, day: datetime.date, booklet: str = "") -> bool:
        """Whether it pays then: for a booklet, or for anything at all."""
        begun = self.from_ is None or self.from_ <= day
        ended = self.until is not None and self.until < day
        return begun and not ended and (not booklet or not self.booklets or booklet in self.booklets)

    @model_validator(mode="after")
    def _is_in_order(self) -> Self:
        if self.from_ and self.until and self.until < self.from_:
            raise PydanticCustomError("notice-order", "it ends before it begins")
        return self


class Wording(Model):
    """In one language: what the emblem is called, and the two statements, line by line."""

    emblem: Name
    cofunded: tuple[Name, ...] = Field(min_length=1)
    funded: tuple[Name, ...] = Field(min_length=1)


class Statements(Model):
    """The official wording by language; a language that has none shows that of `otherwise`."""

    otherwise: Tag
    languages: dict[Tag, Wording]

    @model_validator(mode="after")
    def _has_another(self) -> Self:
        if self.otherwise not in self.languages:
            raise PydanticCustomError("statement-missing", "the language shown otherwise has no wording")
        return self
