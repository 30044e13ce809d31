"""What print shops are asked for: `content/orders/`."""

from __future__ import annotations

from posixpath import splitext
from typing import Any

from livret.problems import Place, Report
from livret.schema.order import Order
from livret.source import yaml
from livret.source.door import Door

FOLDER = "content/orders"


def read(door: Door, report: Report) -> dict[str, Order]:
    """Every order by its name. Reports mistakes of YAML."""
    return {name: order for name, (order, _) in written(door, report).items()}


def written(door: Door, report: Report) -> dict[str, tuple[Order, Any]]:
    """The same, each with what was written of it. Reports `file-unexpected`, too."""
    found: dict[str, tuple[Order, Any]] = {}
    for name in door.folder(FOLDER):
        stem, ending = splitext(name)
        if ending != ".yaml":
            report.add("file-unexpected", Place(f"{FOLDER}/{name}"), name=name, expected="2026-12.yaml", near="")
            continue
        order, tree = yaml.load(door, f"{FOLDER}/{name}", Order, report, "site")
        if order:
            found[stem] = order, tree
    return found
