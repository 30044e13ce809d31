"""How a command ends that cannot go on: a mistake in Livret has a report with nothing of anybody in it; a terminal of few letters, and one that hangs up, are no mistake."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from conftest import ROOT

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
