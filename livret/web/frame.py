"""A page: what its template says of it, in the frame that all pages of its kind in its folder have.

`base.html` writes what is around the blocks of a page. That differs from page to page in the page's own words and in its name alone, so it is
written once, with slots for these; the template of a page then gives the blocks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from json import loads
from typing import Any

from livret import paths
from livret.artifact import Artifact
from livret.editions.edition import Edition
from livret.encode import json
from livret.encode.html import escaped
from livret.engine.memo import Made
from livret.model import FactRef
from livret.phrases.fact_text import Shown, show
from livret.schema.service import Service
from livret.web.head import Page
from livret.web.slots import Anywhere, Binding, OnPage, slot
from livret.web.templates import BLOCK, around, page_template

_OWN = re.compile(r"<\?((?:page|block) \w+)>")
_NAME = "\0"  # in addresses, the name of a page's file: no text that is read has such a sign


def page(
    edition: Edition,
    artifact: Artifact,
    title: str,
    description: str,
    path_of: Callable[[str], str],
    tags: tuple[str, ...] | None = None,
    source: str = "",
    data: dict[str, Any] | None = None,
    *,
    sensitive: bool = False,
) -> Page:
    """The page of an artifact. `tags` are the languages that have it, None for all; `source` is the one it was written in, "" for the site's own;
    `data` is schema.org's JSON-LD. A `sensitive` page is not written about."""
    every = tuple(language.tag for language in edition.languages)
    return Page(
        artifact.kind, artifact.path, title, description, path_of,
        every if tags is None else tags, source or edition.source.tag, edition.language.tag, data,
        edition.code(paths.of_page(path_of(edition.language.tag))), sensitive,
    )  # fmt: skip


def render(edition: Edition, page: Page, name: str, binding: Binding | None = None, **values: Any) -> bytes:
    """The page as its template writes it. A template that extends another frame than `base.html` writes the page as a whole."""
    binding = binding or OnPage(edition, page.path)
    whole, *blocks = BLOCK.split(binding.bind(page_template(edition, name).render(shared(edition, page), **values)))
    return (_framed(binding, page, dict(zip(blocks[::2], blocks[1::2], strict=True))) if blocks else whole).encode()


def shared(edition: Edition, page: Page) -> dict[str, Any]:
    """What the template of a page has, or of a file to carry, besides what every template has."""
    return {"page": page, "emergency_phone": edition.remember("emergency phone", _emergency_phone)}


def _emergency_phone(edition: Edition) -> Shown | None:
    calls = edition.config.emergency
    return show(edition, FactRef(*calls[0].split(".", 1))) if calls else None


def _framed(binding: Binding, page: Page, blocks: Mapping[str, str]) -> str:
    """The blocks of a page in its frame."""
    own = {
        "page title": escaped(page.title),
        "page description": escaped(page.description),
        "page data": json.script(page.data),
        "page name": page.name,
        "page code": page.code,
        **{f"block {name}": text for name, text in blocks.items()},
    }
    pieces: list[str] = binding.edition.look("frame", _likes(binding, page))
    return "".join([own[piece] if number % 2 else piece for number, piece in enumerate(pieces)])


def _likes(binding: Binding, page: Page) -> str:
    """What a page has in common with others, as a name: all of it that is not its own words and the name of its file. Of a folder's index the
    address has no name."""
    own, name = f"/{page.name}.", "/index." if page.name == "index" else f"/{_NAME}."
    every = [page.path, *(page.path_of(language.tag) for language in binding.edition.languages)]
    others = [path.replace(own, name) for path in every]
    has = [bool(each) for each in (page.description, page.data, page.code, page.sensitive)]
    return json.dense([type(binding).__name__, page.kind, others, page.tags, page.source, *has])


def frame(edition: Edition, name: str) -> Made:
    """A step: what is around the blocks of such pages; every second piece names what is a page's own."""
    binding, kind, (path, *others), tags, source, described, has_data, coded, sensitive = loads(name)
    path_of = dict(zip((language.tag for language in edition.languages), others, strict=True)).__getitem__
    description, data = slot("page", "description") if described else "", {"slot": "data"} if has_data else None
    code = slot("page", "code") if coded else ""
    like = Page(
        kind,
        path,
        slot("page", "title"),
        description,
        path_of,
        tuple(tags),
        source,
        edition.language.tag,
        data,
        code,
        sensitive,
    )
    values = shared(edition, like) | {"json": lambda shown: slot("page", "data") if shown is data else json.script(shown)}
    bound = (Anywhere if binding == Anywhere.__name__ else OnPage)(edition, path).bind(around(edition).render(values))
    return Made(_OWN.split(bound.replace(_NAME, slot("page", "name"))))


def categories(edition: Edition) -> list[tuple[Any, list[Service]]]:
    """Categories with their services; a category without any is left out."""
    directory = edition.directory()
    pairs = [(category, [edition.service(ident) for ident in directory[category.id]]) for category in edition.config.categories]
    return [(category, services) for category, services in pairs if services]
