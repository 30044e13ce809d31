"""Orders held against what can be printed: the documents and languages that each asks for. What was ordered before today is what was, and is not asked again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from livret.editions.edition import Edition
from livret.paper.paper_plan import to_print
from livret.problems import Place, Report, near
from livret.schema.order import Order
from livret.site import Site
from livret.source import orders, yaml
from livret.source.door import Door


def check(door: Door, site: Site, editions: Mapping[str, Edition], report: Report) -> None:
    """Tells what is wrong in orders, and what those that are still to be sent ask for in vain."""
    asked = orders.written(door, report)
    coming = [each for each in asked.values() if each[0].ordered_on is None or each[0].ordered_on >= door.today]
    known: dict[str, set[str]] = {}
    for address, tag, _ in to_print(site, editions) if coming else ():
        known.setdefault(address.replace("/", "-", 1), set()).add(tag)
    for order, tree in coming:
        check_lines(order, tree, known, report)
    if coming and site.config.printer is None:
        report.add("order-printer", Place("content/site.yaml"))


def check_lines(order: Order, tree: Any, known: Mapping[str, Collection[str]], report: Report) -> None:
    """Each line of an order names a document and languages of it that there are. Reports `order-unknown` and `language-absent`."""
    for number, line in enumerate(order.documents):
        if line.document not in known:
            place = yaml.place_of(tree, "documents", number, "document")
            report.add("order-unknown", place, value=line.document, choices=", ".join(known), near=near(line.document, known))
            continue
        tags = known[line.document]
        for tag in (tag for tag in line.copies if tag not in tags):
            place = yaml.place_of(tree, "documents", number, "copies", tag)
            report.add("language-absent", place, value=tag, choices=", ".join(sorted(tags)))
