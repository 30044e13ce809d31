"""A language as a folder for a USB stick: its pages, what they need, its PDFs and its files to carry, in a ZIP.

Each file is closed – its links out of the folder led to the site – and compressed by itself, as a step that is kept: the archive is merged from these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from livret import paths
from livret.artifact import Artifact
from livret.carry.container import LICENCES, Member, container, deflated, stored
from livret.catalogs.interface import N_
from livret.editions.edition import Edition
from livret.engine.memo import Made, Step
from livret.format import Format, Offer, each
from livret.phrases.fact_text import plain
from livret.web import audio
from livret.web.assets import shown
from livret.web.frame import page, render

_LINK = re.compile(r' (href|src|content)="([^":#?]+)(#[^"]*)?"')  # a relative one: no scheme
_WIDER = re.compile(r' srcset="[^"]*"( sizes="[^"]*")?')  # pictures that are left on the site
_PAGES = frozenset({"404.html", "saved.html", "offline.html"})  # two are for a server alone, the other tells this file's size
_PACKED = (".epub", ".pdf", ".woff2", ".opus", ".png", ".jpg", ".jpeg", ".webp")


def archive(edition: Edition, artifact: Artifact) -> bytes:
    """What is not inside – another language, the page that lists these files – is linked at the site's address."""
    tag = edition.language.tag
    start = page(edition, Artifact("index.html", artifact.kind, tag), plain(edition, edition.config.name), "", paths.home)
    files = [
        ("index.html", deflated(render(edition, start, "start.html"))),
        (LICENCES, deflated(edition.theme_bytes(f"web/{LICENCES}"))),
    ]
    files += [(path, _member(edition, path)) for path in sorted(_inside(edition))]
    return container(files)


def _member(edition: Edition, path: str) -> Member:
    if path.endswith(_PACKED):
        return stored(edition.copy(path))
    crc, size, data = edition.look("member", path)
    return Member(crc, size, data)


def member(edition: Edition, path: str) -> Made:
    """A step: a published file as it stands in the archive – its CRC-32, its size, its bytes compressed."""
    made = (_asset if path.startswith(paths.ASSETS) else _quickly)(_closed(edition, path))
    return Made([made.crc, made.size, made.data], digest=f"{made.crc:08x}{made.size:x}")


def _quickly(data: bytes) -> Member:
    return deflated(data, quick=True)


_asset = lru_cache(maxsize=1 << 7)(_quickly)  # styles, scripts and icons are the same in the archive of every language


def inside(edition: Edition, name: str) -> Made:  # noqa: ARG001 – as every step
    """A step: the paths of what the archive holds, sorted. A member depends on this one list, not on all that the list is made of."""
    tag = edition.language.tag
    return Made(sorted({path for path in _published(edition, tag) if path.removeprefix(f"{tag}/") not in _PAGES}))


def _inside(edition: Edition) -> frozenset[str]:
    return edition.remember("inside", lambda own: frozenset(own.look("inside")))


def _published(edition: Edition, tag: str) -> Iterator[str]:
    """Published files: the language's own, and those that every language has. Of pictures and recordings, those that its pages show and play."""
    offers: tuple[Offer, ...] = edition.look("offers")
    slugs = ("", *(booklet.slug for booklet in edition.booklets()))
    prefixes = [f"{tag}/", paths.codes(tag), paths.ASSETS, *sorted(set(shown(edition, edition.booklets())))]
    prefixes += [path for offer in offers for slug in slugs if (path := offer.path(tag, slug))]
    prefixes += [heard.path for heard in audio.every(edition)]
    for prefix in prefixes:
        yield from edition.names(prefix)


@lru_cache(maxsize=1 << 12)
def _target(folder: str, link: str) -> str:
    """Pages of one folder have most of their links in common."""
    return normpath(join(folder, unquote(link)))


def _closed(edition: Edition, path: str) -> bytes:
    """A file as it is; a page with its links out of the folder led to the site, and of each picture the one for phones."""
    data = edition.copy(path)
    if not path.endswith(".html") or path.startswith(paths.CARRIED):
        return data
    folder, inside, site = dirname(path), _inside(edition), edition.config.url

    def led(found: re.Match[str]) -> str:
        name, link, anchor = found[1], found[2], found[3] or ""
        target = _target(folder, link)
        return found[0] if name == "content" or target in inside else f' {name}="{paths.absolute(site, target)}{anchor}"'

    return _LINK.sub(led, _WIDER.sub("", data.decode())).encode()


def _each_language(tag: str) -> str:
    return paths.carried(tag, "zip")


FORMATS = (
    Format(
        "zip",
        archive,
        each(_each_language),
        tier=1,
        steps={"inside": Step(inside), "member": Step(member, kept=True)},
        offer=Offer(N_("For a USB stick (ZIP)"), whole=_each_language),
    ),
)
