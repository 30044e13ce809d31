"""Which files of open data there are: in production mode, of a site that names a licence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from livret import paths
from livret.artifact import Artifact
from livret.data import calendar, geojson, hsds, inclusion, linked, own, table
from livret.site import Site
from livret.translation.edition import Edition

_FILES: Mapping[str, Callable[[Edition], bytes]] = {
    "services.json": own.services,
    "services.csv": table.services,
    "services.geojson": geojson.services,
    "services.jsonld": linked.services,
    "hsds.json": hsds.services,
    "data-inclusion.json": inclusion.directory,
}


def plan(site: Site) -> Iterator[Artifact]:
    if site.config.mode != "production" or site.config.open_data is None:
        return
    for name in _FILES:
        yield Artifact(paths.export(name), "data", subject=name)
    for service in site.services.values():
        if calendar.has_any(service):
            yield Artifact(paths.calendar(service.id), "calendar", subject=service.id)


def _data(edition: Edition, artifact: Artifact) -> bytes:
    return _FILES[artifact.subject](_own(edition))


def _calendar(edition: Edition, artifact: Artifact) -> bytes:
    return calendar.service(_own(edition), artifact.subject)


def _own(edition: Edition) -> Edition:
    """The site in its own language."""
    return edition if edition.language == edition.source else edition.beside(edition.source.tag)


MAKERS: Mapping[str, Callable[[Edition, Artifact], bytes]] = {"data": _data, "calendar": _calendar}
