"""“Open now” for a browser: what `theme/web/open.js` reads. It is data and words; whether it is now, the phone alone knows."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import lru_cache
from zoneinfo import ZoneInfo

from livret import limits
from livret.editions.edition import Edition
from livret.hours import compact
from livret.hours.calendar import Calendar
from livret.hours.opening import Day, Where, days, evenings
from livret.phrases.timetable import day_names
from livret.schema.service import Notice, Service
from livret.schema.site_config import SiteConfig

_AHEAD = datetime.timedelta(days=compact.DAYS)


def where(config: SiteConfig, service: Service) -> Where:
    """What the hours of a service depend on besides their words."""
    country = service.country or config.country
    holidays = config.holidays if country == "FR" else country
    calendar = Calendar(holidays, tuple((period.from_, period.until) for period in config.school_holidays))
    position = (service.latitude, service.longitude) if service.latitude is not None and service.longitude is not None else None
    return Where(calendar, ZoneInfo(config.timezone), position)


def openings(config: SiteConfig, service: Service, first: datetime.date, until: datetime.date) -> tuple[Day, ...]:
    """What opens on each day from `first`, before `until`, as far as it is known; of a service that is closed for now, nothing does."""
    if service.status != "active" or not service.opening_hours:
        return ()
    return evenings(service.opening_hours, service.notices, where(config, service), first, until)


def hours(edition: Edition, service: Service) -> str:
    """The attribute `data-hours` of a service; "" when nobody knows them."""
    if service.status != "active" or not service.opening_hours:
        return ""
    return _hours(service.opening_hours, service.notices, where(edition.config, service), edition.monday)


@lru_cache(maxsize=limits.EXPRESSIONS)
def _hours(expression: str, notices: tuple[Notice, ...], place: Where, monday: datetime.date) -> str:
    """Every language has the same."""
    return compact.hours(days(expression, notices, place, monday, monday + _AHEAD), monday)


def clock(edition: Edition) -> Mapping[str, str]:
    """The attributes of the one element of a page that tells the time there, and the words."""
    return {
        "data-clock": compact.clock(edition.monday, ZoneInfo(edition.config.timezone)),
        "data-now": edition.say("Open now, until {time}"),
        "data-still": edition.say("Open now"),
        "data-today": edition.say("Opens today at {time}"),
        "data-later": edition.say("Opens: {day}, {time}"),
        "data-days": "|".join(day_names(edition, "wide")),
    }
