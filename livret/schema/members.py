"""`.livret-private/members.yaml`: the people behind the ids, what they agreed to, and when. It is in no git and in no output."""

from __future__ import annotations

import datetime
from typing import Literal, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from livret.schema.fields import Day, Ident, Model, Name

Scope = Literal["site", "paper", "photograph"]


class Consent(Model):
    """What somebody agreed to, on a day; `withdrawn` ends it."""

    scope: Scope
    on: Day
    withdrawn: Day | None = None

    @property
    def last(self) -> tuple[datetime.date, bool]:
        """When it was spoken of last; of two words on one day, the one that ends it counts."""
        return max(self.on, self.withdrawn or self.on), self.withdrawn is not None


class Member(Model):
    """`credit` is what readers are told: a first name, initials, “a member from Eritrea”; left out, nothing. `name` is for the team alone.

    For a minor a guardian signs.
    """

    id: Ident
    name: Name | None = None
    credit: Name | None = None
    minor: bool = False
    guardian: Name | None = None
    consents: tuple[Consent, ...] = ()

    @model_validator(mode="after")
    def _is_signed(self) -> Self:
        if self.minor and self.consents and not self.guardian:
            raise PydanticCustomError("consent-guardian", "a guardian signs for a minor")
        return self

    def agreed(self, scope: str) -> bool:
        """Whether there is a consent that holds: the newest word of a member counts."""
        newest = max((each for each in self.consents if each.scope == scope), key=lambda each: each.last, default=None)
        return newest is not None and newest.withdrawn is None

    def told(self, scope: str) -> str:
        """What readers are told there; "" without a consent that holds."""
        return self.credit or "" if self.agreed(scope) else ""

    def ended(self) -> tuple[Consent, ...]:
        """The consents that were withdrawn, where none was given again."""
        return tuple(each for each in self.consents if each.withdrawn and not self.agreed(each.scope))


class Members(Model):
    members: tuple[Member, ...] = ()
