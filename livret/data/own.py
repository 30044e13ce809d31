"""`services.json`: the listings with the keys of their YAML, and every translation that is not out of date."""

from __future__ import annotations

from typing import Any

from livret.data.exports import Listed, about, listed
from livret.editions.edition import Edition
from livret.encode import json
from livret.phrases.fact_text import plain
from livret.schema.service import Service
from livret.source.addresses import messages_in


def services(edition: Edition) -> bytes:
    return json.document({**about(edition), "services": [_own_entry(edition, each) for each in listed(edition)]})


def _own_entry(edition: Edition, each: Listed) -> dict[str, Any]:
    translations = {
        language.tag: found
        for language in edition.languages
        if (found := _translations(edition.beside(language.tag), each.service))
    }
    return {**each.record, "url": each.url, **({"translations": translations} if translations else {})}


def _translations(edition: Edition, service: Service) -> dict[str, dict[str, str]]:
    """The texts in one language, by who made them – people, a machine – and by the paths of their keys; none in the service's own."""
    found: dict[str, dict[str, str]] = {}
    for message in messages_in(service):
        filled = edition.fill(message)
        if filled.state.translated and filled.state is not filled.state.SOURCE:
            found.setdefault(filled.provenance, {})[message.address.partition("#")[2]] = plain(edition, message)
    return found
