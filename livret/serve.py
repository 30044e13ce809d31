"""The preview: save a file, see the page. A mistake is a page too, which goes away when it is mended.

livereload brings the socket that reloads the browser. Watching and building are ours, on a thread of their own: its watcher
builds once for each file of a folder, blocks serving meanwhile, drops reloads within three seconds, loses a build that raises.
"""

from __future__ import annotations

import asyncio
import os
import threading
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar

import click
from livereload import Server
from livereload.handlers import LiveReloadHandler, StaticFileHandler
from tornado.ioloop import IOLoop

from livret import check as checking
from livret import pipeline, wording
from livret.encode.html import Html, element, escaped, join
from livret.problems import Problem, Report
from livret.publish.stage import PublishError
from livret.source.door import FOLDERS

HOST = "127.0.0.1"
_PAUSE = 0.25  # seconds between two looks; editors save in several steps, so a change is built once it has settled
_HOSTS = frozenset({"127.0.0.1", "localhost"})  # any other name is a page elsewhere that was pointed here
_STYLE = (
    "body{font:18px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1c1b22;background:#faf6ee}"
    "li{background:#fff;border-inline-start:4px solid #a8161b;margin:1rem 0;padding:.7rem 1rem;list-style:none}ul{padding:0}"
    "code{display:block;color:#4d4a57;font-size:.9rem}.help{color:#1f6b35}"
)


Snapshot = dict[str, tuple[int, int]]


class Preview:
    """The site as it is now: built into `out`, or the page that says what stands in the way (`failure`, "" for none)."""

    def __init__(self, site: Path) -> None:
        self.site, self.out = site, site / ".livret" / "preview"
        self.failure = ""

    def build(self) -> None:
        """Builds once; whatever happens, the preview lives on."""
        report = Report()
        try:
            # One process: a fork while the server's thread runs is asking for trouble, and a rebuild is small.
            outcome = pipeline.build(pipeline.Options(self.site, self.out, jobs=1), report)
        except (PublishError, OSError) as error:
            self.failure = page("Livret could not build", [element("li", escaped(str(error)))])
        except Exception as error:  # noqa: BLE001 – a bug of ours must not end a volunteer's afternoon
            traceback.print_exc()
            what = escaped(f"{type(error).__name__}: {error}")
            self.failure = page("This is a mistake in Livret, not in your text", [element("li", what)])
        else:
            self.failure = "" if outcome.published else page(checking.summary(report), [_item(problem) for problem in report])
            click.echo(f"{checking.summary(report)}; {outcome.made} files made anew")
        for line in checking.lines(report):
            click.echo(line)

    def watch(self, built: Snapshot, changed: Callable[[], None], stop: threading.Event) -> None:
        """Builds after each change of the site since it was as it is in `built`, and then calls `changed`."""
        seen = built
        while not stop.wait(_PAUSE):
            before, seen = seen, self.snapshot()
            if seen != built and seen == before:
                built = seen
                self.build()
                changed()

    def snapshot(self) -> Snapshot:
        """Each file of the site with its time and size."""
        return dict(entry for folder in FOLDERS for entry in _files(self.site / folder))


def _files(folder: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    """Links are not followed: one that leads to its own parent would never end."""
    try:
        for entry in os.scandir(folder):
            if entry.is_dir(follow_symlinks=False):
                yield from _files(Path(entry.path))
            else:
                status = entry.stat(follow_symlinks=False)
                yield entry.path, (status.st_mtime_ns, status.st_size)
    except FileNotFoundError:  # gone between two looks
        return


def page(title: str, items: list[Html]) -> str:
    """The page of a build that failed. livereload puts its script before `</head>`, so that it recovers by itself."""
    head = [element("meta", charset="utf-8"), element("title", escaped(title)), element("style", Html(_STYLE))]
    how = element("p", Html("The page comes back when this is mended and saved."))
    body = [element("h1", escaped(title)), how, element("ul", join(items))]
    return "<!doctype html>" + element("html", join((element("head", join(head)), element("body", join(body)))), lang="en")


def _item(problem: Problem) -> Html:
    place, words, cure = (escaped(text) for text in (str(problem.place), wording.words(problem), wording.cure(problem)))
    return element("li", join((element("code", place), element("div", words), element("div", cure, class_="help"))))


class _Handler(StaticFileHandler):  # type: ignore[misc]
    """The built files; instead of a page, the failure where there is one."""

    preview: ClassVar[Preview]

    def prepare(self) -> None:
        if self.request.host_name not in _HOSTS:
            self.send_error(403)

    async def get(self, path: str, include_body: bool = True) -> None:
        if self.preview.failure and (not path or path.endswith((".html", "/"))):
            self.set_status(500)
            self.set_header("Content-Type", "text/html; charset=utf-8")
            self.finish(self.preview.failure)
            return
        await super().get(path, include_body)


class _Server(Server):  # type: ignore[misc]
    def __init__(self, preview: Preview) -> None:
        super().__init__()
        self.preview = preview

    def get_web_handlers(self, script: bytes) -> list[tuple[Any, ...]]:  # noqa: ARG002 – livereload's
        handler = type("Handler", (_Handler,), {"preview": self.preview})
        return [(r"/(.*)", handler, {"path": str(self.preview.out.resolve()), "default_filename": "index.html"})]


def serve(site: Path, port: int, stop: threading.Event | None = None) -> None:
    """Serves the preview on 127.0.0.1 until it is interrupted, or `stop` is set. Raises OSError when the port is taken."""
    stop = stop or threading.Event()
    preview = Preview(site)
    asyncio.set_event_loop(asyncio.new_event_loop())
    loop = IOLoop.current()
    _Server(preview).application(port, HOST)
    built = preview.snapshot()  # before the build: what is saved while it runs is a change
    preview.build()
    click.echo(f"http://{HOST}:{port}/  (stop with Ctrl+C)")

    def changed() -> None:
        loop.add_callback(LiveReloadHandler.reload_waiters, "*")

    def work() -> None:
        preview.watch(built, changed, stop)
        loop.add_callback(loop.stop)

    threading.Thread(target=work, daemon=True).start()
    try:
        loop.start()
    except KeyboardInterrupt:
        click.echo("")
    finally:
        stop.set()
