"""Sentences to show: each is a card that fills the screen, to be turned to a clerk, a driver, a doctor.

Nobody lists them. The text of a chapter says which sentences stand in it; what no chapter says comes last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from livret import paths
from livret.artifact import Artifact
from livret.editions.edition import Edition
from livret.encode.html import EMPTY, Html
from livret.format import File, Format, Scope
from livret.model import FactRef
from livret.phrases.fact_text import Shown, show, ways
from livret.phrases.notices import origin_notice
from livret.site import Booklet
from livret.web import texts
from livret.web.frame import page, render
from livret.web.html_blocks import HtmlVisitor
from livret.web.html_inline import only_in
from livret.web.templates import template


@dataclass(frozen=True, slots=True)
class Card:
    """A sentence to show: what leads to it, and what is on it."""

    name: str
    link: Html
    shown: Shown


@dataclass(frozen=True, slots=True)
class Group:
    """The sentences that a chapter is the first to say, with its title, its path and the language it is only in; "" for those that none says."""

    title: Html
    path: str
    only: Html
    cards: tuple[Card, ...]


def groups(edition: Edition, booklets: Iterable[Booklet]) -> Iterator[Group]:
    """The sentences of some booklets, each once, in the order of their texts."""
    visitor, told = HtmlVisitor(edition), set[str]()
    for booklet in booklets:
        for head in booklet.chapters:
            names = [name for name in texts.sentences(edition, booklet.slug, head.slug) if name not in told]
            told.update(names)
            if names:
                path = paths.chapter(edition.language.tag, booklet.slug, head.slug)
                yield Group(visitor.inline(head.title), path, only_in(edition, booklet.slug, head.slug), _cards(visitor, names))


def _every(edition: Edition) -> Iterator[Group]:
    """All that there are."""
    told = set[str]()
    for group in groups(edition, edition.booklets()):
        told.update(card.name for card in group.cards)
        yield group
    if names := [name for name in edition.sentences if name not in told]:
        yield Group(EMPTY, "", EMPTY, _cards(HtmlVisitor(edition), names))


def _cards(visitor: HtmlVisitor, names: Iterable[str]) -> tuple[Card, ...]:
    edition = visitor.edition
    refs = [FactRef("sentence", name) for name in names]
    return tuple(Card(ref.name, visitor.fact(ref, edition.language), show(edition, ref)) for ref in refs)


def text(edition: Edition, booklet: str) -> tuple[str, str]:
    """The title and the text, with slots, in a file that carries a booklet, or all of them where none is named; no text where there is no sentence."""
    found = list(groups(edition, [edition.booklet(booklet)]) if booklet else _every(edition))
    written = template(edition, "sentences-text.html").render(groups=found, source=edition.source) if found else ""
    return edition.say("Sentences to show"), written


def _sentences(edition: Edition, artifact: Artifact) -> bytes:
    title = edition.say("Sentences to show")
    description = edition.say("Press a sentence, then turn the screen to the other person.")
    meanings = [way for name in edition.sentences for way in ways(edition, FactRef("sentence", name))]
    return render(
        edition,
        page(edition, artifact, title, description, paths.sentences),
        "sentences.html",
        groups=list(_every(edition)),
        source=edition.source,
        origin=origin_notice(edition, meanings),
    )


def _where_any(scope: Scope) -> Iterator[File]:
    if scope.site.facts.sentence:
        yield paths.sentences(scope.tag), ""


FORMATS = (Format("sentences", _sentences, _where_any, ahead=True),)
