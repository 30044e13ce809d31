"""« Without internet »: what can be saved on the phone, what can be carried away, and its size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from livret import paths
from livret.artifact import Artifact
from livret.editions.edition import Edition
from livret.format import File, Format, Offer, Scope
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
    title, offline = edition.say("Without internet"), edition.config.offline
    description = edition.say("Everything on your phone, without internet.")
    frame = page(edition, artifact, title, description, lambda tag: paths.without_internet(tag, offline))
    booklets = [(booklet, texts.booklet(edition, booklet.slug), _files(edition, booklet.slug)) for booklet in edition.booklets()]
    packs = _packs(edition) if offline else []
    return render(edition, frame, "saved.html", language_files=_files(edition), booklets=booklets, packs=packs)


def _packs(edition: Edition) -> list[tuple[str, str, str]]:
    """What can be saved, by the names of its packs: the language, each booklet, what is read aloud; with a title and a pictogram."""
    tag = edition.language.tag
    packs = [(tag, edition.say("All pages in this language"), "booklet")]
    packs += [(f"{each.slug}.{tag}", _called(edition, each.slug), each.meta.pictogram) for each in edition.booklets()]
    if any(edition.recordings(booklet.slug, slug) for booklet in edition.booklets() for slug in booklet.pages):
        packs.append((f"{tag}.audio", edition.say("Recordings"), "speak"))
    return packs


def _called(edition: Edition, slug: str) -> str:
    """A booklet's title, and the language that it is only in."""
    title, only = texts.booklet(edition, slug).plain, edition.only_in(slug)
    return f"{title} ({only})" if only else title


def _files(edition: Edition, slug: str = "") -> list[Carried]:
    """Those of a booklet, or of the language, that were made in this build."""
    offers: tuple[Offer, ...] = edition.look("offers")
    return [
        Carried(path, path.rpartition(".")[2], size(edition, count), words, offer.icon, offer.code)
        for offer in offers
        for path, words in _offered(edition, offer, slug)
        for made, _, count in edition.made(path)
        if made == path
    ]


def _offered(edition: Edition, offer: Offer, slug: str) -> Iterable[File]:
    if offer.named:
        return offer.named(edition, slug)
    path = offer.path(edition.language.tag, slug)
    return [(path, edition.say(offer.words))] if path else []


def _where(scope: Scope) -> Iterator[File]:
    yield paths.without_internet(scope.tag, scope.site.config.offline), ""


FORMATS = (Format("saved", listing, _where, tier=2),)
