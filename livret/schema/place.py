"""Where a service is: a postal address and how to get there. Several services may share a place."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from livret.schema.fields import Model, Translated, Untranslated

Insee = Annotated[str, StringConstraints(pattern=r"^[0-9][0-9AB][0-9]{3}$")]
PostalCode = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9][A-Z0-9 -]{1,9}$")]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
# How countries write their codes; of one that is not here, any is right. Source: Universal Postal Union, addressing systems.
POSTAL_CODES = {
    **dict.fromkeys(("FR", "GP", "MQ", "GF", "RE", "YT", "PM", "MC", "DE", "ES", "IT", "FI", "UA", "TR", "HR", "RS"), "[0-9]{5}"),
    **dict.fromkeys(("BE", "CH", "LU", "AT", "DK", "NO", "HU", "BG", "GE", "AL"), "[0-9]{4}"),
    "RO": "[0-9]{6}",
    "NL": "[0-9]{4} ?[A-Z]{2}",
    "PT": "[0-9]{4}-[0-9]{3}",
    "PL": "[0-9]{2}-[0-9]{3}",
    **dict.fromkeys(("SE", "CZ", "SK", "GR"), "[0-9]{3} ?[0-9]{2}"),
    "GB": "[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}",
    "IE": "[A-Z][0-9W][0-9] ?[A-Z0-9]{4}",
}
Wheelchair = Literal["yes", "limited", "no", "unknown"]


class Address(Model):
    """A postal address, never translated: it is what a driver or a letter needs."""

    name: Untranslated | None = None
    """The building: “Maison des associations”."""
    street: Untranslated | None = None
    detail: Untranslated | None = None
    """Floor, door, courtyard, in the site's language (data·inclusion complement_adresse)."""
    postal_code: PostalCode | None = None
    """As its country writes it: "75001", "1000" in Belgium, "1012 AB" in the Netherlands."""
    city: Untranslated
    country: Country | None = None
    """ISO 3166, two letters; that of the site where left out."""
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
