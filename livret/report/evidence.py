"""What shows that it is told who pays: pages of published PDFs as pictures, and pages of the site as they are published. Nothing is set anew for it.

In a PDF the emblem is a figure with words for who cannot see it (PDF/UA); these are looked for, and the page they stand on is drawn by PDFium. What a
browser shows is not drawn, for there is none: of a page there is the file itself, with its style and its emblem, and it is counted in how many pages
the emblem stands.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from livret import limits, paths
from livret.editions.editions import Editions
from livret.emblem.statement import emblem
from livret.languages import language
from livret.preflight.drawn import figures, png
from livret.problems import Place, detail
from livret.publish import folder
from livret.source.door import Door, Refused

DPI = 120  # the emblem, a centimetre high, is then 47 pixels


@dataclass(frozen=True, slots=True)
class Picture:
    """A page of a PDF, drawn: of `source`, a path from public/, the page that shows the emblem, and what is told there to who cannot see it; where there is
    none the first, and nothing. `sha256` is that of the PDF."""

    name: str
    source: str
    sha256: str
    page: int
    shows: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Shown:
    """A language of the site: how many pages there are, and which of them do not show the emblem."""

    tag: str
    name: str
    pages: int
    without: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """public/ as it lies there. `statements` are the words that stand for the emblem, in any language and for any booklet; none in a demonstration."""

    door: Door
    files: tuple[str, ...]
    statements: frozenset[str]

    @classmethod
    def of(cls, out: Path, editions: Editions) -> Published | None:
        """None where nothing is published. Raises Refused, where the wording cannot be read."""
        files = folder.files(out)
        return cls(Door(out, editions.inputs.door.today), files, frozenset(_statements(editions))) if files else None

    def read(self, path: str) -> bytes:
        return self.door.read(path, limits.PDF_BYTES)

    def languages(self, tags: tuple[str, ...]) -> tuple[Shown, ...]:
        """Those of these that are published."""
        return tuple(self._shown(tag) for tag in tags if paths.home(tag) in self.files)

    def _shown(self, tag: str) -> Shown:
        pages = [path for path in self.files if path.startswith(f"{tag}/") and path.endswith(".html")]
        name = PurePosixPath(paths.emblem(tag)).name.encode()
        return Shown(tag, language(tag).name, len(pages), tuple(path for path in pages if name not in self.read(path)))

    def home(self, tag: str) -> Iterator[tuple[str, bytes]]:
        """The first page of a language with what it is shown with, at their paths from public/."""
        page = self.read(paths.home(tag))
        yield paths.home(tag), page
        beside_it = (path for path in self.files if path.startswith(paths.ASSETS) and PurePosixPath(path).name.encode() in page)
        for path in (*beside_it, *({paths.emblem(tag)} & {*self.files})):
            yield path, self.read(path)

    def pictures(self, tags: tuple[str, ...]) -> Iterator[Picture]:
        """One of each document on paper in these languages, and in many. Raises Refused: `published-broken`."""
        for path in self.files:
            *_, tag, ending = path.rsplit(".", 2)
            if path.startswith(paths.PRINT) and ending == "pdf" and tag in tags:
                yield _picture(path, self.read(path), self.statements)


def _statements(editions: Editions) -> Iterator[str]:
    site = editions.inputs.reading.site
    for tag in site.config.languages:
        for slug in ("", *(booklet.slug for booklet in site.booklets)):
            found = emblem(editions[tag], slug)
            if found and not found.box:
                yield found.alt


def _picture(path: str, data: bytes, statements: frozenset[str]) -> Picture:
    name = f"pictures/{PurePosixPath(path).stem}.png"
    try:
        page, shows = next(((page, said) for page, said in figures(data) if said in statements), (1, ""))
        return Picture(name, path, hashlib.sha256(data).hexdigest(), page, shows, png(data, page, DPI))
    except ValueError:
        reason = detail("it is damaged, or ends too early")
        raise Refused("published-broken", Place(f"public/{path}"), reason=reason) from None
