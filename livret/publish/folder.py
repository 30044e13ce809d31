"""Writing some files of a folder that Livret made, in one step; the others stay."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from livret.publish.beside import MARK
from livret.publish.files import Laid
from livret.publish.stage import Stage

REPORT, LETTERS = "report", "letters/"  # what is for the team and never published; the letters in it


def files(out: Path) -> tuple[str, ...]:
    """What is in a folder that Livret made, by its path in it, sorted; nothing where it made none."""
    if not (out / MARK).is_file():
        return ()
    return tuple(path.relative_to(out).as_posix() for path in sorted(out.rglob("*")) if path.is_file())


def write(out: Path, site: Path, made: Iterable[tuple[str, bytes]], kept: Callable[[str], bool]) -> None:
    """Replaces the folder by these files and those of its own that are to be kept, by their path in it. Raises PublishError, as
    Stage.open does."""
    with Stage.open(out, site) as stage:
        written = {MARK}
        for name, data in made:
            stage.files.write(name, data)
            written.add(name)
        for name in files(out):
            if name not in written and kept(name):
                stage.files.keep(name, Laid("", 0))
        stage.swap()
