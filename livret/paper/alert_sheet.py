"""A sheet for a counter, A4: the corrections that hold today, and the printed editions that they overrule, to be taken away from there."""

from __future__ import annotations

from livret import paths
from livret.catalogs.interface import N_
from livret.editions.edition import Edition
from livret.paper.document import Document, base, colophon, qr
from livret.paper.paper_formats import ALERT_SHEET
from livret.paper.typst_blocks import PaperVisitor
from livret.phrases.corrections import corrections, every_printed

ALERT = "alert"
OVERRULED = N_("These printed editions are no longer right:")


def compose(edition: Edition) -> Document:
    """Every correction in the reader's language with the site's own under it, for whoever stands behind the counter."""
    own = edition.source if edition.source.tag != edition.language.tag else None
    visitor, kicker = PaperVisitor(edition, "", beside=own), edition.say("Correction")
    told = [
        {"text": visitor.said(each.message), "days": each.days, "printed": list(every_printed(edition, alert))}
        for alert, each in zip(edition.alerts, corrections(edition), strict=True)
    ]
    values = {
        **base(edition, visitor, edition.config.name, "emergency", ALERT_SHEET, press=False),
        "plain_title": f"{kicker} – {told[0]['days']}" if told else kicker,
        "heading": kicker,
        "alerts": told,
        "overruled": edition.say(OVERRULED),
        "colophon": colophon(edition),
        "online": qr(edition, edition.absolute(paths.home(edition.language.tag))),
    }
    return Document(ALERT_SHEET, values, visitor.pictures)
