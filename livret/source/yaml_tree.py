"""The tree of a YAML file: texts, mappings and sequences that know where they stand, and ways to a place in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Self

from livret.problems import Place


class Scalar(str):
    """A text and where it stands."""

    __slots__ = ("_at", "_path", "offset")
    _path: str
    _at: tuple[int, int]
    offset: int | None  # of its first character from there; None where it is not written character by character

    @classmethod
    def at(cls, text: str, path: str, line: int, column: int, offset: int | None) -> Self:
        """A text at a line and column of a file."""
        scalar = cls(text)
        scalar._path, scalar._at, scalar.offset = path, (line, column), offset
        return scalar

    @property
    def written_at(self) -> tuple[str, int, int, int | None]:
        """What `at` was told."""
        return self._path, *self._at, self.offset

    @property
    def place(self) -> Place:
        """Made when it is asked for: hardly any scalar is mistaken."""
        return Place(self._path, *self._at)

    def place_of(self, at: int) -> Place:
        """Where a character of it stands; where it begins, if it is not written character by character."""
        place = self.place
        return place if self.offset is None else replace(place, column=place.column + self.offset + at)


class Mapping(dict[str, Any]):
    """A mapping and where it begins."""

    __slots__ = ("place",)
    place: Place

    @classmethod
    def at(cls, place: Place, entries: dict[str, Any]) -> Self:
        """A mapping that begins at a place."""
        mapping = cls(entries)
        mapping.place = place
        return mapping


class Sequence(list[Any]):
    """A sequence and where it begins."""

    __slots__ = ("place",)
    place: Place

    @classmethod
    def at(cls, place: Place, items: Iterable[Any]) -> Self:
        """A sequence that begins at a place."""
        sequence = cls(items)
        sequence.place = place
        return sequence


def scalars(tree: Any) -> Iterator[Scalar]:
    """Every text of a tree, in its order; keys are none."""
    if isinstance(tree, Scalar):
        yield tree
    elif isinstance(tree, dict | list | tuple):
        for inner in tree.values() if isinstance(tree, dict) else tree:
            yield from scalars(inner)


def place_of(tree: Any, *path: str | int) -> Place:
    """Where a value stands; where it is left out, the collection that could hold it."""
    node, around = follow(tree, path)
    found: Place = getattr(node, "place", None) or key_place(around, str(path[-1]))
    return found


def node_at(tree: Any, *path: str | int) -> Any:
    """What stands at a path; None where nothing does."""
    return follow(tree, path)[0]


def follow(tree: Any, path: tuple[int | str, ...]) -> tuple[Any, Any]:
    """The node at a path, or None where the path leads to nothing, and the innermost collection around it.

    A scalar where a mapping could stand is that mapping: an organisation by its name alone.
    """
    node, around = tree, tree
    for step in path:
        if isinstance(node, Scalar):
            break
        if isinstance(node, Mapping | Sequence):
            around = node
        try:
            node = node[step]
        except (KeyError, IndexError, TypeError):
            return None, around
    return node, around


def key_place(parent: Any, name: str) -> Place:
    """Where a key is written; its value may be empty and have no place."""
    if isinstance(parent, Mapping):
        for key in parent:
            if key == name and isinstance(key, Scalar):
                return key.place
    place: Place = parent.place
    return place
