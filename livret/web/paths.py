"""Where everything is in public/. Paths are relative to it; links are relative to the page that holds them."""

from __future__ import annotations

import hashlib
from posixpath import dirname, relpath, splitext

PAGES = ("about", "saved", "legal", "privacy", "accessibility")


def pages(offline: bool) -> tuple[str, ...]:
    """The pages that every language has; what is saved has one where saving is on."""
    return tuple(name for name in PAGES if offline or name != "saved")


def home(tag: str) -> str:
    return f"{tag}/index.html"


def booklet(tag: str, slug: str) -> str:
    return f"{tag}/{slug}/index.html"


def chapter(tag: str, slug: str, chapter_slug: str) -> str:
    return f"{tag}/{slug}/{chapter_slug}.html"


def services(tag: str) -> str:
    return f"{tag}/services/index.html"


def service(tag: str, ident: str) -> str:
    return f"{tag}/services/{ident}.html"


def page(tag: str, name: str) -> str:
    return f"{tag}/{name}.html"


def manifest(tag: str) -> str:
    return f"{tag}/manifest.webmanifest"


def pack(ident: str) -> str:
    """`ident` is a language's tag, or `<booklet>.<tag>`."""
    return f"packs/{ident}.json"


def pdf(tag: str, slug: str) -> str:
    """The booklet to read on a screen, in its A5 format."""
    return f"print/{slug}-a5.{tag}.pdf"


def hashed(folder: str, name: str, data: bytes) -> str:
    """`assets/style.3f2a….css`: an address that changes with its bytes and may be kept for ever."""
    stem, ending = splitext(name)
    return f"{folder}/{stem}.{hashlib.blake2b(data, digest_size=5).hexdigest()}{ending}"


def relative(target: str, base: str) -> str:
    """The link from one file of public/ to another, its anchor kept."""
    path, hash_sign, anchor = target.partition("#")
    return (relpath(path, dirname(base) or ".") if path != base else path.rsplit("/", 1)[-1]) + hash_sign + anchor
