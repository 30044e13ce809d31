"""A cluster: workers of Dask's `distributed` – the extra `cluster` – as executors.

A worker is another process, perhaps on another machine, that sees the same folders at the same paths. It is trusted with the files of the
site, and its scheduler's port runs any code that it is sent: beyond this machine only tls:// is spoken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

from livret.problems import MachineFailed
from livret.publish.kept import generator
from livret.tongue import marked, told

_HERE = frozenset({"127.0.0.1", "::1", "localhost"})
_SECONDS = 30  # until a scheduler has to answer


class ClusterError(MachineFailed):
    """A cluster that cannot be worked with; the words are for a person."""


@contextmanager
def workers(address: str) -> Iterator[Sequence[Executor]]:
    """The workers of the scheduler at `tcp://…` or `tls://…`, in a fixed order. Raises ClusterError."""
    try:
        url = urlsplit(address)
    except ValueError as error:
        raise ClusterError(told("{address} is no address: {error}", address=address, error=error)) from None
    if url.scheme != "tls" and url.hostname not in _HERE:
        words = marked(
            "{address} is not on this machine: a cluster beyond it is reached by tls://, for its port runs any code that it is sent"
        )
        raise ClusterError(told(words, address=address))
    try:
        distributed: Any = import_module("distributed")
    except ImportError:
        raise ClusterError(told("--cluster needs Dask: pip install 'livret[cluster]'")) from None
    try:
        client = distributed.Client(address, timeout=_SECONDS, set_as_default=False)
    except (OSError, TypeError, ValueError) as error:  # TypeError: Dask was given no certificates
        raise ClusterError(told("no scheduler answers at {address}: {error}", address=address, error=error)) from None
    with client:
        names = sorted(client.scheduler_info(n_workers=-1)["workers"])
        if not names:
            raise ClusterError(
                told("the scheduler at {address} has no worker: start one with dask worker {address}", address=address)
            )
        _refuse_others(client.run(_made_by), address)
        # A worker that dies gives its work to another one.
        yield [client.get_executor(workers=[name], allow_other_workers=True, pure=False) for name in names]


def _made_by() -> str:
    """What a worker would make the bytes with."""
    return generator()


def _refuse_others(found: dict[str, str], address: str) -> None:
    """Workers that would make other bytes: another Livret, Python or library."""
    if others := sorted(name for name, made_by in found.items() if made_by != generator()):
        words = marked("{names} at {address}: a worker of another Livret, Python or library; install the same there")
        raise ClusterError(told(words, names=", ".join(others), address=address))
