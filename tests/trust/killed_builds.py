"""What is to be seen of a site whose builds are ended from outside: the site before or the one after, and nothing that stands in the way."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import plain
from conftest import DAY, ROOT
from waiting import until

_BEGUN = re.compile(r"^\.livret/.*/\..+\.[a-z0-9_]{8}$")
_FORMER = re.compile(r"^\.livret/outputs/[^/]+/former/")  # outputs of before: one more with each build, up to five
NUMBERS = ("112", "15")  # the two that a fact of the site has in turn


@dataclass
class Killed:
    """A small site, whose builds – with paper, and two workers – are ended."""

    site: Path
    temporary: Path
    child: subprocess.Popen[str]
    whole: dict[str, dict[str, bytes]] = field(default_factory=dict)  # by number
    files: set[str] = field(default_factory=set)  # beside what is published, after a build that nobody disturbed
    wanted: str = ""  # the number of the last build that was disturbed
    disturbed: str = ""  # and the one that was published when it had ended
    slowest: float = 0.0  # seconds that a build after one that was killed took

    def begin(self) -> None:
        """Builds the two sites that there are to be."""
        for number in NUMBERS:
            self._write(number)
            assert self.build("-") == 0
            self.whole[number] = plain.tree(self.site / "public")
        self.files = self._beside()

    def build(self, moment: str) -> int:
        print(moment, file=self.child.stdin, flush=True)
        return int(self.child.stdout.readline())

    def time(self) -> float:
        """Seconds that a build takes which nobody disturbs."""
        self.wanted = next(number for number in NUMBERS if number != self._seen())
        self._write(self.wanted)
        began = time.monotonic()
        assert self.build("-") == 0
        return time.monotonic() - began

    def fail(self, moment: str) -> int:
        """A build whose disk fails: it is published and succeeds, or it is not and says that the machine failed; then the next one succeeds."""
        code = self.kill(moment)
        assert code in (0, 2), f"{moment}: exit {code}"
        assert (code == 0) == (self.disturbed == self.wanted), (
            f"{moment}: exit {code} of what was {'' if code else 'not '}published"
        )
        return code

    def kill(self, moment: str) -> int:
        """Ends a build and makes the next one; gives the code of the first."""
        seen = self._seen()
        self.wanted = wanted = next(number for number in NUMBERS if number != seen)
        self._write(wanted)
        code = self.build(moment)
        self.disturbed = self._seen()
        assert self.disturbed, f"{moment}: neither the site before nor the one after"
        began = time.monotonic()
        assert self.build("-") == 0, f"{moment}: the next build is refused"
        self.slowest = max(self.slowest, time.monotonic() - began)
        assert self._seen() == wanted, moment
        try:
            until(lambda: not self._left())
        except AssertionError:
            raise AssertionError(f"{moment}: exit {code}, and after the next build {', '.join(self._left())}") from None
        return code

    def _left(self) -> list[str]:
        """What is otherwise than after builds that nobody disturbed: files beside the output, temporary folders, processes."""
        beside = [f"{path} is {'gone' if path in self.files else 'left'}" for path in sorted(self._beside() ^ self.files)]
        temporary = [f"{path} is left" for path in self.temporary.iterdir() if _is_left(path)]
        return beside + temporary + ([] if self._alone() else ["a process lives"])

    def _write(self, number: str) -> None:
        facts = self.site / "content/facts.yaml"
        text = facts.read_text(encoding="utf-8")
        facts.write_text(text.replace('"15"', f'"{number}"').replace('"112"', f'"{number}"'), encoding="utf-8")

    def _seen(self) -> str:
        """Which of the two sites is published, whole; "" for none."""
        return next((number for number, tree in self.whole.items() if plain.tree(self.site / "public") == tree), "")

    def _beside(self) -> set[str]:
        """What lies in the site but for the output. What a killed build was writing there goes an hour later: another may be writing it;
        of former outputs there is one more with each build."""
        return {
            path
            for path in plain.tree(self.site)
            if not path.startswith("public/") and not _BEGUN.search(path) and not _FORMER.search(path)
        }

    def _alone(self) -> bool:
        """Whether no process of a build is left: none but the one that begins them knows of their temporary folder."""
        mark = f"TMPDIR={self.temporary}".encode()
        return [environ.parent.name for environ in Path("/proc").glob("[0-9]*/environ") if _has(environ, mark)] == [
            str(self.child.pid)
        ]


def _is_left(path: Path) -> bool:
    """Whether a build has left it; Python tries a folder for what is temporary with a file of four letters, and may be killed there."""
    return path.is_dir() or path.stat().st_size > len("blat")


def _has(environ: Path, mark: bytes) -> bool:
    try:
        return mark in environ.read_bytes().split(b"\0")
    except OSError:
        return False


@contextmanager
def killing(folder: Path) -> Iterator[Killed]:
    site, temporary = plain.site(folder / "site", "sound"), folder / "temporary"
    temporary.mkdir()
    environment = os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(temporary)}
    command = [sys.executable, plain.HERE / "trust/killing.py", "build", "--site", site, "--date", DAY, "--jobs", "2"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment) as child:
        killed = Killed(site, temporary, child)
        killed.begin()
        yield killed
