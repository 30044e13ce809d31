"""The memo: what stands at an address, and what it was made of.

An address is (kind, name). Behind it is an *input* – something that was read – or a *step*, a function that makes its value from
what it looks at. While a step is at work every address that it looks at is noted, for there is no other way to reach a value. Its *row* –
these addresses with the digests of what was found, and the digest of what came out – outlives the run: where all of it is as it was,
the step need not be taken again, and what looks at it need not even know its value.
"""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from livret.problems import Problem
from livret.source.door import Refused

Address = tuple[str, str]
Seen = tuple[str, str, str]  # an address and the digest of what was found there
Record = dict[Address, str]
PASSING = frozenset({"made", "names", "copy"})  # the files of this build: the one who takes the steps knows those that there are


@dataclass(frozen=True, slots=True)
class Made:
    """What a step gives: its value, a note for those who need less than the value, and the problems that it met.

    `digest` stands for the value where that is long to be hashed; a `note` is JSON.
    """

    value: Any
    digest: str = ""
    note: Any = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A function from what it looks at to a value. A `kept` value is JSON, of bytes too, and is kept on disk between runs; another is made again when
    it is asked for. One that no build asks for is `apart`: its row is kept for whoever does, as long as it holds. A `brief` value is too large to be held
    until the end of the run: it, too, is made again when it is asked for."""

    make: Callable[[Any, str], Made]
    kept: bool = False
    apart: bool = False
    brief: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """What a step saw, and what came of it."""

    digest: str
    seen: tuple[Seen, ...]
    note: Any = None
    problems: tuple[Problem, ...] = ()


class Store(Protocol):
    """The rows and values of earlier runs."""

    def row(self, kind: str, name: str) -> Row | None:
        """None where nothing is known."""

    def value(self, kind: str, name: str, digest: str) -> Any:
        """The value with that digest; None where it is not at hand."""


@dataclass(frozen=True, slots=True)
class EmptyStore:
    """No earlier run."""

    def row(self, kind: str, name: str) -> Row | None:  # noqa: ARG002 – as every store
        return None

    def value(self, kind: str, name: str, digest: str) -> Any:  # noqa: ARG002 – as every store
        return None


class Looker(Protocol):
    """Who takes a step: it looks at values, and what it looks at is noted."""

    def digest(self, kind: str, name: str) -> str:
        """The digest of what stands at an address now."""

    def taking(self, step: Step, name: str) -> tuple[Made, Record]:
        """What the step gives, and what it looked at and nothing else."""


@dataclass
class Memo(ABC):
    """The values of one language. Subclasses say what the inputs are."""

    steps: Mapping[str, Step]
    store: Store
    rows: dict[Address, Row] = field(default_factory=dict)  # of this run
    made: dict[Address, Any] = field(default_factory=dict)  # the kept values that this run made
    _values: dict[Address, Any] = field(default_factory=dict)
    _digests: dict[Address, str] = field(default_factory=dict)
    _held: set[Seen] = field(default_factory=set)
    _latest: tuple[Address, Any] | None = None  # of the values that are not held: whoever finds one changed asks for it next

    @property
    @abstractmethod
    def looker(self) -> Looker:
        """Who takes the steps of this language."""

    @abstractmethod
    def resolve(self, kind: str, name: str) -> Any:
        """An input. Raises LookupError where nothing is."""

    @abstractmethod
    def hashed(self, kind: str, name: str) -> str:
        """The digest of an input. Raises LookupError where nothing is."""

    def value(self, kind: str, name: str = "") -> Any:
        """What stands at an address now. Raises LookupError where nothing is."""
        address = kind, name
        if kind in self.steps and self.steps[kind].brief:
            return self._latest[1] if self._latest and self._latest[0] == address else self._take(address)
        if address not in self._values:
            self._values[address] = self._step(address) if kind in self.steps else self.resolve(kind, name)
        return self._values[address]

    def digest(self, kind: str, name: str = "") -> str:
        """The digest of what stands at an address; "" where nothing is."""
        if kind in PASSING:
            return self.looker.digest(kind, name)
        address = kind, name
        found = self._digests.get(address)
        if found is None:
            found = self._digests[address] = self._digest(kind, name)
        return found

    def _digest(self, kind: str, name: str) -> str:
        try:
            return self.row(kind, name).digest if kind in self.steps else self.hashed(kind, name)
        except (LookupError, Refused):
            return ""

    def row(self, kind: str, name: str = "") -> Row:
        """The row of a step as it is now: an earlier one where it still holds, else the step is taken. Raises LookupError."""
        address = kind, name
        if address not in self.rows and (earlier := self.store.row(kind, name)) and self.changed(earlier.seen) is None:
            self.rows[address] = earlier
        if address not in self.rows:
            self._take(address)
        return self.rows[address]

    def taken(self) -> Iterator[tuple[Address, Any]]:
        """The values of steps that are at hand."""
        return ((address, self._values[address]) for address in self.rows if address in self._values)

    def problems(self) -> Iterator[Problem]:
        """Those that steps have met, as far as they were asked."""
        return (problem for row in self.rows.values() for problem in row.problems)

    def changed(self, seen: Iterable[Seen]) -> Seen | None:
        """The first of what was seen that is no longer so."""
        held = self._held
        for each in seen:
            if each not in held:
                kind, name, digest = each
                if self.digest(kind, name) != digest:
                    return each
                if kind not in PASSING:
                    held.add(each)
        return None

    def forget(self, kinds: Iterable[str]) -> None:
        """Inputs of some kinds are others now."""
        gone = frozenset(kinds)
        for known in (self._values, self._digests):
            for address in [address for address in known if address[0] in gone]:
                del known[address]
        self._held = {each for each in self._held if each[0] not in gone}
        self._latest = None

    def put_away(self) -> None:
        """All is forgotten, at once: what refers to itself would wait for a collector."""
        for known in (self.rows, self.made, self._values, self._digests, self._held):
            known.clear()
        self._latest = None

    def _step(self, address: Address) -> Any:
        """The value of a step: of an earlier run, or made."""
        row = self.row(*address)
        if address in self._values:  # it was made just now
            return self._values[address]
        value = self.store.value(*address, row.digest)
        return self._take(address) if value is None else value

    def _take(self, address: Address) -> Any:
        kind, name = address
        step = self.steps[kind]
        made, record = self.looker.taking(step, name)
        digest = made.digest or digest_of(made.value)
        self.rows[address] = Row(digest, tuple((*at, found) for at, found in record.items()), made.note, made.problems)
        self._digests[address] = digest
        if step.brief:
            self._latest = address, made.value
        else:
            self._values[address] = made.value
        if step.kept:
            self.made[address] = made.value
        return made.value


def digest_of(value: Any) -> str:
    """Sixteen hexadecimal digits of a value: of its bytes, or of how it is written."""
    data = value if isinstance(value, bytes) else repr(value).encode()
    return hashlib.blake2b(data, digest_size=8).hexdigest()
