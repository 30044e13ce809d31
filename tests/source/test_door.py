"""The one door: it confines, records, and gives the carried files where the site has none of its own."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import pytest

from livret import limits
from livret.problems import Place, Problem, Report
from livret.source.door import Door, Refused

DAY = datetime.date(2026, 11, 24)


@pytest.fixture
def door(tmp_path: Path) -> Door:
    (tmp_path / "site/content").mkdir(parents=True)
    (tmp_path / "site/content/a.txt").write_bytes(b"a\r\nb\rc\n")
    (tmp_path / "secret").write_text("secret")
    return Door(tmp_path / "site", DAY)


def code(door: Door, path: str) -> str:
    with pytest.raises(Refused) as caught:
        door.read(path)
    return caught.value.problem.code


@pytest.mark.parametrize("path", ["../secret", "content/../../secret", "/etc/hostname", "content\\..\\x", "content/\0"])
def test_paths_that_lead_out(path: str, door: Door) -> None:
    assert code(door, path) == "file-outside"


def test_links_that_lead_out(door: Door) -> None:
    (door.root / "content/link").symlink_to("../../secret")
    (door.root / "content/folder").symlink_to("/etc")
    assert code(door, "content/link") == "file-outside"
    assert code(door, "content/folder/hostname") == "file-outside"
    with pytest.raises(Refused):
        door.folder("content/folder")


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("content/booklets/a/03-s.md", ".env"),
        ("content/booklets/a/03-s.md", ".git/config"),
        ("content/booklets/a/03-s.md", "content/booklets/.note.md"),
        ("content/booklets/a/plan.png", "content/services/staff.yaml"),
        ("content/booklets/a/plan.png", "content/services/staff.png"),
        ("content/booklets/a/plan.png", ".livret-private/plan.png"),
        ("content/booklets/b", "content/services"),
        ("content/services", "content/agora"),
        ("media/plan.png", "content/plan.png"),
        ("theme/web", "content/services"),
        ("translations/ar/a.po", "members.po"),
    ],
)
def test_a_link_leads_nowhere_but_in_its_own_room(link: str, target: str, door: Door) -> None:
    """Not to what is hidden, not to another kind of file, not to another part of the site; neither does a link to a folder."""
    (door.root / target).parent.mkdir(parents=True, exist_ok=True)
    (door.root / link).parent.mkdir(parents=True, exist_ok=True)
    if "." in Path(target).name:
        (door.root / target).write_text("secret")
    else:
        (door.root / target).mkdir()
        (door.root / target / "x.yaml").write_text("secret")
    (door.root / link).symlink_to(door.root / target)
    assert code(door, link if "." in Path(target).name else f"{link}/x.yaml") == "link-elsewhere"


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("content/booklets/b/01-a.md", "content/booklets/a/01-a.md"),
        ("content/booklets/b/plan.PNG", "content/booklets/a/other.png"),
        ("media/plan.png", "media/towns/plan.png"),
        (".livret-private/voice/a.yaml", ".livret-private/b.yaml"),
    ],
)
def test_a_link_within_its_room_is_followed(link: str, target: str, door: Door) -> None:
    for path in (link, target):
        (door.root / path).parent.mkdir(parents=True, exist_ok=True)
    (door.root / target).write_text("shared")
    (door.root / link).symlink_to(door.root / target)
    assert door.read(link) == b"shared"


def test_line_ends_are_one(door: Door) -> None:
    assert door.text("content/a.txt") == "a\nb\nc\n"


def test_what_is_too_large(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "TEXT_FILE_BYTES", 3)
    with pytest.raises(Refused) as caught:
        door.text("content/a.txt", limits.TEXT_FILE_BYTES)
    assert caught.value.problem.code == "file-large"


@pytest.mark.parametrize("kind", ["fifo", "folder"])
def test_what_is_no_file(kind: str, door: Door) -> None:
    """A pipe would be read for ever."""
    target = door.root / "content/x"
    if kind == "fifo":
        os.mkfifo(target)
    else:
        target.mkdir()
    assert code(door, "content/x") == "file-missing"


def test_every_read_is_recorded(door: Door) -> None:
    door.text("content/a.txt")
    door.folder("content")
    assert set(door.looks) == {"content/a.txt", "content/"}


def test_the_site_s_own_file_shadows_the_carried_one(door: Door) -> None:
    carried = door.read("theme/web/print.css")
    (door.root / "theme/web").mkdir(parents=True)
    (door.root / "theme/web/print.css").write_text("own")
    assert carried != b"own"
    assert door.read("theme/web/print.css") == b"own"
    assert "style.css" in door.folder("theme/web")


def test_what_was_made_of_a_file_is_made_again_when_it_or_something_beside_it_changes(tmp_path: Path) -> None:
    door = Door(tmp_path, DAY)
    made: list[str] = []

    def read(report: Report) -> str:
        report.add("text-empty", Place("a.txt"))
        made.append(door.text("a.txt"))
        return made[-1]

    def once(door: Door, beside: str) -> tuple[str, list[Problem]]:
        report = Report()
        return door.once("word", "a.txt", beside, read, report), list(report)

    told = [Problem("text-empty", Place("a.txt"))]
    (tmp_path / "a.txt").write_text("one", encoding="utf-8")
    assert once(door, "x") == once(door, "x") == ("one", told)
    assert once(door, "y") == ("one", told)
    (tmp_path / "a.txt").write_text("two", encoding="utf-8")
    door = Door(tmp_path, DAY, known=door.known)
    assert once(door, "y") == once(door, "y") == ("two", told)
    assert made == ["one", "one", "two"]
