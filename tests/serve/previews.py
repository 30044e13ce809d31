"""A preview at work, for tests: it is told what is saved by the test alone."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from conftest import DAY
from waiting import LAST_RESORT

from livret.options import Options
from livret.serve.preview import Preview


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
