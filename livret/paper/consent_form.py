"""The form on which a member says what readers may know of them: each line in their language, with the site's own beside it, on one page of A4.

It is filled in by hand. Nothing takes in what is written on it; `.livret-private/members.yaml` is the team's to write.
"""

from __future__ import annotations

from livret.catalogs.interface import N_
from livret.editions.edition import Edition
from livret.paper.document import Document, base, colophon
from livret.paper.paper_formats import CONSENT_FORM
from livret.paper.typst_blocks import Json, PaperVisitor

# What stands on it, in order: "heading", "text", a box to "tick", one with a line "to write" behind it.
LINES = (
    ("text", N_("You decide. If you say no, nothing changes for you.")),
    ("heading", N_("What I agree to")),
    ("tick", N_("My name on the website")),
    ("tick", N_("My name on paper")),
    ("tick", N_("A photograph that shows me")),
    ("heading", N_("How I am named")),
    ("tick", N_("My first name")),
    ("tick", N_("My initials")),
    ("to write", N_("Other words:")),
    ("text", N_("Words that fit one person only tell who it is.")),
    ("heading", N_("How to stop")),
    (
        "text",
        N_(
            "I can stop at any time and need not say why. I tell someone of the team. My name and my picture then leave the website."
        ),
    ),
    ("heading", N_("What nobody can take back")),
    (
        "text",
        N_("What is printed. Old copies of the website. What phones have saved. Files that were sent. The history of the files."),
    ),
)
_TITLE = N_("I agree to be named or shown")
_SIGNED = (N_("Name"), N_("Date"), N_("Signature"))
_GUARDIAN = (N_("Parent or guardian"), N_("Date"), N_("Signature"))
_MINOR, _KEPT = N_("For a child under 18, a parent or guardian signs too."), N_("The team keeps this sheet. It is never published.")


def compose(edition: Edition) -> Document:
    """The form in the language of an edition, the site's own beside; once where they are the same."""
    visitor = PaperVisitor(edition, "")
    title = edition.say(_TITLE)
    values = {
        **base(edition, visitor, edition.config.name, "booklet", CONSENT_FORM, press=False),
        "plain_title": title,
        "heading": _both(edition, visitor, _TITLE),
        "lines": [{"kind": kind, **_both(edition, visitor, text)} for kind, text in LINES],
        "signed": [_both(edition, visitor, text) for text in _SIGNED],
        "minor": _both(edition, visitor, _MINOR),
        "guardian": [_both(edition, visitor, text) for text in _GUARDIAN],
        "kept": _both(edition, visitor, _KEPT),
        "colophon": colophon(edition),
    }
    return Document(CONSENT_FORM, values, {})


def _both(edition: Edition, visitor: PaperVisitor, text: str) -> Json:
    """A line as the reader has it, and `other` as who keeps the form does."""
    other = edition.source
    beside = {**visitor.language(other), "said": edition.say_in(other, text)} if other.tag != edition.language.tag else None
    return {"said": edition.say(text), "other": beside}
