"""Assets: CSS, script, fonts and icons; and media, pictures and recordings: each at an address made from its bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache

from livret import paths
from livret.artifact import Artifact
from livret.editions.edition import Edition
from livret.emblem.statement import emblem, union
from livret.encode.html import Html
from livret.engine.memo import Made, Step, digest_of
from livret.format import File, Format, Scope
from livret.schema.asset_list import EPUB
from livret.site import Booklet
from livret.source.door import Refused
from livret.web import web_fonts

SOUND = ".opus"
_TOKEN = re.compile(r"var\(--token-([a-z-]+)\)")
_REMARK = re.compile(r"^\s*(//.*)?\n|^[ \t]+", re.MULTILINE)  # whole lines only: nothing inside a text is touched
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_PICTURE = re.compile(r"""url\(\s*["']?([\w.-]+)["']?\s*\)""")  # beside the sheet; `bound` has found the fonts
_SPACE = re.compile(r"\s+")
_AROUND = re.compile(
    r"""("[^"]*"|'[^']*')|\s*(?:;\s*)?([{};,>])\s*|(?<=:) """
)  # a text between quotes is the first group: it stays


@dataclass(frozen=True, slots=True)
class Asset:
    """A file at an address made from its bytes: `path` is from public/."""

    path: str
    data: bytes


def assets(edition: Edition) -> dict[str, Asset]:
    """Every asset by its name."""
    found: dict[str, Asset] = edition.look("assets")
    return found


def made(edition: Edition, _: str) -> Made:
    """A step: the assets. Their addresses say what is in them."""
    found: dict[str, Asset] = {}
    listed = edition.asset_list
    for name in web_fonts.files(edition):
        _add(found, name, edition.theme_bytes(f"{web_fonts.FOLDER}/{name}"))
    for name in listed.icons:
        _add(found, name, _drawing(edition, f"web/{name}") if name.endswith(".svg") else edition.theme_bytes(f"web/{name}"))
    addresses = {name: asset.path.rpartition("/")[2] for name, asset in found.items()}
    for name, style in listed.styles.items():
        if style.pages != (EPUB,):  # a book has it as it is
            _add(found, name, _style(edition, f"web/{name}", addresses))
    for name in web_fonts.sheets(edition):
        _add(found, name, _style(edition, f"{web_fonts.FOLDER}/{name}", addresses))
    for name, script in listed.scripts.items():
        text = "".join(edition.theme(f"web/{part}") for part in (name, *script.behind))
        _add(found, name, _REMARK.sub("", text).encode())
    return Made(found, digest_of([asset.path for asset in found.values()]))


def _add(found: dict[str, Asset], name: str, data: bytes) -> None:
    found[name] = Asset(paths.asset(name, data), data)


def _style(edition: Edition, path: str, addresses: dict[str, str]) -> bytes:
    """A style sheet of the theme with its design tokens, fonts and pictures at their addresses, comments and idle space left out."""
    text = _COMMENT.sub("", edition.theme(path))
    text = web_fonts.bound(_palettes(edition, sorted(set(_TOKEN.findall(text)))) + text, addresses)
    text = _PICTURE.sub(lambda found: f"url({addresses.get(found[1], found[1])})", text)
    return _dense(text)


@lru_cache(maxsize=1 << 6)
def _dense(style: str) -> bytes:
    """A style sheet without idle space: it is the same in every language."""
    return _AROUND.sub(lambda found: found[1] or found[2] or "", _SPACE.sub(" ", style)).strip().encode()


def _drawing(edition: Edition, path: str) -> bytes:
    """A drawing of the theme in the colours of the day: it is shown by itself, where no page says what they are."""
    return _TOKEN.sub(lambda token: edition.token(token[1].replace("-", ".", 1)), edition.theme(path)).encode()


def _palettes(edition: Edition, names: list[str]) -> str:
    """The tokens as custom properties: by day, at night where the phone or the reader asks for it, in strong contrast.

    Paper is always by day.
    """
    if not names:
        return ""
    day, night, strong = (_properties(edition, names, palette) for palette in ("", "dark.", "strong."))
    return (
        f":root{{{day}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root:not([data-theme]){{{night}}}}}"
        f"@media screen{{:root[data-theme=dark]{{{night}}}:root[data-theme=strong]{{{strong}}}}}"
    )


def _properties(edition: Edition, names: list[str], palette: str) -> str:
    """The tokens that a palette has; the others are inherited from the day."""
    return ";".join(
        f"--token-{name}:{value}" for name in names if (value := edition.token(palette + name.replace("-", ".", 1), ""))
    )


def icon(edition: Edition, name: str) -> Html:
    """The drawing of an icon, to stand inside a page: on file:// a phone cannot take it from another file."""
    return Html(edition.icon(name))


def recording(edition: Edition, path: str) -> str:
    """Where a recording is published, at a path from the site folder."""
    return paths.recording(path, edition.sound(path))


def renditions(edition: Edition, path: str) -> list[str]:
    """Where a picture is published, at a path from the site folder: the one for phones first."""
    picture = edition.picture(path)
    return [picture.path(paths.MEDIA, each) for each in picture.screens]


def shown(edition: Edition, booklets: Iterable[Booklet]) -> Iterator[str]:
    """Where the pictures of booklets are, as a phone loads them: of their pages, of the easy ones too, and of what stands beside them."""
    for booklet in booklets:
        for slug in booklet.pages:
            sides = [edition, *(edition.beside(other.tag) for other in edition.beside_of(booklet.slug, slug))]
            yield from (renditions(edition, path)[0] for side in sides for path in side.pictures(booklet.slug, slug))


# --- which there are ---------------------------------------------------------------------------------


def _asset(edition: Edition, artifact: Artifact) -> bytes:
    return assets(edition)[artifact.subject].data


def _assets(scope: Scope) -> Iterator[File]:
    fonts, listed = (*web_fonts.files(scope.edition), *web_fonts.sheets(scope.edition)), scope.edition.asset_list
    home = (name for name, icon in listed.icons.items() if icon.sizes)
    every = assets(scope.edition)
    return ((every[name].path, name) for name in dict.fromkeys((*fonts, *listed.names, *home)))


def _medium(edition: Edition, artifact: Artifact) -> bytes:
    path = artifact.subject
    return edition.sound(path) if path.endswith(SOUND) else edition.rendition(path, renditions(edition, path).index(artifact.path))


def _media(scope: Scope) -> Iterable[File]:
    """Two of the same name and bytes are one file."""
    media: dict[str, str] = {}
    for path in sorted(scope.pictures, reverse=True):
        with suppress(Refused):  # of a broken one it is told where it is shown; a preview has all others
            media |= dict.fromkeys(renditions(scope.edition, path), path)
    for path in sorted((one.path for found in scope.site.recordings.values() for one in found), reverse=True):
        media[recording(scope.edition, path)] = path
    return sorted(media.items())


def _emblem(edition: Edition, _: Artifact) -> bytes:
    found = emblem(edition)
    if found is None:
        raise ValueError("the Union pays no more")
    return found.drawing.svg.encode()


def _emblems(scope: Scope) -> Iterator[File]:
    """In production, where the European Union pays: a picture of its own, so that pages do not carry it and a phone fetches it once."""
    if union(scope.edition) and scope.edition.config.mode == "production":
        yield paths.emblem(scope.tag), ""


FORMATS = (
    Format("emblem", _emblem, _emblems),
    Format("asset", _asset, shared=_assets, steps={"assets": Step(made)}),
    Format("media", _medium, shared=_media),
)
