"""Texts that several files hold: each is written once for an edition, kept, and bound in each of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from livret.editions.edition import Edition
from livret.encode.html import Html
from livret.engine.memo import Made, digest_of
from livret.model import FactRef, Filled, Message, Provenance
from livret.phrases.fact_text import plain
from livret.site import Chapter
from livret.text.inline import walk
from livret.text.tree import headings, messages
from livret.web.html_blocks import HtmlVisitor

_OUTLINED = 2  # the level of the headings that stand beside a text
_NAMED = ("service", "sentence")  # what a text says that it names
_NAMING = re.compile("|".join(rf"\{{{kind}\." for kind in _NAMED))


@dataclass(frozen=True, slots=True)
class Body:
    """The text of a chapter with its slots, its title left out: the same on its page, in files to carry, in a book. `outline` are the anchors and words
    of its headings that stand beside it; `hands` have made the text and the title; `services` are those that it sends its reader to, `sentences` those
    that it tells them to say."""

    text: Html
    outline: tuple[tuple[str, Html], ...]
    hands: tuple[Provenance, ...]
    services: tuple[str, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A booklet as lists name it, with its slots; `plain` is its title without markup."""

    title: Html
    summary: Html
    plain: str


def booklet(edition: Edition, slug: str) -> Named:
    """Whoever lists every booklet reads no catalog for that."""
    title, summary, bare = edition.look("named", slug)
    return Named(Html(title), Html(summary), bare)


def named(edition: Edition, slug: str) -> Made:
    """A step: the title and the summary of a booklet."""
    meta, visitor = edition.booklet(slug).meta, HtmlVisitor(edition)
    return Made([str(visitor.inline(meta.title)), str(visitor.inline(meta.summary)), plain(edition, meta.title)])


def chapter(edition: Edition, booklet: str, slug: str) -> Body:
    found: dict[str, Any] = edition.look("body", f"{booklet}/{slug}")
    outline = tuple((anchor, Html(words)) for anchor, words in found["outline"])
    hands = tuple(map(Provenance, found["hands"]))
    return Body(Html(found["text"]), outline, hands, tuple(found["services"]), tuple(found["sentences"]))


def body(edition: Edition, name: str) -> Made:
    """A step: the same by its name, `booklet/chapter`. What is nowhere in the reader's language needs no notice on each part: its page has
    one."""
    booklet, slug = name.split("/")
    found = edition.chapter(booklet, slug)
    known = edition.fill_all(message for block in found.blocks for message in messages(block))
    own = all(filled.state.translated for filled in known.values())
    visitor = HtmlVisitor(edition, known=known, own=own)
    alike = own or edition.language.tag not in edition.translations(booklet, slug)
    naming = (filled for message, filled in known.items() if _NAMING.search(message.text))
    named = [node for filled in naming for node in walk(filled.nodes) if isinstance(node, FactRef)]
    text = visitor.blocks(found.blocks) if alike else visitor.chapter(found.blocks)
    hands = sorted(edition.origins((found.head.title, *known)))
    services, sentences = (list(dict.fromkeys(node.name for node in named if node.kind == kind)) for kind in _NAMED)
    outline = _outline(edition, found, known)
    digest = digest_of("\n".join((text, *chain(*outline), "", *hands, "", *services, "", *sentences)).encode())
    return Made({"text": text, "outline": outline, "hands": hands, "services": services, "sentences": sentences}, digest)


def sentences(edition: Edition, booklet: str, slug: str) -> tuple[str, ...]:
    """The names of the sentences that a chapter gives its reader to say."""
    return tuple(edition.look("said", f"{booklet}/{slug}"))


def said(edition: Edition, name: str) -> Made:
    """A step: the same by its name. Who collects them does not depend on the rest of a text."""
    return Made(list(chapter(edition, *name.split("/")).sentences))


def _outline(edition: Edition, chapter: Chapter, known: Mapping[Message, Filled]) -> list[tuple[str, str]]:
    """Anchor and words of each heading that stands beside the text, as links: a number in them is no other link."""
    visitor = HtmlVisitor(edition, known=known, linked=True)
    found = (heading for heading in headings(chapter.blocks) if heading.level == _OUTLINED)
    return [(heading.anchor, str(visitor.inline(heading.message))) for heading in found]
