"""A document of another program as the text of a chapter: read, written in the dialect, mended; what was lost on the way is told at its line."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from livret.problems import Place, Report, detail
from livret.tongue import marked
from livret.writing import documents, web_text
from livret.writing.brought_pictures import Pictures, nothing
from livret.writing.difference import moved
from livret.writing.mending import Mender

HEAD = "---\ndraft: true\n---\n"  # nobody has read it yet


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """A document in the dialect, and its pictures, before anybody knows where they will lie."""

    document: documents.Document
    written: web_text.Written
    pictures: Pictures


@dataclass(frozen=True, slots=True)
class Draft:
    """The file of a chapter, and by their names the pictures that lie beside it."""

    text: str
    pictures: dict[str, bytes]


def read(data: bytes, ending: str, title: str, beside: Callable[[str], bytes] = nothing) -> BroughtIn:
    """A document by the ending of its name, and its title, or "" for its first heading; `beside` gives the pictures that lie around a page of the web.
    Raises documents.Unreadable."""
    try:
        document = documents.read(data, ending, beside)
        pictures = Pictures(document.picture)
        return BroughtIn(document, web_text.written(document.html, title, pictures), pictures)
    except RecursionError:
        raise documents.Unreadable(marked("its parts lie too deep inside each other")) from None


def chapter_of(found: BroughtIn, mender: Mender, slug: str, there: Collection[str], report: Report) -> Draft:
    """The file of a chapter, a draft, with pictures that are called as it is, and as none of the files `there`. Reports what was left out and what is left
    to mend, at its line there."""
    names = found.pictures.named(slug, there)
    before = HEAD + web_text.PICTURES.sub(lambda number: names[int(number[1])], found.written.text)
    mended = mender.mended(before)
    _tell(found, mender.path, moved(before, mended.text), report)
    for problem in mended.left:
        report.take(problem)
    return Draft(mended.text, {name: each.data for name, each in zip(names, found.pictures.taken, strict=True)})


def _tell(found: BroughtIn, path: str, lines: dict[int, int], report: Report) -> None:
    """What was left out, where it stood; `lines` are where each line is after all was mended."""
    for what in found.document.lost:
        report.add("left-out", Place(path), what=detail(what))
    for each in found.written.left_out:
        place = Place(path, lines.get(each.line + HEAD.count("\n"), 0))
        if not each.what:
            reason = each.why or detail("it is drawn in the page itself")
            report.add("left-out-picture", place, text=each.words or detail("what one sees"), reason=reason)
        elif each.words:
            report.add("left-out-words", place, what=detail(each.what), text=each.words)
        else:
            report.add("left-out", place, what=detail(each.what))
