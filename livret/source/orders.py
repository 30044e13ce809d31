"""What print shops are asked for: `content/orders/`."""

from __future__ import annotations

from posixpath import splitext

from livret.problems import Report
from livret.schema.order import Order
from livret.source import yaml
from livret.source.door import Door

FOLDER = "content/orders"


def read(door: Door, report: Report) -> dict[str, Order]:
    """Every order by its name. Reports mistakes of YAML."""
    found: dict[str, Order] = {}
    for name in door.folder(FOLDER):
        stem, ending = splitext(name)
        order = yaml.load(door, f"{FOLDER}/{name}", Order, report, "site")[0] if ending == ".yaml" else None
        if order:
            found[stem] = order
    return found
