"""What linger: styles, scripts and fonts of earlier outputs, which a page that is on its way to a reader still names.

Pages, data and media never do: what was withdrawn is gone. A file lingers for some outputs and for an hour at least, whichever is longer. The mark of an output
lists what is there for that reason, so that nothing takes it for a file of this output.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from livret import paths
from livret.publish.beside import MARK
from livret.publish.files import Files

_OUTPUTS = 5
_SECONDS = 3_600
_LASTING = re.compile(r"(?P<name>[^/]+)\.[0-9a-f]{10}(?P<ending>\.(?:css|js|woff2))")
_LINE = re.compile(r"^(?P<path>assets/[^/\n]+) (?P<outputs>\d{1,4}) (?P<until>\d{1,12})$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Lingering:
    """A file below the output, for how many more outputs it is there, and until when at least, in seconds since 1970."""

    path: str
    outputs: int
    until: int

    def __str__(self) -> str:
        return f"{self.path} {self.outputs} {self.until}"


def found(out: Path) -> tuple[Lingering, ...]:
    """What lingers in an output, as its mark says."""
    try:
        text = (out / MARK).read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return ()
    return tuple(Lingering(line["path"], int(line["outputs"]), int(line["until"])) for line in _LINE.finditer(text))


def carry(files: Files) -> str:
    """Links what is to linger into a new output, once all its own files are there; gives the lines of its mark."""
    now = int(time.time())
    return "".join(f"{each}\n" for each in _next(files, now) if files.link(each.path))


def _next(files: Files, now: int) -> Iterator[Lingering]:
    earlier = {each.path: each for each in found(files.out)}
    folder = files.out / paths.ASSETS
    names = sorted(each.name for each in folder.iterdir()) if folder.is_dir() else []
    for path in (f"{paths.ASSETS}{name}" for name in names):
        if (files.folder / path).exists() or not _is_as_named(files.out / path):
            continue
        before = earlier.get(path, Lingering(path, _OUTPUTS + 1, now + _SECONDS))
        if before.outputs > 1 or now < before.until:
            yield Lingering(path, max(before.outputs - 1, 0), before.until)


def _is_as_named(path: Path) -> bool:
    """Whether a file has the name that its bytes have: no build made another one, and it is nobody's to linger."""
    if (name := _LASTING.fullmatch(path.name)) is None:
        return False
    with suppress(OSError):
        return not path.is_symlink() and paths.hashed("", name["name"] + name["ending"], path.read_bytes()) == path.name
    return False
