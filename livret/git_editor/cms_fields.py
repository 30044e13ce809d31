"""The fields of the editor, made of the JSON Schema of a model: https://sveltiacms.app/en/docs/fields.

What an editor's form cannot show is not offered – names that a file declares, a list of lists –, and stays in the file as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Field = dict[str, Any]
Schema = Mapping[str, Any]
_LEFT_OUT = frozenset({"takes", "was"})  # panels of paper, former addresses: not what one writes in a form
_LONG = frozenset({"description", "summary", "text", "eligibility", "access", "opening_hours_note", "languages_note"})
_DAY = {"widget": "datetime", "format": "YYYY-MM-DD", "date_format": "YYYY-MM-DD", "time_format": False}
_NUMBERS = {"integer": "int", "number": "float"}


@dataclass(frozen=True, slots=True)
class Forms:
    """Makes fields of schemas. `label` says what a key is called, `value` what a value of a key is; `mistaken` what is said of a text that has the wrong shape.

    No field has a default: it would be written into each file that is saved and says nothing there.

    `texts` and `groups` are keys that files have as a text and with keys of their own: where a schema allows both, an editor can show the one that is there alone.
    """

    label: Callable[[str], str]
    value: Callable[[str, str], str]
    mistaken: str
    texts: Collection[str] = ()
    groups: Collection[str] = ()

    def of(self, schema: Schema) -> list[Field]:
        """The fields of a model."""
        return list(self._of(schema, schema.get("$defs", {})))

    def _of(self, schema: Schema, defs: Schema) -> Iterator[Field]:
        required = schema.get("required", ())
        for name, its in schema["properties"].items():
            kind = None if name in _LEFT_OUT else self._kind(name, its, defs)
            if kind is not None:
                yield {"name": name, "label": self.label(name), "required": name in required, **kind}

    def _kind(self, name: str, schema: Schema, defs: Schema) -> Field | None:
        """What a field is besides its name; None for what a form cannot show."""
        if "$ref" in schema:
            return self._kind(name, defs[schema["$ref"].rpartition("/")[2]], defs)
        if "anyOf" in schema:
            return self._one_of(name, schema["anyOf"], defs)
        if "enum" in schema:
            return self._choice(name, schema["enum"])
        match schema.get("type"):
            case "string":
                return self._text(name, schema)
            case "boolean":  # a switch would write “no” wherever nothing is said
                return self._choice(name, [True, False])
            case "integer" | "number" as kind:
                bounds = {short: schema[long] for long, short in (("minimum", "min"), ("maximum", "max")) if long in schema}
                return {"widget": "number", "value_type": _NUMBERS[kind], **bounds}
            case "array":
                return self._list(name, schema, defs)
            case "object" if "properties" in schema:
                return {"widget": "object", "collapsed": True, "fields": list(self._of(schema, defs))}
            case _:
                return None

    def _one_of(self, name: str, kinds: list[Schema], defs: Schema) -> Field | None:
        if name in self.texts and name in self.groups:
            return None
        is_group = name in self.groups
        chosen = [each for each in kinds if ("$ref" in each) == is_group]
        written_out = [each for each in chosen if "const" not in each]
        return self._kind(name, written_out[0], defs) if written_out else None

    def _choice(self, name: str, values: list[Any]) -> Field:
        options = [{"label": self.value(name, _spelled(value)), "value": value} for value in values]
        return {"widget": "select", "options": options}

    def _text(self, name: str, schema: Schema) -> Field:
        if schema.get("format") == "date":
            return dict(_DAY)
        shape = {"pattern": [schema["pattern"], self.mistaken]} if "pattern" in schema else {}
        return {"widget": "text" if name in _LONG else "string", **shape}

    def _list(self, name: str, schema: Schema, defs: Schema) -> Field | None:
        items = schema["items"]
        inner = self._kind(name, items, defs)
        least = {"min": schema["minItems"]} if "minItems" in schema else {}
        match inner:
            case None | {"widget": "list"}:
                return None
            case {"widget": "select"}:
                return {**inner, "multiple": True, **least}
            case {"widget": "object", "fields": fields}:
                return {"widget": "list", "collapsed": True, "fields": fields, **least}
            case _:
                return {"widget": "list", "field": {"name": name, "label": self.label(name), **inner}, **least}


def _spelled(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
