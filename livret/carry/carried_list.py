"""« Take it with you »: what can be carried away, and its size."""

from __future__ import annotations

from dataclasses import dataclass

from livret import paths
from livret.artifact import Artifact
from livret.editions.edition import Edition
from livret.format import Format, Offer, each
from livret.phrases.quantities import size
from livret.web import texts
from livret.web.frame import page, render


@dataclass(frozen=True, slots=True)
class Carried:
    """A file to take: `kind` is its ending, `size` and `words` are in the reader's language, `code` says whether another phone is shown it."""

    path: str
    kind: str
    size: str
    words: str
    icon: str
    code: bool


def listing(edition: Edition, artifact: Artifact) -> bytes:
    title = edition.say("Take it with you")
    frame = page(edition, artifact, title, edition.say("Everything on your phone, without internet."), paths.offline)
    booklets = [(booklet, texts.booklet(edition, booklet.slug), _files(edition, booklet.slug)) for booklet in edition.booklets()]
    return render(edition, frame, "offline.html", language_files=_files(edition), booklets=booklets)


def _files(edition: Edition, slug: str = "") -> list[Carried]:
    """Those of a booklet, or of the language, that were made in this build."""
    offers: tuple[Offer, ...] = edition.look("offers")
    paths = [(offer, path) for offer in offers if (path := offer.path(edition.language.tag, slug))]
    return [
        Carried(path, path.rpartition(".")[2], size(edition, count), edition.say(offer.words), offer.icon, offer.code)
        for offer, path in paths
        for _, _, count in edition.made(path)
    ]


FORMATS = (Format("offline", listing, each(paths.offline), tier=2),)
