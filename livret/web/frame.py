"""The frame of a page: its head, and what is written around its text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from livret.artifact import Artifact
from livret.model import FactRef
from livret.schema.service import Service
from livret.translation.edition import Edition
from livret.web.head import Page
from livret.web.slots import Binding, OnPage
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


def render(edition: Edition, page: Page, name: str, binding: Binding | None = None, **values: Any) -> bytes:
    """The page as its template writes it."""
    text = template(edition, name).render(shared(edition, page), **values)
    return (binding or OnPage(edition, page.path)).bind(text).encode()


def shared(edition: Edition, page: Page) -> dict[str, Any]:
    """What the template of a page has, or of a file to carry, besides what every template has."""
    calls = edition.config.emergency
    return {"page": page, "emergency_phone": edition.show(FactRef(*calls[0].split(".", 1))) if calls else None}


def categories(edition: Edition) -> list[tuple[Any, list[Service]]]:
    """Categories with their services; a category without any is left out."""
    directory = edition.directory()
    pairs = [(category, [edition.service(ident) for ident in directory[category.id]]) for category in edition.config.categories]
    return [(category, services) for category, services in pairs if services]
