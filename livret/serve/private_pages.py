"""What the team alone may see, where a preview was asked for it: minutes, who the members are, what readers said. None of it is published, and each page
says so."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from livret.encode.html import EMPTY, Html, element, escaped, join
from livret.source.door import PRIVATE, Door
from livret.tongue import marked, spoken, told

_FOLDERS = ("", "meetings/", "voice/")
_MARK = marked(
    "For the team alone. This is not published: it is shown on this machine, because the preview was started with --private."
)
_STYLE = (
    ":root{color-scheme:light dark}body{font:18px/1.5 system-ui,sans-serif;margin:0 auto;max-width:46rem;padding:0 1rem 3rem}"
    "p.mark{position:sticky;top:0;margin:0 -1rem;padding:.7rem 1rem;background:CanvasText;color:Canvas;font-weight:600}"
    "pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit}"
)


def page(site: Path, name: str) -> str:
    """A file of the private folder by its name there, `meetings/2026-11-13.md`, as it is written; of "", all that there are. Raises Refused."""
    door = Door(site, datetime.date.min)
    if not name:
        items = [element("li", element("a", escaped(each), href=f"/{quote(each)}")) for each in _private_files(door)]
        return _marked(PRIVATE, element("ul", join(items)) if items else element("p", escaped(told("There is nothing."))))
    return _marked(name, element("pre", escaped(door.text(f"{PRIVATE}/{name}")), dir="auto"))


def _private_files(door: Door) -> Iterator[str]:
    for folder in _FOLDERS:
        for name in door.folder(f"{PRIVATE}/{folder}".rstrip("/")):
            if f"{folder}{name}/" not in _FOLDERS:
                yield f"{PRIVATE}/{folder}{name}"


def _marked(title: str, body: Html) -> str:
    head = [element("meta", charset="utf-8"), element("title", escaped(title)), element("style", Html(_STYLE))]
    shown = (element("p", escaped(told(_MARK)), class_="mark"), element("h1", escaped(title)), body)
    back = element("p", element("a", escaped(PRIVATE), href=f"/{PRIVATE}/")) if title != PRIVATE else EMPTY
    return "<!doctype html>" + element(
        "html", join((element("head", join(head)), element("body", join((*shown, back))))), lang=spoken()
    )
