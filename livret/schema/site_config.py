"""`site.yaml` and `agora/authors.yaml`: who publishes, for whom, and what the home page shows first."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from babel.dates import get_timezone
from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from livret import limits
from livret.schema.fields import Day, Email, Ident, KnownTag, Model, Name, Phone, SiteUrl, Tag, Translated, Untranslated, Url
from livret.schema.funding import Funder
from livret.schema.thematiques import Thematique

SCHEMA = 1


def _timezone(value: str) -> str:
    try:
        get_timezone(value)
    except LookupError:
        raise PydanticCustomError("timezone-unknown", "no such time zone") from None
    return value


# Departments of France whose public holidays are not those of the others (Code du travail L3133-1, L3134-13, L3422-2).
Holidays = Literal["FR", "FR-57", "FR-67", "FR-68", "FR-971", "FR-972", "FR-973", "FR-974", "FR-976"]


class Period(Model):
    """From a day until another, both included."""

    from_: Day = Field(alias="from")
    until: Day

    @model_validator(mode="after")
    def _is_in_order(self) -> Self:
        if self.until < self.from_:
            raise PydanticCustomError("notice-order", "it ends before it begins")
        return self


class FirstStep(Model):
    """What somebody may say when they arrive. `link` is a chapter's path from content/, with the anchor of a heading where only a part answers."""

    text: Translated
    link: Name
    pictogram: Name = "booklet"


class Category(Model):
    """`protected` hides the addresses of its services, unless one says otherwise: violence, trafficking."""

    id: Ident
    name: Translated
    pictogram: Name
    protected: bool = False
    thematiques: tuple[Thematique, ...] = ()
    """What data·inclusion calls it; those of a need hold before those of a category."""


class Need(Model):
    """What a reader looks for, in their own words: to eat, to sleep, to see a doctor."""

    id: Ident
    name: Translated
    pictogram: Name
    thematiques: tuple[Thematique, ...] = ()


class OpenData(Model):
    """The licence, by its SPDX identifier, under which the directory is exported."""

    licence: Literal["etalab-2.0", "ODbL-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0"]


class Publisher(Model):
    """The *mentions légales* of French law: who publishes and who is responsible."""

    name: Untranslated
    director: Untranslated | None = None
    address: Untranslated | None = None
    email: Email | None = None
    phone: Name | None = None


class Host(Model):
    """`logs_days`: how long the log of visits is kept; left out when it is not known."""

    name: Untranslated
    address: Untranslated | None = None
    phone: Name | None = None
    logs_days: int | None = Field(default=None, ge=0)


class Audit(Model):
    """An audit of accessibility: `score` is the share of the criteria that are met, in per cent."""

    auditor: Untranslated
    made_on: Day
    standard: Untranslated = "RGAA 4.1"
    score: int = Field(ge=0, le=100)


class Voice(Model):
    """Where readers' words go: by SMS to a number, by mail to an address; with neither, they are said at a counter alone.

    `who` reads them, `why`, how long they are `kept` and how to have them `erase`d: the privacy page says it.
    """

    sms: Phone | None = None
    email: Email | None = None
    who: Translated | None = None
    why: Translated | None = None
    kept: Translated | None = None
    erase: Translated | None = None


class Thresholds(Model):
    """From which share of its messages on, in percent, a language is partial, and from which complete."""

    draft: Literal[0] = 0
    partial: int = Field(default=30, ge=0, le=100)
    complete: int = Field(default=100, ge=0, le=100)


class Printer(Model):
    """Who prints: French law asks for name and address on the sheet (29 July 1881, article 3).

    `profile` is an ICC file of theme/print/ for another paper than coated, `condition` its name in the registry of the ICC.
    """

    name: Untranslated
    address: Untranslated
    profile: Name = "FOGRA39L_coated.icc"
    condition: Name = "FOGRA39"


class Output(Model):
    """How many files may be published, and how large they may be together: what a host takes, or more than Livret expects."""

    files: int = Field(default=limits.OUTPUT_FILES, ge=1, le=limits.OUTPUT_FILES_MOST)
    megabytes: int = Field(default=limits.OUTPUT_MEGABYTES, ge=1, le=limits.OUTPUT_MEGABYTES_MOST)


class SiteConfig(Model):
    """`publish` holds the level from which on a language is offered; the others always are."""

    livret: int
    extends: Name | None = None
    """The base of a town: the path of its folder, from that of the site, or the name of an installed package."""
    hide: tuple[Name, ...] = ()
    """What of the base is not there, by address: `sante`, `sante/soins`, `phone.samu`, `service.caf`, `term.recepisse`."""
    mode: Literal["demo", "production"] = "demo"
    name: Translated
    tagline: Translated
    url: SiteUrl
    language: Tag
    languages: tuple[Tag, ...] = Field(min_length=1)
    timezone: Annotated[Name, AfterValidator(_timezone)] = "Europe/Paris"
    country: str = Field(default="FR", pattern="^[A-Z]{2}$")
    pairs: tuple[tuple[Tag, Tag], ...] = ()
    strict_interface: bool = False
    publish: dict[Tag, Literal["draft", "partial", "complete"]] = Field(default={})
    thresholds: Thresholds = Thresholds()
    offline: bool = True
    output: Output = Output()
    quick_exit: Url = "https://www.wikipedia.org/"
    audit: Audit | None = None
    emergency: tuple[Name, ...] = ()
    first_steps: tuple[FirstStep, ...] = ()
    categories: tuple[Category, ...] = ()
    needs: tuple[Need, ...] = ()
    holidays: Holidays = "FR"
    school_holidays: tuple[Period, ...] = ()
    """Without them nobody knows when “SH” is: a page then says the words, and nothing of now."""
    services_review_days: int = Field(default=180, gt=0)
    """After how many days a listing is to be verified again."""
    open_data: OpenData | None = None
    publisher: Publisher
    host: Host
    printer: Printer | None = None
    sheets: tuple[Literal["card", "welcome"], ...] = ()
    funding: tuple[Funder, ...] = ()
    voice: Voice | None = None
    """Without it, pages ask for nobody's word and have no code."""
    roles: tuple[Ident, ...] = ()
    """Who approves pages without being an author: doctor, lawyer."""
    legal: tuple[Translated, ...] = ()
    privacy: tuple[Translated, ...] = ()
    accessibility: tuple[Translated, ...] = ()


class Author(Model):
    """`id` is what files say of a member, `role` what a reader is told where nothing else may be: nobody is named against their will. A `name` is for
    examples alone; those of people stand in no file that is passed on."""

    id: Ident
    name: Untranslated | None = None
    role: Literal["member", "team", "partner"] = "member"
    languages: tuple[KnownTag, ...] = ()


class Agora(Model):
    """`intro` says what it is, `join` how to take part."""

    intro: tuple[Translated, ...] = ()
    join: tuple[Translated, ...] = ()
    authors: tuple[Author, ...] = ()
