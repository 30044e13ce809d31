"""Alerts begun and ended, and what is told of them."""

from __future__ import annotations

from collections.abc import Iterator

from livret import wording
from livret.catalogs.translations import path as catalog_path
from livret.editions.editions import Editions
from livret.languages import name_in
from livret.options import Options
from livret.oversight import alert_entry
from livret.oversight.alert_entry import Asked
from livret.phrases.corrections import overruled
from livret.problems import Place, Report, Severity
from livret.schema.alert import Alert
from livret.schema.release import Printed
from livret.site import Site
from livret.source.alerts import DOMAIN, PATH
from livret.source.door import Door, Refused
from livret.tongue import spoken, told
from livret.workshop import gather


def begin(options: Options, door: Door, asked: Asked, report: Report) -> str:
    """Writes an alert, and reads the site with it; gives its id. One with a mistake is taken back, told in the report, and "" is given."""
    try:
        before = alert_entry.text(door)
        after, ident = alert_entry.begun(before, asked)
        alert_entry.write(door, after)
    except Refused as refused:
        report.take(refused.problem)
        return ""
    found = Report()
    gather(options, found)
    for problem in found:
        if problem.place.path == PATH and wording.severity(problem) is Severity.ERROR:
            report.take(problem)
    if report:
        alert_entry.write(door, before)
        return ""
    return ident


def end(door: Door, ident: str, report: Report) -> bool:
    """Takes an alert out of its file, whether it is over or not."""
    try:
        after = alert_entry.ended(alert_entry.text(door), ident)
        if after is None:
            report.add("alert-unknown", Place(PATH), value=ident)
            return False
        alert_entry.write(door, after)
    except Refused as refused:
        report.take(refused.problem)
        return False
    return True


def begun(editions: Editions, site: Site, alert: Alert) -> Iterator[str]:
    """In which languages it still stands in its source's, and what was printed that it overrules."""
    for tag in alert.languages or site.config.languages:
        edition = editions[tag]
        filled = edition.fill(alert.text)
        if filled.language.tag != tag:
            yield told(
                "{tag}: shown in {language} until {path} has a translation",
                tag=tag,
                language=name_in(filled.language.tag, spoken()),
                path=catalog_path(tag, DOMAIN),
            )
    records = overruled(editions[site.config.language], alert)
    for record in records:
        yield told("no longer right on paper: {document}, edition of {day}", document=_document(record), day=record.date)
    if not records:
        yield told("no printed edition is known that says it: --about names what was printed")


def _document(record: Printed) -> str:
    return f"{record.document}.{record.language}"


def lines(editions: Editions, site: Site) -> Iterator[str]:
    """Each alert of the file: its id, its days, whether it stands today, its words."""
    today = editions.inputs.door.today
    for alert in site.alerts:
        standing = told("over") if alert.until < today else told("to come") if alert.from_ > today else told("in force")
        where = ", ".join(alert.languages)
        yield told(
            "{id}: {first} – {last}, {standing}{where}: {text}",
            id=alert.id,
            first=alert.from_,
            last=alert.until,
            standing=standing,
            where=f" ({where})" if where else "",
            text=alert.text.text,
        )
