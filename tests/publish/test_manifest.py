"""What a command works from, watched: every change is seen, what is none is not, and a damaged manifest is no manifest."""

from __future__ import annotations

import datetime
import hashlib
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import DAY
from packages import install

from livret.problems import Place, Report
from livret.publish import beside, machine, manifest, outputs, seen, watch
from livret.publish.watch import Found, Request, Watch
from livret.source.door import Door

TODAY = datetime.date.fromisoformat(DAY)
PAGES = {"index.html": b"<h1>Accueil</h1>", "fr/index.html": b"<h1>Livret</h1>"}
CHAPTER = "site/content/sante/01-soins.md"
FILES = {
    CHAPTER: b"# Les soins",
    "site/content/photos/a.png": b"a",
    "site/translations/fr/site.po": b'msgid "Bonjour"',
    "site/shared/notes.md": b"# Notes",
    "site/public/.livret-output": b"made",
    "site/.public.lock": b"",
    "carried/theme/web/style.css": b"body {}",
    "livret/pipeline.py": b"def build(): ...",
    **{f"site/public/{path}": data for path, data in PAGES.items()},
}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a site and its output; beside them a Livret and what it carries."""
    for path, data in FILES.items():
        write(tmp_path / path, data)
    monkeypatch.setattr(watch, "PACKAGE", tmp_path / "livret")
    monkeypatch.setattr(watch, "carried", lambda: tmp_path / "carried")
    return tmp_path


def write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def asked(place: Path) -> Request:
    return Request("build", place / "site", TODAY, place / "site" / "public", {"languages": ["fr"], "strict": False})


def report() -> Report:
    told = Report()
    told.add("file-unexpected", Place("content/x.txt", 2, 3), name="x.txt", expected="y")
    return told


NOWHERE: Mapping[str, str] = {}  # the door was asked for nothing else


def read(watching: Watch, looks: Mapping[str, str] = NOWHERE) -> None:
    """The site is read, and no more. `looks` are those of the door."""
    door = Door(watching.site, TODAY)
    door.looks.update({"content/": "", "content/facts.yaml?": "False", **looks})
    watching.opened(door, "Europe/Paris")


def publish(watching: Watch) -> None:
    watching.keep(report(), {path: seen.digest(data) for path, data in PAGES.items()})


def keep(watching: Watch, looks: Mapping[str, str] = NOWHERE) -> None:
    """A command runs from its beginning to its end."""
    read(watching, looks)
    publish(watching)


@pytest.fixture
def kept(place: Path) -> Path:
    """The same, after a command that found nothing wrong with what it noted."""
    keep(Watch(asked(place)))
    assert Watch(asked(place)).found() is not None
    return place


def unchanged(place: Path) -> bool:
    return Watch(asked(place)).found() is not None


def rewrite(path: Path, data: bytes) -> None:
    """Other bytes, as many, at the same time: what an editor or a copy that keeps dates can leave."""
    status = path.stat()
    assert status.st_size == len(data)
    path.write_bytes(data)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


# --- what is seen -------------------------------------------------------------------------------------

CHANGES: dict[str, Callable[[Path], object]] = {
    "a chapter is edited": lambda place: write(place / CHAPTER, b"# Tous les soins"),
    "a chapter is edited, its size and date are as they were": lambda place: rewrite(place / CHAPTER, b"# Mes soins"),
    "a file comes": lambda place: write(place / "site/content/sante/02-suite.md", b"# La suite"),
    "an empty folder comes": lambda place: (place / "site/content/droits").mkdir(),
    "a file goes": lambda place: (place / CHAPTER).unlink(),
    "a file gets another name": lambda place: (place / CHAPTER).rename(place / "site/content/sante/02-soins.md"),
    "a file becomes a folder": lambda place: ((place / CHAPTER).unlink(), (place / CHAPTER).mkdir()),
    "a catalog goes": lambda place: shutil.rmtree(place / "site/translations/fr"),
    "a style of one's own shadows Livret's": lambda place: write(place / "site/theme/web/style.css", b"body { color: red }"),
    "Livret's style": lambda place: write(place / "carried/theme/web/style.css", b"body { color: red }"),
    "Livret's code": lambda place: write(place / "livret/pipeline.py", b"def build(): return"),
    "a module of Livret's comes": lambda place: write(place / "livret/web/qr.py", b""),
    "a page is edited by hand": lambda place: write(place / "site/public/index.html", b"<h1>!</h1>"),
    "a page is edited, its size and date are as they were": lambda place: rewrite(
        place / "site/public/index.html", b"<h1>ACCUEIL</h1>"
    ),
    "a page goes": lambda place: (place / "site/public/fr/index.html").unlink(),
    "the output goes": lambda place: shutil.rmtree(place / "site/public"),
    "a foreign file in the output": lambda place: write(place / "site/public/notes.txt", b"mine"),
    "a foreign folder in the output": lambda place: (place / "site/public/old").mkdir(),
    "a link in the output": lambda place: (place / "site/public/site").symlink_to(place / "site"),
    "the mark": lambda place: write(place / "site/public/.livret-output", b"other"),
    "a build was killed": lambda place: beside.stage(place / "site/public").mkdir(),
    "a build was killed between two renames": lambda place: beside.old(place / "site/public").mkdir(),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_seen(name: str, kept: Path) -> None:
    CHANGES[name](kept)
    assert not unchanged(kept)


def touch(path: Path) -> None:
    os.utime(path, ns=(1, 1))


def copied(path: Path) -> None:
    """Another file with the same bytes in its place, as after a checkout."""
    shutil.copyfile(path, path.with_suffix(".copy"))
    path.with_suffix(".copy").replace(path)


SAME: dict[str, Callable[[Path], object]] = {
    "a date": lambda place: touch(place / CHAPTER),
    "a copy": lambda place: copied(place / CHAPTER),
    "a copy of a page": lambda place: copied(place / "site/public/index.html"),
    "other rights": lambda place: (place / "site/public/index.html").chmod(0o600),
    "an edit that is undone": lambda place: (write(place / CHAPTER, b"!"), write(place / CHAPTER, FILES[CHAPTER])),
    "an editor's hidden file": lambda place: write(place / "site/content/sante/.01-soins.md.swp", b"x"),
    "byte-code": lambda place: write(place / "livret/__pycache__/pipeline.cpython-311.pyc", b"x"),
    "the lock is gone": lambda place: beside.lock(place / "site/public").unlink(),
    "something else beside the site": lambda place: write(place / "site/README.md", b"x"),
}


@pytest.mark.parametrize("name", SAME)
def test_what_is_no_change_changes_nothing(name: str, kept: Path) -> None:
    SAME[name](kept)
    assert unchanged(kept)
    assert unchanged(kept)


def test_what_looks_new_is_noted_where_the_time_is_known(kept: Path) -> None:
    """Without the file that the output's clock is asked by, all would be in doubt, and be read each time."""
    store = Watch(asked(kept)).store
    unchanged(kept)
    noted = store.read_bytes()
    touch(kept / CHAPTER)
    beside.lock(kept / "site/public").rename(kept / "lock")
    assert unchanged(kept)
    assert store.read_bytes() == noted
    (kept / "lock").rename(beside.lock(kept / "site/public"))
    assert unchanged(kept)
    assert store.read_bytes() != noted


def test_what_was_told_is_told_again(kept: Path) -> None:
    found = Watch(asked(kept)).found()
    assert isinstance(found, Found)
    assert (list(found.report), found.files) == (list(report()), len(PAGES))


# --- links --------------------------------------------------------------------------------------------


def test_a_link_counts_by_what_it_leads_to(place: Path) -> None:
    (place / "site/content/sante/02-notes.md").symlink_to("../../shared/notes.md")
    keep(Watch(asked(place)))
    assert unchanged(place)
    rewrite(place / "site/shared/notes.md", b"# Autre")
    assert not unchanged(place)


def test_a_linked_folder_is_looked_into(place: Path) -> None:
    (place / "site/content/shared").symlink_to("../shared")
    keep(Watch(asked(place)))
    assert unchanged(place)
    write(place / "site/shared/more.md", b"# Plus")
    assert not unchanged(place)


def test_a_link_that_leads_to_another_folder_is_another(place: Path) -> None:
    link = place / "site/content/photos-too"
    link.symlink_to("photos")
    keep(Watch(asked(place)))
    link.unlink()
    link.symlink_to("sante")
    assert not unchanged(place)


@pytest.mark.parametrize("target", ["loop", "..", "nowhere", "/proc"])
def test_no_link_leads_astray(target: str, place: Path) -> None:
    """To itself, to its own parent, to nothing, out of the site: it is looked at, and not followed for ever."""
    (place / "site/content/loop").symlink_to(target)
    keep(Watch(asked(place)))
    assert unchanged(place)
    assert len(Watch(asked(place)).inputs.seen) < 30


def test_a_pipe_is_not_waited_for(place: Path) -> None:
    os.mkfifo(place / "site/content/pipe")
    keep(Watch(asked(place)))
    assert unchanged(place)


def test_a_folder_that_is_a_link_out_of_the_site_is_not_looked_into(place: Path) -> None:
    (place / "elsewhere").mkdir()
    (place / "site/theme").symlink_to(place / "elsewhere")
    write(place / "elsewhere/x.css", b"")
    assert not any("x.css" in path for path in Watch(asked(place)).inputs.seen)


# --- elsewhere in the site folder ---------------------------------------------------------------------


PHOTO = "media/photo.png"
THERE = {f"{PHOTO}?": "True"}  # it is read when something is made of it


@pytest.mark.parametrize("path", [PHOTO, "content/.hidden/photo.png"])
def test_a_picture_where_nothing_is_watched(path: str, kept: Path) -> None:
    write(kept / "site" / path, b"photo")
    keep(Watch(asked(kept)), {f"{path}?": "True"})
    assert unchanged(kept)
    rewrite(kept / "site" / path, b"PHOTO")
    assert not unchanged(kept)


def test_a_picture_that_is_missing_and_comes(kept: Path) -> None:
    keep(Watch(asked(kept)), {f"{PHOTO}?": "False"})
    assert unchanged(kept)
    write(kept / "site" / PHOTO, b"photo")
    assert not unchanged(kept)


def test_a_picture_that_changed_before_something_was_made_of_it(kept: Path) -> None:
    write(kept / "site" / PHOTO, b"photo")
    keep(Watch(asked(kept)), THERE)
    watching = Watch(asked(kept))
    read(watching, THERE)
    write(kept / "site" / PHOTO, b"other")
    publish(watching)
    assert not unchanged(kept)
    write(kept / "site" / PHOTO, b"photo")
    assert unchanged(kept)


@pytest.mark.parametrize(("data", "same"), [(b"photo", True), (b"other", False)])
def test_what_the_reading_read_elsewhere_is_what_counts(data: bytes, same: bool, place: Path) -> None:
    """Not what was there when somebody looked after it."""
    write(place / "site" / PHOTO, data)
    keep(Watch(asked(place)), {PHOTO: hashlib.sha256(b"photo").hexdigest()})
    assert unchanged(place) is same


def test_a_picture_that_comes_just_after_the_reading_missed_it(place: Path) -> None:
    write(place / "site" / PHOTO, b"photo")
    keep(Watch(asked(place)), {f"{PHOTO}?": "False"})
    assert not unchanged(place)


# --- what failed --------------------------------------------------------------------------------------


def fail(watching: Watch, problem: str = "file-unexpected") -> None:
    """A command that found mistakes, and published nothing."""
    read(watching)
    told = Report()
    told.add(problem, Place("content/x.txt"), reason="y")
    watching.keep(told)


def failed(place: Path) -> bool:
    """Whether it is known that the command would fail."""
    found = Watch(asked(place)).found()
    return found is not None and found.files is None


def test_what_failed_is_told_again(place: Path) -> None:
    """Whatever the output is."""
    fail(Watch(asked(place)))
    write(place / "site/public/notes.txt", b"mine")
    assert failed(place)
    write(place / CHAPTER, b"# Mes soins")
    assert not unchanged(place)


def test_what_failed_is_noted_beside_what_the_last_good_build_told(kept: Path) -> None:
    write(kept / CHAPTER, b"# !")
    fail(Watch(asked(kept)))
    for _ in range(2):
        assert failed(kept)
        write(kept / CHAPTER, FILES[CHAPTER])
        assert unchanged(kept)
        assert not failed(kept)
        write(kept / CHAPTER, b"# !")


def test_a_good_build_lets_go_of_what_failed_before(kept: Path) -> None:
    fail(Watch(asked(kept)))
    keep(watching := Watch(asked(kept)))
    assert not watching.failure.exists()
    assert not failed(kept)


@pytest.mark.parametrize("problem", ["paper-slow", "file-unreadable"])
def test_what_may_end_better_the_next_time_is_tried_again(problem: str, place: Path) -> None:
    fail(Watch(asked(place)), problem)
    assert not unchanged(place)


def test_without_a_configuration_all_days_are_alike(place: Path) -> None:
    undated = replace(asked(place), date=None)
    watching = Watch(undated)
    watching.opened(Door(watching.site, datetime.date.min), "")
    watching.keep(report())
    assert Watch(undated).found() is not None


# --- outputs that are gone ----------------------------------------------------------------------------


def test_what_is_kept_of_an_output_that_is_gone_goes(kept: Path) -> None:
    """Not what is kept of one that is there, or in the making."""
    there, making, gone = (kept / f"site/{name}" for name in ("there", "making", "gone"))
    for out in (there, making, gone):
        keep(Watch(replace(asked(kept), out=out)))
    there.mkdir()
    beside.stage(making).mkdir()
    foreign = outputs.of(kept / "site", gone).with_name("foreign")
    foreign.mkdir()
    outputs.sweep(kept / "site")
    folders = [outputs.of(kept / "site", kept / f"site/{name}") for name in ("public", "there", "making")]
    assert sorted((kept / "site" / outputs.FOLDER).iterdir()) == sorted(folders)
    assert unchanged(kept)


# --- what is asked, and where -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "other",
    [
        {"command": "check"},
        {"date": TODAY + datetime.timedelta(days=1)},
        {"options": {"languages": ["fr"], "strict": True}},
        {"options": {"languages": ["fr", "ar"], "strict": False}},
    ],
)
def test_another_question_has_another_answer(other: dict[str, object], kept: Path) -> None:
    assert Watch(replace(asked(kept), **other)).found() is None


def test_another_output_has_a_manifest_of_its_own(kept: Path) -> None:
    shutil.copytree(kept / "site/public", kept / "site/other")
    assert Watch(replace(asked(kept), out=kept / "site/other")).found() is None
    assert unchanged(kept)


def test_a_new_day(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The day that it is in the time zone of the site, which is known from the last time."""
    undated = replace(asked(kept), date=None)
    monkeypatch.setattr(watch, "today", lambda zone: {"Europe/Paris": TODAY}[zone])
    assert Watch(undated).found() is not None
    monkeypatch.setattr(watch, "today", lambda zone: {"Europe/Paris": TODAY + datetime.timedelta(days=1)}[zone])
    assert Watch(undated).found() is None


@pytest.mark.parametrize("name", ["SOURCE_DATE_EPOCH", "TZ", "PYTHONTZPATH"])
def test_the_environment(name: str, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "1893456000")
    assert not unchanged(kept)


def test_another_library(kept: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    install(tmp_path / "packages", "icalendar-99.0")
    monkeypatch.syspath_prepend(tmp_path / "packages")
    assert not unchanged(kept)


def test_a_library_that_livret_does_not_require(kept: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The versions are asked for once, and not again."""
    install(tmp_path / "packages", "unrelated-1.0")
    monkeypatch.syspath_prepend(tmp_path / "packages")
    assert unchanged(kept)
    monkeypatch.setattr(watch, "_libraries", lambda _: pytest.fail("metadata is read"))
    assert unchanged(kept)


@pytest.mark.parametrize(
    ("owner", "name"), [(machine.sys, "version"), (machine.unicodedata, "unidata_version"), (machine.zlib, "ZLIB_RUNTIME_VERSION")]
)
def test_another_python(owner: object, name: str, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(owner, name, "99")
    assert not unchanged(kept)


def test_other_time_zones(kept: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    write(tmp_path / "zones/tzdata.zi", b"# version 2099a\n# the rest\n")
    monkeypatch.setattr("zoneinfo.TZPATH", (str(tmp_path / "nothing"), str(tmp_path / "zones")))
    assert machine.zones() == "# version 2099a"
    assert not unchanged(kept)


def test_those_who_are_told_what_changed_depend_on_what_was(place: Path) -> None:
    professional = replace(asked(place), options={"professional": True})
    keep(Watch(professional))
    assert Watch(professional).found() is not None
    write(place / "site/.livret/services-2026-11-17.json", b"{}")
    assert Watch(professional).found() is None


# --- while the command is at work ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        lambda place: write(place / CHAPTER, b"# Pendant ce temps"),
        lambda place: write(place / "site/content/new.md", b""),
        lambda place: (place / CHAPTER).unlink(),
        lambda place: write(place / "site/public/notes.txt", b"mine"),
        lambda place: (place / "site/public/index.html").unlink(),
    ],
)
def test_what_changed_while_it_was_read_is_not_noted(change: Callable[[Path], object], place: Path) -> None:
    watching = Watch(asked(place))
    change(place)
    keep(watching)
    assert not unchanged(place)


def test_a_library_that_came_while_it_was_read(place: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    watching = Watch(asked(place))
    install(tmp_path / "packages", "icalendar-99.0")
    monkeypatch.syspath_prepend(tmp_path / "packages")
    keep(watching)
    assert not unchanged(place)


@pytest.mark.parametrize(("path", "data"), [(CHAPTER, b"# Mes soins"), ("site/public/index.html", b"<h1>ACCUEIL</h1>")])
@pytest.mark.parametrize("verify", [False, True])
def test_a_clock_that_stands_still(path: str, data: bytes, verify: bool, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file can change within one tick of the clock and look as it did: what is as young as the look at it is read."""
    now = 7

    def stat(ask: Callable[[], os.stat_result]) -> seen.Stat:
        try:
            return [ask().st_size, 7, 7, ask().st_ino]
        except OSError:
            return []

    monkeypatch.setattr(seen, "_stat", stat)
    monkeypatch.setattr(watch, "clock", lambda _: now)
    keep(Watch(asked(place)))
    assert unchanged(place)
    (place / path).write_bytes(data)
    assert not unchanged(place)
    (place / path).write_bytes(FILES[path])

    now = 8  # the time has come on: nobody can make a file as old as those any more, and nothing is read
    assert unchanged(place)
    read = seen.digest_of
    monkeypatch.setattr(seen, "digest_of", lambda path: pytest.fail(f"{path} is read"))
    assert unchanged(place)

    monkeypatch.setattr(seen, "digest_of", read)
    (place / path).write_bytes(data)
    assert (Watch(asked(place), verify=verify).found() is None) == verify, "a disk that lies is found by reading alone"


# --- a manifest that is none --------------------------------------------------------------------------


def damages(data: bytes) -> dict[str, bytes]:
    """Two hundred: cut, with a byte that is another, of another form, of no form."""
    cut = {f"cut at {at}": data[:at] for at in range(0, len(data), len(data) // 94)}
    flipped = {}
    for at in (*range(50), *range(50, len(data), len(data) // 50)):
        flipped[f"flipped at {at}"] = data[:at] + bytes([data[at] ^ 1 << at % 8]) + data[at + 1 :]
    head, _, sealed = data.partition(b"\n")
    other = {
        "another form": head.replace(b"livret 2 ", b"livret 1 ") + b"\n" + sealed,
        "twice": data * 2,
        "a line more": data + b"\n",
        "another seal": b"\n".join((head[:-4] + b"beef", sealed)),
        "no text": b"\xff" * 100,
    }
    return cut | flipped | other


def test_a_damaged_manifest_is_none(kept: Path) -> None:
    store = Watch(asked(kept)).store
    sound = store.read_bytes()
    found = damages(sound)
    assert len(found) >= 200
    for name, data in found.items():
        assert data != sound, name
        store.write_bytes(data)
        assert manifest.load(store) is None, name
        assert not unchanged(kept), name
    store.unlink()
    assert not unchanged(kept)
    store.mkdir()
    assert not unchanged(kept)
    store.rmdir()
    keep(Watch(asked(kept)))
    assert unchanged(kept)


def test_a_store_that_cannot_be_written_costs_time_alone(place: Path) -> None:
    write(place / "site/.livret", b"a file")
    keep(Watch(asked(place)))
    assert not unchanged(place)
