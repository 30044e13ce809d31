"""Jinja behind the door: templates come through the edition, so that a page depends on those it uses."""

from __future__ import annotations

from traceback import walk_tb
from typing import Any

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    Environment,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from markupsafe import Markup

from livret.languages import language
from livret.problems import Place
from livret.source.door import Refused
from livret.translation.edition import Edition
from livret.web.assets import icon

_FOLDER = "theme/web/"


class _Loader(BaseLoader):
    """Templates by their name; a mistake in one is told with its file."""

    def __init__(self, sources: dict[str, str]) -> None:
        self.sources = sources

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:  # noqa: ARG002 – Jinja's
        if template not in self.sources:
            raise TemplateNotFound(template, f"there is no template “{template}”")
        return self.sources[template], _FOLDER + template, None


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
    """A compiled template. The whole set is one dependency: what includes what is not worth following. Those that are used are compiled."""
    return edition.remember("templates", _templates).get_template(name)


def _templates(edition: Edition) -> Environment:
    names = edition.theme_list("web", ".html") + edition.theme_list("web", ".xml")
    environment = Environment(
        loader=_Loader({name: edition.theme(f"web/{name}") for name in names}),
        bytecode_cache=_COMPILED,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(_words(edition))
    return environment


def fault(error: Exception) -> Refused | None:
    """The mistake in a template that an error comes from, with its line; None where it comes from elsewhere."""
    if isinstance(error, TemplateSyntaxError):
        return Refused("template-broken", Place(error.filename or _FOLDER, error.lineno), reason=error.message or "")
    frames = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
    inside = [Place(path, line) for path, line in frames if path.startswith(_FOLDER)]
    if inside and (isinstance(error, TemplateError) or frames[-1][0].startswith(_FOLDER)):
        return Refused("template-broken", inside[-1], reason=error)
    return None


def _words(edition: Edition) -> dict[str, Any]:
    """What every template can say, whatever its page."""
    return {
        "say": edition.say,
        "say_in": edition.say_in,
        "say_many": edition.say_many,
        "plain": edition.plain,
        "date": edition.date,
        "join": edition.join,
        "language_name": edition.language_name,
        "language_names": lambda tags: [edition.language_name(tag) for tag in tags],
        "spoken": lambda tag: Markup('lang="{}" dir="{}"').format(language(tag).html, language(tag).direction),
        "language": edition.language,
        "languages": edition.languages,
        "icon": lambda name: icon(edition, name),
    }
