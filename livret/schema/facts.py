"""`facts.yaml`: what lives once and is shown in every language (`{phone.samu}`)."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from livret.schema.fields import Amount, Currency, Day, Email, Ident, Model, Name, Phone, Translated, Untranslated, Url
from livret.schema.place import PostalCode


class Sourced(Model):
    """A fact with a source and the date it was read, or an example that says so. `passage` is where in the source it stands, for whoever reads
    it again: the article, the paragraph.
    """

    label: Translated | None = None
    note: Translated | None = None
    source: Url | None = None
    passage: Name | None = None
    read_on: Day | None = None
    example: bool = False

    @model_validator(mode="after")
    def _has_source(self) -> Self:
        if not self.example and not (self.source and self.read_on):
            raise PydanticCustomError("source-missing", "no source")
        return self


class PhoneFact(Sourced):
    number: Phone
    sms: bool = False


class DeadlineFact(Sourced):
    value: int = Field(gt=0, le=10_000)
    unit: Literal["hour", "day", "week", "month", "year"]


class PriceFact(Sourced):
    """`amount` is a decimal number, `currency` an ISO 4217 code."""

    amount: Amount
    currency: Currency
    per: Literal["day", "month", "year"] | None = None


class DateFact(Sourced):
    value: Day


class AddressFact(Sourced):
    street: Untranslated
    postal_code: PostalCode
    city: Untranslated


class EmailFact(Sourced):
    address: Email


class LinkFact(Model):
    """Shown as `label`, which is never translated."""

    url: Url
    label: Untranslated


class SentenceFact(Model):
    """What a reader says or shows, in the site's language whatever the edition. `…` is where a word of their own goes: with `blank: language`
    what their language is called, otherwise what they know themselves – where they are.
    """

    text: Name
    blank: Literal["language"] | None = None

    @model_validator(mode="after")
    def _has_blank(self) -> Self:
        if self.blank and self.text.count("…") != 1:
            raise PydanticCustomError("sentence-blank", "nowhere to put it")
        return self


Fact = PhoneFact | DeadlineFact | PriceFact | DateFact | AddressFact | EmailFact | LinkFact | SentenceFact


class Facts(Model):
    phone: dict[Ident, PhoneFact] = {}
    deadline: dict[Ident, DeadlineFact] = {}
    price: dict[Ident, PriceFact] = {}
    date: dict[Ident, DateFact] = {}
    address: dict[Ident, AddressFact] = {}
    email: dict[Ident, EmailFact] = {}
    link: dict[Ident, LinkFact] = {}
    sentence: dict[Ident, SentenceFact] = {}

    def get(self, kind: str, name: str) -> Fact | None:
        facts: dict[str, Fact] = getattr(self, kind, {}) if kind in type(self).model_fields else {}
        return facts.get(name)
