"""A server that answers as those of the web do: well, with a failure, not at all. What it was asked is written down."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

STATUSES = {"/fine": 200, "/gone": 410, "/missing": 404, "/forbidden": 403, "/many": 429, "/broken": 500, "/999": 999}
ELSEWHERE = {"/moved": "/fine", "/loop": "/loop", "/away": "/missing"}


@dataclass
class Server:
    port: int
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"


@contextmanager
def answering() -> Iterator[Server]:
    server = Server(0)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            server.asked.append(self.path)
            server.agents.add(self.headers["User-Agent"])
            if self.path == "/silent":
                self.close_connection = True
                return
            if self.path == "/endless":
                self._head(200, {"Content-Length": str(10**12)})
                return
            if self.path == "/at-last":  # fails once
                self._head(503 if server.asked.count(self.path) == 1 else 200, {"Content-Length": "0"})
                return
            where = ELSEWHERE.get(self.path)
            self._head(
                301 if where else STATUSES.get(self.path, 200), {"Content-Length": "0", **({"Location": where} if where else {})}
            )

        def _head(self, status: int, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        server.port = listening.server_port
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            listening.shutdown()
            thread.join()
