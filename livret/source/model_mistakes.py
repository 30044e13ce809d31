"""What pydantic finds wrong with a tree, in our codes, each at its line and with what was perhaps meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from livret.hours import as_written
from livret.problems import Place, Report, detail, near
from livret.schema.fields import as_iso
from livret.schema.thematiques import THEMATIQUES
from livret.source import meant
from livret.source.yaml_tree import Mapping, Scalar, Sequence, follow, key_place, place_of
from livret.tongue import marked
from livret.wording import RULES


def tell_all(findings: list[ErrorDetails], tree: Mapping, model: type[BaseModel], report: Report) -> None:
    """Each mistake once: a key that is misspelt, or has no colon, is not missing as well."""
    misspelt = {(*each["loc"][:-1], _key_meant(each, model)) for each in findings if each["type"] == "extra_forbidden"}
    for details in findings:
        if not (details["type"] == "missing" and details["loc"] in misspelt):
            _tell(details, tree, model, report)


def _key_meant(details: ErrorDetails, model: type[BaseModel]) -> str:
    """The key that an unknown one was perhaps meant to be."""
    name, keys = str(details["loc"][-1]), _keys_at(model, details["loc"])
    glued = _GLUED.match(name)
    return glued[1] if glued and glued[1] in keys else meant.key(name, keys) or near(name, keys)


_GLUED = re.compile(r"([a-z_]+)\s*:?\s*(\S.*)")  # a key and its value, without the colon and the space between them


def _tell(details: ErrorDetails, tree: Mapping, model: type[BaseModel], report: Report) -> None:
    """One finding of pydantic, in our codes and at its line."""
    path = details["loc"]
    if path[-1:] == ("[key]",):
        _tell_key(path[:-1], tree, report)
        return
    node, around = follow(tree, path)
    name = next((step for step in reversed(path) if isinstance(step, str)), "")
    found = _Found(details["type"], details.get("ctx", {}), path, name, details["input"], node, around, model)
    if found.kind == "extra_forbidden":
        _tell_unknown(name, _key_meant(details, model), around, report)
    elif found.kind in _LEFT_OUT or found.value is None:
        _tell_left_out(found, report)
    elif found.kind in _SHAPES:
        _tell_shape(found, report)
    else:
        code, place, values = _of_value(found)
        report.add(code, place, **values)


@dataclass(frozen=True, slots=True)
class _Found:
    """What pydantic found: its word for it with its context, the path and the last key on it, what stands there and around it."""

    kind: str
    context: dict[str, Any]
    path: tuple[int | str, ...]
    name: str
    value: Any
    node: Any
    around: Any
    model: type[BaseModel]

    @property
    def shown(self) -> str:
        return self.value if isinstance(self.value, str) else ""

    @property
    def place(self) -> Place:
        found: Place = getattr(self.node, "place", None) or key_place(self.around, self.name)
        return found


_LEFT_OUT = frozenset({"missing", "too_short"})


def _tell_key(path: tuple[int | str, ...], tree: Mapping, report: Report) -> None:
    """A key that has not the form of one."""
    _, around = follow(tree, path)
    value = str(path[-1])
    report.add("key-form", key_place(around, value), value=value, near=meant.ident(value))


def _tell_left_out(found: _Found, report: Report) -> None:
    """A key or an entry that is not there, or has no value. Of a list that is long enough, what is wrong with its entries is told where they stand."""
    if found.kind == "too_short" and len(found.node or ()) >= found.context["min_length"]:
        return
    if found.kind == "missing" and isinstance(found.path[-1], int):
        more = detail("one more between these brackets")
        report.add("value-shape", found.around.place, key=found.name, expected=more, near="")
    elif found.kind == "missing":
        report.add("key-missing", found.around.place, key=found.name)
    elif found.value is None:
        report.add("value-empty", key_place(found.around, found.name), key=found.name)
    else:
        report.add("value-invalid", found.place, **_invalid(found))


def _of_value(found: _Found) -> tuple[str, Place, dict[str, Any]]:
    """The code, the place and the values of what is wrong with a value."""
    kind, shown, place = found.kind, found.shown, found.place
    if kind == "literal_error":
        choices = [choice.strip("' ") for choice in re.split(r",| or ", str(found.context["expected"]))]
        close = meant.choice(shown, choices) or ("" if found.name in _UNITS else _like(shown, choices))
        return "value-unknown", place, {"value": shown, "choices": ", ".join(choices), "near": close}
    if kind.startswith("hours-"):
        return _of_hours(found)
    if "date" in kind:
        code = "date-none" if _DAY.fullmatch(shown) and not as_iso(shown) else "date-invalid"
        return code, place, {"value": shown, "near": as_iso(shown)}
    if kind == "thematique-unknown":
        return kind, place, {"value": shown, "near": near(shown, THEMATIQUES)}
    if kind in RULES:  # one of the schema's own
        return kind, place_of(found.node, _ENDS[kind]) if kind in _ENDS else place, {"value": shown, **found.context}
    return _of_text(found)


def _of_hours(found: _Found) -> tuple[str, Place, dict[str, Any]]:
    """At the sign of an expression where it cannot be read any further."""
    values = dict(found.context)
    place = _inside(found.place, found.value, values.pop("at"))
    if found.kind in ("hours-invalid", "hours-capital"):
        values["near"] = as_written.meant(found.shown)
    return found.kind, place, {"value": found.shown, **values}


def _of_text(found: _Found) -> tuple[str, Place, dict[str, Any]]:
    """A text that is empty, or has another form."""
    is_of_a_form = found.kind == "string_pattern_mismatch"
    if found.kind == "string_too_short":
        return "text-empty", found.place, {}
    if is_of_a_form and found.name in _DECLARED:
        return "id-form", found.place, {"value": found.node}
    if is_of_a_form and found.name not in _FORMS:
        return "key-form", found.place, {"value": found.node, "near": meant.ident(str(found.node))}
    if found.kind == "string_type" and not found.shown:
        return "value-shape", found.place, {"key": found.name, "expected": detail("one text"), "near": ""}
    return "value-invalid", found.place, _invalid(found)


def _invalid(found: _Found) -> dict[str, Any]:
    near_it = meant.value(found.kind, found.name, found.value)
    expected = _expected(found.kind, found.name, found.context)
    return {"key": found.name, "value": found.shown, "expected": expected, "near": near_it}


def _like(name: str, choices: list[str]) -> str:
    """The choice that was perhaps meant; what has other figures is another thing."""
    close = near(name, choices)
    return close if re.findall(r"\d+", name) in ([], re.findall(r"\d+", close)) else ""


def _tell_unknown(name: str, close: str, around: Mapping, report: Report) -> None:
    """A key that is none: a key and its value without what stands between them, the rest of a text behind its comma, or a slip."""
    place, glued, keys = key_place(around, name), _GLUED.match(name), list(around)
    before = around[keys[keys.index(name) - 1]] if keys.index(name) else None
    if around[name] is None and glued and glued[1] == close and glued[1] != name:
        report.add("yaml-space", place, near=f"{close}: {glued[2]}")
    elif around[name] is None and not close and isinstance(before, Scalar) and before.place.line == place.line:
        whole = f"{before},{name}"
        report.add("yaml-comma", place, text=name, near=meant.number(whole) or meant.quoted(f"{before}, {name}"))
    else:
        report.add("key-unknown", place, key=name, near=close)


def _tell_shape(found: _Found, report: Report) -> None:
    """A text where a list is expected, or keys; a list where each of its entries is one."""
    place, expected, close = found.place, detail(_SHAPES[found.kind]), ""
    if found.kind == "tuple_type" and isinstance(found.node, Scalar):
        inside = _is_list_inside(found)
        place = found.around.place if inside else place
        # A list of lists, or of things with keys, has no short form that would be right.
        if inside or _inner_model(_annotation(found.model, found.path)) is None:
            close = f"[{meant.listed(found.around)}]" if inside else meant.listed([found.node])
    elif found.kind != "tuple_type" and (keys := _required(found.model, found.path)):
        expected = detail("its keys, at least {example}", example=f"{{{', '.join(f'{key}: …' for key in keys)}}}")
    report.add("value-shape", place, key=found.name, expected=expected, near=close)


def _is_list_inside(found: _Found) -> bool:
    """Whether it is an entry of a list of texts, each of which was to be a list."""
    around = found.around
    return isinstance(found.path[-1], int) and isinstance(around, Sequence) and all(isinstance(each, Scalar) for each in around)


def _expected(kind: str, name: str, context: dict[str, Any]) -> str:
    """What is to be written instead."""
    if kind == "string_pattern_mismatch":
        return detail(_FORMS[name])
    if kind in _BOUNDS:
        key, number, day = _BOUNDS[kind]
        bound = context[key]
        return detail(day, day=bound) if isinstance(bound, str) else detail(number, number=f"{bound:.10g}")
    return detail(_EXPECTED.get(kind, _OTHER))


_BOUNDS = {
    "less_than_equal": ("le", marked("a number at most {number}"), marked("a day until {day}")),
    "greater_than_equal": ("ge", marked("a number at least {number}"), marked("a day from {day}")),
    "greater_than": ("gt", marked("a number above {number}"), marked("a day after {day}")),
    "less_than": ("lt", marked("a number below {number}"), marked("a day before {day}")),
}


_UNITS = frozenset({"unit", "per"})  # a day that becomes an hour is a deadline missed: nobody guesses them


_FORMS = {
    "postal_code": marked('its five digits between double quotes: "38000"'),
    "insee_code": marked('INSEE\'s code of the commune between double quotes: "38185"'),
    "zone": marked('codes of INSEE between double quotes: a commune "38185", a département "38", an EPCI "200040715"'),
    **dict.fromkeys(
        ("language", "languages", "pairs", "interpreters", "approval"), marked("the short code of the language: fr, ar, prs")
    ),
    "who": marked("the id of a member, or a role: small letters, digits and _, never a name"),
    "country": marked("two capital letters: FR"),
    "currency": marked("the three letters of one: EUR"),
    "reads": marked("the twelve letters and digits that `livret script` prints under the text"),
    "was": marked("a former name as it stood in the address: small letters without accents, digits and hyphens"),
}


# What is declared elsewhere, under an id that nobody can make of its name.
_DECLARED = frozenset({"topic", "category", "also_in", "needs", "service", "lab", "place", "funder", "verified_by"})


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


_ENDS = {"notice-order": "until", "withdraw-early": "withdraw_on"}  # the key to which a mistake in two days belongs


_SHAPES = {
    "tuple_type": marked("a list: each entry on a line of its own that begins with “- ”"),
    **dict.fromkeys(("dict_type", "model_type", "model_attributes_type"), marked("names, each with a colon and a value")),
}


_OTHER = marked("something else, as docs/writing.md shows it")


_EXPECTED = {
    "string_type": marked("a text"),
    "string_too_long": marked("a shorter text"),
    "too_short": marked("a list with at least one entry (a line that begins with “- ”)"),
    "too_long": marked("fewer"),
    **dict.fromkeys(("int_parsing", "int_type", "int_from_float"), marked("a whole number")),
    **dict.fromkeys(("float_parsing", "float_type"), marked("a number")),
    **dict.fromkeys(
        ("decimal_parsing", "decimal_type", "decimal_max_digits", "decimal_max_places", "decimal_whole_digits", "finite_number"),
        marked("a number such as 6.80"),
    ),
    **dict.fromkeys(("bool_parsing", "bool_type"), marked("true or false")),
    "pattern": marked('a pattern of letters with one group, the part of the word that is kept: "(.*)s"'),
}


def _annotation(model: type[BaseModel], path: tuple[int | str, ...]) -> Any:
    """What a model says of the last key of a path."""
    current: Any = model
    for step in (step for step in path if isinstance(step, str)):
        field = _field(current, step)
        if field is None:
            return None
        annotation, current = field.annotation, _inner_model(field.annotation)
    return annotation


def _field(model: Any, key: str) -> FieldInfo | None:
    fields: dict[str, FieldInfo] = getattr(model, "model_fields", {})
    return fields.get(key)


def _required(model: type[BaseModel], path: tuple[int | str, ...]) -> list[str]:
    """The keys without which the thing at the end of a path is none."""
    current: Any = model
    for step in path:
        if isinstance(step, str) and (field := _field(current, step)):
            current = _inner_model(field.annotation)
    fields: dict[str, FieldInfo] = getattr(current, "model_fields", {})
    return [field.alias or name for name, field in fields.items() if field.is_required()]


def _keys_at(model: type[BaseModel], path: tuple[int | str, ...]) -> list[str]:
    """The keys that the model takes where the path ends."""
    current: Any = model
    for step in path[:-1]:
        if isinstance(step, str) and (field := _field(current, step)):  # what is no field is a name of the author's
            current = _inner_model(field.annotation)
    if isinstance(current, type) and issubclass(current, BaseModel):
        return [field.alias or name for name, field in current.model_fields.items()]
    return []


def _inner_model(annotation: Any) -> Any:
    """The model inside `X | None`, `tuple[X, ...]` or `dict[str, X]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        if (found := _inner_model(argument)) is not None:
            return found
    return None


def _inside(place: Place, value: object, at: int) -> Place:
    """The position of a character of a value, where it is written as it is."""
    return value.place_of(at) if isinstance(value, Scalar) else place
