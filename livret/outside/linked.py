"""The addresses of the web that a site names, and each place where it does: links in texts, and every value of a YAML file that is an address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from urllib.parse import urldefrag, urlsplit

from livret.editions.inputs import Inputs
from livret.model import Link
from livret.problems import Place
from livret.source import prose, yaml
from livret.source.door import Door, Refused
from livret.text.inline import walk

_ADDRESS = re.compile(r"https?://\S+")
# Names that nobody can have, for examples: RFC 2606 and RFC 6761.
_NOBODY = re.compile(r"(?:^|\.)(?:example|test|invalid|localhost|example\.(?:com|net|org))$")
_WRITTEN_BY_LIVRET = ("content/releases/", "content/codes.yaml")


def addresses(inputs: Inputs) -> dict[str, tuple[Place, ...]]:
    """Every address, without what follows #, and where it stands, in the order of the files. The site's own are left out, and those of examples."""
    found: dict[str, set[Place]] = {}
    own = inputs.reading.site.config.url
    for address, place in (*_in_texts(inputs), *_in_values(inputs)):
        url = urldefrag(address).url
        if _is_somebodys(url) and not (own and url.startswith(own)):
            found.setdefault(url, set()).add(place)
    places = {url: tuple(sorted(its)) for url, its in found.items()}
    return dict(sorted(places.items(), key=lambda each: each[1][0]))


def _is_somebodys(url: str) -> bool:
    """Whether anybody can be asked. What is no address, as Python has it, is asked for all the same, and refused there."""
    with suppress(ValueError):
        return not _NOBODY.search(urlsplit(url).hostname or "")
    return True


def _in_texts(inputs: Inputs) -> Iterator[tuple[str, Place]]:
    """The links of all texts as they are written; a translation has the same."""
    written = (*inputs.reading.messages.values(), *inputs.reading.contents.natives.values())
    for message in (message for domain in written for message in domain):
        if "http" in message.text:
            yield from (
                (node.url, message.place)
                for node in walk(inputs.parse(message, message.text).nodes)
                if isinstance(node, Link) and _ADDRESS.match(node.url)
            )


def _in_values(inputs: Inputs) -> Iterator[tuple[str, Place]]:
    room = inputs.reading.room
    heads = (*inputs.reading.contents.heads, *room.meetings.values(), *room.labs.values())
    for tree in (*heads, *_trees(inputs.door)):
        yield from _scalars(tree)


def _trees(door: Door) -> Iterator[Any]:
    """The YAML files of authors, those of booklets apart: their heads are known. What cannot be read is told by whoever reads it."""
    for path in (*door.own("content"), "translations/terms.yaml"):
        skipped = path.startswith((f"{prose.FOLDER}/", *_WRITTEN_BY_LIVRET))
        if path.endswith(".yaml") and not skipped and door.has(path):
            with suppress(Refused):
                yield yaml.parse(door.text(path), path)


def _scalars(node: Any) -> Iterator[tuple[str, Place]]:
    if isinstance(node, yaml.Mapping):
        for each in node.values():
            yield from _scalars(each)
    elif isinstance(node, yaml.Sequence):
        for each in node:
            yield from _scalars(each)
    elif isinstance(node, yaml.Scalar) and _ADDRESS.fullmatch(node):
        yield str(node), node.place
