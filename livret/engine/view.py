"""A view: whoever makes something looks at values through one, and each look is noted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol, Self, TypeVar

from livret.engine.memo import PASSING, Address, Made, Memo, Record, Seen, Step, digest_of

T = TypeVar("T")
_JOINT = "\x04"  # gettext's own, between context and text


def joined(first: str, second: str, third: str) -> str:
    """Three parts as one name: those of a message, or a language's tag and an address of its edition."""
    return _JOINT.join((first, second, third))


def parted(name: str) -> tuple[str, str, str]:
    """The three parts of such a name."""
    first, second, third = name.split(_JOINT, 2)
    return first, second, third


class Published(Protocol):
    """The files made so far in this build, for what is made of them."""

    def digests(self, prefix: str) -> tuple[tuple[str, str, int], ...]:
        """(path, SHA-256, bytes) of those whose path begins with `prefix`."""

    def names(self, prefix: str) -> tuple[str, ...]:
        """Their paths alone."""

    def digest(self, path: str) -> str:
        """The SHA-256 of one; "" where there is none."""

    def read(self, path: str) -> bytes:
        """Raises LookupError."""


class View:
    """Values of a memo, and the records of who looked at which."""

    def __init__(self, memo: Memo) -> None:
        self._memo = memo
        self._published: Published | None = None
        self._passed: Record = {}  # the digests of what passes, as long as it is what it is
        self._remembered: dict[str, tuple[Any, frozenset[Address]]] = {}
        self._open: list[set[Address]] = []

    def look(self, kind: str, name: str = "") -> Any:
        """The present value at an address, noted in every open record. Raises LookupError where nothing is."""
        self.note(((kind, name),))
        return self._passing(kind, name) if kind in PASSING else self._memo.value(kind, name)

    def note(self, addresses: Collection[Address]) -> None:
        """Writes down that somebody looked there."""
        for record in self._open:
            record.update(addresses)

    @contextmanager
    def recording(self) -> Iterator[Record]:
        """A record that holds, at the end of the block, the digest of every address looked at inside it."""
        record: Record = {}
        seen: set[Address] = set()
        self._open.append(seen)
        try:
            yield record
        finally:
            self._open.pop()  # the innermost: list.remove would take an outer one that holds the same
            record.update((address, self.digest(*address)) for address in sorted(seen))

    def taking(self, step: Step, name: str) -> tuple[Made, Record]:
        """What a step gives, and what it looked at. Whoever asked for it depends on the step alone."""
        outer, self._open = self._open, []
        try:
            with self.recording() as record:
                made = step.make(self, name)
        finally:
            self._open = outer
        return made, record

    def put_away(self) -> None:
        """All that was looked at and remembered is forgotten."""
        self._remembered.clear()
        self._memo.put_away()

    def remember(self, key: str, make: Callable[[Self], T]) -> T:
        """make(view), once for each view; whoever asks depends on what it looked at."""
        if key not in self._remembered:
            seen: set[Address] = set()
            self._open.append(seen)
            try:
                value = make(self)
            finally:
                self._open.pop()
            self._remembered[key] = value, frozenset(seen)
        value, addresses = self._remembered[key]
        self.note(addresses)
        return value

    def changed(self, seen: Iterable[Seen]) -> Seen | None:
        """The first of what was seen that is no longer so."""
        return self._memo.changed(seen)

    # --- digests -----------------------------------------------------------------------------------------

    def digest(self, kind: str, name: str) -> str:
        """The digest of what stands at an address now; "" where nothing is."""
        if kind == "copy":
            return self._published.digest(name) if self._published else ""
        if kind not in PASSING:
            return self._memo.digest(kind, name)
        if (kind, name) not in self._passed:
            self._passed[kind, name] = digest_of(self._passing(kind, name))
        return self._passed[kind, name]

    # --- the files of this build -------------------------------------------------------------------------

    def publishes(self, published: Published) -> None:
        """Where the files made so far are found."""
        self._published, self._passed = published, {}

    def _passing(self, kind: str, name: str) -> Any:
        if self._published is None:
            if kind == "copy":
                raise LookupError(name)
            return ()
        match kind:
            case "made":
                return self._published.digests(name)
            case "names":
                return self._published.names(name)
            case _:
                return self._published.read(name)
