"""Saving on the phone: the service worker, the packs of what to save, and the manifest of each language.

A pack is made last, of the files it names. Its version changes with their bytes and with nothing else, its date is that of the
edition: a phone that holds the version has nothing to fetch, whatever the day.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from livret.artifact import Artifact
from livret.site import Booklet
from livret.translation.edition import Edition
from livret.web import paths, recordings
from livret.web.assets import assets
from livret.web.plan import medium, pictures

LAST = frozenset({"pack"})  # the kinds that are made of other files
File = tuple[str, str, int]
_FONTS = {"NotoSansEthiopic.woff2": "Ethi"}  # a font goes only with the language whose script it is
_WHOLE = ("search.js", "open.js", "services.js")  # what only pages of the whole language load
_SHARED = ("style.css", "print.css", "script.js", "reader.js", "offline.js", "icon.svg")
_PRINTED = (".card.html", "/sheet.html")  # what only a printer needs


def _pack(edition: Edition, artifact: Artifact) -> bytes:
    """`{id, tag, version, date, said, files: [[path, SHA-256, bytes], …]}`; `said` is the date in the reader's words."""
    files = sorted({*_pages(edition, artifact.subject), *_around(edition)})
    version = hashlib.sha256(json.dumps(files).encode()).hexdigest()[:16]
    today = edition.today
    pack = {"id": artifact.subject, "tag": edition.language.tag, "version": version, "date": today.isoformat(), "said": edition.date(today), "files": files}
    return _json(pack)


def _pages(edition: Edition, ident: str) -> Iterator[File]:
    """A language's pages with what the search and the directory load, and the choice of languages; of a booklet its own, with the home page, the words of letters and the
    page that says what is saved. A server's own page is left out, and the one whose files are to be carried away."""
    tag = edition.language.tag
    if ident == f"{tag}.audio":
        for heard in recordings.every(edition):
            yield from edition.made(heard.path)
        return
    slug = "" if ident == tag else ident.removesuffix(f".{tag}")
    left_out = {paths.page(tag, "404"), paths.offline(tag)}
    yield from (file for file in edition.made(f"{tag}/{slug}/" if slug else f"{tag}/") if file[0] not in left_out and not file[0].endswith(_PRINTED))
    beside = (paths.home(tag), paths.page(tag, "saved"), paths.words(tag), paths.manifest(tag))
    for path in beside if slug else ("index.html", *(assets(edition)[name].path for name in _WHOLE)):
        yield from edition.made(path)
    for picture in {picture for booklet in edition.booklets() if slug in ("", booklet.slug) for picture in _pictures(edition, booklet)}:
        yield from edition.made(medium(edition, picture))


def _pictures(edition: Edition, booklet: Booklet) -> Iterator[str]:
    """Those of its pages, of the easy ones too, and of what stands beside them."""
    for slug in booklet.pages:
        shown = [edition, *(edition.beside(other.tag) for other in edition.beside_of(booklet.slug, slug))]
        yield from pictures(edition, [each.chapter(booklet.slug, slug) for each in shown])


def _around(edition: Edition) -> Iterator[File]:
    """What every page of the language loads."""
    script = edition.language.script
    names = (*_SHARED, *(name for name, of in _FONTS.items() if of == script))
    for name in names:
        yield from edition.made(assets(edition)[name].path)


def _worker(edition: Edition, _: Artifact) -> bytes:
    """`offline: false` in site.yaml is the kill switch: the worker then removes what was saved, and itself."""
    return edition.theme_bytes("web/sw.js" if edition.config.offline else "web/sw-off.js")


def _manifest(edition: Edition, artifact: Artifact) -> bytes:
    """A W3C web app manifest. Its name and icon say nothing of who uses it: phones are shared."""

    def url(path: str) -> str:
        return paths.relative(path, artifact.path)

    def icon(name: str, sizes: str, kind: str) -> dict[str, str]:
        return {"src": url(assets(edition)[name].path), "sizes": sizes, "type": kind, "purpose": "any"}

    tag = edition.language.tag
    icons = [icon("shortcut-192.png", "192x192", "image/png"), icon("shortcut-512.png", "512x512", "image/png"), icon("shortcut.svg", "any", "image/svg+xml")]
    name = edition.say("My notes")
    return _json(
        {
            "id": f"{urlsplit(edition.config.url).path.rstrip('/')}/{tag}/",
            "name": name,
            "short_name": name,
            "lang": edition.language.html,
            "dir": edition.language.direction,
            "start_url": url(paths.home(tag)),
            "scope": "../",
            "display": "minimal-ui",
            "background_color": edition.token("colour.ground"),
            "theme_color": "#56616b",
            "icons": icons,
            "shortcuts": [
                {"name": edition.say("Emergency"), "url": url(f"{paths.home(tag)}#emergency"), "icons": icons[:1]},
                {"name": edition.say("Who can help"), "url": url(paths.services(tag)), "icons": icons[:1]},
            ],
        }
    )


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


MAKERS: dict[str, Callable[[Edition, Artifact], bytes]] = {"pack": _pack, "sw.js": _worker, "manifest": _manifest}
