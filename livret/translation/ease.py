"""Chapters that are hard to read in the language they were written in."""

from __future__ import annotations

from collections.abc import Mapping

from livret import limits
from livret.problems import Place, Report
from livret.site import Site
from livret.text import readability
from livret.translation import spoken
from livret.translation.edition import Edition


def check(site: Site, editions: Mapping[str, Edition], report: Report) -> None:
    """Warns of each chapter that is hard to read, where its language has a formula."""
    languages = {booklet.slug: booklet.language for booklet in site.booklets}
    for (booklet, _), chapter in site.chapters.items():
        tag = languages[booklet]
        if tag in readability.FORMULAS and tag in editions:
            found = readability.of(spoken.texts(editions[tag], chapter))
            if found.words_a_sentence > limits.READING_WORDS or found.score < limits.READING_SCORE:
                figures = {"words": f"{found.words_a_sentence:.0f}", "score": f"{found.score:.0f}"}
                report.add("reading-hard", Place(chapter.path), most=limits.READING_WORDS, least=limits.READING_SCORE, **figures)
