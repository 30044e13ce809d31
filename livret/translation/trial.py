"""A trial: what readers would see with another catalog in the place of the one there is, before it is written."""

from __future__ import annotations

from collections.abc import Iterable

from livret.languages import language
from livret.model import Message, State
from livret.problems import Report
from livret.translation.catalog import Catalog
from livret.translation.filling import Filler
from livret.translation.stock import Stock


def states(
    stock: Stock, tag: str, domain: str, catalog: Catalog, messages: Iterable[Message], report: Report
) -> dict[Message, State]:
    """The states of a domain's messages with that catalog; what is damaged goes to the report."""
    filler = Filler(
        language(tag),
        language(stock.sources[domain]),
        stock.reading.site.config.language,
        stock.parsers[domain],
        catalog,
        stock.terms,
        report,
        stock.reading.shelf.notes,
        stock.knows,
    )
    return {message: filler.fill(message, stock.source(message))[0].state for message in messages}
