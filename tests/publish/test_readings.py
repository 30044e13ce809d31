"""What is kept of a reading: it comes back as it was, it is asked for by what it was made of, and it has no word of the team's own files."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import plain
import pytest
from conftest import DAY, ROOT

from livret import pipeline
from livret.options import Options
from livret.problems import Place, Problem, Report
from livret.publish.readings import Readings
from livret.source import flat
from livret.source.door import Door
from livret.source.yaml import Scalar, parse
from livret.workshop import Workshop, opened_door


def options(site: Path) -> Options:
    return Options(site, site / "out", date=datetime.date.fromisoformat(DAY))


def read(site: Path) -> tuple[Door, Report]:
    """Reads a site as a build does, and keeps what it read."""
    door, report = opened_door(options(site)), Report()
    Workshop.open(options(site), report, door)
    door.readings.save()
    return door, report


def back(value: object) -> object:
    """A value after it was kept and read again."""
    kinds: dict[str, int] = {}
    data = json.loads(json.dumps(flat.flat(value, kinds)))
    return flat.whole(data, [*kinds])


def test_all_that_is_made_of_the_shipped_files_comes_back_as_it_was() -> None:
    door = Door(ROOT, datetime.date.fromisoformat(DAY))
    Workshop.open(options(ROOT), Report(), door)
    lasting = {at: made for at, (_, *made) in door.known.items() if at[0] != "catalog"}
    assert {"page", "services", "references", "meeting", "lab"} <= {kind for kind, _ in lasting}
    for at, made in lasting.items():
        assert back(made) == made, at
        assert repr(back(made)) == repr(made), at


@pytest.mark.parametrize("text", ["a: b", "- x\n- y: 'z'\n", "a: {b: [c, d]}\nb: ~\n", "plain"])
def test_what_was_written_comes_back_with_its_places(text: str) -> None:
    def placed(node: object) -> list[object]:
        inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
        at = (node.place, node.place_of(1)) if isinstance(node, Scalar) else getattr(node, "place", None)
        return [type(node), at, *((placed(key), placed(value)) for key, value in inner)]

    tree = parse(text, "content/site.yaml", 3)
    assert placed(back(tree)) == placed(tree)


def test_what_has_no_form_as_data_is_made_again(tmp_path: Path) -> None:
    kept = Readings.of(tmp_path)
    kept.made_of("page", "content/a.md", "1")
    kept.keep("page", "content/a.md", "1", object(), ())
    kept.made_of("page", "content/b.md", "1")
    kept.keep("page", "content/b.md", "1", ("text", 3), (Problem("file-missing", Place("x", 1, 2)),))
    kept.save()
    again = Readings.of(tmp_path)
    assert again.made_of("page", "content/a.md", "1") is None
    assert again.made_of("page", "content/b.md", "2") is None
    assert Readings.of(tmp_path).made_of("page", "content/b.md", "1") == (
        ("text", 3),
        (Problem("file-missing", Place("x", 1, 2)),),
    )


def test_one_edited_chapter_is_one_that_is_read(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read(sound)
    made: list[tuple[str, str]] = []
    keep = Readings.keep
    monkeypatch.setattr(
        Readings, "keep", lambda self, kind, path, *rest: made.append((kind, path)) or keep(self, kind, path, *rest)
    )
    chapter = next((sound / "content/booklets").glob("*/*.md"))
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\n\nUne phrase de plus.\n", encoding="utf-8")
    read(sound)
    path = chapter.relative_to(sound).as_posix()
    assert made == [("page", path), ("references", path)]
    made.clear()
    read(sound)
    assert made == []


def test_problems_are_told_again(tmp_path: Path) -> None:
    site = plain.site(tmp_path / "site", "sound")
    chapter = next((site / "content/booklets").glob("*/*.md"))
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\n\n- [ ] une case\n\nsetext\n------\n", encoding="utf-8")
    first, again = list(read(site)[1]), list(read(site)[1])
    assert first == again != []


def test_of_a_file_that_is_gone_nothing_is_kept(sound: Path) -> None:
    def kept() -> bytes:
        return b"".join(path.read_bytes() for path in sorted((sound / ".livret/readings").iterdir()))

    extra = next((sound / "content/booklets").iterdir()) / "99-xyzzy.md"
    extra.write_text("# Xyzzy quuxit\n\nPlugh fnord.\n", encoding="utf-8")
    read(sound)
    assert b"fnord" in kept()
    extra.unlink()
    read(sound)
    assert b"fnord" not in kept()
    assert b"xyzzy" not in kept()


def test_the_team_s_own_files_are_not_kept(sound: Path) -> None:
    members = sound / ".livret-private/members.yaml"
    members.parent.mkdir()
    members.write_text("selam:\n  name: Zorglub Fnordson\n", encoding="utf-8")
    pipeline.build(options(sound), Report())
    assert (sound / ".livret/readings").is_dir()
    for path in (sound / ".livret").rglob("*"):
        assert path.is_dir() or b"Fnordson" not in path.read_bytes(), path
