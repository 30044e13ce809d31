"""Thresholds: a language is offered from the level on that site.yaml asks for, never empty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from livret.problems import Place, Report
from livret.source.read import SITE, Reading
from livret.text.inline import has_words
from livret.translation import state
from livret.translation.catalog import Catalog


def published(reading: Reading, catalogs: Mapping[str, Mapping[str, Catalog]], asked: tuple[str, ...], report: Report) -> Reading:
    """The site with the languages that are far enough; those of `asked` (--lang) are built whatever their level."""
    config = reading.site.config
    waiting = []
    for tag, level in config.publish.items():
        share, wanted = percent(reading, catalogs, tag), getattr(config.thresholds, level)
        if tag in config.languages and tag not in asked and share < wanted:
            waiting.append(tag)
            report.add("language-waiting", Place(SITE), value=tag, share=share, wanted=wanted)
    if not waiting:
        return reading
    languages = tuple(tag for tag in config.languages if tag not in waiting)
    return replace(reading, site=replace(reading.site, config=config.model_copy(update={"languages": languages})))


def percent(reading: Reading, catalogs: Mapping[str, Mapping[str, Catalog]], tag: str) -> int:
    """The share of the site's messages that are translated, from 0 to 100, rounded down: 100 means every one."""
    languages = {booklet.slug: booklet.language for booklet in reading.site.booklets}
    wanted = shown = 0
    for domain, messages in reading.messages.items():
        if languages.get(domain, reading.site.config.language) != tag:
            entries = catalogs.get(tag, {}).get(domain, Catalog("")).entries
            for message in filter(lambda message: has_words(message.text), messages):
                wanted += 1
                shown += state.of(entries.get((message.context, message.text)), message.text).translated
    return 100 * shown // wanted if wanted else 100
