"""« Take it with you »: what can be carried away, and its size."""

from __future__ import annotations

from dataclasses import dataclass

from babel.units import format_unit

from livret.artifact import Artifact
from livret.languages import locale
from livret.translation.edition import Edition
from livret.web import paths, texts
from livret.web.frame import page, render

_KILO, _MEGA = 1000, 1_000_000


@dataclass(frozen=True, slots=True)
class File:
    """A file to take: `kind` is html, epub, pdf or zip; `size` is in words."""

    path: str
    kind: str
    size: str


def listing(edition: Edition, artifact: Artifact) -> bytes:
    tag, title = edition.language.tag, edition.say("Take it with you")
    frame = page(edition, artifact, title, edition.say("Everything on your phone, without internet."), paths.offline)
    booklets = [
        (
            booklet,
            texts.booklet(edition, booklet.slug),
            _files(edition, paths.carried(f"{booklet.slug}.{tag}", ""), paths.pdf(tag, booklet.slug)),
        )
        for booklet in edition.booklets()
    ]
    return render(
        edition,
        frame,
        "offline.html",
        language_files=_files(edition, paths.carried(tag, "")),
        booklets=booklets,
    )


def _files(edition: Edition, *prefixes: str) -> list[File]:
    """Those that were made in this build, the one that opens everywhere first."""
    found = [
        File(path, path.rsplit(".", 1)[-1], size(edition, count)) for prefix in prefixes for path, _, count in edition.made(prefix)
    ]
    return sorted(found, key=lambda file: ("html", "epub", "pdf", "zip").index(file.kind))


def size(edition: Edition, count: int) -> str:
    """Bytes as a phone shows them: whole kilobytes, or megabytes with one digit."""
    where = locale(edition.language.tag)
    if (kilo := max(1, round(count / _KILO))) < _KILO:
        return str(format_unit(kilo, "digital-kilobyte", "short", locale=where))
    return str(format_unit(round(count / _MEGA, 1), "digital-megabyte", "short", format="0.#", locale=where))
