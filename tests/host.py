"""A host for tests: serves a folder on localhost with the headers of netlify.toml, or others, and can fail."""

from __future__ import annotations

import threading
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from conftest import ROOT

HEADERS: dict[str, str] = tomllib.loads((ROOT / "netlify.toml").read_text(encoding="utf-8"))["headers"][0]["values"]


class Host:
    """`asked` holds the path of each request that a script made (the browser makes some for itself), `broken` the paths that answer 500, `held` those that do not answer."""

    def __init__(self, folder: Path, headers: Mapping[str, str] = HEADERS) -> None:
        self.folder, self.headers, self.asked = folder, headers, list[str]()
        self.broken, self.held = set[str](), set[str]()
        self.stopping = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, host=self))
        self.url = f"http://localhost:{self._server.server_port}/"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@contextmanager
def hosting(folder: Path, headers: Mapping[str, str] = HEADERS) -> Iterator[Host]:
    host = Host(folder, headers)
    try:
        yield host
    finally:
        host.stop()


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *arguments: Any, host: Host) -> None:
        self.host = host
        super().__init__(*arguments, directory=str(host.folder))

    def translate_path(self, path: str) -> str:
        self.directory = str(self.host.folder)
        return super().translate_path(path)

    def do_GET(self) -> None:
        path = self.path.lstrip("/").partition("?")[0]
        if self.headers["Sec-Fetch-Dest"] == "empty":
            self.host.asked.append(path)
        if path in self.host.held:
            self.host.stopping.wait()
        elif path in self.host.broken:
            self.send_error(500)
        else:
            # Python's server knows no ETag: by whole seconds, it would call unchanged what a test published twice in one.
            del self.headers["If-Modified-Since"]
            super().do_GET()

    def end_headers(self) -> None:
        for name, value in self.host.headers.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """Silence: what was asked is in `asked`."""
