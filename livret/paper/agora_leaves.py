"""Leaves of the Agora, one page each: the invitation to the next meeting, A5 and as a poster; what a laboratory tried and learnt;
what is funded, as a poster; and sheets to sign."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from math import ceil

from livret import paths
from livret.catalogs.interface import N_
from livret.editions.edition import Edition
from livret.model import Message
from livret.paper.document import Document, base, colophon, qr
from livret.paper.paper_formats import A4_LEAF, A5_LEAF, ATTENDANCE_SHEET, POSTER_LEAF, PROJECT_POSTER, PaperFormat
from livret.paper.typst_blocks import Json, PaperVisitor
from livret.phrases import heard, quantities
from livret.phrases.fact_text import plain
from livret.phrases.news import news
from livret.schema.agora import PANEL
from livret.schema.site_config import Period
from livret.text.typography import typeset

INVITATION, POSTER, LAB, PROJECT, ATTENDANCE = "invitation", "invitation-poster", "lab", "project-poster", "attendance"
COLUMNS = (N_("Name"), N_("Organisation"), N_("Signature"))
SEATS = 24  # lines for a meeting: sixteen members, and guests


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
    facts: list[tuple[str, str | Json]] = [(edition.say("When"), _days(edition, its))]
    facts += [(edition.say("Where"), visitor.said(its.place))] if its.place else []
    facts += heard.panels(edition, its.panels)
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


def project(edition: Edition, *, press: bool = False) -> Document:
    """What is funded, on a poster of A3, as the rules of the European Union ask it of those whom it pays."""
    its, visitor = edition.project, PaperVisitor(edition, "")
    if its is None:
        raise LookupError(PROJECT)
    total, shares = heard.costs(edition, its)
    parts = ((edition.say("What it is for"), its.purpose), (edition.say("What came of it"), its.results))
    values = {
        "heading": visitor.said(its.title),
        "kicker": edition.say("The project"),
        "lead": "",
        "facts": _facts(
            [
                (edition.say("When"), _days(edition, its)),
                (edition.say("What it costs"), total),
                (edition.say("Who pays"), edition.join(_share(edition, name, amount) for name, amount in shares)),
            ]
        ),
        "sections": [{"title": title, "items": [visitor.said(each) for each in said]} for title, said in parts if said],
        "example": _example(edition, invented=its.example),
    }
    return _leaf(edition, visitor, its.title, PROJECT_POSTER, values, paths.agora(edition.language.tag, "project"), press=press)


def _share(edition: Edition, name: str, amount: str) -> str:
    """Who pays how much, in the signs of the reader's language: in French a space stands before the colon."""
    return typeset(f"\u2068{name}\u2069: \u2068{amount}\u2069", edition.language.tag)


def attendance(edition: Edition, name: str) -> Document:
    """A sheet to sign at a meeting (its day) or in a laboratory (its id): lines with nothing in them. What is signed is never typed in."""
    visitor = PaperVisitor(edition, "")
    heading: str | Json = edition.say("The Agora")
    if name in edition.labs:
        its = edition.lab(name)
        heading, days, invented, lines = (
            visitor.said(its.question),
            _days(edition, its),
            its.example,
            PANEL * ceil(its.panels.people / PANEL),  # whole tens: who counts the lines does not know how few came
        )
    else:
        day = datetime.date.fromisoformat(name)
        meta = edition.meeting(day)
        invented, lines = meta.example, SEATS
        days = f"{quantities.date(edition, day)} · \u2066{meta.begins}–{meta.ends}\u2069"
    shared = base(edition, visitor, edition.config.name, "booklet", ATTENDANCE_SHEET, press=False)
    values = {
        "kicker": edition.say("Attendance sheet"),
        "heading": heading,
        "days": days,
        "example": _example(edition, invented=invented),
        "columns": [{"name": edition.say(text), "others": _in_others(edition, text)} for text in COLUMNS],
        "lines": lines,
    }
    return Document(ATTENDANCE_SHEET, shared | {"plain_title": f"{edition.say('Attendance sheet')} – {days}"} | values, {})


def _in_others(edition: Edition, text: str) -> list[Json]:
    """A word in every other language of the site: whoever signs knows one of them."""
    others = [other for other in edition.languages if other.tag != edition.language.tag]
    return [{"said": edition.say_in(other, text), "lang": other.html.partition("-")[0], "dir": other.direction} for other in others]


def _days(edition: Edition, period: Period) -> str:
    first, last = (quantities.date(edition, day) for day in (period.from_, period.until))
    return edition.say("From {from_date} to {until_date}", from_date=first, until_date=last)


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
