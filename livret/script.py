"""The script of a recording: what is read aloud, to be printed, and the fingerprint that binds the recording to it."""

from __future__ import annotations

import re
import textwrap
from posixpath import splitext

from livret import pipeline
from livret.phrases import read_aloud
from livret.problems import Place, Report

_WIDTH = 72
_DIGITS = re.compile(r"(?<=\d) (?=\d)")
_PACE = 14  # characters a second of a calm voice


def script(options: pipeline.Options, chapter: str, section: int, report: Report) -> str | None:
    """The text of `<booklet>/<chapter>` in the one language of the options; None, with the reason in the report, when there is none."""
    site, editions = pipeline.translate(options, report)
    if site is None:
        return None
    (edition,) = editions.values()
    booklet, _, slug = chapter.partition("/")
    original = site.chapters.get((booklet, slug))  # a native page's recording is named like that of a translated one
    read = read_aloud.texts(edition, edition.chapter(booklet, slug), section) if original else []
    if original is None or not read:
        choices = ", ".join("/".join(key) for key in site.chapters)
        report.add("script-unknown", Place(chapter), section=section, choices=choices)
        return None
    path = original.path[original.path.index("content/") :]  # beside the site's own, where the chapter is inherited
    name = f"{splitext(path)[0]}.{edition.language.tag}{f'.{section}' if section else ''}.opus"
    paragraphs = "\n\n".join(_folded(text) for text in read)
    minutes = sum(map(len, read)) / _PACE / 60
    return f"""{paragraphs}

{"-" * _WIDTH}
About {minutes:.1f} minutes. Read every word as it stands: a number above all.
The recording is {name}
Beside it, {name.rpartition("/")[2]}.yaml says:

reads: {read_aloud.fingerprint(read)!r}
recorded_on: {edition.today}
"""


def _folded(text: str) -> str:
    """Lines of a width that one can read aloud; a number stays in one."""
    return textwrap.fill(_DIGITS.sub("\u00a0", text), _WIDTH, break_long_words=False, break_on_hyphens=False)
