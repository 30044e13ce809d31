"""A file of YAML with one entry more, as a person would write it there: no other sign of it is changed."""

from __future__ import annotations

from yaml import MappingNode, Node, SequenceNode, compose

_DEEP = 2  # spaces


def added(text: str, key: str, entry: str) -> str:
    """The text of a mapping in which the list or the mapping at `key` has an `entry` more, at its end; it is made where there is none.

    `text` is sound, as Livret reads it.
    """
    tree = compose(text)
    found = next((value for name, value in tree.value if name.value == key), None) if tree else None
    if found is None or not isinstance(found, SequenceNode | MappingNode):
        return f"{text.rstrip()}\n{key}:\n{' ' * _DEEP}{_item(entry)}\n".lstrip("\n")
    last = _last(found)
    if found.flow_style:
        at = last.end_mark.index if last else found.end_mark.index - 1
        return f"{text[:at]}{', ' if last else ''}{entry}{text[at:]}"
    at = text.find("\n", last.end_mark.index - 1) if last else -1
    at = len(text) if at < 0 else at
    margin = " " * found.start_mark.column
    sign = "- " if isinstance(found, SequenceNode) else ""
    return f"{text[:at].rstrip(chr(10))}\n{margin}{sign}{entry}{text[at:] or chr(10)}"


def _item(entry: str) -> str:
    return entry if ": " in entry else f"- {entry}"


def _last(found: SequenceNode | MappingNode) -> Node | None:
    """The node that stands last in a collection; None in an empty one."""
    value = found.value[-1] if found.value else None
    return value[1] if isinstance(value, tuple) else value
