"""What a host is to install: the Livret that is at work here, from where it came."""

from __future__ import annotations

import datetime
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from livret import __version__
from livret.publish import libraries
from livret.source.door import Door

FILE = "requirements.txt"


def files() -> dict[str, bytes]:
    """requirements.txt, and beside it the wheel, where Livret was installed from one that is still there."""
    url, commit = libraries.origin()
    wheel = Path(url2pathname(urlsplit(url).path)) if url.startswith("file:") else Path()
    if wheel.suffix == ".whl" and wheel.is_file():
        return {FILE: f"./{wheel.name}\n".encode(), wheel.name: Door(wheel.parent, datetime.date.min).read(wheel.name)}
    if url.startswith("https:"):
        return {FILE: (f"livret @ git+{url}@{commit}\n" if commit else f"livret @ {url}\n").encode()}
    return {FILE: f"livret=={__version__}\n".encode()}
