"""`services/<category>.yaml`: the listings of the directory.

Field names follow HSDS 3 (Open Referral), the French data·inclusion schema, schema.org and
OpenStreetMap. What is left out is unknown, and unknown is never shown as no.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from livret.hours import rule_order
from livret.hours.expression import Unclear, whole_year
from livret.schema.days_out import Dated
from livret.schema.fields import Day, Email, Ident, Model, Name, Phone, Source, Tag, Translated, Tristate, Untranslated, Url
from livret.schema.organisation import Organisation
from livret.schema.place import Address, Place, Wheelchair

Status = Literal[
    "asylum_seeker", "refugee", "subsidiary_protection", "stateless", "temporary_protection", "undocumented", "residence_permit"
]
Family = Literal["alone", "couple", "with_children", "pregnant"]
Situation = Literal[
    "unaccompanied_minor", "young", "senior", "student", "jobseeker", "worker", "benefits", "homeless", "emergency", "violence", "trafficking",
    "exile", "disability", "lgbt", "addiction", "prison", "legal", "priority_area",
]  # fmt: skip
AccessMode = Literal["walk_in", "phone", "email", "online", "post", "referral"]
Zone = Annotated[str, StringConstraints(pattern=r"^([0-9][0-9AB]|97[0-9]|[0-9][0-9AB][0-9]{3}|[0-9]{9})$")]


def _hours(value: str) -> str:
    """An `opening_hours` expression of OpenStreetMap that can be said in words, and means what they say; a mistake knows its position, `at`."""
    try:
        rule_order.check(value)
    except Unclear as error:
        raise PydanticCustomError(error.code, "unclear", {"at": error.at, **error.values}) from None
    return whole_year(value)


def _named(value: object) -> object:
    """An organisation by its name alone."""
    return {"name": value} if isinstance(value, str) else value


def _kept_back(value: object) -> object:
    """`address: hidden` is an address that the file does not even hold."""
    return None if value == "hidden" else value


Hours = Annotated[Name, AfterValidator(_hours)]


class ServicePhone(Model):
    """HSDS phone; schema.org servicePhone."""

    number: Phone
    label: Translated | None = None
    type: Literal["voice", "sms", "fax", "textphone"] = "voice"
    languages: tuple[Tag, ...] = ()
    """Spoken on this line; where left out, those of the service."""


class Notice(Model):
    """HSDS alert; schema.org specialOpeningHoursSpecification: a message, a closure or other hours, from a day until a day."""

    from_: Day = Field(alias="from")
    until: Day
    text: Translated | None = None
    closed: bool = False
    opening_hours: Hours | None = None
    """Hours that hold on these days instead of the usual ones."""

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        if self.until < self.from_:
            raise PydanticCustomError("notice-order", "it ends before it begins")
        if self.closed and self.opening_hours:
            raise PydanticCustomError("notice-both", "closed and open")
        if not (self.text or self.closed or self.opening_hours):
            raise PydanticCustomError("notice-empty", "it says nothing")
        return self


class Service(Dated):
    """One listing. `name` and `organisation` are never translated, `gloss` says what it is."""

    # In a file it may be left to the file's own.
    model_config = ConfigDict(json_schema_extra=lambda schema: schema["required"].remove("category"))

    id: Ident
    """Stable: pages, open data and other people's links are named after it."""
    name: Untranslated
    gloss: Translated
    """What it is, in a few words."""
    alternate_name: Untranslated | None = None
    """Another name that people know it by, such as an acronym; never translated."""
    organisation: Annotated[Organisation, BeforeValidator(_named, json_schema_input_type=str | Organisation)] | None = None
    """Its name, the id of one in `organisations`, or its keys."""
    description: Translated | None = None
    category: Name
    also_in: tuple[Name, ...] = ()
    """Other categories it belongs to."""
    needs: tuple[Name, ...] = ()
    """What it helps with: ids of `needs` in site.yaml."""
    area: Literal["local", "national"] = "local"
    status: Literal["active", "suspended", "closed"] = "active"
    visibility: Literal["public", "professionals"] = "public"
    """`professionals`: never in public/, only in the professional edition."""
    open_data: bool = True
    """`false`: on its page, but in no export."""
    example: bool = False

    phones: tuple[ServicePhone, ...] = ()
    email: Email | None = None
    website: Url | None = None
    appointment_url: Url | None = None
    """Where an appointment is made."""

    place: Ident | None = None
    """The id of one in `places`; its keys then hold here, unless they are written."""
    address: Annotated[Address | None, BeforeValidator(_kept_back, json_schema_input_type=Address | Literal["hidden"])] = None
    address_visibility: Literal["public", "hidden"] | None = None
    """`hidden`: address, position and transport are published nowhere. It is meant where left out in a protected category;
    `address: hidden` is the same."""
    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)
    transport: Translated | None = None
    wheelchair: Wheelchair = "unknown"

    opening_hours: Hours | None = None
    """OpenStreetMap syntax: `Mo-Fr 08:30-12:30; PH off`. Left out when unknown."""
    opening_hours_note: Translated | None = None
    notices: tuple[Notice, ...] = ()
    appointment: Literal["required", "possible", "none", "unknown"] = "unknown"
    access_modes: tuple[AccessMode, ...] = ()
    """How to get in. `referral`: someone else sends you, see `referred_by`."""
    referred_by: Translated | None = None
    access: Translated | None = None
    attendance: tuple[Literal["on_site", "remote"], ...] = ()

    fees: Literal["free", "paid", "unknown"] = "unknown"
    fees_detail: Translated | None = None
    documents: tuple[Translated, ...] = ()
    """What to bring."""

    audience: Literal["unconditional", "preferential", "exclusive", "unknown"] = "unknown"
    """Whether the keys below are a welcome to all, a preference or a condition."""
    eligibility: Translated | None = None
    statuses: tuple[Status, ...] = ()
    gender: Literal["women", "men"] | None = None
    family: tuple[Family, ...] = ()
    situations: tuple[Situation, ...] = ()
    minimum_age: int | None = Field(default=None, ge=0, le=120)
    maximum_age: int | None = Field(default=None, ge=0, le=120)
    zone: tuple[Zone, ...] = ()
    """Where one has to live: INSEE codes of communes, départements or EPCI."""

    languages: tuple[Tag, ...] = ()
    """Spoken there (BCP 47)."""
    languages_note: Translated | None = None
    interpreter: Tristate = "unknown"

    sources: tuple[Source, ...] = ()
    verified_on: Day
    verified_by: Ident | None = None

    @model_validator(mode="before")
    @classmethod
    def _address_hidden(cls, values: Any) -> Any:
        return (
            {**values, "address_visibility": "hidden"} if isinstance(values, dict) and values.get("address") == "hidden" else values
        )

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if not self.example and not self.sources:
            raise PydanticCustomError("source-missing", "no source")
        if not (self.calls or self.email or self.website or self.address):
            raise PydanticCustomError("contact-missing", "no way to reach it")
        if (self.latitude is None) != (self.longitude is None):
            raise PydanticCustomError("coordinates-half", "one of two")
        if self.minimum_age is not None and self.maximum_age is not None and self.maximum_age < self.minimum_age:
            raise PydanticCustomError("ages-order", "nobody is of that age")
        return self

    @property
    def country(self) -> str | None:
        """Where it is, ISO 3166; None for that of the site."""
        return self.address.country if self.address else None

    @property
    def calls(self) -> tuple[ServicePhone, ...]:
        """The numbers that a person can call or write to."""
        return tuple(phone for phone in self.phones if phone.type != "fax")

    @property
    def faxes(self) -> tuple[ServicePhone, ...]:
        """The numbers that only a machine answers: they are never shown as a phone."""
        return tuple(phone for phone in self.phones if phone.type == "fax")

    @property
    def categories(self) -> tuple[str, ...]:
        """Every category it belongs to, its own first."""
        return (self.category, *self.also_in)

    @property
    def hidden(self) -> bool:
        """Whether its address is kept from everybody. Once the site is read, what its category decides is written here too."""
        return self.address_visibility == "hidden"


class Listing(Model):
    """A file of services. Its category holds for every one that names none; organisations and places are known to all files."""

    category: Name | None = None
    organisations: dict[Ident, Organisation] = Field(default={})
    places: dict[Ident, Place] = Field(default={})
    services: tuple[Service, ...] = ()
