"""Which files of open data there are: in production mode, of a site that names a licence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from livret import paths
from livret.artifact import Artifact
from livret.data import geojson, hsds, ics, inclusion, jsonld, own, table
from livret.editions.edition import Edition
from livret.format import File, Format, Scope

_FILES: Mapping[str, Callable[[Edition], bytes]] = {
    "services.json": own.services,
    "services.csv": table.services,
    "services.geojson": geojson.services,
    "services.jsonld": jsonld.services,
    "hsds.json": hsds.services,
    "data-inclusion.json": inclusion.directory,
}


def _exports(scope: Scope) -> Iterator[File]:
    return ((paths.export(name), name) for name in _FILES if _open(scope))


def _calendars(scope: Scope) -> Iterator[File]:
    for service in scope.site.services.values() if _open(scope) else ():
        if ics.has_any(service):
            yield paths.calendar(service.id), service.id


def _open(scope: Scope) -> bool:
    config = scope.site.config
    return config.mode == "production" and config.open_data is not None and not scope.edition.professional


def _data(edition: Edition, artifact: Artifact) -> bytes:
    return _FILES[artifact.subject](_own(edition))


def _calendar(edition: Edition, artifact: Artifact) -> bytes:
    return ics.service(_own(edition), artifact.subject)


def _own(edition: Edition) -> Edition:
    """The site in its own language."""
    return edition if edition.language == edition.source else edition.beside(edition.source.tag)


FORMATS = (Format("data", _data, shared=_exports), Format("calendar", _calendar, shared=_calendars))
