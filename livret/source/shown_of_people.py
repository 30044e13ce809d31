"""What a site shows of people and of protected places, and what of that was withdrawn since: a former output that shows it may not be published again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import get_args

from livret.schema.members import Scope
from livret.source.door import Door
from livret.source.read import Reading

Part = tuple[str, ...]  # a kind, and what it is about


def consents(reading: Reading) -> Iterator[Part]:
    """What members agree to now, and what readers are told of them there."""
    for ident, member in reading.site.members.items():
        yield from (("consent", ident, scope, member.told(scope)) for scope in get_args(Scope) if member.agreed(scope))


def shown(reading: Reading, door: Door) -> Iterator[Part]:
    """What is in an output of the site: every picture, every listing, every address."""
    pictures = {path for found in reading.pictures.values() for path in found}
    yield from _pictures(pictures.difference(reading.withheld), door)
    for ident, service in reading.site.services.items():
        yield "service", ident
        if not service.hidden:
            yield "address", ident


def withdrawn(reading: Reading, door: Door) -> Iterator[Part]:
    """What may be shown no more: pictures of those who do not agree, listings that are for professionals alone, addresses that are hidden."""
    yield from _pictures(reading.withheld, door)
    yield from (("service", ident) for ident in reading.private)
    yield from (("address", ident) for ident, service in {**reading.site.services, **reading.private}.items() if service.hidden)


def _pictures(found: Iterable[str], door: Door) -> Iterator[Part]:
    """By their names and by their bytes: one that was called otherwise shows the same people, and so does one that was made smaller since."""
    for path in found:
        yield "picture", path
        yield "picture-file", door.digest(path)
