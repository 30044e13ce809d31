"""Publishing: all or nothing, one at a time, and only where Livret may."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import plain
import pytest
from conftest import DAY, ROOT, run

from livret.lock import lock
from livret.publish import swap as swapping
from livret.publish.files import Laid
from livret.publish.stage import MARK, PublishError, Stage


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "site" / "public"


def publish(out: Path, files: dict[str, bytes], keep: tuple[str, ...] = ()) -> None:
    with Stage.open(out, out.parent) as stage:
        for path, data in files.items():
            stage.files.write(path, data)
        for path in keep:
            assert stage.files.keep(path, Laid("", 0))
        stage.swap()


def test_what_is_no_longer_made_disappears(out: Path) -> None:
    publish(out, {"a.html": b"a", "fr/b.html": b"b"})
    publish(out, {"c.html": b"c"}, keep=("a.html",))
    assert set(plain.tree(out)) == {"a.html", "c.html", MARK}


def test_an_unchanged_file_is_the_same_file(out: Path) -> None:
    publish(out, {"a.html": b"a"})
    inode = (out / "a.html").stat().st_ino
    publish(out, {}, keep=("a.html",))
    assert (out / "a.html").stat().st_ino == inode


def test_without_a_swap_nothing_has_happened(out: Path) -> None:
    publish(out, {"a.html": b"a"})
    with Stage.open(out, out.parent) as stage:
        stage.files.write("a.html", b"changed")
    assert (out / "a.html").read_bytes() == b"a"
    assert sorted(path.name for path in out.parent.iterdir()) == [".public.lock", "public"]


def test_leftovers_of_a_killed_build_are_swept(out: Path) -> None:
    publish(out, {"a.html": b"a"})
    for name in (".public.stage", ".public.old"):
        (out.parent / name).mkdir()
        (out.parent / name / "x").write_text("x")
    publish(out, {"b.html": b"b"})
    assert sorted(path.name for path in out.parent.iterdir()) == [".public.lock", "public"]


def test_killed_between_two_renames_the_old_site_comes_back(out: Path) -> None:
    publish(out, {"a.html": b"a"})
    out.rename(out.parent / ".public.old")
    with Stage.open(out, out.parent):
        pass
    assert (out / "a.html").read_bytes() == b"a"


def test_two_renames_where_the_system_cannot_exchange(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(out, {"a.html": b"a"})
    monkeypatch.setattr(swapping, "_exchange", lambda one, other: False)
    publish(out, {"b.html": b"b"})
    assert set(plain.tree(out)) == {"b.html", MARK}


def test_one_build_at_a_time(out: Path) -> None:
    publish(out, {"a.html": b"a"})
    with lock(out.parent / ".public.lock"), pytest.raises(PublishError, match="another build"), Stage.open(out, out.parent):
        pass


@pytest.mark.parametrize("where", ["content", ".", "content/public"])
def test_the_site_s_own_files_are_never_replaced(where: str, sound: Path) -> None:
    before = plain.tree(sound)
    result = run("--site", sound, "--out", sound / where, "--date", DAY)
    assert result.exit_code == 2
    assert "choose another --out" in result.output
    assert plain.tree(sound) == before


def test_a_folder_of_somebody_else_is_never_replaced(sound: Path, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "holidays.jpg").write_text("dear")
    assert run("--site", sound, "--out", tmp_path / "photos", "--date", DAY).exit_code == 2
    assert (tmp_path / "photos" / "holidays.jpg").read_text() == "dear"


def test_an_artifact_cannot_lead_out(out: Path) -> None:
    with Stage.open(out, out.parent) as stage, pytest.raises(ValueError, match="leads out"):
        stage.files.write("../x", b"x")


# A way to touch the disk and the so-manieth time that a build does; what is to be seen of it after it died there.
MOMENTS = [
    ("open 1", "before"),  # the lock is not yet taken
    ("os.mkdir 3", "before"),  # nor the stage begun
    ("os.link 1", "before"),
    ("os.link 25", "before"),
    ("open 2", "before"),
    ("open 30", "before"),
    ("os.chmod 60", "before"),
    ("ctypes.dlsym 1", "before"),  # the stage is whole
    ("os.rename 1 .out.old", "after"),  # stage and site are exchanged
    ("shutil.rmtree 3", "after"),  # what was published lies beside it
    ("os.rmdir 1", "before"),  # in what the one before left
    ("os.remove 150", "after"),  # in what was published
]


@contextmanager
def killing(site: Path, *build: str | Path) -> Iterator[Callable[[str], int]]:
    """Builds that die at a moment; each gives the code that it ended with."""
    with subprocess.Popen(
        [sys.executable, plain.HERE / "publish/killed.py", site, *build],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)},
    ) as child:  # fmt: skip

        def kill(moment: str) -> int:
            print(moment, file=child.stdin, flush=True)
            return int(child.stdout.readline())

        yield kill


def test_killed_at_any_moment_the_site_is_whole(sound: Path) -> None:
    """What is published is the site before or the one after, never a part; and the next build sweeps what was left."""
    facts, out, whole = sound / "content/facts.yaml", sound / "out", {}
    texts = {number: facts.read_text(encoding="utf-8").replace('"15"', f'"{number}"') for number in ("112", "15")}
    build = ("--site", sound, "--out", out, "--date", DAY, "--no-pdf", "--jobs", "1")
    for published, text in texts.items():
        facts.write_text(text, encoding="utf-8")
        assert run(*build).exit_code == 0
        whole[published] = plain.tree(out)
    with killing(sound, *build) as kill:
        for moment, seen in MOMENTS:
            wanted = "15" if published == "112" else "112"
            facts.write_text(texts[wanted], encoding="utf-8")
            assert kill(moment) == -signal.SIGKILL, moment
            published = wanted if seen == "after" else published
            assert plain.tree(out) == whole[published], moment
    assert run(*build).exit_code == 0
    assert plain.tree(out) == whole[wanted]
    assert not list(sound.glob(".out.stage")) + list(sound.glob(".out.old"))
