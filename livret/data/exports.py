"""What every export says of the directory as a whole, and the listings that it holds."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from livret import paths
from livret.data.service_record import Record, record
from livret.editions.edition import Edition
from livret.phrases.fact_text import plain
from livret.schema.service import Service
from livret.schema.site_config import OpenData

# Where the words of a licence stand.
LICENCES = {
    "etalab-2.0": "https://www.etalab.gouv.fr/wp-content/uploads/2017/04/ETALAB-Licence-Ouverte-v2.0.pdf",
    "ODbL-1.0": "https://opendatacommons.org/licenses/odbl/1-0/",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}


_OF_THE_TEAM = frozenset({"verified_by"})  # no page names who verified a listing


@dataclass(frozen=True, slots=True)
class Listed:
    """A service that may be exported, as data in the site's own language, and its page there."""

    service: Service
    record: Record
    url: str


def listed(edition: Edition) -> Iterator[Listed]:
    """Every listing that its file lets go out, in the order of the directory."""
    for ident in exported(edition):
        service = edition.service(ident)
        its = {key: value for key, value in record(service, partial(plain, edition)).items() if key not in _OF_THE_TEAM}
        yield Listed(service, its, page(edition, ident))


def exported(edition: Edition) -> tuple[str, ...]:
    """The ids of the listings with `open_data`, by category."""
    idents = [ident for group in edition.directory().values() for ident in group]
    return tuple(ident for ident in idents if edition.service(ident).open_data)


def page(edition: Edition, ident: str) -> str:
    """The whole address of a listing's page in the site's own language."""
    return edition.absolute(paths.service(edition.source.tag, ident))


def about(edition: Edition) -> dict[str, Any]:
    """Who publishes it, when, and what others may do with it."""
    terms = licence(edition)
    return {
        "publisher": edition.config.publisher.name,
        "site": edition.config.url,
        "date": edition.today.isoformat(),
        "language": edition.source.tag,
        "licence": terms.licence,
        "licence_url": LICENCES[terms.licence],
    }


def licence(edition: Edition) -> OpenData:
    """Raises LookupError for a site that exports nothing."""
    terms = edition.config.open_data
    if terms is None:
        raise LookupError("no open data")
    return terms


def stable(edition: Edition, *names: str) -> str:
    """An identifier that is the same for ever: made from the site's address and the ids of its files (UUID version 5)."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "/".join((edition.config.url.rstrip("/"), *names))))
