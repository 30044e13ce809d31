"""Chapters that are hard to read in the language they were written in."""

from __future__ import annotations

from collections.abc import Mapping

from livret import limits
from livret.editions.edition import Edition
from livret.engine.memo import Made, Step
from livret.phrases import read_aloud, readability
from livret.problems import Place, Report
from livret.site import Site


def measured(edition: Edition, name: str) -> Made:
    """A step: how hard a chapter is to read, as [words a sentence, score], so that only what changed is measured again."""
    found = readability.of(read_aloud.texts(edition, edition.chapter(*name.split("/", 1))))
    figures = [found.words_a_sentence, found.score]
    return Made(figures, note=figures)


STEPS: Mapping[str, Step] = {"ease": Step(measured, apart=True)}


def check(site: Site, editions: Mapping[str, Edition], report: Report) -> None:
    """Warns of each chapter that is hard to read, where its language has a formula."""
    languages = {booklet.slug: booklet.language for booklet in site.booklets}
    for (booklet, slug), chapter in site.chapters.items():
        tag = languages[booklet]
        if tag in readability.FORMULAS and tag in editions:
            words, score = editions[tag].resolver.row("ease", f"{booklet}/{slug}").note
            if words > limits.READING_WORDS or score < limits.READING_SCORE:
                figures = {"words": f"{words:.0f}", "score": f"{score:.0f}"}
                report.add("reading-hard", Place(chapter.path), most=limits.READING_WORDS, least=limits.READING_SCORE, **figures)
