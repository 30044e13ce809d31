"""References to what is not there, and what was perhaps meant."""

from __future__ import annotations

from collections.abc import Container, Iterable

from livret.problems import Place, Report, near, slipped

_WHERE = {"service": "content/services", "term": "translations/terms.yaml"}


def unknown_fact(place: Place, name: str, known: Iterable[str], report: Report, hidden: Container[str] = ()) -> None:
    """Tells that nothing is called `phone.samu`, or that it is hidden. One phone is suggested for another only where a single letter is wrong: who follows
    it dials."""
    if name in hidden:
        report.add("hidden-needed", place, value=name)
        return
    kind, _, own = name.partition(".")
    others = [other.partition(".")[2] for other in known if other.partition(".")[0] == kind]
    close = slipped(own, others) if kind == "phone" else near(own, others)
    meant = f"{kind}.{close}" if close else near(name, [other for other in known if other.partition(".")[2] == own])
    report.add("fact-unknown", place, text=name, near=meant, more="", where=_WHERE.get(kind, "content/facts.yaml"))
