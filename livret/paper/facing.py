"""Two languages on facing pages: the texts of a chapter in rows, each with what stands on one page and on the page opposite.

The template (`theme/print/facing.typ`) measures the rows and breaks a spread where the longer language needs it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from livret.editions.edition import Edition
from livret.paper.document import fonts
from livret.paper.excerpts import calls
from livret.paper.typst_blocks import Json, PaperVisitor

_BEGINS = ("title", "heading", "ending")  # of a part: they stand opposite each other, whatever is written between them
_STAYS = ("title", "summary", "heading")  # with what follows


def side(guest: Edition, slug: str) -> Json:
    """What every page opposite has: its language, fonts, running head, and the title of its contents."""
    visitor, title = PaperVisitor(guest, slug), guest.booklet(slug).meta.title
    return {
        **visitor.language(guest.language),
        "fonts": list(fonts(guest)),
        "title": visitor.said(title),
        "contents": guest.say("Contents"),
        "calls": calls(guest),
    }


def rows(here: Json, there: Json) -> list[Json]:
    """A chapter in two languages (`booklet.py` composes each). The two have the same blocks, but where one is a page of its own: there parts
    stand opposite each other, in the order of their headings."""
    return [
        {"here": one, "there": other, "stays": all(each is None or each["t"] in _STAYS for each in (one, other))}
        for parts in zip_longest(_parts(here), _parts(there), fillvalue=())
        for one, other in zip_longest(*parts)
    ]


def _parts(chapter: Json) -> Iterator[list[Json]]:
    part: list[Json] = []
    for piece in _pieces(chapter):
        if piece["t"] in _BEGINS and part:
            yield part
            part = []
        part.append(piece)
    yield part


def _pieces(chapter: Json) -> Iterator[Json]:
    """The blocks of a chapter, its title and its sources among them; `above` holds the notices that stand over one."""
    language = {name: chapter["title"][name] for name in ("lang", "region", "dir")}
    yield {**language, "t": "title", "label": chapter["label"], "said": chapter["title"], "above": []}
    if chapter["summary"]:
        yield {**language, "t": "summary", "said": chapter["summary"], "above": []}
    above = [chapter["changed"]] if chapter["changed"] else []
    for group in chapter["groups"]:
        above += [{"text": group["notice"]}] if group["notice"] else []
        for block in group["blocks"]:
            yield {**block, "above": above}
            above = []
    yield {
        **language,
        "t": "ending",
        "code": chapter["code"],
        "checked": chapter["checked"],
        "sources": chapter["sources"],
        "above": above,
    }
