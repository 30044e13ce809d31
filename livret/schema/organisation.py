"""Who offers a service. HSDS organization; data·inclusion structure."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from livret.schema.fields import Email, Ident, Model, Name, Phone, Translated, Untranslated, Url


def _siret(value: str) -> str:
    """Fourteen digits whose last is Luhn's; La Poste's own, whose digits add up to a multiple of five."""
    digits = "".join(value.split())
    if not (digits.isascii() and digits.isdigit() and len(digits) == _SIRET):
        raise PydanticCustomError("siret-invalid", "no SIRET")
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(digits)]
    luhn = sum(sum(divmod(number, 10)) for number in doubled)
    if luhn % 10 and not (digits.startswith(_LA_POSTE) and sum(map(int, digits)) % 5 == 0):
        raise PydanticCustomError("siret-invalid", "no SIRET")
    return digits


_SIRET = 14
_LA_POSTE = "356000000"


class Organisation(Model):
    """`name` is never translated. In a service, a text alone is its name."""

    id: Ident | None = None
    name: Untranslated
    gloss: Translated | None = None
    """What it is, in a few words."""
    website: Url | None = None
    email: Email | None = None
    phone: Phone | None = None
    siret: Annotated[Name, AfterValidator(_siret)] | None = None
    """Its number in the French register of establishments."""
