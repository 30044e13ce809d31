"""A build that is ended from outside – by a person, a full memory, a terminal that is closed – is as if it had not been."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import DAY, ROOT, run
from killed_builds import Killed, killing

from livret import lock as locks
from livret import scratch
from livret.lock import Locked, lock

# What a build says that did not end before; one that was told again, where two of its processes touch the disk as often, ended at once.
ENDED = {"KILL": (-9,), "TERM": (128 + 15, -15), "HUP": (128 + 1, -1), "INT": (128 + 2,)}


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Killed]:
    with killing(tmp_path_factory.mktemp("killed")) as killed:
        yield killed


@pytest.mark.parametrize("moment", ["KILL #150", "KILL 0.9", "TERM 0.7", "HUP #60", "INT 0.4"])
def test_at_any_moment(moment: str, killed: Killed) -> None:
    """Some of the clock, some when the disk is touched; the long run has 500 and every touch."""
    assert killed.kill(moment) in (0, *ENDED[moment.partition(" ")[0]])


# What the disk refuses, and how the build ends: what is kept for the next run is a hint, whatever comes of it. The long run has each touch of the disk.
FAILING = {"EROFS .livret/": 0, "EIO .public.stage": 2, "ENOSPC #5+": 2, "FULL #12": None}


@pytest.mark.parametrize(("moment", "code"), FAILING.items())
def test_a_disk_that_fails(moment: str, code: int | None, killed: Killed) -> None:
    """“It failed” is never said of what was published; what is published is the site before or the one after, whole."""
    found = killed.fail(moment)
    assert code is None or found == code


# --- locks -------------------------------------------------------------------------------------------


def test_who_holds_a_lock_is_said(tmp_path: Path) -> None:
    with (
        lock(tmp_path / "lock"),
        pytest.raises(Locked, match=rf"^process {os.getpid()} on .+, since \d{{4}}-"),
        lock(tmp_path / "lock"),
    ):
        pass
    assert (tmp_path / "lock").read_bytes() == b""


def test_one_that_has_just_begun_is_given_a_moment_to_say_who_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "lock"
    with path.open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(Locked, match=r"^$"), lock(path):
            pass
        monkeypatch.setattr(locks.time, "sleep", lambda _: path.write_bytes(b"process 7"))
        with pytest.raises(Locked, match=r"^process 7$"), lock(path):
            pass


def test_a_forked_process_holds_no_lock(tmp_path: Path) -> None:
    """It lives on here while its parent has let go; of what it inherited nothing is locked."""
    (told, tells), (ends, end) = os.pipe(), os.pipe()
    with lock(tmp_path / "lock"):
        if not (child := os.fork()):
            os.write(tells, b".")
            os.close(end)
            os.read(ends, 1)
            os._exit(0)
    os.read(told, 1)
    with lock(tmp_path / "lock"):
        pass
    os.close(end)
    assert os.waitpid(child, 0)[1] == 0
    for each in (told, tells, ends):
        os.close(each)


def test_an_owner_that_seems_dead_holds_its_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file may say what it likes: the system decides."""
    with lock(tmp_path / "lock"):
        (tmp_path / "lock").write_text("process 999999 on nowhere, since 1970-01-01 00:00")
        with pytest.raises(Locked, match="999999"), lock(tmp_path / "lock"):
            pass
    (tmp_path / "lock").write_text(f"process {os.getpid()} on this machine")
    with lock(tmp_path / "lock"):
        pass


# --- temporary folders -------------------------------------------------------------------------------


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


_LEFT = "import os, livret.scratch as s; held = s.scratch(); print(held.__enter__(), flush=True); os.kill(os.getpid(), 9)"


def test_what_a_killed_process_left_is_swept_and_what_another_uses_is_not(temporary: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(temporary)}
    left = subprocess.run([sys.executable, "-c", _LEFT], env=environment, capture_output=True, text=True, check=False)
    assert list(temporary.iterdir()) == [Path(left.stdout.strip())]
    with scratch.scratch() as mine:
        scratch.sweep()
        assert list(temporary.iterdir()) == [mine]
    assert list(temporary.iterdir()) == []


def test_a_build_with_nothing_to_do_sweeps_too(sound: Path, temporary: Path) -> None:
    """A disk that refused to take the folder away when everything was published leaves it to a build that has nothing to do."""
    options = ("--site", sound, "--out", sound / "public", "--no-pdf", "--date", DAY, "--jobs", "1")
    assert run(*options).exit_code == 0
    (temporary / f"{scratch._PREFIX}left" / "fonts").mkdir(parents=True)
    assert "0 made anew" in run(*options).output
    assert not list(temporary.glob(f"{scratch._PREFIX}*"))


def test_a_folder_that_the_disk_does_not_let_go_is_nobody_s_mistake(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that ends so has done its work; the folder goes with the next run."""

    def refused(path: Path, **_: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", refused)
        with scratch.scratch() as mine:
            pass
    assert list(temporary.iterdir()) == [mine]
    scratch.sweep()
    assert list(temporary.iterdir()) == []


def test_a_folder_of_somebody_else_stays(temporary: Path) -> None:
    (temporary / "livret-photos").mkdir()
    (temporary / "away").mkdir()
    (temporary / f"{scratch._PREFIX}link").symlink_to(temporary / "away")
    before = sorted(temporary.rglob("*"))
    scratch.sweep()
    assert sorted(temporary.rglob("*")) == before


@pytest.mark.parametrize("loss", ["swept", "locked"])
def test_a_folder_that_is_lost_before_it_is_locked_is_begun_anew(
    temporary: Path, loss: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    take, taken = locks._take, []

    def late(file: object) -> bool:
        taken.append(file)
        if len(taken) > 1:
            return take(file)
        if loss == "swept":
            (folder,) = temporary.iterdir()
            (folder / scratch._LOCK).unlink()
            folder.rmdir()
        return loss == "swept"

    monkeypatch.setattr(locks, "_take", late)
    with scratch.scratch() as mine:
        assert (len(taken), mine.is_dir()) == (2, True)
    assert list(temporary.iterdir()) == []
