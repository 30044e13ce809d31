"""What every document on paper holds, whatever its format: its language, fonts, colours, icons, who made it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache

import segno

from livret.editions.edition import Edition
from livret.emblem.flag import CLEAR, COLOUR, FORMS, HEIGHT, LEAST
from livret.emblem.statement import emblem
from livret.model import Message
from livret.paper.fonts import depth
from livret.paper.paper_formats import BLEED, PaperFormat
from livret.paper.typst_blocks import Json, PaperVisitor
from livret.phrases import credit
from livret.phrases.fact_text import plain
from livret.phrases.quantities import date
from livret.site import Booklet

_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="{colour}" stroke-width="{width}" stroke-linecap="round" stroke-linejoin="round">'
_COLOURS = ("ink", "soft", "line", "ground", "accent", "wash", "danger", "dangerwash", "free", "freewash",
            "deadline", "deadlinewash", "documents", "documentswash")  # fmt: skip
_ICONS = {
    "note": "accent",
    "free": "free",
    "deadline": "deadline",
    "danger": "danger",
    "documents": "documents",
    "phone": "ink",
}
QUIET = 4  # modules
# The tokens of the families that Livret carries; that of another script is named after it, as ISO 15924 does: `font.Beng`.
_SCRIPTS = {"Latn": "latin", "Arab": "arabic", "Ethi": "ethiopic", "Geor": "georgian", "Zsym": "symbols", "Zsye": "emoji"}


@dataclass(frozen=True, slots=True)
class Document:
    """A template of theme/print/, the values it sets, and the pictures beside it by path; no text of it is ever evaluated."""

    format: PaperFormat
    values: Json
    pictures: dict[str, bytes]
    one_ink: bool = False


def base(
    edition: Edition,
    visitor: PaperVisitor,
    title: Message,
    pictogram: str,
    shape: PaperFormat,
    press: bool,
    booklet: Booklet | None = None,
) -> Json:
    """The values that all templates share."""
    config = edition.config
    return {
        **visitor.language(edition.language),
        "fonts": list(families := fonts(edition)),
        "depth": depth(edition, {families[0], *(fonts(edition.beside(visitor.beside.tag))[:1] if visitor.beside else ())}),
        "colours": {name: edition.token(f"colour.{name}") for name in _COLOURS}
        | {"category": edition.token(f"category.{pictogram}")},
        "tokens": [*(f"colour.{name}" for name in _COLOURS), f"category.{pictogram}"],
        "icons": {name: icon(edition, name, edition.token(f"colour.{tone}")) for name, tone in _ICONS.items()},
        "pictogram": icon(edition, pictogram, "#ffffff", width="1.4"),
        "plain_title": plain(edition, title),
        "author": config.publisher.name,
        "title": visitor.said(title),
        "site": visitor.said(config.name),
        "demo": demo(edition),
        "emblem": _emblem(edition, visitor, booklet),
        "width": shape.width,
        "height": shape.height,
        "size": shape.size,
        "press": {"bleed": BLEED, "specimen": "SPECIMEN" if config.mode == "demo" else ""} if press else None,
    }


def ruled(edition: Edition) -> list[Json]:
    """The pages to write on that a booklet may have before its last, the first to be left out first: a title, and the heads of its columns."""
    say = edition.say
    return [
        {"title": say("Who can help"), "columns": [say("Name"), say("Phone")]},
        {"title": say("Appointment"), "columns": [say("When"), say("Where")]},
        {"title": say("My notes"), "columns": []},
    ]


def _emblem(edition: Edition, visitor: PaperVisitor, booklet: Booklet | None) -> Json | None:
    """The emblem of the European Union, where it pays: in black where a booklet is printed in one ink."""
    slug, form = (booklet.slug, FORMS["black"] if booklet.meta.one_ink else COLOUR) if booklet else ("", COLOUR)
    found = emblem(edition, slug, form)
    if found is None:
        return None
    its = found.drawing
    picture = {"svg": its.svg, "alt": found.alt, **visitor.language(found.language)} if not found.box else {"svg": None}
    return {**picture, "box": found.box, "width": its.width, "height": its.height, "clear": CLEAR / HEIGHT, "least": LEAST}


def fonts(edition: Edition) -> tuple[str, ...]:
    """The families, the one for the language's script first: digits and signs then match its letters."""
    others = {each.script: each.script for each in edition.languages if each.script not in _SCRIPTS}
    tokens = {**_SCRIPTS, **others}
    families = {script: family for script, name in tokens.items() if (family := edition.token(f"font.{name}", ""))}
    first = families.get(edition.language.script, families["Latn"])
    return (first, *(family for family in families.values() if family != first))


def icon(edition: Edition, name: str, colour: str, width: str = "2") -> str:
    """An icon of the web, as an SVG file of its own."""
    body = edition.icon(name)
    inner = body[body.index(">") + 1 :] if body.startswith("<svg") else f"{body}</svg>"
    return _SVG.format(colour=colour, width=width) + inner.replace("currentColor", colour)


def qr(edition: Edition, address: str) -> Json:
    """A QR code as SVG, with its address and what it is called; error correction M survives a fold and a cheap printer.

    Its quiet zone of four modules (ISO/IEC 18004) is part of it, and white: nothing that lies under it shows.
    """
    drawn, quiet = _drawn(address)
    return {"url": address, "qr": drawn, "quiet": quiet, "alt": edition.say("QR code: {address}", address=address)}


@lru_cache(maxsize=1024)  # a chapter's code is in each of its documents, a language's in the poster of each
def _drawn(address: str) -> tuple[str, float]:
    """A code as SVG, and its quiet zone as a part of its width, on each side."""
    buffer, code = io.BytesIO(), segno.make_qr(address, error="m")
    code.save(buffer, kind="svg", border=QUIET, scale=4, light="#ffffff", xmldecl=False)
    return buffer.getvalue().decode(), QUIET / code.symbol_size(border=QUIET)[0]


def codes(document: Document) -> frozenset[str]:
    """Where the QR codes of a document lead."""
    values = document.values
    return frozenset(each["url"] for each in (*values.get("languages", ()), *([values["online"]] if "online" in values else ())))


def demo(edition: Edition) -> Json | None:
    if edition.config.mode != "demo":
        return None
    return {
        "title": edition.say("Demonstration."),
        "text": edition.say("Some places on this site are examples. Check before you go."),
    }


def isolated(code: str) -> str:
    """The code of a page inside words of either direction."""
    return f"\u2066{code}\u2069"


def colophon(edition: Edition, booklet: Booklet | None = None, page: str = "") -> Json:
    """Who made it, when, who answers for it and – French law asks for it – who printed it; with the code of the booklet or `page` (`paths.of_page`)."""
    publisher, printer = edition.config.publisher, edition.config.printer
    authors = credit.names(edition, booklet.meta.authors, "paper") if booklet else ""
    code = edition.code(booklet.slug if booklet else page)
    lines = [
        " · ".join(filter(None, (edition.say("Edition of {date}", date=date(edition, edition.today)), code and isolated(code))))
    ]
    if authors:
        lines.append(edition.say("Written by {names}.", names=authors))
    facts = [
        {"term": edition.say("Publisher"), "value": publisher.name},
        *([{"term": edition.say("Address"), "value": publisher.address}] if publisher.address else []),
        *([{"term": edition.say("E-mail"), "value": publisher.email}] if publisher.email else []),
        *([{"term": edition.say("Printed by"), "value": f"{printer.name}, {printer.address}"}] if printer else []),
    ]
    spoken = edition.source.html.partition("-")[0]  # the publisher's name is the site's own
    return {
        "title": edition.say("About this booklet"),
        "lines": lines,
        "facts": facts,
        "lang": spoken,
        "dir": edition.source.direction,
    }
