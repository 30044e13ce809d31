"""Alerts on top of every page, one line that opens; here as a file, for the saved copies of a phone that meets the network again."""

from __future__ import annotations

from collections.abc import Iterable

from livret import paths
from livret.artifact import Artifact
from livret.editions.edition import Edition
from livret.format import File, Format, Scope
from livret.web.slots import Anywhere, Binding
from livret.web.templates import template


def bar(edition: Edition, binding: Binding) -> str:
    """What stands below `<header>` in a file of the language; nothing where there is no alert."""
    return binding.bind(template(edition, "alert.html").render())


def _alone(edition: Edition, artifact: Artifact) -> bytes:
    """With links that hold at any address."""
    return bar(edition, Anywhere(edition, artifact.path)).encode()


def _each(scope: Scope) -> Iterable[File]:
    return [(paths.alert(scope.tag), "")] if scope.site.config.offline else []


FORMATS = (Format("alert", _alone, _each),)
