"""Alerts put into files that were written before them: into each page of a former output, and into all that was made of pages.

A page, or one of a book, gets what is in force today in its language, in place of what was in force when it was written; a page of no language, what is
in force in each. A sheaf, a book and an archive are made again of their pages, a pack of the digests of its files.
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO

from livret import paths
from livret.carry.book import correction
from livret.carry.container import container, deflated, stored
from livret.editions.edition import Edition
from livret.editions.editions import Editions
from livret.web import sheaf
from livret.web.alert_bar import bar, everywhere
from livret.web.offline import version
from livret.web.slots import Anywhere, OnPage

_LANGUAGE = re.compile(rb'<html[^>]*? lang="([^"]+)"')
_BAR = re.compile(rb'(?<=<header>\n)(?:<details class="notice danger alert"[^\0]*?</details>\n)?')
_BOOK_BAR = re.compile(rb'(?<=<body>\n)(?:<section class="notice danger alert"[^\0]*?</section>\n)?')
SHEETS = re.compile(r"print/site-alert\.[^/]+\.pdf")  # for a counter: of what was in force, and not of what is


@dataclass(frozen=True, slots=True)
class _Far(OnPage):
    """A file that is carried away: what it leads to is on the site."""

    def to(self, target: str) -> str:
        return self.edition.absolute(target)


@dataclass(slots=True)
class Overlay:
    """The files of a former output as they are published today. `own` is the tag of the site's language, `read` gives a file as it was."""

    editions: Editions
    languages: tuple[str, ...]
    own: str
    read: Callable[[str], bytes]
    _known: dict[str, bytes | None] = field(default_factory=dict)

    def changed(self, path: str) -> bytes | None:
        """A file with the alerts that are in force; None where it stays as it was."""
        if path not in self._known:
            self._known[path] = self._made(path)
        return self._known[path]

    def _made(self, path: str) -> bytes | None:
        make = next((make for fits, make in self._makers() if re.fullmatch(fits, path)), None)
        if make is None:
            return None
        before = self.read(path)
        after = make(path, before)
        return None if after == before else after

    def _makers(self) -> tuple[tuple[str, Callable[[str, bytes], bytes]], ...]:
        return (
            (rf"{re.escape(paths.CHOOSER)}|{re.escape(paths.LOST)}", self._of_no_language),
            (r".*\.html", self._with_bar),
            (r"packs/alert\.[^./]+\.txt", self._alerts),
            (r"packs/.*\.\d+\.json", self._sheaf),
            (r"packs/[^/]*\.json", self._pack),
            (rf"{paths.CARRIED}.*\.epub", self._book),
            (rf"{paths.CARRIED}.*\.zip", self._archive),
        )

    def _edition(self, written_in: str) -> Edition:
        """That of a language; that of the site's own, where the site has that language no more."""
        known = {each.html: each.tag for each in self.editions[self.own].languages}
        return self.editions[known.get(written_in, self.own)]

    def _of_no_language(self, path: str, data: bytes) -> bytes:
        edition = self.editions[self.own]
        binding = (Anywhere if path == paths.LOST else OnPage)(edition, path)
        return _BAR.sub(lambda _: binding.bind(everywhere(edition)).encode(), data, count=1)

    def _with_bar(self, path: str, data: bytes) -> bytes:
        if (edition := self._written_for(data)) is None:
            return data
        binding = (_Far if path.startswith(paths.CARRIED) else OnPage)(edition, path)
        return _BAR.sub(lambda _: bar(edition, binding).encode(), data, count=1)

    def _in_book(self, path: str, data: bytes) -> bytes:
        if (edition := self._written_for(data)) is None:
            return data
        return _BOOK_BAR.sub(lambda _: correction(_Far(edition, path)).encode(), data, count=1)

    def _written_for(self, data: bytes) -> Edition | None:
        found = _LANGUAGE.search(data)
        return self._edition(found[1].decode()) if found else None

    def _alerts(self, path: str, _: bytes) -> bytes:
        tag = path.split(".")[1]
        edition = self.editions[tag if tag in self.languages else self.own]
        return bar(edition, Anywhere(edition, path)).encode()

    def _sheaf(self, _: str, data: bytes) -> bytes:
        """In the form that the script beside it reads: an output from before 2026-12 has `{path: text, …}`."""
        former = json.loads(data)
        if "texts" not in former:
            return _json({path: self._now(path).decode() for path in former})
        return sheaf.written({path: self._now(path).decode() for path in sheaf.read(data)})

    def _pack(self, _: str, data: bytes) -> bytes:
        pack = json.loads(data)
        pack["files"] = [[path, *self._digest(path, sha256, size), *rest] for path, sha256, size, *rest in pack["files"]]
        pack["version"] = version([each[:3] for each in pack["files"]], pack["fonts"])
        return _json(pack)

    def _book(self, _: str, data: bytes) -> bytes:
        return _repacked(data, lambda name, its: self._in_book(name, its) if name.endswith(".xhtml") else its)

    def _archive(self, _: str, data: bytes) -> bytes:
        """A member has the path that its file has, but for the page that leads into the folder: that one is of the language."""

        def now(name: str, its: bytes) -> bytes | None:
            if SHEETS.fullmatch(name):
                return None
            if name.endswith(".epub"):
                return self._book(name, its)
            return self._with_bar(name, its) if name.endswith(".html") else its

        return _repacked(data, now)

    def _now(self, path: str) -> bytes:
        changed = self.changed(path)
        return self.read(path) if changed is None else changed

    def _digest(self, path: str, sha256: str, size: int) -> tuple[str, int]:
        changed = self.changed(path)
        return (sha256, size) if changed is None else (hashlib.sha256(changed).hexdigest(), len(changed))


def _repacked(data: bytes, now: Callable[[str, bytes], bytes | None]) -> bytes:
    """An archive with its members as they are now, those left out of which nothing is; the same bytes where nothing is another one."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        before = {each.filename: archive.read(each) for each in archive.infolist()}
        packed = {each.filename for each in archive.infolist() if each.compress_type == zipfile.ZIP_STORED}
    after = {name: kept for name, its in before.items() if (kept := now(name, its)) is not None}
    if after == before:
        return data
    return container((name, (stored if name in packed else deflated)(its)) for name, its in after.items())


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
