"""Alerts: `content/alerts.yaml`, where there is one, each mistake at its line."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from livret import limits
from livret.problems import Place, Report, near
from livret.schema.alert import Alert, Alerts
from livret.site import Site
from livret.source import meant, yaml
from livret.source.addresses import addressed
from livret.source.door import Door
from livret.source.facts_named import unknown_fact

PATH, DOMAIN = "content/alerts.yaml", "alerts"


@dataclass(frozen=True, slots=True)
class Written:
    """The alerts, and what was written of each."""

    alerts: tuple[Alert, ...] = ()
    entries: tuple[yaml.Mapping, ...] = ()


def read(door: Door, report: Report) -> Written:
    """Every alert, those that are over among them; none where the file has a mistake."""
    if not door.has(PATH):
        return Written()
    found, tree = yaml.load(door, PATH, Alerts, report, DOMAIN)
    if found is None:
        return Written()
    alerts = tuple(addressed(alert, f"{DOMAIN}#{alert.id}") for alert in found.alerts)
    return Written(alerts, tuple(tree.get("alerts") or ()))


def check(written: Written, site: Site, report: Report) -> None:
    """Each id once, a line or two, languages of the site, facts and booklets that there are."""
    seen: dict[str, Place] = {}
    slugs = [booklet.slug for booklet in site.booklets]
    for alert, entry in zip(written.alerts, written.entries, strict=True):
        if alert.id in seen:
            report.add("duplicate", entry["id"].place, value=alert.id, where=seen[alert.id])
        seen.setdefault(alert.id, entry["id"].place)
        if len(alert.text.text) > limits.ALERT_CHARACTERS:
            report.add("alert-long", entry["text"].place, count=len(alert.text.text), limit=limits.ALERT_CHARACTERS)
        for number, tag in enumerate(alert.languages):
            if tag not in site.config.languages:
                place = yaml.place_of(entry, "languages", number)
                report.add("language-absent", place, value=tag, choices=", ".join(site.config.languages))
        for number, name in enumerate(alert.about):
            _check_about(name, yaml.place_of(entry, "about", number), slugs, site, report)


def _check_about(name: str, place: Place, slugs: list[str], site: Site, report: Report) -> None:
    kind, dot, ident = name.partition(".")
    if dot and site.facts.get(kind, ident) is None:
        unknown_fact(place, name, [f"{kind}.{other}" for other in getattr(site.facts, kind, ())], report)
    elif not dot and name not in slugs:
        report.add("booklet-unknown", place, value=name, near=near(name, slugs) or meant.address(name, slugs))


def unseen(written: Written, published: Container[str], report: Report) -> None:
    """Warns of what stands on no page, because each of its languages waits until it is far enough."""
    for alert, entry in zip(written.alerts, written.entries, strict=True):
        if alert.languages and not any(tag in published for tag in alert.languages):
            report.add("alert-unseen", yaml.place_of(entry, "languages"), value=", ".join(alert.languages))


def due(written: Written, door: Door, report: Report) -> None:
    """Warns of what is over – it stands on no page any more, and translators are still asked for it –, and of what the bases of a site correct: only who
    writes a town knows whether it is so there, and nobody there may miss it."""
    today = door.today
    for alert, entry in zip(written.alerts, written.entries, strict=True):
        if alert.until < today:
            report.add("alert-over", entry["until"].place, date=alert.until, id=alert.id)
    known = {alert.text.text for alert in written.alerts}
    for path in (f"{base.name}/{PATH}" for base in door.layers.bases):
        found, tree = yaml.load(door, path, Alerts, Report(), DOMAIN) if door.has(path) else (None, {})
        for alert, entry in zip(found.alerts if found else (), tree["alerts"] if found and found.alerts else (), strict=True):
            if alert.until >= today and alert.text.text not in known:
                report.add("alert-upstream", entry["text"].place, date=alert.until)
