"""HTML that is XML too, for an EPUB has the same: elements whose texts and attributes are escaped by markupsafe, as Jinja's own are."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

_VOID = frozenset({"img", "hr", "br", "meta"})


def element(name: str, content: str | Markup = "", **attributes: str | bool | None) -> Markup:
    """`<name …>content</name>`. An attribute that is None, False or "" is left out; `class_` is class, `data_fact` data-fact."""
    written = "".join(_attribute(key, value) for key, value in attributes.items() if value not in (None, False, ""))
    if name in _VOID:
        return Markup(f"<{name}{written}/>")  # noqa: S704 – names are literals, values are escaped
    return Markup(f"<{name}{written}>{escape(content)}</{name}>")  # noqa: S704


def join(parts: Iterable[Markup]) -> Markup:
    return Markup("").join(parts)


def _attribute(key: str, value: str | bool | None) -> str:
    name = key.rstrip("_").replace("_", "-")
    return f' {name}=""' if value is True else f' {name}="{escape(str(value))}"'
