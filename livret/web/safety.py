"""What keeps a reader safe and a finder of holes heard: security.txt. The pages themselves are in `pages`."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from livret import paths
from livret.artifact import Artifact
from livret.editions.edition import Edition
from livret.format import File, Format, Scope

_YEAR = datetime.timedelta(days=364)  # RFC 9116: less than a year ahead


def _security(edition: Edition, artifact: Artifact) -> bytes:
    """RFC 9116: whom to tell of a security hole, from the publisher in site.yaml."""
    config = edition.config
    lines = [
        f"Contact: mailto:{config.publisher.email}",
        f"Expires: {edition.today + _YEAR}T00:00:00Z",
        f"Preferred-Languages: {', '.join(dict.fromkeys((config.language, 'en')))}",
        f"Canonical: {edition.absolute(artifact.path)}",
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def _published(scope: Scope) -> Iterator[File]:
    if scope.site.config.publisher.email:
        yield paths.SECURITY, ""


FORMATS = (Format("security.txt", _security, shared=_published),)
