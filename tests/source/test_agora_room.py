"""The Agora's room as it is read: what it holds, and what people get wrong in it – each mistake once, at its place, with a cure."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import plain
import pytest

from livret import wording
from livret.options import Options
from livret.problems import Report
from livret.site import Site
from livret.workshop import gather

TODAY = datetime.date(2026, 11, 24)
SLIPS = Path(__file__).with_name("agora_slips.txt")


@dataclass(frozen=True)
class Slip:
    name: str
    verb: str
    file: str
    lines: tuple[str, ...]
    expected: tuple[str, ...]

    def make(self, room: Path) -> None:
        if self.verb == "rename":
            old, new = re.fullmatch(r"(\S+) (.+)", self.file).groups()  # type: ignore[union-attr]
            (room / old).rename(room / new)
        elif self.verb == "write":
            (room / self.file).parent.mkdir(exist_ok=True)
            (room / self.file).write_text(self.lines[0].replace("\\n", "\n") + "\n", encoding="utf-8")
        else:
            old, new = (line.replace("\\n", "\n") for line in self.lines)
            text = (room / self.file).read_text(encoding="utf-8")
            assert old in text
            (room / self.file).write_text(text.replace(old, new, 1), encoding="utf-8")


def slips() -> Iterator[Slip]:
    for block in SLIPS.read_text(encoding="utf-8").split("\n## ")[1:]:
        name, done, *rest = block.strip().split("\n")
        verb, _, file = done.partition(" ")
        lines = tuple(line[1:] for line in rest if line.startswith(("-", "+")))
        yield Slip(name, verb, file, lines, tuple(line[2:] for line in rest if line.startswith("> ")))


def read(folder: Path) -> tuple[Site, Report]:
    report = Report()
    inputs = gather(Options(folder, folder / "public", date=TODAY), report)
    assert inputs
    return inputs.reading.site, report


@pytest.mark.parametrize("slip", tuple(slips()), ids=lambda slip: slip.name)
def test_a_slip_is_told_where_it_is(slip: Slip, tmp_path: Path) -> None:
    plain.site(tmp_path, "sound", "room")
    slip.make(tmp_path / "content/agora")
    report = Report()
    gather(Options(tmp_path, tmp_path / "public", date=TODAY), report)
    assert [f"{str(each.place).removeprefix('content/agora/')} {each.code}" for each in report] == list(slip.expected)
    assert all(wording.words(each) and wording.cure(each) for each in report)


def test_there_are_at_least_ten_more_of_each_file() -> None:
    every = list(slips())
    assert len({slip.name for slip in every}) == len(every) >= 150
    for file in ("needs.yaml", "meetings/", "labs/", "partners.yaml", "authors.yaml", "project.yaml"):
        assert sum(slip.file.startswith(file) for slip in every) >= 14, file


def test_the_room_as_it_is_written(tmp_path: Path) -> None:
    site, report = read(plain.site(tmp_path, "sound", "room"))
    assert not list(report)
    room = site.room
    assert [(ident, need.state, need.times) for ident, need in room.needs.items()] == [
        ("laver", "answered", 9),
        ("bus", "heard", 4),
    ]
    assert (
        room.answered("chapter", "sante/soins")
        == room.answered("service", "permanence")
        == room.answered("lab", "linge")
        == ("laver",)
    )
    assert room.meetings["2026-11-12"].languages == ("fr", "ar")
    assert site.chapter("minutes", "2026-11-12", "ar").head.title.domain == "minutes"
    assert site.chapter("labs", "linge", "fr").head.title.text == "La laverie"


@pytest.mark.parametrize(
    ("edit", "state"),
    [
        (("times: 2}", "times: 2}\n      - {on: 2026-11-20, times: 1}"), "heard-again"),
        (("{on: 2026-11-01, lab: linge}", "{on: 2026-11-01, refused: Il n'y a pas d'argent.}"), "refused"),
        (("{on: 2026-09-10, times: 7}", "{on: 2026-11-01, times: 7}"), "answered"),
    ],
)
def test_a_need_has_a_history(edit: tuple[str, str], state: str, tmp_path: Path) -> None:
    plain.site(tmp_path, "sound", "room")
    file = tmp_path / "content/agora/needs.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(*edit, 1), encoding="utf-8")
    assert read(tmp_path)[0].room.needs["laver"].state == state


CURES = [
    ("edit", 'begins: "18:00"', "begins: 18h30", 'write hours and minutes between double quotes: "18:30"'),
    ("edit", 'begins: "18:00"', 'begins: "9:00"', 'write hours and minutes between double quotes: "09:00"'),
    ("edit", 'begins: "18:00"', "begins: 18 heures", 'write hours and minutes between double quotes: "18:00"'),
    ("edit", 'begins: "18:00"', "begins: le soir", 'write hours and minutes between double quotes, such as "18:00"'),
    ("name", "2026-12-10-reunion.md", "", "name the file 2026-12-10.md"),
    ("name", "10-12-2026.md", "", "name the file 2026-12-10.md"),
    ("name", "2026-12-10.yaml", "", "name the file 2026-12-10.md"),
    ("name", "2026-11-12-2.md", "", "name the file after its day, such as 2026-11-12.md; of one day there is one meeting"),
    ("name", "reunion.md", "", "name the file after its day, such as 2026-11-12.md; of one day there is one meeting"),
]


@pytest.mark.parametrize(("done", "what", "instead", "cure"), CURES, ids=[f"{what} {instead}" for _, what, instead, _ in CURES])
def test_a_cure_says_what_was_meant(done: str, what: str, instead: str, cure: str, tmp_path: Path) -> None:
    plain.site(tmp_path, "sound", "room")
    meeting = tmp_path / "content/agora/meetings/2026-11-12.md"
    if done == "name":
        (meeting.parent / what).write_bytes(meeting.read_bytes())
    else:
        meeting.write_text(meeting.read_text(encoding="utf-8").replace(what, instead), encoding="utf-8")
    report = Report()
    gather(Options(tmp_path, tmp_path / "public", date=TODAY), report)
    assert [wording.cure(each) for each in report] == [cure]
