"""What is saved is heard of: at once, once more after a burst, wherever it lies, and without following links."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from waiting import LAST_RESORT, until

from livret.serve.follow import _ours, bursts, follow
from livret.source.shared_drive import shared


@pytest.mark.parametrize(
    ("batches", "calls"),
    [
        ("..", ""),
        (".x..", " x"),
        ("x.", "x"),
        ("xx.", "x ."),
        ("xxxx..x.", "x   . x"),
        ("x.x.x.", "x x x"),
        ("xx.xx.", "x .x ."),
        ("x" * 20 + ".", "x" + " " * 19 + "."),
        ("x" * 103 + ".", "x" + " " * 99 + "x  ."),
    ],
)
def test_a_burst_is_read_at_its_beginning_and_after_its_end(batches: str, calls: str) -> None:
    """x is a short while in which something was saved; `calls` has a sign where it is told."""
    told = list(" " * len(batches))

    def fed() -> Iterator[bool]:
        for number, batch in enumerate(batches):
            where[0] = number
            yield batch == "x"

    where = [0]
    bursts(fed(), lambda: told.__setitem__(where[0], batches[where[0]]))
    assert "".join(told).rstrip() == calls


class Heard:
    """How often it was told that something was saved."""

    def __init__(self) -> None:
        self.count, self._lock = 0, threading.Condition()

    def due(self) -> None:
        with self._lock:
            self.count += 1
            self._lock.notify_all()

    def wait(self, beyond: int) -> None:
        with self._lock:
            assert self._lock.wait_for(lambda: self.count > beyond, LAST_RESORT), "nobody was told"


@contextmanager
def following(site: Path, current: Callable[[], bool] = lambda: True, *, poll: bool = False) -> Iterator[Heard]:
    heard, stop = Heard(), threading.Event()
    thread = threading.Thread(target=follow, args=(site, stop, heard.due, current), kwargs={"poll": poll}, daemon=True)
    thread.start()
    try:
        yield heard
    finally:
        stop.set()
        thread.join(LAST_RESORT)
        assert not thread.is_alive()


def written(heard: Heard, path: Path, text: str) -> None:
    """Writes until it is heard of: at first nobody may be listening yet."""
    before = heard.count
    path.parent.mkdir(parents=True, exist_ok=True)

    def told() -> bool:
        path.write_text(text, encoding="utf-8")
        time.sleep(0.5)
        return heard.count > before

    until(told)


@pytest.mark.parametrize("poll", [False, True], ids=["told by the system", "by looking"])
def test_what_is_saved_is_heard_of(poll: bool, sound: Path) -> None:
    with following(sound, poll=poll) as heard:
        for path in (
            "content/site.yaml",
            "content/booklets/02-neu/booklet.yaml",
            "content/booklets/02-neu/01-a.md",
            "theme/web/new.css",
        ):
            written(heard, sound / path, "a")


def test_what_was_saved_before_anybody_listened_is_heard_of(sound: Path) -> None:
    with following(sound, lambda: False) as heard:
        heard.wait(0)


def test_a_folder_that_takes_the_place_of_another_is_listened_to(sound: Path) -> None:
    booklet = sound / "content/booklets/01-sante"
    with following(sound) as heard:
        written(heard, booklet / "01-numeros.md", "a")
        booklet.rename(sound / "content/gone")
        booklet.mkdir()
        written(heard, booklet / "01-numeros.md", "b")
        written(heard, booklet / "01-numeros.md", "c")


def test_hidden_files_and_what_is_not_the_sites_are_nobodys_business() -> None:
    for path in ("content/site.yaml", "translations", "theme/web/a.css"):
        assert _ours(Path("/site"), f"/site/{path}")
    for path in ("", ".git/index", "content/.swap", "content/.git/index", "public/index.html", ".livret/steps/a"):
        assert not _ours(Path("/site"), f"/site/{path}")


def test_a_link_in_a_circle_is_not_followed(sound: Path) -> None:
    (sound / "content" / "loop").symlink_to(sound / "content")
    (sound / "content" / "out").symlink_to("/")
    with following(sound) as heard:
        written(heard, sound / "content/site.yaml", "a")


MOUNTS = """22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:40 / /home/ort/geteilt rw,relatime - cifs //server/geteilt rw
31 30 0:41 / /home/ort/geteilt/hier rw - ext4 /dev/sdb1 rw
32 22 0:42 / /mnt/ssh rw - fuse.sshfs anna@server: rw
"""


@pytest.mark.parametrize(
    ("site", "expected"),
    [("/home/ort/livret", False), ("/home/ort/geteilt/livret", True), ("/home/ort/geteilt/hier/livret", False), ("/mnt/ssh", True)],
)
def test_a_drive_that_others_write_to_is_looked_at(site: str, expected: bool, tmp_path: Path) -> None:
    (tmp_path / "mounts").write_text(MOUNTS, encoding="utf-8")
    assert shared(Path(site), tmp_path / "mounts") is expected
    assert shared(Path(site), tmp_path / "absent") is False
