"""A page: what its template says of it, in the frame that all pages of its kind in its folder have.

`base.html` writes what is around the blocks of a page. That differs from page to page in the page's own words and in its name alone, so it is
written once, with slots for these; the template of a page then gives the blocks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from livret.artifact import Artifact
from livret.encode import json
from livret.encode.html import Html, escaped, join
from livret.model import FactRef
from livret.schema.service import Service
from livret.translation.edition import Edition
from livret.web import head
from livret.web.head import Page
from livret.web.slots import Binding, OnPage, slot
from livret.web.templates import BLOCK, around, page_template

_OWN = re.compile(r"<\?((?:page|block) \w+)>")
_NAME = "\0"  # in paths, which have no such sign: the name of a page's file


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
    """The page as its template writes it. A template that extends another frame than `base.html` writes the page as a whole."""
    binding = binding or OnPage(edition, page.path)
    whole, *blocks = BLOCK.split(binding.bind(page_template(edition, name).render(shared(edition, page), **values)))
    return (_framed(binding, page, dict(zip(blocks[::2], blocks[1::2], strict=True))) if blocks else whole).encode()


def shared(edition: Edition, page: Page) -> dict[str, Any]:
    """What the template of a page has, or of a file to carry, besides what every template has."""
    calls = edition.config.emergency
    return {"page": page, "emergency_phone": edition.show(FactRef(*calls[0].split(".", 1))) if calls else None}


def _framed(binding: Binding, page: Page, blocks: Mapping[str, str]) -> str:
    """The blocks of a page in its frame."""
    edition, like = binding.edition, _like(page)
    paths = [like.path, *(like.path_of(language.tag) for language in edition.languages)]
    key = (type(binding).__name__, like.kind, like.tags, like.source, bool(like.description), bool(like.data), paths)
    pieces = edition.remember(f"frame {key}", lambda _: _frame(binding, like)).copy()
    own = {
        "page title": escaped(page.title),
        "page description": escaped(page.description),
        "page data": json.script(page.data),
        "page name": page.name,
        **{f"block {name}": text for name, text in blocks.items()},
    }
    pieces[1::2] = [own[piece] for piece in pieces[1::2]]
    return "".join(pieces)


def _like(page: Page) -> Page:
    """The page with slots where its own words are, and without the name of its file – but for the index of a folder, whose address has none."""
    own, name = f"/{page.name}.", "/index." if page.name == "index" else f"/{_NAME}."
    return replace(
        page,
        path=page.path.replace(own, name),
        path_of=lambda tag: page.path_of(tag).replace(own, name),
        title=slot("page", "title"),
        description=slot("page", "description") if page.description else "",
        data={"slot": "data"} if page.data else None,
    )


def _frame(binding: Binding, like: Page) -> list[str]:
    """What is around the blocks of such pages; every second piece names what is a page's own."""
    edition = binding.edition
    values = shared(edition, like) | {
        "absolute": lambda path: _named(head.absolute(edition, path)),
        "json": lambda data: slot("page", "data") if data is like.data else json.script(data),
    }
    return _OWN.split(_InFrame(edition, like.path, within=replace(binding, path=like.path)).bind(around(edition).render(values)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _InFrame(Binding):
    """A binding whose addresses have slots for the name of the page."""

    within: Binding

    def to(self, target: str) -> Html:
        return _named(self.within.to(target))


def _named(address: str) -> Html:
    return join(map(escaped, address.split(_NAME)), slot("page", "name"))


def categories(edition: Edition) -> list[tuple[Any, list[Service]]]:
    """Categories with their services; a category without any is left out."""
    directory = edition.directory()
    pairs = [(category, [edition.service(ident) for ident in directory[category.id]]) for category in edition.config.categories]
    return [(category, services) for category, services in pairs if services]
