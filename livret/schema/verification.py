"""Until when a listing is held to be true: so many days after somebody checked it."""

from __future__ import annotations

import datetime


def valid_until(verified_on: datetime.date, days: int) -> datetime.date:
    """The last day."""
    return verified_on + datetime.timedelta(days=days)
