"""The server: what a browser asks for, from the preview, and word to reload.

livereload brings the script that reloads a page and the socket that it listens to. Watching and building are ours: its watcher builds once for each file of a
folder, blocks serving meanwhile, drops reloads within three seconds, loses a build that raises.
"""

from __future__ import annotations

import asyncio
import re
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import click
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.server import LiveScriptInjector
from tornado.escape import json_decode
from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPServerRequest
from tornado.ioloop import IOLoop
from tornado.web import Application

from livret.console import echo
from livret.options import Options
from livret.serve import editing, failure, private_pages
from livret.serve.draft import Failed, Ready, Unplanned
from livret.serve.follow import follow
from livret.serve.here import HOST, Here, is_here
from livret.serve.preview import Preview
from livret.serve.unpublished import with_mark
from livret.signals import ENDING
from livret.source.door import PRIVATE, Refused
from livret.starting.hosting import media_type
from livret.tongue import told

SCRIPT = b'<script defer src="/livereload.js"></script>'
# Where its reader was, a page is shown again: by us, for a browser does that some time after it says that a page is whole.
_IN_PLACE = b"""history.scrollRestoration = "manual";
addEventListener("load", () => setTimeout(() => {
  const place = "livret " + location.pathname;
  if (performance.getEntriesByType("navigation")[0].type !== "navigate") scrollTo(0, sessionStorage.getItem(place) || 0);
  addEventListener("pagehide", () => sessionStorage.setItem(place, scrollY));
  %s
}));
"""
_INDEX = "index.html"
_RELOAD = {"command": "reload", "path": "*", "liveCSS": False, "liveImg": False}


class _Injector(LiveScriptInjector):  # type: ignore[misc]
    """The script that reloads, in every page but the one that holds a text which is not saved yet."""

    def __init__(self, request: HTTPServerRequest) -> None:
        super().__init__(request)
        self.script = b"" if request.path == editing.ADDRESS else SCRIPT


class _Private(Here):
    """What is for the team alone, in a preview that was asked for it; no browser keeps it."""

    def get(self, name: str) -> None:
        self.set_header("Cache-Control", "no-store")
        self.set_header("Content-Type", "text/html; charset=utf-8")
        try:
            self.finish(private_pages.page(self.settings["preview"].options.site, name))
        except Refused as refused:
            self.set_status(404)
            self.finish(failure.page(Failed((refused.problem,))))

    head = get


class _File(Here):
    """A file of the site; or the page that says what is wrong."""

    async def get(self, path: str) -> None:
        whole = path + _INDEX if not path or path.endswith("/") else path
        preview: Preview = self.settings["preview"]
        self.settings["shown"][self.request.path] = preview.readings
        self.set_header("Cache-Control", "no-cache")
        try:
            ready = await self._asked(whole)
        except Unplanned:
            await self._elsewhere(whole)
        except Failed as failed:
            self.set_status(500)
            self.set_header("Content-Type", "text/html; charset=utf-8")
            self.finish(failure.page(failed))
        else:
            self.set_header("Content-Type", media_type(whole))
            wait = preview.draft.wait(whole) if preview.draft else None
            self.finish(with_mark(ready.data, wait) if wait else ready.data)

    head = get

    async def _asked(self, path: str) -> Ready:
        preview: Preview = self.settings["preview"]
        return await asyncio.wrap_future(preview.ask(path))

    async def _elsewhere(self, path: str) -> None:
        """A folder is shown with a slash behind its name, where links from its page lead to the right place."""
        try:
            await self._asked(f"{path}/{_INDEX}")
        except (Unplanned, Failed):
            self.send_error(404)
        else:
            self.redirect(f"/{path}/")


class _Script(Here, LiveReloadJSHandler):  # type: ignore[misc]
    """livereload's script, which runs once a page is whole and has its place again: a page that is reloaded sooner would lose that."""

    def write(self, chunk: Any) -> None:
        super().write(_IN_PLACE % chunk)


class _Socket(Here, LiveReloadHandler):  # type: ignore[misc]
    """Word to a page that the site was read again; also to one that was on its way meanwhile, and could not hear it."""

    def check_origin(self, origin: str) -> bool:
        return is_here(origin)

    def on_message(self, message: str) -> None:
        super().on_message(message)
        shown = self.settings["shown"].get(urlsplit(json_decode(message).get("url", "")).path)
        if self in LiveReloadHandler.waiters and shown not in (None, self.settings["preview"].readings):
            self.send_message(_RELOAD)


def _reload() -> None:
    for waiter in LiveReloadHandler.waiters.copy():
        waiter.send_message(_RELOAD)


def _application(preview: Preview, *, private: bool, token: str) -> Application:
    """`shown` has, by the path of a page, the number of readings when it was asked for last. Nothing is written where there is no `token`."""
    handlers: list[tuple[str, Any]] = [(r"/livereload", _Socket), (r"/livereload.js", _Script)]
    handlers += [(rf"/{re.escape(PRIVATE)}/(.*)", _Private)] if private else []
    handlers += editing.handlers(preview, token) if token else []
    handlers.append((r"/(.*)", _File))
    return Application(handlers, transforms=[_Injector], preview=preview, shown={})


def _listening(port: int) -> socket.socket:
    """Raises OSError when the port is taken, and leaves nothing open then, as Tornado's own does."""
    found = socket.create_server((HOST, port))
    found.setblocking(False)
    return found


def serve(
    options: Options,
    port: int,
    stop: threading.Event | None = None,
    *,
    poll: bool = False,
    show: bool = False,
    private: bool = False,
    token: str = "",
) -> None:
    """Serves the preview on 127.0.0.1 until it is interrupted, or `stop` is set; what is `private` too, where it is asked for, and with a `token` an editor for
    whoever knows it. Raises OSError when the port is taken."""
    stop = stop or threading.Event()
    asyncio.set_event_loop(asyncio.new_event_loop())
    loop = IOLoop.current()
    preview = Preview(options, lambda: loop.add_callback(_reload))

    def work() -> None:
        follow(options.site, stop, preview.due, preview.current, poll=poll)
        loop.add_callback(loop.stop)

    with _stopped_when_told(loop):
        application = _application(preview, private=private, token=token)
        HTTPServer(application, max_body_size=editing.BODY_BYTES).add_sockets([_listening(port)])
        address = f"http://{HOST}:{port}/"
        echo(told("{address}  (stop with Ctrl+C)", address=address))
        if private:
            echo(told("{address}  (for the team alone: never published)", address=f"{address}{PRIVATE}/"))
        if token:
            address = f"http://{HOST}:{port}{editing.ADDRESS}#{token}"
            echo(told("{address}  (to write: whoever has this address can change the site)", address=address))
        for task in (preview.run, work, *((lambda: click.launch(address),) if show else ())):
            threading.Thread(target=task, daemon=True).start()
        try:
            loop.start()
            if not stop.is_set():
                echo("")  # behind the ^C of a terminal
        finally:
            stop.set()
            preview.stop()


@contextmanager
def _stopped_when_told(loop: IOLoop) -> Iterator[None]:
    """Ctrl+C, a closed terminal and a service manager end the loop between two of its tasks: an exception in the middle of one would leave a connection half
    answered, or be lost with what was being thrown away. Told again, the process ends at once."""

    def told_to(number: int, _: object) -> None:
        signal.signal(number, signal.SIG_DFL)
        loop.asyncio_loop.call_soon_threadsafe(loop.stop)  # type: ignore[attr-defined]

    here = threading.current_thread() is threading.main_thread()  # no other one is told
    before = {
        number: signal.getsignal(number) for number in (ENDING if here else ()) if signal.getsignal(number) is not signal.SIG_IGN
    }  # nohup
    for number in before:
        signal.signal(number, told_to)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
