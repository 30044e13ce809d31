"""The JSON Schemas of the files that authors write, so that an editor completes keys and underlines mistakes as they are typed."""

from __future__ import annotations

import ast
import inspect
import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from livret.publish import atomic
from livret.schema.agora import Lab, MeetingMeta, Needs, Partners, Project
from livret.schema.alert import Alerts
from livret.schema.approval import Approvals
from livret.schema.asset_list import AssetList
from livret.schema.booklet import BookletMeta
from livret.schema.facts import Facts
from livret.schema.fields import Model
from livret.schema.service import Listing
from livret.schema.site_config import Agora, SiteConfig
from livret.schema.terms import Termbase

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
    "terms": Termbase,
    "alerts": Alerts,
    "approvals": Approvals,
    "assets": AssetList,
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


def schemas() -> dict[str, bytes]:
    """Each schema by its path from the site folder."""
    return {f"{FOLDER}/{name}.json": _schema(model) for name, model in MODELS.items()}


def write(site: Path) -> Iterator[str]:
    """Writes those that changed; gives their paths."""
    return (path for path, data in schemas().items() if atomic.write(site / path, data))


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


def _schema(model: type[Model]) -> bytes:
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema(schema_generator=_Schema)}
    return (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode()
