"""`services.geojson` (RFC 7946): the places on a map. A service without a position, or with a hidden one, is not there."""

from __future__ import annotations

from typing import Any

from livret.data.exports import Listed, about, listed
from livret.editions.edition import Edition
from livret.encode import json

_SHOWN = (
    "id",
    "name",
    "gloss",
    "category",
    "needs",
    "opening_hours",
    "fees",
    "appointment",
    "languages",
    "wheelchair",
    "status",
    "verified_on",
)


def services(edition: Edition) -> bytes:
    features = [_feature(each) for each in listed(edition) if each.service.latitude is not None]
    return json.document({"type": "FeatureCollection", "features": features, **about(edition)})


def _feature(each: Listed) -> dict[str, Any]:
    """Longitude first, as RFC 7946 has it."""
    shown = {key: each.record[key] for key in _SHOWN if key in each.record}
    return {
        "type": "Feature",
        "id": each.service.id,
        "geometry": {"type": "Point", "coordinates": [each.service.longitude, each.service.latitude]},
        "properties": {
            **shown,
            "phone": next((phone.number for phone in each.service.calls if phone.type == "voice"), None),
            "url": each.url,
        },
    }
