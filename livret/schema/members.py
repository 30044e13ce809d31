"""`.livret-private/members.yaml`: the people behind the ids, what they agreed to, and when. It is in no git and in no output."""

from __future__ import annotations

import datetime
from typing import Literal, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from livret.schema.fields import Ident, Model, Name

Scope = Literal["site", "paper", "photograph"]


class Consent(Model):
    """What somebody agreed to, on a day; `withdrawn` ends it."""

    scope: Scope
    on: datetime.date
    withdrawn: datetime.date | None = None


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
        """Whether there is a consent that holds."""
        return any(each.scope == scope and each.withdrawn is None for each in self.consents)

    def told(self, scope: str) -> str:
        """What readers are told there; "" without a consent that holds."""
        return self.credit or "" if self.agreed(scope) else ""

    def ended(self) -> tuple[Consent, ...]:
        """The consents that were withdrawn, where none was given again."""
        return tuple(each for each in self.consents if each.withdrawn and not self.agreed(each.scope))


class Members(Model):
    members: tuple[Member, ...] = ()
