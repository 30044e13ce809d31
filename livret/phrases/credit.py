"""Credits: who wrote something, as far as they wish to be named. Nothing is the default."""

from __future__ import annotations

from livret.editions.edition import Edition
from livret.schema.members import Scope


def names(edition: Edition, idents: tuple[str, ...], scope: Scope) -> str:
    """Those who agreed to be named there, as one would say them; "" where nobody did."""
    found = (edition.credit(ident, scope) for ident in idents)
    return edition.join(name for name in found if name)
