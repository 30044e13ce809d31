"""A trial: what readers would see with another catalog in the place of the one there is, before it is written."""

from __future__ import annotations

from collections.abc import Iterable

from livret.catalogs.catalog import Catalog
from livret.editions.filling import Filler
from livret.editions.inputs import Inputs
from livret.languages import language
from livret.model import Message, State
from livret.problems import Report


def states(
    inputs: Inputs, tag: str, domain: str, catalog: Catalog, messages: Iterable[Message], report: Report
) -> dict[Message, State]:
    """The states of a domain's messages with that catalog; what is damaged goes to the report."""
    filler = Filler(
        language(tag),
        language(inputs.sources[domain]),
        inputs.reading.site.config.language,
        inputs.parsers[domain],
        catalog,
        inputs.terms,
        report,
        inputs.reading.contents.notes,
        inputs.knows,
        inputs.turned,
    )
    return {message: filler.fill(message, inputs.source(message))[0].state for message in messages}
