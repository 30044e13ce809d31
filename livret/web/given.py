"""What each template is given for its page, besides what every template has (`templates.WORDS`): names that it may use, and no others.

`docs/theming.md` says the same, and a test holds both to what is given when a site is built.
"""

from __future__ import annotations

from collections.abc import Mapping

_FRAMED = ("page", "emergency_phone")  # all that stands in base.html
_ROOM = ("beside", "inline", "origin", "turns", "page")  # the Agora's pages, with a second language beside


def _these(text: str, *more: str) -> frozenset[str]:
    return frozenset((*text.split(), *more))


_AGORA = "agora coming counts partners past project"
_LAB = "changed ident lab needs panels told told_title"
_MINUTES = "day meta needs present text title"
_SERVICE = "address category hours notices origin overdue page place service until words"
_BOOK = "authors booklet page today uuid"
GIVEN: Mapping[str, frozenset[str]] = {
    "base.html": _these("json", *_FRAMED),
    "alert.html": _these(""),
    "alert-text.html": _these(""),
    "alert-everywhere.html": _these("corrected last"),
    "home.html": _these("booklets categories emergency meeting needs origin sentences steps words", *_FRAMED),
    "booklet.html": _these("authors booklet origin", *_FRAMED),
    "chapter.html": _these(
        "after authors before booklet chapter chapters contents emergency heard needs origin other text turns twin visitor",
        *_FRAMED,
    ),
    "chapter-text.html": _these("booklet chapter level origin page text"),
    "services.html": _these("categories clock entry has_words needs origin voices", *_FRAMED),
    "listing.html": _these("categories clock entry instead origin", *_FRAMED),
    "service.html": _these(f"{_SERVICE} both clock needs_heard open source theirs", *_FRAMED),
    "service-text.html": _these(f"{_SERVICE} level"),
    "sheet.html": _these("categories origin", *_FRAMED),
    "changes.html": _these("groups known label since", *_FRAMED),
    "search.html": _these("booklets carried counts emergency needs sentences", *_FRAMED),
    "sentences.html": _these("groups origin source", *_FRAMED),
    "sentences-text.html": _these("groups source"),
    "words.html": _these("initials origin sources terms", *_FRAMED),
    "saved.html": _these("booklets language_files packs", *_FRAMED),
    "tell.html": _these("told", *_FRAMED),
    "start.html": _these("", *_FRAMED),
    "about.html": _these("agora authors funders", *_FRAMED),
    "text.html": _these("paragraphs subject", *_FRAMED),
    "404.html": _these("", *_FRAMED),
    "lost.html": _these("corrected", *_FRAMED),
    "chooser.html": _these("corrected", *_FRAMED),
    "stub.html": _these("target", *_FRAMED),
    "release.html": _these("changes facts online record title", *_FRAMED),
    "agora.html": _these(_AGORA, *_ROOM, *_FRAMED),
    "agora-text.html": _these(_AGORA, *_ROOM),
    "needs.html": _these("needs topics", *_ROOM, *_FRAMED),
    "needs-text.html": _these("needs topics", *_ROOM),
    "labs.html": _these("labs", *_ROOM, *_FRAMED),
    "labs-text.html": _these("labs", *_ROOM),
    "lab.html": _these(_LAB, *_ROOM, *_FRAMED),
    "lab-text.html": _these(_LAB, *_ROOM),
    "minutes.html": _these(_MINUTES, *_ROOM, *_FRAMED),
    "minutes-text.html": _these(_MINUTES, *_ROOM),
    "partners.html": _these("prizes roles", *_ROOM, *_FRAMED),
    "partners-text.html": _these("prizes roles", *_ROOM),
    "project.html": _these("project shares total", *_ROOM, *_FRAMED),
    "project-text.html": _these("project shares total", *_ROOM),
    "entry.html": _these(""),
    "carried.html": _these(
        "booklets carried counts emergency groups online place policy room script sentences style terms today", *_FRAMED
    ),
    "book-package.xml": _these(f"{_BOOK} items"),
    "book-nav.xml": _these(f"{_BOOK} items"),
    "book-page.xml": _these(f"{_BOOK} at first services text title"),
    "book-cover.xml": _these(f"{_BOOK} colour drawing lines"),
    "book-alert.xml": _these(""),
    "book-container.xml": _these(""),
    "feed.xml": _these("entries path updated"),
    "sitemap.xml": _these("groups"),
}
