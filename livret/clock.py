"""What day it is."""

from __future__ import annotations

import datetime
import os
from zoneinfo import ZoneInfo


def today(timezone: str) -> datetime.date:
    """SOURCE_DATE_EPOCH's day, else today, in the site's time zone."""
    zone = ZoneInfo(timezone)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.datetime.fromtimestamp(int(epoch), zone).date()
    return datetime.datetime.now(zone).date()
