"""The directory as it was, day by day: `.livret/services-<date>.json`, what the professional edition compares itself with.

Every whole build in production mode, and every professional one, leaves one for its day. They are kept for a season, hold no
hidden address, and are never published; without them nothing is lost but the comparison.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from livret.model import Message, folded
from livret.publish import atomic
from livret.schema.service import Service
from livret.site import Change, Changes

_NAME = re.compile(r"services-(\d{4}-\d{2}-\d{2})\.json")
_WEEK, _SEASON = datetime.timedelta(days=7), datetime.timedelta(days=92)
_SILENT = {"id", "sources", "verified_on", "verified_by", "example"}  # these tell a reader of changes nothing
Snapshot = dict[str, dict[str, Any]]


def changes(site: Path, services: Mapping[str, Service], today: datetime.date) -> Changes:
    """What has changed since a week ago, or since the first snapshot when all are younger; `since` None when there is none."""
    earlier = {day: path for day, path in _kept_days(site) if day < today}
    old = [day for day in earlier if day <= today - _WEEK]
    for day in sorted(old, reverse=True) + sorted(set(earlier) - set(old)):
        snapshot = _load(earlier[day])
        if snapshot is not None:
            return Changes(day, tuple(_compared(snapshot, taken(services))))
    return Changes(None, ())


def write(site: Path, services: Mapping[str, Service], today: datetime.date) -> bool:
    """Leaves the snapshot of the day, and lets go of those older than a season. Whether it is written: a site that cannot be costs the comparison, and
    nothing else."""
    text = json.dumps(taken(services), ensure_ascii=False, indent=0, sort_keys=True)
    with suppress(OSError):
        atomic.write(site / ".livret" / f"services-{today}.json", text.encode())
        for day, path in _kept_days(site):
            if day < today - _SEASON:
                path.unlink(missing_ok=True)
        return True
    return False


def taken(services: Mapping[str, Service]) -> Snapshot:
    """The services as plain values, without what is left out."""
    return {
        ident: {name: value for name, inner in service if name not in _SILENT and (value := _plain(inner)) not in (None, [], "")}
        for ident, service in services.items()
    }


def _plain(value: object) -> Any:
    match value:
        case Message():
            return value.text
        case BaseModel():
            return {name: plain for name, inner in value if (plain := _plain(inner)) not in (None, [], "")}
        case tuple():
            return [_plain(inner) for inner in value]
        case datetime.date():
            return value.isoformat()
        case _:
            return value


def _kept_days(site: Path) -> Iterator[tuple[datetime.date, Path]]:
    for path in sorted((site / ".livret").glob("services-*.json")):
        if found := _NAME.fullmatch(path.name):
            try:
                yield datetime.date.fromisoformat(found[1]), path
            except ValueError:
                continue


def _load(path: Path) -> Snapshot | None:
    """None for one that cannot be read: the next one is asked."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    sound = isinstance(found, dict) and all(isinstance(each, dict) and isinstance(each.get("name"), str) for each in found.values())
    return found if sound else None


def _compared(before: Snapshot, now: Snapshot) -> Iterator[Change]:
    for ident, service in now.items():
        if ident not in before:
            yield Change(ident, service["name"], "new")
        elif fields := tuple(_fields(before[ident], service)):
            yield Change(ident, service["name"], "changed", fields)
    for ident, service in before.items():
        if ident not in now:
            yield Change(ident, service["name"], "gone")


def _fields(before: dict[str, Any], now: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    for name in Service.model_fields:
        if _compared_value(before.get(name)) != _compared_value(now.get(name)):
            yield name, _value_on_a_line(before.get(name)), _value_on_a_line(now.get(name))


def _compared_value(value: Any) -> Any:
    """A value whose texts are as they are compared."""
    match value:
        case str():
            return folded(value)
        case dict():
            return {name: _compared_value(inner) for name, inner in value.items()}
        case list():
            return [_compared_value(inner) for inner in value]
        case _:
            return value


def _value_on_a_line(value: Any) -> str:
    """A value on one line: « +33465710012 Accueil; +33465710013 »."""
    match value:
        case None:
            return ""
        case dict():
            return " ".join(filter(None, map(_value_on_a_line, value.values())))
        case list():
            return "; ".join(map(_value_on_a_line, value))
        case _:
            return str(value)
