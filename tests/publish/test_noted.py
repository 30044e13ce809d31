"""What has to be known of an output later lies beside it. A disk may refuse to take that when the output is published; then it is made good, or nothing is believed."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from conftest import DAY, run

from livret.publish import atomic, former, outputs
from livret.publish.former import Shown

# The file that a disk refuses, and the build that writes one.
NOTES = {"shown.json": (), "translations.json": ("--no-pdf",), f"services-{DAY}.json": ("--no-pdf", "--professional")}


@pytest.mark.parametrize(("name", "options"), NOTES.items())
def test_what_a_disk_refused_is_written_by_a_build_with_nothing_else_to_do(
    name: str, options: tuple[str, ...], sound: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ("--site", sound, "--out", sound / "out", "--date", DAY, "--jobs", "1", *options)
    write = atomic.write

    def full(path: Path, data: bytes) -> bool:
        if path.name == name:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        return write(path, data)

    with monkeypatch.context() as patch:
        patch.setattr(atomic, "write", full)
        assert run(*command).exit_code == 0
    assert not list((sound / ".livret").rglob(name))
    assert ", 0 made anew," in run(*command).output
    assert list((sound / ".livret").rglob(name))


@pytest.mark.parametrize(("words", "younger", "kept"), [("A", False, 1), ("B", False, 0), ("A", True, 1)])
def test_a_note_of_another_output_is_not_taken_for_its_own(words: str, *, younger: bool, kept: int, tmp_path: Path) -> None:
    """One that a disk refused to take away would hide from a withdrawal what the output shows."""
    site, out = tmp_path, tmp_path / "public"
    out.mkdir()
    (out / "a.html").write_text("A", encoding="utf-8")
    former.note(site, out, Shown(DAY, {"a.html": former.digest(out / "a.html")}, frozenset(), frozenset()))
    (out / "a.html").write_text(words, encoding="utf-8")
    moment = out.stat().st_mtime_ns + (1 if younger else -1)
    os.utime(outputs.of(site, out) / "shown.json", ns=(moment, moment))
    former.keep(site, out, out)
    assert len(former.every(site, out)) == kept


def test_what_cannot_be_read_is_not_swept(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Former outputs lie in the folder whose name the disk does not tell for a moment; that of an output which is gone is swept."""
    for name in ("public", "away"):
        (sound / name).mkdir()
        outputs.note(outputs.of(sound, sound / name), sound / name)
    (sound / "away").rmdir()
    read = Path.read_bytes

    def failing(path: Path) -> bytes:
        if path.parent == outputs.of(sound, sound / "public"):
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", failing)
    outputs.sweep(sound)
    assert list((sound / outputs.FOLDER).iterdir()) == [outputs.of(sound, sound / "public")]
