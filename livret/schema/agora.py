"""The files of `content/agora/`: what people said they need, and what came of it; meetings, laboratories, partners."""

from __future__ import annotations

import datetime
import re
from abc import abstractmethod
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from livret.model import Message
from livret.schema.fields import Amount, Currency, Day, Ident, KnownTag, Model, Name, Tag, Translated, Untranslated, Url
from livret.schema.site_config import Period

_HOUR_SAID = re.compile(r"(\d{1,2})[\s\u00a0\u202f]?(?:heures?|[hH:.])?[\s\u00a0\u202f]?(\d{2})?")
_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
PANEL = 10  # people in each panel of a laboratory, as the Métropole describes them
MOST = 10_000  # people that anybody counts
WEEKS = 6  # a laboratory is a very short experiment


def _hour(value: str) -> str:
    if not _HOUR.fullmatch(value):
        raise PydanticCustomError("hour-invalid", "no hour of the day", {"near": _hour_meant(value)})
    return value


def _hour_meant(value: str) -> str:
    """18:30 for 18h30, 18 h 30 or 18.30, 09:00 for 9:00; "" for what is none."""
    found = _HOUR_SAID.fullmatch(value.strip())
    written = f"{int(found[1]):02}:{found[2] or '00'}" if found else ""
    return written if _HOUR.fullmatch(written) else ""


Hour = Annotated[str, AfterValidator(_hour)]  # 18:00, by the clock of the site
State = Literal["heard", "taken-up", "answered", "refused", "heard-again"]


class Reference(Model):
    """Where something about a real institution was said, and when; `url` only where it was read."""

    title: Untranslated
    by: Untranslated
    dated: Day
    url: Url | None = None


# --- needs -------------------------------------------------------------------------------------------


class Hearing(Model):
    """A day on which a need was heard, and from how many people or families."""

    on: Day
    times: int = Field(default=1, ge=1, le=MOST)


class PublicDecision(Model):
    """What an institution decided. `who` is an institution or an office, never a person."""

    who: Translated
    what: Translated
    source: Reference | None = None


class Answer(Model):
    """One thing that answers a need since a day: a chapter (its path from content/), a service, a laboratory, an order of printed matter, a public
    decision; or why it is refused."""

    on: Day
    chapter: Name | None = None
    service: Ident | None = None
    lab: Ident | None = None
    order: Name | None = None
    decision: PublicDecision | None = None
    refused: Translated | None = None

    @property
    def kind(self) -> str:
        """The one key beside the day."""
        return next(name for name in ANSWERS if getattr(self, name) is not None)

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if sum(getattr(self, name) is not None for name in ANSWERS) != 1:
            raise PydanticCustomError("answer-one", "one answer an entry")
        return self


ANSWERS = tuple(name for name in Answer.model_fields if name != "on")


class Heard(Model):
    """A need in people's own words. `by` says in general terms who said it; `topic` is a category of site.yaml. Without an answer it has none yet."""

    id: Ident
    text: Translated
    by: Translated | None = None
    topic: Ident
    urgency: Literal["now", "soon", "later"] = "soon"
    heard: tuple[Hearing, ...] = Field(min_length=1)
    taken_up: Day | None = None
    answers: tuple[Answer, ...] = ()
    example: bool = False

    @property
    def times(self) -> int:
        return sum(each.times for each in self.heard)

    @property
    def first(self) -> datetime.date:
        return min(each.on for each in self.heard)

    @property
    def answered(self) -> datetime.date | None:
        """The day of the newest answer."""
        return max((each.on for each in self.answers), default=None)

    @property
    def state(self) -> State:
        """Where it stands: its newest answer decides, unless it was heard again after that."""
        if not self.answers:
            return "taken-up" if self.taken_up else "heard"
        newest = max(self.answers, key=lambda each: each.on)
        if max(each.on for each in self.heard) > newest.on:
            return "heard-again"
        return "refused" if newest.refused else "answered"


class Needs(Model):
    needs: tuple[Heard, ...] = ()


# --- meetings ----------------------------------------------------------------------------------------


class Decision(Model):
    """Who does what until when. `who` is the id of a member, or a role: never a name."""

    who: Ident
    what: Translated
    until: Day
    done: Day | None = None


class Counted(Model):
    """People by sex and by age, as funders ask for them: what is left out was not counted. These numbers are told to nobody but a funder."""

    women: int | None = Field(default=None, ge=0)
    men: int | None = Field(default=None, ge=0)
    other: int | None = Field(default=None, ge=0)
    under_18: int | None = Field(default=None, ge=0)
    from_18_to_60: int | None = Field(default=None, ge=0)
    over_60: int | None = Field(default=None, ge=0)

    @property
    @abstractmethod
    def people(self) -> int:
        """All of them, counted by these or not."""

    @model_validator(mode="after")
    def _is_not_more(self) -> Self:
        for names in (SEXES, AGES):
            if sum(getattr(self, name) or 0 for name in names) > self.people:
                raise PydanticCustomError("counted-more", "more are counted than there are")
        return self


SEXES, AGES = ("women", "men", "other"), ("under_18", "from_18_to_60", "over_60")


class Present(Counted):
    """How many were there; nobody is named."""

    members: int = Field(ge=0, le=MOST)
    guests: int = Field(default=0, ge=0, le=MOST)

    @property
    def people(self) -> int:
        return self.members + self.guests


class MeetingMeta(Model):
    """The head of a meeting's file. `languages` are those of its minutes, the first the one they are written in; `interpreters` those that are
    interpreted; without a `place`, `ask` says whom to ask for it."""

    begins: Hour
    ends: Hour
    languages: tuple[Tag, ...] = ()
    interpreters: tuple[Tag, ...] = ()
    childcare: bool = False
    place: Translated | None = None
    ask: Translated | None = None
    paid_back: Translated | None = None
    present: Present | None = None
    needs: tuple[Ident, ...] = ()
    decisions: tuple[Decision, ...] = ()
    example: bool = False

    @property
    def where(self) -> Message:
        """The place, or whom to ask for it: one of them is there."""
        found = self.place or self.ask
        if found is None:
            raise ValueError("a meeting without a place")
        return found

    @model_validator(mode="after")
    def _is_in_order(self) -> Self:
        if self.ends <= self.begins:
            raise PydanticCustomError("meeting-order", "it ends before it begins")
        if self.place is None and self.ask is None:
            raise PydanticCustomError("meeting-place", "nobody knows where it is")
        return self


# --- laboratories ------------------------------------------------------------------------------------


class Panels(Counted):
    """The people of a laboratory, by what brings them there."""

    newcomers: int = Field(gt=0, le=MOST)
    partners: int = Field(gt=0, le=MOST)
    deciders: int = Field(gt=0, le=MOST)

    @property
    def sizes(self) -> dict[str, int]:
        return {"newcomers": self.newcomers, "partners": self.partners, "deciders": self.deciders}

    @property
    def people(self) -> int:
        return sum(self.sizes.values())


class Changed(Model):
    """What a laboratory changed: a chapter, by its path from content/, or a service; and what is other there."""

    chapter: Name | None = None
    service: Ident | None = None
    what: Translated

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if (self.chapter is None) == (self.service is None):
            raise PydanticCustomError("changed-one", "a chapter or a service")
        return self


class Lab(Period):
    """A very short experiment: a question, three panels, what was tried, measured and learnt. Its id is the name of its file."""

    question: Translated
    place: Translated | None = None
    panels: Panels
    steps: tuple[Translated, ...] = ()
    tried: tuple[Translated, ...] = ()
    measured: tuple[Translated, ...] = ()
    learnt: tuple[Translated, ...] = ()
    changed: tuple[Changed, ...] = ()
    example: bool = False


# --- the project -------------------------------------------------------------------------------------


class Share(Model):
    """What a funder of `site.yaml` pays of the project, by its id."""

    funder: Ident
    amount: Amount = Field(gt=0)


class Project(Period):
    """What the Agora is funded for, as beneficiaries of the European Union tell it (Regulation (EU) 2021/1060, article 50): what it is for, what came of
    it, what it costs, and who pays how much of that. `currency` is an ISO 4217 code."""

    title: Translated
    purpose: tuple[Translated, ...] = Field(min_length=1)
    results: tuple[Translated, ...] = ()
    cost: Amount = Field(gt=0)
    currency: Currency = "EUR"
    paid: tuple[Share, ...] = Field(min_length=1)
    example: bool = False

    @model_validator(mode="after")
    def _is_not_paid_twice(self) -> Self:
        if sum(share.amount for share in self.paid) > self.cost:
            raise PydanticCustomError("project-sum", "more is paid than it costs")
        return self


# --- partners ----------------------------------------------------------------------------------------


class Partner(Model):
    """Who works with the Agora, and at what. The name is never translated; a real one has a source."""

    id: Ident
    name: Untranslated
    language: KnownTag | None = None
    """That of the name; the site's own when left out."""
    role: Literal["members", "institution", "association", "funder", "newcomers"]
    does: Translated
    website: Url | None = None
    sources: tuple[Reference, ...] = ()
    example: bool = False

    @model_validator(mode="after")
    def _is_sourced(self) -> Self:
        if not self.example and not self.sources:
            raise PydanticCustomError("source-missing", "no source")
        return self


class Prize(Model):
    name: Untranslated
    year: int = Field(ge=1900, le=2999)
    by: Untranslated
    what: Translated
    sources: tuple[Reference, ...] = Field(min_length=1)


class Partners(Model):
    partners: tuple[Partner, ...] = ()
    prizes: tuple[Prize, ...] = ()
