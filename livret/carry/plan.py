"""Which files there are to carry, and which of them are made of other published files."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from livret import paths
from livret.artifact import Artifact
from livret.carry import archive, book, listing, whole
from livret.site import Site
from livret.translation.edition import Edition

BOOK, ARCHIVE, LISTING = "epub", "zip", "offline"
MAKERS: dict[str, Callable[[Edition, Artifact], bytes]] = {
    whole.LANGUAGE: whole.language_file,
    whole.BOOKLET: whole.booklet_file,
    BOOK: book.epub,
    ARCHIVE: archive.archive,
    LISTING: listing.listing,
}
TIERS = (frozenset({ARCHIVE}), frozenset({LISTING}))


def plan(site: Site, tag: str) -> Iterator[Artifact]:
    """The files to carry of a language."""
    yield Artifact(paths.carried(tag, "html"), whole.LANGUAGE, tag)
    yield Artifact(paths.carried(tag, "zip"), ARCHIVE, tag)
    yield Artifact(paths.offline(tag), LISTING, tag)
    for booklet in site.booklets:
        yield Artifact(paths.carried(f"{booklet.slug}.{tag}", "html"), whole.BOOKLET, tag, booklet.slug)
        yield Artifact(paths.carried(f"{booklet.slug}.{tag}", "epub"), BOOK, tag, booklet.slug)
