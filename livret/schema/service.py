"""`services/<category>.yaml`: a listing of the directory.

Field names follow HSDS 3 (Open Referral), the French data·inclusion schema, schema.org and
OpenStreetMap. Unknown is a value of its own and is never shown as no.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Literal, Self

from opening_hours import OpeningHours, ParserError  # type: ignore[attr-defined]  # its stubs lack it
from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from livret.schema.fields import Email, Ident, Model, Name, Phone, Source, Tag, Translated, Tristate, Url


def _hours(value: str) -> str:
    """An `opening_hours` expression of OpenStreetMap, as opening-hours-py reads it."""
    try:
        OpeningHours(value)
    except ParserError as error:
        raise PydanticCustomError("hours-invalid", "{reason}", {"reason": str(error).strip()}) from None
    return value


class ServicePhone(Model):
    """HSDS phone; schema.org servicePhone."""

    number: Phone
    label: Translated | None = None
    type: Literal["voice", "sms", "fax"] = "voice"
    languages: tuple[Tag, ...] = ()


class Address(Model):
    """A postal address in France, never translated: it is what a driver or a letter needs."""

    street: Name | None = None
    postal_code: Name | None = None
    city: Name
    insee_code: Name | None = None


class Notice(Model):
    """HSDS alert: a dated message, such as a closure."""

    from_: datetime.date = Field(alias="from")
    until: datetime.date
    text: Translated


class Service(Model):
    """One listing. `name` and `organisation` are never translated, `gloss` says what it is."""

    id: Ident
    name: Name
    gloss: Translated
    organisation: Name | None = None
    description: Translated | None = None
    category: Ident
    area: Literal["local", "national"] = "local"
    status: Literal["active", "suspended", "closed"] = "active"
    example: bool = False
    phones: tuple[ServicePhone, ...] = ()
    email: Email | None = None
    website: Url | None = None
    address: Address | None = None
    transport: Translated | None = None
    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)
    opening_hours: Annotated[Name, AfterValidator(_hours)] | None = None
    appointment: Literal["required", "possible", "none", "unknown"] = "unknown"
    access: Translated | None = None
    fees: Literal["free", "paid", "unknown"] = "unknown"
    fees_detail: Translated | None = None
    audience: Literal["unconditional", "preferential", "exclusive", "unknown"] = "unknown"
    eligibility: Translated | None = None
    documents: tuple[Translated, ...] = ()
    languages: tuple[Tag, ...] = ()
    languages_note: Translated | None = None
    interpreter: Tristate = "unknown"
    wheelchair: Literal["yes", "limited", "no", "unknown"] = "unknown"
    notices: tuple[Notice, ...] = ()
    sources: tuple[Source, ...] = ()
    verified_on: datetime.date
    verified_by: Ident | None = None

    @model_validator(mode="after")
    def _is_real_or_example(self) -> Self:
        if not self.example and not self.sources:
            raise PydanticCustomError("source-missing", "no source")
        if not (self.phones or self.email or self.website or self.address):
            raise PydanticCustomError("contact-missing", "no way to reach it")
        return self
