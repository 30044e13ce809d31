"""How a command ends that cannot go on: in words, with the exit code of whoever has to do something about it.

1: a text of the site; 2: the machine; 3: Livret. For the last there is a report to send, which holds nothing of a site and nothing of a person: where in the
code it was, and no text, no name, no folder.
"""

from __future__ import annotations

import hashlib
import os
import platform
import re
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from livret import __version__, tongue
from livret.console import echo, tell
from livret.problems import MachineFailed, Report
from livret.source.door import Refused
from livret.wording import refusal, shown

INTERRUPTED = 130  # as a shell says it of a command that Ctrl+C ended
_FRAME = re.compile(r'File "([^"\n]*\.py)", line (\d+), in (\S+)')
_ROOTS = re.compile(r"^.*[/\\](?:site-packages|dist-packages|python3\.\d+|Lib)[/\\]|^.*[/\\](?=livret[/\\])")


@contextmanager
def told() -> Iterator[None]:
    """What stops a command, and is no mistake of Livret's."""
    try:
        yield
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except Refused as refused:
        report = Report()
        report.take(refused.problem)
        tell(report)
        sys.exit(1)
    except MemoryError:
        _end(tongue.told("there is not enough memory: close other programs, or try --jobs 1"), 2)
    except MachineFailed as failed:
        _end(shown(str(failed)), 2)
    except BrokenPipeError:  # nobody reads any more what is told: click ends in silence
        raise
    except OSError as error:
        _end(f"{error.filename or tongue.told('the disk')}: {tongue.told(refusal(error))}", 2)


@contextmanager
def reported() -> Iterator[None]:
    """What is left is a mistake in Livret: a sentence, and a report."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 – whatever it is
        frames = _frames(error)
        where = next((frame for frame in reversed(frames) if frame.startswith("livret")), "")
        kept = _keep(_report(error, frames))
        what = f"{type(error).__name__}, {where}" if where else type(error).__name__
        words = tongue.told("this is a mistake in Livret, not in your texts: {what}.", what=what)
        send = (
            tongue.told(" What to send to whoever maintains it, without anything of yours, is in {path}.", path=kept)
            if kept
            else ""
        )
        _end(words + send, 3)


def _end(words: str, code: int) -> None:
    echo(f"livret: {words}", err=True)
    sys.exit(code)


def _frames(error: BaseException) -> list[str]:
    """Where it was, the innermost last; what another process sent is in the text of it alone."""
    told = "".join(traceback.format_exception(error))
    return [f"{_in_package(path)}:{line} {name}" for path, line, name in _FRAME.findall(told)]


def _in_package(path: str) -> str:
    """A file by its path inside of its package, whose folder is nobody's business."""
    short = _ROOTS.sub("", path)
    return Path(path).name if short == path else short.replace("\\", "/")


def _report(error: BaseException, frames: list[str]) -> str:
    python = f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"
    return "\n".join((f"Livret {__version__}, {python}", type(error).__qualname__, *frames, ""))


def _keep(report: str) -> Path | None:
    """Writes the report where what is temporary lies; the same mistake has the same name. None where that cannot be."""
    name = hashlib.blake2b(report.encode(), digest_size=4).hexdigest()
    path = Path(tempfile.gettempdir()) / f"livret-mistake-{name}.txt"
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(report)
    except FileExistsError:
        pass
    except OSError:
        return None
    return path
