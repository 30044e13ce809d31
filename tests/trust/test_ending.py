"""How a command ends that cannot go on: a mistake in Livret has a report with nothing of anybody in it; a terminal of few letters, and one that hangs up, are no mistake."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from conftest import ROOT
from waiting import LAST_RESORT

from livret.ending import reported

PRIVATE = "Amina, 12 rue des Alpes"


@pytest.mark.parametrize("wrong", [ValueError, RecursionError, AssertionError, UnicodeError])
def test_a_mistake_has_a_report_that_names_nobody(
    wrong: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(SystemExit) as ended, reported():
        raise wrong(f"{PRIVATE} in {tmp_path}")
    assert ended.value.code == 3
    told = capsys.readouterr().err
    (report,) = tmp_path.glob("livret-mistake-*.txt")
    kept = report.read_text(encoding="utf-8")
    assert wrong.__name__ in told
    assert str(report) in told
    assert PRIVATE not in told + kept
    assert str(tmp_path) not in kept
    assert str(ROOT) not in kept
    assert re.search(r"^test_ending\.py:\d+ test_a_mistake", kept, re.MULTILINE), "where it was"


def test_the_same_mistake_is_reported_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for _ in range(2):
        with pytest.raises(SystemExit), reported():
            raise LookupError(PRIVATE)
    assert len(list(tmp_path.iterdir())) == 1


def test_where_no_report_can_be_kept_the_mistake_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(SystemExit) as ended, reported():
        raise KeyError(PRIVATE)
    assert ended.value.code == 3
    assert "KeyError" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["--help"], ["check"], ["plan"]])
@pytest.mark.parametrize("env", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "cp1252"}])
def test_a_terminal_of_few_letters(command: list[str], env: dict[str, str], sound: Path) -> None:
    done = run(command, sound, env)
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr
    assert b"UnicodeEncodeError" not in done.stderr


@pytest.mark.parametrize("command", [["--help"], ["check"], ["status"], ["plan"]])
def test_whoever_listens_hangs_up(command: list[str], sound: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = run(command, sound, {}, writing)
    os.close(writing)
    assert b"Traceback" not in done.stderr
    assert b"mistake" not in done.stderr


def run(command: list[str], site: Path, env: dict[str, str], out: int = subprocess.PIPE) -> subprocess.CompletedProcess[bytes]:
    given = [*command, *([] if "--help" in command else ["--site", str(site)])]
    return subprocess.run(
        [sys.executable, str(ROOT / "build.py"), *given],
        env=os.environ | {"LIVRET_LANG": "fr"} | env,
        stdout=out,
        stderr=subprocess.PIPE,
        check=False,
    )


SWALLOWED = """
import os, signal, sys
from livret import __main__

class Thrown:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGTERM)
        "what is raised here is lost".split()

def main():
    Thrown()
    sys.stdout.write("at work")
    sys.stdout.flush()
    sys.stdin.read()

__main__.main = main
__main__.run()
"""


def test_what_was_lost_of_a_signal_is_made_good_by_the_next() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SWALLOWED], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        assert child.stdout.read(7) == b"at work", "the exception of the first was lost"
        child.terminate()
        assert child.wait(LAST_RESORT) == -signal.SIGTERM


WATCHED = """
import threading, sys, time
from livret import __main__

class Slow:
    def __del__(self):
        time.sleep(1e6)

def main():
    threading.Thread(target=time.sleep, args=(1e6,), daemon=True).start()
    sys.modules["slow"] = Slow()  # what Python would take apart
    sys.exit(0)

__main__.main = main
__main__.run()
"""


def test_a_thread_that_nobody_waits_for_is_not_taken_apart() -> None:
    assert subprocess.run([sys.executable, "-c", WATCHED], timeout=LAST_RESORT, check=False).returncode == 0
