"""A new listing, with every key one usually needs, which validates and says that it is an example."""

from __future__ import annotations

import datetime

from livret import limits
from livret.directory.listing_file import MODELINE
from livret.problems import Place, Report, near
from livret.publish import atomic
from livret.source import yaml
from livret.source.door import Door, Refused
from livret.source.read import Reading
from livret.source.services import FOLDER
from livret.starting import starter


def service(door: Door, reading: Reading, category: str, ident: str, day: datetime.date, report: Report) -> Place | None:
    """Writes an entry at the end of its category's file, which is made when there is none; where it stands, or None with a problem."""
    categories = [each.id for each in reading.site.config.categories]
    if category not in categories:
        report.add("category-unknown", Place(category), value=category, near=near(category, categories))
        return None
    if ident in {*reading.site.services, *reading.private} or f"service.{ident}" in reading.written:
        report.add("duplicate", Place(ident), value=ident, where=FOLDER)
        return None
    own = reading.site.config.language
    entry = starter.begun(own, "new service.yaml", ident=ident, day=str(day), language=own)
    path = f"{FOLDER}/{category}.yaml"
    try:
        before = door.text(path, limits.TEXT_FILE_BYTES) if door.is_own(path) else f"{MODELINE}category: {category}\nservices:\n"
        text = _appended(before, entry, path)
        if text is None:
            path = f"{FOLDER}/{category}-{ident.replace('_', '-')}.yaml"
            before = f"{MODELINE}category: {category}\nservices:\n"
            text = before + _indented(entry, 2)
    except Refused as refused:
        report.take(refused.problem)
        return None
    atomic.write(door.root / path, text.encode())
    return Place(path, before.count("\n") + 1)


def _appended(before: str, entry: str, path: str) -> str | None:
    """The file with one entry more; None where its services are not the last thing in it. Raises Refused for a file that is broken."""
    tree = yaml.parse(before, path)
    listed = tree.get("services") if isinstance(tree, yaml.Mapping) else None
    depth = listed[0].place.column - 3 if listed else 2
    text = before.rstrip("\n") + "\n" + _indented(entry, depth)
    try:
        after = yaml.parse(text, path)
    except Refused:
        return None
    same = {key: value for key, value in after.items() if key != "services"} == {
        key: value for key, value in tree.items() if key != "services"
    }
    return text if same and after["services"][:-1] == (listed or []) else None


def _indented(entry: str, depth: int) -> str:
    return "".join(f"{' ' * depth}{line}" for line in entry.splitlines(keepends=True))
