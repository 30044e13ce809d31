"""Jinja behind the door: templates come through the edition, so that a page depends on those it uses.

They write for no file in particular: their links are slots, as those of all texts.
"""

from __future__ import annotations

from typing import Any

from jinja2 import BaseLoader, BytecodeCache, Environment, StrictUndefined, Template
from jinja2.bccache import Bucket

from livret.encode import json
from livret.encode.html import Html
from livret.languages import language
from livret.translation import listing
from livret.translation.edition import Edition
from livret.translation.formats import phone
from livret.web import head, paths
from livret.web.assets import assets, icon
from livret.web.blocks import HtmlVisitor
from livret.web.qr import qr
from livret.web.slots import link


class _Loader(BaseLoader):
    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    def get_source(self, environment: Environment, template: str) -> tuple[str, None, None]:  # noqa: ARG002 – Jinja's
        return self.edition.theme(f"web/{template}"), None, None


class _Compiled(BytecodeCache):
    """The code of templates, by their source: it is the same in every language, and compiling it takes longer than most pages."""

    def __init__(self) -> None:
        self.codes: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key + bucket.checksum in self.codes:
            bucket.bytecode_from_string(self.codes[bucket.key + bucket.checksum])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.codes[bucket.key + bucket.checksum] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


def template(edition: Edition, name: str) -> Template:
    """A compiled template. The whole set is one dependency: what includes what is not worth following."""
    return edition.remember("templates", _templates)[name]


def _templates(edition: Edition) -> dict[str, Template]:
    environment = Environment(
        loader=_Loader(edition),
        bytecode_cache=_COMPILED,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(_words(edition))
    names = edition.theme_list("web", ".html") + edition.theme_list("web", ".xml")
    return {name: environment.get_template(name) for name in names}


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
        "say": edition.say,
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
