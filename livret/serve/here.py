"""Who is answered: programs on this machine, and no page of another site that was pointed here."""

from __future__ import annotations

from urllib.parse import urlsplit

from tornado.web import RequestHandler

HOST = "127.0.0.1"
_HOSTS = frozenset({HOST, "localhost"})  # any other name is a page elsewhere that was pointed here


class Here(RequestHandler):
    """Answers this machine alone, and no page of another site."""

    def prepare(self) -> None:
        origin = self.request.headers.get("Origin")
        if self.request.host_name not in _HOSTS or not (origin is None or is_here(origin)):
            self.send_error(403)


def is_here(origin: str) -> bool:
    """Whether an origin is this machine."""
    try:
        return urlsplit(origin).hostname in _HOSTS
    except ValueError:  # no address at all
        return False
