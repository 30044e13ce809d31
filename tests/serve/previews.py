"""A preview at work, for tests: it is told what is saved by the test alone."""

from __future__ import annotations

import datetime
import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from conftest import DAY
from tornado.ioloop import IOLoop
from waiting import LAST_RESORT, until

from livret.options import Options
from livret.serve.here import HOST
from livret.serve.preview import Preview
from livret.serve.server import serve


@contextmanager
def previewing(site: Path, *, pdf: bool = False, languages: tuple[str, ...] = ()) -> Iterator[Preview]:
    preview = Preview(Options(site, site / "out", languages, date=datetime.date.fromisoformat(DAY), jobs=1, pdf=pdf))
    thread = Thread(target=preview.run, daemon=True)
    thread.start()
    try:
        yield preview
    finally:
        preview.stop()
        thread.join(LAST_RESORT)
        assert not thread.is_alive()


def asked(preview: Preview, paths: Iterable[str]) -> dict[str, bytes]:
    """What is answered for each path, asked one after the other."""
    return {path: preview.ask(path).result(LAST_RESORT).data for path in paths}


TOKEN = "un-secret-d-essai"  # noqa: S105 – of tests


@contextmanager
def written(site: Path) -> Iterator[int]:
    """The port of a preview with its editor, in this process."""
    options = Options(site, site / "out", (), date=datetime.date.fromisoformat(DAY), jobs=1)
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    stop = Event()

    def work() -> None:
        serve(options, port, stop, token=TOKEN)
        IOLoop.current().close(all_fds=True)

    thread = Thread(target=work, daemon=True)
    thread.start()
    try:
        until(lambda: listens(port))
        yield port
    finally:
        stop.set()
        thread.join(LAST_RESORT)
        assert not thread.is_alive()


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0
