"""The files of an output in the making: written, or linked from what is published; each is hashed once, when it is written."""

from __future__ import annotations

import hashlib
import os
import shutil
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath


@dataclass(frozen=True, slots=True)
class Laid:
    """A file as it was left: SHA-256 in hexadecimal, bytes, and the time of its last change in nanoseconds; 0 where that says nothing."""

    sha256: str
    size: int
    time: int = 0

    @classmethod
    def of(cls, data: bytes) -> Laid:
        return cls(hashlib.sha256(data).hexdigest(), len(data))

    def looks_like(self, path: Path) -> bool:
        """Whether nobody has touched the file since. Raises OSError where there is none."""
        status = os.stat(path)  # noqa: PTH116 – once for each file of the site
        return self.time != 0 and (status.st_size, status.st_mtime_ns) == (self.size, self.time)


@dataclass(slots=True)
class Files:
    """What is laid out in `folder`, which takes the place of `out`. Modes do not depend on the umask: a web server must read them."""

    folder: Path
    out: Path
    laid: dict[str, Laid] = field(default_factory=dict)
    size: int = 0  # bytes that were written, or taken over
    _folders: set[str] = field(default_factory=set)

    def write(self, path: str, data: bytes) -> Laid:
        """Writes a file of the new output."""
        target = self._target(path)
        with open(target, "wb") as file:  # noqa: PTH123
            file.write(data)
            os.fchmod(file.fileno(), 0o644) if hasattr(os, "fchmod") else os.chmod(target, 0o644)  # noqa: PTH101
            file.flush()
            time = os.fstat(file.fileno()).st_mtime_ns
        return self._note(path, Laid(hashlib.sha256(data).hexdigest(), len(data), time))

    def keep(self, path: str, laid: Laid) -> bool:
        """Takes the published file over as one of the new output; False when it is not there."""
        if not self.link(path):
            return False
        self._note(path, laid)
        return True

    def link(self, path: str) -> bool:
        """Links the published file into the folder of the new output; False when it is not there."""
        published, target = os.path.join(self.out, path), self._target(path)  # noqa: PTH118
        try:
            os.link(published, target)
        except FileNotFoundError:
            return False
        except OSError:  # no hard links on this file system
            shutil.copy2(published, target)
        return True

    def _note(self, path: str, laid: Laid) -> Laid:
        self.laid[path], self.size = laid, self.size + laid.size
        return laid

    def so_far(self) -> SoFar:
        """The files that there are now, for what is made of them."""
        return SoFar(self.folder, dict(self.laid))

    def _target(self, path: str) -> str:
        if path.startswith("/") or (".." in path and ".." in PurePosixPath(path).parts):
            raise ValueError(f"an artifact's path leads out: {path}")
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            self._make_folder(folder)
        return f"{self.folder}/{path}"

    def _make_folder(self, folder: str) -> None:
        target = self.folder / folder
        target.mkdir(parents=True, exist_ok=True)
        for each in (target, *target.parents):
            if not each.is_relative_to(self.folder):
                break
            each.chmod(0o755)
        self._folders.add(folder)


class SoFar:
    """Files of a build that other files are made of."""

    def __init__(self, folder: Path, laid: Mapping[str, Laid]) -> None:
        self._folder, self._laid, self._paths = folder, laid, sorted(laid)
        self._found: dict[str, tuple[tuple[str, str, int], ...]] = {}

    def digests(self, prefix: str) -> tuple[tuple[str, str, int], ...]:
        """(path, SHA-256 in hexadecimal, bytes) of each file whose path begins with `prefix`, sorted."""
        if prefix not in self._found:
            self._found[prefix] = tuple((path, self._laid[path].sha256, self._laid[path].size) for path in self.names(prefix))
        return self._found[prefix]

    def names(self, prefix: str) -> tuple[str, ...]:
        """The paths that begin with `prefix`, sorted."""
        start = end = bisect_left(self._paths, prefix)
        while end < len(self._paths) and self._paths[end].startswith(prefix):
            end += 1
        return tuple(self._paths[start:end])

    def digest(self, path: str) -> str:
        """The SHA-256 of a file; "" where there is none."""
        return self._laid[path].sha256 if path in self._laid else ""

    def read(self, path: str) -> bytes:
        """A file that was laid out. Raises LookupError."""
        if path not in self._laid:
            raise LookupError(path)
        return (self._folder / path).read_bytes()
