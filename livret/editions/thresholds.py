"""Thresholds: a language is offered from the level on that site.yaml asks for, never empty."""

from __future__ import annotations

from collections.abc import Mapping

from livret.editions import coverage
from livret.editions.edition import Edition
from livret.problems import Place, Report
from livret.source import alerts
from livret.source.read import SITE, Reading


def percent(edition: Edition, reading: Reading) -> int:
    """How much of the site its readers see in a language."""
    parts = (coverage.stands(edition, domain) for domain in reading.counted)
    return coverage.total(coverage.count((state, by) for _, state, by in part) for part in parts).percent


def published(reading: Reading, shares: Mapping[str, int], report: Report) -> tuple[str, ...]:
    """The languages that are far enough, by the `percent` of those that wait for a level; of the others it is told why they wait, and which alert waits
    with them."""
    config, waiting = reading.site.config, []
    for tag, share in shares.items():
        wanted = getattr(config.thresholds, config.publish[tag])
        if share < wanted:
            waiting.append(tag)
            report.add("language-waiting", Place(SITE), value=tag, share=share, wanted=wanted)
    found = tuple(tag for tag in config.languages if tag not in waiting)
    alerts.unseen(reading.alerted, found, report)
    return found
