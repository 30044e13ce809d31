"""Thresholds: a language is offered from the level on that site.yaml asks for, never empty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from livret.problems import Place, Report
from livret.source.read import SITE, Reading
from livret.translation import coverage
from livret.translation.edition import Edition


def published(reading: Reading, editions: Mapping[str, Edition], asked: tuple[str, ...], report: Report) -> Reading:
    """The site with the languages that are far enough; those of `asked` (--lang) are built whatever their level."""
    config = reading.site.config
    waiting = []
    for tag, level in config.publish.items():
        if tag not in editions or tag in asked:
            continue
        share = coverage.total(coverage.by_domain(editions[tag], reading.messages).values()).percent
        wanted = getattr(config.thresholds, level)
        if share < wanted:
            waiting.append(tag)
            report.add("language-waiting", Place(SITE), value=tag, share=share, wanted=wanted)
    languages = tuple(tag for tag in config.languages if tag not in waiting)
    return replace(reading, site=replace(reading.site, config=config.model_copy(update={"languages": languages})))
