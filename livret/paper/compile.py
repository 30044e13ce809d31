"""Typst, in a child process of its own: a text that makes it run for ever or die takes no build with it.

Templates, fonts and pictures are laid out once in a temporary folder; Typst sees nothing else of the machine.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from multiprocessing.util import Finalize
from pathlib import Path
from typing import IO, Any

from livret import limits
from livret.editions.edition import Edition
from livret.problems import MachineFailed, Place, Problem, detail
from livret.scratch import scratch
from livret.tongue import marked

TEMPLATES, FONTS = "print", "fonts"
# Started as a file: as a module it would load all of this package first, of which it needs nothing.
_CHILD = Path(__file__).with_name("typeset.py")


class PaperError(Exception):
    """A document that cannot be made: a code of `livret.wording` with its values, and where it is. `told`: each cause is, where it is written."""

    def __init__(self, code: str, place: Place | None = None, **values: object) -> None:
        super().__init__(code, values)
        self.told = bool(values.pop("told", False))
        self.code, self.place, self.values = code, place, values

    def problem(self, place: Place) -> Problem:
        """What there is to tell, of a document that is to be at a place."""
        return Problem(self.code, self.place or place, tuple((name, str(value)) for name, value in self.values.items()))


# PDF standards, as Typst calls them. A ticket shows pages of other PDFs, which PDF/UA cannot.
SCREEN, PRESS, TICKET = "ua-1", "1.6", "1.7"
_VERSION = re.compile(rb"Typst \d+\.\d+\.\d+")  # in the two places where a PDF says what made it, neither compressed
_ASIDE = "#if false ["  # the lines behind it are read, and not done
_FACING = re.compile(r"overflow of facing pages in (\S+) by (\d+) mm")
_TABLE = re.compile(r"a table too wide at ([^\s\"]+?):(\d+):(\d+)")
_OVERFLOW = re.compile(r"overflow of panel (\d+) by (\d+) mm")


def pdf(edition: Edition, template: str, document: dict[str, Any], pictures: dict[str, bytes], standard: str = SCREEN) -> bytes:
    """The file of a document. Raises PaperError: `paper-failed`, `paper-slow`, `paper-overflow` with its panel and millimetres, and `typst-broken` at the
    line of a template of the site's own."""
    with _written_here(edition):
        return _typesetter(theme(edition)).typeset(template, document, pictures, standard)


def measures(edition: Edition, template: str, document: dict[str, Any], pictures: dict[str, bytes]) -> list[dict[str, float]]:
    """What the template measures of each panel: `panel`, `needed` and `room` in mm. Raises PaperError."""
    with _written_here(edition):
        return _typesetter(theme(edition)).measure(template, document, pictures)


@contextmanager
def _written_here(edition: Edition) -> Iterator[None]:
    """A mistake in a template is told at its line where a site has written it. What Livret's own cannot set comes from the document."""
    try:
        yield
    except PaperError as error:
        if error.code != "typst-broken" or not error.place or edition.has_own(error.place.path.removeprefix("theme/")):
            raise
        raise PaperError("paper-failed", None, **error.values) from None


def syntax(text: str, path: str) -> PaperError | None:
    """What cannot be read in a template at a path, for whoever sets no document with it: Typst reads it to the end, and does nothing that it says."""
    setter = Typesetter({(name := path.rpartition("/")[2]): f"{_ASIDE}\n{text}\n]".encode()})
    try:
        setter.typeset(name, {}, {}, PRESS)
    except PaperError as error:
        if error.code == "typst-broken" and error.place:
            return PaperError(error.code, Place(path, error.place.line - 1, error.place.column), **error.values)
    finally:
        setter.close()
    return None


def theme(edition: Edition) -> dict[str, bytes]:
    """The files that Typst works with: templates at the root, fonts in their folder."""
    templates = {name: edition.theme_bytes(f"{TEMPLATES}/{name}") for name in edition.theme_list(TEMPLATES, ".typ")}
    fonts = {f"{FONTS}/{name}": edition.theme_bytes(f"{FONTS}/{name}") for name in edition.theme_list(FONTS, ".ttf")}
    return templates | fonts


def _unnumbered(data: bytes) -> bytes:
    """A PDF that says what set it, and not which version: whoever has it need not know what a team has installed. Nothing in it moves."""
    return _VERSION.sub(lambda found: b"Typst".ljust(len(found[0])), data)


class Typesetter:
    """A folder and a child that sets documents in it, begun anew after it was stopped."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self._folder = ExitStack()
        self.root = self._folder.enter_context(scratch())
        self._child: subprocess.Popen[str] | None = None
        self.lay(files)

    def lay(self, files: dict[str, bytes]) -> None:
        for path, data in files.items():
            target = self.root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)

    def typeset(self, template: str, document: dict[str, Any], pictures: dict[str, bytes], standard: str = SCREEN) -> bytes:
        """One document. Raises PaperError."""
        self.lay(pictures)
        answer = self._ask({"template": template, "data": json.dumps(document, ensure_ascii=False), "standard": standard})
        if answer.get("error"):
            if found := _OVERFLOW.search(answer["error"]):
                raise PaperError("paper-overflow", panel=found[1], millimetres=found[2])
            if found := _FACING.search(answer["error"]):
                raise PaperError("paper-facing", chapter=found[1], millimetres=found[2])
            if found := _TABLE.search(answer["error"]):
                raise PaperError("paper-table", Place(found[1], int(found[2]), int(found[3])))
            raise _failure(answer)
        made: str = answer["output"]
        return _unnumbered((self.root / made).read_bytes())

    def measure(self, template: str, document: dict[str, Any], pictures: dict[str, bytes]) -> list[dict[str, float]]:
        """Its panels, those that overflow too. Raises PaperError."""
        self.lay(pictures)
        answer = self._ask({"template": template, "data": json.dumps(document, ensure_ascii=False), "query": "<panel>"})
        if answer.get("error"):
            raise _failure(answer)
        found: list[dict[str, float]] = answer["found"]
        return found

    def close(self) -> None:
        self._stop()
        self._folder.close()

    def _stop(self) -> None:
        """Ends the child, if there is one."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        for stream in (child.stdin, child.stdout):
            if stream:
                with suppress(OSError):  # what was not yet given to a child that died
                    stream.close()
        child.wait()

    def _ask(self, job: dict[str, str]) -> dict[str, Any]:
        """What the child answers; a child that died is asked once more, for somebody else may have ended it. Raises PaperError, MachineFailed."""
        line = self._answer(job) or self._answer(job)
        if not line:
            words = detail("Typst was ended twice while it set one document: perhaps the machine has too little memory")
            raise MachineFailed(words)
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _answer(self, job: dict[str, str]) -> str:
        """A line; "" of a child that died. Raises PaperError where it had to be stopped."""
        child, given, taken = self._running()
        late = threading.Event()

        def stop() -> None:
            late.set()
            child.kill()

        watch = threading.Timer(limits.PAPER_SECONDS, stop)
        watch.daemon = True
        watch.start()
        try:
            given.write(json.dumps(job) + "\n")
            given.flush()
            line = taken.readline()
        except OSError:
            line = ""
        finally:
            watch.cancel()
        if not line:
            self._stop()
            if late.is_set():
                raise PaperError("paper-slow", seconds=limits.PAPER_SECONDS)
        return line

    def _running(self) -> tuple[subprocess.Popen[str], IO[str], IO[str]]:
        if self._child is None:
            command = [sys.executable, "-P", str(_CHILD), str(self.root), str(limits.PAPER_BYTES)]
            # In a session of its own: what is typed at the terminal is for its parent, and it sees its parent end.
            self._child = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # what a library says of its own end
                text=True,
                encoding="utf-8",
                start_new_session=True,
            )
        child = self._child
        if child.stdin is None or child.stdout is None:
            raise RuntimeError("a child without pipes")
        return child, child.stdin, child.stdout


def _failure(answer: Mapping[str, str]) -> PaperError:
    """What Typst says, where it says at which line."""
    file, _, position = answer["at"].partition(":")
    if not file:
        return PaperError("paper-failed", reason=answer["error"])
    line, _, column = position.partition(":")
    return PaperError(
        "typst-broken", Place(f"theme/{TEMPLATES}/{file}", int(line), int(column) + 1), reason=_explained(answer["words"])
    )


# What Typst says most, by its words, in ours.
_FAULTS = (
    (re.compile(r"unknown variable: (\S+)"), marked("nothing here is called “{name}”")),
    (re.compile(r"file not found .*/([^/]+)\)"), marked("there is no file “{name}” beside this one")),
    (re.compile("unclosed delimiter|unclosed string"), marked("something is opened here and not closed")),
)


def _explained(said: str) -> str:
    for pattern, words in _FAULTS:
        if found := pattern.search(said):
            return detail(words, name=found[1].rstrip(";") if found.groups() else "")
    return said


_typesetters: dict[str, Typesetter] = {}


def _typesetter(files: dict[str, bytes]) -> Typesetter:
    """This process's own for these files: a fork must not talk to its parent's child."""
    digest = hashlib.blake2b(digest_size=16)
    for path, data in sorted(files.items()):
        digest.update(f"{path}\0{len(data)}\0".encode())
        digest.update(data)
    key = f"{os.getpid()} {digest.hexdigest()}"
    if key not in _typesetters:
        _typesetters[key] = Typesetter(files)
        Finalize(None, _typesetters[key].close, exitpriority=1)  # a worker of a pool leaves without atexit
    return _typesetters[key]
