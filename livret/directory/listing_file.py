"""A file of services as it is written: from records to YAML that an author may have typed."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any, get_args

import yaml
from pydantic import BaseModel

from livret.data.service_record import DATES, NUMBERS, TRUTHS
from livret.model import Message
from livret.schema.fields import Source
from livret.schema.organisation import Organisation
from livret.schema.place import Address
from livret.schema.service import Notice, Service, ServicePhone
from livret.text.inline import escaped

MODELINE = "# yaml-language-server: $schema=../../docs/schema/services.json\n"
_WIDTH = 120
_INLINE = frozenset({"phones", "notices", "sources", "organisation", "address"})  # a mapping of these stands on one line


class _Line(dict[str, Any]):
    """A mapping that is written between braces."""


class _Words(list[Any]):
    """A list that is written between brackets."""


class _Dumper(yaml.SafeDumper):
    """Lists are indented below their key, as in the rest of content/."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 – PyYAML's
        super().increase_indent(flow, False)


_Dumper.add_representer(_Line, lambda dumper, data: dumper.represent_mapping("tag:yaml.org,2002:map", data, flow_style=True))
_Dumper.add_representer(_Words, lambda dumper, data: dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=True))


def written(listing: Mapping[str, Any]) -> str:
    """The file of a listing: `category`, `places`, `services`, each a plain value."""
    text = yaml.dump(dict(listing), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH)
    return MODELINE + text


def entry(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record as it is written: keys in the order of the schema, dates and numbers as such, texts so that none of their signs is markup."""
    return {key: _value(key, record[key], Service) for key in _order(record, Service)}


def _order(record: Mapping[str, Any], model: type[BaseModel]) -> list[str]:
    known = [field.alias or name for name, field in model.model_fields.items()]
    return [*(key for key in known if key in record), *(key for key in record if key not in known)]


def place(record: Mapping[str, Any]) -> dict[str, Any]:
    """The same for a place that several services share."""
    return entry(record)


def _value(key: str, value: Any, model: type[BaseModel]) -> Any:
    if isinstance(value, dict):
        inner = _INNER.get(key, model)
        return _Line({name: _value(name, value[name], inner) for name in _order(value, inner)})
    if isinstance(value, list):
        kind: type[list[Any]] = list if key in _INLINE or key == "documents" else _Words
        return kind(_value(key, each, model) for each in value)
    return _scalar(key, str(value), model)


_INNER: Mapping[str, type[BaseModel]] = {
    "organisation": Organisation,
    "phones": ServicePhone,
    "notices": Notice,
    "address": Address,
    "sources": Source,
}


def _scalar(key: str, text: str, model: type[BaseModel]) -> Any:
    """What the text stands for, where it is what its key wants; else the text, of which `check` tells."""
    try:
        if key in DATES:
            return datetime.date.fromisoformat(text)
        if key in NUMBERS:
            return float(text) if "." in text else int(text)
    except ValueError:
        return text
    if key in TRUTHS and text.lower() in ("true", "false"):
        return text.lower() == "true"
    return escaped(text) if key in translated(model) else text


def translated(model: type[BaseModel]) -> frozenset[str]:
    """The keys of a model that hold messages."""
    return frozenset(field.alias or name for name, field in model.model_fields.items() if _holds_message(field.annotation))


def _holds_message(annotation: object) -> bool:
    return annotation is Message or any(map(_holds_message, get_args(annotation)))


def placed(
    records: Iterable[dict[str, Any]], keys: Iterable[str], taken: Iterable[str]
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The places that these records share by id, once, and the records without what their place says.

    A key of which two records of one place say something else stays in them; so do all of a place whose id the site has already.
    """
    said: dict[str, list[dict[str, Any]]] = {}
    everything = list(records)
    for record in everything:
        if "place" in record:
            said.setdefault(record["place"], []).append({key: record[key] for key in keys if key in record})
    shared = {ident: _common(every) for ident, every in said.items() if ident not in set(taken)}
    return shared, [_without(record, shared) for record in everything]


def _common(every: list[dict[str, Any]]) -> dict[str, Any]:
    return {key: value for key, value in every[0].items() if all(each.get(key) == value for each in every)}


def _without(record: dict[str, Any], shared: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    if (said := shared.get(record.get("place", ""))) is not None:
        return {key: value for key, value in record.items() if key not in said}
    return {key: value for key, value in record.items() if key != "place"}
