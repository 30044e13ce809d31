"""Jinja behind the door: templates come through the edition, so that a page depends on those it uses.

They write for no file in particular: their links are slots, as those of all texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping
from types import CodeType
from typing import Any

from jinja2 import BaseLoader, BytecodeCache, Environment, StrictUndefined, Template
from jinja2.bccache import Bucket
from jinja2.runtime import Context

from livret.encode import json
from livret.encode.html import Html, escaped
from livret.languages import language
from livret.translation import listing
from livret.translation.edition import Edition
from livret.translation.formats import phone
from livret.web import head, paths
from livret.web.assets import assets, icon
from livret.web.blocks import HtmlVisitor
from livret.web.qr import qr
from livret.web.slots import link, slot

FRAME, AROUND = "base.html", "around base.html"  # what pages extend, and what is around their blocks
BLOCK = re.compile(r"<\?block (\w+)>")
_WHOLE = "whole "  # before the name of a frame: with what is around its blocks
_EXTENDS = re.compile(r"\{%[-+]?\s*extends\b")


def _said(edition: Edition, text: str, values: dict[str, Any]) -> str:
    """An interface message. A value that is HTML makes HTML of it."""
    if values and any(isinstance(value, Html) for value in values.values()):
        written = {name: value if isinstance(value, Html) else escaped(str(value)) for name, value in values.items()}
        return Html(escaped(edition.say(text)).format(**written))
    return edition.say(text, **values)


class _Loader(BaseLoader):
    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    def get_source(self, environment: Environment, template: str) -> tuple[str, None, None]:  # noqa: ARG002 – Jinja's
        return self.edition.theme(f"web/{template.removeprefix(_WHOLE)}"), None, None


class _Compiled(BytecodeCache):
    """The code of templates, by their source: it is the same in every language, and compiling it takes longer than most pages."""

    def __init__(self) -> None:
        self.codes: dict[str, CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.codes.get(bucket.key + bucket.checksum)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.codes[bucket.key + bucket.checksum] = bucket.code


_COMPILED = _Compiled()


class _Environment(Environment):
    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:  # noqa: ARG002 – no template has any of its own
        """The same for every template: Jinja lays a map over them, and a page copies that for each file that it includes."""
        return self.globals


def template(edition: Edition, name: str) -> Template:
    """A compiled template. The whole set is one dependency: what includes what is not worth following."""
    return edition.remember("templates", _templates)[name]


def _templates(edition: Edition) -> dict[str, Template]:
    environment = _Environment(
        loader=_Loader(edition),
        bytecode_cache=_COMPILED,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(_words(edition))
    names = edition.theme_list("web", ".html") + edition.theme_list("web", ".xml")
    found = {name: environment.get_template(name) for name in names}
    if not _EXTENDS.search(edition.theme(f"web/{FRAME}")):  # a frame inside another is written with each page
        _blocks_alone(found[FRAME])
        found[AROUND] = _around(environment, found[FRAME])
    return found


def _blocks_alone(frame: Template) -> None:
    """Makes a frame give its blocks alone, each behind a slot with its name."""

    def blocks(context: Context) -> Iterator[str]:
        for name in frame.blocks:
            yield slot("block", name)
            yield from context.blocks[name][0](context)

    frame.root_render_func = blocks


def _around(environment: Environment, frame: Template) -> Template:
    """What a frame writes around its blocks: they are slots with their names."""
    blocks = "".join(f"{{% block {name} %}}{slot('block', name)}{{% endblock %}}" for name in frame.blocks)
    return environment.from_string(f'{{% extends "{_WHOLE}{FRAME}" %}}{blocks}')


def _words(edition: Edition) -> dict[str, Any]:
    """What every template can say, whatever its page. `url` is how a path from public/ becomes a link."""
    config, visitor = edition.config, HtmlVisitor(edition)
    return {
        "config": config,
        "tag": edition.language.tag,
        "html": {each.tag: each.html for each in edition.languages},
        "professional": edition.professional,
        "paths": paths,
        "url": link,
        "asset": lambda name: link(assets(edition)[name].path),
        "absolute": lambda path: head.absolute(edition, path),
        "visitor": visitor,
        "inline": visitor.inline,
        "phone": phone,
        "lines": listing.lines,
        "qr": qr,
        "json": json.script,
        "say": lambda text, **values: _said(edition, text, values),
        "say_in": edition.say_in,
        "say_many": edition.say_many,
        "plain": edition.plain,
        "date": edition.date,
        "join": edition.join,
        "language_name": edition.language_name,
        "language_names": lambda tags: [edition.language_name(tag) for tag in tags],
        "spoken": lambda tag: Html(f'lang="{language(tag).html}" dir="{language(tag).direction}"'),
        "language": edition.language,
        "languages": edition.languages,
        "icon": lambda name: icon(edition, name),
    }
