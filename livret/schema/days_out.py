"""What is out from one day until another, and a draft, which is not out at all: the keys that chapters, booklets and services share."""

from __future__ import annotations

import datetime
from typing import Any, Literal, NamedTuple, Self

from pydantic import field_validator, model_validator
from pydantic_core import PydanticCustomError

from livret.schema.fields import Day, Model


class Wait(NamedTuple):
    """Why something is not out: it is a draft, its day has not come, or its last one is over. `since` is that day; None for a draft."""

    why: Literal["draft", "later", "withdrawn"]
    since: datetime.date | None = None


class Dated(Model):
    """A page or a listing that may wait."""

    draft: bool = False
    """`true`: it is shown in the preview alone."""
    publish_on: Day | None = None
    """The first day on which it is out."""
    withdraw_on: Day | None = None
    """The first day on which it is out no more."""

    @field_validator("publish_on", "withdraw_on", mode="before")
    @classmethod
    def _is_a_day(cls, value: Any) -> Any:
        """Whoever leaves the day open meant one: without it the page would be out at once, and for ever."""
        if value is None:
            raise ValueError
        return value

    @model_validator(mode="after")
    def _is_out_for_a_day(self) -> Self:
        if self.publish_on and self.withdraw_on and self.withdraw_on <= self.publish_on:
            raise PydanticCustomError("withdraw-early", "never out")
        return self

    def wait(self, today: datetime.date) -> Wait | None:
        """Why it is not out on a day; None where it is."""
        if self.draft:
            return Wait("draft")
        if self.withdraw_on and self.withdraw_on <= today:
            return Wait("withdrawn", self.withdraw_on)
        if self.publish_on and today < self.publish_on:
            return Wait("later", self.publish_on)
        return None
