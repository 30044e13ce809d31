"""What a first visit costs on a slow phone: first and largest paint, what jumps, and every byte, for each kind of page in three scripts.

    python bench/first_load.py public                        # of a site that was built
    python bench/first_load.py public --write docs/performance.md

Chromium with an empty cache, in a window of 360 × 640 at 2 ×, slowed as Lighthouse's mobile profile of 2019 does with "3G": 1.6 Mbit/s down, 0.75 up, 300 ms for each
exchange, a processor six times slower. Medians of some runs. Bytes are those that travel, as a server sends them that compresses text; the machine's own fonts count as
the phone's, so that a script that has none there is paid for. CLS is the sum of shifts until the page rests; what is opened by a finger does not count.
"""

from __future__ import annotations

import argparse
import datetime
import functools
import gzip
import shutil
import statistics
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright
from speed.table import replace

TAGS = ("fr", "ar", "ti")
PAGES = (
    "index.html",
    "urgences/danger.html",
    "asile/ofpra.html",
    "services/index.html",
    "services/permanence_sante.html",
    "search.html",
)
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 640}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
SLOW = 6  # times
NETWORK = {"offline": False, "latency": 300, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
_COMPRESSED = (".woff2", ".png", ".jpg", ".webp", ".opus")
_WATCH = """window.seen = { lcp: 0, cls: 0 };
new PerformanceObserver(list => list.getEntries().forEach(entry => { seen.lcp = entry.startTime; })).observe({ type: "largest-contentful-paint", buffered: true });
new PerformanceObserver(list => list.getEntries().forEach(entry => { if (!entry.hadRecentInput) seen.cls += entry.value; })).observe({ type: "layout-shift", buffered: true });"""
_FOUND = """() => new Promise(resolve => setTimeout(() => resolve([
  performance.getEntriesByName("first-contentful-paint")[0].startTime, seen.lcp, seen.cls]), 1500))"""


@dataclass(frozen=True, slots=True)
class Visit:
    """Milliseconds to the first and the largest paint, the sum of shifts, bytes on their way and how often something was asked for."""

    first: float
    largest: float
    shifts: float
    size: int
    requests: int


class _Host(SimpleHTTPRequestHandler):
    """A server that compresses text, as every host does, and keeps its connections."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        if not path.is_file():
            self.send_error(404)
            return
        data, packed = path.read_bytes(), path.suffix in _COMPRESSED
        data = data if packed else gzip.compress(data, 6)
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(path)}{'' if packed else '; charset=utf-8'}")
        self.send_header("Content-Length", str(len(data)))
        if not packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Silence."""


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Host, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def visited(browser: Browser, address: str) -> Visit:
    """One visit, with nothing kept of those before."""
    context = browser.new_context(**PHONE)
    page = context.new_page()
    tool = context.new_cdp_session(page)
    sizes: dict[str, float] = {}
    tool.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    tool.send("Network.enable")
    tool.send("Network.emulateNetworkConditions", NETWORK)
    tool.send("Emulation.setCPUThrottlingRate", {"rate": SLOW})
    page.add_init_script(_WATCH)
    page.goto(address, wait_until="load")
    first, largest, shifts = page.evaluate(_FOUND)
    context.close()
    return Visit(first, largest, shifts, round(sum(sizes.values())), len(sizes))


def median(visits: list[Visit]) -> Visit:
    return Visit(*(statistics.median(getattr(each, name) for each in visits) for name in Visit.__slots__))


def table(found: dict[str, Visit]) -> str:
    lines = ["| page | first paint | largest paint | CLS | on its way | requests |", "| --- | --- | --- | --- | --- | --- |"]
    lines += [
        f"| `{path}` | {each.first / 1000:.2f} s | {each.largest / 1000:.2f} s | {each.shifts:.3f} | {each.size / 1000:.1f} kB | {each.requests:.0f} |"
        for path, each in found.items()
    ]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("public", type=Path, help="the folder of a site that was built")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--write", type=Path, help="a document with the marks « yardstick: first load »")
    options = parser.parse_args()
    found: dict[str, Visit] = {}
    with hosted(options.public) as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        version = browser.version
        for path in (f"{tag}/{page}" for tag in TAGS for page in PAGES):
            found[path] = median([visited(browser, address + path) for _ in range(options.runs)])
        browser.close()
    text = f"`python bench/first_load.py public --runs {options.runs}`, {datetime.datetime.now(tz=datetime.UTC).date()}: Chromium {version}.\n\n{table(found)}"
    print(text)
    if options.write:
        replace(options.write, "first load", text)


if __name__ == "__main__":
    main()
