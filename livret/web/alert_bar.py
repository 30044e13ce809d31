"""Alerts on top of every page, one line that opens; here as a file, for the saved copies of a phone that meets the network again."""

from __future__ import annotations

from collections.abc import Iterable

from livret import paths
from livret.artifact import Artifact
from livret.editions.edition import Edition
from livret.format import File, Format, Scope
from livret.web.slots import Anywhere
from livret.web.templates import template


def _alone(edition: Edition, artifact: Artifact) -> bytes:
    """What stands below `<header>` on every page of the language, with links that hold at any address; nothing where there is no alert."""
    return Anywhere(edition, artifact.path).bind(template(edition, "alert.html").render()).encode()


def _each(scope: Scope) -> Iterable[File]:
    return [(paths.alert(scope.tag), "")] if scope.site.config.offline else []


FORMATS = (Format("alert", _alone, _each),)
