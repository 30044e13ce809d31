"""Approvals that hold: a page is approved in a language while it says what it said then. A comma, a capital or a space take nothing away; a number does."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from livret.catalogs import state
from livret.editions.edition import Edition
from livret.model import Callout, CrossLink, Filled, Image, Link, Message
from livret.phrases.fact_text import plain_text
from livret.problems import Place, Report
from livret.schema.approval import Approval
from livret.site import EASY
from livret.text.inline import walk
from livret.text.tree import parts


@dataclass(frozen=True, slots=True)
class Waiting:
    """A page whose booklet asks for approval in a language, and that nobody approved as it is now; `former` is who approved it last."""

    page: str
    language: str
    path: str
    former: Approval | None = None


def fingerprint(edition: Edition, page: str) -> str:
    """Of all that readers are told on a page, facts as their values and links by where they lead."""
    said = "\0".join(_words_of(edition, part) for part in _of_page(edition, page))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _of_page(edition: Edition, page: str) -> Iterator[Message | Callout]:
    booklet, _, slug = page.partition("/")
    chapter = edition.chapter(booklet, slug)
    yield chapter.head.title
    if chapter.head.meta.summary:
        yield chapter.head.meta.summary
    for block in chapter.blocks:
        yield from (part for part in parts(block) if isinstance(part, Message | Callout))


def _words_of(edition: Edition, part: Message | Callout) -> str:
    if isinstance(part, Callout):
        return part.kind
    filled = edition.fill(part)
    return "\x01".join((*state.folded_pieces(plain_text(edition, filled)), *_ways(edition, filled)))


def _ways(edition: Edition, filled: Filled) -> Iterator[str]:
    """Where its links lead, and which pictures it shows: bytes that are others are another picture, whatever its name."""
    for node in walk(filled.nodes):
        match node:
            case Link(url, _):
                yield url
            case CrossLink(booklet, chapter, anchor, _):
                yield f"{_first_name(edition, booklet, chapter)}#{anchor}"
            case Image(path, _):
                yield edition.picture_file(path)


def _first_name(edition: Edition, slug: str, chapter: str) -> str:
    """What a page that is linked to was called first: one that is renamed is the same page."""
    booklet = edition.booklet(slug)
    name, end = (chapter.removesuffix(EASY), EASY) if chapter.endswith(EASY) else (chapter, "")
    was = next((head.meta.was for head in booklet.chapters if head.slug == name), ())
    return f"{(*booklet.meta.was, slug)[0]}/{(*was, name)[0]}{end}"


def foreign(edition: Edition, page: str) -> int:
    """How many texts of a page are not in the language of the edition."""
    messages = (part for part in _of_page(edition, page) if isinstance(part, Message))
    return sum(edition.fill(message).language.tag != edition.language.tag for message in messages)


def waiting(edition: Edition) -> Iterator[Waiting]:
    """What waits in a language, page by page."""
    tag = edition.language.tag
    for booklet in edition.booklets():
        if tag not in booklet.meta.approval:
            continue
        for slug in booklet.pages:
            page = f"{booklet.slug}/{slug}"
            given = [each for each in edition.look("approvals", page) if each.language == tag]
            content = fingerprint(edition, page) if given else ""
            if content not in {each.content for each in given} or not given:
                yield Waiting(page, tag, edition.chapter(booklet.slug, slug).path, given[-1] if given else None)


def check(edition: Edition, report: Report) -> None:
    """In production nothing is published that waits."""
    if edition.config.mode == "production":
        for each in waiting(edition):
            report.add("approval-missing", Place(each.path), page=each.page, language=each.language)
