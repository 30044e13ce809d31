"""Saving on the phone: the service worker, the packs of what to save, and the manifest of each language.

A pack is made last, of the files it names. Its version changes with their bytes and with nothing else, its date is that of the
edition: a phone that holds the version has nothing to fetch, whatever the day. Pages of one folder are alike, so that together they weigh a
third of what they weigh alone: they travel in sheaves, two dozen to a request.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from posixpath import dirname
from urllib.parse import urlsplit

from livret import paths
from livret.artifact import Artifact
from livret.editions.edition import Edition
from livret.engine.memo import Made, Step
from livret.format import File, Format, Scope, each, one
from livret.phrases.quantities import date
from livret.web import audio, sheaf, web_fonts
from livret.web.assets import assets, shown

PACK = "pack"
Published = tuple[str, str, int]  # a path, its SHA-256, its bytes
_OF_A_BOOKLET = frozenset({"booklet", "chapter", "pair", "stub", "home", "saved", "words", "sentences"})  # the pages of its pack
_SHEAF = 24  # files: of the shipped site no sheaf is above 50 kB once it is compressed, so that a cut costs little
_PACKED = (".woff2", ".opus", ".png", ".jpg", ".webp")  # what no server compresses again


@lru_cache(maxsize=4)
def _sheaves(tag: str, every: tuple[str, ...]) -> Mapping[str, list[list[str]]]:
    """The paths of each folder of a language, in its sheaves: all sheaves of a folder are made one after the other."""
    left_out = _left_out(tag)
    texts = [path for path in every if path.startswith(f"{tag}/") and path.endswith((".html", ".js")) and path not in left_out]
    if len(texts) > _SHEAF * _SHEAF:  # the passages of so many pages are longer than any sheaf should be
        texts = [path for path in texts if path != paths.search_texts(tag)]
    folders: dict[str, list[str]] = {}
    for path in sorted(texts, key=lambda path: (_length(tag, path), path)):
        folders.setdefault(dirname(path), []).append(path)
    return {folder: [found[start : start + _SHEAF] for start in range(0, len(found), _SHEAF)] for folder, found in folders.items()}


def _length(tag: str, path: str) -> int:
    """What is long comes last in its sheaf: a compressor looks back 32 kB, and would not see behind it what all pages have in common. Lists have more in
    common with each other than with pages of one thing."""
    if path in (paths.search_index(tag), paths.search_texts(tag), paths.tell(tag), paths.services(tag), paths.sheet(tag)):
        return 2
    return int(path.endswith(paths.LISTS))


def _left_out(tag: str) -> frozenset[str]:
    """A server's own page, the one whose files are to be carried away, and what only a network brings."""
    return frozenset({paths.missing(tag), paths.offline(tag), paths.feed(tag)})


def _folder(edition: Edition, ident: str) -> str:
    """Where the pages of a pack lie, from public/: those of a language, of a booklet; recordings are no pages."""
    tag = edition.language.tag
    return f"{tag}/" if ident == tag else f"{tag}/{ident.removesuffix(f'.{tag}')}/"


def _sheaf(edition: Edition, artifact: Artifact) -> bytes:
    number, _, folder = artifact.subject.partition("/")
    found = _sheaves(edition.language.tag, edition.names(f"{folder}/"))
    texts = {path: edition.copy(path).decode() for path in found[folder][int(number)]}
    return sheaf.written(_alike(edition.language.tag, texts))


def _alike(tag: str, texts: Mapping[str, str]) -> dict[str, str]:
    """The files of a sheaf, so that a compressor sees what is alike side by side: a page with French after the page itself, and after them what is about as long."""
    pages: dict[str, int] = {}
    for path, text in texts.items():
        pages[sheaf.name(path)] = min(len(text), pages.get(sheaf.name(path), len(text)))

    def near(path: str) -> tuple[int, int, str, str]:
        return _length(tag, path), pages[sheaf.name(path)], sheaf.name(path), path

    return {path: texts[path] for path in sorted(texts, key=near)}


def _pack(edition: Edition, artifact: Artifact) -> bytes:
    """`{id, tag, version, date, said, weight, sheaves: [[path, files], …], files: [[path, SHA-256, bytes, sheaf?], …], fonts: [[path, SHA-256, bytes], …]}`.

    `said` is the date in the reader's words, `weight` the bytes that a phone loads, compressed, `sheaf` the number of the one that holds the file. `fonts`
    are saved where the phone had to load them: it may have its own.
    """
    tag = edition.language.tag
    files, fonts = sorted(set(_files(edition, artifact.subject))), sorted(_assets(edition, web_fonts.carried(edition)))
    own = _sheaves(tag, edition.names(_folder(edition, artifact.subject)))
    sheaves = {paths.sheaf(folder, number): inside for folder, found in own.items() for number, inside in enumerate(found)}
    held = {path: number for number, inside in enumerate(sheaves.values()) for path in inside}
    alone = [path for path, *_ in files if path not in held]
    today = edition.today
    return _json(
        {
            "id": artifact.subject,
            "tag": tag,
            "version": version(files, fonts),
            "date": today.isoformat(),
            "said": date(edition, today),
            "weight": sum(_weight(edition, path) for path in (*sheaves, *alone)),
            "sheaves": [[name, len(inside)] for name, inside in sheaves.items()],
            "files": [[*file, *((held[file[0]],) if file[0] in held else ())] for file in files],
            "fonts": fonts,
        }
    )


def version(files: Iterable[Sequence[object]], fonts: Iterable[Sequence[object]]) -> str:
    """What changes with the files of a pack – (path, SHA-256, bytes) of each – and with nothing else."""
    return hashlib.sha256(json.dumps([*files, *fonts]).encode()).hexdigest()[:16]


def _weight(edition: Edition, path: str) -> int:
    """What a file weighs on its way, about: any server compresses text."""
    weight: int = edition.look("weight", path)
    return weight


def weight(edition: Edition, path: str) -> Made:
    """A step: the bytes of a published file, compressed."""
    data = edition.copy(path)
    if path.endswith(_PACKED):
        return Made(len(data))
    return Made((_asset_weight if path.startswith(paths.ASSETS) else _compressed)(data))


def _compressed(data: bytes) -> int:
    return len(zlib.compress(data))


_asset_weight = lru_cache(maxsize=1 << 7)(_compressed)  # that of styles and scripts, which every language has


def _files(edition: Edition, ident: str) -> Iterator[Published]:
    """A language's pages and the choice of languages; of a booklet its own, with the home page, the words of letters and the page that says what is
    saved; and what these load. Recordings are no pages, and play on any of them."""
    tag, listed, own = edition.language.tag, edition.asset_list, web_fonts.sheet(edition)
    yield from _assets(edition, listed.names if ident == tag else listed.names_on(_OF_A_BOOKLET))
    yield from _assets(edition, [own] if own else [])
    if ident == f"{tag}.audio":
        for heard in audio.every(edition):
            yield from edition.made(heard.path)
        return
    slug = "" if ident == tag else ident.removesuffix(f".{tag}")
    left_out = _left_out(tag)
    yield from (file for file in edition.made(_folder(edition, ident)) if file[0] not in left_out)
    beside = (
        paths.home(tag),
        paths.page(tag, "saved"),
        paths.words(tag),
        paths.sentences(tag),
        paths.manifest(tag),
        paths.emblem(tag),
    )
    for path in beside if slug else (paths.CHOOSER,):
        yield from edition.made(path)
    for picture in set(shown(edition, (booklet for booklet in edition.booklets() if slug in ("", booklet.slug)))):
        yield from edition.made(picture)


def _assets(edition: Edition, names: Iterable[str]) -> Iterator[Published]:
    for name in names:
        yield from edition.made(assets(edition)[name].path)


def _worker(edition: Edition, _: Artifact) -> bytes:
    """`offline: false` in site.yaml is the kill switch: the worker then removes what was saved, and itself."""
    return edition.theme_bytes("web/sw.js" if edition.config.offline else "web/sw-off.js")


def _manifest(edition: Edition, artifact: Artifact) -> bytes:
    """A W3C web app manifest. Its name and icon say nothing of who uses it: phones are shared."""

    def url(path: str) -> str:
        return paths.relative(path, artifact.path)

    def icon(name: str, sizes: str) -> dict[str, str]:
        kind = "image/svg+xml" if name.endswith(".svg") else "image/png"
        return {"src": url(assets(edition)[name].path), "sizes": sizes, "type": kind, "purpose": "any"}

    tag = edition.language.tag
    icons = [icon(name, each.sizes) for name, each in edition.asset_list.icons.items() if each.sizes]
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
            "theme_color": edition.token("colour.shortcut"),
            "icons": icons,
            "shortcuts": [
                {"name": edition.say("Emergency"), "url": url(f"{paths.home(tag)}#emergency"), "icons": icons[:1]},
                {"name": edition.say("Who can help"), "url": url(paths.services(tag)), "icons": icons[:1]},
            ],
        }
    )


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


# --- which there are ---------------------------------------------------------------------------------


def _saved(scope: Scope) -> Iterator[File]:
    """A language, each of its booklets, what it has read aloud."""
    tag, site = scope.tag, scope.site
    if site.config.offline:
        heard = any(recording.language == tag for found in site.recordings.values() for recording in found)
        idents = (tag, *(f"{booklet.slug}.{tag}" for booklet in site.booklets), *((f"{tag}.audio",) if heard else ()))
        yield from ((paths.pack(ident), ident) for ident in idents)


def _bound(planned: Sequence[Artifact]) -> Iterator[File]:
    """The sheaves of a language that has a pack."""
    if pack := next((artifact for artifact in planned if artifact.kind == PACK), None):
        for folder, sheaves in _sheaves(pack.language, tuple(artifact.path for artifact in planned)).items():
            yield from ((paths.sheaf(folder, number), f"{number}/{folder}") for number in range(len(sheaves)))


FORMATS = (
    Format("manifest", _manifest, each(paths.manifest)),
    Format("sw.js", _worker, shared=one(paths.WORKER)),
    Format("sheaf", _sheaf, following=_bound, tier=3),
    Format(PACK, _pack, _saved, tier=4, steps={"weight": Step(weight, kept=True)}),
)
