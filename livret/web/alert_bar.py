"""Alerts on top of every page, one line that opens; here as a file, for the saved copies of a phone that meets the network again."""

from __future__ import annotations

from collections.abc import Iterable

from livret import paths
from livret.artifact import Artifact
from livret.editions.edition import Edition
from livret.encode.html import Html
from livret.format import File, Format, Scope
from livret.phrases.corrections import corrections
from livret.web.slots import Anywhere, Binding
from livret.web.templates import template


def bar(edition: Edition, binding: Binding) -> str:
    """What stands below `<header>` in a file of the language; nothing where there is no alert."""
    return binding.bind(template(edition, "alert.html").render())


def everywhere(edition: Edition) -> Html:
    """The same on a page of no language, with slots: each language's corrections, the site's own first."""
    tags = sorted((each.tag for each in edition.languages), key=lambda tag: tag != edition.language.tag)
    editions = [edition if tag == edition.language.tag else edition.beside(tag) for tag in tags]
    told = [(each, found) for each in editions if (found := corrections(each))]
    return Html(
        template(edition, "alert-everywhere.html").render(
            corrected=[(each.language, found, Html(template(each, "alert-text.html").render())) for each, found in told],
            last=max((one.until for _, found in told for one in found), default=None),
        )
    )


def _alone(edition: Edition, artifact: Artifact) -> bytes:
    """With links that hold at any address."""
    return bar(edition, Anywhere(edition, artifact.path)).encode()


def _each(scope: Scope) -> Iterable[File]:
    return [(paths.alert(scope.tag), "")] if scope.site.config.offline else []


FORMATS = (Format("alert", _alone, _each),)
