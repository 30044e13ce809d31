"""Design tokens: `theme/tokens.yaml`, flattened to dotted names, for the web's CSS and Typst alike."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from livret.problems import Report
from livret.source import yaml
from livret.source.door import Door, Refused

PATH = "theme/tokens.yaml"


def tokens(door: Door, report: Report) -> dict[str, str]:
    """`colour.ink` to its value. A site's own file shadows the whole of the one that Livret carries."""
    try:
        return door.once("tokens", PATH, None, partial(_parsed_tokens, door), report)
    except Refused as refused:
        report.take(refused.problem)
        return {}


def _parsed_tokens(door: Door, _: Report) -> dict[str, str]:
    return dict(_flat("", yaml.parse(door.text(PATH), PATH)))


def _flat(prefix: str, tree: object) -> Iterator[tuple[str, str]]:
    if isinstance(tree, yaml.Mapping):
        for key, value in tree.items():
            yield from _flat(f"{prefix}.{key}" if prefix else key, value)
    elif tree is not None:
        yield prefix, str(tree)
