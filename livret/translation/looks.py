"""Looks: whoever makes a page looks at values by address, and each look is noted.

What a page depends on is thus known without being declared: the cache compares the fingerprints of these addresses.
"""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Any, Self, TypeVar

from livret.source.door import Refused

T = TypeVar("T")
Address = tuple[str, str]
Record = dict[Address, str]
PASSING = frozenset({"made", "copy"})  # the files of this build: as many bytes as the site has, and others in each tier
_JOINT = "\x04"  # gettext's own, between context and text


def joined(first: str, second: str, third: str) -> str:
    """Three parts as one name: those of a message, or a language's tag and an address of its edition."""
    return _JOINT.join((first, second, third))


def parted(name: str) -> tuple[str, str, str]:
    """The three parts of such a name."""
    first, second, third = name.split(_JOINT, 2)
    return first, second, third


class Looks(ABC):
    """Values by address – (kind, name) – and the records of who looked at which."""

    def __init__(self) -> None:
        self._values: dict[Address, Any] = {}
        self._known: dict[
            Address, tuple[Address, str]
        ] = {}  # with the first of equal addresses: records share it, and are sent in few bytes
        self._remembered: dict[str, tuple[Any, frozenset[Address]]] = {}
        self._open: list[set[Address]] = []

    @abstractmethod
    def resolve(self, kind: str, name: str) -> Any:
        """The value at an address. Raises LookupError where nothing is."""

    def look(self, kind: str, name: str = "") -> Any:
        """The present value at an address, noted in every open record. Raises LookupError where nothing is."""
        address = kind, name
        self.note((address,))
        if address in self._values:
            return self._values[address]
        value = self.resolve(kind, name)
        if kind not in PASSING:
            self._values[address] = value
        return value

    def note(self, addresses: Collection[Address]) -> None:
        """Writes down that somebody looked there."""
        for record in self._open:
            record.update(addresses)

    @contextmanager
    def recording(self) -> Iterator[Record]:
        """A record that holds, at the end of the block, the fingerprint of every address looked at inside it."""
        record: Record = {}
        seen: set[Address] = set()
        self._open.append(seen)
        try:
            yield record
        finally:
            self._open.pop()  # the innermost: list.remove would take an outer one that holds the same
            record.update(self._known.get(address) or self._know(address) for address in sorted(seen))

    def fingerprint(self, kind: str, name: str) -> str:
        """Sixteen hexadecimal digits of the value at an address; "" where there is none any more."""
        return (self._known.get((kind, name)) or self._know((kind, name)))[1]

    def _know(self, address: Address) -> tuple[Address, str]:
        try:
            value = self.resolve(*address)
            data = value if isinstance(value, bytes) else repr(value).encode()
            found = hashlib.blake2b(data, digest_size=8).hexdigest()
        except (LookupError, Refused):
            found = ""
        self._known[address] = address, found
        return self._known[address]

    def remember(self, key: str, make: Callable[[Self], T]) -> T:
        """make(edition), once for each edition; whoever asks depends on what it looked at."""
        if key not in self._remembered:
            with self.recording() as record:
                value = make(self)
            self._remembered[key] = value, frozenset(record)
        value, addresses = self._remembered[key]
        self.note(addresses)
        return value
