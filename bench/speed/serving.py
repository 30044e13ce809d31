"""How long a volunteer waits for `serve`: for the first page after its start, and from a saved file to the page that shows it."""

from __future__ import annotations

import http.client
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from speed import edits
from speed.measure import Command, Failed, Watch, processor, started

_AGAIN = 0.005  # seconds between two requests
_IDLE = 0.05  # of a core: less is a watcher that looks
_CALM = 60.0  # seconds after which an edit does not wait any longer for what is prepared in the background


@dataclass(frozen=True, slots=True)
class Served:
    """Seconds until the first page, then until each edit was answered; and the most memory of all processes."""

    first: float
    edits: tuple[float, ...]
    memory: int


def serving(command: Command, site: Path, folder: Path, environment: Mapping[str, str], runs: int, limit: float) -> Served:
    """Starts the server, reads a page and edits its chapter time and again, as one does with a preview."""
    chapter = edits.chapters(site)[0]
    address = edits.page(chapter, "fr")
    port = _free_port()
    with Watch() as watch, started([*command, "--port", str(port)], folder, environment) as server:
        first = _until(port, address, "<", limit)
        times = []
        for number in range(runs):
            _settle(server.pid)
            times.append(_until(port, address, edits.reword(chapter, number).word, limit))
    return Served(first, tuple(times), watch.most)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _until(port: int, address: str, word: str, limit: float) -> float:
    """Seconds until the page holds the word."""
    start = time.perf_counter()
    while word not in _page(port, address, limit):
        if time.perf_counter() - start > limit:
            raise Failed(f"{address} was not answered within {limit:.0f} s")
        time.sleep(_AGAIN)
    return time.perf_counter() - start


def _page(port: int, address: str, limit: float) -> str:
    """A page; "" of a server that is not there yet or has none."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=limit)
    try:
        connection.request("GET", f"/{address}")
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
    except (OSError, http.client.HTTPException):
        return ""
    finally:
        connection.close()
    return text if answer.status == http.client.OK else ""


def _settle(pid: int) -> None:
    """Waits until the server rests: a person reads before they write."""
    patience = time.monotonic() + _CALM
    before = processor(pid)
    while time.monotonic() < patience:
        time.sleep(1)
        now = processor(pid)
        if now - before < _IDLE:
            return
        before = now
