"""The frame of a page: its head, and the values that every template has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from livret.artifact import Artifact
from livret.encode import json
from livret.model import FactRef
from livret.schema.service import Service
from livret.translation.edition import Edition
from livret.web import head, paths
from livret.web.assets import assets
from livret.web.blocks import HtmlVisitor
from livret.web.head import Page
from livret.web.qr import qr
from livret.web.templates import template


def page(
    edition: Edition,
    artifact: Artifact,
    title: str,
    description: str,
    path_of: Callable[[str], str],
    tags: tuple[str, ...] | None = None,
    source: str = "",
    data: dict[str, Any] | None = None,
) -> Page:
    """The page of an artifact. `tags` are the languages that have it, None for all; `source` is the one it was written in, "" for the site's own;
    `data` is schema.org's JSON-LD."""
    every = tuple(language.tag for language in edition.languages)
    return Page(
        artifact.kind, artifact.path, title, description, path_of,
        every if tags is None else tags, source or edition.source.tag, edition.language.tag, data,
    )  # fmt: skip


def render(
    edition: Edition, page: Page, name: str, *, whole: bool = False, visitor: HtmlVisitor | None = None, **values: Any
) -> bytes:
    """The page as its template writes it. `whole` gives links with the site's address in front."""
    plain = HtmlVisitor(edition, page.path)

    def url(target: str) -> str:
        return head.absolute(edition, target) if whole else plain.to(target)

    return template(edition, name).render(shared(edition, page, url, plain) | {"visitor": visitor or plain} | values).encode()


def shared(edition: Edition, page: Page, url: Callable[[str], str], visitor: HtmlVisitor) -> dict[str, Any]:
    """What every template has. `url` is how a path from public/ becomes a link."""
    return {
        "page": page,
        "config": edition.config,
        "url": url,
        "paths": paths,
        "tag": edition.language.tag,
        "asset": lambda asset: url(assets(edition)[asset].path),
        "absolute": lambda path: head.absolute(edition, path),
        "html": {each.tag: each.html for each in edition.languages},
        "inline": visitor.inline,
        "visitor": visitor,
        "json": json.script,
        "qr": qr,
        "professional": edition.professional,
        "emergency_phone": edition.show(FactRef(*edition.config.emergency[0].split(".", 1))) if edition.config.emergency else None,
    }


def categories(edition: Edition) -> list[tuple[Any, list[Service]]]:
    """Categories with their services; a category without any is left out."""
    directory = edition.directory()
    pairs = [(category, [edition.service(ident) for ident in directory[category.id]]) for category in edition.config.categories]
    return [(category, services) for category, services in pairs if services]
