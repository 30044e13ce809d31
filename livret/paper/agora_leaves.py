"""Leaves of the Agora, one page each: the invitation to the next meeting, A5 and as a poster; what a laboratory tried and learnt."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from livret import paths
from livret.editions.edition import Edition
from livret.model import Message
from livret.paper.document import Document, base, colophon, qr
from livret.paper.paper_formats import A4_LEAF, A5_LEAF, POSTER_LEAF, PaperFormat
from livret.paper.typst_blocks import Json, PaperVisitor
from livret.phrases import heard, quantities
from livret.phrases.fact_text import plain
from livret.phrases.news import news

INVITATION, POSTER, LAB = "invitation", "invitation-poster", "lab"


def invitation(edition: Edition, day: datetime.date, shape: PaperFormat, *, press: bool = False) -> Document:
    """When and where, who interprets, what is paid back: the same as on the home page."""
    meta, visitor = edition.meeting(day), PaperVisitor(edition, "")
    facts: list[tuple[str, str | Json]] = [
        (edition.say("When"), f"{quantities.date(edition, day)} · \u2066{meta.begins}–{meta.ends}\u2069"),
        (edition.say("Where"), visitor.said(meta.where)),
    ]
    if meta.interpreters:
        facts.append((edition.say("Interpreters"), edition.join(edition.language_name(tag) for tag in meta.interpreters)))
    if meta.childcare:
        facts.append((edition.say("Children"), edition.say("Somebody looks after them during the meeting.")))
    if meta.paid_back:
        facts.append((edition.say("Paid back"), visitor.said(meta.paid_back)))
    lead = edition.say("People who arrived before you meet, and say what newcomers need. You can come.")
    values = {
        "heading": edition.say("Next meeting"),
        "kicker": edition.say("The Agora"),
        "lead": lead,
        "facts": _facts(facts),
        "sections": [],
        "example": _example(edition, invented=meta.example),
    }
    return _leaf(edition, visitor, edition.config.name, shape, values, paths.agora(edition.language.tag), press=press)


def lab(edition: Edition, ident: str, *, press: bool = False) -> Document:
    """A laboratory on one page, to hand out."""
    its, visitor = edition.lab(ident), PaperVisitor(edition, "")
    days = edition.say(
        "From {from_date} to {until_date}",
        from_date=quantities.date(edition, its.from_),
        until_date=quantities.date(edition, its.until),
    )
    facts: list[tuple[str, str | Json]] = [(edition.say("When"), days)]
    facts += [(edition.say("Where"), visitor.said(its.place))] if its.place else []
    facts += [(who, str(size)) for who, size in heard.panels(edition, its.panels)]
    parts: tuple[tuple[str, Iterable[Message]], ...] = (
        (edition.say("Steps"), its.steps),
        (edition.say("What was tried"), its.tried),
        (edition.say("What was measured"), its.measured),
        (edition.say("What was learnt"), its.learnt),
        (edition.say("What changed"), [each.what for each in its.changed]),
    )
    values = {
        "heading": visitor.said(its.question),
        "kicker": edition.say("Laboratories"),
        "lead": "",
        "facts": _facts(facts),
        "sections": [{"title": title, "items": [visitor.said(each) for each in said]} for title, said in parts if said],
        "example": _example(edition, invented=its.example),
    }
    return _leaf(edition, visitor, its.question, A4_LEAF, values, paths.lab(edition.language.tag, ident), press=press)


def since(edition: Edition, first: datetime.date) -> Document:
    """What is new since a day, for a meeting: the newest first."""
    visitor, title = PaperVisitor(edition, ""), edition.config.name
    entries = news(edition, first)
    values = {
        "heading": edition.say("What changed"),
        "kicker": plain(edition, title),
        "lead": edition.say("Since {date}", date=quantities.date(edition, first)),
        "facts": _facts((quantities.date(edition, each.day), f"{each.title} – {each.summary}") for each in entries),
        "sections": [],
        "example": "",
    }
    return _leaf(edition, visitor, title, A4_LEAF, values, paths.agora(edition.language.tag), press=False)


def _leaf(
    edition: Edition, visitor: PaperVisitor, title: Message, shape: PaperFormat, values: Json, page: str, *, press: bool
) -> Document:
    """A leaf about a page, whose code and address it has."""
    shared = {
        **base(edition, visitor, title, "booklet", shape, press),
        "colophon": colophon(edition, page=paths.of_page(page)),
        "online": qr(edition, edition.absolute(page)),
    }
    return Document(shape, shared | {"plain_title": f"{values['kicker']} – {plain(edition, title)}"} | values, {})


def _facts(facts: Iterable[tuple[str, str | Json]]) -> list[Json]:
    return [{"term": term, "value": value} for term, value in facts]


def _example(edition: Edition, *, invented: bool) -> str:
    return edition.say("Example: invented for this demonstration") if invented else ""


SHAPES = {INVITATION: A5_LEAF, POSTER: POSTER_LEAF}
