"""A document of another program as the text of a chapter: read, written in the dialect, mended; what was lost on the way is told at its line."""

from __future__ import annotations

from dataclasses import dataclass

from livret.problems import Place, Report, detail
from livret.tongue import marked
from livret.writing import documents, web_text
from livret.writing.difference import moved
from livret.writing.mending import Mender

HEAD = "---\ndraft: true\n---\n"  # nobody has read it yet


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """A document in the dialect, before anybody knows where it will lie."""

    document: documents.Document
    written: web_text.Written


def read(data: bytes, ending: str, title: str) -> BroughtIn:
    """A document by the ending of its name, and its title, or "" for its first heading. Raises documents.Unreadable."""
    try:
        document = documents.read(data, ending)
        return BroughtIn(document, web_text.written(document.html, title))
    except RecursionError:
        raise documents.Unreadable(marked("its parts lie too deep inside each other")) from None


def chapter_of(found: BroughtIn, mender: Mender, report: Report) -> str:
    """The file of a chapter, a draft. Reports what was left out and what is left to mend, at its line there."""
    before = HEAD + found.written.text
    mended = mender.mended(before)
    lines = moved(before, mended.text)
    for what in found.document.lost:
        report.add("left-out", Place(mender.path), what=detail(what))
    for each in found.written.left_out:
        place = Place(mender.path, lines.get(each.line + HEAD.count("\n"), 0))
        if not each.what:
            report.add("left-out-picture", place, text=each.words or detail("what one sees"))
        elif each.words:
            report.add("left-out-words", place, what=detail(each.what), text=each.words)
        else:
            report.add("left-out", place, what=detail(each.what))
    for problem in mended.left:
        report.take(problem)
    return mended.text
