"""Any listing that the schema allows, for Hypothesis."""

from __future__ import annotations

import datetime
from typing import Any, get_args

from hypothesis import strategies as st

from livret.schema.service import AccessMode, Family, Situation, Status

# Letters of several scripts, and the signs of markup, of CSV and of YAML; no control characters, which YAML refuses.
_SIGNS = "aéßЖعطሰ 0127.,;:-_*[](){}<>|\\/'\"#&@!%+=~`"
WORDS = (
    st.text(_SIGNS, min_size=1, max_size=40)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: text and "](" not in text and "] (" not in text)
)
IDENT = st.from_regex(r"[a-z][a-z0-9_]{0,12}", fullmatch=True)
DAY = st.dates(datetime.date(2020, 1, 1), datetime.date(2030, 1, 1)).map(str)
PHONE = st.sampled_from(["+33465710012", "+33465719999", "+33465710012;ext=34", "+33465710012;ext=034", "115", "3919", "114"])
URL = st.sampled_from(["https://exemple.fr", "https://exemple.fr/a?b=c&d=e", "http://exemple.org/é"])
EMAIL = st.sampled_from(["a@exemple.fr", "b.c+d@exemple.org"])
TAGS = st.lists(st.sampled_from(["fr", "ar", "prs", "ti", "zh-Hans"]), unique=True, min_size=1, max_size=4)
HOURS = st.sampled_from(
    ["24/7", "Mo-Fr 08:30-12:30; PH off", "week 1-53/2 Tu 10:00-12:00", 'Sa 09:00-12:00 "by appointment"', "Mo-Su 22:00-02:00"]
)


def some(literal: object) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(get_args(literal)), unique=True, min_size=1, max_size=3)


def mapping(required: dict[str, Any], optional: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(required, optional=optional)


ORGANISATION = mapping(
    {"name": WORDS},
    {"id": IDENT, "gloss": WORDS, "website": URL, "email": EMAIL, "phone": PHONE, "siret": st.just("73282932000074")},
)
ADDRESS = mapping(
    {"city": WORDS},
    {
        "name": WORDS,
        "street": WORDS,
        "detail": WORDS,
        "postal_code": st.just("01000"),
        "insee_code": st.sampled_from(["2A004", "01053"]),
        "country": st.sampled_from(["FR", "BE"]),
    },
)
PHONES = mapping({"number": PHONE}, {"label": WORDS, "type": st.sampled_from(["sms", "fax", "textphone"]), "languages": TAGS})
NOTICE = st.one_of(
    mapping({"from": st.just("2026-12-24"), "until": st.just("2026-12-26"), "closed": st.just(value=True)}, {"text": WORDS}),
    mapping({"from": st.just("2026-12-24"), "until": st.just("2026-12-26"), "opening_hours": HOURS}, {"text": WORDS}),
    mapping({"from": st.just("2026-12-24"), "until": st.just("2026-12-26"), "text": WORDS}, {}),
)
SOURCE = mapping({"title": WORDS, "url": URL, "read_on": DAY}, {})


def _sound(record: dict[str, Any]) -> dict[str, Any]:
    """Latitude and longitude come together; the later age is the higher one."""
    if ("latitude" in record) != ("longitude" in record):
        record = {key: value for key, value in record.items() if key not in ("latitude", "longitude")}
    ages = sorted(record[key] for key in ("minimum_age", "maximum_age") if key in record)
    return {**record, **dict(zip(("minimum_age", "maximum_age"), ages, strict=False))} if len(ages) == 2 else record


REQUIRED = {
    "id": IDENT, "name": WORDS, "gloss": WORDS, "category": st.sampled_from(["health", "housing"]), "email": EMAIL, "verified_on": DAY,
    "sources": st.lists(SOURCE, min_size=1, max_size=2),
}  # fmt: skip
OPTIONAL = {
    "alternate_name": WORDS, "organisation": ORGANISATION, "description": WORDS, "also_in": st.just(["housing"]), "needs": st.just(["doctor", "sleep"]),
    "area": st.just("national"), "status": st.sampled_from(["suspended", "closed"]), "open_data": st.just(value=False), "example": st.just(value=True),
    "draft": st.just(value=True), "publish_on": st.dates(datetime.date(2020, 1, 1), datetime.date(2021, 1, 1)).map(str), "withdraw_on": st.dates(datetime.date(2022, 1, 1), datetime.date(2030, 1, 1)).map(str),
    "phones": st.lists(PHONES, min_size=1, max_size=3), "website": URL, "appointment_url": URL, "place": IDENT, "address": ADDRESS,
    "address_visibility": st.just("hidden"), "latitude": st.floats(42, 51), "longitude": st.floats(-4, 8), "transport": WORDS,
    "wheelchair": st.sampled_from(["yes", "limited", "no"]), "opening_hours": HOURS, "opening_hours_note": WORDS,
    "notices": st.lists(NOTICE, min_size=1, max_size=2), "appointment": st.sampled_from(["required", "possible", "none"]),
    "access_modes": some(AccessMode), "referred_by": WORDS, "access": WORDS, "attendance": st.just(["remote"]), "fees": st.sampled_from(["free", "paid"]),
    "fees_detail": WORDS, "documents": st.lists(WORDS, min_size=1, max_size=3), "audience": st.sampled_from(["unconditional", "preferential", "exclusive"]),
    "eligibility": WORDS, "statuses": some(Status), "gender": st.sampled_from(["women", "men"]), "family": some(Family), "situations": some(Situation),
    "minimum_age": st.integers(0, 120), "maximum_age": st.integers(0, 120), "zone": st.just(["38", "38185"]), "languages": TAGS,
    "languages_note": WORDS, "interpreter": st.sampled_from(["yes", "no"]), "verified_by": IDENT, "visibility": st.just("professionals"),
}  # fmt: skip
RECORDS = mapping(REQUIRED, OPTIONAL).map(_sound)
