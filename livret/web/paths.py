"""Where everything is in public/. Paths are relative to it; links are relative to the page that holds them."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from posixpath import dirname, relpath, splitext

PAGES = ("about", "legal", "privacy", "accessibility")


def home(tag: str) -> str:
    return f"{tag}/index.html"


def booklet(tag: str, slug: str) -> str:
    return f"{tag}/{slug}/index.html"


def chapter(tag: str, slug: str, chapter_slug: str) -> str:
    return f"{tag}/{slug}/{chapter_slug}.html"


def pair(tag: str, slug: str, chapter_slug: str, beside: str) -> str:
    """The chapter with another language beside."""
    return f"{tag}/{slug}/{chapter_slug}.{beside}.html"


def services(tag: str) -> str:
    return f"{tag}/services/index.html"


def service(tag: str, ident: str) -> str:
    return f"{tag}/services/{ident}.html"


def card(tag: str, ident: str) -> str:
    """The service as a card to show. An id has no dot, so that what follows one is Livret's own."""
    return f"{tag}/services/{ident}.card.html"


def spoken(tag: str, language: str) -> str:
    """The services where a language is spoken."""
    return f"{tag}/services/{language}.spoken.html"


def need(tag: str, ident: str) -> str:
    """The services for a need."""
    return f"{tag}/services/{ident}.need.html"


def sheet(tag: str) -> str:
    """Every service with all that one takes along, to choose from and print."""
    return f"{tag}/services/sheet.html"


def changes(tag: str) -> str:
    """What has changed in the directory: of the professional edition only."""
    return f"{tag}/services/changes.html"


def words(tag: str, term: str = "") -> str:
    """The words of the administration, or one of them."""
    return f"{tag}/words.html#{term}" if term else f"{tag}/words.html"


def page(tag: str, name: str) -> str:
    return f"{tag}/{name}.html"


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
    return (_relative(path, dirname(base) or ".") if path != base else path.rsplit("/", 1)[-1]) + hash_sign + anchor


@lru_cache(maxsize=1 << 16)
def _relative(path: str, folder: str) -> str:
    """Pages of one folder have most of their links in common."""
    return relpath(path, folder)
