"""Where a service is: a postal address and how to get there. Several services may share a place."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from livret.schema.fields import Model, Name, Translated

Insee = Annotated[str, StringConstraints(pattern=r"^[0-9][0-9AB][0-9]{3}$")]
PostalCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{5}$")]
Wheelchair = Literal["yes", "limited", "no", "unknown"]


class Address(Model):
    """A postal address in France, never translated: it is what a driver or a letter needs."""

    name: Name | None = None
    """The building: “Maison des associations”."""
    street: Name | None = None
    detail: Name | None = None
    """Floor, door, courtyard, in the site's language (data·inclusion complement_adresse)."""
    postal_code: PostalCode | None = None
    city: Name
    insee_code: Insee | None = None
    """INSEE's code of the commune, which is not its postal code."""


class Place(Model):
    """A place that several services share (`place: its_id`); these keys also stand in a service itself."""

    address: Address | None = None
    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)
    transport: Translated | None = None
    """Public transport: line and stop."""
    wheelchair: Wheelchair = "unknown"
