"""Writing some files of a folder that Livret made, in one step; the others stay."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from livret.publish.stage import MARK, Stage


def write(out: Path, site: Path, files: Iterable[tuple[str, bytes]], kept: Callable[[str], bool]) -> None:
    """Replaces the folder by these files and those of its own that are to be kept. Raises PublishError, as Stage.open does."""
    with Stage.open(out, site) as stage:
        written = {MARK}
        for name, data in files:
            stage.write(name, data)
            written.add(name)
        for path in sorted(out.iterdir()) if out.is_dir() else ():
            if path.name not in written and kept(path.name):
                stage.keep(path.name)
        stage.swap()
