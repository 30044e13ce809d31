"""The JSON Schemas of the files that authors write, so that an editor completes keys and underlines mistakes as they are typed."""

from __future__ import annotations

import ast
import inspect
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from livret.problems import Report
from livret.schema.admin import Admin
from livret.schema.agora import Lab, MeetingMeta, Needs, Partners, Project
from livret.schema.alert import Alerts
from livret.schema.approval import Approvals
from livret.schema.asset_list import AssetList
from livret.schema.booklet import BookletMeta, ChapterMeta
from livret.schema.facts import Facts
from livret.schema.fields import Model
from livret.schema.funding import Statements
from livret.schema.order import Order
from livret.schema.recording import RecordingMeta
from livret.schema.release import Release
from livret.schema.search import SearchRules
from livret.schema.service import Listing
from livret.schema.site_config import Agora, SiteConfig
from livret.schema.terms import Termbase
from livret.source import tokens, yaml
from livret.source.door import Door
from livret.source.read import AGORA, SITE

FOLDER = "docs/schema"
MODELS: dict[str, type[Model]] = {
    "services": Listing,
    "site": SiteConfig,
    "facts": Facts,
    "authors": Agora,
    "needs": Needs,
    "meeting": MeetingMeta,
    "lab": Lab,
    "partners": Partners,
    "project": Project,
    "booklet": BookletMeta,
    "chapter": ChapterMeta,
    "recording": RecordingMeta,
    "order": Order,
    "release": Release,
    "search": SearchRules,
    "statements": Statements,
    "terms": Termbase,
    "alerts": Alerts,
    "approvals": Approvals,
    "assets": AssetList,
    "admin": Admin,
}


class _Schema(GenerateJsonSchema):
    """Keys that are left out rather than empty, as Livret wants them, no title that only says the key again, and what is written below a field as its
    description."""

    def model_schema(self, schema: Any) -> JsonSchemaValue:
        found = super().model_schema(schema)
        for name, text in _descriptions(schema["cls"]).items():
            found["properties"][name]["description"] = text
        return found

    def nullable_schema(self, schema: Any) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: Any) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"]) if schema.get("default", ()) in ((), None) else super().default_schema(schema)

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 – pydantic's
        return False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names that a site has declared, and which other files may then use: an editor offers them."""

    languages: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()

    @classmethod
    def of(cls, door: Door) -> Vocabulary:
        """Of a site; of what cannot be read nothing is known, and whoever reads it for its own sake is told why."""
        config = yaml.load(door, SITE, SiteConfig, Report(), "site")[0] if door.has(SITE) else None
        agora = yaml.load(door, AGORA, Agora, Report(), "site")[0] if door.has(AGORA) else None
        authors = tuple(author.id for author in agora.authors) if agora else ()
        if config is None:
            return cls(authors=authors)
        return cls(config.languages, tuple(each.id for each in config.categories), tuple(each.id for each in config.needs), authors)

    def offered(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """By model and field, the names that one may take; the rest of what a reader may speak, or who may have verified, is not the site's to say."""
        return {
            ("Service", "category"): self.categories,
            ("Service", "also_in"): self.categories,
            ("Service", "needs"): self.needs,
            ("Listing", "category"): self.categories,
            ("Heard", "topic"): self.categories,
            ("BookletMeta", "authors"): self.authors,
            ("BookletMeta", "language"): self.languages,
            ("ChapterMeta", "authors"): self.authors,
            ("MeetingMeta", "languages"): self.languages,
        }


def schemas(site: Vocabulary | None = None) -> dict[str, bytes]:
    """Each schema by its path from the site folder, with the names that the site has declared."""
    offered = (site or Vocabulary()).offered()
    made = {name: _schema(model, offered) for name, model in MODELS.items()} | {"tokens": _tokens()}
    return {f"{FOLDER}/{name}.json": _as_text(schema) for name, schema in made.items()}


def schema_of(model: type[Model], site: Vocabulary) -> JsonSchemaValue:
    """The schema of one model, with the names that the site has declared."""
    return _schema(model, site.offered())


def _descriptions(model: type[Model]) -> dict[str, str]:
    """The text below each field of a model. pydantic would read it, too, whenever the models are loaded: a quarter of a second for every build."""
    kinds = (kind for kind in reversed(model.__mro__) if issubclass(kind, Model) and kind is not Model)
    return {name: text for kind in kinds for name, text in _written_below(kind)}


def _written_below(kind: type[Model]) -> Iterator[tuple[str, str]]:
    for made in ast.parse(inspect.getsource(kind)).body:
        for field, text in pairwise(made.body if isinstance(made, ast.ClassDef) else ()):
            match field, text:
                case ast.AnnAssign(target=ast.Name(name)), ast.Expr(ast.Constant(str(said))):
                    yield name, inspect.cleandoc(said)


def _schema(model: type[Model], offered: Mapping[tuple[str, str], tuple[str, ...]]) -> JsonSchemaValue:
    schema = model.model_json_schema(schema_generator=_Schema)
    for name, its in {model.__name__: schema, **schema.get("$defs", {})}.items():
        for field, written in its.get("properties", {}).items():
            if names := offered.get((name, field)):
                written.get("items", written)["enum"] = list(names)
    return schema


def _tokens() -> JsonSchemaValue:
    """Colours by palette and use, fonts by script; a site has more colours for pictograms of its own, and more fonts for scripts."""
    schema: dict[str, Any] = _group()
    for name in tokens.names():
        *groups, own = name.split(".")
        at = schema
        for group in groups:
            at = at["properties"].setdefault(group, _group(group not in ("category", "font")))
        at["properties"][own] = {"type": "string", "pattern": tokens.shape(name)}
    return schema


def _group(closed: bool = True) -> dict[str, Any]:
    return {"type": "object", "properties": {}, **({"additionalProperties": False} if closed else {})}


def _as_text(schema: JsonSchemaValue) -> bytes:
    named = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return (json.dumps(named, ensure_ascii=False, indent=1) + "\n").encode()
